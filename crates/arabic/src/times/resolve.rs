//! Calendar arithmetic: periods of a grain, shifting, weekdays, months and years against the reference.

use super::{Grain, Grammar, Preference, TimeKind};
use crate::calendar::{CalendarName, Shift};
use icu_calendar::{Date as AnyDate, Iso, cal::Hijri};
use jiff::civil::{Date, DateTime, Time};
use jiff::{Span, ToSpan};

/// A stretch of the calendar, as a grammar rule gives it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Period {
    pub kind: TimeKind,
    pub grain: Grain,
    pub from: Option<DateTime>,
    pub to: Option<DateTime>,
}

impl Period {
    /// Known to be a time, not to be placed.
    pub fn vague() -> Period {
        Period { kind: TimeKind::Vague, grain: Grain::Vague, from: None, to: None }
    }

    /// One unit of the grain that begins at `from`.
    pub fn of(grain: Grain, from: Option<DateTime>) -> Period {
        let kind = if grain <= Grain::Day { TimeKind::Instant } else { TimeKind::Interval };
        Period { kind, grain, from, to: from.and_then(|f| shift(f, grain, 1)) }
    }

    pub fn day(date: Option<Date>) -> Period {
        Period::of(Grain::Day, date.map(|d| d.to_datetime(Time::midnight())))
    }

    /// Hours of a day, counted from its midnight.
    pub fn hours(date: Option<Date>, from: u8, to: u8) -> Period {
        let at = |h: u8| date.and_then(|d| d.to_datetime(Time::midnight()).checked_add(i64::from(h).hours()).ok());
        Period { kind: TimeKind::Interval, grain: Grain::Hour, from: at(from), to: at(to) }
    }

    pub fn date(self) -> Option<Date> {
        self.from.map(|f| f.date())
    }
}

/// `n` units later, or earlier.
pub(super) fn shift(t: DateTime, grain: Grain, n: i64) -> Option<DateTime> {
    let limit = 1_000_000;
    if !(-limit..=limit).contains(&n) {
        return None;
    }
    let span = Span::new();
    let span = match grain {
        Grain::Second => span.try_seconds(n),
        Grain::Minute => span.try_minutes(n),
        Grain::Hour => span.try_hours(n),
        Grain::Day | Grain::Vague => span.try_days(n),
        Grain::Week => span.try_weeks(n),
        Grain::Month => span.try_months(n),
        Grain::Quarter => span.try_months(n.saturating_mul(3)),
        Grain::Year => span.try_years(n),
    };
    t.checked_add(span.ok()?).ok()
}

/// The first moment of the unit that `t` lies in.
pub(super) fn floor(t: DateTime, grain: Grain, week_starts: u8) -> Option<DateTime> {
    let (d, h, m, s) = (t.date(), t.hour(), t.minute(), t.second());
    let midnight = |d: Date| d.to_datetime(Time::midnight());
    Some(match grain {
        Grain::Second => d.at(h, m, s, 0),
        Grain::Minute => d.at(h, m, 0, 0),
        Grain::Hour => d.at(h, 0, 0, 0),
        Grain::Day | Grain::Vague => midnight(d),
        Grain::Week => {
            let back = (d.weekday().to_monday_one_offset() + 7 - week_starts as i8).rem_euclid(7);
            midnight(d.checked_sub(i64::from(back).days()).ok()?)
        }
        Grain::Month => midnight(d.first_of_month()),
        Grain::Quarter => midnight(Date::new(d.year(), (d.month() - 1) / 3 * 3 + 1, 1).ok()?),
        Grain::Year => midnight(d.first_of_year()),
    })
}

/// A day of the Hijri calendar (Umm al-Qura) as a civil date.
pub(super) fn hijri(year: i32, month: u8, day: u8) -> Option<Date> {
    if !(1300..=1600).contains(&year) {
        return None;
    }
    let date = AnyDate::try_new_hijri_with_calendar(year, month, day, Hijri::new_umm_al_qura()).ok()?;
    let iso = date.to_calendar(Iso);
    let (year, month) = (i16::try_from(iso.year().extended_year()).ok()?, i8::try_from(iso.month().ordinal).ok()?);
    Date::new(year, month, i8::try_from(iso.day_of_month().0).ok()?).ok()
}

/// The Hijri year of a civil date.
fn hijri_year(date: Date) -> Option<i32> {
    let iso = AnyDate::try_new_iso(i32::from(date.year()), date.month() as u8, date.day() as u8).ok()?;
    Some(iso.to_calendar(Hijri::new_umm_al_qura()).year().extended_year())
}

/// A day of a month of either calendar.
pub(super) fn date_of(calendar: CalendarName, year: i32, month: u8, day: u8) -> Option<Date> {
    match calendar {
        CalendarName::Gregorian => {
            Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
        }
        CalendarName::Hijri => hijri(year, month, day),
    }
}

/// The month as a period.
pub(super) fn month_of(calendar: CalendarName, year: i32, month: u8) -> Period {
    let first = date_of(calendar, year, month, 1);
    let (next_year, next_month) = if month >= 12 { (year + 1, 1) } else { (year, month + 1) };
    let midnight = |d: Date| d.to_datetime(Time::midnight());
    Period {
        kind: TimeKind::Interval,
        grain: Grain::Month,
        from: first.map(midnight),
        to: date_of(calendar, next_year, next_month, 1).map(midnight),
    }
}

impl Grammar<'_> {
    pub(super) fn today(&self) -> Option<Date> {
        self.reference.map(|r| r.date())
    }

    /// The weekday that is meant, ISO number.
    pub(super) fn weekday(&self, number: u8, shift: Option<Shift>) -> Option<Date> {
        let today = self.today()?;
        let ahead = (i64::from(number) - i64::from(today.weekday().to_monday_one_offset())).rem_euclid(7);
        let days = match (shift, self.preference) {
            (Some(Shift::Past), _) => ahead - 7,
            (Some(Shift::Next), _) | (None, Preference::Future) => {
                if ahead == 0 {
                    7
                } else {
                    ahead
                }
            }
            (Some(Shift::This), Preference::Future) => ahead,
            (Some(Shift::This) | None, Preference::Past) => {
                if ahead == 0 {
                    0
                } else {
                    ahead - 7
                }
            }
        };
        today.checked_add(days.days()).ok()
    }

    /// The year meant for a month or day without one, among the years around the reference.
    pub(super) fn year_for(
        &self,
        calendar: CalendarName,
        shift: Option<Shift>,
        begins: impl Fn(i32) -> Option<Date>,
        ends: impl Fn(i32) -> Option<Date>,
    ) -> Option<i32> {
        let today = self.today()?;
        let this = match calendar {
            CalendarName::Gregorian => i32::from(today.year()),
            CalendarName::Hijri => hijri_year(today)?,
        };
        // Days of a year that does not have them (29 February) are passed over.
        let mut years = (this - 4..=this + 4).filter_map(|y| Some((y, begins(y)?, ends(y)?)));
        let ahead = i64::from(self.c.settings().ahead_days).days();
        let latest = today.checked_add(ahead).ok()?;
        match (shift, self.preference) {
            (Some(Shift::Past), _) => years.filter(|&(_, _, e)| e <= today).last(),
            (Some(Shift::Next), _) => years.find(|&(_, b, _)| b > today),
            (Some(Shift::This), _) => years.find(|&(_, _, e)| e > today),
            (None, Preference::Future) => years.find(|&(_, _, e)| e > today),
            (None, Preference::Past) => years.filter(|&(_, b, _)| b <= latest).last(),
        }
        .map(|(y, _, _)| y)
    }

    /// `n` units from the reference, as the whole unit it falls in; the unit is `size` grains long.
    pub(super) fn away(&self, grain: Grain, n: i64) -> Period {
        let at = self.reference.and_then(|r| shift(r, grain, n));
        Period::of(grain, at.and_then(|t| floor(t, grain, self.c.settings().week_starts)))
    }
}
