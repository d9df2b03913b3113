//! A look at a case: its ledger as of a day, and what its pages are laid out with.

use super::open::{book, ledger, view, world};
use super::page::Pages;
use crate::args::NamesArgs;
use crate::case_args::{CaseArgs, PrintArgs, ViewArgs};
use crate::error::CliError;
use hudna_casebook::Casebook;
use hudna_ledger::{Ledger, Seen, StatusAbout, Texts, View, Viewer};

/// What a command sees of a case.
pub struct Look<'l> {
    /// The ledger.
    pub ledger: &'l Ledger<'l>,
    /// In which view.
    pub view: &'l View,
    /// What the view shows.
    pub seen: &'l Seen<'l>,
    /// What stands above its pages.
    pub about: StatusAbout<'l>,
    /// Prints them.
    pub pages: &'l Pages,
}

impl<'l> Look<'l> {
    /// Makes views of what is seen; `texts` has the words that they quote.
    pub fn viewer(&'l self, texts: &'l dyn Texts) -> Viewer<'l> {
        Viewer::new(self.ledger, self.seen, self.view, &self.about, self.pages.labels(), texts)
    }
}

/// Opens a case, looks at it, and does something with what is seen.
pub fn look(
    case: &CaseArgs,
    asked: &ViewArgs,
    print: &PrintArgs,
    names: NamesArgs,
    then: impl FnOnce(&mut Casebook, &Look<'_>) -> Result<(), CliError>,
) -> Result<(), CliError> {
    let mut book = book(case)?;
    let world = world(&mut book, &case.knowledge)?;
    let ledger = ledger(&mut book, &world)?;
    let view = view(asked)?;
    let seen = ledger.see(&view);
    let pages = Pages::new(print, &case.knowledge)?.with_names(names, case, &mut book)?;
    let about = pages.about(&case.case, &view, &ledger, 0);
    then(&mut book, &Look { ledger: &ledger, view: &view, seen: &seen, about, pages: &pages })
}
