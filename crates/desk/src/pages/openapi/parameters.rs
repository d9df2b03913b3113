//! The parameters of addresses.

use super::examples::Examples;
use crate::ask::{FARTHEST, MOST_LISTED};
use crate::filter::{CONFIDENCES, REVIEWS};
use crate::names::{NAMES, REDACTED};
use crate::pages::{map, situation};
use hudna_claims::{Event, Modality};
use serde_json::{Value, json};

/// The parameters that say in which view, and in which language, a page is wanted.
pub const VIEW: [&str; 4] = ["as-of", "known-by", "without", "lang"];

/// All parameters: the name among the components, the name in an address, what it says, its schema.
pub fn all(examples: &Examples) -> Vec<(&'static str, Value)> {
    let day = || json!({ "type": "string", "format": "date", "examples": [examples.day()] });
    let text = || json!({ "type": "string" });
    let number = |least: usize, most: usize| json!({ "type": "integer", "minimum": least, "maximum": most });
    let named = |list: &str| match examples.of(list) {
        Some(id) => json!({ "type": "string", "examples": [id] }),
        None => text(),
    };
    let codes = |all: Vec<&str>| json!({ "type": "string", "enum": all });
    let without = json!({
        "type": "array",
        "items": {
            "type": "string",
            "pattern": r"^(source:.+|report:r[0-9a-f]{16}|claim:r[0-9a-f]{16}\.[0-9a-f]{8})$",
        },
    });
    let query = |key: &'static str, name: &str, about: &str, schema: Value| {
        // A form sends all its fields: an empty one counts as left out.
        (key, json!({ "name": name, "in": "query", "description": about, "allowEmptyValue": true, "schema": schema }))
    };
    let same = |name: &'static str, about: &str, schema: Value| query(name, name, about, schema);
    vec![
        same("as-of", "The day whose state is wanted; today where it is left out", day()),
        same("known-by", "What was received after this day is left out", day()),
        same("without", "What is left out: source:NAME, report:ID or claim:ID; may be given several times", without),
        same("lang", "The language of the page's own words; the JSON has both", codes(vec!["ar", "en"])),
        same(
            NAMES,
            "Whether personal names are taken out: a person is `Person 1`, with the same number throughout; ids of \
             reports, claims and incidents are numbered, addresses cut, and offsets are of the text without names",
            codes(vec![REDACTED]),
        ),
        same("page", "Which page of the list, from 1; one after the last is the last", number(1, FARTHEST)),
        same("offset", "How many are passed over", number(0, FARTHEST)),
        same("limit", "How many follow", number(1, MOST_LISTED)),
        same("disputed", "How much of what is disputed is passed over", number(0, FARTHEST)),
        same("since", "From which day on changes are told; without it, of the last days before the last report", day()),
        query("changes-days", "days", "Of how many days the changes are", number(0, situation::MOST_DAYS)),
        query("incident-days", "days", "Of how many days the incidents are", number(0, map::MOST_DAYS)),
        same("q", "Words, in any of their forms; in quotation marks, side by side", text()),
        query("name", "q", "A part of the name", text()),
        same("event", "The event, by its code", codes(Event::ALL.iter().map(|code| code.code()).collect())),
        same(
            "modality",
            "In what way it is put forward",
            codes(Modality::ALL.iter().map(|code| code.code()).collect()),
        ),
        same("actor", "Who has a part in it, by id or name", named("actors")),
        same("place", "Where, and what lies in it, by id or name", named("places")),
        same("speaker", "Whose word it is, by id or name", named("actors")),
        same("source", "The outlet, by id or name", named("sources")),
        same("from", "The first day", day()),
        same("to", "The last day", day()),
        same("review", "What people decided", codes(REVIEWS.iter().map(|(name, _)| *name).collect())),
        same("confidence", "How sure it is", codes(CONFIDENCES.iter().map(|(name, _)| *name).collect())),
        same("sort", "The oldest first", codes(vec!["oldest"])),
        same("claim", "The claim that is looked at", named("claims")),
        (
            "if-none-match",
            json!({
                "name": "If-None-Match", "in": "header", "schema": { "type": "string" },
                "description": "The ETag of what is there already: where it is still the same, 304 comes back",
            }),
        ),
    ]
}
