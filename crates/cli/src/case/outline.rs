//! An outline for people of what is found in a case: things, incidents, changes, what is due.

use super::words::Words;
use crate::args::Language;
use crate::case_args::PrintArgs;
use crate::error::CliError;
use crate::read::terminal;
use serde_json::Value;
use std::io::{Write as _, stdout};
use std::path::PathBuf;

/// Prints outlines.
pub struct Outline {
    words: Words,
    colour: bool,
}

/// Parts of a thing that its line or its other rows show already, or that are for programs.
const QUIET: [&str; 14] = [
    "id", "because", "words", "known", "against", "admitted", "history", "episodes", "sketch", "original", "text",
    "standing", "terms", "evidence",
];

/// Parts of a thing that stand in its first row.
const HEAD: [&str; 10] =
    ["state", "event", "kind", "places", "place", "besiegers", "holders", "holder", "actors", "parties"];

impl Outline {
    /// Prints in the language and style that the options ask for.
    pub fn new(args: &PrintArgs, packs: &[PathBuf]) -> Result<Self, CliError> {
        let style = terminal::style(&args.style)?;
        Ok(Outline { words: Words::new(args.lang == Language::Ar, packs)?, colour: style.colour })
    }

    fn line(&self, depth: usize, text: &str) -> Result<(), CliError> {
        Ok(writeln!(stdout().lock(), "{:indent$}{text}", "", indent = depth * 2)?)
    }

    fn heading(&self, key: &str, n: usize) -> Result<(), CliError> {
        let text = format!("{} ({n})", self.words.of(key));
        let text = if self.colour { format!("\x1b[1;4m{text}\x1b[0m") } else { text };
        self.line(0, "")?;
        self.line(0, &text)
    }

    /// One thing of a case.
    pub fn thing(&self, part: &str, entry: &Value) -> Result<(), CliError> {
        if part == "reports" {
            self.rows(0, entry, &["claims", "entry"])?;
            let entered = ["at", "by"].map(|key| self.value(&entry["entry"][key]));
            self.line(0, &format!("{}: {}", self.words.of("entered"), entered.join(self.words.comma())))?;
            let claims = entry["claims"].as_array().map(Vec::as_slice).unwrap_or_default();
            self.heading("claims", claims.len())?;
            return claims.iter().try_for_each(|claim| {
                let text = |key: &str| claim[key].as_str().unwrap_or_default().to_owned();
                let words = self.words.isolated(claim["trigger"]["text"].as_str().unwrap_or_default());
                let (event, modality) = (self.words.value(&text("event")), self.words.value(&text("modality")));
                self.line(
                    1,
                    &format!(
                        "• {event} ({modality}): {words}  [{}.{}]",
                        self.value(&entry["id"]),
                        text("id").get(..8).unwrap_or_default()
                    ),
                )
            });
        }
        self.entry(entry)
    }

    /// A thing with its particulars.
    fn entry(&self, entry: &Value) -> Result<(), CliError> {
        let mut head: Vec<String> = Vec::new();
        for key in HEAD {
            if !entry[key].is_null() && entry[key] != Value::Array(Vec::new()) {
                head.push(self.value(&entry[key]));
            }
        }
        let id = entry["id"].as_str().unwrap_or_default();
        let id = if self.colour { format!("\x1b[2m[{id}]\x1b[0m") } else { format!("[{id}]") };
        self.line(1, &format!("• {}  {id}", head.join(" · ")))?;
        self.rows(3, entry, &HEAD)?;
        for side in entry["standing"].as_array().into_iter().flatten() {
            self.line(3, &format!("– {}", self.value(side)))?;
        }
        let terms = entry["terms"].as_array().map(Vec::as_slice).unwrap_or_default();
        if !terms.is_empty() {
            self.line(3, &format!("{}:", self.words.of("terms")))?;
            for term in terms {
                self.line(4, &self.term(term))?;
            }
        }
        Ok(())
    }

    /// The compliance of one term, in a row.
    fn term(&self, term: &Value) -> String {
        let part = |key: &str| Some(self.value(&term[key])).filter(|text| !text.is_empty());
        let named = |key: &str| part(key).map(|text| format!("{}: {text}", self.words.of(key)));
        let event = if term["ceases"] == Value::Bool(true) {
            format!("{} {}", self.words.of("ceases"), self.value(&term["event"]))
        } else {
            self.value(&term["event"])
        };
        let score = format!("{}/3", self.value(&term["score"]));
        let rest = [part("places"), named("owed_by"), named("by"), named("waits_for"), part("marks")];
        let rest: Vec<String> = rest.into_iter().flatten().collect();
        format!(
            "{score}  {} {event} · {}  [{}]",
            self.value(&term["kind"]),
            rest.join(" · "),
            term["id"].as_str().unwrap_or_default()
        )
    }

    /// The parts of a thing, a row each.
    fn rows(&self, depth: usize, entry: &Value, but: &[&str]) -> Result<(), CliError> {
        for (key, value) in entry.as_object().into_iter().flatten() {
            if QUIET.contains(&key.as_str()) || but.contains(&key.as_str()) {
                continue;
            }
            let text = self.value(value);
            if !text.is_empty() {
                self.line(depth, &format!("{}: {text}", self.words.of(key)))?;
            }
        }
        Ok(())
    }

    /// What differs.
    pub fn changes(&self, changes: &[Value]) -> Result<(), CliError> {
        if changes.is_empty() {
            return self.line(0, &self.words.of("no_change"));
        }
        changes.iter().try_for_each(|change| self.change(change))
    }

    fn change(&self, change: &Value) -> Result<(), CliError> {
        let part = |key: &str| Some(self.value(&change[key])).filter(|text| !text.is_empty());
        let way = match (part("from"), part("to")) {
            (Some(from), Some(to)) => format!("{from} → {to}"),
            (Some(from), None) => format!("{from} → –"),
            (None, Some(to)) => to,
            (None, None) => String::new(),
        };
        let date = part("date").map(|date| format!("{date}  ")).unwrap_or_default();
        let what = self.words.change(change["what"].as_str().unwrap_or_default());
        let field = self.words.of(change["field"].as_str().unwrap_or_default());
        self.line(1, &format!("{date}{what}: {field} {way}  [{}]", change["id"].as_str().unwrap_or_default()))
    }

    /// Incidents with the words of their claims.
    pub fn incidents(&self, all: &[Value]) -> Result<(), CliError> {
        all.iter().try_for_each(|incident| self.incident(0, incident))
    }

    fn incident(&self, depth: usize, incident: &Value) -> Result<(), CliError> {
        self.line(depth, &format!("{}  [{}]", self.in_a_row(incident), incident["id"].as_str().unwrap_or_default()))?;
        for claim in incident["claims"].as_array().into_iter().flatten() {
            let who: Vec<String> = ["source", "published", "speakers"]
                .iter()
                .map(|key| self.value(&claim[*key]))
                .filter(|t| !t.is_empty())
                .collect();
            let sentence = self.words.isolated(claim["sentence"].as_str().unwrap_or_default());
            let modality = self.value(&claim["modality"]);
            self.line(
                depth + 1,
                &format!(
                    "{} ({modality}): «{sentence}»  [{}]",
                    who.join(", "),
                    claim["id"].as_str().unwrap_or_default()
                ),
            )?;
        }
        Ok(())
    }

    fn in_a_row(&self, incident: &Value) -> String {
        let part = |key: &str| Some(self.value(&incident[key])).filter(|text| !text.is_empty());
        let numbers =
            ["killed", "injured", "count"].map(|key| part(key).map(|text| format!("{}: {text}", self.words.of(key))));
        let days = (part("from"), part("to"));
        let days = match days {
            (Some(from), Some(to)) if from == to => Some(from),
            (Some(from), Some(to)) => Some(format!("{from} – {to}")),
            (from, to) => from.or(to),
        };
        let parts = [days, part("event"), part("places"), part("actors")];
        let parts: Vec<String> = parts.into_iter().chain(numbers).chain([part("confidence")]).flatten().collect();
        parts.join(" · ")
    }

    /// Incidents, a row each.
    pub fn timeline(&self, all: &[Value]) -> Result<(), CliError> {
        all.iter().try_for_each(|incident| {
            self.line(0, &format!("{}  [{}]", self.in_a_row(incident), incident["id"].as_str().unwrap_or_default()))
        })
    }

    /// What is owed.
    pub fn due(&self, all: &[Value]) -> Result<(), CliError> {
        if all.is_empty() {
            return self.line(0, &self.words.of("nothing_due"));
        }
        for due in all {
            let id = due["term"].as_str().or(due["agreement"].as_str()).unwrap_or_default();
            self.line(0, &format!("• {} · {}  [{id}]", self.value(&due["event"]), self.value(&due["places"])))?;
            self.rows(2, due, &["event", "places", "term", "agreement"])?;
        }
        Ok(())
    }

    /// What one side says: who, what, when.
    fn side(&self, side: &Value) -> Option<String> {
        let step = side.get("step")?;
        let part = |key: &str| Some(self.value(&side[key])).filter(|text| !text.is_empty());
        let who = [part("speakers"), part("sources")].into_iter().flatten().collect::<Vec<_>>().join(" / ");
        let places = part("places").map(|places| format!(" – {places}")).unwrap_or_default();
        Some(format!("{}: {} ({}){places}", who, self.value(step), self.value(&side["day"])))
    }

    /// A value in words: names by name, codes by their words, lists with commas.
    fn value(&self, value: &Value) -> String {
        match value {
            Value::Null | Value::Bool(false) => String::new(),
            Value::Bool(true) => self.words.of("yes"),
            Value::Number(number) => number.to_string(),
            Value::String(text) => self.words.value(text),
            Value::Array(items) => {
                let all: Vec<String> =
                    items.iter().map(|item| self.value(item)).filter(|text| !text.is_empty()).collect();
                all.join(if items.iter().any(|item| item.get("step").is_some()) { "; " } else { self.words.comma() })
            }
            Value::Object(fields) => {
                if let Some(text) = self.words.name(value).or_else(|| self.side(value)) {
                    return text;
                }
                if let (Some(days), Some(by)) = (fields.get("days"), fields.get("by")) {
                    return format!("{} ({})", self.value(days), self.value(by));
                }
                if fields.len() == 1 {
                    return fields.values().map(|field| self.value(field)).collect();
                }
                let range = |low: &str, high: &str| {
                    let (low, high) = (self.value(fields.get(low)?), self.value(fields.get(high)?));
                    Some(match (low.is_empty(), high.is_empty()) {
                        _ if low == high => low,
                        (true, _) => high,
                        (_, true) => low,
                        _ => format!("{low} – {high}"),
                    })
                };
                if let Some(text) = range("earliest", "latest").filter(|_| fields.len() == 2) {
                    return text;
                }
                if let (Some(low), Some(best), Some(high)) = (fields.get("low"), fields.get("best"), fields.get("high"))
                {
                    return format!("{} ({} – {})", self.value(best), self.value(low), self.value(high));
                }
                if let Some(text) = range("low", "high").filter(|_| fields.len() == 2) {
                    return text;
                }
                let all = fields.iter().filter(|(key, _)| !QUIET.contains(&key.as_str()));
                let all: Vec<String> = all
                    .map(|(key, field)| (key, self.value(field)))
                    .filter(|(_, text)| !text.is_empty())
                    .map(|(key, text)| format!("{} {text}", self.words.of(key)))
                    .collect();
                all.join(self.words.comma())
            }
        }
    }
}
