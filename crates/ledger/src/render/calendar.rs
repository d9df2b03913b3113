//! How days and months are written in a language and a country, by CLDR's locales (ICU4X).

use super::text::{Text, Tone};
use icu_calendar::{Date as IcuDate, Gregorian};
use icu_datetime::fieldsets::{YM, YMD};
use icu_datetime::{DateTimeFormatterLoadError, FixedCalendarDateTimeFormatter, parts};
use icu_locale_core::Locale;
use jiff::civil::Date;
use rustc_hash::FxHashMap;
use std::fmt;
use std::sync::{PoisonError, RwLock};
use writeable::{Part, PartsWrite, Writeable};

/// Why a locale cannot be written in.
#[derive(Debug, thiserror::Error)]
pub enum LocaleError {
    /// It is no BCP 47 locale.
    #[error("\"{locale}\" is no locale ({source}); write one such as \"ar-SY-u-nu-latn\"")]
    Malformed {
        /// As it stands in the file.
        locale: String,
        /// What the parser says.
        source: icu_locale_core::ParseError,
    },
    /// Nothing is known of its dates.
    #[error("dates cannot be written in \"{locale}\": {source}")]
    Unknown {
        /// As it stands in the file.
        locale: String,
        /// What the library says.
        source: Box<DateTimeFormatterLoadError>,
    },
    /// There is none.
    #[error("a set of countries has no locale")]
    Missing,
}

/// Writes dates as one locale has them; where a month has other names beside its own, with all of them.
#[derive(Debug)]
pub(super) struct Calendar {
    own: Writer,
    others: Vec<Writer>,
    /// Days and months as they were written before: a page names the same ones again and again.
    written: RwLock<FxHashMap<(Date, Grain), Text>>,
}

/// How finely a date is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Grain {
    Day,
    Month,
}

/// So many dates are remembered, sixty years of days: whoever asks for more makes nothing grow.
const REMEMBERED: usize = 22_000;

impl Calendar {
    /// The first locale decides the order and the digits, the further ones only add their names of the months.
    pub fn new(locales: &[String]) -> Result<Calendar, LocaleError> {
        let mut writers = locales.iter().map(|locale| Writer::new(locale));
        let own = writers.next().ok_or(LocaleError::Missing)??;
        Ok(Calendar { own, others: writers.collect::<Result<_, _>>()?, written: RwLock::default() })
    }

    /// A day: `5 شباط 2021`.
    pub fn day(&self, date: Date) -> Text {
        self.remembered(date, Grain::Day)
    }

    /// The month of a day, with its year.
    pub fn month(&self, date: Date) -> Text {
        self.remembered(date, Grain::Month)
    }

    fn remembered(&self, date: Date, grain: Grain) -> Text {
        let key = (date, grain);
        let known = |map: &FxHashMap<_, Text>| map.get(&key).cloned();
        if let Some(text) = known(&self.written.read().unwrap_or_else(PoisonError::into_inner)) {
            return text;
        }
        let text = self.write(date, |writer, icu| match grain {
            Grain::Day => pieces(&writer.day.format(icu)),
            Grain::Month => pieces(&writer.month.format(icu)),
        });
        let mut written = self.written.write().unwrap_or_else(PoisonError::into_inner);
        if written.len() < REMEMBERED {
            written.insert(key, text.clone());
        }
        text
    }

    fn write(&self, date: Date, pieces: impl Fn(&Writer, &IcuDate<Gregorian>) -> Vec<Piece>) -> Text {
        let (year, month, day) = (i32::from(date.year()), date.month().unsigned_abs(), date.day().unsigned_abs());
        let Ok(icu) = IcuDate::try_new_gregorian(year, month, day) else { return Text::plain(date.to_string()) };
        let mut text = Text::default();
        for piece in pieces(&self.own, &icu) {
            let mut words = piece.words;
            if piece.part == Some(parts::MONTH) {
                for other in self.others.iter().flat_map(|other| pieces(other, &icu)) {
                    if other.part == Some(parts::MONTH) && other.words != words {
                        words.push('/');
                        words.push_str(&other.words);
                    }
                }
            }
            let number = matches!(piece.part, Some(parts::DAY | parts::YEAR));
            text.push(if number { Text::value(words, Tone::Plain) } else { Text::plain(words) });
        }
        text
    }
}

/// The formatters of one locale.
#[derive(Debug, Clone)]
struct Writer {
    day: FixedCalendarDateTimeFormatter<Gregorian, YMD>,
    month: FixedCalendarDateTimeFormatter<Gregorian, YM>,
}

impl Writer {
    fn new(locale: &str) -> Result<Writer, LocaleError> {
        let malformed = |source| LocaleError::Malformed { locale: locale.to_owned(), source };
        let unknown = |source| LocaleError::Unknown { locale: locale.to_owned(), source: Box::new(source) };
        let parsed = Locale::try_from_str(locale).map_err(malformed)?;
        Ok(Writer {
            day: FixedCalendarDateTimeFormatter::try_new((&parsed).into(), YMD::long()).map_err(unknown)?,
            month: FixedCalendarDateTimeFormatter::try_new((&parsed).into(), YM::long()).map_err(unknown)?,
        })
    }
}

/// A part of a written date: a day, a month, a year, or what stands between them.
struct Piece {
    part: Option<Part>,
    words: String,
}

/// The parts of a date in the order in which they are written.
fn pieces(date: &impl Writeable) -> Vec<Piece> {
    let mut sink = Pieces { pieces: Vec::new(), part: None };
    // Writing into memory does not fail.
    let _ = date.write_to_parts(&mut sink);
    sink.pieces
}

/// Takes a date apart while it is written; of parts inside others only the outer one counts.
struct Pieces {
    pieces: Vec<Piece>,
    part: Option<Part>,
}

impl fmt::Write for Pieces {
    fn write_str(&mut self, words: &str) -> fmt::Result {
        match self.pieces.last_mut() {
            Some(last) if last.part == self.part => last.words.push_str(words),
            _ => self.pieces.push(Piece { part: self.part, words: words.to_owned() }),
        }
        Ok(())
    }
}

impl PartsWrite for Pieces {
    type SubPartsWrite = Pieces;

    fn with_part(&mut self, part: Part, mut write: impl FnMut(&mut Pieces) -> fmt::Result) -> fmt::Result {
        let outer = self.part;
        self.part = outer.or(Some(part));
        let written = write(self);
        self.part = outer;
        written
    }
}

#[cfg(test)]
mod tests {
    use super::{Calendar, LocaleError};
    use jiff::civil::date;

    fn written(locales: &[&str], month: i8) -> (String, String) {
        let locales: Vec<String> = locales.iter().map(|&locale| locale.to_owned()).collect();
        let calendar = Calendar::new(&locales).expect("locales that CLDR has");
        let day = date(2021, month, 5);
        (calendar.day(day).words(), calendar.month(day).words())
    }

    #[test]
    fn months_have_the_names_of_the_country() {
        let both = |day: &str, month: &str| (day.to_owned(), month.to_owned());
        assert_eq!(written(&["en-GB"], 2), both("5 February 2021", "February 2021"));
        assert_eq!(written(&["ar-SY-u-nu-latn"], 2), both("5 شباط 2021", "شباط 2021"));
        assert_eq!(written(&["ar-YE-u-nu-latn"], 2), both("5 فبراير 2021", "فبراير 2021"));
        assert_eq!(written(&["ar-TN-u-nu-latn"], 7), both("5 جويلية 2021", "جويلية 2021"));
        assert_eq!(written(&["ar-MA-u-nu-latn"], 8), both("5 غشت 2021", "غشت 2021"));
    }

    #[test]
    fn a_month_of_no_country_has_both_names_once() {
        let both = ["ar-SY-u-nu-latn", "ar-EG-u-nu-latn"];
        assert_eq!(written(&both, 11).0, "5 تشرين الثاني/نوفمبر 2021");
        assert_eq!(written(&["ar-EG-u-nu-latn", "ar-YE-u-nu-latn"], 3).0, "5 مارس 2021");
    }

    #[test]
    fn a_locale_that_is_none_is_named() {
        let error = Calendar::new(&["Arabisch!".to_owned()]).expect_err("no locale");
        assert!(matches!(error, LocaleError::Malformed { .. }));
        assert!(error.to_string().contains("Arabisch!"), "{error}");
        assert!(matches!(Calendar::new(&[]), Err(LocaleError::Missing)));
    }
}
