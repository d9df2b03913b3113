//! What people decided about a thing, and what somebody should look at, in words.

use super::super::phrase::{Kind, Link};
use super::super::quote::quoted;
use super::super::sheet::Sheet;
use super::super::text::{Text, Tone};
use super::{Record, Shelf, Thing, Viewer};
use crate::fact::Day;
use crate::log::Decision;
use crate::{Decided, Doubtful};

impl<'a> Viewer<'a> {
    /// Claims to look at as things, each with why it is doubtful and what rests on it.
    pub fn queue(&self, doubtful: &[Doubtful]) -> Vec<Thing<'a>> {
        doubtful.iter().filter_map(|doubtful| self.doubtful(doubtful)).collect()
    }

    fn doubtful(&self, doubtful: &Doubtful) -> Option<Thing<'a>> {
        let (fact, _) = self.shelf.claim(doubtful.claim)?;
        Some(self.thing(Record::Doubtful(Box::new(doubtful.clone())), |sheet, shelf| {
            let mut item = sheet.saying(fact, shelf);
            let what = sheet.at(sheet.say.deed(fact.event, fact.ceases), &sheet.where_at(&fact.places, shelf));
            item.row("said", what.capitalised());
            item.list("doubts", doubtful.doubts.iter().map(|doubt| sheet.say.coded("doubt", doubt)).collect());
            item.list("rests", doubtful.rests.iter().map(|rests| sheet.resting(rests)).collect());
            item
        }))
    }

    /// Decisions as sentences, each with its number.
    pub fn decisions(&self, decisions: &[&Decided]) -> Vec<Thing<'a>> {
        let undone = self.shelf.ledger.decisions().undone();
        let thing = |decided: &&Decided| {
            self.thing(Record::Decided(Box::new((*decided).clone())), |sheet, shelf| {
                let stands = if undone.contains(&decided.entry) {
                    sheet.say.phrase("decision.undone", &[])
                } else {
                    Text::default()
                };
                let id = decided.entry.to_string();
                let mut item = super::Item::new(Kind::Decision, id, sheet.decision(decided), stands);
                let about = about(&decided.review.decision);
                item.list("about", about.into_iter().map(|id| sheet.what_of(id, shelf)).collect());
                item
            })
        };
        decisions.iter().map(thing).collect()
    }
}

/// The claims and reports that a decision names.
fn about(decision: &Decision) -> Vec<&String> {
    match decision {
        Decision::Accept { claim } | Decision::Reject { claim } | Decision::Correct { claim, .. } => vec![claim],
        Decision::Join { claims } | Decision::Split { claims } => claims.iter().collect(),
        Decision::SameReport { reports } => reports.iter().collect(),
        Decision::Withdraw { report } => vec![report],
        Decision::Source { .. } | Decision::Undo { .. } => Vec::new(),
    }
}

impl Sheet<'_> {
    /// What people decided about something that holds, each as a sentence.
    pub(super) fn decided<'i>(&self, ids: impl IntoIterator<Item = &'i str>, shelf: &Shelf<'_>) -> Vec<Text> {
        let decisions = shelf.ledger.decisions();
        let mut all: Vec<&Decided> = Vec::new();
        for id in ids {
            for decided in decisions.about(id, shelf.view.known_by) {
                if !all.iter().any(|known| known.entry == decided.entry) {
                    all.push(decided);
                }
            }
        }
        all.sort_by_key(|decided| decided.entry);
        let numbered = |decided: &&Decided| {
            let number = Text::value(format!("[{}]", decided.entry), Tone::Dim);
            Text::join([self.decision(decided), number], " ")
        };
        all.iter().map(numbered).collect()
    }

    /// A decision as a sentence: what, who, when, why.
    fn decision(&self, decided: &Decided) -> Text {
        let say = &self.say;
        let name = |name: &str| Text::value(name, Tone::Name);
        let (key, n, slot) = match &decided.review.decision {
            Decision::Accept { .. } => ("decision.accept", 0, Text::default()),
            Decision::Reject { .. } => ("decision.reject", 0, Text::default()),
            Decision::Correct { .. } => ("decision.correct", 0, Text::default()),
            Decision::Join { claims } => ("decision.join", claims.len(), Text::default()),
            Decision::Split { claims } => ("decision.split", claims.len(), Text::default()),
            Decision::SameReport { reports } => ("decision.same_report", reports.len(), Text::default()),
            Decision::Withdraw { .. } => ("decision.withdraw", 0, Text::default()),
            Decision::Source { source, reliability, follows } => {
                let outlet = self.about.world.outlet(source);
                let outlet = outlet.map_or(source.as_str(), |outlet| self.in_language(&outlet.ar, &outlet.en));
                let grade = reliability.map(|letter| {
                    let word = say.phrase(&format!("grade.{letter}"), &[]);
                    let letter = Text::value(letter.to_string(), Tone::Title);
                    say.phrase("status.grade", &[("letter", letter), ("word", word)])
                });
                let follows = follows.as_ref().map(|of| say.phrase("decision.follows", &[("outlet", name(of))]));
                let parts = grade.into_iter().chain(follows).collect();
                let slots = [("outlet", name(outlet)), ("what", say.series(parts))];
                ("decision.source", 0, say.phrase("decision.of_outlet", &slots))
            }
            Decision::Undo { entry } => ("decision.undo", 0, Text::value(entry.to_string(), Tone::Plain)),
        };
        let n = Text::value(n.to_string(), Tone::Plain);
        let what = say.phrase(key, &[("n", n), ("what", slot)]);
        let day = self.day(Day::of_second(decided.at.as_second()));
        let told = say.phrase("decision.told", &[("what", what), ("who", name(&decided.by)), ("day", day)]);
        match decided.review.reason.trim() {
            "" => told.capitalised(),
            reason => say.phrase("decision.because", &[("told", told), ("reason", quoted(reason))]).capitalised(),
        }
    }

    /// A claim or report that a decision names.
    fn what_of(&self, id: &str, shelf: &Shelf<'_>) -> Text {
        let named = match (id.parse(), id.parse()) {
            (_, Ok(claim)) => shelf.claim(claim).map(|(fact, _)| {
                let what = self.at(self.say.deed(fact.event, fact.ceases), &self.where_at(&fact.places, shelf));
                what.capitalised().relinked(Link::new(Kind::Claim, id))
            }),
            (Ok(report), _) => Some(self.report_name(report, shelf)),
            _ => None,
        };
        let id = Text::value(format!("[{id}]"), Tone::Dim);
        Text::join(named.into_iter().chain([id]), " ")
    }

    /// Something that rests on an event.
    fn resting(&self, rests: &crate::Resting) -> Text {
        let item = self.item_of(rests.part, &rests.id);
        let id = Text::value(format!("[{}]", rests.id), Tone::Dim);
        let what = item.map(|item| self.sentence(&item)).unwrap_or_default();
        let what = Text::join([what, id], " ");
        if rests.alone { self.say.phrase("doubt.alone", &[("what", what)]) } else { what }
    }
}
