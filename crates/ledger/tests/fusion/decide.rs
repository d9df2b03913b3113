//! Decisions that would mean nothing are refused, each with what is in its way; those that mean something are not.

use crate::build::{Case, claim, number, world};
use hudna_claims::{Claim, Event, Modality, Qualifier};
use hudna_ledger::log::Decision;
use hudna_ledger::{Futile, Ledger};

const TOWN: &str = "sy-qamishli";
const CITY: &str = "sy-hasakah";

/// Three reports of one attack, one of it as threatened, one of another town, one of a siege; the first report's text comes again.
struct Given {
    case: Case,
    claims: Vec<String>,
}

fn of(event: Event, place: &str, modality: Modality) -> Vec<Claim> {
    let mut claim = claim(event, place);
    claim.modality = modality;
    claim.killed = (event == Event::Harm).then(|| number(3, Qualifier::Exactly)).flatten();
    vec![claim]
}

fn given() -> Given {
    let mut case = Case::default();
    let mut claims = Vec::new();
    for (outlet, event, place, modality) in [
        ("أ", Event::Harm, TOWN, Modality::Happened),
        ("ب", Event::Harm, TOWN, Modality::Happened),
        ("ج", Event::Attack, TOWN, Modality::Happened),
        ("د", Event::Attack, TOWN, Modality::Threatened),
        ("ه", Event::Attack, CITY, Modality::Happened),
        ("و", Event::SiegeImpose, TOWN, Modality::Happened),
    ] {
        claims.extend(case.report(outlet, "2021-01-10", of(event, place, modality)));
    }
    claims.extend(case.report("ز", "2021-04-10", of(Event::Harm, TOWN, Modality::Happened)));
    Given { case, claims }
}

impl Given {
    fn ids(&self, of: &[usize]) -> Vec<String> {
        of.iter().map(|n| self.claims[*n].clone()).collect()
    }

    fn report(&self, of: usize) -> String {
        self.claims[of].split('.').next().expect("a report").to_owned()
    }

    fn check(&self, decision: &Decision) -> Result<(), Futile> {
        let mut ledger = Ledger::new(world());
        self.case.entries.iter().for_each(|entry| ledger.enter(entry));
        ledger.check(decision)
    }

    fn join(&self, of: &[usize]) -> Result<(), Futile> {
        self.check(&Decision::Join { claims: self.ids(of) })
    }

    fn split(&self, of: &[usize]) -> Result<(), Futile> {
        self.check(&Decision::Split { claims: self.ids(of) })
    }

    /// Enters a decision that is not refused.
    fn decide(&mut self, decision: Decision) -> u64 {
        assert_eq!(self.check(&decision), Ok(()));
        self.case.decide(decision)
    }
}

#[test]
fn only_claims_that_can_be_one_event_are_joined() {
    let given = given();
    assert_eq!(given.join(&[0, 6]), Ok(()));
    assert_eq!(given.join(&[0, 1, 6]), Ok(()));
    assert!(matches!(given.join(&[0, 1]), Err(Futile::Together { .. })));
    assert!(matches!(given.join(&[0, 0]), Err(Futile::NotTwo { .. })));
    assert!(matches!(given.join(&[0]), Err(Futile::NotTwo { .. })));
    assert!(matches!(given.join(&[2, 3]), Err(Futile::OtherKind { .. })));
    assert!(matches!(given.join(&[0, 4]), Err(Futile::Elsewhere { .. })));
    assert!(matches!(given.join(&[0, 5]), Err(Futile::OtherPart { .. })));
    let told = given.join(&[0, 5]).expect_err("it is refused").to_string();
    assert!(told.contains("violence") && told.contains("sieges") && told.contains("correct"), "{told}");
    let nobody = vec![given.claims[0].clone(), "r00000000000000ff.00000000".to_owned()];
    assert!(matches!(given.check(&Decision::Join { claims: nobody }), Err(Futile::NoClaim { .. })));
}

#[test]
fn only_claims_of_one_incident_are_split() {
    let mut given = given();
    assert_eq!(given.split(&[0, 1]), Ok(()));
    assert_eq!(given.split(&[0, 1, 2]), Ok(()));
    assert_eq!(given.split(&[0, 1, 6]), Err(Futile::Apart { claim: given.claims[6].clone() }));
    assert!(matches!(given.split(&[0, 6]), Err(Futile::Apart { .. })));
    let split = given.decide(Decision::Split { claims: given.ids(&[0, 1]) });
    assert!(given.split(&[0, 1]).is_err(), "they are apart");
    assert_eq!(given.join(&[0, 1]), Ok(()), "what was split is joined again");
    given.decide(Decision::Undo { entry: split });
    assert_eq!(given.split(&[0, 1]), Ok(()));
}

#[test]
fn incidents_that_hold_what_was_set_apart_are_not_joined_by_others_of_their_claims() {
    let mut given = given();
    let split = given.decide(Decision::Split { claims: given.ids(&[0, 1]) });
    // The third goes with one of the two; the seventh is joined to the other one.
    let (with, other) = if given.case.together(&given.claims[0], &given.claims[2]) { (0, 1) } else { (1, 0) };
    given.decide(Decision::Join { claims: given.ids(&[other, 6]) });
    assert!(matches!(given.join(&[2, 6]), Err(Futile::SetApart { entry, .. }) if entry == split));
    assert_eq!(given.join(&[with, other]), Ok(()));
}

#[test]
fn what_does_not_count_is_neither_joined_nor_decided_twice() {
    let mut given = given();
    let claim = given.claims[0].clone();
    let rejected = given.decide(Decision::Reject { claim: claim.clone() });
    let again = given.check(&Decision::Reject { claim: claim.clone() });
    assert_eq!(again, Err(Futile::Decided { id: claim.clone(), entry: rejected }));
    assert_eq!(given.join(&[0, 6]), Err(Futile::Rejected { claim: claim.clone(), entry: rejected }));
    assert_eq!(given.check(&Decision::Accept { claim: claim.clone() }), Ok(()), "a rejection is not the last word");
    let withdrawn = given.decide(Decision::Withdraw { report: given.report(1) });
    let of_it = given.check(&Decision::Accept { claim: given.claims[1].clone() });
    assert_eq!(of_it, Err(Futile::Withdrawn { id: given.claims[1].clone(), entry: withdrawn }));
    assert!(matches!(given.check(&Decision::Withdraw { report: given.report(1) }), Err(Futile::Withdrawn { .. })));
    let none = Decision::Withdraw { report: "r00000000000000ff".to_owned() };
    assert!(matches!(given.check(&none), Err(Futile::NoReport { .. })));
    let one = Decision::SameReport { reports: vec![given.report(0), given.report(1)] };
    assert!(matches!(given.check(&one), Err(Futile::Withdrawn { .. })));
}

#[test]
fn reports_are_said_to_be_one_once() {
    let mut given = given();
    let one = |of: [usize; 2], given: &Given| Decision::SameReport { reports: of.map(|n| given.report(n)).to_vec() };
    assert!(matches!(given.check(&one([0, 0], &given)), Err(Futile::NotTwo { .. })));
    given.decide(one([0, 1], &given));
    assert!(matches!(given.check(&one([1, 0], &given)), Err(Futile::OneReport { .. })));
}

#[test]
fn outlets_are_those_of_the_case_and_follow_no_circle() {
    let mut given = given();
    let of = |source: &str, reliability, follows: Option<&str>| Decision::Source {
        source: source.to_owned(),
        reliability,
        follows: follows.map(str::to_owned),
    };
    assert!(matches!(given.check(&of("لا أحد", Some('A'), None)), Err(Futile::NoSource { .. })));
    assert!(matches!(given.check(&of("أ", None, None)), Err(Futile::NothingSaid { .. })));
    assert!(matches!(given.check(&of("أ", None, Some("أ"))), Err(Futile::FollowsBack { .. })));
    given.decide(of("أ", Some('B'), Some("ب")));
    given.decide(of("ب", None, Some("ج")));
    assert!(matches!(given.check(&of("أ", Some('B'), None)), Err(Futile::Held { .. })));
    assert!(matches!(given.check(&of("ج", None, Some("أ"))), Err(Futile::FollowsBack { .. })));
    let words = given.case.see(|all| all.iter().map(|i| i.weighing.independent_sources).max());
    assert_eq!(words, Some(1), "who follows a follower has it from the same");
}

#[test]
fn what_is_undone_is_a_decision_that_holds() {
    let mut given = given();
    let reject = given.decide(Decision::Reject { claim: given.claims[0].clone() });
    assert_eq!(given.check(&Decision::Undo { entry: 0 }), Err(Futile::NoDecision { entry: 0 }));
    let accept = given.decide(Decision::Accept { claim: given.claims[0].clone() });
    assert_eq!(given.check(&Decision::Undo { entry: reject }), Err(Futile::Overruled { entry: reject }));
    given.decide(Decision::Undo { entry: accept });
    let undo = given.decide(Decision::Undo { entry: reject });
    assert_eq!(given.check(&Decision::Undo { entry: reject }), Err(Futile::Undone { entry: reject, by: undo }));
    assert_eq!(given.check(&Decision::Undo { entry: undo }), Ok(()), "an undoing is undone too");
}
