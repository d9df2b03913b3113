//! The situation: what holds, what changed, what is due, what is disputed.

use crate::answer::{Page, answer_by};
use crate::ask::{Ask, FARTHEST};
use crate::card::Card;
use crate::desk::Desk;
use crate::error::DeskError;
use crate::frame::{Frame, iso};
use crate::html::Said;
use crate::lookout::{Lookout, together};
use crate::pager::{following, same_but};
use crate::sight::Sight;
use askama::Template;
use axum::Router;
use axum::response::Response;
use axum::routing::get;
use hudna_ledger::state::{SiegeRecord, SiegeStanding};
use hudna_ledger::{AgreementRecord, Day, Link, Mark, Record, Seen, Thing, ToldChange, View, changes};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Value, from_slice, to_vec_pretty};
use std::cmp::Reverse;
use std::sync::{Arc, OnceLock};

/// Days of which changes are shown, where the address does not say.
const DAYS: usize = 7;
/// The longest time of which changes are shown: ten years.
pub const MOST_DAYS: usize = 3653;
/// Sieges and agreements that are shown; the others are in their lists.
const ROWS: usize = 20;
/// Changes that are told.
const CHANGES: usize = 200;
/// What is due that is told at once to programs.
const TOGETHER: usize = 50;
/// Lines of the short lists.
const SHORT: usize = 12;

/// The route of the situation.
pub fn routes() -> Router<Arc<Desk>> {
    Router::new().route("/", get(situation))
}

async fn situation(ask: Ask) -> Response {
    answer_by(ask, look).await
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
    /// The day from which on changes are told.
    since: Day,
    /// What changed since then.
    changes: &'s [ToldChange],
    /// The sieges; of very many those that hold longest.
    sieges: Vec<Thing<'s>>,
    /// The agreements; of very many those with most terms.
    agreements: Vec<Thing<'s>>,
    /// How much is due in all.
    total: usize,
    /// The address of what is due after what is here; left out where there is no more.
    #[serde(skip_serializing_if = "Option::is_none")]
    after: Option<String>,
    /// What is due, what is late first: a part, from `offset`, of as much as `limit` says.
    due: &'s [Thing<'s>],
    /// On what sources differ: a part, sieges and agreements first; from `disputed` on, where the address has that.
    disputed: Vec<Link>,
    /// The address of what is disputed beside these; left out where that is all.
    #[serde(skip_serializing_if = "Option::is_none")]
    disputed_after: Option<String>,
    /// How many there are beside these.
    more: More,
}

/// How many of each are in their lists and not here.
#[derive(JsonSchema, Serialize)]
struct More {
    /// Sieges.
    sieges: usize,
    /// Agreements.
    agreements: usize,
    /// Changes, earlier than those that are told.
    changes: usize,
}

/// A siege in a row of the situation.
struct SiegeRow {
    card: Card,
    over: bool,
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
    /// How many are not shown here.
    more_sieges: usize,
    more_agreements: usize,
    more_changes: usize,
    due: Vec<Card>,
    disputed: Vec<Card>,
    heading: Said,
    basis: Said,
    /// From which day on changes are told, as a field of a form says it.
    since: String,
    /// It as JSON, written.
    json: Vec<u8>,
}

impl Page for Situation {
    fn json(&self) -> Result<Value, DeskError> {
        Ok(from_slice(&self.json)?)
    }

    fn written(&self) -> Result<Vec<u8>, DeskError> {
        Ok(self.json.clone())
    }
}

fn make(sight: &Sight<'_, '_>, before: Option<&Seen<'_>>) -> Result<Situation, DeskError> {
    let ask = sight.ask;
    let since = since(ask, sight.lookout)?;
    let frame = Frame::new(ask, "desk.situation", "situation");
    let state = &sight.seen.state;
    // Those that hold before those that ended, the longest first.
    let sieges = first(&state.sieges, |siege| (over(siege), Reverse(length(siege))));
    let deals = first(&state.agreements, |deal| Reverse(scores(deal).iter().sum::<usize>()));
    let longest = state.sieges.iter().filter_map(|siege| length(siege)).max().unwrap_or(1).max(1);
    let part = ask.part_of_list(TOGETHER)?;
    let (offset, limit) = if ask.wants_html() { (0, SHORT) } else { part };
    // What only the page shows is not made for programs, and what only these are told is not made for the page.
    let html = ask.wants_html();
    let [rows, short, things] =
        [(html, usize::MAX), (html, SHORT), (!html, usize::MAX)].map(|(is, n)| if is { n } else { 0 });
    // What takes most of the time is made at the same time: somebody waits for it.
    let ((told, agreed), ((due, total), besieged)) = together(
        || {
            let (viewer, shown) = (sight.viewer(), among(&state.agreements, &deals).take(things));
            (changed(sight, before, since), shown.map(|deal| viewer.agreement(deal)).collect::<Vec<_>>())
        },
        || {
            let (viewer, shown) = (sight.viewer(), among(&state.sieges, &sieges).take(things));
            (viewer.due_part(offset, limit), shown.map(|siege| viewer.siege(siege)).collect::<Vec<_>>())
        },
    );
    let (changes, more_changes) = told.get().map_or((&[][..], 0), |(changes, more)| (changes.as_slice(), *more));
    let viewer = sight.viewer();
    let siege_row = |siege: &&Arc<SiegeRecord>| SiegeRow {
        card: Card::new(&viewer.siege_line(siege), &frame),
        over: over(siege),
        share: length(siege).map_or(0, |days| days.max(0).saturating_mul(100) / longest),
    };
    let deal = |deal: &&Arc<AgreementRecord>| deal_row(deal, Card::new(&viewer.agreement_line(deal), &frame));
    let disputed = || Record::of_state(state).filter(differs);
    let (skipped, listed) = disputed_part(ask)?;
    let next = skipped.saturating_add(listed);
    let json = if html {
        Vec::new()
    } else {
        to_vec_pretty(&Body {
            as_of: ask.view.as_of,
            known_by: ask.known_by,
            reports: sight.seen.reports,
            claims: sight.seen.claims,
            last_report: sight.lookout.about().last_report,
            since,
            changes,
            sieges: besieged,
            agreements: agreed,
            total,
            after: following(ask, offset.saturating_add(limit), total),
            due: &due,
            disputed: disputed()
                .skip(skipped)
                .take(listed)
                .map(|record| Link::new(record.kind(), record.id()))
                .collect(),
            disputed_after: disputed().nth(next).map(|_| same_but(ask, "disputed", &next.to_string())),
            more: More {
                sieges: state.sieges.len() - sieges.len(),
                agreements: state.agreements.len() - deals.len(),
                changes: more_changes,
            },
        })?
    };
    let disputed: Vec<Thing<'_>> = disputed().take(short).filter_map(|record| viewer.head(&record)).collect();
    let cards = |things: &[Thing<'_>]| things.iter().take(short).map(|thing| Card::new(thing, &frame)).collect();
    Ok(Situation {
        changes: changes.iter().take(rows).map(|told| frame.said(&told.sentence)).collect(),
        more_changes,
        more_sieges: state.sieges.len() - sieges.len(),
        more_agreements: state.agreements.len() - deals.len(),
        sieges: sieges.iter().take(rows).map(siege_row).collect(),
        agreements: deals.iter().take(rows).map(deal).collect(),
        due: cards(&due),
        disputed: cards(&disputed),
        heading: frame.said(&viewer.heading()),
        basis: frame.said(&viewer.basis()),
        since: iso(since),
        json,
        frame,
    })
}

/// So many of a list as the page has room for, in an order.
fn first<T, K: Ord>(all: &[T], by: impl Fn(&T) -> K) -> Vec<&T> {
    let mut all: Vec<&T> = all.iter().collect();
    all.sort_by_key(|one| by(one));
    all.truncate(ROWS);
    all
}

/// Those of a list that are shown, in its order.
fn among<'a, T>(all: &'a [Arc<T>], shown: &[&Arc<T>]) -> impl Iterator<Item = &'a Arc<T>> {
    all.iter().filter(|one| shown.iter().any(|shown| Arc::ptr_eq(shown, one)))
}

/// Which part of what is disputed is listed for programs: how much comes before it, and how much it is at most. What the page shows comes first.
fn disputed_part(ask: &Ask) -> Result<(usize, usize), DeskError> {
    let skipped = ask.number("disputed", 0, 0..=FARTHEST)?;
    Ok((skipped, if skipped == 0 { SHORT } else { TOGETHER }))
}

/// Looks at both days that the page is about. Of a day that is past a glimpse is enough, as long as only the first of what is disputed is asked for,
/// and there is more of that among sieges and agreements; else the whole is looked at.
fn look(ask: &Ask, lookout: &Lookout<'_>) -> Result<Situation, DeskError> {
    let from = since(ask, lookout)?;
    let past = ask.as_of.is_some() && disputed_part(ask)?.0 == 0;
    let glimpse = if past { lookout.glimpse(&ask.view, from) } else { None };
    if let Some(Some([seen, before])) = glimpse.as_ref().and_then(|cell| cell.get()) {
        let of_all = Record::of_state(&seen.state).take(seen.state.sieges.len() + seen.state.agreements.len());
        if of_all.filter(differs).nth(SHORT).is_some() {
            return Sight::of(ask, lookout, seen, |sight| make(sight, Some(before)));
        }
    }
    lookout.seen_with(&ask.view, from);
    Sight::show(ask, lookout, |sight| make(sight, None))
}

/// Looks at what the page is about where its address says nothing of it.
pub fn make_ready(view: &View, lookout: &Lookout<'_>) {
    lookout.seen_with(view, earlier(view, lookout, DAYS));
}

/// The day from which on changes are told: the one that is asked for, or so many before the last report.
fn since(ask: &Ask, lookout: &Lookout<'_>) -> Result<Day, DeskError> {
    let days = ask.number("days", DAYS, 0..=MOST_DAYS)?;
    let asked = ask.day("since")?.map(|day| day.min(ask.view.as_of));
    Ok(asked.unwrap_or_else(|| earlier(&ask.view, lookout, days)))
}

/// So many days before the last report.
fn earlier(view: &View, lookout: &Lookout<'_>, days: usize) -> Day {
    let last = lookout.about().last_report.unwrap_or(view.as_of).min(view.as_of);
    last.plus(-i32::try_from(days).unwrap_or(i32::MAX))
}

/// What changed since a day. Of many the last ones; and how many came before these.
fn changed(sight: &Sight<'_, '_>, before: Option<&Seen<'_>>, from: Day) -> Arc<OnceLock<(Vec<ToldChange>, usize)>> {
    let view = sight.view();
    let only = sight.ask.wants_html().then_some(sight.ask.lang);
    let told = |before: &Seen<'_>| {
        let span = from.date().zip(view.as_of.date());
        let mut changes = changes(&before.state, &sight.seen.state, span.map(|(from, to)| (from.into(), to.into())));
        let earlier = changes.len().saturating_sub(CHANGES);
        changes.drain(..earlier);
        (sight.viewer().changes(changes, before), earlier)
    };
    sight.lookout.changed(view, from, only, || match before {
        Some(before) => told(before),
        None => sight.lookout.seen(&View { as_of: from, ..view.clone() }).get().map(told).unwrap_or_default(),
    })
}

fn length(siege: &SiegeRecord) -> Option<i32> {
    let days = siege.days?;
    days.high.or(days.low)
}

fn over(siege: &SiegeRecord) -> bool {
    matches!(siege.state, SiegeStanding::Lifted | SiegeStanding::Denied)
}

fn deal_row(deal: &AgreementRecord, card: Card) -> DealRow {
    let violated = deal.terms.iter().filter(|term| term.marks.contains(&Mark::Violated)).count();
    DealRow { card, scores: scores(deal), violated }
}

/// How many terms of an agreement have each score.
fn scores(deal: &AgreementRecord) -> [usize; 4] {
    let mut scores = [0; 4];
    for term in &deal.terms {
        if let Some(count) = scores.get_mut(usize::from(term.score)) {
            *count += 1;
        }
    }
    scores
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
