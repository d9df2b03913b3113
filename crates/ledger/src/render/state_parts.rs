//! Access, checkpoints, control, detainees and casualties of a case as items of its status.

use super::phrase::Kind;
use super::sheet::{Item, Sheet};
use super::text::Text;
use crate::Named;
use crate::state::{Access, Casualty, Checkpoint, CheckpointKind, Control, ControlState, Custody, Detention, Episode};
use std::sync::Arc;

impl Sheet<'_> {
    /// What passes, without its particulars.
    pub(super) fn access_head(&self, access: &Access) -> Item {
        let what = self.at(self.passes(access), &access.places);
        Item::new(Kind::Access, &access.id, what, self.say.coded("access_state", &access.state))
    }

    pub(super) fn access(&self, access: &Access) -> Item {
        let mut item = self.access_head(access);
        item.row("by_whom", self.named(&access.by));
        item.row("since", self.when(access.since));
        item.row("called", self.called(&access.called));
        item.row("count", self.of_unit(self.toll(access.count), access.unit.as_deref()));
        item.row("sides", self.codes("access_state", &access.sides));
        item.row("last_told", self.day(access.last_told));
        item.row("sure", self.sure(&access.weighing));
        if self.shelf.is_some() {
            item.list("episodes", access.episodes.iter().map(|e| self.episode("access_state", e)).collect());
            item.reasons = self.reasons(&access.because, &access.places, Some(&self.passes(access)));
        }
        item
    }

    /// The kind of what passes.
    pub(super) fn passes(&self, access: &Access) -> Text {
        let kind = access.goods.as_deref().or(access.people.as_deref()).unwrap_or("unsaid");
        self.say.phrase(&format!("passes.{kind}"), &[])
    }

    /// A checkpoint or road without its particulars.
    pub(super) fn checkpoint_head(&self, checkpoint: &Checkpoint) -> Item {
        let say = &self.say;
        let places = self.named_or(&checkpoint.places, "status.nowhere");
        let what = match checkpoint.kind {
            CheckpointKind::Route => say.phrase("status.road", &[("places", places)]),
            CheckpointKind::Checkpoint if checkpoint.holders.is_empty() => {
                say.phrase("status.checkpoint", &[("places", places)])
            }
            CheckpointKind::Checkpoint => {
                let who = self.named(&checkpoint.holders);
                say.phrase("status.checkpoint_of", &[("places", places), ("who", who)])
            }
        };
        Item::new(Kind::Checkpoint, &checkpoint.id, what, say.coded("checkpoint_state", &checkpoint.state))
    }

    pub(super) fn checkpoint(&self, checkpoint: &Checkpoint) -> Item {
        let mut item = self.checkpoint_head(checkpoint);
        item.row("since", self.when(checkpoint.since));
        item.row("count", self.toll(checkpoint.count));
        item.row("sides", self.codes("checkpoint_state", &checkpoint.sides));
        item.row("last_told", self.day(checkpoint.last_told));
        item.row("sure", self.sure(&checkpoint.weighing));
        if self.shelf.is_some() {
            item.list("episodes", checkpoint.episodes.iter().map(|e| self.episode("checkpoint_state", e)).collect());
            item.reasons = self.reasons(&checkpoint.because, &checkpoint.places, None);
        }
        item
    }

    /// Who holds a place, without the particulars.
    pub(super) fn control_head(&self, control: &Control) -> Item {
        let what = self.named_or(&control.places, "status.nowhere");
        Item::new(Kind::Control, &control.id, what, self.held(&control.state, &control.holders))
    }

    fn held(&self, state: &ControlState, holders: &[Arc<Named>]) -> Text {
        let state = self.say.coded("control_state", state);
        if holders.is_empty() {
            return state;
        }
        self.say.phrase("status.of_whom", &[("what", state), ("who", self.named(holders))])
    }

    pub(super) fn control(&self, control: &Control) -> Item {
        let mut item = self.control_head(control);
        item.row("contenders", self.named(&control.contenders));
        item.row("since", self.when(control.since));
        item.list("sides", control.sides.iter().map(|side| self.held(&side.state, &side.holders)).collect());
        item.row("last_told", self.day(control.last_told));
        item.row("sure", self.sure(&control.weighing));
        if self.shelf.is_some() {
            item.list("episodes", control.episodes.iter().map(|e| self.episode("control_state", e)).collect());
            item.reasons = self.reasons(&control.because, &control.places, None);
        }
        item
    }

    /// Detainees without their particulars.
    pub(super) fn detention_head(&self, detention: &Detention) -> Item {
        let say = &self.say;
        let whom = say.phrase(if detention.bodies { "status.bodies" } else { "status.people" }, &[]);
        let what = self.at(whom, &detention.places);
        Item::new(Kind::Detention, &detention.id, what, say.coded("detention_state", &detention.state))
    }

    pub(super) fn detention(&self, detention: &Detention) -> Item {
        let mut item = self.detention_head(detention);
        item.row("holders", self.named(&detention.holders));
        item.row("since", self.when(detention.since));
        item.row("detained", self.toll(detention.detained));
        item.row("released", self.toll(detention.released));
        item.row("exchanged", self.toll(detention.exchanged));
        item.row("sides", self.codes("detention_state", &detention.sides));
        item.list("ahead", detention.ahead.iter().map(|ahead| self.custody(ahead)).collect());
        item.row("last_told", self.day(detention.last_told));
        item.row("sure", self.sure(&detention.weighing));
        if self.shelf.is_some() {
            item.list("done", detention.done.iter().map(|done| self.custody(done)).collect());
            item.reasons = self.reasons(&detention.because, &detention.places, None);
        }
        item
    }

    fn custody(&self, custody: &Custody) -> Text {
        let say = &self.say;
        let deed = say.deed(custody.event, false);
        let way = custody.modality.map(|modality| say.stance(modality)).filter(|way| !way.is_empty());
        let what = match way {
            Some(way) => say.phrase("phrase.in_way", &[("event", deed), ("way", way)]),
            None => deed,
        };
        let count = self.toll(custody.count);
        let count = if count.is_empty() { count } else { say.phrase("phrase.number", &[("n", count)]) };
        say.parts(vec![what, self.named(&custody.who), count, self.when(custody.on)])
    }

    /// The killed and injured of an incident, without the numbers.
    pub(super) fn casualty_head(&self, casualty: &Casualty) -> Item {
        let what = self.at(self.say.deed(casualty.event, false), &casualty.places);
        Item::new(Kind::Casualty, casualty.id, what, Text::default())
    }

    pub(super) fn casualty(&self, casualty: &Casualty) -> Item {
        let mut item = self.casualty_head(casualty);
        item.row("date", self.when(casualty.date));
        self.harm(casualty, &mut item);
        item.row("sure", self.sure(&casualty.weighing));
        item.reasons = self.reasons(&casualty.because, &casualty.places, None);
        item
    }

    /// How many were harmed, who is accused of it and by whom, and who the victims are.
    pub(super) fn harm(&self, casualty: &Casualty, item: &mut Item) {
        let say = &self.say;
        item.row("killed", self.toll(casualty.killed));
        item.row("injured", self.toll(casualty.injured));
        item.row("harmed", self.toll(casualty.harmed));
        let accused = casualty.actors.iter().map(|accused| {
            let (what, who) = (self.name(&accused.actor), self.words(&accused.words));
            say.phrase("status.told", &[("what", what), ("who", who)])
        });
        item.row("accused", say.series(accused.collect()));
        item.row("parties", self.named(&casualty.parties));
        // Words that a number counts are no one's name.
        let named = |who: &&Arc<Named>| who.known || !casualty.called.iter().any(|words| **words == *who.ar);
        item.row("victims", self.named(&casualty.victims.iter().filter(named).cloned().collect::<Vec<_>>()));
        item.row("called", self.called(&casualty.called));
    }

    /// How something stood for a time.
    fn episode<S: serde::Serialize>(&self, group: &str, episode: &Episode<S>) -> Text {
        let state = self.say.coded(group, &episode.state);
        let state = if episode.by.is_empty() {
            state
        } else {
            self.say.phrase("status.of_whom", &[("what", state), ("who", self.named(&episode.by))])
        };
        let lasting = self.lasting(episode.begin, episode.end);
        self.say.phrase("status.item", &[("what", state), ("state", lasting)])
    }
}
