//! Times: as the report says them, and as days of the calendar.

use super::Lang;
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
        let to = time.to;
        let same = |a: Date, b: Date| (a.year(), a.month()) == (b.year(), b.month());
        match (time.precision, to) {
            (TimePrecision::Vague, _) => None,
            (_, None) => Some(self.phrase("phrase.since", &[("date", self.date(from))])),
            (TimePrecision::Year, Some(to)) if from.year() == to.year() && from.day_of_year() == 1 => {
                Some(self.number(from.year().into()))
            }
            (TimePrecision::Month, Some(to)) if same(from, to) => Some(self.month(from)),
            (_, Some(to)) if from == to => Some(self.date(from)),
            (_, Some(to)) => {
                Some(self.phrase("phrase.from_to", &[("from", self.date(from)), ("to", self.date(to))]))
            }
        }
    }

    /// A day with the name of its month.
    pub fn date(&self, date: Date) -> Text {
        let (day, year) = (self.number(date.day().into()), self.number(date.year().into()));
        let month = Text::plain(self.labels.month(date.month(), self.country, self.lang));
        self.phrase("phrase.day", &[("day", day), ("month", month), ("year", year)])
    }

    fn month(&self, date: Date) -> Text {
        let month = Text::plain(self.labels.month(date.month(), self.country, self.lang));
        self.phrase("phrase.month", &[("month", month), ("year", self.number(date.year().into()))])
    }

    fn number(&self, number: i64) -> Text {
        Text::value(number.to_string(), Tone::Plain)
    }
}
