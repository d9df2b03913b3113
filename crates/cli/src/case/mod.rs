//! The commands that work on a case.

mod add;
mod demo;
mod desk;
mod desk_user;
mod find;
mod list;
mod look;
mod open;
mod page;
mod proof;
mod review;
mod status;
mod what_if;
mod why;

pub use add::add;
pub use demo::demo;
pub use desk::desk;
pub use desk_user::desk_user;
pub use list::{due, incidents, timeline};
pub use proof::{checkpoint, prove, redact, verify};
pub use review::review;
pub use status::status;
pub use what_if::what_if;
pub use why::{show, why};
