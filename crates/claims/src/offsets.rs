//! Moving a claim's offsets: from decoded text to the bytes of the original file.

use crate::{Claim, Mention};

impl Claim {
    /// Rewrites every offset of the claim.
    pub fn map_offsets(&mut self, map: impl Fn(usize) -> usize) {
        self.map_spans(|start, end| (map(start), map(end)));
    }

    /// Rewrites every beginning of the claim with its end.
    pub fn map_spans(&mut self, map: impl Fn(usize, usize) -> (usize, usize)) {
        let each = |start: &mut usize, end: &mut usize| (*start, *end) = map(*start, *end);
        each(&mut self.evidence.start, &mut self.evidence.end);
        each(&mut self.trigger.start, &mut self.trigger.end);
        for Mention { start, end, via, .. } in
            [&mut self.actor, &mut self.target, &mut self.mediator, &mut self.place, &mut self.speaker]
                .into_iter()
                .flatten()
        {
            each(start, end);
            if let Some(via) = via {
                each(&mut via.start, &mut via.end);
            }
        }
        if let Some(time) = &mut self.time {
            each(&mut time.start, &mut time.end);
        }
    }
}
