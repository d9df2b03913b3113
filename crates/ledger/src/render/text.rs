//! Text on its way to the terminal: runs of words with a tone, some of them set apart from the direction around them.

use super::Veil;
use super::phrase::Link;
use unicode_bidi::BidiClass::{AL, AN, EN, L, R};
use unicode_bidi::bidi_class;

/// How a run looks where colours are on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Tone {
    Plain,
    Heading,
    Title,
    Name,
    Quote,
    Trigger,
    Dim,
}

/// Words in one tone. Runs with the same `group` that stand side by side are one isolate.
#[derive(Debug, Clone)]
pub(super) struct Run {
    pub text: String,
    pub tone: Tone,
    pub group: Option<usize>,
    /// What the words name.
    pub link: Option<Link>,
}

/// A paragraph before it is broken into lines.
#[derive(Debug, Clone, Default)]
pub(super) struct Text {
    pub runs: Vec<Run>,
    groups: usize,
}

impl Text {
    pub fn plain(text: impl Into<String>) -> Text {
        Text::toned(text, Tone::Plain)
    }

    pub fn toned(text: impl Into<String>, tone: Tone) -> Text {
        Text { runs: vec![Run { text: text.into(), tone, group: None, link: None }], groups: 0 }
    }

    /// Runs that are to be set apart as one.
    pub fn isolated(runs: impl IntoIterator<Item = (String, Tone)>) -> Text {
        let runs = runs.into_iter().map(|(text, tone)| Run { text, tone, group: Some(0), link: None }).collect();
        Text { runs, groups: 1 }
    }

    /// A name, a number or other value from the report.
    pub fn value(text: impl AsRef<str>, tone: Tone) -> Text {
        Text::isolated([(clean(text.as_ref()), tone)])
    }

    /// The same words, naming something that has a page of its own.
    pub fn linked(mut self, link: Option<Link>) -> Text {
        for run in &mut self.runs {
            run.link = run.link.take().or_else(|| link.clone());
        }
        self
    }

    /// The same words, all of them naming one thing.
    pub fn relinked(mut self, link: Link) -> Text {
        self.runs.iter_mut().for_each(|run| run.link = Some(link.clone()));
        self
    }

    pub fn push(&mut self, other: Text) {
        let from = self.groups;
        self.runs.extend(other.runs.into_iter().map(|run| Run { group: run.group.map(|g| g + from), ..run }));
        self.groups += other.groups;
    }

    /// Puts what stands in the place of hidden parts there.
    pub fn veil(&mut self, veil: &dyn Veil) {
        let runs: Vec<&str> = self.runs.iter().map(|run| run.text.as_str()).collect();
        let parts = veil.parts(&runs);
        let mut start = 0;
        for run in &mut self.runs {
            let (from, end) = (start, start + run.text.len());
            let (mut text, mut at) = (String::new(), from);
            for (part, instead) in parts.iter().filter(|(part, _)| part.start < end && from < part.end) {
                text.push_str(run.text.get(at - from..part.start.max(from) - from).unwrap_or_default());
                // A part of several runs is named in the first of them.
                text.push_str(if part.start >= from { instead } else { "" });
                at = part.end.min(end);
            }
            text.push_str(run.text.get(at - from..).unwrap_or_default());
            (run.text, start) = (text, end);
        }
    }

    pub fn is_empty(&self) -> bool {
        self.runs.iter().all(|run| run.text.is_empty())
    }

    /// The same words, those in plain tone in another.
    pub fn in_tone(mut self, tone: Tone) -> Text {
        for run in self.runs.iter_mut().filter(|run| run.tone == Tone::Plain) {
            run.tone = tone;
        }
        self
    }

    /// The same with a capital letter at its head.
    pub fn capitalised(mut self) -> Text {
        if let Some(run) = self.runs.iter_mut().find(|run| !run.text.is_empty()) {
            let mut letters = run.text.chars();
            if let Some(first) = letters.next() {
                run.text = first.to_uppercase().chain(letters).collect();
            }
        }
        self
    }

    /// The words alone.
    pub fn words(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }

    /// Puts texts together with a separator.
    pub fn join(texts: impl IntoIterator<Item = Text>, separator: &str) -> Text {
        let mut all = Text::default();
        for (i, text) in texts.into_iter().enumerate() {
            if i > 0 {
                all.push(Text::plain(separator));
            }
            all.push(text);
        }
        all
    }

    /// Puts values into a template's `{slots}`.
    pub fn fill(template: &str, slots: &[(&str, Text)]) -> Text {
        let mut all = Text::default();
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            all.push(Text::plain(before));
            let Some((slot, tail)) = after.split_once('}') else {
                rest = after;
                break;
            };
            if let Some((_, value)) = slots.iter().find(|(name, _)| *name == slot) {
                all.push(value.clone());
            }
            rest = tail;
        }
        all.push(Text::plain(rest));
        all
    }
}

/// Text of a report made safe for a terminal: one line, no control characters, no marks that steer direction.
pub(super) fn clean(text: &str) -> String {
    let steers = |c: char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
    let kept = text.chars().filter(|c| !steers(*c)).map(|c| if c.is_control() { ' ' } else { c }).collect::<String>();
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The direction of the first letter that has one: true for right to left.
pub(super) fn first_strong_rtl(text: &str) -> Option<bool> {
    text.chars().find_map(|c| match bidi_class(c) {
        L => Some(false),
        R | AL => Some(true),
        _ => None,
    })
}

/// Whether the text, set into a line of this direction without more ado, might be put in the wrong order: letters of the
/// other direction, or among right-to-left letters a number.
pub(super) fn strays(text: &str, rtl: bool) -> bool {
    text.chars().any(|c| match bidi_class(c) {
        L | EN => rtl,
        R | AL => !rtl,
        AN => true,
        _ => false,
    })
}
