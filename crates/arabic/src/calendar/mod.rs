//! The words of numbers and times: compiled word lists, what one word type means, and a cursor over the tokens.

mod cursor;
mod lists;
mod meaning;
mod shapes;

pub(crate) use cursor::{Cursor, fraction_word, number_word, unit_word};
pub(crate) use lists::clitic;
pub use lists::{TypeInfo, WordlistError, Wordlists};
pub(crate) use meaning::{
    CalendarName, DayPart, Edge, Half, Meaning, NumberKind, NumberWord, Preposition, Shift, Unit, UnitForm, kind,
};
