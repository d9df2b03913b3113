//! Checks a pack: files, references, examples of frames.

use super::files::{KnowledgeError, KnowledgeFile};
use super::{ActorKind, Knowledge};
use crate::reader::{Reader, Report};
use rustc_hash::FxHashMap;

/// The outcome of a check.
#[derive(Debug, Default)]
pub struct CheckReport {
    /// Mistakes: the pack cannot be used, or says what is not so.
    pub errors: Vec<KnowledgeError>,
    /// Doubts worth a look.
    pub warnings: Vec<KnowledgeError>,
    /// How much there is: `("actors", 512)`.
    pub counts: Vec<(&'static str, usize)>,
}

/// Checks all files.
pub(super) fn check(files: &[KnowledgeFile]) -> CheckReport {
    let mut report = CheckReport::default();
    let knowledge = match Knowledge::compile(files) {
        Ok(knowledge) => knowledge,
        Err(errors) => {
            report.errors = errors;
            return report;
        }
    };
    report.counts = knowledge.counts().to_vec();
    actors(&knowledge, &mut report);
    places(&knowledge, &mut report);
    super::sources::check(files, &knowledge.actors, &mut report);
    examples(&knowledge, &mut report);
    report
}

fn actors(k: &Knowledge, report: &mut CheckReport) {
    let mut owners: FxHashMap<String, &str> = FxHashMap::default();
    for actor in &k.actors {
        let file = "actors";
        if actor.id.is_empty() || !actor.id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-') {
            report.errors.push(KnowledgeError::new(
                file,
                &actor.id,
                "an id is small Latin letters, digits and hyphens",
            ));
        }
        for m in &actor.member_of {
            if !k.actor_index.contains_key(&m.of) {
                report.errors.push(KnowledgeError::new(
                    file,
                    &actor.id,
                    format!("member_of `{}` is no actor; name an id", m.of),
                ));
            }
            for day in [&m.from, &m.to].into_iter().flatten() {
                date(day, file, &actor.id, report);
            }
        }
        let sector = actor.sector.as_bytes();
        if !matches!(sector, [] | [b'A'..=b'Z', b'A'..=b'Z', b'A'..=b'Z']) {
            let problem = format!("`{}` is no sector; write PLOVER's three capitals, such as REB", actor.sector);
            report.errors.push(KnowledgeError::new(file, &actor.id, problem));
        }
        for side in &actor.side {
            if side.side.trim().is_empty() || side.conflict.len() != 3 {
                report.errors.push(KnowledgeError::new(
                    file,
                    &actor.id,
                    "a side has a `conflict` (a country's three letters) and a name",
                ));
            }
            for day in [&side.from, &side.to].into_iter().flatten() {
                date(day, file, &actor.id, report);
            }
        }
        if actor.en.is_empty() && actor.kind != ActorKind::People {
            report.warnings.push(KnowledgeError::new(file, &actor.id, "no English name"));
        }
        for alias in std::iter::once(&actor.ar).chain(&actor.aliases) {
            let folded = hudna_arabic::fold::fold(alias);
            if let Some(other) = owners.insert(folded, &actor.id)
                && other != actor.id
            {
                report.warnings.push(KnowledgeError::new(
                    file,
                    &actor.id,
                    format!("alias `{alias}` is an alias of `{other}` too; make one of them `weak`"),
                ));
            }
        }
    }
}

fn date(day: &str, file: &str, entry: &str, report: &mut CheckReport) {
    // Years and months alone are allowed where no more is known.
    let full = match day.len() {
        4 => format!("{day}-01-01"),
        7 => format!("{day}-01"),
        _ => day.to_owned(),
    };
    if full.parse::<jiff::civil::Date>().is_err() {
        report.errors.push(KnowledgeError::new(
            file,
            entry,
            format!("`{day}` is no date; write 2015-10-10, 2015-10 or 2015"),
        ));
    }
}

fn places(k: &Knowledge, report: &mut CheckReport) {
    for place in &k.places {
        if place.parent.is_none() && place.kind != "country" && place.kind != "region" && place.kind != "area" {
            report.warnings.push(KnowledgeError::new("places", &place.id, "no parent; name the place it lies in"));
        }
        let mut up = place.parent;
        let mut depth = 0;
        while let Some(parent) = up {
            depth += 1;
            if depth > 12 {
                report.errors.push(KnowledgeError::new("places", &place.id, "its parents go in a circle"));
                break;
            }
            up = k.places[parent as usize].parent;
        }
    }
}

fn examples(k: &Knowledge, report: &mut CheckReport) {
    let mut reader = Reader::new(k);
    for frame in &k.frames {
        let file = "ar/frames";
        let fires = frame.examples.iter().filter(|(_, is)| !is.is_empty()).count();
        if !frame.unlisted.is_empty() {
            let words = frame.unlisted.join(" ");
            report.warnings.push(KnowledgeError::new(
                file,
                &frame.rule,
                format!(
                    "not in the lexicon, so matched only as written: {words}; add them to ar/lexicon or write `=word`"
                ),
            ));
        }
        if fires == 0 || fires == frame.examples.len() {
            report.warnings.push(KnowledgeError::new(
                file,
                &frame.rule,
                "give at least one example that fires and one that must stay silent",
            ));
        }
        for (text, expected) in &frame.examples {
            // A frame is tested without the salience model, which weighs whole reports.
            let claims = reader.features(&Report::plain("example", text));
            let own: Vec<String> = claims
                .iter()
                .map(|(claim, _)| claim)
                .filter(|c| c.rule == frame.rule)
                .map(|c| format!("{} {}{}", c.event, c.modality, if c.ceases { " ceases" } else { "" }))
                .collect();
            for wanted in expected {
                if !own.contains(wanted) {
                    report.errors.push(KnowledgeError::new(
                        file,
                        &frame.rule,
                        format!("example `{text}` must say `{wanted}` but says [{}]", own.join(", ")),
                    ));
                }
            }
            if expected.is_empty() && !own.is_empty() {
                report.errors.push(KnowledgeError::new(
                    file,
                    &frame.rule,
                    format!("example `{text}` must stay silent but says [{}]", own.join(", ")),
                ));
            }
        }
    }
}
