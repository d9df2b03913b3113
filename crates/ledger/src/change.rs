//! What differs between two states of one case: what began and ended, tightened, eased, came into dispute, and how sure it became.

use crate::fact::Day;
use crate::incident::Toll;
use crate::state::{Access, Because, Between, Casualty, Checkpoint, Control, Detention, Episode, SiegeRecord};
use crate::{AgreementRecord, DealTerm, State};
use jiff::civil::Date;
use rustc_hash::FxHashMap;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;
use std::hash::Hash;
use std::sync::Arc;

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

/// An entry of the state, of whatever part, as far as it can change. Codes are written as the entry has them in JSON.
#[derive(Debug, Default)]
struct Entry<'s> {
    state: Option<String>,
    lift: Option<String>,
    score: Option<u8>,
    marks: Vec<String>,
    confidence: Option<String>,
    killed: Option<Toll>,
    injured: Option<Toll>,
    harmed: Option<Toll>,
    last_told: Option<Date>,
    since: Option<Date>,
    episodes: Vec<Stretch>,
    because: &'s [Because],
    terms: &'s [DealTerm],
}

/// A stretch of an entry's time.
#[derive(Debug)]
struct Stretch {
    state: Option<String>,
    begin: Option<Date>,
}

/// A code as it is written in JSON.
fn code(code: &impl Serialize) -> Option<String> {
    match serde_json::to_value(code) {
        Ok(serde_json::Value::String(code)) => Some(code),
        _ => None,
    }
}

/// What can change of something of the state.
trait Changing {
    /// It as an entry.
    fn entry(&self) -> Entry<'_>;
}

fn stretches<S: Serialize>(episodes: &[Episode<S>]) -> Vec<Stretch> {
    let stretch = |episode: &Episode<S>| Stretch { state: code(&episode.state), begin: episode.begin.latest.date() };
    episodes.iter().map(stretch).collect()
}

impl Changing for SiegeRecord {
    fn entry(&self) -> Entry<'_> {
        Entry {
            state: code(&self.state),
            lift: code(&self.lift),
            confidence: code(&self.weighing.confidence),
            last_told: self.last_told.date(),
            since: self.since.and_then(|since| since.latest.date()),
            because: &self.because,
            ..Entry::default()
        }
    }
}

impl Changing for AgreementRecord {
    fn entry(&self) -> Entry<'_> {
        Entry {
            state: code(&self.state),
            confidence: code(&self.weighing.confidence),
            because: &self.because,
            terms: &self.terms,
            ..Entry::default()
        }
    }
}

impl Changing for DealTerm {
    fn entry(&self) -> Entry<'_> {
        Entry {
            score: Some(self.score),
            marks: self.marks.iter().filter_map(code).collect(),
            confidence: code(&self.weighing.confidence),
            because: &self.because,
            ..Entry::default()
        }
    }
}

impl Changing for Detention {
    fn entry(&self) -> Entry<'_> {
        Entry {
            state: code(&self.state),
            confidence: code(&self.weighing.confidence),
            last_told: self.last_told.date(),
            since: self.since.latest.date(),
            because: &self.because,
            ..Entry::default()
        }
    }
}

impl Changing for Casualty {
    fn entry(&self) -> Entry<'_> {
        Entry {
            confidence: code(&self.weighing.confidence),
            killed: self.killed,
            injured: self.injured,
            harmed: self.harmed,
            last_told: self.last_told.date(),
            because: &self.because,
            ..Entry::default()
        }
    }
}

/// What holds for stretches of time.
macro_rules! of_stretches {
    ($($part:ty),*) => {$(
        impl Changing for $part {
            fn entry(&self) -> Entry<'_> {
                Entry {
                    state: code(&self.state),
                    confidence: code(&self.weighing.confidence),
                    last_told: self.last_told.date(),
                    since: self.since.latest.date(),
                    episodes: stretches(&self.episodes),
                    because: &self.because,
                    ..Entry::default()
                }
            }
        }
    )*};
}

of_stretches!(Access, Checkpoint, Control);

/// Entries by part and id.
type Entries<'s> = BTreeMap<(&'static str, String), Entry<'s>>;

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

/// The entries of two states that may differ.
fn entries<'s>(before: &'s State, after: &'s State, days: Option<(Date, Date)>) -> (Entries<'s>, Entries<'s>) {
    let mut all = Both { before: Entries::new(), after: Entries::new() };
    // What changed there and back again differs in nothing.
    let settled = |begin: &Between| {
        let day = days.zip(begin.latest.date());
        day.is_none_or(|((first, last), day)| day <= first || day > last)
    };
    // Most things are the same in both states, and shared.
    fn equal<T: PartialEq>(a: &T, b: &T) -> bool {
        std::ptr::eq(a, b) || a == b
    }
    // Of sieges that hold the days go on, and that is no change.
    let same = |a: &SiegeRecord, b: &SiegeRecord| {
        (a.state, &a.lift, a.weighing.confidence) == (b.state, &b.lift, b.weighing.confidence)
    };
    all.read("sieges", shared(&before.sieges), shared(&after.sieges), |siege| &siege.id, same);
    all.read("agreements", shared(&before.agreements), shared(&after.agreements), |deal| &deal.id, equal);
    let same = |a: &Access, b: &Access| equal(a, b) && b.episodes.iter().all(|episode| settled(&episode.begin));
    all.read("access", shared(&before.access), shared(&after.access), |access| &access.id, same);
    let same = |a: &Checkpoint, b: &Checkpoint| equal(a, b) && b.episodes.iter().all(|episode| settled(&episode.begin));
    all.read("checkpoints", shared(&before.checkpoints), shared(&after.checkpoints), |post| &post.id, same);
    let same = |a: &Control, b: &Control| equal(a, b) && b.episodes.iter().all(|episode| settled(&episode.begin));
    all.read("control", shared(&before.control), shared(&after.control), |control| &control.id, same);
    all.read("detainees", shared(&before.detainees), shared(&after.detainees), |detention| &detention.id, equal);
    all.read("casualties", shared(&before.casualties), shared(&after.casualties), |casualty| &casualty.id, equal);
    (all.before, all.after)
}

fn shared<T>(records: &[Arc<T>]) -> impl Iterator<Item = &T> {
    records.iter().map(AsRef::as_ref)
}

/// Entries of two states.
struct Both<'s> {
    before: Entries<'s>,
    after: Entries<'s>,
}

impl<'s> Both<'s> {
    /// Reads the entries of a part that are not the same in both states.
    fn read<T: Changing + 's, I: Hash + Eq + ToString + 's>(
        &mut self,
        part: &'static str,
        before: impl Iterator<Item = &'s T>,
        after: impl Iterator<Item = &'s T>,
        id: impl Fn(&'s T) -> &'s I,
        same: impl Fn(&T, &T) -> bool,
    ) {
        // Both are in one order: most have the other one near the place at which they stand.
        const NEAR: usize = 3;
        let before: Vec<&'s T> = before.collect();
        let (mut at, mut alone, mut gone) = (0, Vec::new(), FxHashMap::default());
        for now in after {
            let next = before.get(at..).unwrap_or_default();
            match next.iter().take(NEAR).position(|then| id(then) == id(now)) {
                Some(passed) => {
                    gone.extend(next.iter().take(passed).map(|then| (id(then), *then)));
                    at += passed + 1;
                    self.pair((part, id(now)), next.get(passed).copied(), now, &same);
                }
                None => alone.push(now),
            }
        }
        gone.extend(before.get(at..).unwrap_or_default().iter().map(|then| (id(then), *then)));
        for now in alone {
            self.pair((part, id(now)), gone.remove(id(now)), now, &same);
        }
        gone.into_iter().for_each(|(id, then)| read(part, id, then, &mut self.before));
    }

    /// Reads an entry, then and now, if it is not the same.
    fn pair<T: Changing>(
        &mut self,
        (part, id): (&'static str, &impl ToString),
        then: Option<&'s T>,
        now: &'s T,
        same: impl Fn(&T, &T) -> bool,
    ) {
        if then.is_some_and(|then| same(then, now)) {
            return;
        }
        then.into_iter().for_each(|then| read(part, id, then, &mut self.before));
        read(part, id, now, &mut self.after);
    }
}

fn read<'s>(part: &'static str, id: &impl ToString, record: &'s impl Changing, into: &mut Entries<'s>) {
    let entry = record.entry();
    into.extend(entry.terms.iter().map(|term| (("terms", term.id.clone()), term.entry())));
    into.insert((part, id.to_string()), entry);
}

/// One entry, then and now.
struct Differ<'a> {
    part: &'static str,
    id: &'a str,
    days: Option<(Date, Date)>,
    now: Option<&'a Entry<'a>>,
}

impl Differ<'_> {
    fn all(&self, then: Option<&Entry<'_>>, into: &mut Vec<Change>) {
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
        let number = |n: &Option<Toll>| n.as_ref().map(shown);
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
    fn states(&self, then: Option<&Entry<'_>>, now: &Entry<'_>, into: &mut Vec<Change>) {
        let mut from = then.and_then(|then| then.state.clone());
        let mut reached: Option<Date> = None;
        if let Some((first, last)) = self.days {
            for stretch in &now.episodes {
                let Some(date) = stretch.begin.filter(|day| first < *day && *day <= last) else { continue };
                if stretch.state.is_some() && stretch.state != from {
                    let to = stretch.state.clone();
                    let what = kind(from.as_deref(), to.as_deref());
                    into.push(self.change(what, "state", from, to.clone(), Some(date)));
                    (from, reached) = (to, Some(date));
                }
            }
        }
        if now.state != from {
            let (what, to) = (kind(from.as_deref(), now.state.as_deref()), now.state.clone());
            // What it came to in the end came after what it was in between: where the day that is told of it is an earlier one,
            // it came to be so with the last reason.
            let told = self.date(now, to.as_deref());
            let date = if told > reached || reached.is_none() { told } else { self.reason(now, "").max(reached) };
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
    fn date(&self, now: &Entry<'_>, came_to: Option<&str>) -> Option<Date> {
        let (first, last) = self.days?;
        let began = || now.since.filter(|day| first < *day && *day <= last);
        let reason = |named: &str| self.reason(now, named);
        came_to.and_then(reason).or_else(began).or_else(|| reason("")).or_else(|| self.told(now))
    }

    /// The last day between the two days that a reason is of whose rule is named so.
    fn reason(&self, now: &Entry<'_>, named: &str) -> Option<Date> {
        let (first, last) = self.days?;
        let reasons = now.because.iter().filter(|reason| reason.rule.contains(named));
        reasons.filter_map(|reason| reason.day.date()).filter(|day| first < *day && *day <= last).max()
    }

    fn told(&self, now: &Entry<'_>) -> Option<Date> {
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
fn shown(number: &Toll) -> String {
    let Toll { low, high, or_more, .. } = *number;
    let more = if or_more { "+" } else { "" };
    if low == high { format!("{high}{more}") } else { format!("{low}-{high}{more}") }
}
