//! Cases: from their files to entries of a ledger, and what the ledger sees.

use crate::expect;
use crate::given::{Claim, File, Number, Report, Review};
pub use crate::knowledge::world;
use hudna_claims::{Mention, Qualifier, Quantity, Span, TimePrecision, Trigger, When};
use hudna_ledger::log::{Act, Decision, Entry, Reading, ReportRecord};
use hudna_ledger::{Day, Incident, Ledger, Names, ReportKey, Sketch, View, Without, World, changes, dues};
use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// A case: what is entered, and what must be seen.
pub struct Case {
    pub name: String,
    pub entries: Vec<Entry>,
    pub views: Vec<Expected>,
    ids: BTreeMap<String, String>,
}

/// A view and what must be seen in it.
pub struct Expected {
    pub as_of: String,
    view: View,
    /// What it is compared with, for its changes.
    before: Option<View>,
    wants: toml::Table,
}

impl Case {
    pub fn parse(name: &str, text: &str) -> Case {
        Case::of(name, toml::from_str(text).unwrap_or_else(|e| panic!("{name}: {e}")))
    }

    pub fn of(name: &str, file: File) -> Case {
        let mut case = Case { name: name.to_owned(), entries: Vec::new(), views: Vec::new(), ids: BTreeMap::new() };
        for (n, report) in file.report.iter().enumerate() {
            let id = ReportKey(n as u64 + 1).to_string();
            for (m, claim) in report.claim.iter().enumerate() {
                case.ids.insert(format!("{}.{}", report.id, claim.id), format!("{id}.{:08x}", m + 1));
            }
            case.ids.insert(report.id.clone(), id);
        }
        for report in &file.report {
            case.report(report);
        }
        let mut undone = BTreeMap::new();
        for review in &file.review {
            let seq = case.entries.len() as u64;
            undone.insert(review.id.clone(), seq);
            let decision = case.decision(review, &undone);
            let act = Act::Review(hudna_ledger::log::Review { reason: String::new(), decision });
            case.entries.push(Entry { seq, at: at(&review.entered), by: "test".to_owned(), act });
        }
        for mut wants in file.view {
            let mut text = |key: &str| wants.remove(key).map(|v| v.as_str().expect("a text").to_owned());
            let as_of = text("as_of").unwrap_or_else(|| panic!("{name}: a view needs as_of"));
            let known_by = text("known_by").map(|by| at(&by).as_second() + END_OF_DAY);
            let since = text("changes_since");
            let without = wants.remove("without").into_iter().flat_map(|v| v.as_array().expect("a list").clone());
            let without = without.map(|w| case.without(w.as_str().expect("a text"))).collect();
            let what_if = wants.remove("what_if").is_some();
            let view = View { as_of: day(&as_of), known_by, without };
            let before = match since {
                Some(since) => Some(View { as_of: day(&since), ..view.clone() }),
                None => what_if.then(|| View { without: Vec::new(), ..view.clone() }),
            };
            case.views.push(Expected { as_of, view, before, wants });
        }
        case
    }

    /// The id in the case of a report `a` or a claim `a.c1`.
    pub fn id(&self, name: &str) -> String {
        let known: Vec<&String> = self.ids.keys().collect();
        self.ids.get(name).unwrap_or_else(|| panic!("{}: there is no {name}, only {known:?}", self.name)).clone()
    }

    fn report(&mut self, report: &Report) {
        let (id, world) = (self.id(&report.id), world());
        let entered = report.entered.as_ref().or(report.published.as_ref());
        let at = at(entered.unwrap_or_else(|| panic!("{}: {}: published or entered?", self.name, report.id)));
        let record = ReportRecord {
            id: id.clone(),
            doc: report.id.clone(),
            source: report.outlet.clone(),
            url: None,
            title: None,
            published: report.published.as_deref().map(date),
            taken_from: report.taken_from.clone(),
            received: None,
            original: String::new(),
            text: String::new(),
            sketch: Sketch::of(&report.text),
        };
        let claims = report.claim.iter().map(|c| self.claim(&report.id, c, world)).collect();
        let reading = Reading { report: id, reader: "test".to_owned(), claims };
        for act in [Act::Report(Box::new(record)), Act::Reading(reading)] {
            self.entries.push(Entry { seq: self.entries.len() as u64, at, by: "test".to_owned(), act });
        }
    }

    fn claim(&self, report: &str, given: &Claim, world: &World) -> hudna_claims::Claim {
        let full = |claim: &str| {
            let id = self.id(&format!("{report}.{claim}"));
            let (_, short) = id.split_once('.').expect("a claim's id has two parts");
            format!("{short}00000000")
        };
        let id = full(&given.id);
        let number = usize::from_str_radix(id.get(..8).expect("it is long"), 16).expect("digits");
        let start = given.sentence.map_or(number, |sentence| 10_000 + sentence) * 100;
        let mentions = |names: &[String]| names.iter().map(|name| mention(name, &self.name, world)).collect();
        hudna_claims::Claim {
            doc: report.to_owned(),
            id,
            event: given.event.parse().unwrap_or_else(|e| panic!("{}: {e}", self.name)),
            modality: given.modality.parse().unwrap_or_else(|e| panic!("{}: {e}", self.name)),
            ceases: given.ceases,
            evidence: Span { start, end: start + 100 },
            trigger: Trigger { text: given.trigger.clone(), start, end: start + given.trigger.len() },
            actor: mentions(&given.actor),
            target: mentions(&given.target),
            mediator: mentions(&given.mediator),
            place: mentions(&given.place),
            speaker: mentions(&given.speaker),
            speaker_kind: given.speaker_kind,
            goods: given.goods.clone(),
            people: given.people.clone(),
            count: given.count.as_ref().map(quantity),
            killed: given.killed.as_ref().map(quantity),
            injured: given.injured.as_ref().map(quantity),
            time: given.time.as_ref().map(|time| When {
                text: String::new(),
                start: 0,
                end: 0,
                precision: time.precision.unwrap_or(TimePrecision::Day),
                from: time.from.as_deref().map(date),
                to: time.to.as_deref().map(date),
                duration_days: time.days,
            }),
            in_response_to: given.answers.iter().map(|claim| full(claim)).collect(),
            rule: "test".to_owned(),
        }
    }

    fn decision(&self, review: &Review, undone: &BTreeMap<String, u64>) -> Decision {
        let name = format!("{}: {}", self.name, review.decision);
        let claim = || self.id(need(review.claim.as_deref(), &name, "claim"));
        let claims = || review.claims.iter().map(|c| self.id(c)).collect();
        match review.decision.as_str() {
            "accept" => Decision::Accept { claim: claim() },
            "reject" => Decision::Reject { claim: claim() },
            "correct" => {
                let of = need(review.claim.as_deref().and_then(|c| c.split_once('.')), &name, "claim");
                let to = need(review.to.as_ref(), &name, "to");
                Decision::Correct { claim: claim(), to: Box::new(self.claim(of.0, to, world())) }
            }
            "join" => Decision::Join { claims: claims() },
            "split" => Decision::Split { claims: claims() },
            "same-report" => Decision::SameReport { reports: review.reports.iter().map(|r| self.id(r)).collect() },
            "withdraw" => Decision::Withdraw { report: self.id(need(review.report.as_deref(), &name, "report")) },
            "source" => Decision::Source {
                source: need(review.source.clone(), &name, "source"),
                reliability: review.reliability,
                follows: review.follows.clone(),
            },
            "undo" => {
                let entry = review.undo.as_ref().and_then(|id| undone.get(id));
                Decision::Undo { entry: *need(entry, &name, "undo, the id of an earlier one") }
            }
            _ => panic!("{name}: no decision is called so"),
        }
    }

    fn without(&self, what: &str) -> Without {
        let id = |name: &str| self.id(name);
        match what.split_once(':') {
            Some(("source", name)) => Without::Source(name.to_owned()),
            Some(("report", name)) => Without::Report(id(name).parse().expect("an id")),
            Some(("claim", name)) => Without::Claim(id(name).parse().expect("an id")),
            _ => panic!("{}: without source:X, report:X or claim:X.Y, not {what}", self.name),
        }
    }

    /// What each view sees after the entries came in this order, as JSON.
    pub fn see(&self, order: &[usize]) -> Vec<Value> {
        let mut ledger = Ledger::new(world());
        for entry in order.iter().filter_map(|at| self.entries.get(*at)) {
            ledger.enter(entry);
        }
        self.views.iter().map(|expected| seen(&ledger, &expected.view, expected.before.as_ref())).collect()
    }

    /// What is not as expected.
    pub fn check(&self, seen: &[Value]) -> Vec<String> {
        let each = self.views.iter().zip(seen);
        each.flat_map(|(expected, seen)| {
            let faults = expect::faults(&expected.wants, seen, &|name| self.id(name));
            faults.into_iter().map(|fault| format!("{}, as of {}: {fault}", self.name, expected.as_of))
        })
        .collect()
    }
}

/// What a view sees, as JSON: the state, the incidents under `incidents`, what is due under `dues`, and under `changes` what differs from the view before.
pub fn seen(ledger: &Ledger<'_>, view: &View, before: Option<&View>) -> Value {
    let seen = ledger.see(view);
    let mut state = serde_json::to_value(&seen.state).expect("the state can be written");
    if let Some(before) = before {
        let days = (before.as_of != view.as_of).then_some((before.as_of, view.as_of));
        let changes = changes(&ledger.see(before).state, &seen.state, days);
        let changes = serde_json::to_value(changes).expect("changes can be written");
        state.as_object_mut().expect("the state is a table").insert("changes".to_owned(), changes);
    }
    let dues = dues(&seen.state.agreements, view.as_of, ledger.world().background());
    let dues = serde_json::to_value(dues).expect("what is due can be written");
    state.as_object_mut().expect("the state is a table").insert("dues".to_owned(), dues);
    let incidents = seen.incidents.iter().map(|i| incident(i, ledger.names())).collect();
    state.as_object_mut().expect("the state is a table").insert("incidents".to_owned(), Value::Array(incidents));
    state
}

fn incident(incident: &Incident<'_>, names: &Names) -> Value {
    let mut all = serde_json::to_value(&incident.weighing).expect("it can be written");
    let of = json!({
        "id": incident.id,
        "event": incident.event,
        "ceases": incident.ceases,
        "ahead": incident.ahead,
        "claims": incident.facts.iter().map(|f| f.key).collect::<Vec<_>>(),
        "from": incident.from,
        "to": incident.to,
        "actors": incident.actors.iter().map(|who| names.who(*who)).collect::<Vec<_>>(),
        "targets": incident.targets.iter().map(|who| names.who(*who)).collect::<Vec<_>>(),
        "places": incident.places.iter().map(|at| names.at(*at)).collect::<Vec<_>>(),
        "killed": incident.killed,
        "injured": incident.injured,
        "count": incident.count,
    });
    let (Some(all_of), Value::Object(of)) = (all.as_object_mut(), of) else { return all };
    all_of.extend(of);
    all
}

/// Orders in which entries arrive: as given, reversed, and two that are shuffled, always in the same way.
pub fn orders(n: usize) -> Vec<Vec<usize>> {
    let given: Vec<usize> = (0..n).collect();
    let mut all = vec![given.clone(), given.iter().rev().copied().collect()];
    for seed in [1_u64, 2] {
        let mut state = 0x9e37_79b9_7f4a_7c15_u64.wrapping_mul(seed);
        let mut order = given.clone();
        for last in (1..n).rev() {
            // Marsaglia's xorshift.
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            order.swap(last, (state % (last as u64 + 1)) as usize);
        }
        all.push(order);
    }
    all
}

/// A mention: by an id of the knowledge; `?` before words that the knowledge does not have.
fn mention(name: &str, case: &str, world: &World) -> Mention {
    let id = (!name.starts_with('?')).then(|| name.to_owned());
    let text = match &id {
        Some(id) => world.names(id).unwrap_or_else(|| panic!("{case}: the knowledge has no {id}; ?{id} for words")).0,
        None => name.trim_start_matches('?'),
    };
    let (text, end) = (text.to_owned(), text.len());
    Mention { text, start: 0, end, id, name: None, via: None, lat: None, lon: None, precision: None, pcode: None }
}

fn need<T>(given: Option<T>, of: &str, what: &str) -> T {
    given.unwrap_or_else(|| panic!("{of} needs {what}"))
}

fn quantity(number: &Number) -> Quantity {
    let (value, high, qualifier, unit) = match number {
        Number::Plain(value) => (*value, None, Qualifier::Exactly, None),
        Number::Qualified { value, high, qualifier, unit } => {
            (*value, *high, qualifier.unwrap_or(Qualifier::Exactly), unit.clone())
        }
    };
    Quantity { value, high, qualifier, unit, text: value.to_string() }
}

const END_OF_DAY: i64 = 43_199;

/// Noon of a day, or a time as given.
fn at(text: &str) -> Timestamp {
    let text = if text.contains('T') { text.to_owned() } else { format!("{text}T12:00:00Z") };
    text.parse().unwrap_or_else(|e| panic!("{text}: {e}"))
}

fn date(text: &str) -> Date {
    text.parse().unwrap_or_else(|e| panic!("{text}: {e}"))
}

pub fn day(text: &str) -> Day {
    Day::from(date(text))
}
