//! What is known of a report besides its text.

use jiff::civil::Date;
use jiff::fmt::{rfc2822, temporal};
use serde::Serialize;

/// Metadata of a report.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Meta {
    /// Day of publication.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<Date>,
    /// Name of the outlet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Where it was published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Its headline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Whom it says that it forwards: a declared lineage.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub forwarded_from: Option<String>,
    /// Day of its last change, where it says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub edited: Option<Date>,
}

/// Reads a day as metadata write it: `2021-02-02`, `2021/2/2`, with a time and zone after it, or as e-mail and feeds
/// write it (`Tue, 02 Feb 2021 10:00:00 GMT`), or with the month's English name. Arabic digits are digits too. The day is the one of the zone given.
pub fn parse_date(text: &str) -> Option<Date> {
    static ISO: temporal::DateTimeParser = temporal::DateTimeParser::new();
    static MAIL: rfc2822::DateTimeParser = rfc2822::DateTimeParser::new().relaxed_weekday(true);
    let text: String = text.trim().chars().map(ascii_digit).collect();
    if let Ok(pieces) = ISO.parse_pieces(&text) {
        return Some(pieces.date());
    }
    if let Ok(zoned) = MAIL.parse_zoned(&text) {
        return Some(zoned.date());
    }
    loose(&text).or_else(|| named(&text))
}

/// With the English name of the month, as data sets of events write it.
fn named(text: &str) -> Option<Date> {
    const WAYS: [&str; 4] = ["%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y"];
    WAYS.iter().find_map(|way| Date::strptime(way, text).ok())
}

/// In what order a table writes the parts of a day before the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateOrder {
    /// 02/03/2021 is in March.
    DayFirst,
    /// 02/03/2021 is in February.
    MonthFirst,
}

impl DateOrder {
    /// Reads `2/3/2021`, `02-03-2021`, `2.3.2021`, with a time after it or not.
    pub(crate) fn parse(self, text: &str) -> Option<Date> {
        let text: String = text.trim().chars().map(ascii_digit).collect();
        let parts: Vec<&str> = text.split([' ', 'T', ',']).next()?.split(['-', '/', '.']).collect();
        let [first, second, year] = parts.as_slice() else { return None };
        let (day, month) = match self {
            DateOrder::DayFirst => (first, second),
            DateOrder::MonthFirst => (second, first),
        };
        let year = year.parse().ok().filter(|_| year.len() == 4)?;
        Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()
    }
}

/// Year first, parts apart by `-`, `/` or `.`, leading zeros optional; what follows a space or `T` is a time.
fn loose(text: &str) -> Option<Date> {
    let day = text.split([' ', 'T']).next()?;
    let parts: Vec<&str> = day.split(['-', '/', '.']).collect();
    let [year, month, day] = parts.as_slice() else { return None };
    if year.len() != 4 {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// What is given and not blank, without blanks around it.
pub(crate) fn given(value: impl AsRef<str>) -> Option<String> {
    Some(value.as_ref().trim()).filter(|v| !v.is_empty()).map(str::to_owned)
}

/// A name that many reports share, each of which gets it: what is longer than any name is none.
pub(crate) fn name(value: impl AsRef<str>) -> Option<String> {
    const LONGEST: usize = 4096;
    given(value).filter(|name| name.len() <= LONGEST)
}

fn ascii_digit(c: char) -> char {
    let zero = match c {
        '\u{660}'..='\u{669}' => 0x660,
        '\u{6f0}'..='\u{6f9}' => 0x6f0,
        _ => return c,
    };
    char::from_digit(c as u32 - zero, 10).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_as_the_world_writes_them() {
        let day = jiff::civil::date(2021, 2, 2);
        for text in [
            "2021-02-02",
            " 2021-02-02 ",
            "2021-02-02T23:10:00+03:00",
            "2021-02-02T23:10:00Z",
            "2021-02-02 10:00",
            "2021/2/2",
            "Tue, 02 Feb 2021 10:00:00 GMT",
            "02 February 2021",
            "2 Feb 2021",
            "February 2, 2021",
            "\u{662}\u{660}\u{662}\u{661}-\u{660}\u{662}-\u{660}\u{662}",
        ] {
            assert_eq!(parse_date(text), Some(day), "{text}");
        }
    }

    #[test]
    fn day_or_month_first_where_it_is_said() {
        let (march, february) = (jiff::civil::date(2021, 3, 2), jiff::civil::date(2021, 2, 3));
        for text in ["02/03/2021", "2-3-2021 10:00", " \u{662}.\u{663}.\u{662}\u{660}\u{662}\u{661}"] {
            assert_eq!(DateOrder::DayFirst.parse(text), Some(march), "{text}");
            assert_eq!(DateOrder::MonthFirst.parse(text), Some(february), "{text}");
        }
        for text in ["", "2/3", "31/31/2021", "2/3/21", "2021/2/3"] {
            assert_eq!(DateOrder::DayFirst.parse(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_ambiguous_is_no_date() {
        for text in ["", "02/03/2021", "last week", "2021-13-01", "2021", "99999-01-01"] {
            assert_eq!(parse_date(text), None, "{text}");
        }
    }
}
