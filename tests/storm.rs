//! Kills at random moments while somebody attends through the desk: what was said to be saved is there.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use uuid::Uuid;
use ventanilla::attention::{Command as Verb, Given, RegistryNumber};
use ventanilla::desk::Desk;
use ventanilla::identity::{Document, DocumentKind};
use ventanilla::journal::{Ack, Paths, Reader};
use ventanilla::protocol::{Answer, Outcome, keys};
use ventanilla::world::World;

use crate::play::process::House;

const FOLDER: &str = "VENTANILLA_TEST_DESK";
const KILLS: u32 = 200;

/// The fields that hold what is counted.
const COUNTED: [&str; 4] = [
    keys::REASON,
    keys::SURNAMES,
    "persona.distrito",
    "respuesta.detalle",
];

/// Tells the parent something, in one write: it must not take half a line for a whole one.
fn say(line: &str) {
    std::io::stdout()
        .write_all(format!("{line}\n").as_bytes())
        .unwrap();
}

/// Who attends in the child.
struct Agent {
    desk: Desk,
    acks: Receiver<Ack>,
    run: u32,
    count: u32,
    /// What was typed and not yet acknowledged: attention, field, value.
    typed: Vec<(Uuid, &'static str, String)>,
}

impl Agent {
    fn start(paths: &Paths, run: u32) -> Self {
        let (sender, acks) = channel();
        let on_ack = Box::new(move |ack| drop(sender.send(ack)));
        let world = World::from_environment().unwrap();
        let (desk, found) = Desk::start(
            ventanilla::desk::Session::by_file(paths).unwrap(),
            world,
            on_ack,
            Arc::new(drop),
        )
        .unwrap();
        assert!(found.warnings.is_empty(), "{:?}", found.warnings);
        let mut agent = Self {
            desk,
            acks,
            run,
            count: 0,
            typed: Vec::new(),
        };
        // As the agent who is asked: goes on where it was cut.
        if let Some(id) = found.interrupted.first() {
            agent.desk.bring(*id).unwrap();
        }
        agent
    }

    fn answer(&mut self, field: &'static str, answer: Answer) {
        self.desk.type_into(field, answer, 0).unwrap();
        self.desk.enter_field(Some(field)).unwrap();
    }

    /// Types the next count into a field.
    fn count_in(&mut self, field: &'static str) {
        self.count += 1;
        let value = format!("{} {}", self.run, self.count);
        self.answer(field, Answer::Text(value.clone()));
        let id = self.desk.front().unwrap().attention.id;
        self.typed.push((id, field, value));
    }

    /// Hands over what is typed, waits for the disk, and says what is saved now.
    fn settle(&mut self) {
        self.desk
            .tick(Instant::now() + Duration::from_secs(1))
            .unwrap();
        let mut filed = None;
        while self.desk.is_saving() {
            let ack = self.acks.recv().unwrap();
            filed = self.desk.acknowledge(ack).or(filed);
        }
        assert!(self.desk.saving().trouble.is_none());
        for (id, field, value) in self.typed.drain(..) {
            say(&format!("saved {id} {field} {value}"));
        }
        for front in self.desk.open_attentions() {
            if let Some(number) = front.attention.number {
                say(&format!("number {} {number}", front.attention.id));
            }
        }
        if let Some(number) = filed {
            say(&format!("filed {number}"));
        }
    }

    /// One attention from beginning to end, saved now and then.
    fn attend(&mut self) {
        if self.desk.front().is_none() {
            self.desk.open("juntos-telefonico", None, None).unwrap();
        }
        for (n, field) in COUNTED.into_iter().cycle().take(9).enumerate() {
            self.count_in(field);
            if n % 3 != 1 {
                self.settle();
            }
        }
        self.desk.act(Verb::Note { text: "una".into() }).unwrap();
        let choice = |id: &str| Answer::Choice(id.into());
        let dni = Document::new(DocumentKind::Dni, "45678901");
        self.answer(keys::TITLE, choice("senora"));
        self.answer(keys::GIVEN_NAMES, Answer::Text("Ana".into()));
        self.answer(keys::DOCUMENT, Answer::Document(dni));
        self.answer("asunto.tipo", choice("consulta"));
        self.answer("comprension.resultado", choice("claro"));
        self.settle();
        // One that was cut after its goodbye has both.
        if self.desk.front().unwrap().attention.goodbye_at.is_none() {
            let outcome = Outcome::Resolved;
            self.desk.act(Verb::Conclude { outcome }).unwrap();
            self.desk.say_goodbye().unwrap();
        }
        self.desk.act(Verb::File).unwrap();
        self.settle();
    }
}

/// The part that is killed. Does nothing in an ordinary run of the tests.
#[test]
fn child() {
    let Ok(given) = std::env::var(FOLDER) else {
        return;
    };
    let (run, folder) = given.split_once(' ').unwrap();
    let paths = crate::play::paths(folder.as_ref());
    let mut agent = Agent::start(&paths, run.parse().unwrap());
    loop {
        agent.attend();
    }
}

/// Starts the child, kills it after a while, and gives back the whole lines it said.
fn run_and_kill(house: &House, run: u32, after: Duration) -> Vec<String> {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["storm::child", "--exact", "--nocapture", "--test-threads=1"])
        .env(FOLDER, format!("{run} {}", house.path().display()))
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    std::thread::sleep(after);
    child.kill().unwrap();
    let mut said = String::new();
    let mut out = child.stdout.take().unwrap();
    out.read_to_string(&mut said).unwrap();
    let status = child.wait().unwrap();
    assert!(
        !status.success() && status.code().is_none(),
        "it ended by itself: {said}"
    );
    let whole = said.rsplit_once('\n').map_or("", |(whole, _)| whole);
    whole.lines().map(str::to_owned).collect()
}

/// What the parent was told, over all runs.
#[derive(Default)]
struct Told {
    /// The last value acknowledged of each field of each attention.
    fields: BTreeMap<(Uuid, String), (u32, u32)>,
    numbers: BTreeMap<RegistryNumber, Uuid>,
    filed: Vec<RegistryNumber>,
}

fn counted(text: &str) -> (u32, u32) {
    let (run, n) = text.split_once(' ').unwrap();
    (run.parse().unwrap(), n.parse().unwrap())
}

impl Told {
    /// Takes what a run said; gives back the attentions it was about.
    fn take(&mut self, lines: &[String]) -> Vec<Uuid> {
        let mut touched = Vec::new();
        for line in lines {
            // The first line shares its row with the test's own name.
            let line = line.rsplit("... ").next().unwrap();
            let words: Vec<&str> = line.splitn(4, ' ').collect();
            match words[..] {
                ["saved", id, field, value] => {
                    let id: Uuid = id.parse().unwrap();
                    self.fields.insert((id, field.to_owned()), counted(value));
                    touched.push(id);
                }
                ["number", id, number] => {
                    let (id, number) = (id.parse().unwrap(), number.parse().unwrap());
                    let other = *self.numbers.entry(number).or_insert(id);
                    assert_eq!(other, id, "{number} was given twice");
                }
                ["filed", number] => self.filed.push(number.parse().unwrap()),
                _ => {}
            }
        }
        touched.sort_unstable();
        touched.dedup();
        touched
    }

    /// Everything acknowledged of an attention is on the disk, with this value or a later one.
    fn check(&self, id: Uuid, reader: &Reader, run: u32) {
        let kept = answers(id, reader);
        let acked = self.fields.iter().filter(|((i, _), _)| *i == id);
        for ((_, field), value) in acked {
            let found = kept.get(field).and_then(|g| g.answer.text());
            let found = found.unwrap_or_else(|| panic!("run {run}: {id} {field} is gone"));
            assert!(
                counted(found) >= *value,
                "run {run}: {id} {field} holds {found}, acknowledged {value:?}"
            );
        }
    }
}

/// What an attention holds on the disk, open or filed.
fn answers(id: Uuid, reader: &Reader) -> BTreeMap<String, Given> {
    let drafts = reader.drafts().unwrap();
    if let Some(draft) = drafts.into_iter().find(|d| d.head.attention == id) {
        return draft.answers.into_iter().collect();
    }
    let filed = reader.attention(id).unwrap().and_then(|h| h.now);
    filed.map(|f| f.record.answers).unwrap_or_default()
}

#[test]
fn two_hundred_kills_at_the_desk_lose_nothing_acknowledged() {
    let house = House::fresh();
    let start = Instant::now();
    let mut told = Told::default();
    let mut random = 0x9E37_79B9_7F4A_7C15_u64;
    let mut said = 0;
    for run in 1..=KILLS {
        random = random
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let lines = run_and_kill(&house, run, Duration::from_millis(20 + (random >> 33) % 90));
        said += lines.len();
        let touched = told.take(&lines);
        let reader = Reader::open(&ventanilla::journal::by_file(&house.paths).unwrap()).unwrap();
        for id in touched {
            told.check(id, &reader, run);
        }
        if run % 20 == 0 {
            let report = reader.verify().unwrap();
            assert!(report.is_sound(), "run {run}: {report:?}");
        }
        assert!(
            reader.drafts().unwrap().len() <= 1,
            "run {run}: a cut one was not taken up"
        );
    }
    let reader = Reader::open(&ventanilla::journal::by_file(&house.paths).unwrap()).unwrap();
    for (id, _) in told.fields.keys() {
        told.check(*id, &reader, KILLS);
    }
    for number in &told.filed {
        let history = reader.numbered(*number).unwrap();
        let record = history
            .and_then(|h| h.now)
            .unwrap_or_else(|| panic!("{number} is gone"))
            .record;
        assert_eq!(record.outcome, Outcome::Resolved);
        assert_eq!(told.numbers.get(number), Some(&record.id), "{number}");
    }
    // Filed whether or not there was time to say so: each number once, and none above those given.
    let mut numbers: Vec<u32> = reader
        .recent(100_000, None)
        .unwrap()
        .iter()
        .map(|s| s.number.sequence())
        .collect();
    let all = numbers.len();
    numbers.sort_unstable();
    numbers.dedup();
    assert_eq!(numbers.len(), all, "a number was filed twice");
    drop(reader);
    let (sender, acks) = channel();
    let world = World::from_environment().unwrap();
    let (desk, found) = Desk::start(
        ventanilla::desk::Session::by_file(&house.paths).unwrap(),
        world,
        Box::new(move |a| drop(sender.send(a))),
        Arc::new(drop),
    )
    .unwrap();
    assert!(found.warnings.is_empty(), "{:?}", found.warnings);
    assert!(desk.reader().verify().unwrap().is_sound());
    desk.close(false).unwrap();
    drop(acks);
    eprintln!(
        "{KILLS} kills in {:?}: {said} lines said, {} filed",
        start.elapsed(),
        told.filed.len()
    );
    assert!(
        told.fields.len() > 200 && told.filed.len() > 20,
        "the kills came before anything was done"
    );
}
