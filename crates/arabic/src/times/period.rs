//! Periods counted from the reference: `الأسبوع الماضي`, `الأيام الثلاثة المقبلة`, `آخر 24 ساعة`, `مطلع العام`.

use super::length::Length;
use super::resolve::{Period, floor, shift};
use super::{Grain, Grammar, TimeKind};
use crate::calendar::{Edge, Meaning, Shift, UnitForm};
use jiff::SignedDuration;

type Found = Option<(Period, usize)>;

impl Grammar<'_> {
    /// A unit or several, with the direction from the reference.
    pub(super) fn counted_period(&self, at: usize) -> Found {
        let c = &self.c;
        if let Some(((), end)) = c.head(at, |m| (m == Meaning::Demonstrative).then_some(())) {
            let length = self.length(end).filter(|l| l.definite && c.word(end).clitics & !crate::calendar::clitic::AL == 0)?;
            return Some((self.toward(&length, Shift::This), length.end));
        }
        if let Some(((), end)) = c.head(at, |m| (m == Meaning::Latest).then_some(())) {
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
        let c = &self.c;
        let (edge, end) = c.head(at, |m| if let Meaning::Edge(e) = m { Some(e) } else { None })?;
        if c.word(end).clitics & !crate::calendar::clitic::AL != 0 {
            return None;
        }
        let (period, last) = [self.counted_period(end), self.month(end, true), self.year(end, true), self.feast(end)]
            .into_iter()
            .flatten()
            .max_by_key(|&(_, last)| last)
            .or_else(|| self.this_unit(end))?;
        Some((third(period, edge), last))
    }

    /// `العام` with nothing said of which: the one that the reference lies in.
    fn this_unit(&self, at: usize) -> Found {
        let (unit, end) = self.c.unit(at)?;
        let whole = unit.form == UnitForm::Singular && unit.size == 1 && unit.grain >= Grain::Day;
        (whole && self.c.article(at)).then(|| (self.away(unit.grain, 0), end))
    }
}

fn third(period: Period, edge: Edge) -> Period {
    let (Some(from), Some(to)) = (period.from, period.to) else { return period };
    // Days, so that the thirds of a month are its first ten days and so on; hours for a day.
    let length: SignedDuration = to.duration_since(from);
    let unit = if period.grain <= Grain::Day { 3_600 } else { 86_400 };
    let step = length.as_secs() / 3 / unit * unit;
    let at = |secs: i64| from.checked_add(SignedDuration::from_secs(secs)).ok();
    let (from, to) = match edge {
        Edge::Start => (Some(from), at(step)),
        Edge::Middle => (at(step), at(2 * step)),
        Edge::End => (at(2 * step), Some(to)),
    };
    Period { kind: TimeKind::Interval, from, to, ..period }
}
