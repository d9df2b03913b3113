//! What the words of a time name of a day, without a reference: its weekday, its day and month.

use crate::calendar::{CalendarName, Cursor, Meaning, TypeInfo, Wordlists};
use crate::numbers::literal_at;
use crate::token::Token;

/// Parts of a day's name. Without a year, and without the day of the report, they do not place the day on the calendar, but they
/// tell it from most others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct NamedDay {
    /// ISO number of the weekday, Monday is 1.
    pub weekday: Option<u8>,
    /// Month and day of the month, Gregorian.
    pub month_day: Option<(u8, u8)>,
    /// Counted from the report's day: 0 for `اليوم`, -1 for `أمس`.
    pub offset: Option<i8>,
}

/// The parts of a day's name in the tokens of a time phrase.
pub fn named_day(lists: &Wordlists, tokens: &[Token], infos: &[TypeInfo], text: &str) -> NamedDay {
    let c = Cursor::new(lists, tokens, infos, text);
    let mut named = NamedDay::default();
    let day_of = |at: usize| -> Option<(u8, usize)> {
        let (literal, end) = literal_at(&c, at)?;
        let day = u8::try_from(literal.plain(1, 2)?).ok()?;
        (1..=31).contains(&day).then_some((day, end))
    };
    for at in 0..tokens.len() {
        for (meaning, _) in c.meanings(at) {
            match meaning {
                Meaning::Weekday { number, .. } => named.weekday = named.weekday.or(Some(number)),
                Meaning::Day { offset, .. } => named.offset = named.offset.or(Some(offset)),
                _ => {}
            }
        }
        let Some((day, end)) = day_of(at) else { continue };
        let after = c.is(end, Meaning::Of).unwrap_or(end);
        let after = if matches!(c.text(after), "/" | "-") { after + 1 } else { after };
        let month = c.meanings(after).find_map(|(meaning, _)| match meaning {
            Meaning::Month { calendar: CalendarName::Gregorian, number, .. } => Some(number),
            _ => None,
        });
        let digits = || {
            let in_digits = c.inner_mark(end, &["/"]);
            in_digits.then(|| day_of(end + 1)).flatten().map(|(month, _)| month).filter(|month| *month <= 12)
        };
        if let Some(month) = month.or_else(digits) {
            named.month_day = named.month_day.or(Some((month, day)));
        }
    }
    named
}
