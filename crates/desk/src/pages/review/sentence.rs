//! The sentence of a claim, cut at the words that fill its slots.

use hudna_claims::{Claim, Mention};

/// Words of a sentence.
pub struct Piece {
    /// The words.
    pub text: String,
    /// Which slot they fill, as `row.by_whom`; `trigger` for those that carry the event; empty for others.
    pub slot: &'static str,
}

impl Piece {
    /// The class by which it is shown.
    pub fn class(&self) -> &'static str {
        match self.slot {
            TRIGGER => "trigger",
            "row.by_whom" => "actor",
            "row.to_whom" => "target",
            "row.mediators" => "mediator",
            "row.where" => "place",
            "row.said_by" => "speaker",
            "row.when" => "time",
            _ => "",
        }
    }
}

/// The words that carry the event.
const TRIGGER: &str = "review.trigger";

/// A sentence that begins at a byte of the text that a claim was read in. Of words that fill two slots, the shorter ones count.
pub fn cut(sentence: &str, begins: usize, claim: &Claim) -> Vec<Piece> {
    let mut spans: Vec<(usize, usize, &'static str)> = vec![(claim.trigger.start, claim.trigger.end, TRIGGER)];
    let slots: [(&[Mention], &'static str); 5] = [
        (&claim.actor, "row.by_whom"),
        (&claim.target, "row.to_whom"),
        (&claim.mediator, "row.mediators"),
        (&claim.place, "row.where"),
        (&claim.speaker, "row.said_by"),
    ];
    for (mentions, slot) in slots {
        for mention in mentions {
            // Of a pronoun, what stands in the sentence is the pronoun.
            let (start, end) = mention.via.map_or((mention.start, mention.end), |via| (via.start, via.end));
            spans.push((start, end, slot));
        }
    }
    spans.extend(claim.time.iter().map(|time| (time.start, time.end, "row.when")));
    let inside = |at: usize| at.checked_sub(begins).filter(|at| sentence.is_char_boundary(*at));
    let mut spans: Vec<(usize, usize, &'static str)> =
        spans.into_iter().filter_map(|(start, end, slot)| Some((inside(start)?, inside(end)?, slot))).collect();
    spans.retain(|(start, end, _)| start < end);
    let mut cuts: Vec<usize> = spans.iter().flat_map(|(start, end, _)| [*start, *end]).collect();
    cuts.extend([0, sentence.len()]);
    cuts.sort_unstable();
    cuts.dedup();
    let mut pieces: Vec<Piece> = Vec::new();
    for ends in cuts.windows(2) {
        let &[start, end] = ends else { continue };
        let over = spans.iter().filter(|(from, to, _)| *from <= start && end <= *to);
        let slot = over.min_by_key(|(from, to, _)| to - from).map(|(_, _, slot)| *slot).unwrap_or_default();
        let words = sentence.get(start..end).unwrap_or_default();
        match pieces.last_mut() {
            Some(last) if last.slot == slot => last.text.push_str(words),
            _ => pieces.push(Piece { text: words.to_owned(), slot }),
        }
    }
    pieces
}
