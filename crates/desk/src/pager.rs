//! Pages of a long list: which part of it is shown, and the ways to the others.

use crate::ask::{Ask, FARTHEST};
use crate::error::DeskError;
use crate::html::part;
use schemars::JsonSchema;
use serde::Serialize;

/// Lines on a page.
pub const LINES: usize = 40;

/// Which part of a list is shown.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct Pager {
    /// How many there are in all.
    pub total: usize,
    /// Which page this is, from 1.
    pub page: usize,
    /// How many pages there are.
    pub pages: usize,
    /// The address of the page before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// The address of the page after.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
}

impl Pager {
    /// The page of a list that a request asks for.
    ///
    /// # Errors
    /// What it asks for is no number.
    pub fn new(ask: &Ask, total: usize) -> Result<Pager, DeskError> {
        let pages = total.div_ceil(LINES).max(1);
        let page = ask.number("page", 1, 1..=FARTHEST)?.min(pages);
        let to = |page: usize| same_but(ask, "page", &page.to_string());
        Ok(Pager {
            total,
            page,
            pages,
            before: (page > 1).then(|| to(page - 1)),
            after: (page < pages).then(|| to(page + 1)),
        })
    }

    /// The lines of the list that stand on it.
    pub fn lines<T>(&self, all: impl IntoIterator<Item = T>) -> Vec<T> {
        all.into_iter().skip(self.first()).take(LINES).collect()
    }

    /// How many lines stand before it.
    pub fn first(&self) -> usize {
        (self.page - 1) * LINES
    }
}

/// The address of this page with one parameter changed, or without it.
pub fn same_but(ask: &Ask, name: &str, value: &str) -> String {
    let kept = ask.query.iter().filter(|(key, value)| key != name && key != "lang" && !value.is_empty());
    let mut query: Vec<String> = kept.map(|(key, value)| format!("{}={}", part(key), part(value))).collect();
    if !value.is_empty() {
        query.push(format!("{name}={}", part(value)));
    }
    if query.is_empty() { ask.address() } else { format!("{}?{}", ask.address(), query.join("&")) }
}

/// The address of what follows in a list of which a part was shown; none where that was the last of it.
pub fn following(ask: &Ask, next: usize, total: usize) -> Option<String> {
    (next < total).then(|| same_but(ask, "offset", &next.to_string()))
}
