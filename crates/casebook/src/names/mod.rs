//! Personal names taken out of what is exported: which words are names, and what stands in their place.
//!
//! Names are found by the reader, in the texts of all reports that are at hand ([`Called`]), and again in every string that goes out. In
//! place of each stands `Person 1`, `Person 2` and so on ([`Unnamed`]): the same person has the same number throughout an export, in the
//! order in which they come up, and nothing in the export leads back to the name. Ids that are made of a report's words would let somebody
//! try names until one fits; they are numbered too.

mod called;
mod ids;
mod unnamed;
mod written;

pub use called::Called;
pub use unnamed::{Plain, Unnamed};
pub use written::NameVeil;
