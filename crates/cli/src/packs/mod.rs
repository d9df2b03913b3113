//! `hudna knowledge`: check it, look at it, add places to it.

mod check;
mod features;
mod gazetteer;
mod import;
mod list;

pub use check::run as check;
pub use features::run as features;
pub use import::run as import;
pub use list::run as list;
