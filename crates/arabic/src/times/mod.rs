//! Times: days, dates, clock times, lengths and the periods that prepositions make of them, against a reference.

mod clock;
mod date;
mod day;
mod frame;
mod length;
mod named;
mod period;
mod resolve;

use crate::calendar::{Cursor, TypeInfo, Wordlists};
use crate::token::Token;
use jiff::civil::DateTime;
pub use named::{NamedDay, named_day};
use serde::Deserialize;
use std::cell::Cell;

/// To what unit a time is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Grain {
    /// Second.
    Second,
    /// Minute.
    Minute,
    /// Hour, or a part of a day.
    Hour,
    /// Day.
    Day,
    /// Week.
    Week,
    /// Month.
    Month,
    /// Quarter of a year.
    Quarter,
    /// Year.
    Year,
    /// Not to be said.
    Vague,
}

/// What kind of time a phrase gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TimeKind {
    /// A moment or day.
    Instant,
    /// A stretch with a begin, an end or both.
    Interval,
    /// A length, not placed on the calendar.
    Duration,
    /// From a moment up to the reference.
    Since,
    /// A person's age (`بعمر 18 عاما`, `(33 عاما)`): no time of an event.
    Age,
    /// A time that cannot be fixed (`مؤخرا`, `قبل أيام`), though it may have bounds.
    Vague,
}

/// Which way a day without year or week is resolved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Preference {
    /// A report: `الثلاثاء` is the last one, today included; a date without a year the one nearest to the report.
    #[default]
    Past,
    /// A plan or an order: `الثلاثاء` is the next one, `خلال أسبوعين` the moment at its end.
    Future,
}

/// A time phrase of the text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TimeSpan {
    /// First token.
    pub first: usize,
    /// One past the last token.
    pub last: usize,
    /// What kind of time it gives.
    pub kind: TimeKind,
    /// To what unit.
    pub grain: Grain,
    /// Begin; none where open or not to be resolved.
    pub from: Option<DateTime>,
    /// End, half-open; none where open or not to be resolved.
    pub to: Option<DateTime>,
    /// Length in days, where the phrase gives one (months count 30 days, years 365).
    pub duration_days: Option<f64>,
}

/// The longest time phrase that starts at token `at`, read as in a report ([`Preference::Past`]). `infos` holds what each
/// token's type means.
pub fn time_at(
    lists: &Wordlists,
    tokens: &[Token],
    infos: &[TypeInfo],
    at: usize,
    text: &str,
    reference: Option<DateTime>,
) -> Option<TimeSpan> {
    time_at_preferring(lists, tokens, infos, at, text, reference, Preference::Past)
}

/// The longest time phrase that starts at token `at`.
pub fn time_at_preferring(
    lists: &Wordlists,
    tokens: &[Token],
    infos: &[TypeInfo],
    at: usize,
    text: &str,
    reference: Option<DateTime>,
    preference: Preference,
) -> Option<TimeSpan> {
    let c = Cursor::new(lists, tokens, infos, text);
    let grammar = Grammar { c, reference, preference, measured: Cell::new(None) };
    grammar.phrase(at)
}

/// The grammar of times over one line of tokens; its rules are spread over the modules of this folder.
pub(crate) struct Grammar<'a> {
    c: Cursor<'a>,
    reference: Option<DateTime>,
    preference: Preference,
    /// The token at which a length was looked for last, and what was found: several rules ask for the same.
    measured: Cell<Option<(usize, Option<length::Length>)>>,
}
