//! Clock times: `الساعة التاسعة والنصف صباحا`, `15:30`, `الثالثة عصرا`, `الساعة 5 إلا ربع`.

use super::day::{clock_period, day_part};
use super::resolve::{Period, shift};
use super::{Grain, Grammar, TimeKind};
use crate::calendar::{Half, Meaning, UnitForm, clitic, fraction_word, kind, unit_word};
use crate::numbers::{cardinal, literal_at, ordinal};
use jiff::civil::Date;

type Found = Option<(Period, usize)>;

/// A clock time without its day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Clock {
    pub hour: u8,
    /// Minutes from the hour, where said; may be negative (`إلا ربع`).
    pub minute: Option<i8>,
    pub half: Option<Half>,
    /// Said with `الساعة` or written with a colon.
    pub named: bool,
}

impl Clock {
    /// On a day; `half` tells morning from evening where the hour does not.
    pub fn on(self, date: Option<Date>, half: Option<Half>) -> Period {
        let hour = match (half, self.hour) {
            (Some(Half::Am), 12) => 0,
            (Some(Half::Pm), h @ 1..=11) => h + 12,
            (Some(Half::Night), 12) => 0,
            (Some(Half::Night), h @ 6..=11) => h + 12,
            (_, h) => h,
        };
        let grain = if self.minute.is_some() { Grain::Minute } else { Grain::Hour };
        let from = date
            .and_then(|d| shift(d.to_datetime(jiff::civil::Time::midnight()), Grain::Hour, i64::from(hour)))
            .and_then(|t| shift(t, Grain::Minute, i64::from(self.minute.unwrap_or(0))));
        Period { kind: TimeKind::Instant, ..Period::of(grain, from) }
    }
}

impl Grammar<'_> {
    /// A clock time, with its day where that follows; else of the reference's day.
    pub(super) fn clock_phrase(&self, at: usize) -> Found {
        let c = &self.c;
        let (clock, end) = self.clock_at(at)?;
        let of = c.is(end, Meaning::Of);
        let start = of.unwrap_or(end);
        // `التاسعة من مساء الاثنين`, `الساعة 9 مساء أمس`, `الساعة 9 يوم الثلاثاء`.
        if let Some((part, after)) = c.next(start, day_part)
            && let Some((day, last)) = self.day(after).filter(|(d, _)| d.grain == Grain::Day)
        {
            return Some((clock_period(day, clock, Some(part)), last));
        }
        // The part was read with the clock: a day may follow it.
        if c.word(start).clitics & !clitic::AL == 0
            && let Some((day, last)) =
                self.day(start).filter(|(d, _)| d.grain == Grain::Day && d.kind == TimeKind::Instant)
        {
            return Some((clock_period(day, clock, None), last));
        }
        if clock.named || clock.half.is_some() {
            return Some((clock_period(Period::day(self.today()), clock, None), end));
        }
        None
    }

    /// The clock time at token `at`, with the part of the day that follows.
    pub(super) fn clock_at(&self, at: usize) -> Option<(Clock, usize)> {
        let c = &self.c;
        let word = c
            .head_of(at, kind::UNIT, unit_word)
            .filter(|(u, _)| u.grain == Grain::Hour && u.form == UnitForm::Singular && u.size == 1 && c.article(at));
        let start = word.map_or(at, |(_, end)| end);
        let mut clock = Clock { hour: 0, minute: None, half: None, named: word.is_some() };
        let mut end;
        let literal = literal_at(c, start);
        if let Some((time, after)) = literal.filter(|(l, _)| word.is_some() && l.decimals == 2 && l.part < 60) {
            // `الساعة 11.59`
            clock.hour = u8::try_from(time.whole).ok()?;
            clock.minute = Some(i8::try_from(time.part).ok()?);
            end = after;
        } else if let Some((hour, after)) = literal {
            clock.hour = u8::try_from(hour.plain(1, 2)?).ok()?;
            end = after;
            if c.inner_mark(end, &[":"])
                && let Some((minute, after)) = literal_at(c, end + 1)
            {
                clock.minute = Some(i8::try_from(minute.plain(2, 2)?).ok().filter(|m| *m < 60)?);
                clock.named = true;
                end = after;
                // Seconds.
                if c.inner_mark(end, &[":"]) && literal_at(c, end + 1).is_some() {
                    end += 2;
                }
            }
        } else if c.article(start) {
            let (hour, after) = ordinal(c, start)?;
            clock.hour = u8::try_from(hour).ok()?;
            end = after;
        } else {
            let number = word.and_then(|_| cardinal(c, start))?;
            clock.hour = u8::try_from(number.value).ok()?;
            end = number.end;
        }
        if clock.hour > 24 {
            return None;
        }
        if clock.minute.is_none()
            && let Some((minute, after)) = self.minutes(end)
        {
            clock.minute = Some(minute);
            end = after;
        }
        let alone = |m: Meaning| day_part(m).filter(|p| p.alone);
        if let Some((part, after)) = c.next(end, alone)
            && clock.hour <= 12
        {
            clock.half = Some(part.half);
            end = after;
        }
        let of_part = c.is(end, Meaning::Of).is_some_and(|of| c.next(of, day_part).is_some());
        let before_day = c.next(end, day_part).is_some();
        (clock.named || clock.half.is_some() || of_part || before_day).then_some((clock, end))
    }

    /// `ونصف`, `والربع`, `و20 دقيقة`, `إلا ربع`: minutes and the token after them.
    fn minutes(&self, at: usize) -> Option<(i8, usize)> {
        let c = &self.c;
        let (sign, start) = match c.is(at, Meaning::Less) {
            Some(after) => (-1, after),
            None => (1, c.and(at)?),
        };
        if let Some((divisor, end)) = c.head_of(start, kind::NUMBER, fraction_word) {
            return Some((sign * i8::try_from(60 / divisor).ok()?, end));
        }
        let number = cardinal(c, start)?;
        let (_, end) = c.unit(number.end).filter(|(u, _)| u.grain == Grain::Minute)?;
        let minutes = i8::try_from(number.value).ok().filter(|m| *m < 60)?;
        Some((sign * minutes, end))
    }
}
