//! The figures: claims of the reader aligned with claims of a human, and counted.

use super::gold::{Gold, GoldClaim};
use super::keys::{Folder, Keys};
use hudna_claims::{Claim, Mention, Quantity};
use std::collections::BTreeSet;

/// The slots that are scored.
pub const ROLES: [&str; 5] = ["actor", "target", "mediator", "place", "speaker"];
/// The lines of the table, the headline first.
pub const FIGURES: [&str; 9] =
    ["claim", "event", "modality", "actor", "target", "mediator", "place", "speaker", "numbers"];

/// Hits, what was said, what there was to say.
#[derive(Debug, Clone, Copy, Default)]
pub struct Count {
    /// Right.
    pub hits: usize,
    /// Said by the reader.
    pub said: usize,
    /// In the coding.
    pub gold: usize,
}

impl Count {
    fn add(&mut self, hits: usize, said: usize, gold: usize) {
        self.hits += hits;
        self.said += said;
        self.gold += gold;
    }

    /// Precision, recall and F1.
    pub fn rates(&self) -> (f64, f64, f64) {
        let share = |of: usize| if of == 0 { 0.0 } else { self.hits as f64 / of as f64 };
        let (p, r) = (share(self.said), share(self.gold));
        (p, r, if p + r == 0.0 { 0.0 } else { 2.0 * p * r / (p + r) })
    }
}

/// One difference between reader and human.
#[derive(Debug, Clone)]
pub struct Difference {
    /// `missed`, `extra`, `modality`, or the slot.
    pub kind: &'static str,
    /// The report.
    pub doc: String,
    /// Line of the report, from 0.
    pub line: i64,
    /// Event code.
    pub event: String,
    /// What was wanted and what was said.
    pub detail: String,
    /// The word that carries the event.
    pub trigger: String,
}

/// All counts and differences.
#[derive(Debug, Default)]
pub struct Score {
    counts: Vec<(&'static str, Count)>,
    /// Counts by event, in the order first met.
    pub events: Vec<(String, Count)>,
    /// Differences, in the order of the reports.
    pub differences: Vec<Difference>,
}

/// A claim of the reader with its line and the keys of its slots.
pub struct Said {
    /// The claim.
    pub claim: Claim,
    /// Line of the report, from 0; -1 where it stands in no line.
    pub line: i64,
}

type Slots = [Vec<Keys>; 5];

impl Score {
    /// Counts of one figure.
    pub fn count(&self, name: &str) -> Count {
        self.counts.iter().find(|(n, _)| *n == name).map_or(Count::default(), |(_, c)| *c)
    }

    fn tally(&mut self, name: &'static str, hits: usize, said: usize, gold: usize) {
        for name in [name, "claim"] {
            match self.counts.iter_mut().find(|(n, _)| *n == name) {
                Some((_, count)) => count.add(hits, said, gold),
                None => self.counts.push((name, Count { hits, said, gold })),
            }
        }
    }

    fn tally_event(&mut self, event: &str, hits: usize, said: usize, gold: usize) {
        match self.events.iter_mut().find(|(e, _)| e == event) {
            Some((_, count)) => count.add(hits, said, gold),
            None => self.events.push((event.to_owned(), Count { hits, said, gold })),
        }
    }

    /// Adds one report.
    pub fn add(&mut self, folder: &Folder, gold: &Gold, said: &[Said]) {
        let cells: BTreeSet<(i64, &str)> = (gold.claims.iter().map(|c| (c.line, c.event.as_str())))
            .chain(said.iter().map(|s| (s.line, s.claim.event.code())))
            .collect();
        for cell in cells {
            let ours: Vec<&GoldClaim> = gold.claims.iter().filter(|c| (c.line, c.event.as_str()) == cell).collect();
            let theirs: Vec<&Claim> =
                said.iter().filter(|s| (s.line, s.claim.event.code()) == cell).map(|s| &s.claim).collect();
            self.cell(folder, gold, cell, &ours, &theirs);
        }
    }

    /// Adds the claims of one event in one line.
    fn cell(&mut self, folder: &Folder, gold: &Gold, (line, event): (i64, &str), gs: &[&GoldClaim], ss: &[&Claim]) {
        let gold_slots: Vec<Slots> = gs.iter().map(|c| coded_slots(folder, gold, c)).collect();
        let said_slots: Vec<Slots> = ss.iter().map(|c| said_slots(folder, c)).collect();
        let pairs = align(gs, ss, &gold_slots, &said_slots);
        let same_way = pairs.iter().filter(|&&(i, j)| coded_way(gs[i]) == said_way(ss[j])).count();
        self.tally("event", pairs.len(), ss.len(), gs.len());
        self.tally("modality", same_way, ss.len(), gs.len());
        self.tally_event(event, pairs.len(), ss.len(), gs.len());
        for (r, role) in ROLES.into_iter().enumerate() {
            let hits = pairs.iter().map(|&(i, j)| matched(&gold_slots[i][r], &said_slots[j][r])).sum();
            let size = |slots: &[Slots]| slots.iter().map(|s| s[r].len()).sum();
            self.tally(role, hits, size(&said_slots), size(&gold_slots));
        }
        for field in ["killed", "injured", "count"] {
            let hits = pairs.iter().filter(|&&(i, j)| same_number(gs[i], ss[j], field)).count();
            let said = ss.iter().filter(|c| quantity(c, field).is_some()).count();
            let coded = gs.iter().filter(|c| c.number(field).is_some()).count();
            self.tally("numbers", hits, said, coded);
        }
        let note = |kind, detail, trigger: &str| Difference {
            kind,
            doc: gold.doc.clone(),
            line,
            event: event.to_owned(),
            detail,
            trigger: trigger.to_owned(),
        };
        for (i, claim) in gs.iter().enumerate().filter(|(i, _)| !pairs.iter().any(|p| p.0 == *i)) {
            self.differences.push(note("missed", way_text(coded_way(gs[i])), &claim.trigger));
        }
        for (j, claim) in ss.iter().enumerate().filter(|(j, _)| !pairs.iter().any(|p| p.1 == *j)) {
            self.differences.push(note(
                "extra",
                format!("{} by {}", way_text(said_way(ss[j])), claim.rule),
                &claim.trigger.text,
            ));
        }
        for &(i, j) in &pairs {
            let (g, s) = (gs[i], ss[j]);
            if coded_way(g) != said_way(s) {
                let detail = format!("{} read as {} by {}", way_text(coded_way(g)), way_text(said_way(s)), s.rule);
                self.differences.push(note("modality", detail, &g.trigger));
            }
            for (r, role) in ROLES.into_iter().enumerate() {
                let hits = matched(&gold_slots[i][r], &said_slots[j][r]);
                if hits < gold_slots[i][r].len() || hits < said_slots[j][r].len() {
                    self.differences.push(note(role, slot_detail(gold, g, s, role), &g.trigger));
                }
            }
            for field in ["killed", "injured", "count"] {
                let said = quantity(s, field).map(|q| q.value);
                if (g.number(field).is_some() || said.is_some()) && !same_number(g, s, field) {
                    let want = g.number(field).flatten().map_or("nothing".to_owned(), |n| n.to_string());
                    let have = said.map_or("nothing".to_owned(), |n| n.to_string());
                    self.differences.push(note("numbers", format!("{field}: want {want}, have {have}"), &g.trigger));
                }
            }
        }
    }
}

/// Pairs claims of one cell, those that share most first.
fn align(gs: &[&GoldClaim], ss: &[&Claim], gold: &[Slots], said: &[Slots]) -> Vec<(usize, usize)> {
    let mut pairs: Vec<(usize, usize, usize)> = Vec::with_capacity(gs.len() * ss.len());
    for i in 0..gs.len() {
        for j in 0..ss.len() {
            let way = 2 * usize::from(coded_way(gs[i]) == said_way(ss[j]));
            let slots: usize = (0..ROLES.len()).map(|r| matched(&gold[i][r], &said[j][r])).sum();
            pairs.push((way + slots, i, j));
        }
    }
    pairs.sort_by_key(|p| std::cmp::Reverse(p.0));
    let mut aligned: Vec<(usize, usize)> = Vec::new();
    for (_, i, j) in pairs {
        if !aligned.iter().any(|&(a, b)| a == i || b == j) {
            aligned.push((i, j));
        }
    }
    aligned
}

/// How many coded fillers find a said one that shares a word; each said one is used once.
fn matched(gold: &[Keys], said: &[Keys]) -> usize {
    let mut left: Vec<&Keys> = said.iter().collect();
    let mut hits = 0;
    for keys in gold {
        if let Some(at) = left.iter().position(|s| !keys.is_disjoint(s)) {
            left.remove(at);
            hits += 1;
        }
    }
    hits
}

/// The target of harm, who was hit, is not scored.
fn scored(event: &str, role: &str) -> bool {
    (event, role) != ("harm", "target")
}

fn coded_slots(folder: &Folder, gold: &Gold, claim: &GoldClaim) -> Slots {
    ROLES.map(|role| {
        let ids = if scored(&claim.event, role) { claim.fillers(role) } else { Vec::new() };
        let entities = ids.iter().filter_map(|id| gold.entities.get(*id));
        entities.map(|entity| entity.aliases.iter().flat_map(|alias| folder.keys(alias)).collect()).collect()
    })
}

fn said_slots(folder: &Folder, claim: &Claim) -> Slots {
    ROLES.map(|role| {
        let mentions = if scored(claim.event.code(), role) { mentions(claim, role) } else { &[] };
        let keys = |mention: &Mention| {
            let mut keys = folder.keys(&mention.text);
            if let Some(name) = &mention.name {
                keys.extend(folder.keys(&name.ar));
            }
            keys
        };
        mentions.iter().map(keys).collect()
    })
}

fn mentions<'c>(claim: &'c Claim, role: &str) -> &'c [Mention] {
    match role {
        "actor" => &claim.actor,
        "target" => &claim.target,
        "mediator" => &claim.mediator,
        "place" => &claim.place,
        _ => &claim.speaker,
    }
}

fn quantity<'c>(claim: &'c Claim, field: &str) -> Option<&'c Quantity> {
    match field {
        "killed" => claim.killed.as_ref(),
        "injured" => claim.injured.as_ref(),
        _ => claim.count.as_ref(),
    }
}

fn same_number(gold: &GoldClaim, said: &Claim, field: &str) -> bool {
    match (gold.number(field), quantity(said, field)) {
        (Some(Some(coded)), Some(quantity)) => coded == quantity.value as f64,
        _ => false,
    }
}

/// Modality and whether the claim is about the event's ending: they count as one.
fn coded_way(claim: &GoldClaim) -> (Option<&str>, bool) {
    (claim.modality.as_deref(), claim.ceases)
}

fn said_way(claim: &Claim) -> (Option<&str>, bool) {
    (Some(claim.modality.code()), claim.ceases)
}

fn way_text((modality, ceases): (Option<&str>, bool)) -> String {
    format!("{}{}", modality.unwrap_or("no modality"), if ceases { " ceases" } else { "" })
}

fn slot_detail(gold: &Gold, g: &GoldClaim, s: &Claim, role: &str) -> String {
    let first = |id: &&str| gold.entities.get(*id).and_then(|e| e.aliases.first()).cloned();
    let want: Vec<String> = g.fillers(role).iter().filter_map(first).collect();
    let have: Vec<&str> = mentions(s, role).iter().map(|m| m.text.as_str()).collect();
    format!("want [{}], have [{}] by {}", want.join(" | "), have.join(" | "), s.rule)
}
