//! The page of an agreement: the compliance table, term by term, and why each stands as it does.

use super::thing::Whole;
use crate::answer::{Page, answer};
use crate::ask::{Ask, Id};
use crate::card::{Card, CardStep};
use crate::desk::Desk;
use crate::error::DeskError;
use crate::frame::Frame;
use crate::html::Said;
use askama::Template;
use axum::Router;
use axum::response::Response;
use axum::routing::get;
use hudna_ledger::{AgreementRecord, Day, DealTerm, DealWeight, Kind, Record};
use serde_json::Value;
use std::sync::Arc;

/// The route of the page.
pub fn routes() -> Router<Arc<Desk>> {
    Router::new().route("/agreements/{id}", get(agreement))
}

/// A mark of a term.
struct Badge {
    /// The key of its word.
    key: String,
    /// The class by which it is shown.
    class: String,
}

/// What the score of a term was from a day on.
struct Step {
    day: Said,
    score: u8,
}

/// A line of the compliance table.
struct Line {
    card: Card,
    score: u8,
    marks: Vec<Badge>,
    history: Vec<Step>,
    speaks_for: Vec<Said>,
    speaks_against: Vec<Said>,
    /// It is demanded and not agreed.
    demanded: bool,
}

/// Pieces of evidence that are shown at once.
const SHOWN: usize = 4;

impl Line {
    /// The evidence for it that is shown at once.
    fn first(&self) -> &[Said] {
        self.speaks_for.get(..SHOWN).unwrap_or(&self.speaks_for)
    }

    /// The evidence for it that is shown when asked for.
    fn others(&self) -> &[Said] {
        self.speaks_for.get(SHOWN..).unwrap_or_default()
    }
}

#[derive(Template)]
#[template(path = "agreement.html")]
struct AgreementPage {
    frame: Frame,
    card: Card,
    lines: Vec<Line>,
    steps: Vec<CardStep>,
    json: Value,
}

impl Page for AgreementPage {
    fn json(&self) -> Result<Value, DeskError> {
        Ok(self.json.clone())
    }
}

async fn agreement(ask: Ask, Id(id): Id) -> Response {
    answer(ask, move |sight| {
        Whole::of(sight, Kind::Agreement, &id, |whole| {
            let frame = Frame::new(sight.ask, "desk.brand", "agreements").titled(whole.title(sight.ask.lang));
            let mut card = Card::new(whole.thing, &frame);
            let terms = match &whole.thing.record {
                Some(Record::Agreement(AgreementRecord { terms, .. })) => terms.as_slice(),
                _ => &[],
            };
            let cards = std::mem::take(&mut card.parts);
            let viewer = sight.viewer();
            let told = |day: Day| frame.said(&viewer.day(day));
            let lines = cards.into_iter().filter_map(|card| {
                let term = terms.iter().find(|term| term.id == card.id)?;
                Some(line(card, term, told))
            });
            Ok(AgreementPage {
                lines: lines.collect(),
                steps: whole.why.iter().map(|step| CardStep::new(step, &frame)).collect(),
                json: whole.json(sight)?,
                card,
                frame,
            })
        })
    })
    .await
}

fn line(mut card: Card, term: &DealTerm, told: impl Fn(Day) -> Said) -> Line {
    // The phrases of the evidence stand in the order of the evidence.
    let said = card.take("evidence");
    let (mut speaks_for, mut speaks_against) = (Vec::new(), Vec::new());
    for (evidence, said) in term.evidence.iter().zip(said) {
        match evidence.weight {
            DealWeight::Full | DealWeight::Part | DealWeight::Start => speaks_for.push(said),
            DealWeight::Denial | DealWeight::Break => speaks_against.push(said),
        }
    }
    let marks = term.marks.iter().map(|mark| {
        let code = serde_json::to_value(mark).ok().and_then(|code| code.as_str().map(str::to_owned));
        let class = code.unwrap_or_default();
        Badge { key: format!("mark.{class}"), class }
    });
    Line {
        score: term.score,
        marks: marks.collect(),
        history: term.history.iter().map(|scored| Step { day: told(scored.day), score: scored.score }).collect(),
        speaks_for,
        speaks_against,
        demanded: term.kind == hudna_ledger::DealTermKind::Demand,
        card,
    }
}
