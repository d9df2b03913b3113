//! Why something is so, for people: from the state over the rules and incidents to the words of the reports.

use super::sheet::Sheet;
use super::state::{StatusAbout, sheet};
use super::text::{Text, Tone};
use super::{Labels, Lang, NARROWEST, RenderOptions, quote, rows};
use crate::{Confidence, Day, Named, State};
use hudna_claims::{Event, Modality, SpeakerKind};
use std::ops::Range;
use std::sync::Arc;

/// One reason: a rule, and what it was given.
#[derive(Debug, Clone, PartialEq)]
pub struct WhyStep {
    /// The rule, by its name in `knowledge/explain.toml`.
    pub rule: String,
    /// The day that it concerns.
    pub day: Day,
    /// What it rests on.
    pub incidents: Vec<WhyIncident>,
}

/// An incident that a rule was given.
#[derive(Debug, Clone, PartialEq)]
pub struct WhyIncident {
    /// Its id.
    pub id: String,
    /// What happened.
    pub event: Event,
    /// It is about the event's ending.
    pub ceases: bool,
    /// Who did it.
    pub actors: Vec<Arc<Named>>,
    /// Where.
    pub places: Vec<Arc<Named>>,
    /// First day on which it can have happened.
    pub from: Day,
    /// Last day on which it can have happened.
    pub to: Day,
    /// How sure it is.
    pub confidence: Confidence,
    /// The claims.
    pub claims: Vec<WhyClaim>,
}

/// A claim with the words that it is made from.
#[derive(Debug, Clone, PartialEq)]
pub struct WhyClaim {
    /// Its id.
    pub id: String,
    /// The outlet, by the name that the report gives.
    pub source: Option<String>,
    /// The day of the report.
    pub published: Option<Day>,
    /// Who says so; empty for the outlet.
    pub speakers: Vec<Arc<Named>>,
    /// What kind of source.
    pub speaker_kind: Option<SpeakerKind>,
    /// In what way it is put forward.
    pub modality: Modality,
    /// The sentence.
    pub sentence: String,
    /// The words of it that carry the event, in bytes.
    pub trigger: Range<usize>,
}

/// The chain from what `id` names to the words of the reports, as text.
pub fn render_why(
    id: &str,
    state: &State,
    steps: &[WhyStep],
    about: &StatusAbout<'_>,
    labels: &Labels,
    lang: Lang,
    options: &RenderOptions,
) -> String {
    let mut sheet = sheet(state, about, labels, lang);
    match sheet.find(id) {
        Some(item) => sheet.item(0, &item),
        None => sheet.line(0, Text::value(id, Tone::Title)),
    }
    let heading = Text::plain(sheet.say.word("part.why"));
    sheet.heading(heading);
    let passes = state.access.iter().find(|access| access.id == id).map(|access| sheet.passes(access));
    for step in steps {
        sheet.step(step, passes.as_ref(), options.width.max(NARROWEST));
    }
    rows(sheet.lines, lang, options)
}

impl Sheet<'_> {
    fn step(&mut self, step: &WhyStep, passes: Option<&Text>, width: usize) {
        let mut line = Text::plain("• ");
        line.push(self.rule(step, passes).in_tone(Tone::Title));
        self.line(0, line);
        for incident in &step.incidents {
            self.incident(incident);
            for claim in &incident.claims {
                self.claim(claim, width);
            }
        }
    }

    /// The sentence of the rule, filled from what it was given.
    fn rule(&self, step: &WhyStep, passes: Option<&Text>) -> Text {
        let all = |of: fn(&WhyIncident) -> &[Arc<Named>], key: &str| {
            let mut named: Vec<Arc<Named>> = Vec::new();
            for name in step.incidents.iter().flat_map(of) {
                if !named.contains(name) {
                    named.push(name.clone());
                }
            }
            self.named_or(&named, key)
        };
        let goods = passes.cloned().unwrap_or_else(|| self.say.phrase("status.something", &[]));
        let n = Text::value(step.incidents.len().to_string(), Tone::Plain);
        let slots = [
            ("place", all(|i| &i.places, "status.nowhere")),
            ("actor", all(|i| &i.actors, "status.nobody")),
            ("day", self.day(step.day)),
            ("goods", goods),
            ("n", n),
        ];
        self.say.phrase(&format!("rule.{}", step.rule), &slots).capitalised()
    }

    fn incident(&mut self, incident: &WhyIncident) {
        let say = &self.say;
        let event = self.at(say.deed(incident.event, incident.ceases), &incident.places).capitalised();
        let day = self.between(incident.from, incident.to);
        let day = if day.is_empty() { say.phrase("status.some_day", &[]) } else { day };
        let confidence = say.coded("confidence", &incident.confidence);
        let text = say.phrase("status.incident", &[("event", event), ("day", day), ("confidence", confidence)]);
        self.with_id(2, "– ", text, &incident.id);
    }

    fn claim(&mut self, claim: &WhyClaim, width: usize) {
        let say = &self.say;
        let source = claim.source.as_ref().map(|name| Text::value(name, Tone::Name));
        let who = match (claim.speakers.is_empty(), source) {
            (true, Some(source)) => source,
            (true, None) => say.phrase("phrase.outlet", &[]),
            (false, source) => {
                let name = self.named(&claim.speakers);
                let speaker = match claim.speaker_kind {
                    Some(kind) => {
                        let kind = Text::plain(say.labels.kind(kind, say.lang));
                        say.phrase("phrase.speaker", &[("name", name), ("kind", kind)])
                    }
                    None => name,
                };
                match source {
                    Some(sources) => say.phrase("status.carried_by", &[("speaker", speaker), ("sources", sources)]),
                    None => speaker,
                }
            }
        };
        let day = claim.published.map_or_else(|| say.phrase("status.some_day", &[]), |day| self.day(day));
        let way = Text::plain(say.labels.modality(claim.modality, say.lang));
        let text = say.phrase("status.claim", &[("who", who), ("day", day), ("way", way)]);
        self.with_id(4, "", text, &claim.id);
        // A sentence of any length a report has: three rows of it.
        let room = (3 * width).saturating_sub(40);
        let words = quote::quote_around(&claim.sentence, (claim.trigger.start, claim.trigger.end), room);
        self.line(6, words);
    }

    fn with_id(&mut self, indent: usize, mark: &str, text: Text, id: &str) {
        let mut line = Text::plain(mark);
        line.push(text);
        line.push(Text::plain("  "));
        line.push(Text::value(format!("[{id}]"), Tone::Dim));
        self.line(indent, line);
    }
}
