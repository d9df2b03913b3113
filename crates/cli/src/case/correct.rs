//! Corrections: parts of a claim set anew by PART=VALUE.

use crate::error::CliError;
use hudna_casebook::Casebook;
use hudna_claims::{Claim, Event, Mention, Modality, Name, PlacePrecision, Qualifier, Quantity, SpeakerKind};
use hudna_claims::{TimePrecision, When};
use hudna_intake::parse_date;
use hudna_ledger::World;
use hudna_ledger::log::Act;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::fmt::Display;
use std::str::FromStr;

/// The parts of a claim that can be set.
const PARTS: &str = "event, modality, ceases, goods, people, killed, injured, count, speaker_kind, actor, target, mediator, \
                     place, speaker, from, to";

/// Who and where the claims of a case name: ids and names, in small letters, with the mention.
#[derive(Debug, Default)]
pub struct Named {
    actors: BTreeMap<String, Mention>,
    places: BTreeMap<String, Mention>,
}

impl Named {
    /// Reads all names of a case.
    pub fn of(book: &mut Casebook) -> Result<Named, CliError> {
        let mut all = Named::default();
        book.each(|entry| {
            let Act::Reading(reading) = entry.act else { return };
            for claim in reading.claims {
                for mention in claim.place {
                    add(&mut all.places, mention);
                }
                for mention in [claim.actor, claim.target, claim.mediator, claim.speaker].into_iter().flatten() {
                    add(&mut all.actors, mention);
                }
            }
        })?;
        Ok(all)
    }
}

fn add(all: &mut BTreeMap<String, Mention>, mention: Mention) {
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

/// Sets one part of a claim.
pub fn set(claim: &mut Claim, part_value: &str, named: &Named, world: &World) -> Result<(), CliError> {
    let wrong = |why: String| CliError::usage(format!("--set {part_value}: {why}"));
    let Some((part, value)) = part_value.split_once('=') else {
        return Err(wrong(format!("write PART=VALUE, PART being one of {PARTS}")));
    };
    let (part, value) = (part.trim(), value.trim());
    let text = || (!value.is_empty()).then(|| value.to_owned());
    let who = |claim: &Claim| mentions(value, claim, &named.actors, |id| actor(id, world), "actors");
    match part {
        "event" => claim.event = code(value, Event::ALL).map_err(wrong)?,
        "modality" => claim.modality = code(value, Modality::ALL).map_err(wrong)?,
        "speaker_kind" if value.is_empty() => claim.speaker_kind = None,
        "speaker_kind" => claim.speaker_kind = Some(code(value, SpeakerKind::ALL).map_err(wrong)?),
        "ceases" => {
            claim.ceases = match value {
                "true" | "yes" => true,
                "false" | "no" => false,
                _ => return Err(wrong("write true or false".to_owned())),
            }
        }
        "goods" => claim.goods = text(),
        "people" => claim.people = text(),
        "killed" => claim.killed = quantity(value, claim.killed.take()).map_err(wrong)?,
        "injured" => claim.injured = quantity(value, claim.injured.take()).map_err(wrong)?,
        "count" => claim.count = quantity(value, claim.count.take()).map_err(wrong)?,
        "actor" => claim.actor = who(claim).map_err(wrong)?,
        "target" => claim.target = who(claim).map_err(wrong)?,
        "mediator" => claim.mediator = who(claim).map_err(wrong)?,
        "speaker" => claim.speaker = who(claim).map_err(wrong)?,
        "place" => {
            claim.place = mentions(value, claim, &named.places, |id| place(id, world), "places").map_err(wrong)?;
        }
        "from" => {
            let day = date(value).map_err(wrong)?;
            time(claim).from = day;
        }
        "to" => {
            let day = date(value).map_err(wrong)?;
            time(claim).to = day;
        }
        _ => return Err(wrong(format!("a claim has no part `{part}` that can be set; there are {PARTS}"))),
    }
    Ok(())
}

fn code<T: FromStr + Display>(value: &str, all: &[T]) -> Result<T, String> {
    let list = || all.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    value.parse().map_err(|_| format!("`{value}` is none of {}", list()))
}

/// A number, or `20-30`, or nothing. The unit stays.
fn quantity(value: &str, before: Option<Quantity>) -> Result<Option<Quantity>, String> {
    if value.is_empty() {
        return Ok(None);
    }
    let number = |text: &str| {
        text.trim().parse::<u64>().map_err(|_| format!("`{value}` is no number; write as 20, 20-30, or nothing"))
    };
    let (low, high) = match value.split_once('-') {
        Some((low, high)) => (number(low)?, Some(number(high)?)),
        None => (number(value)?, None),
    };
    if high.is_some_and(|high| high < low) {
        return Err(format!("`{value}` goes downward; write the lower number first"));
    }
    let unit = before.and_then(|before| before.unit);
    Ok(Some(Quantity { value: low, high, qualifier: Qualifier::Exactly, unit, text: value.to_owned() }))
}

fn date(value: &str) -> Result<Option<Date>, String> {
    match parse_date(value) {
        _ if value.is_empty() => Ok(None),
        None => Err("no date; write it as YYYY-MM-DD".to_owned()),
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
    list: &str,
) -> Result<Vec<Mention>, String> {
    let mut all = Vec::new();
    for name in value.split([',', '،']).map(str::trim).filter(|name| !name.is_empty()) {
        let found = known(name).or_else(|| named.get(&name.to_lowercase()).cloned());
        let Some(mut mention) = found else {
            return Err(format!(
                "`{name}` is neither an id of the knowledge nor a name that a claim of the case has; \
                 `hudna knowledge list {list}` lists ids"
            ));
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
