//! Corrections: parts of a claim set anew, each by a value as people write it.

use crate::book::Casebook;
use crate::error::BookError;
use hudna_claims::{Claim, Event, Mention, Modality, Name, PlacePrecision, Qualifier, Quantity, SpeakerKind};
use hudna_claims::{TimePrecision, When};
use hudna_intake::parse_date;
use hudna_ledger::World;
use hudna_ledger::log::{Act, Entry};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::fmt::Display;
use std::str::FromStr;

/// The parts of a claim that can be set.
pub const PARTS: [&str; 16] = [
    "event",
    "modality",
    "ceases",
    "goods",
    "people",
    "killed",
    "injured",
    "count",
    "speaker_kind",
    "actor",
    "target",
    "mediator",
    "place",
    "speaker",
    "from",
    "to",
];

/// Why a part of a claim cannot be set so.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unset {
    /// There is no such part.
    #[error("a claim has no part `{part}` that can be set; there are {}", PARTS.join(", "))]
    Part {
        /// The part.
        part: String,
    },
    /// A code that the codebook does not have.
    #[error("`{value}` is none of {all}")]
    Code {
        /// The value.
        value: String,
        /// The codes that there are.
        all: String,
    },
    /// Neither yes nor no.
    #[error("write true or false")]
    Truth,
    /// No number.
    #[error("`{0}` is no number; write as 20, 20-30, or nothing")]
    Number(String),
    /// The higher number stands first.
    #[error("`{0}` goes downward; write the lower number first")]
    Downward(String),
    /// No date.
    #[error("no date; write it as YYYY-MM-DD")]
    Date,
    /// Nobody of this name, or no place.
    #[error(
        "`{name}` is neither an id of the knowledge nor a name that a claim of the case has; `hudna knowledge list {list}` \
         lists ids"
    )]
    Unknown {
        /// The name.
        name: String,
        /// In which list its id could be found: `actors` or `places`.
        list: &'static str,
    },
}

/// Who and where the claims of a case name: ids and names, in small letters, with the mention.
#[derive(Debug, Default)]
pub struct Mentioned {
    actors: BTreeMap<String, Mention>,
    places: BTreeMap<String, Mention>,
}

impl Mentioned {
    /// Reads all names of a case.
    ///
    /// # Errors
    /// The case cannot be read.
    pub fn of(book: &mut Casebook) -> Result<Mentioned, BookError> {
        let mut all = Mentioned::default();
        book.each(|entry| all.note(&entry))?;
        Ok(all)
    }

    /// Notes the names of an entry's claims.
    pub fn note(&mut self, entry: &Entry) {
        let Act::Reading(reading) = &entry.act else { return };
        for claim in &reading.claims {
            claim.place.iter().for_each(|mention| add(&mut self.places, mention));
            for mention in [&claim.actor, &claim.target, &claim.mediator, &claim.speaker].into_iter().flatten() {
                add(&mut self.actors, mention);
            }
        }
    }
}

fn add(all: &mut BTreeMap<String, Mention>, mention: &Mention) {
    let names = mention.name.iter().flat_map(|name| [name.ar.to_lowercase(), name.en.to_lowercase()]);
    let mut keys: Vec<String> = names.chain(mention.id.clone()).filter(|key| !key.is_empty()).collect();
    keys.push(mention.text.to_lowercase());
    for key in keys {
        // Of two with one name, the one that was settled.
        let known = all.entry(key).or_insert_with(|| mention.clone());
        if known.id.is_none() && mention.id.is_some() {
            *known = mention.clone();
        }
    }
}

/// A part of a claim as one would write it to set it. Several names stand apart by commas.
pub fn part_of(claim: &Claim, part: &str) -> String {
    let who = |mentions: &[Mention]| {
        let names = mentions.iter().map(|mention| mention.id.as_deref().unwrap_or(&mention.text));
        names.collect::<Vec<_>>().join(", ")
    };
    let number = |number: &Option<Quantity>| match number {
        Some(Quantity { value, high: Some(high), .. }) => format!("{value}-{high}"),
        Some(Quantity { value, .. }) => value.to_string(),
        None => String::new(),
    };
    let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    match part {
        "event" => claim.event.to_string(),
        "modality" => claim.modality.to_string(),
        "ceases" => claim.ceases.to_string(),
        "speaker_kind" => claim.speaker_kind.map(|kind| kind.to_string()).unwrap_or_default(),
        "goods" => claim.goods.clone().unwrap_or_default(),
        "people" => claim.people.clone().unwrap_or_default(),
        "killed" => number(&claim.killed),
        "injured" => number(&claim.injured),
        "count" => number(&claim.count),
        "actor" => who(&claim.actor),
        "target" => who(&claim.target),
        "mediator" => who(&claim.mediator),
        "place" => who(&claim.place),
        "speaker" => who(&claim.speaker),
        "from" => day(claim.time.as_ref().and_then(|time| time.from)),
        "to" => day(claim.time.as_ref().and_then(|time| time.to)),
        _ => String::new(),
    }
}

/// Sets one part of a claim.
///
/// # Errors
/// There is no such part, or it cannot be so.
pub fn set_part(claim: &mut Claim, part: &str, value: &str, mentioned: &Mentioned, world: &World) -> Result<(), Unset> {
    let (part, value) = (part.trim(), value.trim());
    let text = || (!value.is_empty()).then(|| value.to_owned());
    let who = |claim: &Claim| mentions(value, claim, &mentioned.actors, |id| actor(id, world), "actors");
    match part {
        "event" => claim.event = code(value, Event::ALL)?,
        "modality" => claim.modality = code(value, Modality::ALL)?,
        "speaker_kind" if value.is_empty() => claim.speaker_kind = None,
        "speaker_kind" => claim.speaker_kind = Some(code(value, SpeakerKind::ALL)?),
        "ceases" => {
            claim.ceases = match value {
                "true" | "yes" => true,
                "false" | "no" => false,
                _ => return Err(Unset::Truth),
            }
        }
        "goods" => claim.goods = text(),
        "people" => claim.people = text(),
        "killed" => claim.killed = quantity(value, claim.killed.take())?,
        "injured" => claim.injured = quantity(value, claim.injured.take())?,
        "count" => claim.count = quantity(value, claim.count.take())?,
        "actor" => claim.actor = who(claim)?,
        "target" => claim.target = who(claim)?,
        "mediator" => claim.mediator = who(claim)?,
        "speaker" => claim.speaker = who(claim)?,
        "place" => {
            claim.place = mentions(value, claim, &mentioned.places, |id| place(id, world), "places")?;
        }
        "from" => {
            let day = date(value)?;
            time(claim).from = day;
        }
        "to" => {
            let day = date(value)?;
            time(claim).to = day;
        }
        _ => return Err(Unset::Part { part: part.to_owned() }),
    }
    Ok(())
}

fn code<T: FromStr + Display>(value: &str, all: &[T]) -> Result<T, Unset> {
    let list = || all.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    value.parse().map_err(|_| Unset::Code { value: value.to_owned(), all: list() })
}

/// A number, or `20-30`, or nothing. The unit stays.
fn quantity(value: &str, before: Option<Quantity>) -> Result<Option<Quantity>, Unset> {
    if value.is_empty() {
        return Ok(None);
    }
    let number = |text: &str| text.trim().parse::<u64>().map_err(|_| Unset::Number(value.to_owned()));
    let (low, high) = match value.split_once('-') {
        Some((low, high)) => (number(low)?, Some(number(high)?)),
        None => (number(value)?, None),
    };
    if high.is_some_and(|high| high < low) {
        return Err(Unset::Downward(value.to_owned()));
    }
    let unit = before.and_then(|before| before.unit);
    Ok(Some(Quantity { value: low, high, qualifier: Qualifier::Exactly, unit, text: value.to_owned() }))
}

fn date(value: &str) -> Result<Option<Date>, Unset> {
    match parse_date(value) {
        _ if value.is_empty() => Ok(None),
        None => Err(Unset::Date),
        day => Ok(day),
    }
}

/// The time of a claim, as a correction sets it: to the day, whatever was said of its length.
fn time(claim: &mut Claim) -> &mut When {
    let (start, end) = (claim.trigger.start, claim.trigger.start);
    let none = || When {
        text: String::new(),
        start,
        end,
        precision: TimePrecision::Day,
        from: None,
        to: None,
        duration_days: None,
    };
    let when = claim.time.get_or_insert_with(none);
    (when.precision, when.duration_days) = (TimePrecision::Day, None);
    when
}

/// The mentions of a list of ids and names apart by commas.
fn mentions(
    value: &str,
    claim: &Claim,
    named: &BTreeMap<String, Mention>,
    known: impl Fn(&str) -> Option<Mention>,
    list: &'static str,
) -> Result<Vec<Mention>, Unset> {
    let mut all = Vec::new();
    for name in value.split([',', '،']).map(str::trim).filter(|name| !name.is_empty()) {
        let found = known(name).or_else(|| named.get(&name.to_lowercase()).cloned());
        let Some(mut mention) = found else {
            return Err(Unset::Unknown { name: name.to_owned(), list });
        };
        // A person put it here: it stands at no words of the report.
        (mention.start, mention.end, mention.via) = (claim.trigger.start, claim.trigger.start, None);
        all.push(mention);
    }
    Ok(all)
}

fn actor(id: &str, world: &World) -> Option<Mention> {
    let (ar, en) = world.names(id).filter(|_| world.kind(id).is_none())?;
    Some(mention(id, ar, en))
}

fn place(id: &str, world: &World) -> Option<Mention> {
    let (ar, en) = world.names(id).filter(|_| world.kind(id).is_some())?;
    let mut mention = mention(id, ar, en);
    mention.precision = Some(PlacePrecision::Unlocated);
    if let Some((lat, lon, own)) = world.coordinates(id) {
        (mention.lat, mention.lon) = (Some(lat), Some(lon));
        mention.precision = Some(if own { PlacePrecision::Exact } else { PlacePrecision::Area });
    }
    Some(mention)
}

fn mention(id: &str, ar: &str, en: &str) -> Mention {
    Mention {
        text: ar.to_owned(),
        start: 0,
        end: 0,
        id: Some(id.to_owned()),
        name: Some(Name { ar: ar.to_owned(), en: en.to_owned() }),
        via: None,
        lat: None,
        lon: None,
        precision: None,
        pcode: None,
    }
}
