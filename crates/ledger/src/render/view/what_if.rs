//! What would change: the differences between two states of a case, as sentences.

use super::super::phrase::Both;
use super::super::sheet::Item;
use super::super::state::PARTS;
use super::{Lang, Viewer};
use crate::{Change, Seen};
use serde::Serialize;

/// A difference between two states, with its sentence.
#[derive(Debug, Clone, Serialize)]
pub struct ToldChange {
    /// The difference.
    #[serde(flatten)]
    pub change: Change,
    /// It as a sentence.
    pub sentence: Both,
}

/// What would be without a source, a report, a claim.
#[derive(Debug, Clone, Serialize)]
pub struct WhatIf {
    /// What is left out, as it was asked for.
    pub without: Vec<String>,
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
        let told = |lang: Lang| {
            let (now, mut then) = (self.sheet(lang), self.sheet(lang));
            then.state = &other.state;
            then.shelf = None;
            let items =
                |sheet: &super::Sheet<'_>| -> Vec<Item> { PARTS.iter().flat_map(|part| sheet.items(part)).collect() };
            let items: Vec<Item> = items(&now).into_iter().chain(items(&then)).collect();
            changes.iter().map(|change| now.change(change, &items)).collect::<Vec<_>>()
        };
        let sentences = told(Lang::Ar).into_iter().zip(told(Lang::En));
        let sentences: Vec<Both> = sentences.map(|(ar, en)| Both::new(ar, en)).collect();
        changes.into_iter().zip(sentences).map(|(change, sentence)| ToldChange { change, sentence }).collect()
    }

    /// What would be without something: this view is the one in which nothing is left out.
    pub fn what_if(&self, without: Vec<String>, after: &Seen<'_>) -> WhatIf {
        let before = self.shelf.seen;
        let changes = crate::changes(&before.state, &after.state, None);
        WhatIf {
            without,
            reports: before.reports.saturating_sub(after.reports),
            claims: before.claims.saturating_sub(after.claims),
            changes: self.changes(changes, after),
        }
    }
}
