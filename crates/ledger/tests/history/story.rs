//! What can happen to a case, and the plain list of entries that it comes to.

use crate::build::{claim, mention, number, when};
use hudna_claims::{Claim, Event, Modality, Qualifier, SpeakerKind};
use hudna_ledger::log::{Act, Decision, Entry, Reading, ReportRecord, Review};
use hudna_ledger::{ClaimKey, Day, ReportKey, Sketch};
use jiff::civil::date;
use jiff::{Timestamp, ToSpan};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest_state_machine::ReferenceStateMachine;

/// Claims of a report, at most.
const CLAIMS: usize = 3;
/// The days of the reports: the first so many of 2021.
const DAYS: i64 = 40;

/// What can happen to a case.
#[derive(Debug, Clone)]
pub enum Step {
    /// A report comes in: its outlet, its day (none where it has none), days by which it is late, its claims. With `Index`, its text is
    /// that of an earlier one.
    Report { outlet: u8, day: Option<i64>, late: i64, told: Vec<Told>, text_of: Option<Index> },
    /// A report is read again, by a later version: these are its claims now.
    ReadAgain { report: Index, told: Vec<Told> },
    /// Somebody decides something about claims and reports.
    Decide { what: Kind, a: Index, b: Index, told: Told },
    /// A decision is taken back.
    Undo { decision: Index },
    /// Days pass, or the state of an earlier day is asked for.
    Day(i64),
}

/// A decision, and whom it is about by number.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    Accept,
    Reject,
    Correct,
    Join,
    Split,
    SameReport,
    Withdraw,
    Reliability,
    Follows,
}

/// What a claim tells, in few words.
#[derive(Debug, Clone)]
pub struct Told {
    event: Event,
    modality: Modality,
    place: &'static str,
    actor: &'static str,
    target: &'static str,
    speaker: Option<SpeakerKind>,
    /// How many: of harm, the killed.
    number: Option<(u64, u64)>,
    /// Goods, or people.
    words: &'static str,
    /// A day from the report's on, a length in days, and perhaps a length that is told.
    time: Option<(i64, i64, Option<u8>)>,
}

/// The plain list of entries, and the day that is looked at.
#[derive(Debug, Clone)]
pub struct Case {
    pub entries: Vec<Entry>,
    pub today: Day,
    /// How many entries the latest step made.
    pub latest: usize,
}

impl Case {
    /// The reports.
    pub fn reports(&self) -> Vec<&ReportRecord> {
        let reports = self.entries.iter().filter_map(|entry| match &entry.act {
            Act::Report(record) => Some(&**record),
            _ => None,
        });
        reports.collect()
    }

    /// The ids of the claims.
    pub fn claims(&self) -> Vec<String> {
        let of = |entry: &Entry| match &entry.act {
            Act::Reading(reading) => {
                let key: ReportKey = reading.report.parse().expect("an id");
                reading.claims.iter().map(|claim| ClaimKey::new(key, &claim.id).to_string()).collect()
            }
            _ => Vec::new(),
        };
        self.entries.iter().flat_map(of).collect()
    }

    fn decisions(&self) -> Vec<u64> {
        self.entries.iter().filter(|e| matches!(e.act, Act::Review(_))).map(|e| e.seq).collect()
    }

    fn enter(&mut self, act: Act) {
        let seq = self.entries.len() as u64;
        self.entries.push(Entry { seq, at: at(seq), by: "made".to_owned(), act });
    }

    fn decide(&mut self, decision: Decision) {
        self.enter(Act::Review(Review { reason: String::new(), decision }));
    }

    fn read(&mut self, report: &str, told: &[Told], day: Option<i64>) {
        let claims = told.iter().enumerate().map(|(n, told)| told.claim(n, day)).collect();
        self.enter(Act::Reading(Reading { report: report.to_owned(), reader: "made".to_owned(), claims }));
    }

    fn step(&mut self, step: &Step) {
        let before = self.entries.len();
        match step {
            Step::Report { outlet, day, late, told, text_of } => {
                let earlier = text_of.filter(|_| !self.reports().is_empty());
                let sketch = earlier.map(|of| of.get(&self.reports()).sketch.clone());
                let id = ReportKey(before as u64).to_string();
                // Words of its own, so that no two texts are alike by chance.
                let words: Vec<String> = (0..40).map(|n| format!("{id}{n}")).collect();
                let published = day.map(|day| self::day(day + late));
                self.enter(Act::Report(Box::new(ReportRecord {
                    id: id.clone(),
                    doc: id.clone(),
                    source: Some(format!("outlet {outlet}")),
                    url: None,
                    title: None,
                    published,
                    taken_from: None,
                    received: None,
                    original: String::new(),
                    text: String::new(),
                    sketch: sketch.unwrap_or_else(|| Sketch::of(&words.join(" "))),
                })));
                self.read(&id, told, *day);
            }
            Step::ReadAgain { report, told } => {
                let id = report.get(&self.reports()).id.clone();
                self.read(&id, told, Some(1));
            }
            Step::Decide { what, a, b, told } => {
                let (reports, claims) = (self.reports(), self.claims());
                let claim = |of: &Index| of.get(&claims).clone();
                let (report, other) = (*a.get(&reports), *b.get(&reports));
                let (id, outlet) = (|r: &ReportRecord| r.id.clone(), |r: &ReportRecord| r.source.clone());
                let source = outlet(report).unwrap_or_default();
                let decision = match what {
                    Kind::Accept => Decision::Accept { claim: claim(a) },
                    Kind::Reject => Decision::Reject { claim: claim(a) },
                    Kind::Correct => Decision::Correct { claim: claim(a), to: Box::new(told.claim(0, Some(3))) },
                    Kind::Join => Decision::Join { claims: vec![claim(a), claim(b)] },
                    Kind::Split => Decision::Split { claims: vec![claim(a), claim(b)] },
                    Kind::SameReport => Decision::SameReport { reports: vec![id(report), id(other)] },
                    Kind::Withdraw => Decision::Withdraw { report: id(report) },
                    Kind::Reliability => Decision::Source { source, reliability: Some('A'), follows: None },
                    Kind::Follows => Decision::Source { source, reliability: None, follows: outlet(other) },
                };
                self.decide(decision);
            }
            Step::Undo { decision } => {
                let entry = *decision.get(&self.decisions());
                self.decide(Decision::Undo { entry });
            }
            Step::Day(day) => self.today = Day::from(self::day(*day)),
        }
        self.latest = self.entries.len() - before;
    }
}

impl Told {
    fn claim(&self, number: usize, day: Option<i64>) -> Claim {
        let named = |id: &str| Some(mention(id)).filter(|m| !m.text.is_empty()).into_iter().collect::<Vec<_>>();
        let mut claim = claim(self.event, self.place);
        claim.id = format!("{number:08x}00000000");
        claim.modality = self.modality;
        (claim.actor, claim.target) = (named(self.actor), named(self.target));
        claim.speaker_kind = self.speaker;
        claim.speaker = if self.speaker.is_some() { named(self.actor) } else { Vec::new() };
        let count = self.number.and_then(|(low, more)| {
            let mut number = self::number(low, Qualifier::Exactly)?;
            number.high = (more > 0).then_some(low + more);
            Some(number)
        });
        if self.event == Event::Harm {
            claim.killed = count
        } else {
            claim.count = count
        }
        let words = Some(self.words.to_owned()).filter(|words| !words.is_empty());
        let of_goods = matches!(self.event, Event::AccessAllow | Event::AccessDeny | Event::AidDeliver);
        if of_goods {
            claim.goods = words
        } else {
            claim.people = words
        }
        claim.evidence.start = number * 100;
        claim.evidence.end = number * 100 + 90;
        if let (Some((from, length, told)), Some(day)) = (self.time, day) {
            claim.time = when(&self::day(day + from).to_string());
            if let Some(when) = &mut claim.time {
                when.to = Some(self::day(day + from + length));
                when.duration_days = told.map(f64::from);
            }
        }
        claim
    }
}

fn day(number: i64) -> jiff::civil::Date {
    date(2021, 1, 1).checked_add(number.days()).expect("a day of the calendar")
}

/// Record times are a minute apart.
pub fn at(seq: u64) -> Timestamp {
    Timestamp::from_second(1_650_000_000 + 60 * seq as i64).expect("a time")
}

fn told() -> impl Strategy<Value = Told> {
    let event = select(vec![
        Event::SiegeImpose,
        Event::SiegeHold,
        Event::SiegeLift,
        Event::AccessAllow,
        Event::AccessDeny,
        Event::AidDeliver,
        Event::CheckpointErect,
        Event::CheckpointRemove,
        Event::ControlTake,
        Event::Detain,
        Event::Release,
        Event::Attack,
        Event::Harm,
        Event::RouteClose,
        Event::RouteOpen,
        Event::ControlHold,
        Event::ControlLeave,
        Event::Exchange,
        Event::Clash,
        Event::Collapse,
        Event::Meet,
        Event::Agree,
        Event::Agree,
        Event::Truce,
        Event::Truce,
        Event::Breach,
    ]);
    let modality = select(vec![
        Modality::Happened,
        Modality::Happened,
        Modality::Happened,
        Modality::Begun,
        Modality::Ongoing,
        Modality::Negated,
        Modality::Agreed,
        Modality::Promised,
        Modality::Demanded,
    ]);
    let place = select(vec!["sy-tayy", "sy-qamishli", "sy-qamishli", "sy-hasakah", " المعبر", ""]);
    let actor = select(vec!["asayish", "sdf", "syria-government", ""]);
    let target = select(vec!["syria-government", "civilians", ""]);
    let speaker = prop::option::weighted(0.2, select(vec![SpeakerKind::Witness, SpeakerKind::Party]));
    let number = prop::option::of((0_u64..9, 0_u64..4));
    let words = select(vec!["الطحين", "الطحين والمحروقات", "جثامين", "المعتقلين", "", ""]);
    let time = prop::option::of((-6_i64..=0, 0_i64..=9, prop::option::weighted(0.3, 1_u8..30)));
    (event, modality, place, (actor, target), speaker, (number, words), time).prop_map(
        |(event, modality, place, (actor, target), speaker, (number, words), time)| Told {
            event,
            modality,
            place,
            actor,
            target,
            speaker,
            number,
            words,
            time,
        },
    )
}

/// The plain list of entries as the reference.
pub struct Histories;

impl ReferenceStateMachine for Histories {
    type State = Case;
    type Transition = Step;

    fn init_state() -> BoxedStrategy<Case> {
        Just(Case { entries: Vec::new(), today: Day::from(day(DAYS)), latest: 0 }).boxed()
    }

    fn transitions(case: &Case) -> BoxedStrategy<Step> {
        let all = || prop::collection::vec(told(), 1..=CLAIMS);
        let dated = prop::option::weighted(0.9, 0..DAYS);
        let text_of = prop::option::weighted(0.2, any::<Index>());
        let report = (0_u8..5, dated, 0_i64..4, all(), text_of)
            .prop_map(|(outlet, day, late, told, text_of)| Step::Report { outlet, day, late, told, text_of });
        let today = (-5..DAYS + 60).prop_map(Step::Day);
        if case.entries.is_empty() {
            return report.boxed();
        }
        use Kind::{Accept, Correct, Follows, Join, Reject, Reliability, SameReport, Split, Withdraw};
        let kinds = vec![Accept, Reject, Correct, Join, Join, Split, Split, SameReport, Withdraw, Reliability, Follows];
        let again = (any::<Index>(), all()).prop_map(|(report, told)| Step::ReadAgain { report, told });
        let decide = (select(kinds), any::<Index>(), any::<Index>(), told())
            .prop_map(|(what, a, b, told)| Step::Decide { what, a, b, told });
        let undo = any::<Index>().prop_map(|decision| Step::Undo { decision });
        prop_oneof![6 => report, 1 => again, 4 => decide, 2 => undo, 2 => today].boxed()
    }

    fn preconditions(case: &Case, step: &Step) -> bool {
        match step {
            Step::Report { .. } | Step::Day(_) => true,
            Step::ReadAgain { .. } | Step::Decide { .. } => !case.entries.is_empty(),
            Step::Undo { .. } => !case.decisions().is_empty(),
        }
    }

    fn apply(mut case: Case, step: &Step) -> Case {
        case.step(step);
        case
    }
}
