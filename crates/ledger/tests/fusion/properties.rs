//! What must hold for any reports.

use crate::build::world;
use crate::knowledge;
use crate::made::{CLAIMS, Maker};
use hudna_ledger::log::{Act, Decision, Entry, Review};
use hudna_ledger::{ClaimKey, Day, Ledger, Live, Seen, View};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// Few places and days, so that much meets.
fn entries(seed: u64, reports: usize) -> Vec<Entry> {
    let mut maker = Maker::new(&knowledge::files(), seed, 4, 12);
    (0..reports).flat_map(|n| maker.report(n)).collect()
}

/// All that a ledger says, as text.
fn seen(entries: &[Entry]) -> String {
    let mut ledger = Ledger::new(world());
    entries.iter().for_each(|entry| ledger.enter(entry));
    text(&ledger.see(&View::as_of(Day::LAST)), &ledger)
}

/// All that is seen, as text.
fn text(seen: &Seen<'_>, ledger: &Ledger<'_>) -> String {
    let incidents: Vec<_> = seen
        .incidents
        .iter()
        .map(|i| {
            let facts: Vec<String> = i.facts.iter().map(|f| f.key.to_string()).collect();
            let places: Vec<String> = i.places.iter().map(|p| ledger.names().at(*p).id.clone()).collect();
            (i.id, i.event, i.from, i.to, facts, places, i.joined.clone(), i.killed, i.weighing.clone())
        })
        .collect();
    let state = serde_json::to_string(&seen.state).expect("it can be written");
    format!("{} reports, {} claims {incidents:?} {state}", seen.reports, seen.claims)
}

/// The independent words of each claim's incident, by the claim and its settlement's number.
fn words(entries: &[Entry]) -> BTreeMap<(ClaimKey, u8), usize> {
    let mut ledger = Ledger::new(world());
    entries.iter().for_each(|entry| ledger.enter(entry));
    let seen = ledger.see(&View::as_of(Day::LAST));
    let of = |i: &hudna_ledger::Incident<'_>| (i.id.part, i.weighing.independent_sources);
    let each = seen.incidents.iter().map(|i| (i.facts.iter().map(|f| f.key).collect::<Vec<_>>(), of(i)));
    each.flat_map(|(keys, (part, words))| keys.into_iter().map(move |key| ((key, part), words))).collect()
}

/// A later report of another outlet with the text and the claims of report `of`.
fn copy(entries: &[Entry], of: usize) -> Vec<Entry> {
    let mut all = entries.to_vec();
    let next = all.len() as u64;
    let id = format!("r{:016x}", 0xff_ffff);
    for (n, entry) in entries.iter().skip(2 * of).take(2).enumerate() {
        let mut entry = entry.clone();
        entry.seq = next + n as u64;
        match &mut entry.act {
            Act::Report(record) => {
                record.id.clone_from(&id);
                record.source = Some("من ينقل".to_owned());
                record.published = record.published.and_then(|day| day.tomorrow().ok());
            }
            Act::Reading(reading) => reading.report.clone_from(&id),
            Act::Review(_) => {}
        }
        all.push(entry);
    }
    all
}

/// Claims of a case of so many reports, by number.
fn claim_id(number: usize, reports: usize) -> String {
    let (report, claim) = (number / CLAIMS % reports, number % CLAIMS);
    format!("r{report:016x}.{claim:08x}")
}

/// Adds decisions about claims and reports.
fn decided(mut entries: Vec<Entry>, decisions: &[(u8, usize, usize)], reports: usize) -> Vec<Entry> {
    for (kind, a, b) in decisions {
        let seq = entries.len() as u64;
        let (a_claim, b_claim) = (claim_id(*a, reports), claim_id(*b, reports));
        let report = |number: usize| format!("r{:016x}", number % reports);
        let decision = match kind {
            0 => Decision::Reject { claim: a_claim },
            1 => Decision::Accept { claim: a_claim },
            2 => Decision::Join { claims: vec![a_claim, b_claim] },
            3 => Decision::Split { claims: vec![a_claim, b_claim] },
            4 => Decision::SameReport { reports: vec![report(*a), report(*b)] },
            5 => Decision::Withdraw { report: report(*a) },
            6 => Decision::Source { source: format!("outlet {}", a % 60), reliability: Some('E'), follows: None },
            _ => Decision::Undo { entry: (2 * reports + b % decisions.len()) as u64 },
        };
        let at = jiff::Timestamp::from_second(1_800_000_000 + seq as i64).expect("it is a time");
        let act = Act::Review(Review { reason: String::new(), decision });
        entries.push(Entry { seq, at, by: "made".to_owned(), act });
    }
    entries
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_order_of_arrival_does_not_matter(seed in any::<u64>(), order in Just((0..60).collect::<Vec<usize>>()).prop_shuffle()) {
        let entries = entries(seed, 30);
        let shuffled: Vec<Entry> = order.iter().map(|at| entries[*at].clone()).collect();
        prop_assert_eq!(seen(&entries), seen(&shuffled));
    }

    #[test]
    fn a_copy_is_never_an_independent_source(seed in any::<u64>(), of in 0..20_usize) {
        let entries = entries(seed, 20);
        let (before, after) = (words(&entries), words(&copy(&entries, of)));
        let largest = |all: &BTreeMap<(ClaimKey, u8), usize>| all.values().copied().max();
        prop_assert!(largest(&after) <= largest(&before));
        prop_assert_eq!(before.values().sum::<usize>(), before.keys().filter_map(|key| after.get(key)).sum::<usize>());
    }

    #[test]
    fn what_is_kept_up_to_date_is_what_is_seen_anew(
        seed in any::<u64>(),
        of in 0..12_usize,
        decisions in proptest::collection::vec((0..8_u8, 0..48_usize, 0..48_usize), 0..8),
        order in Just((0..26 + 8).collect::<Vec<usize>>()).prop_shuffle(),
    ) {
        let entries = decided(copy(&entries(seed, 12), of), &decisions, 12);
        let mut live = Live::new(world(), View::as_of(Day::LAST));
        let mut known: Vec<Entry> = Vec::new();
        for entry in order.iter().filter_map(|at| entries.get(*at)) {
            live.enter(entry);
            known.push(entry.clone());
            prop_assert_eq!(text(&live.see(), live.ledger()), seen(&known));
        }
    }

    #[test]
    fn every_claim_is_in_one_incident_a_settlement(seed in any::<u64>()) {
        let entries = entries(seed, 30);
        let mut ledger = Ledger::new(world());
        entries.iter().for_each(|entry| ledger.enter(entry));
        let seen = ledger.see(&View::as_of(Day::LAST));
        let facts: usize = seen.incidents.iter().map(|i| i.facts.len()).sum();
        prop_assert_eq!(facts, seen.claims);
    }
}
