//! How long the agent's work takes to be on the disk, beside what the disk itself takes, in one interleaved run.
//!
//! `cargo bench --profile release --bench journal [-- --atenciones 100000 --rondas 1000]`

#![expect(
    clippy::expect_used,
    clippy::disallowed_macros,
    reason = "a measurement that cannot go on has no figures"
)]

mod support;

use std::fs::File;
use std::io::Write;
use std::time::Duration;

use support::filing::{self, entry, head, id, reason};
use support::{Times, argument, home, paths, time};
use ventanilla::journal::Change;

fn main() {
    let (attentions, rounds) = (
        argument("--atenciones", 100_000),
        argument("--rondas", 1000),
    );
    let home = home(attentions);
    let open = filing::open(&paths(&home));
    // Merging and checkpoint of what was there are no part of the work measured.
    std::thread::sleep(Duration::from_secs(2));
    let mut floor_file = File::create(home.join("floor")).expect("a file");
    let (mut floor, mut field, mut finish) = (Times::default(), Times::default(), Times::default());
    let next = open.next();
    for n in next..next + rounds {
        let (took, ()) = time(|| {
            floor_file.write_all(&[7; 400]).expect("room");
            floor_file.sync_all().expect("a disk");
        });
        floor.push(took);
        open.save(vec![Change::Draft(head(n))]);
        field.push(time(|| open.save(vec![reason(n)])).0);
        let changes = vec![entry(n), Change::EndDraft(id(n))];
        finish.push(time(|| open.save(changes)).0);
        // Nobody files one after another without drawing breath: what waits for quiet gets some.
        if n % 50 == 0 {
            std::thread::sleep(Duration::from_millis(400));
        }
    }
    open.recorder.close().expect("a clean end");
    println!("{rounds} rounds after {attentions} attentions");
    floor.show("append 400 B + fsync (floor)", None, "");
    field.show("field saved", Some(&floor), "<= 2");
    let aim = "<= 6, p99 <= 5 ms where the floor's is under 1 ms";
    finish.show("attention finished", Some(&floor), aim);
}
