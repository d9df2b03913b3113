//! The desk: a case in the browser, in Arabic and English, each page with its JSON at the same address.
//!
//! [`Desk`] holds what a case comes to and follows what others enter; [`serve`] answers requests from it. The pages are in `pages`,
//! their layout in `templates/`, their words in `knowledge/desk.toml`.

mod act;
mod adding;
mod answer;
mod ask;
mod assets;
mod audit;
mod card;
mod connections;
mod desk;
mod error;
mod filter;
mod find;
mod follow;
mod form;
mod frame;
mod guard;
mod help;
mod html;
mod lookout;
mod mark;
mod names;
mod options;
mod pager;
mod pages;
mod roll;
mod rows;
mod say;
mod server;
mod sight;
mod tiles;

pub use desk::Desk;
pub use error::DeskError;
pub use guard::{Account, Accounts, Change, Guard, Hosts, Person, Role, Tls, roles};
pub use options::{Options, UPLOAD};
pub use server::{router, serve};
pub use tiles::Tiles;
