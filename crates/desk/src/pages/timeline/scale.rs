//! Where days stand on the picture: on Arabic pages time runs from right to left, as one reads.

use hudna_ledger::Day;
use jiff::civil::Date;
use jiff::{Span, Unit};

/// Width of the picture, in its own units.
pub const WIDTH: f64 = 1000.0;
/// What stays free on either side.
const EDGE: f64 = 10.0;
/// Most ticks that fit beside each other with their names.
const TICKS: usize = 8;
/// The longest time that is shown: two hundred years.
const LONGEST: i32 = 73_050;

/// The days that are shown, and in which direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scale {
    /// The first day.
    pub from: Day,
    /// The last day.
    pub to: Day,
    /// Time runs from right to left.
    pub mirrored: bool,
}

/// How far ticks are from each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Days(i32),
    Months(i32),
    Years(i32),
}

/// Steps of ticks, from the finest.
const STEPS: [Step; 13] = [
    Step::Days(1),
    Step::Days(2),
    Step::Days(7),
    Step::Days(14),
    Step::Months(1),
    Step::Months(2),
    Step::Months(3),
    Step::Months(6),
    Step::Years(1),
    Step::Years(2),
    Step::Years(5),
    Step::Years(10),
    Step::Years(50),
];

/// What a tick stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tick {
    /// A day.
    Day,
    /// The first of a month.
    Month,
    /// The first of a year.
    Year,
}

impl Scale {
    /// From one day to another, in whichever order they come; at least a week.
    pub fn new(a: Day, b: Day, mirrored: bool) -> Scale {
        let (from, to) = if a <= b { (a, b) } else { (b, a) };
        let to = to.max(from.plus(6)).min(from.plus(LONGEST));
        Scale { from, to, mirrored }
    }

    /// How many days are shown.
    pub fn days(&self) -> i32 {
        self.to.since(self.from) + 1
    }

    /// Where a day begins. What lies beyond the days that are shown runs into the edge of the picture.
    pub fn x(&self, day: Day) -> f64 {
        let along = f64::from(day.since(self.from)) / f64::from(self.days());
        let x = (EDGE + along * (WIDTH - 2.0 * EDGE)).clamp(0.0, WIDTH);
        tenth(if self.mirrored { WIDTH - x } else { x })
    }

    /// The middle of a day; of one that is not shown, the edge that is nearest to it.
    pub fn middle(&self, day: Day) -> f64 {
        tenth(((self.x(day) + self.x(day.plus(1))) / 2.0).clamp(EDGE, WIDTH - EDGE))
    }

    /// From the beginning of a day to the end of another, as the left edge and the width; none where nothing of it is shown.
    pub fn stretch(&self, first: Day, last: Day) -> Option<(f64, f64)> {
        if last < first || last < self.from || first > self.to {
            return None;
        }
        let (a, b) = (self.x(first), self.x(last.plus(1)));
        Some((a.min(b), tenth((a - b).abs())))
    }

    /// Days with a tick, and what each stands for.
    pub fn ticks(&self) -> Vec<(Day, Tick)> {
        let all = STEPS.iter().map(|step| self.stepped(*step));
        all.into_iter().find(|ticks| ticks.len() <= TICKS).unwrap_or_default()
    }

    fn stepped(&self, step: Step) -> Vec<(Day, Tick)> {
        let Some(first) = self.from.date() else { return Vec::new() };
        let (start, unit, by, tick) = match step {
            Step::Days(by) => (Some(first), Unit::Day, by, Tick::Day),
            Step::Months(by) => (Date::new(first.year(), 1, 1).ok(), Unit::Month, by, Tick::Month),
            Step::Years(by) => {
                let by16 = i16::try_from(by).unwrap_or(1);
                (Date::new(first.year() - first.year().rem_euclid(by16), 1, 1).ok(), Unit::Year, by, Tick::Year)
            }
        };
        let Some(start) = start else { return Vec::new() };
        let nth = |n: i32| {
            let span = match unit {
                Unit::Day => Span::new().try_days(n.checked_mul(by)?),
                Unit::Month => Span::new().try_months(n.checked_mul(by)?),
                _ => Span::new().try_years(n.checked_mul(by)?),
            };
            start.checked_add(span.ok()?).ok().map(Day::from)
        };
        let inside = (0..).map_while(nth).skip_while(|day| *day < self.from).take_while(|day| *day <= self.to);
        inside.take(TICKS + 1).map(|day| (day, tick)).collect()
    }

    /// Nearer to the middle, or farther from it.
    pub fn zoomed(&self, numerator: i32, denominator: i32) -> Scale {
        let days = (self.days().saturating_mul(numerator) / denominator).clamp(7, LONGEST);
        let middle = self.from.plus(self.days() / 2);
        let from = middle.plus(-days / 2);
        Scale { from, to: from.plus(days - 1), ..*self }
    }

    /// Half of what is shown later, or earlier.
    pub fn moved(&self, halves: i32) -> Scale {
        let by = (self.days() / 2).max(1).saturating_mul(halves);
        Scale { from: self.from.plus(by), to: self.to.plus(by), ..*self }
    }
}

/// To a tenth, so that the picture stays small.
pub fn tenth(x: f64) -> f64 {
    (x * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn day(year: i16, month: i8, day: i8) -> Day {
        Day::from(date(year, month, day))
    }

    #[test]
    fn time_runs_as_one_reads() {
        let (from, to) = (day(2021, 1, 1), day(2021, 1, 10));
        let (ltr, rtl) = (Scale::new(from, to, false), Scale::new(from, to, true));
        assert_eq!((ltr.x(from), ltr.x(to.plus(1))), (10.0, 990.0));
        assert_eq!((rtl.x(from), rtl.x(to.plus(1))), (990.0, 10.0));
        let (a, b) = (day(2021, 1, 3), day(2021, 1, 4));
        assert_eq!(ltr.stretch(a, b), Some((206.0, 196.0)));
        assert_eq!(rtl.stretch(a, b), Some((598.0, 196.0)));
    }

    #[test]
    fn what_is_not_shown_has_no_stretch() {
        let scale = Scale::new(day(2021, 1, 1), day(2021, 1, 31), false);
        assert_eq!(scale.stretch(day(2020, 1, 1), day(2020, 12, 31)), None);
        assert_eq!(scale.stretch(day(2021, 1, 9), day(2021, 1, 8)), None);
        // What goes on beyond the days that are shown runs into the edges of the picture.
        assert_eq!(scale.stretch(Day::FIRST, Day::LAST), Some((0.0, 1000.0)));
    }

    #[test]
    fn ticks_are_few_and_named_by_what_they_are() {
        let month = Scale::new(day(2021, 1, 1), day(2021, 2, 10), false).ticks();
        assert_eq!(month.first(), Some(&(day(2021, 1, 1), Tick::Day)));
        assert_eq!(month.len(), 6);
        let year = Scale::new(day(2020, 11, 20), day(2021, 6, 10), false).ticks();
        assert_eq!(year.first(), Some(&(day(2020, 12, 1), Tick::Month)));
        for days in [7, 30, 100, 400, 1000, 5000, 70_000] {
            let from = day(1990, 5, 17);
            let ticks = Scale::new(from, from.plus(days), true).ticks();
            assert!((2..=TICKS).contains(&ticks.len()), "{days}: {}", ticks.len());
        }
    }

    #[test]
    fn zoom_keeps_the_middle() {
        let scale = Scale::new(day(2021, 1, 1), day(2021, 4, 10), false);
        let near = scale.zoomed(1, 2);
        assert_eq!(near.days(), 50);
        assert!((near.from.plus(25).since(scale.from.plus(50))).abs() <= 1);
        assert_eq!(scale.moved(1).from, day(2021, 2, 20));
        assert_eq!(scale.zoomed(1, 1000).days(), 7);
    }
}
