//! Which words of the patterns a line says, and where it says them last.

use crate::knowledge::{Knowledge, WordNo};
use crate::parse::{Open, Parse, Types};

/// Where a line says the words of patterns last: most patterns that could be entered want one that it does not say, or not from there on.
/// Kept from report to report: it has a place for every word that a pattern asks for.
pub(crate) struct Said {
    /// Of each word one more than the token that says it last, counted from `line` on.
    last: Vec<u32>,
    /// What the tokens of the line at hand are counted from. Earlier lines lie before it, so that nothing need be forgotten.
    line: u32,
    /// Tokens of the line at hand.
    length: u32,
    /// Room for the openings that fit.
    pub(super) room: Vec<Open>,
}

/// Tokens after which what was said is forgotten, long before they can be counted no more.
const FORGET: u32 = 1 << 30;

impl Said {
    /// Nothing is said yet.
    pub fn nothing(k: &Knowledge) -> Said {
        let always = k.words.always() as usize;
        let mut last = vec![0; always + 1];
        last[always] = u32::MAX;
        Said { last, line: 0, length: 0, room: Vec::new() }
    }

    /// Goes on to another line.
    pub(super) fn hear(&mut self, types: &Types<'_>, parse: &Parse) {
        self.line += self.length;
        self.length = parse.tokens.len() as u32;
        if self.line >= FORGET {
            let always = self.last.len() - 1;
            self.last[..always].fill(0);
            self.line = 0;
        }
        let last = self.last.as_mut_slice();
        for (at, token) in (self.line + 1..).zip(&parse.tokens) {
            types.answered(*token).for_each(|word| last[word as usize] = at);
        }
    }

    /// Whether the word is said by a token from there on.
    pub(super) fn since(&self, token: u32, word: WordNo) -> bool {
        self.last[word as usize] > self.line + token
    }

    /// Those openings whose words are said from there on, in the order in which they are tried.
    pub(super) fn fitting(&mut self, openings: &[Open], from: u32) -> Vec<Open> {
        let mut fitting = std::mem::take(&mut self.room);
        fitting.clear();
        let mut at = 0;
        while let Some(first) = openings.get(at) {
            let next = at + first.alike as usize;
            if self.since(from, first.opening.needs[0]) {
                let further = |open: &&Open| open.opening.needs[1..].iter().all(|&word| self.since(from, word));
                fitting.extend(openings[at..next].iter().filter(further));
            }
            at = next;
        }
        fitting.sort_unstable_by_key(|open| open.turn);
        fitting
    }
}
