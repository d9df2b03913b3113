//! Times: as the report says them, and as days of the calendar.

use super::Lang;
use super::calendar::Calendar;
use super::describe::Describer;
use super::quote::quoted;
use super::text::{Text, Tone};
use hudna_claims::{TimePrecision, When};
use jiff::civil::Date;

impl Describer<'_> {
    /// Times, each once: as said, and as a date where one is known.
    pub fn times<'t>(&self, times: impl IntoIterator<Item = &'t When>) -> Text {
        let mut seen: Vec<&str> = Vec::new();
        let mut texts = Vec::new();
        for time in times {
            if !seen.contains(&time.text.as_str()) {
                seen.push(&time.text);
                texts.push(self.time(time));
            }
        }
        self.series(texts)
    }

    fn time(&self, time: &When) -> Text {
        let said = quoted(&time.text);
        match self.resolved(time) {
            Some(date) => self.phrase("phrase.with_date", &[("said", said), ("date", date)]),
            None => said,
        }
    }

    /// What the words come to on the calendar, no finer than they are.
    fn resolved(&self, time: &When) -> Option<Text> {
        if let Some(days) = time.duration_days {
            let whole = days >= 1.0 && days.fract() == 0.0 && days < 1e6;
            // An Arabic reader has the length in the words themselves.
            return (whole && self.lang == Lang::En).then(|| self.counted("days", days as usize, &[]));
        }
        let from = time.from?;
        let to = match (time.precision, time.to) {
            (TimePrecision::Vague, _) => return None,
            (_, None) => return Some(self.phrase("phrase.since", &[("date", self.date(from))])),
            (_, Some(to)) => to,
        };
        let unit = |day: Date| match time.precision {
            TimePrecision::Year => self.number(day.year().into()),
            TimePrecision::Month => self.month(day),
            _ => self.date(day),
        };
        let (first, last) = (unit(from), unit(to));
        Some(if first.words() == last.words() {
            first
        } else {
            self.phrase("phrase.from_to", &[("from", first), ("to", last)])
        })
    }

    /// A day with the name of its month.
    pub fn date(&self, date: Date) -> Text {
        self.written(date, Calendar::day)
    }

    /// The month of a day, with its year.
    pub fn month(&self, date: Date) -> Text {
        self.written(date, Calendar::month)
    }

    /// As the country writes it; where no file says how, by its numbers.
    fn written(&self, date: Date, write: impl Fn(&Calendar, Date) -> Text) -> Text {
        let calendar = self.labels.calendar(self.country, self.lang);
        calendar.map_or_else(|| Text::plain(date.to_string()), |calendar| write(calendar, date))
    }

    fn number(&self, number: i64) -> Text {
        Text::value(number.to_string(), Tone::Plain)
    }
}
