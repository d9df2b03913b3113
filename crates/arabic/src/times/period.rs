//! Periods counted from the reference: `الأسبوع الماضي`, `الأيام الثلاثة المقبلة`, `آخر 24 ساعة`, `مطلع العام`.

use super::date::years;
use super::day::day_part;
use super::length::Length;
use super::resolve::{Period, floor, shift};
use super::{Grain, Grammar, TimeKind};
use crate::calendar::{CalendarName, Edge, Meaning, Shift, UnitForm, clitic, fraction_word, kind, unit_word};
use crate::numbers::ordinal;
use jiff::SignedDuration;

type Found = Option<(Period, usize)>;

impl Grammar<'_> {
    /// A unit or several, with the direction from the reference.
    pub(super) fn counted_period(&self, at: usize) -> Found {
        let c = &self.c;
        if let Some(((), end)) = c.head_of(at, kind::DEMONSTRATIVE, |m| (m == Meaning::Demonstrative).then_some(())) {
            if c.word(end).clitics & !clitic::AL != 0 {
                return None;
            }
            if let Some((part, last)) = c.head(end, day_part).filter(|_| c.article(end)) {
                return Some((Period::hours(self.today(), part.from, part.to), last));
            }
            let length = self.length(end).filter(|l| l.definite)?;
            return Some((self.toward(&length, Shift::This), length.end));
        }
        if let Some(((), end)) = c.head_of(at, kind::LATEST, |m| (m == Meaning::Latest).then_some(())) {
            let length = self.length(end).filter(|l| !l.bare)?;
            return Some((self.toward(&length, Shift::Past), length.end));
        }
        let length = self.length(at)?;
        let (direction, end) = self.shift_at(length.end)?;
        if (!length.definite && (length.bare || length.count.is_none()))
            || (length.bare && length.unit.grain == Grain::Day)
        {
            return None;
        }
        // `العام الحالي 2023`
        if length.unit.grain == Grain::Year
            && length.bare
            && let Some((year, last)) = self.year_number(end, CalendarName::Gregorian)
        {
            return Some((years(year, year), last));
        }
        Some((self.toward(&length, direction), end))
    }

    /// A length laid before, around or after the reference.
    fn toward(&self, length: &Length, direction: Shift) -> Period {
        let unit = length.unit;
        let size = i64::from(unit.size);
        if unit.form == UnitForm::Singular && length.bare && unit.grain >= Grain::Day {
            let n = match direction {
                Shift::Past => -size,
                Shift::This => 0,
                Shift::Next => size,
            };
            if size > 1 {
                return self.long_unit(size, n);
            }
            return self.away(unit.grain, n);
        }
        let (grain, n) = self.whole(length);
        let count = length.count.map(|_| n);
        let stretch = self.stretch(grain, count, direction);
        match count {
            Some(_) if direction != Shift::This => stretch,
            _ => Period { kind: TimeKind::Vague, grain: Grain::Vague, ..stretch },
        }
    }

    /// The decade or century that lies `years` from the reference's.
    fn long_unit(&self, size: i64, years_away: i64) -> Period {
        let first = self.today().and_then(|d| i32::try_from(i64::from(d.year()) / size * size + years_away).ok());
        let last = first.and_then(|f| Some(f + i32::try_from(size).ok()? - 1));
        match first.zip(last) {
            Some((first, last)) => years(first, last),
            None => Period { kind: TimeKind::Interval, grain: Grain::Year, from: None, to: None },
        }
    }

    /// From the reference back or on by so many units; unnumbered plurals by the few that they are taken for.
    pub(super) fn stretch(&self, grain: Grain, count: Option<i64>, direction: Shift) -> Period {
        let settings = self.c.settings();
        let n = count.unwrap_or(i64::from(settings.few));
        let away = |n: i64| self.reference.and_then(|r| shift(r, grain, n));
        let whole = |t| if grain >= Grain::Day { floor(t, Grain::Day, settings.week_starts) } else { Some(t) };
        let (from, to) = match direction {
            Shift::Past => (away(-n).and_then(whole), self.reference),
            Shift::Next => (self.reference, away(n)),
            Shift::This => (away(-n).and_then(whole), away(n)),
        };
        Period { kind: TimeKind::Interval, grain, from, to }
    }

    /// A length as a whole number of units, of a smaller one where it is broken.
    pub(super) fn whole(&self, length: &Length) -> (Grain, i64) {
        let (mut grain, mut count) = (length.unit.grain, length.count.unwrap_or(0.0) * f64::from(length.unit.size));
        while (count - count.round()).abs() > 1e-6 {
            let (smaller, factor) = match grain {
                Grain::Year => (Grain::Month, 12.0),
                Grain::Quarter => (Grain::Month, 3.0),
                Grain::Month => (Grain::Day, 30.0),
                Grain::Week => (Grain::Day, 7.0),
                Grain::Day | Grain::Vague => (Grain::Hour, 24.0),
                Grain::Hour => (Grain::Minute, 60.0),
                Grain::Minute => (Grain::Second, 60.0),
                Grain::Second => break,
            };
            (grain, count) = (smaller, count * factor);
        }
        (grain, count.round() as i64)
    }

    /// `مطلع آذار`, `نهاية العام`, `منتصف الشهر الماضي`: a third of the period.
    pub(super) fn edge(&self, at: usize) -> Found {
        if !self.c.may(at, kind::EDGE) {
            return None;
        }
        let c = &self.c;
        let (edge, end) = c.head(at, |m| if let Meaning::Edge(e) = m { Some(e) } else { None })?;
        let (period, last) = self.large(end)?;
        let n = match edge {
            Edge::Start => 0,
            Edge::Middle => 1,
            Edge::End => 2,
        };
        Some((slice(period, n, n + 1, 3), last))
    }

    /// `النصف الأول من العام`, `الربع الأخير من 2014`, `الأسبوع الأول من آذار`: the n-th share or unit of a period.
    pub(super) fn share(&self, at: usize) -> Found {
        let c = &self.c;
        if !c.article(at) {
            return None;
        }
        let divisor = c.head_of(at, kind::NUMBER, |m| fraction_word(m).and_then(|d| i64::try_from(d).ok()));
        let unit = c
            .head_of(at, kind::UNIT, unit_word)
            .filter(|(u, _)| u.form == UnitForm::Singular && u.size == 1 && u.grain >= Grain::Day);
        let end = divisor.map(|(_, e)| e).or(unit.map(|(_, e)| e))?;
        let (nth, end) = if !c.article(end) {
            return None;
        } else if let Some((n, end)) = ordinal(c, end) {
            (i64::try_from(n).ok()?, end)
        } else {
            // `الأخير` of shares is their last.
            let (_, end) = c.next(end, |m| (m == Meaning::Shift(Shift::Past)).then_some(()))?;
            (divisor?.0, end)
        };
        let (whole, last) = self.large(c.is(end, Meaning::Of)?)?;
        if let Some((divisor, _)) = divisor {
            if !(1..=divisor).contains(&nth) {
                return None;
            }
            let grain = if divisor == 4 && whole.grain == Grain::Year { Grain::Quarter } else { whole.grain };
            let part = slice(whole, nth - 1, nth, divisor);
            return Some((Period { grain, ..part }, last));
        }
        let (unit, _) = unit.filter(|(u, _)| u.grain < whole.grain)?;
        let from = whole.from.and_then(|f| shift(f, unit.grain, nth - 1));
        Some((Period::of(unit.grain, from), last))
    }

    /// A period that can be cut into parts.
    fn large(&self, at: usize) -> Found {
        if self.c.word(at).clitics & !clitic::AL != 0 {
            return None;
        }
        [self.counted_period(at), self.month(at, true), self.year(at, true), self.feast(at)]
            .into_iter()
            .flatten()
            .max_by_key(|&(_, last)| last)
            .or_else(|| self.this_unit(at))
    }

    /// `العام` with nothing said of which: the one that the reference lies in.
    fn this_unit(&self, at: usize) -> Found {
        let (unit, end) = self.c.unit(at)?;
        let whole = unit.form == UnitForm::Singular && unit.size == 1 && unit.grain >= Grain::Day;
        (whole && self.c.article(at)).then(|| (self.away(unit.grain, 0), end))
    }
}

/// From the `first` to the `last` of so many equal parts, in whole days (a third of a month is its first ten days), of a
/// day in hours.
fn slice(period: Period, first: i64, last: i64, parts: i64) -> Period {
    let (Some(from), Some(to)) = (period.from, period.to) else { return period };
    // Years and quarters are cut by months.
    let months = match period.grain {
        Grain::Year => i64::from(to.year() - from.year()) * 12,
        _ => 0,
    };
    let at = |n: i64| {
        if n == parts {
            return Some(to);
        }
        if months > 0 && months % parts == 0 {
            return shift(from, Grain::Month, months / parts * n);
        }
        let unit = if period.grain <= Grain::Day { 3_600 } else { 86_400 };
        let step = to.duration_since(from).as_secs() / parts / unit * unit;
        from.checked_add(SignedDuration::from_secs(step * n)).ok()
    };
    Period { kind: TimeKind::Interval, from: at(first), to: at(last), ..period }
}
