//! What would change: the differences between two states of a case, as sentences.

use super::super::phrase::{Both, Kind, Link};
use super::super::sheet::{Item, Sheet};
use super::super::text::{Text, Tone};
use super::{Lang, Shelf, Viewer};
use crate::{Change, Seen, Without};
use rustc_hash::{FxHashMap, FxHashSet};
use schemars::JsonSchema;
use serde::Serialize;

/// A difference between two states, with its sentence.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct ToldChange {
    /// The difference.
    #[serde(flatten)]
    pub change: Change,
    /// It as a sentence.
    pub sentence: Both,
}

/// What would be without a source, a report, a claim.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct WhatIf {
    /// What is left out.
    pub without: Vec<Link>,
    /// It in words.
    pub left_out: Vec<Both>,
    /// How many reports fall away.
    pub reports: usize,
    /// How many claims fall away.
    pub claims: usize,
    /// What would change.
    pub changes: Vec<ToldChange>,
}

impl Viewer<'_> {
    /// Differences as sentences. `other` is the other of the two states, for the names of what this one does not have.
    pub fn changes(&self, changes: Vec<Change>, other: &Seen<'_>) -> Vec<ToldChange> {
        // A term has its name from its agreement.
        let ids = changes.iter().map(|change| change.id.split('#').next().unwrap_or_default());
        let ids: FxHashSet<&str> = ids.collect();
        let told = |lang: Lang| {
            let (now, mut then) = (self.sheet(lang), self.sheet(lang));
            then.state = &other.state;
            then.shelf = None;
            let mut items: FxHashMap<String, Vec<Item>> = FxHashMap::default();
            for item in now.heads_of(&ids).into_iter().chain(then.heads_of(&ids)) {
                items.entry(item.id.clone()).or_default().push(item);
            }
            let told = |change: &Change| {
                let items = items.get(change.id.split('#').next().unwrap_or_default());
                now.change(change, items.map(Vec::as_slice).unwrap_or_default())
            };
            changes.iter().map(told).collect::<Vec<_>>()
        };
        let [mut ar, mut en] = [Lang::Ar, Lang::En].map(|lang| match self.speaks(lang) {
            true => told(lang).into_iter(),
            false => Vec::new().into_iter(),
        });
        let mut sentence = || Both::new(ar.next().unwrap_or_default(), en.next().unwrap_or_default());
        let sentences: Vec<Both> = changes.iter().map(|_| sentence()).collect();
        changes.into_iter().zip(sentences).map(|(change, sentence)| ToldChange { change, sentence }).collect()
    }

    /// What would be without something: this view is the one in which nothing is left out.
    pub fn what_if(&self, without: &[Without], after: &Seen<'_>) -> WhatIf {
        let before = self.shelf.seen;
        let changes = crate::changes(&before.state, &after.state, None);
        let link = |without: &Without| match without {
            Without::Report(report) => Link::new(Kind::Report, report.to_string()),
            Without::Claim(claim) => Link::new(Kind::Claim, claim.to_string()),
            Without::Source(name) => {
                let kind = self.sheet(Lang::En).kind_of(name);
                Link::new(kind.unwrap_or(Kind::Source), name)
            }
        };
        WhatIf {
            without: without.iter().map(link).collect(),
            left_out: without.iter().map(|without| self.both(|sheet| sheet.left_out(without, &self.shelf))).collect(),
            reports: before.reports.saturating_sub(after.reports),
            claims: before.claims.saturating_sub(after.claims),
            changes: self.changes(changes, after),
        }
    }
}

impl Sheet<'_> {
    fn left_out(&self, without: &Without, shelf: &Shelf<'_>) -> Text {
        match without {
            Without::Report(report) => self.report_name(*report, shelf),
            Without::Claim(claim) => {
                let id = Text::value(claim.to_string(), Tone::Dim);
                let link = Link::new(Kind::Claim, claim.to_string());
                self.say.phrase("status.claim_of", &[("claim", id)]).relinked(link)
            }
            Without::Source(name) if self.kind_of(name) == Some(Kind::Actor) => self.actor_name(name),
            Without::Source(name) => self.source_name(name),
        }
    }
}
