//! The shapes of the four word-list files, and the meanings their entries give.

use super::meaning::{
    CalendarName, DayPart, Edge, Half, Meaning, NumberKind, NumberWord, Preposition, Settings, Shift, Unit, UnitForm,
};
use crate::numbers::Qualifier;
use crate::times::Grain;
use serde::Deserialize;

type Words = Vec<String>;

/// One word or phrase of a file, with its meaning and what the entry says of its spelling.
pub(super) struct Listed {
    pub words: String,
    pub meaning: Meaning,
    /// Takes no `ب ل ك` (`لست` is not `ل` + six).
    pub unjoined: bool,
    /// The section it comes from, for error messages.
    pub section: &'static str,
}

/// Everything one file lists.
#[derive(Default)]
pub(super) struct Content {
    pub listed: Vec<Listed>,
    pub settings: Option<Settings>,
}

impl Content {
    fn add(&mut self, section: &'static str, words: &Words, meaning: Meaning) {
        self.add_with(section, words, meaning, false);
    }

    fn add_with(&mut self, section: &'static str, words: &Words, meaning: Meaning, unjoined: bool) {
        self.listed.extend(words.iter().map(|w| Listed { words: w.clone(), meaning, unjoined, section }));
    }
}

/// `numbers.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NumbersFile {
    number: Vec<NumberEntry>,
    ordinal: Vec<OrdinalEntry>,
    never: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NumberEntry {
    kind: NumberKind,
    #[serde(default)]
    value: u64,
    words: Words,
    #[serde(default)]
    unjoined: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OrdinalEntry {
    value: u8,
    words: Words,
    #[serde(default)]
    joined: Words,
}

/// `units.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UnitsFile {
    unit: Vec<UnitEntry>,
    adjectives: Words,
    age: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UnitEntry {
    grain: Grain,
    #[serde(default = "one")]
    size: u32,
    singular: Words,
    dual: Words,
    /// The dual before a noun, written like an adjective (`يومي`).
    #[serde(default)]
    construct: Words,
    plural: Words,
    #[serde(default)]
    bare: bool,
}

fn one() -> u32 {
    1
}

/// `quantifiers.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct QuantifiersFile {
    qualifier: Vec<QualifierEntry>,
    percent: Words,
    or: Words,
    and: Words,
    article: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct QualifierEntry {
    means: Qualifier,
    #[serde(default)]
    before: Words,
    #[serde(default)]
    after: Words,
}

/// `calendar.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CalendarFile {
    settings: Settings,
    month: Vec<MonthEntry>,
    weekday: Vec<WeekdayEntry>,
    daypart: Vec<DayPartEntry>,
    day: Vec<DayEntry>,
    shift: Vec<ShiftEntry>,
    edge: Vec<EdgeEntry>,
    preposition: Vec<PrepositionEntry>,
    feast: Vec<FeastEntry>,
    era: Vec<EraEntry>,
    now: Words,
    vague: Words,
    demonstrative: Words,
    latest: Words,
    lead: Words,
    equals: Words,
    of: Words,
    less: Words,
    no_weekday_after: Words,
    not_today_before: Words,
    anchor: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MonthEntry {
    calendar: CalendarName,
    number: u8,
    names: Words,
    #[serde(default)]
    guarded: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WeekdayEntry {
    number: u8,
    names: Words,
    #[serde(default)]
    bare: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DayPartEntry {
    from: u8,
    to: u8,
    half: Half,
    #[serde(default)]
    before_day: Words,
    #[serde(default)]
    alone: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DayEntry {
    offset: i8,
    #[serde(default)]
    hours: Option<(u8, u8)>,
    names: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ShiftEntry {
    to: Shift,
    adjectives: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EdgeEntry {
    part: Edge,
    words: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PrepositionEntry {
    opens: Preposition,
    words: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FeastEntry {
    calendar: CalendarName,
    month: u8,
    day: u8,
    #[serde(default = "one_day")]
    days: u8,
    names: Words,
}

fn one_day() -> u8 {
    1
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EraEntry {
    calendar: CalendarName,
    words: Words,
}

/// Reads one file by its stem.
pub(super) fn read(stem: &str, text: &str) -> Option<Result<Content, toml::de::Error>> {
    Some(match stem {
        "numbers" => toml::from_str(text).map(numbers),
        "units" => toml::from_str(text).map(units),
        "quantifiers" => toml::from_str(text).map(quantifiers),
        "calendar" => toml::from_str(text).map(calendar),
        _ => return None,
    })
}

fn numbers(file: NumbersFile) -> Content {
    let mut out = Content::default();
    for n in &file.number {
        let meaning = Meaning::Number(NumberWord { kind: n.kind, value: n.value });
        out.add("number", &n.words, meaning);
        out.add_with("number", &n.unjoined, meaning, true);
    }
    for o in &file.ordinal {
        out.add("ordinal", &o.words, Meaning::Ordinal { value: o.value, joined: false });
        out.add("ordinal", &o.joined, Meaning::Ordinal { value: o.value, joined: true });
    }
    out.add("never", &file.never, Meaning::Never);
    out
}

fn units(file: UnitsFile) -> Content {
    let mut out = Content::default();
    out.add("adjectives", &file.adjectives, Meaning::LengthAdjective);
    out.add("age", &file.age, Meaning::Age);
    for u in &file.unit {
        for (words, form, bare) in [
            (&u.singular, UnitForm::Singular, u.bare),
            (&u.dual, UnitForm::Dual, true),
            (&u.construct, UnitForm::Dual, false),
            (&u.plural, UnitForm::Plural, false),
        ] {
            out.add("unit", words, Meaning::Unit(Unit { grain: u.grain, size: u.size, form, bare }));
        }
    }
    out
}

fn quantifiers(file: QuantifiersFile) -> Content {
    let mut out = Content::default();
    for q in &file.qualifier {
        out.add("qualifier", &q.before, Meaning::Qualifier(q.means));
        out.add("qualifier", &q.after, Meaning::QualifierAfter(q.means));
    }
    out.add("percent", &file.percent, Meaning::Percent);
    out.add("or", &file.or, Meaning::Or);
    out.add("and", &file.and, Meaning::And);
    out.add("article", &file.article, Meaning::Article);
    out
}

fn calendar(file: CalendarFile) -> Content {
    let mut out = Content { settings: Some(file.settings), ..Content::default() };
    for m in &file.month {
        let month = |guarded| Meaning::Month { calendar: m.calendar, number: m.number, guarded };
        out.add("month", &m.names, month(false));
        out.add_with("month", &m.guarded, month(true), true);
    }
    for w in &file.weekday {
        out.add("weekday", &w.names, Meaning::Weekday { number: w.number, bare: false });
        out.add("weekday", &w.bare, Meaning::Weekday { number: w.number, bare: true });
    }
    for p in &file.daypart {
        let part = |alone| Meaning::DayPart(DayPart { from: p.from, to: p.to, half: p.half, alone });
        out.add("daypart", &p.before_day, part(false));
        out.add("daypart", &p.alone, part(true));
    }
    for d in &file.day {
        out.add("day", &d.names, Meaning::Day { offset: d.offset, hours: d.hours });
    }
    for s in &file.shift {
        out.add("shift", &s.adjectives, Meaning::Shift(s.to));
    }
    for e in &file.edge {
        out.add("edge", &e.words, Meaning::Edge(e.part));
    }
    for p in &file.preposition {
        out.add("preposition", &p.words, Meaning::Preposition(p.opens));
    }
    for f in &file.feast {
        let feast = Meaning::Feast { calendar: f.calendar, month: f.month, day: f.day, days: f.days };
        out.add("feast", &f.names, feast);
    }
    for e in &file.era {
        out.add("era", &e.words, Meaning::Era(e.calendar));
    }
    for (section, words, meaning) in [
        ("now", &file.now, Meaning::Now),
        ("vague", &file.vague, Meaning::Vague),
        ("demonstrative", &file.demonstrative, Meaning::Demonstrative),
        ("latest", &file.latest, Meaning::Latest),
        ("lead", &file.lead, Meaning::Lead),
        ("equals", &file.equals, Meaning::Equals),
        ("of", &file.of, Meaning::Of),
        ("less", &file.less, Meaning::Less),
        ("no_weekday_after", &file.no_weekday_after, Meaning::Blocker),
        ("not_today_before", &file.not_today_before, Meaning::Otherwise),
        ("anchor", &file.anchor, Meaning::Anchor),
    ] {
        out.add(section, words, meaning);
    }
    out
}
