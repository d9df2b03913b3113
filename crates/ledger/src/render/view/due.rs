//! What is due as things: who owes what, since or by when, what waits for it, what would settle it.

use super::super::phrase::{Kind, Link};
use super::super::sheet::{Item, Sheet};
use super::super::text::{Text, Tone};
use super::{Record, Thing, Viewer};
use crate::agreement::{Due, dues};
use crate::{AgreementRecord, DealTermKind};

impl<'a> Viewer<'a> {
    /// What is due, what is late first.
    pub fn due(&self) -> Vec<Thing<'a>> {
        self.due_part(0, usize::MAX).0
    }

    /// Some of what is due, with how much is due in all: `offset` things are passed over, and at most `limit` follow.
    pub fn due_part(&self, offset: usize, limit: usize) -> (Vec<Thing<'a>>, usize) {
        let state = &self.shelf.seen.state;
        let all = dues(&state.agreements, self.shelf.view.as_of, self.shelf.ledger.world().background());
        let total = all.len();
        let part = all.into_iter().skip(offset).take(limit);
        let things = part
            .filter_map(|due| {
                let deal = state.agreements.iter().find(|deal| deal.id == due.agreement)?;
                let record = Record::Due(Box::new(due.clone()));
                Some(self.thing(record, |sheet, _| sheet.due(&due, deal)))
            })
            .collect();
        (things, total)
    }
}

impl Sheet<'_> {
    fn due(&self, due: &Due, deal: &AgreementRecord) -> Item {
        let say = &self.say;
        let days = |days: i32| usize::try_from(days).unwrap_or_default();
        let (kind, id, what) = match &due.term {
            Some(term) => {
                let deed = self.deed_at(due.event, due.ceases, &due.places);
                let tag = say.coded("deal_term", &due.kind);
                (Kind::Term, term, say.phrase("phrase.tagged", &[("tag", tag), ("event", deed)]))
            }
            None => (Kind::Agreement, &due.agreement, say.phrase("due.truce", &[("what", self.deal_name(deal))])),
        };
        let stands = match (due.overdue, due.by) {
            (Some(late), Some(by)) => {
                let late = say.counted("late", days(late), &[]);
                say.phrase("due.late", &[("late", late), ("day", self.day(by))])
            }
            (_, Some(by)) if due.term.is_none() => say.phrase("due.on", &[("day", self.day(by))]),
            (_, Some(by)) => say.phrase("due.by", &[("day", self.day(by))]),
            (_, None) => say.phrase("due.no_deadline", &[]),
        };
        let mut item = Item::new(kind, id, what, stands);
        if due.term.is_some() {
            item.row("owed_by", self.named_or(&due.owed_by, "status.nobody"));
            item.row("owed_to", self.named(&due.owed_to));
        }
        let open = days(self.about.as_of.since(due.since).max(0));
        let open = say.counted("days", open, &[]);
        let key = match due.kind {
            _ if due.term.is_none() => "since",
            DealTermKind::Demand => "demanded_since",
            DealTermKind::Agreed => "open_since",
        };
        item.row(key, say.phrase("status.since_days", &[("day", self.day(due.since)), ("days", open)]));
        if due.term.is_some() {
            item.row("score", self.scored(due.score));
        }
        let terms = |ids: &[String]| {
            let terms = deal.terms.iter().filter(|term| ids.contains(&term.id));
            terms.map(|term| self.term_name(term)).collect::<Vec<_>>()
        };
        item.list("waits_for", terms(&due.waits_for));
        item.list("unblocks", terms(&due.unblocks));
        item.row("settled_by", self.one_of(due.settled_by.iter().map(|event| say.deed(*event, due.ceases)).collect()));
        let link = Link::new(Kind::Agreement, &deal.id);
        let agreement = self.deal_name(deal).relinked(link);
        let id = Text::value(format!("[{}]", deal.id), Tone::Dim);
        if due.term.is_some() {
            item.row("agreement", Text::join([agreement, id], " "));
        }
        item
    }
}
