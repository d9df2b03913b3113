//! What must hold of fusion for any reports. That their order does not matter is of `tests/history`.

use crate::build::world;
use crate::glimpse::differs;
use crate::knowledge;
use crate::made::Maker;
use hudna_ledger::log::{Act, Entry};
use hudna_ledger::{ClaimKey, Day, Ledger, Live, Outlook, Seen, View};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// Few places and days, so that much meets.
fn entries(seed: u64, reports: usize) -> Vec<Entry> {
    let mut maker = Maker::new(&knowledge::files(), seed, 4, 12);
    (0..reports).flat_map(|n| maker.report(n)).collect()
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

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_copy_is_never_an_independent_source(seed in any::<u64>(), of in 0..20_usize) {
        let entries = entries(seed, 20);
        let (before, after) = (words(&entries), words(&copy(&entries, of)));
        let largest = |all: &BTreeMap<(ClaimKey, u8), usize>| all.values().copied().max();
        prop_assert!(largest(&after) <= largest(&before));
        prop_assert_eq!(before.values().sum::<usize>(), before.keys().filter_map(|key| after.get(key)).sum::<usize>());
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

    /// What an outlook keeps of one day does not show on another, whichever is asked for first: each is what a ledger that keeps
    /// nothing of other days comes to.
    #[test]
    fn an_outlook_shows_of_each_day_what_is_seen_of_it_alone(seed in 0_u64..1_000, days in prop::collection::vec(0_i32..40, 2..5)) {
        let entries = entries(seed, 60);
        let ledger = || {
            let mut ledger = Ledger::new(world());
            entries.iter().for_each(|entry| ledger.enter(entry));
            ledger
        };
        let told = |seen: &Seen<'_>| format!("{} {} {:?}", seen.reports, seen.claims, seen.incidents.iter().collect::<Vec<_>>());
        let pairs: Vec<[Day; 2]> = days.iter().map(|day| [Day(18_626 + day), Day(18_626 + day - 7)]).collect();
        let anew = |day: Day| {
            let live = Live::of(ledger(), View::as_of(day));
            let seen = live.see();
            (told(&seen), seen.state)
        };
        let alone: Vec<_> = pairs.iter().map(|pair| pair.map(anew)).collect();
        let ledger = ledger();
        let outlook = Outlook::of(&ledger, &View::as_of(Day::LAST));
        if seed % 2 == 0 {
            outlook.prepare();
        }
        for (pair, alone) in pairs.iter().zip(&alone).chain(pairs.iter().zip(&alone)) {
            let looked = [0, 1].map(|part| outlook.look(pair, part, 2));
            for (nth, (day, (incidents, state))) in pair.iter().zip(alone).enumerate() {
                let kept = outlook.see(*day, nth, &looked);
                prop_assert_eq!(&kept.state, state);
                prop_assert_eq!(&told(&kept), incidents);
            }
        }
    }

    /// Whatever was asked for before, a glimpse of two days shows what all that is seen of them shows.
    #[test]
    fn a_glimpse_shows_what_is_seen(seed in 0_u64..1_000, days in prop::collection::vec((-3_i32..30, 1_i32..12), 1..4)) {
        let mut ledger = Ledger::new(world());
        entries(seed, 60).iter().for_each(|entry| ledger.enter(entry));
        let outlook = Outlook::of(&ledger, &View::as_of(Day::LAST));
        for (day, before) in days {
            let day = Day(18_626 + day);
            prop_assert_eq!(differs(&outlook, [day, day.plus(-before)]), None);
        }
    }
}
