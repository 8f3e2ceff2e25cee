//! Every screen and box, each with the keys that lead to it from an empty journal's home screen.

/// From the home screen to the second step of a call.
pub(crate) const BEGUN: &str = "nNo le llegó el abono<enter>";
/// From the second step to the third.
pub(crate) const IDENTIFIED: &str =
    "s<enter>Ana María<enter>Ramos Flores<enter>45678901<tab>Chota<tab><tab>987654321<enter>";
/// From the third step to the fourth.
pub(crate) const LISTENED: &str = "c<tab>1<enter>";
/// From the fourth step to the fifth.
pub(crate) const ANSWERED: &str = "El abono se acredita el día 30<enter>";
/// From the fifth step to the farewell.
pub(crate) const UNDERSTOOD: &str = "2<enter><enter>";
/// From the farewell to the home screen.
pub(crate) const FILED: &str = "<f10><f10>";

/// A call that ends with a promise to call back.
const CALL_BACK: &str = "nPide su estado de cuenta<enter>s<enter>Rosa<enter>Mamani Condori<enter>10203040<tab><tab><tab>912345678<f4>en 20 min<enter><f10><enter><f10><f10>";
/// A call whose answer is owed.
const PENDING: &str = "nReclama su afiliación<enter>2<enter>José<enter>Quispe Huamán<enter>40506070<enter><enter>r<tab>2<tab>s<tab>Quiere saber por qué no está<f10>33<f10><f10>";
/// A call that was parked.
const PARKED: &str = "nPerdió la tarjeta<enter>s<enter>Julia<enter>Rojas Paredes<esc><esc>";

/// Calls up to where they are left, with the keys that leave them: a call owed, an answer owed, a draft.
pub(crate) fn hostile_calls() -> [(String, &'static str); 3] {
    let upto = |call: &str| call.trim_end_matches(FILED).to_owned();
    [
        (upto(CALL_BACK), FILED),
        (upto(PENDING), FILED),
        (keys(&[BEGUN, IDENTIFIED]), "<esc><esc><esc>"),
    ]
}

/// Several keys one after the other.
fn keys(parts: &[&str]) -> String {
    parts.concat()
}

/// Every scene by its name. The clock begins at 10:12:00 and goes on only by `<wait:…>`.
pub(crate) fn scenes() -> Vec<(&'static str, String)> {
    let identified = keys(&[BEGUN, IDENTIFIED]);
    let answering = keys(&[&identified, LISTENED]);
    let verifying = keys(&[&answering, ANSWERED]);
    let farewell = keys(&[&verifying, UNDERSTOOD]);
    let filed = keys(&[&farewell, "<wait:222000>", FILED]);
    let on_hold = keys(&[&answering, "<f2>2"]);
    let act = |name: &str| keys(&[&answering, "<c-k>", name, "<enter>"]);
    vec![
        ("home_empty", String::new()),
        (
            "home_busy",
            keys(&[CALL_BACK, "<wait:60000>", PENDING, PARKED]),
        ),
        (
            "home_late",
            keys(&[CALL_BACK, PENDING, PARKED, "<wait:3720000>"]),
        ),
        ("promised_call", keys(&[CALL_BACK, "c"])),
        ("step_1", "n".into()),
        ("step_2", BEGUN.into()),
        (
            "place_list",
            keys(&[
                BEGUN,
                "s<enter>Ana María<enter>Ramos Flores<enter>45678901<tab>san caj<down>",
            ]),
        ),
        ("step_3", identified.clone()),
        ("step_4", answering.clone()),
        ("step_5", verifying.clone()),
        ("outcome", keys(&[&verifying, "2<enter>"])),
        ("step_6_farewell", farewell.clone()),
        (
            "farewell_promised",
            keys(&[&answering, "<f4>ma", "ñana 10:30<enter><f10><enter>"]),
        ),
        ("after_work", keys(&[&farewell, "<f10><wait:65000>"])),
        ("filed", filed.clone()),
        ("hold_box", keys(&[&answering, "<f2>"])),
        ("hold_band", keys(&[&on_hold, "<wait:84000>"])),
        ("hold_over", keys(&[&on_hold, "<wait:121000>"])),
        ("hold_more", keys(&[&on_hold, "<wait:10000><f2>"])),
        ("cut_box", keys(&[&answering, "<f3>n<wait:30000>"])),
        ("cut_band", keys(&[&answering, "<f3><esc>"])),
        ("cut_unknown_phone", "nNo se oye<f3>".into()),
        ("callback_box", keys(&[&answering, "<f4>ma", "ñana 10"])),
        ("palette", keys(&[&answering, "<c-k>"])),
        ("palette_narrowed", keys(&[&answering, "<c-k>esp"])),
        ("palette_home", "<c-k>".into()),
        ("palette_key", keys(&[&answering, "<c-k>f1"])),
        ("palette_nothing", "<c-k>zapato".into()),
        ("settings", "a".into()),
        ("settings_protocol", "a<down><down><down><right>".into()),
        ("phrases", keys(&[&answering, "<f9>"])),
        ("spell", keys(&[&answering, "<f7>"])),
        ("note", keys(&[&act("nota"), "Llama desde Lima"])),
        (
            "consult",
            keys(&[&act("consulta"), "Elva Díaz<enter>¿Procede?"]),
        ),
        (
            "consulting",
            keys(&[&act("consulta"), "Elva Díaz<enter>¿Procede?<enter>"]),
        ),
        ("abandon", act("abandonar")),
        ("help_home", "<f1>".into()),
        ("help_attention", "n<f1>".into()),
        ("help_history", keys(&[&filed, "<f6><enter><f1>"])),
        ("protocols", "o".into()),
        ("in_person", "o2".into()),
        ("end_of_day", keys(&[&filed, "f"])),
        ("copied_today", keys(&[&filed, "f<esc>"])),
        ("copied_long_ago", keys(&[&filed, "f<esc><wait:777600000>"])),
        ("quit_without_copy", keys(&[&filed, "<esc>"])),
        ("quit", "<esc>".into()),
        ("quit_with_open", keys(&[PARKED, "<esc>"])),
        ("missing", keys(&[BEGUN, "<f10><enter>"])),
        (
            "faulty",
            keys(&[BEGUN, "s<enter>Ana<enter>Ramos<enter>1234567<tab>"]),
        ),
        ("history", keys(&[&filed, "<f6><enter>"])),
        ("history_scrolled", keys(&[&filed, "<f6><enter><pgdn>"])),
        ("correct", keys(&[&filed, "<f6><enter>c"])),
        ("correct_value", keys(&[&filed, "<f6><enter>c2"])),
        ("reopen", keys(&[&filed, "<f6><enter>r"])),
        (
            "reopened",
            keys(&[&filed, "<f6><enter>rVolvió a llamar<enter>"]),
        ),
        ("recover", keys(&[BEGUN, "s<enter>Ana Ma<wait:3000><kill>"])),
        ("recovered", keys(&[BEGUN, "s<enter>Ana Ma<kill>c"])),
    ]
    .into_iter()
    .chain(searches(&filed))
    .chain(beside(&answering, &farewell))
    .collect()
}

/// What is raised beside the matter, the screen turned to the person, and what comes in writing.
fn beside(answering: &str, farewell: &str) -> Vec<(&'static str, String)> {
    vec![
        (
            "voice",
            keys(&[answering, "<c-r>1<enter>Esperó tres horas"]),
        ),
        ("evaluation", keys(&[farewell, "<c-e>"])),
        ("evaluation_again", keys(&[farewell, "<c-e>5"])),
        ("evaluation_thanks", keys(&[farewell, "<c-e>501"])),
        ("channels", "o5".into()),
        ("written", "o51".into()),
    ]
}

/// The search and its boxes, with one call filed before.
fn searches(filed: &str) -> Vec<(&'static str, String)> {
    vec![
        ("search_found", keys(&[filed, CALL_BACK, "<f6>987"])),
        ("search_recent", keys(&[filed, CALL_BACK, "<f6>"])),
        ("search_empty", "<f6>".into()),
        ("search_nothing", keys(&[filed, "<f6>zapato"])),
        ("search_filter_box", keys(&[filed, CALL_BACK, "<f6>a<tab>"])),
        (
            "search_filter_values",
            keys(&[filed, CALL_BACK, "<f6><tab>4"]),
        ),
        (
            "search_filter_days",
            keys(&[filed, CALL_BACK, "<f6><tab>1"]),
        ),
        (
            "search_filter_said",
            keys(&[filed, CALL_BACK, "<f6><tab>15del 3 al<enter>"]),
        ),
        (
            "search_filtered",
            keys(&[
                filed,
                CALL_BACK,
                "<f6><tab>21<tab>42<tab>15del 20 al 24<enter>",
            ]),
        ),
        ("search_filtered_out", keys(&[filed, "<f6><tab>12<tab>21"])),
        ("search_mid_call", keys(&[filed, BEGUN, "<f6>la 38"])),
    ]
}
