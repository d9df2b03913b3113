//! Calendar dates: `18 شباط/فبراير 2018`, `14/3/2014`, `الرابع من نيسان`, `آذار الماضي`, `عام 2013`, `2011-2014`.

use super::resolve::{Period, date_of, month_of};
use super::{Grain, Grammar, Preference, TimeKind};
use crate::calendar::{CalendarName, Meaning, Preposition, Shift, UnitForm, kind, unit_word};
use crate::numbers::{cardinal, literal_at, ordinal, parts};
use crate::token::TokenKind;
use jiff::ToSpan;
use jiff::civil::Date;

type Found = Option<(Period, usize)>;

/// A month's name.
#[derive(Debug, Clone, Copy)]
struct Month {
    calendar: CalendarName,
    number: u8,
    guarded: bool,
    end: usize,
}

/// Year or direction said after a month.
#[derive(Debug, Clone, Copy)]
struct Which {
    year: Option<i32>,
    shift: Option<Shift>,
    end: usize,
}

const DATE_MARKS: [&str; 3] = ["/", "-", "\\"];

impl Grammar<'_> {
    /// A date with its day.
    pub(super) fn date(&self, at: usize) -> Found {
        self.numeric(at).or_else(|| self.day_and_month(at))
    }

    /// `14/3/2014`, `2014-03-14`, `14.3.2014`, `21/09`.
    fn numeric(&self, at: usize) -> Found {
        let c = &self.c;
        if at > 0 && c.glued(at) && DATE_MARKS.contains(&c.text(at - 1)) {
            return None;
        }
        if let Some((p, 3)) = c.word(at).is_digits().then(|| parts(c.text(at), '.')).flatten() {
            return Some((Period::day(Some(day_month_year(p)?)), at + 1));
        }
        let (first, end) = literal_at(c, at)?;
        let mark = c.text(end);
        if !c.inner_mark(end, &DATE_MARKS) {
            return None;
        }
        let (second, end) = literal_at(c, end + 1)?;
        let mut p =
            [(first.plain(1, 4)?, first.digits as usize), (second.plain(1, 2)?, second.digits as usize), (0, 0)];
        let further = c.inner_mark(end, &[mark]).then(|| literal_at(c, end + 1)).flatten();
        if let Some((third, end)) = further {
            p[2] = (third.plain(1, 4)?, third.digits as usize);
            return Some((Period::day(Some(day_month_year(p)?)), end));
        }
        let [(day, dd), (month, mm), _] = p;
        // With a hyphen a row of two numbers is a range or a score unless both have two digits.
        // `2/1` may be a count of parts: in a report a preposition or weekday must stand before it.
        let told = at > 0
            && c.meanings(at - 1)
                .any(|(m, _)| matches!(m, Meaning::Preposition(_) | Meaning::Weekday { .. } | Meaning::Unit(_)));
        if dd < 2 && mm < 2 && self.preference == Preference::Past && !told {
            return None;
        }
        if !(1..=31).contains(&day) || !(1..=12).contains(&month) || dd > 2 || (mark != "/" && (dd < 2 || mm < 2)) {
            return None;
        }
        let date =
            self.resolve(CalendarName::Gregorian, month as u8, day as u8, Which { year: None, shift: None, end });
        Some((Period::day(date), end))
    }

    /// `18 شباط`, `الرابع من نيسان`, `18 و19 شباط`, `من 3 إلى 5 مارس`, `الأول من الشهر الجاري`.
    fn day_and_month(&self, at: usize) -> Found {
        let (day, end) = self.day_number(at)?;
        if let Some(found) = self.month_after_day(day, day, end) {
            return Some(found);
        }
        let c = &self.c;
        let to = |m: Meaning| matches!(m, Meaning::Preposition(Preposition::To | Preposition::Until)).then_some(());
        let second = c
            .and(end)
            .or_else(|| c.next(end, to).map(|((), e)| e))
            .or_else(|| matches!(c.text(end), "-" | "–" | "ـ").then_some(end + 1))?;
        let (last, end) = self.day_number(second)?;
        if last <= day { None } else { self.month_after_day(day, last, end) }
    }

    fn day_number(&self, at: usize) -> Option<(u8, usize)> {
        let c = &self.c;
        // `الـ8 من حزيران`
        let at = c.is(at, Meaning::Article).unwrap_or(at);
        let (value, end) = if let Some((literal, end)) = literal_at(c, at) {
            (literal.plain(1, 2)?, end)
        } else if let Some(found) = ordinal(c, at) {
            found
        } else {
            let number = cardinal(c, at)?;
            (number.value, number.end)
        };
        u8::try_from(value).ok().filter(|d| (1..=31).contains(d)).map(|d| (d, end))
    }

    fn month_after_day(&self, first: u8, last: u8, end: usize) -> Found {
        let c = &self.c;
        let of = c.is(end, Meaning::Of);
        let at = of.unwrap_or(end);
        let unit = c.unit(at).filter(|(u, _)| u.grain == Grain::Month && u.form == UnitForm::Singular);
        let (month, which) = match self.month_name(unit.map_or(at, |(_, e)| e)) {
            Some(month) => (month, self.which(month.end, month.calendar)),
            None => {
                // `الأول من الشهر الجاري`
                let (_, end) = unit.filter(|_| c.article(at))?;
                let (shift, end) = self.shift_at(end)?;
                let n = match shift {
                    Shift::Past => -1,
                    Shift::This => 0,
                    Shift::Next => 1,
                };
                let of_month = self.away(Grain::Month, n).date();
                let day = |d: u8| of_month.and_then(|m| Date::new(m.year(), m.month(), d as i8).ok());
                return Some((days(day(first), day(last), first == last), end));
            }
        };
        let from = self.resolve(month.calendar, month.number, first, which);
        let to = if first == last { from } else { self.resolve(month.calendar, month.number, last, which) };
        Some((days(from, to, first == last), which.end))
    }

    fn resolve(&self, calendar: CalendarName, month: u8, day: u8, which: Which) -> Option<Date> {
        let on = |year| date_of(calendar, year, month, day);
        let after = |year| on(year).and_then(|d| d.checked_add(1.days()).ok());
        let year = match which.year {
            Some(year) => year,
            None => self.year_for(calendar, which.shift, on, after)?,
        };
        on(year)
    }

    /// A month's name, written twice or not: `شباط/فبراير`, `مايو (أيار)`.
    fn month_name(&self, at: usize) -> Option<Month> {
        if !self.c.may(at, kind::MONTH) {
            return None;
        }
        let c = &self.c;
        let name = |m: Meaning| match m {
            Meaning::Month { calendar, number, guarded } => Some((calendar, number, guarded)),
            _ => None,
        };
        let ((calendar, number, guarded), end) = c.head(at, name)?;
        let mut month = Month { calendar, number, guarded, end };
        let open = c.kind(end) == Some(TokenKind::Open);
        let linked = open || matches!(c.text(end), "/" | "-" | "–" | "\\");
        if linked || c.kind(end) == Some(TokenKind::Arabic) {
            let again =
                c.next(end + usize::from(linked), name).filter(|&((cal, n, _), _)| cal == calendar && n == number);
            if let Some((_, end)) = again {
                let closed = !open || c.kind(end) == Some(TokenKind::Close);
                if closed {
                    month.guarded = false;
                    month.end = end + usize::from(open);
                }
            }
        }
        Some(month)
    }

    /// Year or direction after a month: `2018`, `من عام 2013`, `من العام الماضي`, `الماضي`.
    fn which(&self, end: usize, calendar: CalendarName) -> Which {
        let c = &self.c;
        if let Some((shift, end)) = self.shift_at(end) {
            return Which { year: None, shift: Some(shift), end };
        }
        let mut at = c.is(end, Meaning::Of).unwrap_or(end);
        if at == end && c.kind(end) == Some(TokenKind::Comma) {
            at = end + 1;
        }
        let unit = c.head_of(at, kind::UNIT, unit_word).filter(|(u, _)| year_unit(u.grain, u.form, u.size));
        if let Some((_, after)) = unit {
            if let Some((shift, last)) = self.shift_at(after).filter(|_| c.article(at)) {
                let n = match shift {
                    Shift::Past => -1,
                    Shift::This => 0,
                    Shift::Next => 1,
                };
                if let (CalendarName::Gregorian, Some(today)) = (calendar, self.today()) {
                    return Which { year: Some(i32::from(today.year()) + n), shift: None, end: last };
                }
            }
            at = after;
        }
        match self.year_number(at, calendar) {
            Some((year, end)) => Which { year: Some(year), shift: None, end },
            None => Which { year: None, shift: None, end },
        }
    }

    /// A year in four digits, with its era.
    pub(super) fn year_number(&self, at: usize, calendar: CalendarName) -> Option<(i32, usize)> {
        let (literal, end) = literal_at(&self.c, at)?;
        let year = i32::try_from(literal.plain(4, 4)?).ok()?;
        let known = match calendar {
            CalendarName::Gregorian => (1900..=2100).contains(&year),
            CalendarName::Hijri => (1300..=1500).contains(&year),
        };
        known.then(|| (year, self.c.is(end, Meaning::Era(calendar)).unwrap_or(end)))
    }

    /// A month alone. `accompanied`: the words before it make sure that it is one.
    pub(super) fn month(&self, at: usize, accompanied: bool) -> Found {
        let c = &self.c;
        let unit = c
            .head_of(at, kind::UNIT, unit_word)
            .filter(|(u, _)| u.grain == Grain::Month && u.form == UnitForm::Singular);
        if let Some((_, end)) =
            c.head_of(at, kind::UNIT, unit_word).filter(|(u, _)| u.grain == Grain::Month && u.form == UnitForm::Dual)
        {
            return self.two_months(end);
        }
        let start = unit.map_or(at, |(_, end)| end);
        let month = self.month_name(start)?;
        let which = self.which(month.end, month.calendar);
        let placed = which.year.is_some() || which.shift.is_some();
        // `في إب`: with the hamza under its first letter, in one character or two, it is another word.
        let other = c.text(start).contains(['إ', '\u{655}']);
        if month.guarded && (other || !placed && !accompanied && unit.is_none()) {
            return None;
        }
        Some((self.month_in(month, which), which.end))
    }

    fn month_in(&self, month: Month, which: Which) -> Period {
        let begins = |year| date_of(month.calendar, year, month.number, 1);
        let ends = |year| month_of(month.calendar, year, month.number).to.map(|t| t.date());
        let year = which.year.or_else(|| self.year_for(month.calendar, which.shift, begins, ends));
        match year {
            Some(year) => month_of(month.calendar, year, month.number),
            None => Period { kind: TimeKind::Interval, grain: Grain::Month, from: None, to: None },
        }
    }

    /// `شهري كانون الثاني وشباط 2014`.
    fn two_months(&self, at: usize) -> Found {
        let first = self.month_name(at)?;
        let second = self.month_name(self.c.and(first.end)?)?;
        let which = self.which(second.end, second.calendar);
        let last = self.month_in(second, which);
        // The first lies before the second, in its year or the one before.
        let before = |n: u8, m: u8| (i64::from(m) - i64::from(n)).rem_euclid(12);
        let from = last.from.and_then(|f| super::resolve::shift(f, Grain::Month, -before(first.number, second.number)));
        Some((Period { from, ..last }, which.end))
    }

    /// `عام 2013`, `عامي 2012 و2013`, `2011-2014`; a bare `2013` where nothing is counted, or `accompanied` by a
    /// preposition of time.
    pub(super) fn year(&self, at: usize, accompanied: bool) -> Found {
        let c = &self.c;
        if let Some((unit, end)) =
            c.head_of(at, kind::UNIT, unit_word).filter(|(u, _)| u.grain == Grain::Year && u.size == 1)
        {
            if let Some((year, end)) = self.year_number(end, CalendarName::Gregorian) {
                let second = (unit.form == UnitForm::Dual).then(|| c.and(end)).flatten();
                return match second.and_then(|s| self.year_number(s, CalendarName::Gregorian)) {
                    Some((last, end)) => Some((years(year, last), end)),
                    None if unit.form == UnitForm::Singular => self.year_range(year, end),
                    None => None,
                };
            }
            if let Some((year, end)) = self.year_number(end, CalendarName::Hijri) {
                return Some((hijri_year(year), end));
            }
            // `عام ألفين وثلاثة عشر`
            let number = cardinal(c, end).filter(|n| !n.digits && unit.form == UnitForm::Singular)?;
            let year = i32::try_from(number.value).ok().filter(|y| (1900..=2100).contains(y))?;
            return Some((years(year, year), number.end));
        }
        if let Some((year, end)) = self.year_number(at, CalendarName::Hijri)
            && c.is(end - 1, Meaning::Era(CalendarName::Hijri)).is_some()
        {
            return Some((hijri_year(year), end));
        }
        let (year, end) = self.year_number(at, CalendarName::Gregorian)?;
        let inside =
            |i: usize| c.glued(i) && matches!(c.kind(i), Some(TokenKind::Mark | TokenKind::Number | TokenKind::Latin));
        if inside(at) && c.kind(at - 1) == Some(TokenKind::Mark) {
            return None;
        }
        let (period, last) = self.year_range(year, end)?;
        let free = match c.kind(last) {
            None | Some(TokenKind::Stop | TokenKind::Comma | TokenKind::Close) => true,
            // Nothing is counted with the article or a preposition after the number.
            Some(TokenKind::Arabic) => {
                let preposition = c.head(last, |m| matches!(m, Meaning::Preposition(_)).then_some(())).is_some();
                accompanied || c.text(last).starts_with("ال") || preposition
            }
            _ => accompanied && !inside(last),
        };
        free.then_some((period, last))
    }

    /// `2011-2014` after its first year, or that year.
    fn year_range(&self, year: i32, end: usize) -> Found {
        let c = &self.c;
        if matches!(c.text(end), "-" | "–" | "/")
            && let Some((last, end)) = self.year_number(end + 1, CalendarName::Gregorian).filter(|&(y, _)| y > year)
        {
            return Some((years(year, last), end));
        }
        Some((years(year, year), end))
    }

    /// A feast day.
    pub(super) fn feast(&self, at: usize) -> Found {
        if !self.c.may(at, kind::FEAST) {
            return None;
        }
        let ((calendar, month, day, days), end) = self.c.head(at, |m| match m {
            Meaning::Feast { calendar, month, day, days } => Some((calendar, month, day, days)),
            _ => None,
        })?;
        let which = self.which(end, CalendarName::Gregorian);
        let on = |year| date_of(calendar, year, month, day);
        let over = |year| on(year).and_then(|d| d.checked_add(i64::from(days).days()).ok());
        let date = match which.year.filter(|_| calendar == CalendarName::Gregorian) {
            Some(year) => on(year),
            None => self.year_for(calendar, which.shift, on, over).and_then(on),
        };
        let mut period = Period::day(date);
        period.to = period.from.and_then(|f| f.checked_add(i64::from(days).days()).ok());
        let end = if which.year.is_some() && calendar == CalendarName::Hijri { end } else { which.end };
        Some((period, end))
    }

    /// `الماضي`, `المقبل`, `الجاري` after a noun with the article or a month.
    pub(super) fn shift_at(&self, at: usize) -> Option<(Shift, usize)> {
        if !self.c.may(at, kind::SHIFT) {
            return None;
        }
        let shift = |m: Meaning| if let Meaning::Shift(s) = m { Some(s) } else { None };
        self.c.article(at).then(|| self.c.next(at, shift)).flatten()
    }
}

fn year_unit(grain: Grain, form: UnitForm, size: u32) -> bool {
    grain == Grain::Year && form == UnitForm::Singular && size == 1
}

fn days(from: Option<Date>, to: Option<Date>, one: bool) -> Period {
    let first = Period::day(from);
    if one {
        return first;
    }
    Period { kind: TimeKind::Interval, to: Period::day(to).to, ..first }
}

pub(super) fn years(first: i32, last: i32) -> Period {
    let begin = |year: i32| Period::day(date_of(CalendarName::Gregorian, year, 1, 1)).from;
    Period { kind: TimeKind::Interval, grain: Grain::Year, from: begin(first), to: begin(last + 1) }
}

fn hijri_year(year: i32) -> Period {
    let begin = |year: i32| Period::day(date_of(CalendarName::Hijri, year, 1, 1)).from;
    Period { kind: TimeKind::Interval, grain: Grain::Year, from: begin(year), to: begin(year + 1) }
}

/// Three numbers as day, month and year, each with how many digits it has; the year stands first where it has four.
fn day_month_year(p: [(u64, usize); 3]) -> Option<Date> {
    let [(a, la), (month, _), (b, lb)] = p;
    let (day, year) = if la == 4 { (b, a) } else { (a, if lb <= 2 { b + 2_000 } else { b }) };
    if !(1900..=2100).contains(&year) || la == 3 || lb == 3 {
        return None;
    }
    let (day, month) = if month > 12 && day <= 12 { (month, day) } else { (day, month) };
    date_of(CalendarName::Gregorian, year as i32, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
}
