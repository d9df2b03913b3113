//! An export without personal names: the persons that came up so far, with their numbers.

use super::called::{Called, Who, words};
use super::ids::{Ids, Numbers, apart};
use hudna_claims::Claim;
use hudna_ledger::{Labels, Lang};
use hudna_reader::{Knowledge, Reader};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

/// Bytes that are remembered, so that what is said again is not looked through again.
const REMEMBERED: usize = 16 << 20;
/// What a string takes beside its letters.
const STRING: usize = 100;

/// A text without names, and where its parts stood.
#[derive(Debug, Clone, Default)]
pub struct Plain {
    /// The text.
    pub text: String,
    /// What was replaced: where it stood, and where stands what stands in its place.
    moved: Vec<(Range<usize>, Range<usize>)>,
}

impl Plain {
    fn of(text: &str, cuts: &[(Range<usize>, String)]) -> Plain {
        let mut plain = Plain::default();
        let mut from = 0;
        for (at, instead) in cuts {
            plain.text.push_str(text.get(from..at.start).unwrap_or_default());
            let start = plain.text.len();
            plain.text.push_str(instead);
            plain.moved.push((at.clone(), start..plain.text.len()));
            from = at.end;
        }
        plain.text.push_str(text.get(from..).unwrap_or_default());
        plain
    }

    /// Where words stand now. Of a name that was replaced, all is meant that stands in its place.
    pub fn span(&self, start: usize, end: usize) -> (usize, usize) {
        (self.at(start, |now| now.start), self.at(end, |now| now.end))
    }

    fn at(&self, offset: usize, inside: impl Fn(&Range<usize>) -> usize) -> usize {
        let last = self.moved.partition_point(|(was, _)| was.start < offset);
        let Some((was, now)) = last.checked_sub(1).and_then(|last| self.moved.get(last)) else { return offset };
        if offset < was.end { inside(now) } else { offset - was.end + now.end }
    }
}

/// Takes personal names out of an export.
pub struct Unnamed<'k> {
    reader: Reader<'k>,
    called: Arc<Called>,
    /// The word that stands with a number in the place of a name, in Arabic and in English.
    person: [String; 2],
    persons: Numbers,
    ids: Ids,
    done: HashMap<(Box<str>, Option<Lang>), Box<str>>,
    remembered: usize,
}

impl<'k> Unnamed<'k> {
    /// Nobody has come up yet. `called` has the names that are known already.
    pub fn new(knowledge: &'k Knowledge, called: Arc<Called>, labels: &Labels) -> Unnamed<'k> {
        let word = |lang| labels.word("names.person", lang).to_owned();
        Unnamed {
            reader: Reader::new(knowledge),
            called,
            person: [word(Lang::Ar), word(Lang::En)],
            persons: Numbers::default(),
            ids: Ids::default(),
            done: HashMap::new(),
            remembered: 0,
        }
    }

    /// Learns the names in a text, to know them again elsewhere.
    pub fn learn(&mut self, text: &str) {
        Arc::make_mut(&mut self.called).learn(&mut self.reader, text);
    }

    /// Takes a name of a file or post for what it is, whatever it says.
    pub fn file(&mut self, doc: &str) {
        self.ids.add_file(doc);
    }

    /// The case itself: its name can say what it is about.
    pub fn case(&mut self, address: &str) {
        self.ids.add(address, "case");
    }

    /// What stands in the place of the name of a file or post, if it is one.
    pub(super) fn file_named(&self, text: &str) -> Option<String> {
        self.ids.file(text)
    }

    /// A text without names, all of whose parts can be found again.
    pub fn text(&mut self, text: &str) -> Plain {
        let plain = Plain::of(text, &self.cuts(text, None));
        // It is not looked through once more.
        self.remember(&plain.text, None, &plain.text);
        plain
    }

    /// Claims of a text that became `plain`: their words and offsets are those of the new text.
    pub fn claims<'c>(&mut self, plain: &Plain, claims: impl IntoIterator<Item = &'c mut Claim>) {
        for claim in claims {
            claim.map_spans(|start, end| plain.span(start, end));
            let words = |start: usize, end: usize| plain.text.get(start..end).unwrap_or_default().to_owned();
            claim.trigger.text = words(claim.trigger.start, claim.trigger.end);
            let Claim { actor, target, mediator, place, speaker, .. } = &mut *claim;
            for mention in [actor, target, mediator, place, speaker].into_iter().flatten() {
                mention.text = words(mention.start, mention.end);
            }
            if let Some(time) = &mut claim.time {
                time.text = words(time.start, time.end);
            }
            // Cut as they are shown, so that they are not looked through once more.
            let sentence = plain.text.get(claim.evidence.start..claim.evidence.end).unwrap_or_default().trim();
            self.remember(sentence, None, sentence);
        }
    }

    /// A string without names. `lang`: the language in which it is, where that is known.
    pub fn string(&mut self, text: &str, lang: Option<Lang>) -> String {
        let key = (Box::from(text), lang);
        if let Some(done) = self.done.get(&key).or_else(|| self.done.get(&(key.0.clone(), None))) {
            return done.to_string();
        }
        let plain = Plain::of(text, &self.cuts(text, lang)).text;
        self.remember(text, lang, &plain);
        plain
    }

    fn remember(&mut self, text: &str, lang: Option<Lang>, plain: &str) {
        self.remembered += text.len() + plain.len() + STRING;
        if self.remembered > REMEMBERED {
            self.remembered = 0;
            self.done.clear();
        }
        self.done.insert((text.into(), lang), plain.into());
    }

    /// The parts of a text that are replaced, in their order, each with what stands in its place.
    pub fn cuts(&mut self, text: &str, lang: Option<Lang>) -> Vec<(Range<usize>, String)> {
        let Unnamed { ids, called, persons, .. } = self;
        let mut cuts = ids.find(text, called, &mut |id| persons.of(&format!("@{id}")));
        cuts.extend(self.coded(text));
        let stands: Vec<Range<usize>> = self.person.iter().flat_map(|word| standing(text, word)).collect();
        let taken: Vec<Range<usize>> = cuts.iter().map(|(at, _)| at.clone()).chain(stands).collect();
        let free = |at: &Range<usize>| !taken.iter().any(|other| at.start < other.end && other.start < at.end);
        let named: Vec<(Range<usize>, Who)> = self.names(text).into_iter().filter(|(at, _)| free(at)).collect();
        let [ar, en] = &self.person;
        for (at, who) in named {
            let arabic = lang.map_or_else(|| is_arabic(text, &at), |lang| lang == Lang::Ar);
            let instead = format!("{} {}", if arabic { ar } else { en }, self.persons.of(&who));
            cuts.push((at, instead));
        }
        apart(cuts)
    }

    /// The names in a text, with who is meant.
    fn names(&mut self, text: &str) -> Vec<(Range<usize>, Who)> {
        let letter = |c: char| c.is_alphabetic();
        if !text.contains(letter) {
            return Vec::new();
        }
        let read = self.reader.names(text);
        let inside = |at: &Range<usize>| read.others.iter().any(|o| o.start <= at.start && at.end <= o.end);
        let known = self.called.find(text).into_iter().filter(|(at, ..)| !inside(at)).map(|(at, who, _)| (at, who));
        let mut all: Vec<(Range<usize>, Who)> = known.collect();
        for name in read.persons {
            let overlaps = |(at, _): &&mut (Range<usize>, Who)| at.start < name.at.end && name.at.start < at.end;
            let said = words(text.get(name.at.clone()).unwrap_or_default());
            match all.iter_mut().find(overlaps) {
                // What the reader takes for more of the name goes too, but for letters joined to it.
                Some((at, _)) => {
                    let joined =
                        text.get(name.at.start..at.start).is_none_or(|before| !before.contains(char::is_whitespace));
                    let start = if joined { at.start } else { name.at.start };
                    *at = start..at.end.max(name.at.end);
                }
                None => all.push((name.at, self.called.who(&said, name.id))),
            }
        }
        all.sort_by_key(|(at, _)| (at.start, std::cmp::Reverse(at.end)));
        let mut end = 0;
        all.retain(|(at, _)| {
            at.start >= end && {
                end = at.end;
                true
            }
        });
        all
    }

    /// Addresses of the desk in which names are written with percent signs.
    fn coded(&mut self, text: &str) -> Vec<(Range<usize>, String)> {
        let mut cuts = Vec::new();
        for run in text.split_whitespace().filter(|run| run.contains('%')) {
            let start = run.as_ptr() as usize - text.as_ptr() as usize;
            let mut from = 0;
            for part in run.split(['/', '?', '&', '=', '#']) {
                let at = start + from..start + from + part.len();
                from += part.len() + 1;
                let said = percent_encoding::percent_decode_str(part).decode_utf8_lossy();
                if part.contains('%') && !self.names(&said).is_empty() {
                    cuts.push((at, "…".to_owned()));
                }
            }
        }
        cuts
    }
}

/// Whether the words before a name, else those after it, else the name itself are Arabic.
fn is_arabic(text: &str, name: &Range<usize>) -> bool {
    let letter = |c: &char| c.is_alphabetic();
    let before = text.get(..name.start).and_then(|before| before.chars().rev().find(letter));
    let after = || text.get(name.end..).and_then(|after| after.chars().find(letter));
    let own = || text.get(name.clone()).and_then(|name| name.chars().find(letter));
    before.or_else(after).or_else(own).is_some_and(|c| !c.is_ascii())
}

/// Where a word with a number stands already in the place of a name.
fn standing<'t>(text: &'t str, word: &'t str) -> impl Iterator<Item = Range<usize>> + 't {
    text.match_indices(word).filter_map(move |(at, _)| {
        let after = text.get(at + word.len()..)?;
        let digits = after.strip_prefix(' ')?.bytes().take_while(u8::is_ascii_digit).count();
        (digits > 0).then(|| at..at + word.len() + 1 + digits)
    })
}
