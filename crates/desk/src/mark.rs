//! A report's text as it was stored, with its claims marked in it: cut by offsets, never altered.

use crate::html::{Said, inert};
use hudna_claims::{Claim, Event, Mention};
use std::fmt::Write as _;

/// A claim to be marked in a text.
pub struct Marking<'c> {
    /// The letter by which the page names it.
    pub letter: String,
    /// The class of its colour.
    pub colour: &'static str,
    /// What it says, for who points at the mark.
    pub title: String,
    /// The claim as it was read: its offsets are of this text.
    pub claim: &'c Claim,
}

/// Words of a text that belong to a claim.
struct Piece {
    start: usize,
    end: usize,
    /// Which claim.
    of: usize,
    /// What the words are to it; nothing for those that carry the event.
    slot: Option<&'static str>,
}

/// The letter of a claim by its place in the text: A to Z, then AA.
pub fn letter(mut at: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'A' + u8::try_from(at % 26).unwrap_or_default()));
        match (at / 26).checked_sub(1) {
            Some(next) => at = next,
            None => return letters.iter().rev().collect(),
        }
    }
}

/// The class of an event's colour.
pub fn colour(event: Event) -> &'static str {
    match event {
        Event::SiegeImpose | Event::SiegeHold | Event::SiegeLift => "siege",
        Event::AccessAllow | Event::AccessDeny | Event::AidDeliver => "access",
        Event::CheckpointErect | Event::CheckpointRemove | Event::RouteClose | Event::RouteOpen => "route",
        Event::Evacuate | Event::Displace | Event::Return => "moved",
        Event::Detain | Event::Release | Event::Exchange | Event::Conscript => "held",
        Event::Meet | Event::Agree | Event::Truce | Event::Breach | Event::Collapse => "deal",
        Event::ControlTake | Event::ControlHold | Event::ControlLeave | Event::Disarm | Event::Deploy => "control",
        Event::Attack | Event::Clash | Event::Harm | Event::Protest => "force",
    }
}

/// The text with its marks, a paragraph a line. Without its tags it is the text, byte for byte.
pub fn marked(text: &str, markings: &[Marking<'_>]) -> Said {
    let pieces = pieces(text, markings);
    let mut cuts: Vec<usize> = pieces.iter().flat_map(|piece| [piece.start, piece.end]).collect();
    let lines = text.match_indices('\n').map(|(at, _)| at + 1);
    cuts.extend(lines.chain([0, text.len()]));
    cuts.sort_unstable();
    cuts.dedup();
    let mut html = String::new();
    let (mut next, mut open): (usize, Vec<&Piece>) = (0, Vec::new());
    let mut fresh = true;
    for ends in cuts.windows(2) {
        let &[start, end] = ends else { continue };
        open.retain(|piece| piece.end > start);
        while let Some(piece) = pieces.get(next).filter(|piece| piece.start <= start) {
            open.push(piece);
            next += 1;
        }
        if std::mem::take(&mut fresh) {
            html.push_str("<p dir=\"auto\">");
        }
        let words = text.get(start..end).unwrap_or_default();
        segment(&mut html, words, start, &open, markings);
        if words.ends_with('\n') || end == text.len() {
            html.push_str("</p>");
            fresh = true;
        }
    }
    Said::html(html)
}

/// Words that all belong to the same claims.
fn segment(html: &mut String, words: &str, start: usize, open: &[&Piece], markings: &[Marking<'_>]) {
    let of = |piece: &Piece| markings.get(piece.of);
    let letters = |pieces: &mut dyn Iterator<Item = &&Piece>| {
        let mut all: Vec<&str> = pieces.filter_map(|piece| of(piece)).map(|marking| &*marking.letter).collect();
        all.dedup();
        all.join(" ")
    };
    let slots = open.iter().filter_map(|piece| Some(format!("{}:{}", of(piece)?.letter, piece.slot?)));
    let slots = slots.collect::<Vec<_>>().join(" ");
    let mut attributes = String::new();
    if !slots.is_empty() {
        // Writing to a string does not fail.
        let _ = write!(attributes, " data-slots=\"{slots}\"");
    }
    let triggers = || open.iter().filter(|piece| piece.slot.is_none());
    let words = inert(words);
    // The shortest of several is the one that is meant.
    let Some(first) = triggers().min_by_key(|piece| piece.end - piece.start).and_then(|piece| of(piece)) else {
        let _ = match slots.is_empty() {
            true => write!(html, "{words}"),
            false => write!(html, "<span class=\"slot\"{attributes}>{words}</span>"),
        };
        return;
    };
    let begins = letters(&mut triggers().filter(|piece| piece.start == start));
    if !begins.is_empty() {
        let _ = write!(attributes, " data-letter=\"{begins}\"");
    }
    let titles: Vec<String> =
        triggers().filter_map(|piece| of(piece)).map(|m| format!("{}: {}", m.letter, m.title)).collect();
    let _ = write!(
        html,
        "<a class=\"mark {}\" href=\"#claim-{}\" data-claims=\"{}\" title=\"{}\"{attributes}>{words}</a>",
        first.colour,
        first.letter,
        letters(&mut triggers()),
        crate::html::escaped(&titles.join("\n")),
    );
}

/// The words of the claims that lie in the text, in the order of their beginnings.
fn pieces(text: &str, markings: &[Marking<'_>]) -> Vec<Piece> {
    let mut all = Vec::new();
    for (of, marking) in markings.iter().enumerate() {
        let claim = marking.claim;
        let mut add = |start: usize, end: usize, slot: Option<&'static str>| {
            if start < end && text.get(start..end).is_some() {
                all.push(Piece { start, end, of, slot });
            }
        };
        add(claim.trigger.start, claim.trigger.end, None);
        let slots: [(&[Mention], &'static str); 5] = [
            (&claim.actor, "actor"),
            (&claim.target, "target"),
            (&claim.mediator, "mediator"),
            (&claim.place, "place"),
            (&claim.speaker, "speaker"),
        ];
        for (mentions, slot) in slots {
            for mention in mentions {
                add(mention.start, mention.end, Some(slot));
                if let Some(via) = mention.via {
                    add(via.start, via.end, Some(slot));
                }
            }
        }
        if let Some(time) = &claim.time {
            add(time.start, time.end, Some("time"));
        }
    }
    all.sort_by_key(|piece| (piece.start, piece.end, piece.of));
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_go_on_after_z() {
        let all: Vec<String> = [0, 1, 25, 26, 27, 51, 52, 701, 702].into_iter().map(letter).collect();
        assert_eq!(all, ["A", "B", "Z", "AA", "AB", "AZ", "BA", "ZZ", "AAA"]);
    }

    fn claim(id: &str, trigger: (usize, usize), actor: (usize, usize)) -> Claim {
        let text = |(start, end): (usize, usize)| serde_json::json!({ "text": "", "start": start, "end": end });
        let mut claim = serde_json::json!({
            "doc": "d", "id": id, "event": "siege.lift", "modality": "happened",
            "evidence": { "start": 0, "end": 1 }, "trigger": text(trigger), "rule": "r",
        });
        claim["actor"] = serde_json::json!([text(actor)]);
        serde_json::from_value(claim).unwrap()
    }

    #[test]
    fn claims_may_lie_in_each_other_and_over_each_other() {
        let text = "a bc def <g>\nhi";
        let claims = [claim("1", (0, 8), (9, 12)), claim("2", (2, 4), (0, 4)), claim("3", (5, 15), (500, 600))];
        let marking = |(at, claim)| Marking { letter: letter(at), colour: "siege", title: String::new(), claim };
        let markings: Vec<Marking<'_>> = claims.iter().enumerate().map(marking).collect();
        let html = marked(text, &markings).to_string();
        let mut bare = String::new();
        let mut inside = false;
        for c in html.chars() {
            match c {
                '<' => inside = true,
                '>' => inside = false,
                c if !inside => bare.push(c),
                _ => {}
            }
        }
        assert_eq!(bare.replace("&#60;", "<").replace("&#62;", ">"), text);
        for letters in ["\"A\"", "\"A B\"", "\"A C\"", "\"C\""] {
            assert!(html.contains(&format!("data-claims={letters}")), "{letters}: {html}");
        }
        assert!(html.contains("data-slots=\"A:actor\"") && html.contains("data-slots=\"B:actor\""), "{html}");
        assert_eq!(html.matches("data-letter").count(), 3, "{html}");
        assert_eq!((html.matches("<p ").count(), html.matches("</p>").count()), (2, 2), "{html}");
    }
}
