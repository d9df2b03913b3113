//! What is put together, by rule.

use crate::build::{Case, claim, mention, number, when};
use hudna_claims::{Claim, Event, Modality, Qualifier};
use hudna_ledger::Confidence;
use hudna_ledger::log::Decision;

const TOWN: &str = "sy-qamishli";
const QUARTER: &str = "sy-tayy";
const OTHER_QUARTER: &str = "sy-qq-tariq";

fn attack(change: impl Fn(&mut Claim)) -> Vec<Claim> {
    let mut claim = claim(Event::Attack, TOWN);
    change(&mut claim);
    vec![claim]
}

fn harm(killed: u64) -> Vec<Claim> {
    let mut claim = claim(Event::Harm, TOWN);
    claim.killed = number(killed, Qualifier::Exactly);
    vec![claim]
}

/// Two reports of one day, each with one claim; whether they share an incident.
fn one_day(a: Vec<Claim>, b: Vec<Claim>) -> bool {
    days("2021-01-10", a, "2021-01-10", b)
}

fn days(day: &str, a: Vec<Claim>, other: &str, b: Vec<Claim>) -> bool {
    let mut case = Case::default();
    let first = case.report("أ", day, a);
    let second = case.report("ب", other, b);
    case.together(&first[0], &second[0])
}

#[test]
fn one_place_and_day_is_one_event() {
    assert!(one_day(attack(|_| {}), attack(|_| {})));
    assert!(one_day(attack(|_| {}), harm(3)), "the killed belong with the attack");
    assert!(!days("2021-01-10", attack(|_| {}), "2021-01-20", attack(|_| {})));
    assert!(days("2021-01-11", attack(|c| c.time = when("2021-01-10")), "2021-01-12", attack(|_| {})));
}

#[test]
fn a_quarter_is_of_its_town_and_not_of_another_quarter() {
    let at = |place: &'static str| attack(move |c| c.place = vec![mention(place)]);
    assert!(one_day(at(QUARTER), at(TOWN)));
    assert!(!one_day(at(QUARTER), at(OTHER_QUARTER)));
    let mut case = Case::default();
    let quarter = case.report("أ", "2021-01-10", at(QUARTER));
    case.report("ب", "2021-01-10", at(TOWN));
    let other = case.report("ج", "2021-01-10", at(OTHER_QUARTER));
    assert!(!case.together(&quarter[0], &other[0]), "a town does not chain its quarters together");
}

#[test]
fn what_nobody_has_placed_is_known_by_its_report() {
    let nowhere = || attack(|c| c.place.clear());
    assert!(!one_day(nowhere(), nowhere()));
    let mut case = Case::default();
    let both = case.report("أ", "2021-01-10", [nowhere(), nowhere()].concat());
    assert!(case.together(&both[0], &both[1]));
}

#[test]
fn other_actors_speak_against_unless_the_numbers_agree() {
    let by = |actor: &'static str| attack(move |c| c.actor = vec![mention(actor)]);
    assert!(one_day(by("sdf"), by("asayish")), "one family");
    assert!(!one_day(by("sdf"), by("turkey-forces")));
    let by_with = |actor: &'static str| {
        attack(move |c| (c.actor, c.killed) = (vec![mention(actor)], number(7, Qualifier::Exactly)))
    };
    assert!(one_day(by_with("sdf"), by_with("turkey-forces")), "sources differ on who did it");
}

#[test]
fn numbers_far_apart_are_of_two_events() {
    assert!(one_day(harm(3), harm(3)));
    assert!(one_day(harm(3), harm(4)));
    assert!(!one_day(harm(3), harm(40)));
    assert!(days("2021-01-10", harm(3), "2021-01-11", harm(9)), "a later and higher toll is no contradiction");
    let mut case = Case::default();
    case.report("أ", "2021-01-10", harm(3));
    case.report("ب", "2021-01-10", harm(4));
    case.report("ج", "2021-01-10", harm(4));
    let toll = case.see(|incidents| incidents[0].killed).expect("it has one");
    assert_eq!((toll.low, toll.best, toll.high), (3, 4, 4));
}

#[test]
fn what_is_told_and_what_is_denied_is_one_contested_event() {
    let mut case = Case::default();
    let told = case.report("أ", "2021-01-10", harm(3));
    let denied = case.report("ب", "2021-01-10", {
        let mut claim = claim(Event::Harm, TOWN);
        claim.modality = Modality::Negated;
        vec![claim]
    });
    assert!(case.together(&told[0], &denied[0]));
    assert_eq!(case.see(|incidents| incidents[0].weighing.confidence), Confidence::Contested);
    let not_hurt = |c: &mut Claim| (c.event, c.modality) = (Event::Harm, Modality::Negated);
    assert!(!one_day(attack(|_| {}), attack(not_hurt)), "that nobody was hurt does not deny the attack");
}

#[test]
fn what_is_ahead_is_never_put_with_what_is_told() {
    let lift = |modality: Modality| {
        let mut claim = claim(Event::SiegeLift, TOWN);
        claim.modality = modality;
        vec![claim]
    };
    assert!(one_day(lift(Modality::Happened), lift(Modality::Happened)));
    assert!(one_day(lift(Modality::Promised), lift(Modality::Promised)));
    assert!(!one_day(lift(Modality::Promised), lift(Modality::Happened)));
    assert!(!one_day(lift(Modality::Promised), lift(Modality::Demanded)));
}

#[test]
fn a_report_without_a_date_needs_more_than_a_place() {
    let named = |text: &'static str| attack(move |c| c.time = when(text));
    let none = "";
    assert!(days(none, named("اليوم السبت 17 حزيران"), none, named("السبت 17 حزيران")));
    assert!(!days(none, named("اليوم السبت 17 حزيران"), none, named("اليوم الثلاثاء 11 تموز")));
    assert!(!days(none, named("اليوم السبت"), none, named("اليوم الثلاثاء")));
    assert!(days("2023-06-17", attack(|_| {}), none, named("اليوم السبت 17 حزيران")));
}

#[test]
fn people_join_and_set_apart_and_take_it_back() {
    let mut case = Case::default();
    let a = case.report("أ", "2021-01-10", harm(3)).remove(0);
    let b = case.report("ب", "2021-01-10", harm(3)).remove(0);
    let c = case.report("ج", "2021-03-10", harm(3)).remove(0);
    assert!(case.together(&a, &b) && !case.together(&a, &c));
    let join = case.decide(Decision::Join { claims: vec![a.clone(), c.clone()] });
    assert!(case.together(&a, &c) && case.together(&b, &c));
    case.decide(Decision::Split { claims: vec![a.clone(), b.clone()] });
    assert!(!case.together(&a, &b) && case.together(&a, &c));
    case.decide(Decision::Undo { entry: join });
    assert!(!case.together(&a, &b) && !case.together(&a, &c));
    case.decide(Decision::Join { claims: vec![b.clone(), a.clone()] });
    assert!(case.together(&a, &b), "of two decisions on two claims the later one counts");
}

#[test]
fn a_set_of_claims_is_joined_again_in_part() {
    let mut case = Case::default();
    let all: Vec<String> = ["أ", "ب", "ج"].iter().map(|o| case.report(o, "2021-01-10", harm(3)).remove(0)).collect();
    case.decide(Decision::Split { claims: all.clone() });
    assert!(!case.together(&all[0], &all[1]) && !case.together(&all[1], &all[2]));
    case.decide(Decision::Join { claims: vec![all[0].clone(), all[1].clone()] });
    assert!(case.together(&all[0], &all[1]));
    assert!(!case.together(&all[0], &all[2]) && !case.together(&all[1], &all[2]));
}

#[test]
fn every_joining_has_its_reason_and_every_reason_its_sentence() {
    let explained =
        crate::knowledge::files().into_iter().find(|(path, _)| path == "explain.toml").expect("it is there").1;
    let mut case = Case::default();
    case.report("أ", "2021-01-10", harm(3));
    case.report("ب", "2021-01-10", harm(3));
    case.see(|incidents| {
        let rules: Vec<&str> = incidents[0].joined.iter().map(|j| j.rule).collect();
        assert_eq!(rules, ["joined-place-day-numbers"]);
    });
    let rules = include_str!("../../src/incident/judge.rs").to_owned() + include_str!("../../src/incident/fuse.rs");
    let named = rules.split('"').filter(|text| text.starts_with("joined-"));
    for rule in named {
        assert!(explained.contains(&format!("[rule.{rule}]")), "{rule} has no sentence in knowledge/explain.toml");
    }
}

const TEXT: &str = "أعلنت لجنة من الأهالي مساء اليوم أن القصف الذي طال السوق القديم أدى إلى مقتل ثلاثة من الباعة وإصابة \
                    آخرين وأن فرق الإسعاف نقلت الجرحى إلى المشفى الوطني قبل أن يتجدد القصف على أطراف المدينة";

#[test]
fn a_copy_is_no_second_word() {
    let mut case = Case::default();
    case.text("أ", "2021-01-10", TEXT, harm(3));
    case.text("ب", "2021-01-11", &format!("{TEXT} نقلا عن وكالات"), harm(3));
    assert_eq!(case.see(|i| i[0].weighing.independent_sources), 1);
    case.report("ج", "2021-01-11", harm(3));
    assert_eq!(case.see(|i| i[0].weighing.independent_sources), 2, "agreement alone is no copying");
}

#[test]
fn who_quotes_an_outlet_adds_nothing_to_it() {
    let quoting = |outlet: &'static str| {
        let mut claims = harm(3);
        claims[0].speaker = vec![mention(outlet)];
        claims
    };
    let mut case = Case::default();
    case.report("سانا", "2021-01-10", harm(3));
    case.report("ب", "2021-01-10", quoting(" سانا"));
    assert_eq!(case.see(|i| i[0].weighing.independent_sources), 1);
}

#[test]
fn people_say_that_reports_are_one() {
    let mut case = Case::default();
    let a = case.report("أ", "2021-01-10", harm(3)).remove(0);
    let b = case.report("ب", "2021-01-09", harm(3)).remove(0);
    assert_eq!(case.see(|i| i[0].weighing.independent_sources), 2);
    let report = |claim: &str| claim.split('.').next().unwrap_or_default().to_owned();
    let one = case.decide(Decision::SameReport { reports: vec![report(&a), report(&b)] });
    assert_eq!(case.see(|i| i[0].weighing.independent_sources), 1);
    case.decide(Decision::Undo { entry: one });
    assert_eq!(case.see(|i| i[0].weighing.independent_sources), 2);
}
