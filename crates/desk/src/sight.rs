//! What a page sees: the view that was asked for, with the ledger it is of and the words of its claims.

use crate::ask::Ask;
use crate::error::DeskError;
use crate::lookout::Lookout;
use hudna_casebook::Quotes;
use hudna_ledger::{ClaimKey, Ledger, NoTexts, ReportKey, Seen, StatusAbout, Texts, View, Viewer};
use std::collections::HashSet;

/// A view of the case, for one page.
pub struct Sight<'a, 'l> {
    /// What was asked.
    pub ask: &'a Ask,
    /// The ledger.
    pub ledger: &'a Ledger<'a>,
    /// What the view shows.
    pub seen: &'a Seen<'a>,
    /// Where other views can be looked at.
    pub lookout: &'a Lookout<'l>,
    about: StatusAbout<'a>,
}

impl Sight<'_, '_> {
    /// Lets a page look at the view that was asked for.
    ///
    /// # Errors
    /// What the page says.
    pub fn show<T>(
        ask: &Ask,
        lookout: &Lookout<'_>,
        make: impl FnOnce(&Sight<'_, '_>) -> Result<T, DeskError>,
    ) -> Result<T, DeskError> {
        let cell = lookout.seen(&ask.view);
        Sight::of(ask, lookout, cell.get().ok_or(DeskError::Failed)?, make)
    }

    /// Lets a page look at what it needs of the view that was asked for.
    ///
    /// # Errors
    /// What the page says.
    pub fn of<T>(
        ask: &Ask,
        lookout: &Lookout<'_>,
        seen: &Seen<'_>,
        make: impl FnOnce(&Sight<'_, '_>) -> Result<T, DeskError>,
    ) -> Result<T, DeskError> {
        let above = lookout.about();
        let about = StatusAbout {
            case: &ask.desk.place,
            as_of: ask.view.as_of,
            known_by: ask.known_by,
            last_report: above.last_report,
            received: above.received,
            change_days: 0,
            country: above.country,
            world: ask.desk.world,
        };
        make(&Sight { ask, ledger: lookout.ledger, seen, lookout, about })
    }

    /// Views of what is seen, without the words of reports.
    pub fn viewer(&self) -> Viewer<'_> {
        self.viewer_with(&NoTexts)
    }

    /// Views of what is seen, with words.
    pub fn viewer_with<'s>(&'s self, texts: &'s dyn Texts) -> Viewer<'s> {
        let viewer = Viewer::new(self.ledger, self.seen, &self.ask.view, &self.about, &self.ask.desk.labels, texts);
        // A page is in one language; what is for programs has both.
        if self.ask.wants_html() { viewer.in_only(self.ask.lang) } else { viewer }
    }

    /// The words of claims.
    ///
    /// # Errors
    /// The case cannot be read.
    pub fn words(&self, claims: impl IntoIterator<Item = ClaimKey>) -> Result<Quotes, DeskError> {
        self.words_of(&claims.into_iter().map(|claim| claim.report).collect())
    }

    /// The words of reports.
    ///
    /// # Errors
    /// The case cannot be read.
    pub fn words_of(&self, reports: &HashSet<ReportKey>) -> Result<Quotes, DeskError> {
        let quotes = self.ask.desk.quotes(reports)?;
        Ok(match self.ask.names()? {
            Some(mut names) => quotes.without_names(&mut self.ask.desk.book(), &mut names)?,
            None => quotes,
        })
    }

    /// The view.
    pub fn view(&self) -> &View {
        &self.ask.view
    }
}
