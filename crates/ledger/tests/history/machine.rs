//! The ledger as a state machine: entries come in, decisions are taken and taken back, days pass. At every step the state is that of the
//! plain list of entries, however they came.

use crate::build::world;
use crate::glimpse::differs;
use crate::story::{Case, Histories, Step, at};
use hudna_claims::Event;
use hudna_ledger::log::{Act, Decision, Entry, Review};
use hudna_ledger::{
    AgreementRecord, ClaimKey, Day, DealKind, DealState, Futile, Ledger, Live, Mark, Outlook, Reach, ReportKey, Seen,
    View, Without,
};
use proptest::prelude::*;
use proptest_state_machine::{StateMachineTest, prop_state_machine};
use std::sync::Arc;

/// A ledger that is kept up to date, and what it showed.
struct Kept {
    live: Live<'static>,
    /// As of the day that is looked at, before the latest step and now.
    before: String,
    now: String,
}

fn ledger<'e>(entries: impl Iterator<Item = &'e Entry>) -> Ledger<'static> {
    let mut ledger = Ledger::new(world());
    entries.for_each(|entry| ledger.enter(entry));
    ledger
}

/// All that a view shows, as text.
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

fn look(ledger: &Ledger<'_>, view: &View) -> String {
    text(&ledger.see(view), ledger)
}

fn seen<'e>(entries: impl Iterator<Item = &'e Entry>, today: Day) -> String {
    look(&ledger(entries), &View::as_of(today))
}

/// What an outlook shows that was there before all decisions and took them in one after the other; nothing where a decision names what
/// no claim has named.
fn decided(entries: &[Entry], today: Day) -> Option<String> {
    let (decisions, others): (Vec<&Entry>, Vec<&Entry>) =
        entries.iter().partition(|entry| matches!(entry.act, Act::Review(_)));
    let ledger = ledger(others.into_iter());
    let view = View::as_of(today);
    let see = |outlook: &Outlook<'_>| text(&outlook.see(today, 0, &[outlook.look(&[today], 0, 1)]), &ledger);
    let mut outlook = Outlook::of(&ledger, &view);
    let mut now = see(&outlook);
    for entry in decisions {
        if !ledger.decide(entry) {
            return None;
        }
        let reach = outlook.decided();
        if reach == Reach::All {
            outlook = Outlook::of(&ledger, &view);
        }
        let before = std::mem::replace(&mut now, see(&outlook));
        if reach == Reach::Nothing {
            same(&before, &now, "a decision that reaches nothing");
        }
    }
    Some(now)
}

/// Two states that must be one: where they first differ is shown.
fn same(a: &str, b: &str, what: &str) {
    const SHOWN: usize = 400;
    let alike = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
    let part = |text: &str| text.chars().skip(alike.saturating_sub(SHOWN / 2)).take(SHOWN).collect::<String>();
    assert!(a == b, "{what}\n  {}\n  {}", part(a), part(b));
}

/// One more decision after all entries.
fn and(case: &Case, decision: Decision) -> Vec<Entry> {
    let mut all = case.entries.clone();
    let (seq, act) = (all.len() as u64, Act::Review(Review { reason: String::new(), decision }));
    all.push(Entry { seq, at: at(seq), by: "made".to_owned(), act });
    all
}

/// What takes back what the latest step entered, where anything does.
fn back(case: &Case) -> Option<Decision> {
    let first = case.entries.get(case.entries.len() - case.latest)?;
    match &first.act {
        Act::Report(record) => Some(Decision::Withdraw { report: record.id.clone() }),
        Act::Review(_) => Some(Decision::Undo { entry: first.seq }),
        Act::Reading(_) => None,
    }
}

/// The entries as they would be if a report or a claim had never come.
fn never(entries: &[Entry], gone: &Without) -> Vec<Entry> {
    let outlet = |id: &str| {
        entries.iter().any(|entry| match (&entry.act, gone) {
            (Act::Report(record), Without::Source(name)) => record.id == id && record.source.as_ref() == Some(name),
            _ => false,
        })
    };
    let is = |id: &str| match gone {
        Without::Report(key) => id.parse() == Ok(*key),
        Without::Source(_) => outlet(id),
        Without::Claim(_) => false,
    };
    let kept = entries.iter().filter(|entry| match &entry.act {
        Act::Report(record) => !is(&record.id),
        Act::Reading(reading) => !is(&reading.report),
        Act::Review(_) => true,
    });
    let mut kept: Vec<Entry> = kept.cloned().collect();
    for entry in &mut kept {
        if let (Act::Reading(reading), Without::Claim(key)) = (&mut entry.act, gone)
            && reading.report.parse::<ReportKey>() == Ok(key.report)
        {
            reading.claims.retain(|claim| ClaimKey::new(key.report, &claim.id) != *key);
        }
    }
    kept
}

/// Something to leave out, another one at every step.
fn some_of(case: &Case) -> Option<Without> {
    let (n, reports, claims) = (case.entries.len(), case.reports(), case.claims());
    let record = reports.get((n / 3) % reports.len().max(1))?;
    match n % 3 {
        0 => Some(Without::Report(record.id.parse().ok()?)),
        1 => Some(Without::Source(record.source.clone()?)),
        _ => Some(Without::Claim(claims.get((n / 3) % claims.len().max(1))?.parse().ok()?)),
    }
}

/// What is due by a day is late after it, and a truce is over after its last day, though nothing was entered.
fn deadlines(agreements: &[Arc<AgreementRecord>], today: Day) {
    for deal in agreements {
        let over = deal.kind == DealKind::Truce && deal.ends.is_some_and(|end| end < today);
        match deal.state {
            DealState::Expired => assert!(over, "{} is over too early: {deal:?}", deal.id),
            DealState::Reached | DealState::Broken => assert!(!over, "{} should be over: {deal:?}", deal.id),
            _ => {}
        }
        for term in &deal.terms {
            // A truce ends, however well it was kept.
            let late = term.by.is_some_and(|by| by < today) && (term.score < 3 || term.event == Event::Truce);
            assert_eq!(term.marks.contains(&Mark::Expired), late, "{}: {term:?}", term.id);
        }
    }
}

impl StateMachineTest for Kept {
    type SystemUnderTest = Kept;
    type Reference = Histories;

    fn init_test(case: &Case) -> Kept {
        let live = Live::new(world(), View::as_of(case.today));
        let now = text(&live.see(), live.ledger());
        Kept { live, before: now.clone(), now }
    }

    fn apply(mut kept: Kept, case: &Case, step: Step) -> Kept {
        let new = case.entries.iter().skip(case.entries.len() - case.latest);
        if matches!(step, Step::Day(_)) {
            // On a new day all is looked at anew; the entries come the other way round.
            kept.live = Live::new(world(), View::as_of(case.today));
            case.entries.iter().rev().for_each(|entry| kept.live.enter(entry));
        }
        for entry in new {
            let refused = match &entry.act {
                Act::Review(review) => kept.live.ledger().check(&review.decision).err(),
                _ => None,
            };
            let end = View::as_of(Day::LAST);
            let before = refused.as_ref().map(|_| look(kept.live.ledger(), &end));
            kept.live.enter(entry);
            // An outlet that follows a follower of its own is refused though it would change something.
            if let (Some(refused), Some(before)) = (refused, before)
                && !matches!(refused, Futile::FollowsBack { .. })
            {
                same(&look(kept.live.ledger(), &end), &before, &format!("refused, and changes something: {refused}"));
            }
        }
        kept.before = std::mem::take(&mut kept.now);
        kept.now = text(&kept.live.see(), kept.live.ledger());
        kept
    }

    fn check_invariants(kept: &Kept, case: &Case) {
        let (entries, today) = (&case.entries, case.today);
        let whole = ledger(entries.iter());
        same(&kept.now, &look(&whole, &View::as_of(today)), "kept up to date and seen anew");
        if let Some(decided) = decided(entries, today) {
            same(&decided, &kept.now, "decided while it was looked at");
        }
        let outlook = Outlook::of(&whole, &View::as_of(today));
        for before in [1, 7, 40] {
            assert_eq!(differs(&outlook, [today, today.plus(-before)]), None, "at a glimpse");
        }
        outlook.prepare();
        for day in [today, today.plus(-7)] {
            let found = outlook.see(day, 0, &[outlook.look(&[day], 0, 1)]);
            same(&text(&found, &whole), &look(&whole, &View::as_of(day)), "of what was found out beforehand");
        }
        let turn = entries.len() * 2 / 3;
        let turned = entries.iter().skip(turn).chain(entries.iter().take(turn).rev());
        same(&seen(turned, today), &kept.now, "in another order");
        let mut first = entries.len() * 7 % 11 % (entries.len() + 1);
        // What a report says is known with the report: the two are entered together.
        first += usize::from(matches!(entries.get(first.wrapping_sub(1)), Some(Entry { act: Act::Report(_), .. })));
        if let Some(last) = first.checked_sub(1) {
            let known = View { known_by: Some(at(last as u64).as_second()), ..View::as_of(today) };
            same(&look(&whole, &known), &seen(entries.iter().take(first), today), &format!("known by entry {last}"));
        }
        if let Some(back) = back(case) {
            same(&seen(and(case, back).iter(), today), &kept.before, "entered and taken back");
        }
        if let Some(gone) = some_of(case) {
            let never = seen(never(entries, &gone).iter(), today);
            let without = View { without: vec![gone.clone()], ..View::as_of(today) };
            same(&look(&whole, &without), &never, &format!("without {gone:?}"));
        }
        let agreements = whole.see(&View::as_of(today)).state.agreements;
        deadlines(&agreements, today);
        let ends =
            agreements.iter().flat_map(|deal| deal.ends.into_iter().chain(deal.terms.iter().filter_map(|t| t.by)));
        for after in ends.map(|end| end.plus(1)).filter(|day| *day > today) {
            deadlines(&whole.see(&View::as_of(after)).state.agreements, after);
        }
    }
}

prop_state_machine! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases()) })]

    #[test]
    fn whatever_happens_the_state_is_that_of_the_list_of_entries(sequential 1..20 => Kept);
}

/// How many histories: `PROPTEST_CASES`, or as many as a test of every day has time for.
fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(48)
}
