//! The versions of an attention that was changed at two stations, and the box in which a supervisor chooses one.

use ratatui::text::Line;
use uuid::Uuid;

use super::prompt_box::PromptBox;
use super::{Action, Tone, View};
use crate::desk::{FiledView, label_of};
use crate::journal::{Body, Version};
use crate::protocol::{Ask, Choice, Protocol};
use crate::safe::clean_line;
use crate::texts::{self, texts};
use crate::ui::text::wrap;

/// What has to be told above the rest: a conflict with its versions, a choice that was made, a clock that cannot be right.
pub(super) fn lines(view: &FiledView, room: usize, cx: &View) -> Vec<Line<'static>> {
    let t = &cx.texts().stations;
    let mut lines = Vec::new();
    let mut say = |text: &str, style| {
        let wrapped = wrap(text, room).into_iter();
        lines.extend(wrapped.map(|l| Line::styled(l, style)));
    };
    let versions = view.history.now.as_ref().map_or(&[][..], |n| &n.versions);
    if !versions.is_empty() {
        say(&t.conflict_said, cx.theme.wrong);
    }
    for version in versions {
        say(&title(version, cx), cx.theme.strong);
        for told in difference(version, versions, &view.protocol) {
            say(&format!("  {told}"), cx.theme.text);
        }
    }
    for entry in view
        .history
        .entries
        .iter()
        .filter(|e| e.kind == "resolution")
    {
        if let Ok(Some(Body::Resolution(resolution))) = entry.read() {
            let reason = clean_line(&resolution.reason).into_owned();
            say(&t.resolution.fill(&[("reason", &reason)]), cx.theme.quiet);
        }
    }
    if !view.history.doubtful.is_empty() {
        say(&t.doubtful, cx.theme.owed);
    }
    if !lines.is_empty() {
        lines.push(Line::default());
    }
    lines
}

/// Who wrote a version, and when.
fn title(version: &Version, cx: &View) -> String {
    let t = &cx.texts().stations;
    let at = version
        .at
        .with_timezone(&cx.desk.world.zone())
        .naive_local();
    let by = clean_line(&version.by).into_owned();
    let mut words = t
        .version
        .fill(&[("by", &by), ("at", &texts::long_moment(at))]);
    if version.reopened {
        words.push_str(&t.version_reopened);
    }
    words
}

/// In what a version differs from the others, a line each.
fn difference(version: &Version, all: &[Version], protocol: &Protocol) -> Vec<String> {
    let answer = |v: &Version, key: &str| v.record.answers.get(key).map(|g| g.answer.clone());
    let mut told = Vec::new();
    if all
        .iter()
        .any(|v| v.record.outcome != version.record.outcome)
    {
        told.push(texts().outcomes.name(version.record.outcome).to_string());
    }
    for field in protocol.fields() {
        let own = answer(version, &field.key);
        if all.iter().all(|v| answer(v, &field.key) == own) {
            continue;
        }
        let value = own.map(|a| label_of(&a, protocol, &field.key));
        let value = value
            .filter(|v| !v.is_empty())
            .unwrap_or_else(|| "—".to_owned());
        told.push(format!("{}: {value}", field.label));
    }
    if told.is_empty() {
        told.push(texts().stations.same.to_string());
    }
    told
}

/// The box in which a supervisor chooses the version that stands, with the reason.
pub(super) fn resolve(view: &FiledView) -> PromptBox {
    let t = &texts().stations;
    let id = view.attention.id;
    let versions = view.history.now.as_ref().map_or(&[][..], |n| &n.versions);
    let choice = |version: &Version| {
        let told = difference(version, versions, &view.protocol).join(" · ");
        Choice {
            id: version.id.to_string(),
            label: format!("{told} ({})", clean_line(&version.by)),
        }
    };
    let choices: Vec<Choice> = versions.iter().map(choice).collect();
    PromptBox::new(
        &t.resolve_title,
        &[
            (&t.resolve_which, Ask::Choice(choices)),
            (&texts().history.reason, Ask::Text),
        ],
        Box::new(move |given, cx| {
            let Some(view) = cx.desk.filed(id)? else {
                return Ok(Action::Pop);
            };
            let chosen: Uuid = given.text(0).parse().unwrap_or_default();
            cx.desk.resolve(&view, chosen, &given.text(1))?;
            cx.say(Tone::Good, texts().stations.resolved.to_string());
            Ok(Action::Pop)
        }),
    )
}
