//! What if: what would change without a source, a report or a claim.

use crate::answer::{Page, answer};
use crate::ask::Ask;
use crate::desk::Desk;
use crate::error::DeskError;
use crate::frame::Frame;
use crate::html::Said;
use askama::Template;
use axum::Router;
use axum::response::Response;
use axum::routing::get;
use hudna_ledger::{Day, View, WhatIf};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Value, to_value};
use std::sync::Arc;

/// The route of the page.
pub fn routes() -> Router<Arc<Desk>> {
    Router::new().route("/what-if", get(what_if))
}

/// An outlet that can be left out.
struct Choice {
    value: String,
    name: Said,
    stands: Said,
    left_out: bool,
}

#[derive(Template)]
#[template(path = "what_if.html")]
struct WhatIfPage {
    frame: Frame,
    choices: Vec<Choice>,
    /// What else is left out: reports and claims, as the address names them.
    others: Vec<String>,
    changes: Vec<(Said, String)>,
    asked: bool,
    json: Value,
}

/// What if, as JSON.
#[derive(JsonSchema, Serialize)]
#[schemars(rename = "WhatIfPage")]
pub struct Body {
    /// The day of the view.
    as_of: Day,
    /// What would change; null where nothing is left out.
    what_if: Option<WhatIf>,
}

impl Page for WhatIfPage {
    fn json(&self) -> Result<Value, DeskError> {
        Ok(self.json.clone())
    }
}

async fn what_if(ask: Ask) -> Response {
    // The page compares: the view itself leaves nothing out.
    let without = ask.view.without.clone();
    let ask = Ask { view: View { without: Vec::new(), ..ask.view.clone() }, ..ask };
    answer(ask, move |sight| {
        let frame = Frame::new(sight.ask, "desk.what_if", "");
        let names: Vec<String> = sight.ask.params("without").map(str::to_owned).collect();
        let viewer = sight.viewer();
        let choices = viewer.sources().into_iter().map(|thing| {
            let value = format!("source:{}", thing.id);
            Choice {
                left_out: names.contains(&value),
                value,
                name: frame.unlinked(&thing.title),
                stands: frame.said(&thing.stands),
            }
        });
        let choices: Vec<Choice> = choices.collect();
        let others =
            names.iter().filter(|name| !choices.iter().any(|choice| choice.value == **name)).cloned().collect();
        let asked = !without.is_empty();
        let found = asked.then(|| {
            let after = sight.lookout.seen(&View { without: without.clone(), ..sight.view().clone() });
            after.get().map(|after| viewer.what_if(&without, after))
        });
        let found = found.flatten();
        let told = found.iter().flat_map(|found: &WhatIf| &found.changes);
        let changes = told.map(|told| (frame.said(&told.sentence), told.change.id.clone())).collect();
        let body = |what_if| to_value(Body { as_of: sight.view().as_of, what_if });
        let json = if sight.ask.wants_html() { Value::Null } else { body(found)? };
        Ok(WhatIfPage { choices, others, changes, asked, json, frame })
    })
    .await
}
