//! A case in few words: reports with claims, decisions, and which claims came to share an incident.

pub use crate::knowledge::world;
use hudna_claims::{Claim, Event, Mention, Modality, Qualifier, Quantity, Span, TimePrecision, Trigger, When};
use hudna_ledger::log::{Act, Decision, Entry, Reading, ReportRecord, Review};
use hudna_ledger::{Day, Incident, Ledger, Sketch, View};
use jiff::Timestamp;

/// A claim of a told attack at a place; the fields are changed as wanted.
pub fn claim(event: Event, place: &str) -> Claim {
    Claim {
        doc: String::new(),
        id: String::new(),
        event,
        modality: Modality::Happened,
        ceases: false,
        evidence: Span { start: 0, end: 1 },
        trigger: Trigger { text: "-".to_owned(), start: 0, end: 1 },
        actor: Vec::new(),
        target: Vec::new(),
        mediator: Vec::new(),
        place: if place.is_empty() { Vec::new() } else { vec![mention(place)] },
        speaker: Vec::new(),
        speaker_kind: None,
        goods: None,
        people: None,
        count: None,
        killed: None,
        injured: None,
        time: None,
        in_response_to: Vec::new(),
        rule: "test".to_owned(),
    }
}

/// A mention of what the knowledge has; of words that it does not have, with a blank before them.
pub fn mention(id: &str) -> Mention {
    let known = Some(id.to_owned()).filter(|id| !id.starts_with(' '));
    Mention {
        text: id.trim().to_owned(),
        start: 0,
        end: 0,
        id: known,
        name: None,
        via: None,
        lat: None,
        lon: None,
        precision: None,
        pcode: None,
    }
}

pub fn number(value: u64, qualifier: Qualifier) -> Option<Quantity> {
    Some(Quantity { value, high: None, qualifier, unit: None, text: String::new() })
}

/// A time that is told: a day, or a phrase that nobody can place.
pub fn when(text: &str) -> Option<When> {
    let day = text.parse().ok();
    let precision = TimePrecision::Day;
    Some(When { text: text.to_owned(), start: 0, end: 0, precision, from: day, to: day, duration_days: None })
}

/// A case.
#[derive(Default)]
pub struct Case {
    pub entries: Vec<Entry>,
    reports: usize,
}

impl Case {
    fn enter(&mut self, act: Act) -> u64 {
        let seq = self.entries.len() as u64;
        let at = Timestamp::from_second(1_700_000_000 + seq as i64).expect("a time");
        self.entries.push(Entry { seq, at, by: "test".to_owned(), act });
        seq
    }

    /// A report with a text of its own; gives the ids of its claims in the case.
    pub fn report(&mut self, outlet: &str, day: &str, claims: Vec<Claim>) -> Vec<String> {
        let text = format!("تقرير {} من {outlet} في {day} عن حدث لم يروه أحد قبله", self.reports);
        self.text(outlet, day, &text, claims)
    }

    /// A report with this text.
    pub fn text(&mut self, outlet: &str, day: &str, text: &str, claims: Vec<Claim>) -> Vec<String> {
        self.reports += 1;
        let id = format!("r{:016x}", self.reports);
        let named = |mut claim: Claim, n: usize| {
            claim.id = format!("{n:08x}00000000");
            let at = n * 100;
            (claim.evidence, claim.trigger.start) = (Span { start: at, end: at + 90 }, at);
            claim
        };
        let claims: Vec<Claim> = claims.into_iter().enumerate().map(|(n, claim)| named(claim, n)).collect();
        let ids = (0..claims.len()).map(|n| format!("{id}.{n:08x}")).collect();
        self.enter(Act::Report(Box::new(ReportRecord {
            id: id.clone(),
            doc: id.clone(),
            source: Some(outlet.to_owned()).filter(|s| !s.is_empty()),
            url: None,
            title: None,
            published: day.parse().ok(),
            taken_from: None,
            received: None,
            original: String::new(),
            text: String::new(),
            sketch: Sketch::of(text),
        })));
        self.enter(Act::Reading(Reading { report: id, reader: "test".to_owned(), claims }));
        ids
    }

    /// A decision; gives its place in the log.
    pub fn decide(&mut self, decision: Decision) -> u64 {
        self.enter(Act::Review(Review { reason: String::new(), decision }))
    }

    /// Looks at the incidents.
    pub fn see<T>(&self, look: impl FnOnce(&[Incident<'_>]) -> T) -> T {
        let mut ledger = Ledger::new(world());
        self.entries.iter().for_each(|entry| ledger.enter(entry));
        look(&ledger.see(&View::as_of(Day::LAST)).incidents.iter().cloned().collect::<Vec<_>>())
    }

    /// Whether two claims share an incident.
    pub fn together(&self, a: &str, b: &str) -> bool {
        let has = |incident: &Incident<'_>, claim: &str| incident.facts.iter().any(|f| f.key.to_string() == claim);
        self.see(|incidents| incidents.iter().any(|i| has(i, a) && has(i, b)))
    }
}
