//! Whether a decision means anything: asked before it is entered, so that nothing is entered that does nothing.

mod futile;

pub use futile::Futile;

use crate::agreement::{agreeing, owing};
use crate::context::{Context, Reports, Voices};
use crate::docket::{Docket, Rulings};
use crate::fact::{ClaimKey, Day, Fact, ReportKey, Where};
use crate::incident::{Incident, IncidentId, incidents, of_one_kind, settlements};
use crate::ledger::{Ledger, View};
use crate::lineage::Lineage;
use crate::log::{Decision, Review};
use crate::world::Domain;
use std::cell::OnceCell;
use std::collections::BTreeSet;

/// One part of the state at one settlement.
type At = (Domain, Option<Where>);

impl Ledger<'_> {
    /// Whether a decision would change anything of what all entries come to.
    ///
    /// # Errors
    /// It would not, or it names what is not there. The reason says what is in its way and what can be done.
    pub fn check(&self, decision: &Decision) -> Result<(), Futile> {
        let view = View::as_of(Day::LAST);
        let rulings = self.rulings(&view);
        let reports = self.reports_in(&view, &rulings);
        let check = Check { ledger: self, view, rulings, reports, lineage: OnceCell::new() };
        match decision {
            Decision::Accept { claim } | Decision::Reject { claim } => check.claim(claim, decision),
            Decision::Correct { claim, to } => {
                check.claim(claim, decision)?;
                match to.time.as_ref().and_then(|when| when.from.zip(when.to)) {
                    Some((from, to)) if from > to => Err(Futile::Backward { claim: claim.clone(), from, to }),
                    _ => Ok(()),
                }
            }
            Decision::Join { claims } => check.join(claims, decision),
            Decision::Split { claims } => check.split(claims),
            Decision::SameReport { reports } => check.same_report(reports),
            Decision::Withdraw { report } => check.report(report).map(drop),
            Decision::Source { source, reliability, follows } => check.source(source, *reliability, follows.as_deref()),
            Decision::Undo { entry } => check.undo(*entry, decision),
        }
    }
}

/// A claim, its incident, and all claims of that.
#[derive(Clone)]
struct Placed {
    claim: ClaimKey,
    incident: IncidentId,
    with: Vec<ClaimKey>,
}

impl Placed {
    /// The same for a claim, if it is of this incident.
    fn placed(&self, claim: ClaimKey) -> Option<Placed> {
        self.with.contains(&claim).then(|| Placed { claim, ..self.clone() })
    }
}

/// What a decision is checked against.
struct Check<'l> {
    ledger: &'l Ledger<'l>,
    view: View,
    rulings: Rulings<'l>,
    reports: Reports,
    /// Found out where it is asked for: it takes a look at all reports.
    lineage: OnceCell<Lineage>,
}

impl<'l> Check<'l> {
    fn lineage(&self) -> &Lineage {
        let of = || Lineage::of(self.reports.values().map(AsRef::as_ref), &self.rulings.same_report);
        self.lineage.get_or_init(of)
    }

    fn docket(&self) -> &'l Docket {
        self.ledger.docket()
    }

    /// The place in the log of the latest decision of those that hold which is as asked for.
    fn decided(&self, asked: impl Fn(&Decision) -> bool) -> Option<u64> {
        self.docket().standing().rev().find(|(_, decision)| asked(decision)).map(|(entry, _)| entry)
    }

    /// A report that counts.
    fn report(&self, id: &str) -> Result<ReportKey, Futile> {
        let none = || Futile::NoReport { report: id.to_owned() };
        let key: ReportKey = id.parse().map_err(|_| none())?;
        if self.reports.contains_key(&key) {
            return Ok(key);
        }
        match self.decided(|d| matches!(d, Decision::Withdraw { report } if report == id)) {
            Some(entry) => Err(Futile::Withdrawn { id: id.to_owned(), entry }),
            None => Err(none()),
        }
    }

    /// A claim that was read in a report that counts.
    fn read(&self, id: &str) -> Result<ClaimKey, Futile> {
        let none = || Futile::NoClaim { claim: id.to_owned() };
        let key: ClaimKey = id.parse().map_err(|_| none())?;
        self.report(&key.report.to_string()).map_err(|futile| match futile {
            Futile::Withdrawn { entry, .. } => Futile::Withdrawn { id: id.to_owned(), entry },
            _ => none(),
        })?;
        let read = self.ledger.has_claim(key, &self.view);
        if read { Ok(key) } else { Err(none()) }
    }

    /// A claim that counts, as it stands.
    fn fact(&self, id: &str) -> Result<&'l Fact, Futile> {
        let key = self.read(id)?;
        let mut facts = self.ledger.facts_of(key.report, &self.view, &self.rulings);
        if let Some((_, fact)) = facts.find(|(_, fact)| fact.key == key) {
            return Ok(fact);
        }
        match self.decided(|d| matches!(d, Decision::Reject { claim } if claim == id)) {
            Some(entry) => Err(Futile::Rejected { claim: id.to_owned(), entry }),
            None => Err(Futile::NoClaim { claim: id.to_owned() }),
        }
    }

    /// A decision about one claim.
    fn claim(&self, id: &str, decision: &Decision) -> Result<(), Futile> {
        self.read(id)?;
        let about = |d: &Decision| match d {
            Decision::Accept { claim } | Decision::Reject { claim } | Decision::Correct { claim, .. } => claim == id,
            _ => false,
        };
        match self.docket().standing().rev().find(|(_, d)| about(d)) {
            Some((entry, same)) if same == decision => Err(Futile::Decided { id: id.to_owned(), entry }),
            _ => Ok(()),
        }
    }

    /// The facts of claims, of which there are two or more.
    fn facts(&self, claims: &[String]) -> Result<Vec<&'l Fact>, Futile> {
        two(claims)?;
        claims.iter().map(|id| self.fact(id)).collect()
    }

    fn units(&self, fact: &Fact) -> (Domain, BTreeSet<Option<Where>>) {
        let domain = self.ledger.world().settings().domain(fact.event);
        (domain, settlements(fact, domain, self.ledger.names()).into_iter().collect())
    }

    /// For each unit that several of the facts are in: those, with their incidents as rulings have them.
    fn shared(&self, facts: &[&'l Fact], rulings: &Rulings<'l>) -> Vec<Vec<Placed>> {
        let units: Vec<_> = facts.iter().map(|fact| (self.units(fact), fact.key)).collect();
        let all: BTreeSet<At> =
            units.iter().flat_map(|((domain, places), _)| places.iter().map(|at| (*domain, *at))).collect();
        let voices = self.ledger.voices(&self.reports, self.lineage());
        let of_unit = |(domain, at): At| {
            let here: Vec<ClaimKey> =
                units.iter().filter(|((d, all), _)| *d == domain && all.contains(&at)).map(|(_, key)| *key).collect();
            (here.len() > 1).then(|| {
                let found = self.incidents((domain, at), rulings, &voices);
                here.into_iter().filter_map(|claim| found.iter().find_map(|all| all.placed(claim))).collect()
            })
        };
        all.into_iter().filter_map(of_unit).collect()
    }

    /// The incidents of a unit with their claims.
    fn incidents(&self, unit: At, rulings: &Rulings<'l>, voices: &Voices) -> Vec<Placed> {
        let (domain, at) = unit;
        let context: Context<'_> = self.ledger.context(&self.view, &self.reports, self.lineage(), voices);
        let mut facts = self.ledger.facts_in(&self.view, &self.reports, rulings);
        facts.retain(|fact| {
            let own = self.ledger.world().settings().domain(fact.event);
            own == domain && settlements(fact, domain, self.ledger.names()).contains(&at)
        });
        let mut all = Vec::new();
        incidents(&facts, domain, at, rulings, &context, &mut all);
        let keys = |incident: &Incident<'_>| incident.facts.iter().map(|fact| fact.key).collect();
        all.iter().map(|i| Placed { claim: i.id.claim, incident: i.id, with: keys(i) }).collect()
    }

    fn join(&self, claims: &[String], decision: &Decision) -> Result<(), Futile> {
        let facts = self.facts(claims)?;
        // Of agreements, more is joined than incidents.
        if facts.iter().all(|fact| agreeing(fact)) {
            return Ok(());
        }
        let (Some(first), Some(id)) = (facts.first(), claims.first()) else { return Ok(()) };
        let (domain, at) = self.units(first);
        for (fact, other) in facts.iter().zip(claims).skip(1) {
            let (claim, other) = (id.clone(), other.clone());
            let (other_domain, other_at) = self.units(fact);
            if domain != other_domain {
                return Err(Futile::OtherPart { claim, domain, other, other_domain });
            }
            if !of_one_kind(first, fact, domain) {
                let (told, other_told) = (self.told(first), self.told(fact));
                return Err(Futile::OtherKind { claim, told, other, other_told });
            }
            if at.is_disjoint(&other_at) {
                let (at, other_at) = (self.places(&at), self.places(&other_at));
                return Err(Futile::Elsewhere { claim, at, other, other_at });
            }
        }
        let one = |unit: &Vec<Placed>| unit.windows(2).all(|pair| pair[0].incident == pair[1].incident);
        let now = self.shared(&facts, &self.rulings);
        if let Some(placed) = now.first().and_then(|unit| unit.first()).filter(|_| now.iter().all(one)) {
            return Err(Futile::Together { claims: claims.to_vec(), incident: placed.incident });
        }
        let ruling = Docket::ruling(Review { reason: String::new(), decision: decision.clone() });
        for unit in self.shared(&facts, &self.docket().rulings_with(None, Some(&ruling))) {
            let Some(placed) = unit.first() else { continue };
            let Some(other) = unit.iter().find(|other| other.incident != placed.incident) else { continue };
            let apart = |d: &Decision| {
                let Decision::Split { claims } = d else { return false };
                let has = |placed: &Placed| placed.with.iter().any(|claim| claims.contains(&claim.to_string()));
                has(placed) && has(other)
            };
            let entry = self.decided(apart).unwrap_or_default();
            return Err(Futile::SetApart { claim: placed.claim.to_string(), other: other.claim.to_string(), entry });
        }
        Ok(())
    }

    fn split(&self, claims: &[String]) -> Result<(), Futile> {
        let facts = self.facts(claims)?;
        // Claims of one agreement, or of one term, need not be of one incident.
        if facts.iter().all(|fact| agreeing(fact)) || facts.iter().all(|fact| owing(fact)) {
            return Ok(());
        }
        let now = self.shared(&facts, &self.rulings);
        for fact in &facts {
            let with_others = |unit: &Vec<Placed>| {
                let own = unit.iter().find(|placed| placed.claim == fact.key);
                own.is_some_and(|own| unit.iter().any(|o| o.claim != own.claim && o.incident == own.incident))
            };
            if !now.iter().any(with_others) {
                return Err(Futile::Apart { claim: fact.key.to_string() });
            }
        }
        Ok(())
    }

    fn told(&self, fact: &Fact) -> String {
        let ceases = if fact.ceases { ", ending" } else { "" };
        format!("{} ({}{ceases})", fact.event, fact.modality)
    }

    fn places(&self, places: &BTreeSet<Option<Where>>) -> String {
        let name = |at: &Option<Where>| at.map_or("no place".to_owned(), |at| self.ledger.names().at(at).id.clone());
        places.iter().map(name).collect::<Vec<_>>().join(" and ")
    }

    fn same_report(&self, reports: &[String]) -> Result<(), Futile> {
        two(reports)?;
        let keys: Vec<ReportKey> = reports.iter().map(|id| self.report(id)).collect::<Result<_, _>>()?;
        let mut origins = keys.iter().map(|key| self.lineage().origin(*key));
        let first = origins.next();
        if origins.all(|origin| Some(origin) == first) {
            return Err(Futile::OneReport { reports: reports.to_vec() });
        }
        Ok(())
    }

    fn source(&self, outlet: &str, reliability: Option<char>, follows: Option<&str>) -> Result<(), Futile> {
        let id = |name: &str| self.ledger.world().outlet(name).map_or(name.to_owned(), |outlet| outlet.id.clone());
        let of_it = |report: &&crate::ReportInfo| {
            report.source.as_deref() == Some(outlet) || report.outlet.as_ref().is_some_and(|o| o.id == id(outlet))
        };
        let reports: Vec<_> = self.ledger.reports().filter(of_it).collect();
        if reports.is_empty() {
            let known: BTreeSet<&str> = self.ledger.reports().filter_map(|r| r.source.as_deref()).collect();
            let known =
                if known.is_empty() { "none".to_owned() } else { known.into_iter().collect::<Vec<_>>().join(", ") };
            return Err(Futile::NoSource { outlet: outlet.to_owned(), known });
        }
        if reliability.is_none() && follows.is_none() {
            return Err(Futile::NothingSaid { outlet: outlet.to_owned() });
        }
        if let Some(follows) = follows {
            let back = |name: &str| id(name) == id(outlet);
            if back(follows) || self.rulings.followed(&id(follows)).is_some_and(back) {
                return Err(Futile::FollowsBack { outlet: outlet.to_owned(), follows: follows.to_owned() });
            }
        }
        let held = self.rulings.sources.get(id(outlet).as_str()).or(self.rulings.sources.get(outlet));
        let graded = |grade: char| {
            let now = reports.iter().filter_map(|report| self.reports.get(&report.key)).map(|report| report.grade());
            now.into_iter().all(|now| now == grade)
        };
        let follows_so = |name: &str| held.and_then(|(_, follows)| *follows).is_some_and(|held| held == name);
        if reliability.is_none_or(graded) && follows.is_none_or(follows_so) {
            return Err(Futile::Held { outlet: outlet.to_owned() });
        }
        Ok(())
    }

    fn undo(&self, entry: u64, decision: &Decision) -> Result<(), Futile> {
        if !self.docket().holds(entry) {
            let by = self.decided(|d| matches!(d, Decision::Undo { entry: undone } if *undone == entry));
            return Err(by.map_or(Futile::NoDecision { entry }, |by| Futile::Undone { entry, by }));
        }
        let ruling = Docket::ruling(Review { reason: String::new(), decision: decision.clone() });
        let same = self.docket().rulings_with(None, Some(&ruling)).same(&self.rulings);
        if same { Err(Futile::Overruled { entry }) } else { Ok(()) }
    }
}

/// Two or more of these differ, and none stands twice.
fn two(ids: &[String]) -> Result<(), Futile> {
    let twice = ids.iter().enumerate().find(|(at, id)| ids.iter().take(*at).any(|other| other == *id));
    match (twice, ids) {
        (Some((_, id)), _) | (None, [id]) => Err(Futile::NotTwo { id: id.clone() }),
        (None, _) => Ok(()),
    }
}
