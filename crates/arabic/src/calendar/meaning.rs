//! What the words of the lists mean to the grammars of numbers and times.

use crate::numbers::Qualifier;
use crate::times::Grain;
use serde::Deserialize;

/// How a number word combines with others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum NumberKind {
    /// 1–9: stands alone, before ten (`ثلاثة عشر`), before a hundred, joined to tens.
    Digit,
    /// 1 or 2 in the form used only before ten or tens (`أحد عشر`, `إحدى وعشرون`).
    JoinedDigit,
    /// Ten, also the second word of 11–19.
    Ten,
    /// 20–90.
    Tens,
    /// A hundred, also after a digit.
    Hundred,
    /// 200–900 written as one word.
    Hundreds,
    /// A thousand, a million: multiplies what stands before it.
    Scale,
    /// Two thousand, two million.
    DualScale,
    /// Written alike for one and two (`ألفا`): two before what is counted, one where a smaller number follows.
    DualConstruct,
    /// Thousands, millions: a scale after a number, else vague.
    Scales,
    /// Dozens, hundreds: no value.
    Vague,
    /// Some, several: before a plural.
    Few,
    /// Half, third, quarter: `value` is the divisor.
    Fraction,
}

/// A number word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct NumberWord {
    pub kind: NumberKind,
    pub value: u64,
}

/// Number of a time unit's noun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum UnitForm {
    Singular,
    Dual,
    Plural,
}

/// A unit of time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Unit {
    pub grain: Grain,
    /// How many of the grain one unit is (a decade is ten years).
    pub size: u32,
    pub form: UnitForm,
    /// The form alone is a length (`ساعة`, `يومين`), and not as likely some other word (`عام`, `يومي`).
    pub bare: bool,
}

impl Unit {
    /// Days in one unit; months count 30, years 365.
    pub fn days(self) -> f64 {
        let one = match self.grain {
            Grain::Second => 1.0 / 86_400.0,
            Grain::Minute => 1.0 / 1_440.0,
            Grain::Hour => 1.0 / 24.0,
            Grain::Day | Grain::Vague => 1.0,
            Grain::Week => 7.0,
            Grain::Month => 30.0,
            Grain::Quarter => 91.0,
            Grain::Year => 365.0,
        };
        one * f64::from(self.size)
    }
}

/// The calendar a month or feast belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum CalendarName {
    Gregorian,
    Hijri,
}

/// Which half of the clock a part of the day says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Half {
    /// Before noon.
    Am,
    /// After noon.
    Pm,
    /// From six in the evening to six in the morning.
    Night,
}

/// A part of the day, in hours from midnight; may end on the next day (`to` over 24).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct DayPart {
    pub from: u8,
    pub to: u8,
    pub half: Half,
    /// The word in this form stands without a day (`مساءً`); else only before one (`فجر الثلاثاء`).
    pub alone: bool,
}

/// Last, this, next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Shift {
    Past,
    This,
    Next,
}

/// Which part of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Edge {
    Start,
    Middle,
    End,
}

/// Words that open a time phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Preposition {
    Since,
    Before,
    After,
    Within,
    In,
    For,
    Until,
    To,
    From,
    Starting,
    Between,
    Every,
}

/// What a word or fixed phrase means.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Meaning {
    Number(NumberWord),
    /// 1–10; `joined` only before ten or tens (`الحادي عشر`).
    Ordinal {
        value: u8,
        joined: bool,
    },
    Unit(Unit),
    /// `guarded`: also another word, so a month only in the company of a day, year or preposition.
    Month {
        calendar: CalendarName,
        number: u8,
        guarded: bool,
    },
    /// ISO number, Monday is 1; `bare`: only after `يوم` or `كل`.
    Weekday {
        number: u8,
        bare: bool,
    },
    DayPart(DayPart),
    /// A day counted from the report's; with hours where the words name a part of it (`الليلة الماضية`).
    Day {
        offset: i8,
        hours: Option<(u8, u8)>,
    },
    Now,
    Vague,
    Shift(Shift),
    Demonstrative,
    Edge(Edge),
    /// `آخر` before a length.
    Latest,
    Preposition(Preposition),
    /// `في وقت متأخر من`: before a day.
    Lead,
    /// `الموافق`, between a weekday and its date.
    Equals,
    /// `من`, `شهر` and the like between the parts of a date.
    Of,
    /// `إلا`, before the minutes that lack.
    Less,
    Era(CalendarName),
    Feast {
        calendar: CalendarName,
        month: u8,
        day: u8,
        days: u8,
    },
    Qualifier(Qualifier),
    QualifierAfter(Qualifier),
    Percent,
    Or,
    And,
    /// `الـ` written apart before digits.
    Article,
    /// A word after which the next one is no weekday (`صلاة الجمعة`).
    Blocker,
    /// A word before which `اليوم` is not today (`اليوم التالي`).
    Otherwise,
    /// A word that ties a length to an event (`بعد يومين من`).
    Anchor,
    /// An adjective of a length that leaves it as it is (`أيام قليلة`).
    LengthAdjective,
    /// A word that says that the years before or after it are an age.
    Age,
    /// Looks like a number with a clitic and is none (`كمية`).
    Never,
}

/// Kinds of meanings as a set of bits: what the phrases that begin with a word may mean, known without looking at the
/// words after it.
pub(crate) mod kind {
    pub const NUMBER: u32 = 1;
    pub const ORDINAL: u32 = 1 << 1;
    pub const UNIT: u32 = 1 << 2;
    pub const MONTH: u32 = 1 << 3;
    pub const WEEKDAY: u32 = 1 << 4;
    pub const DAY_PART: u32 = 1 << 5;
    pub const DAY: u32 = 1 << 6;
    /// Now, or a time that cannot be fixed.
    pub const ADVERB: u32 = 1 << 7;
    pub const SHIFT: u32 = 1 << 8;
    pub const DEMONSTRATIVE: u32 = 1 << 9;
    pub const EDGE: u32 = 1 << 10;
    pub const LATEST: u32 = 1 << 11;
    pub const PREPOSITION: u32 = 1 << 12;
    pub const LEAD: u32 = 1 << 13;
    pub const EQUALS: u32 = 1 << 14;
    pub const OF: u32 = 1 << 15;
    pub const LESS: u32 = 1 << 16;
    pub const ERA: u32 = 1 << 17;
    pub const FEAST: u32 = 1 << 18;
    pub const QUALIFIER: u32 = 1 << 19;
    pub const QUALIFIER_AFTER: u32 = 1 << 20;
    pub const PERCENT: u32 = 1 << 21;
    pub const OR: u32 = 1 << 22;
    pub const AND: u32 = 1 << 23;
    pub const ARTICLE: u32 = 1 << 24;
    pub const BLOCKER: u32 = 1 << 25;
    pub const OTHERWISE: u32 = 1 << 26;
    pub const ANCHOR: u32 = 1 << 27;
    pub const LENGTH_ADJECTIVE: u32 = 1 << 28;
    pub const AGE: u32 = 1 << 29;
    /// The preposition that numbers follow too.
    pub const BETWEEN: u32 = 1 << 31;
    /// Not a meaning of words: the token is written in digits.
    pub const DIGITS: u32 = 1 << 30;

    /// It only leads to a time, goes on with one or says something of one: no time and no length begins with it.
    pub const NO_TIME: u32 = PREPOSITION
        | LEAD
        | SHIFT
        | EQUALS
        | OF
        | LESS
        | ERA
        | QUALIFIER_AFTER
        | PERCENT
        | OR
        | AND
        | BLOCKER
        | OTHERWISE
        | ANCHOR
        | LENGTH_ADJECTIVE
        | AGE
        | BETWEEN;
}

impl Meaning {
    /// Its kind in the bits of [`kind`]; 0 for what looks like a number and is none.
    pub fn kind(self) -> u32 {
        match self {
            Meaning::Number(_) => kind::NUMBER,
            Meaning::Ordinal { .. } => kind::ORDINAL,
            Meaning::Unit(_) => kind::UNIT,
            Meaning::Month { .. } => kind::MONTH,
            Meaning::Weekday { .. } => kind::WEEKDAY,
            Meaning::DayPart(_) => kind::DAY_PART,
            Meaning::Day { .. } => kind::DAY,
            Meaning::Now | Meaning::Vague => kind::ADVERB,
            Meaning::Shift(_) => kind::SHIFT,
            Meaning::Demonstrative => kind::DEMONSTRATIVE,
            Meaning::Edge(_) => kind::EDGE,
            Meaning::Latest => kind::LATEST,
            Meaning::Preposition(Preposition::Between) => kind::PREPOSITION | kind::BETWEEN,
            Meaning::Preposition(_) => kind::PREPOSITION,
            Meaning::Lead => kind::LEAD,
            Meaning::Equals => kind::EQUALS,
            Meaning::Of => kind::OF,
            Meaning::Less => kind::LESS,
            Meaning::Era(_) => kind::ERA,
            Meaning::Feast { .. } => kind::FEAST,
            Meaning::Qualifier(_) => kind::QUALIFIER,
            Meaning::QualifierAfter(_) => kind::QUALIFIER_AFTER,
            Meaning::Percent => kind::PERCENT,
            Meaning::Or => kind::OR,
            Meaning::And => kind::AND,
            Meaning::Article => kind::ARTICLE,
            Meaning::Blocker => kind::BLOCKER,
            Meaning::Otherwise => kind::OTHERWISE,
            Meaning::Anchor => kind::ANCHOR,
            Meaning::LengthAdjective => kind::LENGTH_ADJECTIVE,
            Meaning::Age => kind::AGE,
            Meaning::Never => 0,
        }
    }

    /// A number or time phrase can begin with it.
    pub fn opens(self) -> bool {
        !matches!(
            self,
            Meaning::Shift(_)
                | Meaning::Equals
                | Meaning::Of
                | Meaning::Less
                | Meaning::Era(_)
                | Meaning::QualifierAfter(_)
                | Meaning::Percent
                | Meaning::Or
                | Meaning::And
                | Meaning::Blocker
                | Meaning::Otherwise
                | Meaning::Anchor
                | Meaning::LengthAdjective
                | Meaning::Age
                | Meaning::Never
                | Meaning::Weekday { bare: true, .. }
        )
    }
}

/// Settings of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Settings {
    /// ISO number of the first day of the week.
    pub week_starts: u8,
    /// How many units an unnumbered plural is taken to reach at most (`قبل أيام`).
    pub few: u8,
    /// How far ahead of the report a date without a year may lie, in days, before the year before is meant.
    pub ahead_days: u16,
}
