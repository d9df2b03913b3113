//! What differs between two states of one case: what began and ended, tightened, eased, came into dispute, and how sure it became.

use crate::State;
use crate::fact::Day;
use crate::state::{Access, Between, Checkpoint, Control, SiegeRecord};
use jiff::civil::Date;
use rustc_hash::FxHashMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::hash::Hash;

/// In what way something changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, JsonSchema, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ChangeKind {
    /// It was not there before.
    New,
    /// It is no longer there.
    Gone,
    /// It began, or began again.
    Began,
    /// It ended.
    Ended,
    /// It became harder.
    Tightened,
    /// It became lighter, or ended in part.
    Eased,
    /// Sources came to differ on it.
    Disputed,
    /// Sources no longer differ on it.
    Settled,
    /// Its state changed in another way.
    Changed,
    /// The score of a term rose or fell.
    Score,
    /// The marks of a term changed.
    Marked,
    /// Numbers changed.
    Numbers,
    /// It became more or less sure.
    Confidence,
}

/// One difference between two states.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize)]
pub struct Change {
    /// When; none where the states are of one day.
    pub date: Option<Date>,
    /// The part of the state: `sieges`, `agreements`, `terms`, `access` ...
    pub part: &'static str,
    /// What changed, by its id.
    pub id: String,
    /// In what way.
    pub what: ChangeKind,
    /// What of it: `state`, `lift`, `score`, `marks`, `killed`, `injured`, `harmed` or `confidence`.
    pub field: &'static str,
    /// What it was; absent for what was not there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// What it is; absent for what is no longer there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
}

/// An entry of the state, of whatever part, as far as it can change.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct Entry {
    id: String,
    state: Option<String>,
    lift: Option<String>,
    score: Option<u8>,
    marks: Vec<String>,
    confidence: Option<String>,
    killed: Option<Number>,
    injured: Option<Number>,
    harmed: Option<Number>,
    last_told: Option<Date>,
    since: Option<Begin>,
    episodes: Vec<Stretch>,
    because: Vec<Reason>,
    terms: Vec<Entry>,
}

#[derive(Debug, Clone, Deserialize)]
struct Number {
    low: u32,
    high: u32,
    #[serde(default)]
    or_more: bool,
}

#[derive(Debug, Clone, Deserialize)]
struct Stretch {
    state: Option<String>,
    begin: Begin,
}

#[derive(Debug, Clone, Deserialize)]
struct Begin {
    latest: Option<Date>,
}

#[derive(Debug, Clone, Deserialize)]
struct Reason {
    #[serde(default)]
    rule: String,
    day: Option<Date>,
}

/// Entries by part and id.
type Entries = BTreeMap<(&'static str, String), Entry>;

/// What differs between two states, in the order of time. `days` are those that the states are of, where they are of two: then
/// each change has its date, and what changed there and back again between them is told too.
pub fn changes(before: &State, after: &State, days: Option<(Day, Day)>) -> Vec<Change> {
    let days = days.and_then(|(a, b)| Some((a.date()?, b.date()?)));
    let (before, after) = entries(before, after, days);
    let mut all = Vec::new();
    for ((part, id), now) in &after {
        let then = before.get(&(*part, id.clone()));
        Differ { part, id, days, now: Some(now) }.all(then, &mut all);
    }
    for ((part, id), then) in before.iter().filter(|(key, _)| !after.contains_key(*key)) {
        Differ { part, id, days, now: None }.all(Some(then), &mut all);
    }
    all.sort_by(|a, b| (a.date, a.part, &a.id).cmp(&(b.date, b.part, &b.id)));
    all
}

/// The entries of two states that may differ. What they have in common is how they are written: `id`, `state`, `confidence` ...
fn entries(before: &State, after: &State, days: Option<(Date, Date)>) -> (Entries, Entries) {
    let mut all = Both { before: Entries::new(), after: Entries::new() };
    // What changed there and back again differs in nothing.
    let settled = |begin: &Between| {
        let day = days.zip(begin.latest.date());
        day.is_none_or(|((first, last), day)| day <= first || day > last)
    };
    // Of sieges that hold the days go on, and that is no change.
    let same = |a: &SiegeRecord, b: &SiegeRecord| {
        (a.state, &a.lift, a.weighing.confidence) == (b.state, &b.lift, b.weighing.confidence)
    };
    all.read("sieges", &before.sieges, &after.sieges, |siege| &siege.id, same);
    all.read("agreements", &before.agreements, &after.agreements, |deal| &deal.id, PartialEq::eq);
    let same = |a: &Access, b: &Access| a == b && b.episodes.iter().all(|episode| settled(&episode.begin));
    all.read("access", &before.access, &after.access, |access| &access.id, same);
    let same = |a: &Checkpoint, b: &Checkpoint| a == b && b.episodes.iter().all(|episode| settled(&episode.begin));
    all.read("checkpoints", &before.checkpoints, &after.checkpoints, |checkpoint| &checkpoint.id, same);
    let same = |a: &Control, b: &Control| a == b && b.episodes.iter().all(|episode| settled(&episode.begin));
    all.read("control", &before.control, &after.control, |control| &control.id, same);
    all.read("detainees", &before.detainees, &after.detainees, |detention| &detention.id, PartialEq::eq);
    all.read("casualties", &before.casualties, &after.casualties, |casualty| &casualty.id, PartialEq::eq);
    (all.before, all.after)
}

/// Entries of two states.
struct Both {
    before: Entries,
    after: Entries,
}

impl Both {
    /// Reads the entries of a part that are not the same in both states.
    fn read<'s, T: Serialize, I: Hash + Eq + 's>(
        &mut self,
        part: &'static str,
        before: &'s [T],
        after: &'s [T],
        id: impl Fn(&'s T) -> &'s I,
        same: impl Fn(&T, &T) -> bool,
    ) {
        let mut gone: FxHashMap<&I, &T> = before.iter().map(|record| (id(record), record)).collect();
        for now in after {
            let then = gone.remove(id(now));
            if then.is_some_and(|then| same(then, now)) {
                continue;
            }
            then.into_iter().for_each(|then| read(part, then, &mut self.before));
            read(part, now, &mut self.after);
        }
        gone.into_values().for_each(|then| read(part, then, &mut self.before));
    }
}

fn read(part: &'static str, record: &impl Serialize, into: &mut Entries) {
    let written = serde_json::to_value(record).and_then(serde_json::from_value::<Entry>);
    let Ok(mut entry) = written else { return };
    for term in std::mem::take(&mut entry.terms) {
        into.insert(("terms", term.id.clone()), term);
    }
    into.insert((part, entry.id.clone()), entry);
}

/// One entry, then and now.
struct Differ<'a> {
    part: &'static str,
    id: &'a str,
    days: Option<(Date, Date)>,
    now: Option<&'a Entry>,
}

impl Differ<'_> {
    fn all(&self, then: Option<&Entry>, into: &mut Vec<Change>) {
        let Some(now) = self.now else {
            let from = then.and_then(|then| then.state.clone());
            into.push(self.change(ChangeKind::Gone, "state", from, None, self.days.map(|(_, now)| now)));
            return;
        };
        let known = into.len();
        self.states(then, now, into);
        let Some(then) = then else {
            // Of what has no state, that it is there.
            if into.len() == known {
                into.push(self.change(ChangeKind::New, "state", None, now.state.clone(), self.date(now, None)));
            }
            return;
        };
        let number = |n: &Option<Number>| n.as_ref().map(shown);
        let list = |marks: &[String]| (!marks.is_empty()).then(|| marks.join(" "));
        let fields = [
            (ChangeKind::Changed, "lift", then.lift.clone(), now.lift.clone()),
            (ChangeKind::Score, "score", then.score.map(|s| s.to_string()), now.score.map(|s| s.to_string())),
            (ChangeKind::Marked, "marks", list(&then.marks), list(&now.marks)),
            (ChangeKind::Numbers, "killed", number(&then.killed), number(&now.killed)),
            (ChangeKind::Numbers, "injured", number(&then.injured), number(&now.injured)),
            (ChangeKind::Numbers, "harmed", number(&then.harmed), number(&now.harmed)),
        ];
        for (what, field, from, to) in fields {
            if from != to {
                let date = self.date(now, to.as_deref().or(Some(field)));
                into.push(self.change(what, field, from, to, date));
            }
        }
        // A new state has a sureness of its own.
        if into.len() == known && then.confidence != now.confidence {
            let (from, to) = (then.confidence.clone(), now.confidence.clone());
            into.push(self.change(ChangeKind::Confidence, "confidence", from, to, self.told(now)));
        }
    }

    /// The states from then to now: those between, where the entry says when they began.
    fn states(&self, then: Option<&Entry>, now: &Entry, into: &mut Vec<Change>) {
        let mut from = then.and_then(|then| then.state.clone());
        if let Some((first, last)) = self.days {
            for stretch in &now.episodes {
                let Some(date) = stretch.begin.latest.filter(|day| first < *day && *day <= last) else { continue };
                if stretch.state.is_some() && stretch.state != from {
                    let to = stretch.state.clone();
                    let what = kind(from.as_deref(), to.as_deref());
                    into.push(self.change(what, "state", from, to.clone(), Some(date)));
                    from = to;
                }
            }
        }
        if now.state != from {
            let (what, to) = (kind(from.as_deref(), now.state.as_deref()), now.state.clone());
            let date = self.date(now, to.as_deref());
            into.push(self.change(what, "state", from, to, date));
        }
    }

    fn change(
        &self,
        what: ChangeKind,
        field: &'static str,
        from: Option<String>,
        to: Option<String>,
        date: Option<Date>,
    ) -> Change {
        Change { date, part: self.part, id: self.id.to_owned(), what, field, from, to }
    }

    /// The day on which something came to be so, between the two days: that of the last reason that is named after it, or else when
    /// the entry says that it began, or that of its last reason, or when it was last told.
    fn date(&self, now: &Entry, came_to: Option<&str>) -> Option<Date> {
        let (first, last) = self.days?;
        let between = |day: &Date| first < *day && *day <= last;
        let day = |named: &str| {
            let reasons = now.because.iter().filter(|reason| reason.rule.contains(named));
            reasons.filter_map(|reason| reason.day).filter(between).max()
        };
        let began = || now.since.as_ref().and_then(|since| since.latest).filter(between);
        came_to.and_then(day).or_else(began).or_else(|| day("")).or_else(|| self.told(now))
    }

    fn told(&self, now: &Entry) -> Option<Date> {
        let (first, last) = self.days?;
        Some(now.last_told.filter(|day| first < *day && *day <= last).unwrap_or(last))
    }
}

/// In what way a state follows on another. The words are those of `hudna status`.
fn kind(from: Option<&str>, to: Option<&str>) -> ChangeKind {
    match (from, to) {
        (_, None) => ChangeKind::Gone,
        (_, Some("disputed")) => ChangeKind::Disputed,
        (Some("disputed"), _) => ChangeKind::Settled,
        (_, Some("tightened")) => ChangeKind::Tightened,
        (_, Some("eased" | "lifting" | "partly-lifted" | "partly-removed" | "partly-released")) => ChangeKind::Eased,
        (Some(_), Some("lifted" | "removed" | "left" | "broken" | "collapsed" | "expired")) => ChangeKind::Ended,
        (Some("eased" | "tightened" | "partly-lifted" | "lifting"), Some("in-force")) => ChangeKind::Changed,
        (_, Some("in-force" | "up" | "reached")) => ChangeKind::Began,
        (None, _) => ChangeKind::New,
        _ => ChangeKind::Changed,
    }
}

/// A number between two bounds.
fn shown(number: &Number) -> String {
    let Number { low, high, or_more } = *number;
    let more = if or_more { "+" } else { "" };
    if low == high { format!("{high}{more}") } else { format!("{low}-{high}{more}") }
}
