//! The fields in sight with their editors: kept in line with the state, left tidily, handed to the desk as they are typed.

use super::Cx;
use super::attention::{AttentionScreen, Slot};
use crate::form;
use crate::protocol::{Answer, Field, Transition};

impl AttentionScreen {
    /// Brings the form in line with the state: other fields in sight, values that changed elsewhere, the field in front.
    pub(super) fn sync(&mut self, cx: &mut Cx) {
        let Some(front) = cx.desk.front() else { return };
        let seen = (
            front.attention.id,
            front.version,
            front.attention.step.clone(),
        );
        if self.seen.as_ref() == Some(&seen) && self.field_key() == front.field.as_deref() {
            return;
        }
        let same_step = self
            .seen
            .as_ref()
            .is_some_and(|(id, _, step)| *id == seen.0 && *step == seen.2);
        let Some(step) = front.attention.current_step(&front.protocol) else {
            return;
        };
        let form = cx.form();
        let mut old = if same_step {
            std::mem::take(&mut self.slots)
        } else {
            Vec::new()
        };
        let slots: Vec<Slot> = front
            .attention
            .fields(&front.protocol, step)
            .map(|field| {
                let stored = front.attention.answer(&field.key);
                let kept = old
                    .iter()
                    .position(|s| s.key == field.key)
                    .map(|i| old.swap_remove(i));
                let unchanged = |s: &Slot| {
                    stored.map_or_else(
                        || s.editor.answer(&form).is_empty(),
                        |a| *a == s.editor.answer(&form),
                    )
                };
                kept.filter(unchanged).unwrap_or_else(|| {
                    let mut editor = form::build_field(field, stored);
                    if let Some(cursor) = front.cursors.get(&field.key) {
                        editor.set_cursor(*cursor);
                    }
                    Slot {
                        key: field.key.clone(),
                        editor,
                    }
                })
            })
            .collect();
        let wanted = front
            .field
            .as_deref()
            .and_then(|key| slots.iter().position(|s| s.key == key));
        self.slots = slots;
        self.focus = wanted.unwrap_or_else(|| {
            if same_step {
                self.focus.min(self.slots.len().saturating_sub(1))
            } else {
                self.first_field(cx)
            }
        });
        if !same_step {
            self.scroll.set(0);
        }
        self.seen = Some(seen);
        let key = self.field_key().map(str::to_owned);
        let entered = cx.desk.enter_field(key.as_deref());
        cx.done(&entered);
        self.refresh_prompt(cx);
    }

    /// The phrases are made anew only when the state or the field changed.
    pub(super) fn refresh_prompt(&mut self, cx: &Cx) {
        let now = cx.desk.front().map(|f| (f.version, self.focus));
        if self.prompt_for != now {
            self.prompt = cx.desk.prompt(self.field_key());
            self.prompt_for = now;
            self.prompts_made += 1;
        }
    }

    pub(super) fn field_key(&self) -> Option<&str> {
        self.slots.get(self.focus).map(|s| s.key.as_str())
    }

    /// Where a step begins: its first empty field that is required, else its first field.
    pub(super) fn first_field(&self, cx: &Cx) -> usize {
        self.required_after(None, cx).unwrap_or(0)
    }

    /// The next required field that is not answered, after one or from the top.
    pub(super) fn required_after(&self, after: Option<usize>, cx: &Cx) -> Option<usize> {
        let front = cx.desk.front()?;
        let from = after.map_or(0, |i| i + 1);
        let open = |s: &Slot| {
            let field: Option<&Field> = front.protocol.field(&s.key);
            field.is_some_and(|f| {
                let wanted = front.attention.is_required(f, front.aim)
                    || f.required_for.contains(&Transition::Visit);
                wanted && !front.attention.is_answered(f)
            })
        };
        (from..self.slots.len()).find(|i| open(&self.slots[*i]))
    }

    pub(super) fn focus_on(&mut self, index: usize, cx: &mut Cx) {
        self.leave(cx);
        self.focus = index.min(self.slots.len().saturating_sub(1));
        let key = self.field_key().map(str::to_owned);
        let entered = cx.desk.enter_field(key.as_deref());
        cx.done(&entered);
        self.sync(cx);
        self.refresh_prompt(cx);
    }

    /// Tidies what is typed as the field is left; a mistake shows under it and traps nobody.
    pub(super) fn leave(&mut self, cx: &mut Cx) {
        let form = cx.form();
        if let Some(slot) = self.slots.get_mut(self.focus) {
            slot.editor.leave(&form);
        }
        self.store(cx);
    }

    /// Hands what the field in front holds to the desk.
    pub(super) fn store(&mut self, cx: &mut Cx) {
        let form = cx.form();
        let Some(slot) = self.slots.get(self.focus) else {
            return;
        };
        let (answer, cursor) = (slot.editor.answer(&form), slot.editor.cursor());
        let is_text = matches!(
            answer,
            Answer::Text(_)
                | Answer::Unread(_)
                | Answer::Document(_)
                | Answer::Number(_)
                | Answer::Place { .. }
        );
        let stored = cx.desk.type_into(&slot.key, answer, cursor);
        if stored.is_err() {
            // What stands is shown again.
            self.seen = None;
            self.sync(cx);
        }
        if cx.done(&stored) && !(is_text && self.is_same_form(cx)) {
            self.sync(cx);
        }
    }

    /// Whether the same fields are in sight as before what was just typed. Then nothing is made anew at a letter: phrases
    /// that quote a text follow when its field is left.
    fn is_same_form(&mut self, cx: &Cx) -> bool {
        let Some(front) = cx.desk.front() else {
            return false;
        };
        let Some(step) = front.attention.current_step(&front.protocol) else {
            return false;
        };
        let shown = front
            .attention
            .fields(&front.protocol, step)
            .map(|f| f.key.as_str());
        let same = shown.eq(self.slots.iter().map(|s| s.key.as_str()));
        if let (true, Some((_, version, _))) = (same, &mut self.seen) {
            *version = front.version;
        }
        same
    }
}
