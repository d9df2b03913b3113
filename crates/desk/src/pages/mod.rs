//! The pages, each with the data that it shows, which is its JSON, and its template.

mod account;
mod add;
mod agreement;
mod case;
mod due;
mod live;
mod login;
mod map;
mod openapi;
mod parts;
mod review;
mod situation;
mod sources;
mod texts;
mod thing;
mod timeline;
mod users;
mod what_if;

use crate::desk::Desk;
use axum::Router;
pub use situation::make_ready;
use std::sync::Arc;

/// The routes of all pages.
pub fn routes() -> Router<Arc<Desk>> {
    Router::new()
        .merge(situation::routes())
        .merge(parts::routes())
        .merge(thing::routes())
        .merge(agreement::routes())
        .merge(due::routes())
        .merge(review::routes())
        .merge(add::routes())
        .merge(sources::routes())
        .merge(case::routes())
        .merge(what_if::routes())
        .merge(texts::routes())
        .merge(map::routes())
        .merge(timeline::routes())
        .merge(live::routes())
        .merge(openapi::routes())
        .merge(login::routes())
        .merge(account::routes())
        .merge(users::routes())
}
