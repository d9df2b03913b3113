//! Days as numbers.

use jiff::civil::{Date, date};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};
use std::borrow::Cow;
use std::fmt;

/// Seconds of a day.
const SECONDS: i64 = 86_400;

/// A day, counted from 1970-01-01.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub i32);

impl Day {
    /// Before all days: for a beginning that nobody knows.
    pub const FIRST: Day = Day(i32::MIN / 4);
    /// After all days: for an end that is open.
    pub const LAST: Day = Day(i32::MAX / 4);

    /// The day of a second since 1970, in the time of Greenwich.
    pub fn of_second(second: i64) -> Day {
        let days = second.div_euclid(SECONDS);
        Day(i32::try_from(days).unwrap_or(if days < 0 { i32::MIN } else { i32::MAX })).clamp(Day::FIRST, Day::LAST)
    }

    /// Its last second since 1970, in the time of Greenwich.
    pub fn last_second(self) -> i64 {
        (i64::from(self.0) + 1) * SECONDS - 1
    }

    /// So many days later, or earlier.
    pub fn plus(self, days: i32) -> Day {
        Day(self.0.saturating_add(days)).clamp(Day::FIRST, Day::LAST)
    }

    /// Days from another day to this one.
    pub fn since(self, other: Day) -> i32 {
        self.0.saturating_sub(other.0)
    }

    /// The date; none for the open ends and for days that no calendar has.
    pub fn date(self) -> Option<Date> {
        date(1970, 1, 1).checked_add(jiff::Span::new().try_days(self.0).ok()?).ok()
    }
}

impl From<Date> for Day {
    fn from(day: Date) -> Day {
        let hours = day.duration_since(date(1970, 1, 1)).as_hours();
        Day(i32::try_from(hours / 24).unwrap_or_default())
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.date() {
            Some(date) => write!(f, "{date}"),
            None if self.0 < 0 => f.write_str("-∞"),
            None => f.write_str("∞"),
        }
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.date().serialize(serializer)
    }
}

impl JsonSchema for Day {
    fn schema_name() -> Cow<'static, str> {
        "Day".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": ["string", "null"], "format": "date", "description": "A day; null where nobody knows it." })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back() {
        for day in [date(1970, 1, 1), date(1969, 12, 31), date(2021, 2, 2), date(-1000, 1, 1), date(9999, 12, 31)] {
            assert_eq!(Day::from(day).date(), Some(day));
        }
        assert_eq!(Day::from(date(2021, 2, 2)).since(Day::from(date(2021, 1, 12))), 21);
        assert_eq!(Day::LAST.date(), None);
        assert_eq!(Day::FIRST.plus(-5), Day::FIRST);
    }
}
