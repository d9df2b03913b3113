//! From parsed lines to claims: triggers, governing words, speakers, slots, references.

mod anaphora;
mod aspect;
mod author;
mod build;
mod count;
mod demand;
mod describe;
mod doers;
mod explain;
mod fill;
mod govern;
mod interview;
mod layout;
mod marker;
mod mention;
mod mood;
mod nuance;
mod placing;
mod refer;
mod salience;
mod scope;
mod settle;
mod share;
mod slots;
mod source;
mod speaker;
mod spot;
mod spread;
mod subject;
mod terms;
mod toll;
mod trigger;
mod victims;

pub(crate) use build::Builder;
pub(crate) use explain::explain;
pub(crate) use trigger::{Said, Trigger, find_triggers};
