//! The situation: what holds, what changed, what is due, what is disputed.

use crate::answer::{Page, answer};
use crate::ask::Ask;
use crate::card::Card;
use crate::desk::Desk;
use crate::error::DeskError;
use crate::frame::Frame;
use crate::html::Said;
use crate::sight::Sight;
use askama::Template;
use axum::Router;
use axum::response::Response;
use axum::routing::get;
use hudna_ledger::state::{SiegeRecord, SiegeStanding};
use hudna_ledger::{AgreementRecord, Day, Link, Mark, Record, Thing, ToldChange, View, changes};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Value, to_value};
use std::sync::Arc;

/// Days of which changes are shown, where the address does not say.
const DAYS: usize = 7;
/// The longest time of which changes are shown: ten years.
pub const MOST_DAYS: usize = 3653;
/// Lines of the short lists.
const SHORT: usize = 12;

/// The route of the situation.
pub fn routes() -> Router<Arc<Desk>> {
    Router::new().route("/", get(situation))
}

async fn situation(ask: Ask) -> Response {
    answer(ask, make).await
}

/// The situation as JSON.
#[derive(JsonSchema, Serialize)]
#[schemars(rename = "Situation")]
pub struct Body<'s> {
    /// The day of the view.
    as_of: Day,
    /// By when what is seen was known, where the address says.
    known_by: Option<Day>,
    /// On how many reports it rests.
    reports: usize,
    /// On how many claims.
    claims: usize,
    /// The last day of which there is a report.
    last_report: Option<Day>,
    /// Of how many days the changes are.
    days: usize,
    /// What changed in these days.
    changes: &'s [ToldChange],
    /// The sieges.
    sieges: Vec<&'s Thing<'s>>,
    /// The agreements.
    agreements: Vec<&'s Thing<'s>>,
    /// What is due.
    due: &'s [Thing<'s>],
    /// On what sources differ.
    disputed: Vec<Link>,
}

/// A siege in a row of the situation.
struct SiegeRow {
    card: Card,
    over: bool,
    days: Option<i32>,
    /// Its days, in hundredths of those of the longest siege.
    share: i32,
}

/// An agreement in a row of the situation.
struct DealRow {
    card: Card,
    /// How many of its terms have each score, from 0 to 3.
    scores: [usize; 4],
    violated: usize,
}

#[derive(Template)]
#[template(path = "situation.html")]
struct Situation {
    frame: Frame,
    changes: Vec<Said>,
    sieges: Vec<SiegeRow>,
    agreements: Vec<DealRow>,
    due: Vec<Card>,
    disputed: Vec<Card>,
    heading: Said,
    basis: Said,
    json: Value,
}

impl Page for Situation {
    fn json(&self) -> Result<Value, DeskError> {
        Ok(self.json.clone())
    }
}

fn make(sight: &Sight<'_, '_>) -> Result<Situation, DeskError> {
    let ask = sight.ask;
    let days = ask.number("days", DAYS, 0..=MOST_DAYS)?;
    let frame = Frame::new(ask, "desk.situation", "situation");
    let viewer = sight.viewer();
    let changes = changed(sight, days);
    // Of all else only what sources differ on is shown here.
    let shown = |record: &Record<'_>| matches!(record, Record::Siege(_) | Record::Agreement(_)) || differs(record);
    let all: Vec<Thing<'_>> =
        Record::of_state(&sight.seen.state).filter(shown).filter_map(|record| viewer.of(&record)).collect();
    let due = viewer.due();
    let disputed: Vec<&Thing<'_>> = all.iter().filter(|thing| thing.record.as_ref().is_some_and(differs)).collect();
    let lengths = |thing: &Thing<'_>| match &thing.record {
        Some(Record::Siege(siege)) => length(siege),
        _ => None,
    };
    let longest = all.iter().filter_map(lengths).max().unwrap_or(1).max(1);
    let (mut sieges, mut agreements) = (Vec::new(), Vec::new());
    for thing in &all {
        match &thing.record {
            Some(Record::Siege(siege)) => sieges.push(SiegeRow {
                card: Card::new(thing, &frame),
                over: over(siege),
                days: length(siege),
                share: length(siege).map_or(0, |days| days.max(0).saturating_mul(100) / longest),
            }),
            Some(Record::Agreement(deal)) => agreements.push(deal_row(deal, Card::new(thing, &frame))),
            _ => {}
        }
    }
    // Those that hold before those that ended, the longest first.
    sieges.sort_by_key(|row| (row.over, std::cmp::Reverse(row.days)));
    agreements.sort_by_key(|row| std::cmp::Reverse(row.scores.iter().sum::<usize>()));
    let json = if ask.wants_html() {
        Value::Null
    } else {
        let of = |wanted: fn(&Record<'_>) -> bool| {
            all.iter().filter(|thing| thing.record.as_ref().is_some_and(wanted)).collect()
        };
        to_value(Body {
            as_of: ask.view.as_of,
            known_by: ask.known_by,
            reports: sight.seen.reports,
            claims: sight.seen.claims,
            last_report: sight.ledger.last_day(),
            days,
            changes: &changes,
            sieges: of(|record| matches!(record, Record::Siege(_))),
            agreements: of(|record| matches!(record, Record::Agreement(_))),
            due: &due,
            disputed: disputed.iter().map(|thing| thing.link()).collect(),
        })?
    };
    let short =
        |things: Vec<&Thing<'_>>| things.into_iter().take(SHORT).map(|thing| Card::new(thing, &frame)).collect();
    Ok(Situation {
        changes: changes.iter().map(|told| frame.said(&told.sentence)).collect(),
        sieges,
        agreements,
        due: short(due.iter().collect()),
        disputed: short(disputed),
        heading: frame.said(&viewer.heading()),
        basis: frame.said(&viewer.basis()),
        json,
        frame,
    })
}

/// What changed in so many days; where no report is of those, in so many before the last report.
fn changed(sight: &Sight<'_, '_>, days: usize) -> Vec<ToldChange> {
    let view = sight.view();
    let back = i32::try_from(days).unwrap_or(i32::MAX);
    let last = sight.ledger.last_day().unwrap_or(view.as_of).min(view.as_of);
    let before = sight.lookout.seen(&View { as_of: last.plus(-back), ..view.clone() });
    let Some(before) = before.get() else { return Vec::new() };
    let span = last.plus(-back).date().zip(view.as_of.date());
    let changes = changes(&before.state, &sight.seen.state, span.map(|(from, to)| (from.into(), to.into())));
    sight.viewer().changes(changes, before)
}

fn length(siege: &SiegeRecord) -> Option<i32> {
    let days = siege.days?;
    days.high.or(days.low)
}

fn over(siege: &SiegeRecord) -> bool {
    matches!(siege.state, SiegeStanding::Lifted | SiegeStanding::Denied)
}

fn deal_row(deal: &AgreementRecord, card: Card) -> DealRow {
    let mut scores = [0; 4];
    for term in &deal.terms {
        if let Some(count) = scores.get_mut(usize::from(term.score)) {
            *count += 1;
        }
    }
    let violated = deal.terms.iter().filter(|term| term.marks.contains(&Mark::Violated)).count();
    DealRow { card, scores, violated }
}

/// Whether sources differ on it.
fn differs(record: &Record<'_>) -> bool {
    match record {
        Record::Siege(siege) => siege.weighing.against > 0,
        Record::Agreement(deal) => deal.weighing.against > 0,
        Record::Access(access) => !access.sides.is_empty(),
        Record::Checkpoint(checkpoint) => !checkpoint.sides.is_empty(),
        Record::Control(control) => !control.sides.is_empty(),
        Record::Detention(detention) => !detention.sides.is_empty(),
        Record::Casualty(casualty) => casualty.weighing.against > 0,
        _ => false,
    }
}

impl Situation {
    /// The key of the word for a score.
    fn score_key(&self, score: &usize) -> &'static str {
        match score {
            0 => "score.0",
            1 => "score.1",
            2 => "score.2",
            _ => "score.3",
        }
    }
}
