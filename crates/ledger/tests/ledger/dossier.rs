//! What the claims of a report come to.

use crate::support::case;
use hudna_ledger::{AgreementState, Entry, Party, Section, SiegeState, Status, TermKind, TermState};

fn ids(parties: &[Party]) -> Vec<&str> {
    parties.iter().filter_map(|p| p.id.as_deref()).collect()
}

#[test]
fn a_siege_told_in_many_lines_is_one_with_its_history() {
    let dossier = case("two-sieges");
    assert_eq!(dossier.sieges.len(), 2, "{:#?}", dossier.sieges);
    let first = &dossier.sieges[0];
    assert_eq!((ids(&first.places), ids(&first.besiegers)), (vec!["tayy", "halko"], vec!["asayish"]));
    assert_eq!(first.steps.len(), 3, "imposed, lifting agreed, lifted");
    assert_eq!(first.times[0].duration_days, Some(21.0));
}

#[test]
fn a_siege_lifted_from_one_of_two_places_is_lifted_in_part_on_the_word_of_who_says_so() {
    let dossier = case("two-sieges");
    let siege = &dossier.sieges[0];
    assert_eq!(siege.state, SiegeState::PartlyLifted);
    assert_eq!(siege.standing.len(), 1);
    assert_eq!((ids(&siege.standing[0].speakers), &siege.standing[0].lines), (vec!["monitor"], &vec![6]));
    assert_eq!(dossier.sieges[1].state, SiegeState::InForce);
}

#[test]
fn a_siege_keeps_which_other_it_answers() {
    let dossier = case("two-sieges");
    assert_eq!(dossier.sieges[0].in_answer_to, [2]);
    assert!(dossier.sieges[1].in_answer_to.is_empty());
}

#[test]
fn an_agreement_has_parties_sponsor_day_and_a_venue_with_its_holder() {
    let dossier = case("two-sieges");
    assert_eq!(dossier.agreements.len(), 1);
    let agreement = &dossier.agreements[0];
    assert_eq!(agreement.state, AgreementState::Reached);
    assert_eq!(ids(&agreement.parties), ["asayish", "army"]);
    assert_eq!(ids(&agreement.mediators), ["russia"]);
    assert_eq!(agreement.times.len(), 1);
    assert_eq!(agreement.venues[0].place.id.as_deref(), Some("airport"));
    assert_eq!(ids(&agreement.venues[0].held_by), ["russia"]);
}

#[test]
fn terms_say_who_would_have_to_act_and_how_far_they_have_come() {
    let dossier = case("two-sieges");
    let terms = &dossier.agreements[0].terms;
    let lift = terms.iter().find(|t| t.entry.event.code() == "siege.lift").expect("the lifting");
    assert_eq!((lift.kind, lift.state), (TermKind::Agreed, TermState::Partly));
    assert_eq!(ids(&lift.owed_by), ["asayish"]);
    assert_eq!(lift.evidence.len(), 2, "the checkpoint and the lifting itself: {:#?}", lift.evidence);
    let exchange = terms.iter().find(|t| t.entry.event.code() == "exchange").expect("the exchange");
    assert_eq!(exchange.state, TermState::Agreed);
}

#[test]
fn a_demand_stands_with_the_agreement_of_the_one_who_would_have_to_act() {
    let dossier = case("two-sieges");
    let demand = dossier.agreements[0].terms.iter().find(|t| t.kind == TermKind::Demand).expect("the demand");
    assert_eq!((ids(&demand.owed_by), ids(&demand.owed_to)), (vec!["army"], vec!["council"]));
    assert_eq!(demand.state, TermState::CarriedOut, "trucks came in, whoever let them");
}

#[test]
fn a_breach_breaks_agreement_and_term() {
    let dossier = case("disputed");
    let agreement = &dossier.agreements[0];
    assert_eq!(agreement.state, AgreementState::Broken);
    assert_eq!(agreement.terms[0].state, TermState::Broken);
    assert_eq!(ids(&agreement.terms[0].evidence[0].speakers), ["movement"]);
}

fn section(name: &str, section: Section) -> Vec<Entry> {
    case(name).sections.remove(&section).unwrap_or_default()
}

#[test]
fn what_one_voice_tells_and_another_denies_is_disputed() {
    let attacks = section("disputed", Section::Violence);
    let disputed = attacks.iter().find(|e| e.status == Status::Disputed).expect("a disputed attack");
    assert_eq!(disputed.sayings.len(), 2);
}

#[test]
fn nobody_is_given_another_voices_accusation() {
    let attacks = section("disputed", Section::Violence);
    let residents = attacks.iter().find(|e| e.sayings.iter().any(|s| s.speakers[0].text == "سكان")).expect("an entry");
    assert!(residents.actors.is_empty(), "the residents named nobody: {residents:#?}");
}

#[test]
fn numbers_of_two_sources_are_a_range() {
    let harm = section("disputed", Section::Casualties);
    assert_eq!(harm.len(), 1);
    let killed = harm[0].killed.expect("a number");
    assert_eq!((killed.low, killed.high, killed.open), (12, 20, true));
}

#[test]
fn what_is_feared_is_not_told_as_done() {
    let displaced = section("disputed", Section::Displacement);
    assert_eq!(displaced[0].status, Status::Possible);
}

#[test]
fn voices_are_listed_with_what_each_says() {
    let dossier = case("disputed");
    let movement = dossier.voices.iter().find(|v| v.speaker.as_ref().is_some_and(|s| s.text == "الحركة"));
    let movement = movement.expect("the movement");
    let said: Vec<&str> = movement.said.iter().map(|w| w.event.code()).collect();
    assert_eq!(said, ["breach", "harm"]);
}

#[test]
fn nobody_besieges_what_is_in_his_own_hands() {
    let dossier = case("held");
    assert_eq!(dossier.sieges.len(), 2, "{:#?}", dossier.sieges);
    let [tayy, maqsud] = &dossier.sieges[..] else { panic!("two sieges") };
    assert_eq!((ids(&tayy.places), ids(&tayy.besiegers)), (vec!["tayy"], vec!["asayish"]));
    assert_eq!((ids(&maqsud.places), ids(&maqsud.besiegers)), (vec!["maqsud"], vec!["army"]));
}

#[test]
fn a_lifting_that_nobody_is_named_for_is_for_the_besieger_to_do() {
    let dossier = case("held");
    let term = &dossier.agreements[0].terms[0];
    assert_eq!((ids(&term.owed_by), term.owed_as_besieger), (vec!["asayish"], Some(1)));
}

#[test]
fn a_lifting_told_by_one_and_denied_by_another_is_disputed() {
    let dossier = case("held");
    assert_eq!(dossier.sieges[1].state, SiegeState::Disputed);
    assert_eq!(dossier.sieges[1].standing.len(), 2);
}
