//! The situation: what holds, what changed, what is due, what is disputed.

use super::tell::{Changed, Item, about, confidence, href, phrasing};
use crate::answer::{Page, answer};
use crate::ask::Ask;
use crate::desk::Desk;
use crate::error::DeskError;
use crate::frame::{Frame, iso};
use crate::html::Said;
use askama::Template;
use axum::Router;
use axum::response::Response;
use axum::routing::get;
use hudna_ledger::{AgreementRecord, DealKind, View, changes, dues};
use hudna_ledger::state::{SiegeRecord, SiegeStanding};
use serde::Serialize;
use std::sync::Arc;

/// Days of which changes are shown, where the address does not say.
const DAYS: usize = 7;
/// The longest time of which changes are shown: ten years.
const MOST_DAYS: usize = 3653;

/// The route of the situation.
pub fn routes() -> Router<Arc<Desk>> {
    Router::new().route("/", get(situation))
}

async fn situation(ask: Ask) -> Response {
    answer(ask, make).await
}

/// A siege in a row of the situation.
#[derive(Serialize)]
struct SiegeRow {
    item: Item,
    /// How it stands, as a code.
    state: SiegeStanding,
    confidence: &'static str,
    /// The longest that it can have lasted, in days.
    days: Option<i32>,
    /// The same, in hundredths of the longest siege.
    share: u32,
    independent_sources: usize,
}

/// An agreement in a row of the situation.
#[derive(Serialize)]
struct DealRow {
    item: Item,
    confidence: &'static str,
    /// How many of its terms have each score, from 0 to 3.
    scores: [usize; 4],
    terms: usize,
    /// Terms that were violated.
    violated: usize,
    independent_sources: usize,
}

/// Something that is owed.
#[derive(Serialize)]
struct DueRow {
    what: Said,
    owed_by: Said,
    by: Said,
    overdue: Option<i32>,
    href: String,
}

/// Something on which sources differ.
#[derive(Serialize)]
struct Disputed {
    id: String,
    what: Said,
    standing: Said,
    href: String,
}

#[derive(Template, Serialize)]
#[template(path = "situation.html")]
struct Situation {
    #[serde(skip)]
    frame: Frame,
    as_of: String,
    known_by: String,
    #[serde(skip)]
    heading: Said,
    #[serde(skip)]
    rests: Said,
    reports: usize,
    claims: usize,
    last_report: String,
    /// Days of which changes are shown.
    days: usize,
    changes: Vec<Changed>,
    sieges: Vec<SiegeRow>,
    agreements: Vec<DealRow>,
    due: Vec<DueRow>,
    disputed: Vec<Disputed>,
}

impl Page for Situation {}

fn make(ask: &Ask) -> Result<Situation, DeskError> {
    let days = ask.number("days", DAYS)?.min(MOST_DAYS);
    let now = ask.desk.snapshot(&ask.view);
    let frame = Frame::new(ask, "desk.situation", "situation");
    let about = about(ask, &now);
    let say = phrasing(ask, &now.state, &about);
    let back = i32::try_from(days).unwrap_or(i32::MAX);
    // Where no report is of the last days, the changes are those of the last days that have reports.
    let last = now.last_report.unwrap_or(ask.view.as_of).min(ask.view.as_of);
    let before = ask.desk.snapshot(&View { as_of: last.plus(-back), ..ask.view.clone() });
    let span = last.plus(-back).date().zip(ask.view.as_of.date());
    let changes = changes(&before.state, &now.state, span.map(|(from, to)| (from.into(), to.into())));
    let said = say.changes(&changes);
    let changes = changes.into_iter().zip(said).map(|(change, said)| Changed {
        href: href(change.part, &change.id, &frame),
        said: said.into(),
        change,
    });
    let mut all = Vec::new();
    for part in super::tell::PARTS {
        all.extend(say.items(part).into_iter().map(|words| (part, Item::new(words, part, &frame))));
    }
    let take = |part: &str, id: &str, all: &mut Vec<(&'static str, Item)>| {
        let at = all.iter().position(|(known, item)| *known == part && item.id == id)?;
        Some(all.swap_remove(at).1)
    };
    let disputed = disputed(&now.state, &all);
    let longest = now.state.sieges.iter().filter_map(length).max().unwrap_or(1).max(1);
    let mut sieges = Vec::new();
    for siege in now.state.sieges.iter() {
        let Some(item) = take("sieges", &siege.id, &mut all) else { continue };
        let days = length(siege);
        sieges.push(SiegeRow {
            item,
            state: siege.state,
            confidence: confidence(siege.weighing.confidence),
            days,
            share: days.map_or(0, |days| u32::try_from(days.max(0) * 100 / longest).unwrap_or(0)),
            independent_sources: siege.weighing.independent_sources,
        });
    }
    // Those that hold before those that ended, the longest first.
    sieges.sort_by_key(|row| (ended(row.state), std::cmp::Reverse(row.days)));
    let mut agreements = Vec::new();
    for deal in &now.state.agreements {
        let Some(item) = take("agreements", &deal.id, &mut all) else { continue };
        agreements.push(deal_row(deal, item));
    }
    agreements.sort_by_key(|row| std::cmp::Reverse(row.terms));
    let due = dues(&now.state.agreements, ask.view.as_of, ask.desk.world.background());
    let due = due.iter().map(|due| {
        let id = due.term.as_deref().unwrap_or(&due.agreement);
        let what = say.phrase("status.of", &[("what", say.deed(due.event, due.ceases)), ("places", say.names(&due.places))]);
        DueRow {
            what: if due.places.is_empty() { say.deed(due.event, due.ceases) } else { what }.into(),
            owed_by: say.names(&due.owed_by).into(),
            by: due.by.map(|by| say.day(by)).unwrap_or_default().into(),
            overdue: due.overdue,
            href: href("agreements", id, &frame),
        }
    });
    let day = |day| say.day(day);
    let rests = say.phrase(
        "status.rests_on",
        &[("reports", say.counted("reports_in", now.reports)), ("claims", say.counted("claims_in", now.claims))],
    );
    Ok(Situation {
        as_of: iso(ask.view.as_of),
        known_by: frame.known_by.clone(),
        heading: say.phrase("status.as_of", &[("day", day(ask.view.as_of))]).into(),
        rests: rests.into(),
        reports: now.reports,
        claims: now.claims,
        last_report: now.last_report.map(iso).unwrap_or_default(),
        days,
        changes: changes.collect(),
        sieges,
        agreements,
        due: due.collect(),
        disputed,
        frame,
    })
}

fn length(siege: &SiegeRecord) -> Option<i32> {
    let days = siege.days?;
    days.high.or(days.low)
}

fn ended(state: SiegeStanding) -> bool {
    matches!(state, SiegeStanding::Lifted | SiegeStanding::Denied)
}

fn deal_row(deal: &AgreementRecord, item: Item) -> DealRow {
    let mut scores = [0; 4];
    let mut violated = 0;
    let owed = deal.terms.iter().filter(|_| deal.kind != DealKind::Truce || !deal.terms.is_empty());
    for term in owed {
        if let Some(count) = scores.get_mut(usize::from(term.score)) {
            *count += 1;
        }
        violated += usize::from(term.marks.contains(&hudna_ledger::Mark::Violated));
    }
    DealRow {
        item,
        confidence: confidence(deal.weighing.confidence),
        scores,
        terms: deal.terms.len(),
        violated,
        independent_sources: deal.weighing.independent_sources,
    }
}

/// What stands disputed, of whatever part.
fn disputed(state: &hudna_ledger::State, all: &[(&'static str, Item)]) -> Vec<Disputed> {
    let mut ids: Vec<&str> = Vec::new();
    ids.extend(state.sieges.iter().filter(|s| s.weighing.against > 0).map(|s| s.id.as_str()));
    ids.extend(state.agreements.iter().filter(|a| a.weighing.against > 0).map(|a| a.id.as_str()));
    ids.extend(state.access.iter().filter(|a| !a.sides.is_empty()).map(|a| a.id.as_str()));
    ids.extend(state.checkpoints.iter().filter(|c| !c.sides.is_empty()).map(|c| c.id.as_str()));
    ids.extend(state.control.iter().filter(|c| !c.sides.is_empty()).map(|c| c.id.as_str()));
    let found = ids.iter().filter_map(|id| all.iter().find(|(_, item)| item.id == *id));
    let found = found.map(|(_, item)| Disputed {
        id: item.id.clone(),
        what: item.what.clone(),
        standing: item.standing.clone(),
        href: item.href.clone(),
    });
    found.collect()
}

/// The key of the word for a score.
pub fn score_key(score: &usize) -> &'static str {
    match score {
        0 => "score.0",
        1 => "score.1",
        2 => "score.2",
        _ => "score.3",
    }
}
