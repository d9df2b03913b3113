//! The top of the grammar: a time alone, or what a preposition makes of it.

use super::length::Length;
use super::resolve::Period;
use super::{Grain, Grammar, Preference, TimeKind, TimeSpan};
use crate::calendar::{Meaning, Preposition, Shift, UnitForm, clitic, kind, unit_word};
use crate::token::TokenKind;

/// A phrase on its way to a [`TimeSpan`].
#[derive(Debug, Clone, Copy)]
struct Read {
    period: Period,
    days: Option<f64>,
    end: usize,
}

impl Read {
    fn of((period, end): (Period, usize)) -> Read {
        Read { period, days: None, end }
    }
}

impl Grammar<'_> {
    /// The longest time phrase at token `at`.
    pub(super) fn phrase(&self, at: usize) -> Option<TimeSpan> {
        let word = self.c.word(at);
        // Most prepositions stand before no time, and most numbers before something else that is counted.
        let counts = || {
            word.alone & !(kind::NO_TIME | kind::NUMBER | kind::ORDINAL) == 0
                && self.c.kind(at + 1) == Some(TokenKind::Arabic)
        };
        if word.is_plain() || (word.alone & !kind::NO_TIME == 0 || counts()) && self.c.unlisted(at + 1) {
            return None;
        }
        let alone = self.alone(at);
        let mut best = alone;
        let mut take = |read: Option<Read>| {
            if let Some(read) = read
                && best.is_none_or(|b| read.end > b.end)
            {
                best = Some(read);
            }
        };
        if !self.c.may(at, kind::PREPOSITION | kind::LEAD) {
            return best.map(|read| spanned(at, read));
        }
        for (meaning, end) in self.c.meanings(at) {
            match meaning {
                Meaning::Preposition(preposition)
                    if !self.c.word(end).is_plain() || preposition == Preposition::Every =>
                {
                    take(self.prepositional(preposition, end));
                }
                Meaning::Lead => take(self.period(end, true).map(Read::of)),
                _ => {}
            }
        }
        best.map(|read| spanned(at, read))
    }

    /// A time without a preposition, or a length.
    fn alone(&self, at: usize) -> Option<Read> {
        if !self.c.may(at, !kind::NO_TIME) {
            return None;
        }
        let period = self.period(at, false).map(Read::of);
        // `أيام` alone is as likely to be days of something; `لأيام` is a length.
        let length = self
            .length(at)
            .filter(|l| {
                let plural = l.unit.form == UnitForm::Plural;
                let joined = self.c.has(at, clitic::LI);
                let stands_alone =
                    l.unit.form == UnitForm::Singular && l.unit.bare && (joined || !self.governs_noun(l.end));
                !l.definite && (!l.bare || (plural && joined) || stands_alone)
            })
            .map(|l| {
                let mut read = duration(&l);
                if self.is_age(at, &l) {
                    read.period.kind = TimeKind::Age;
                }
                read
            });
        match (period, length) {
            (Some(p), Some(l)) if l.end > p.end => Some(l),
            (p, l) => p.or(l),
        }
    }

    /// A word follows that a noun may govern (`لحظة وصول`).
    fn governs_noun(&self, at: usize) -> bool {
        let word = self.c.word(at);
        self.c.kind(at) == Some(TokenKind::Arabic) && (word.symbol == 0 || self.c.article(at))
    }

    /// Years or months that are a person's age: in brackets, or beside a word that says so.
    fn is_age(&self, at: usize, length: &Length) -> bool {
        let c = &self.c;
        let age = |i: usize| c.meanings(i).any(|(m, _)| m == Meaning::Age);
        let bracketed =
            at > 0 && c.kind(at - 1) == Some(TokenKind::Open) && c.kind(length.end) == Some(TokenKind::Close);
        let said = (at.saturating_sub(2)..at).any(age) || age(length.end);
        matches!(length.unit.grain, Grain::Year | Grain::Month) && (bracketed || said)
    }

    /// A time that has its place on the calendar. `accompanied`: a preposition of time stands before it.
    fn period(&self, at: usize, accompanied: bool) -> Option<(Period, usize)> {
        let c = &self.c;
        if c.word(at).is_plain() || !c.may(at, !kind::NO_TIME) {
            return None;
        }
        let adverb = c.head_of(at, kind::ADVERB, |m| match m {
            Meaning::Now => Some(Period::day(self.today())),
            Meaning::Vague => Some(Period::vague()),
            _ => None,
        });
        [
            self.day_phrase(at),
            self.clock_phrase(at),
            self.month(at, accompanied),
            self.year(at, accompanied),
            self.counted_period(at),
            self.share(at),
            self.edge(at),
            self.feast(at),
            adverb,
        ]
        .into_iter()
        .flatten()
        .reduce(|best, next| if next.1 > best.1 { next } else { best })
    }

    /// The time after a preposition that ends before token `at`: nothing joined to its first word.
    fn object(&self, at: usize) -> Option<(Period, usize)> {
        if self.c.word(at).clitics & !clitic::AL != 0 { None } else { self.period(at, true) }
    }

    fn object_length(&self, at: usize) -> Option<Length> {
        let free = self.c.word(at).clitics & !clitic::AL == 0;
        // A dual in the construct is half of something else (`شهري كانون`).
        self.length(at).filter(|l| free && !l.definite && !(l.bare && l.unit.form == UnitForm::Dual))
    }

    fn prepositional(&self, preposition: Preposition, at: usize) -> Option<Read> {
        let period = self.object(at).map(Read::of);
        let length = self.object_length(at);
        let (period, length) = match (period, length) {
            (Some(p), Some(l)) if l.end > p.end => (None, Some(l)),
            (Some(p), _) => (Some(p), None),
            (None, l) => (None, l),
        };
        match preposition {
            Preposition::Since => self.since(period, length),
            Preposition::Before => self.away_from(period, length, Shift::Past),
            Preposition::After => self.away_from(period, length, Shift::Next),
            Preposition::Within | Preposition::In => match (period, length) {
                (Some(read), _) => Some(read),
                (None, Some(l)) if self.preference == Preference::Future => self.distance(&l, Shift::Next),
                (None, Some(l)) if preposition == Preposition::Within => Some(duration(&l)),
                _ => None,
            },
            Preposition::For => match (period, length) {
                (Some(read), _) => Some(read),
                (None, l) => l.map(|l| duration(&l)),
            },
            Preposition::Until | Preposition::To => period.filter(|p| p.period.kind != TimeKind::Vague).map(|mut p| {
                let moment = p.period.kind == TimeKind::Instant && p.period.grain < Grain::Day;
                p.period.to = if moment { p.period.from } else { p.period.to };
                p.period.from = None;
                p.period.kind = TimeKind::Interval;
                p
            }),
            Preposition::Starting => period.map(|mut p| {
                (p.period.kind, p.period.to) = (TimeKind::Interval, None);
                p
            }),
            Preposition::From => self.start_and_end(at, period?),
            Preposition::Between => self.between(at, period?),
            Preposition::Every => self.every(at),
        }
    }

    /// `منذ`: up to the reference.
    fn since(&self, period: Option<Read>, length: Option<Length>) -> Option<Read> {
        if let Some(mut read) = period {
            read.period.kind = TimeKind::Since;
            if read.period.from.is_some() {
                read.period.to = self.reference;
            }
            return Some(read);
        }
        let length = length?;
        let (grain, n) = self.whole(&length);
        let stretch = self.stretch(grain, length.count.map(|_| n), Shift::Past);
        let grain = if length.count.is_some() { grain } else { Grain::Vague };
        Some(Read { period: Period { kind: TimeKind::Since, grain, ..stretch }, days: length.days, end: length.end })
    }

    /// `قبل`, `بعد`: a distance from the reference, or everything on one side of a time.
    fn away_from(&self, period: Option<Read>, length: Option<Length>, side: Shift) -> Option<Read> {
        if let Some(mut read) = period {
            let p = &mut read.period;
            (p.from, p.to) = if side == Shift::Past { (None, p.from) } else { (p.to, None) };
            if p.kind != TimeKind::Vague {
                p.kind = TimeKind::Interval;
            }
            return Some(read);
        }
        let length = length?;
        // `بعد يومين من الهجوم`: counted from the event, not from the report.
        if self.c.is(length.end, Meaning::Anchor).is_some() {
            return Some(duration(&length));
        }
        self.distance(&length, side)
    }

    /// The unit so far from the reference.
    fn distance(&self, length: &Length, side: Shift) -> Option<Read> {
        let (grain, n) = self.whole(length);
        let read = |period| Some(Read { period, days: length.days, end: length.end });
        if length.count.is_none() {
            let stretch = self.stretch(length.unit.grain, None, side);
            return read(Period { kind: TimeKind::Vague, grain: Grain::Vague, ..stretch });
        }
        read(self.away(grain, if side == Shift::Past { -n } else { n }))
    }

    /// `من X إلى Y`, `من 3 إلى 5 مارس`.
    fn start_and_end(&self, at: usize, first: Read) -> Option<Read> {
        let c = &self.c;
        let to = c
            .next(first.end, |m| matches!(m, Meaning::Preposition(Preposition::To | Preposition::Until)).then_some(()));
        match to.and_then(|((), end)| self.object(end)) {
            Some(second) => Some(join(first, second)),
            None => self.pair(at, first),
        }
    }

    /// `بين X وY`, `بين 18 و22 فبراير`.
    fn between(&self, at: usize, first: Read) -> Option<Read> {
        match self.c.and(first.end).and_then(|next| self.period(next, true)) {
            Some(second) => Some(join(first, second)),
            None => self.pair(at, first),
        }
    }

    /// A pair that a rule below has read as one: days of a month, two years.
    fn pair(&self, at: usize, read: Read) -> Option<Read> {
        let dates = self
            .date(at)
            .or_else(|| self.year(at, true))
            .filter(|(p, end)| p.kind == TimeKind::Interval && *end == read.end && read.end > at + 1);
        let several = dates.is_some_and(|(p, _)| p.to != Period::of(p.grain, p.from).to);
        several.then_some(read)
    }

    /// `كل جمعة`: no one time; read forward it is the next.
    fn every(&self, at: usize) -> Option<Read> {
        let c = &self.c;
        if let Some((number, end)) =
            c.next(at, |m| if let Meaning::Weekday { number, .. } = m { Some(number) } else { None })
        {
            let period = match self.preference {
                Preference::Future => Period::day(self.weekday(number, None)),
                Preference::Past => Period::vague(),
            };
            return Some(Read::of((period, end)));
        }
        let (_, end) = c.next(at, unit_word).filter(|_| !c.article(at))?;
        Some(Read::of((Period::vague(), end)))
    }
}

fn spanned(at: usize, read: Read) -> TimeSpan {
    let Period { kind, grain, from, to } = read.period;
    TimeSpan { first: at, last: read.end, kind, grain, from, to, duration_days: read.days }
}

fn duration(length: &Length) -> Read {
    let grain = if length.count.is_some() { length.unit.grain } else { Grain::Vague };
    let period = Period { kind: TimeKind::Duration, grain, from: None, to: None };
    Read { period, days: length.days, end: length.end }
}

fn join(first: Read, (second, end): (Period, usize)) -> Read {
    let p = first.period;
    let moment = second.kind == TimeKind::Instant && second.grain < Grain::Day;
    let to = if moment { second.from } else { second.to };
    let period = Period { kind: TimeKind::Interval, grain: p.grain.max(second.grain), from: p.from, to };
    Read { period, days: None, end }
}
