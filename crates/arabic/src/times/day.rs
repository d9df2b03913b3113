//! Days and their parts: `الثلاثاء الماضي`, `مساء أمس`, `فجر يوم السبت 12 فبراير`, `ليل الاثنين - الثلاثاء`.

use super::clock::Clock;
use super::resolve::Period;
use super::{Grain, Grammar, Preference, TimeKind};
use crate::calendar::{DayPart, Meaning, Preposition, UnitForm, clitic, kind, unit_word};
use crate::numbers::ordinal;
use crate::token::TokenKind;

type Found = Option<(Period, usize)>;

impl Grammar<'_> {
    /// A day with a part of it or a clock time before or after; a part alone is of the reference's day.
    pub(super) fn day_phrase(&self, at: usize) -> Found {
        match (self.part_first(at), self.day_first(at)) {
            (Some(a), Some(b)) if b.1 > a.1 => Some(b),
            (a, b) => a.or(b),
        }
    }

    /// `مساء الثلاثاء`, `فجر يوم السبت`, `مساء`.
    fn part_first(&self, at: usize) -> Found {
        if !self.c.may(at, kind::DAY_PART) {
            return None;
        }
        let c = &self.c;
        let (part, end) = c.head(at, day_part)?;
        let at_day = c.is(end, Meaning::Of).unwrap_or(end);
        if let Some((day, last)) = self.day(at_day) {
            let before = last;
            let last = if part.to > 24 { self.next_weekday(day, last) } else { last };
            // `ليل الاثنين - الثلاثاء` in a report of Monday: a night that has been.
            let ahead = last > before && self.preference == Preference::Past && day.date() == self.today();
            let day = if ahead { Period::day(Self::weeks_back(day)) } else { day };
            let period = self.part_of(day, part);
            return Some(self.with_clock(period, day, last, Some(part)));
        }
        let alone = c.head(at, |m| day_part(m).filter(|p| p.alone));
        alone.map(|(part, end)| (Period::hours(self.today(), part.from, part.to), end))
    }

    fn weeks_back(day: Period) -> Option<jiff::civil::Date> {
        day.date().and_then(|d| d.checked_sub(jiff::Span::new().weeks(1)).ok())
    }

    /// `الثلاثاء`, `أمس مساء`, `الثلاثاء الساعة 9`.
    fn day_first(&self, at: usize) -> Found {
        let c = &self.c;
        let (day, end) = self.day(at)?;
        if day.grain != Grain::Day || day.kind != TimeKind::Instant {
            return Some((day, end));
        }
        if let Some((part, last)) = c.next(end, |m| day_part(m).filter(|p| p.alone)) {
            let period = self.part_of(day, part);
            return Some(self.with_clock(period, day, last, Some(part)));
        }
        Some(self.with_clock(day, day, end, None))
    }

    pub(super) fn part_of(&self, day: Period, part: DayPart) -> Period {
        if day.grain == Grain::Day { Period::hours(day.date(), part.from, part.to) } else { day }
    }

    /// Adds a clock time that follows a day: `الثلاثاء عند الساعة 9 صباحا`.
    fn with_clock(&self, period: Period, day: Period, end: usize, part: Option<DayPart>) -> (Period, usize) {
        let c = &self.c;
        let within = |m: Meaning| (m == Meaning::Preposition(Preposition::In)).then_some(());
        let at = c.next(end, within).map_or(end, |((), e)| e);
        match self.clock_at(at).filter(|(clock, _)| clock.named && day.grain == Grain::Day) {
            Some((clock, last)) => (clock_period(day, clock, part), last),
            None => (period, end),
        }
    }

    /// A day: relative, weekday or date.
    pub(super) fn day(&self, at: usize) -> Found {
        let c = &self.c;
        let unit = c
            .head_of(at, kind::UNIT, unit_word)
            .filter(|(u, _)| u.grain == Grain::Day && u.size == 1 && !c.article(at));
        if let Some((unit, end)) = unit {
            match unit.form {
                UnitForm::Singular => {
                    if let Some(found) = self.named_day(end, true).or_else(|| self.date(end)) {
                        return Some(found);
                    }
                }
                UnitForm::Dual => return self.pair_of_days(end),
                UnitForm::Plural => {}
            }
        }
        self.named_day(at, false).or_else(|| self.feast_day(at)).or_else(|| self.date(at))
    }

    /// `أول أيام عيد الأضحى`: one day of a feast.
    fn feast_day(&self, at: usize) -> Found {
        let c = &self.c;
        let (nth, end) = ordinal(c, at)?;
        let (unit, end) = c.unit(end)?;
        if unit.grain != Grain::Day || unit.size != 1 || unit.form == UnitForm::Dual {
            return None;
        }
        let (feast, last) = self.feast(c.is(end, Meaning::Of).unwrap_or(end))?;
        let nth = i64::try_from(nth).ok().filter(|n| (1..=10).contains(n))?;
        let from = feast.from.and_then(|f| super::resolve::shift(f, Grain::Day, nth - 1));
        Some((Period::of(Grain::Day, from), last))
    }

    /// `يومي السبت والأحد`.
    fn pair_of_days(&self, at: usize) -> Found {
        let (first, end) = self.weekday_at(at, true)?;
        let (second, last) = self.weekday_at(self.c.and(end)?, true)?;
        let first = Period::day(self.weekday(first, None));
        let ahead = first.date().map(|d| i64::from(second) - i64::from(d.weekday().to_monday_one_offset()));
        let days = ahead.map(|n| n.rem_euclid(7) + 1);
        let to = first.from.zip(days).and_then(|(f, n)| super::resolve::shift(f, Grain::Day, n));
        Some((Period { kind: TimeKind::Interval, to, ..first }, last))
    }

    fn weekday_at(&self, at: usize, bare: bool) -> Option<(u8, usize)> {
        if !self.c.may(at, kind::WEEKDAY) {
            return None;
        }
        let c = &self.c;
        let found = c.head(at, |m| match m {
            Meaning::Weekday { number, bare: needs } if bare || !needs => Some(number),
            _ => None,
        })?;
        let blocked = at > 0 && c.meanings(at - 1).any(|(m, _)| m == Meaning::Blocker);
        (!blocked).then_some(found)
    }

    /// `أمس`, `اليوم السبت`, `الثلاثاء الماضي`, `الثلاثاء (12 شباط)`.
    fn named_day(&self, at: usize, bare: bool) -> Found {
        let c = &self.c;
        let relative = c.head_of(at, kind::DAY, |m| match m {
            Meaning::Day { offset, hours } => Some((offset, hours)),
            _ => None,
        });
        if let Some(((offset, hours), end)) = relative {
            let otherwise = |i: usize| {
                c.meanings(i)
                    .any(|(m, _)| matches!(m, Meaning::Otherwise | Meaning::Ordinal { .. } | Meaning::Shift(_)))
            };
            if offset == 0 && otherwise(end) {
                return None;
            }
            let date = self.today().and_then(|d| d.checked_add(jiff::Span::new().days(offset)).ok());
            let (end, _) = self.apposed_weekday(end).unwrap_or((end, 0));
            // `اليوم السبت 3 آذار`: the date says which day, whenever the report came out.
            let (date, end) = match self.apposed_date(end) {
                Some((told, end)) => (told.date().or(date), end),
                None => (date, end),
            };
            let period = match hours {
                Some((from, to)) => Period::hours(date, from, to),
                None => Period::day(date),
            };
            return Some((period, end));
        }
        let (number, end) = self.weekday_at(at, bare)?;
        if let Some((shift, end)) = self.shift_at(end) {
            let day = Period::day(self.weekday(number, Some(shift)));
            return Some(self.apposed_date(end).unwrap_or((day, end)));
        }
        if let Some(found) = self.apposed_date(end) {
            return Some(found);
        }
        Some((Period::day(self.weekday(number, None)), end))
    }

    /// A weekday that names the relative day again: `اليوم السبت`, `أمس (الاثنين)`, `أمس، الاثنين`.
    fn apposed_weekday(&self, end: usize) -> Option<(usize, u8)> {
        let c = &self.c;
        let strict = |i: usize| {
            c.next(i, |m| match m {
                Meaning::Weekday { number, bare: false } => Some(number),
                _ => None,
            })
        };
        match c.kind(end) {
            Some(TokenKind::Open) => {
                let (number, last) = strict(end + 1)?;
                (c.kind(last) == Some(TokenKind::Close)).then_some((last + 1, number))
            }
            Some(TokenKind::Comma) => {
                let (number, last) = strict(end + 1)?;
                matches!(c.kind(last), None | Some(TokenKind::Comma | TokenKind::Stop)).then_some((last, number))
            }
            _ => strict(end).map(|(number, last)| (last, number)),
        }
    }

    /// The date that follows a weekday: at once, after a comma or `الموافق`, or in brackets.
    fn apposed_date(&self, end: usize) -> Found {
        let c = &self.c;
        let exact = |i: usize| {
            let free = c.word(i).clitics & !clitic::AL == 0;
            free.then(|| self.date(i)).flatten().filter(|(p, _)| p.kind == TimeKind::Instant)
        };
        match c.kind(end)? {
            TokenKind::Open => {
                let (period, last) = exact(end + 1)?;
                (c.kind(last) == Some(TokenKind::Close)).then_some((period, last + 1))
            }
            TokenKind::Comma => exact(end + 1),
            _ => {
                let at = c.is(end, Meaning::Equals).unwrap_or(end);
                exact(at)
            }
        }
    }

    /// `ليل الاثنين - الثلاثاء`: the token after the second weekday, if that is the day after.
    fn next_weekday(&self, day: Period, end: usize) -> usize {
        let c = &self.c;
        let open = c.kind(end) == Some(TokenKind::Open);
        let linked = open || matches!(c.text(end), "-" | "–" | "—" | "ـ" | "/");
        let second = self.weekday_at(if linked { end + 1 } else { end }, false);
        let second = match second {
            Some((number, last)) if open => (c.kind(last) == Some(TokenKind::Close)).then_some((number, last + 1)),
            other => other,
        };
        match (second, day.date()) {
            (Some((number, last)), Some(date)) => {
                let next = date.weekday().to_monday_one_offset() % 7 + 1;
                if next == number as i8 { last } else { end }
            }
            (Some((_, last)), None) => last,
            (None, _) => end,
        }
    }
}

pub(super) fn day_part(m: Meaning) -> Option<DayPart> {
    if let Meaning::DayPart(p) = m { Some(p) } else { None }
}

/// A clock time on a day; the part of the day said with either tells the half.
pub(super) fn clock_period(day: Period, clock: Clock, part: Option<DayPart>) -> Period {
    let half = clock.half.or(part.map(|p| p.half));
    clock.on(day.date(), half)
}
