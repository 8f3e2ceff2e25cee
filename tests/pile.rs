//! A pile of paper forms, filled while there was no light: few keys a form, and each record as its paper says.

use ventanilla::attention::Attention;
use ventanilla::protocol::{Answer, Channel, Outcome, keys};

use crate::play::Play;

/// Most keys beyond the text typed that the second form of a pile may need: one that ends each text, one and its end for
/// each mark, and two that file it.
const MOST_KEYS: usize = 17;

const FIRST: &str = "217<enter>ayer 16:20<enter>Chota<enter>Inés Tafur<enter>45678901<enter>Elena<enter>\
    Chávez Rojas<enter>Bambamarca<enter>976123456<enter>s<enter>\
    1<enter>No le llegó el abono<enter>1<enter>Llega con el siguiente<enter>1";

const SECOND: &str = "218<enter>41234567<enter>Pedro<enter>Mamani Luna<enter>Chota<enter>987654321<enter>s<enter>\
    3<enter>Mal trato en la posta<enter>8<enter>Se le pidió disculpas<enter>2";

fn pile() -> Play {
    let mut play = Play::new(80, 24);
    let by = Some(Channel::Paper);
    play.app().attend(Some("juntos-fua"), by, None, None);
    play.advance(0);
    play
}

fn filed(play: &mut Play) -> Vec<Attention> {
    let rows = play.desk().reader().recent(10, None).unwrap();
    let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
    let mut filed: Vec<Attention> = ids
        .into_iter()
        .map(|id| play.app().desk.filed(id).unwrap().unwrap().attention)
        .collect();
    filed.sort_by_key(|a| a.text(keys::FOLIO).map(str::to_owned));
    filed
}

#[test]
fn the_next_form_of_a_pile_needs_few_keys_and_keeps_office_day_and_hand() {
    let mut play = pile();
    play.play(FIRST).play("<c-n>1");
    play.assert_sees("Registrada: CAJ-02-2026-000038-20");
    assert_eq!(
        play.desk().front().unwrap().field.as_deref(),
        Some(keys::FOLIO)
    );
    let before = play.presses;
    play.play(SECOND).play("<c-n>1");
    let needed = play.presses - before;
    eprintln!("a form of a pile: {needed} keys beside what is typed");
    assert!(needed <= MOST_KEYS, "{needed} keys");

    let filed = filed(&mut play);
    let folios: Vec<_> = filed.iter().map(|a| a.text(keys::FOLIO)).collect();
    assert_eq!(folios, [Some("217"), Some("218")]);
    for attention in &filed {
        assert_eq!(attention.outcome, Some(Outcome::Resolved));
        assert_eq!(attention.opening.channel, Channel::Paper);
        assert_eq!(attention.text("ingreso.oficina"), Some("Chota"));
        assert_eq!(attention.text("ingreso.atendio"), Some("Inés Tafur"));
        let Some(Answer::Moment(at)) = attention.answer(keys::RECEIVED) else {
            panic!("{:?}", attention.answer(keys::RECEIVED));
        };
        assert_eq!(at.to_string(), "2026-11-23 16:20:00");
    }
    assert_eq!(filed[1].text(keys::SURNAMES), Some("Mamani Luna"));
    assert_eq!(filed[1].text(keys::KIND), Some("queja"));
    assert_eq!(filed[1].text(keys::MATTER), Some("trato"));
}

#[test]
fn what_the_paper_escalated_asks_its_term_once_and_runs_from_the_day_of_the_paper() {
    let mut play = pile();
    play.play(FIRST).play("<c-n>2");
    // The unit that goes on, then the first figure of the term that was told.
    play.play("Unidad de Afiliación<enter>3<c-n>");
    let filed = filed(&mut play);
    assert_eq!(filed.len(), 1, "{}", play.screen());
    let due = serde_json::to_value(&filed[0].promises[0].due).unwrap();
    assert_eq!(due["term"]["start"], "2026-11-23");
    assert_eq!(due["term"]["amount"], 30);
}
