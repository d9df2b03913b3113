//! What a page leaves in a report that is no part of it: captions, a heading said again, the headings of other reports.

use super::captions::{begins, caption};
use super::{Parse, Types};
use crate::knowledge::Knowledge;
use hudna_arabic::morph::{Pos, Proclitics, Reading};
use hudna_arabic::token::{Token, TokenKind};
use rustc_hash::{FxHashMap, FxHashSet};

/// Why a line is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Remains {
    /// Another line has the same words.
    Repeats,
    /// It is a heading of another report, under the end of this one, between its sentences or after words that lead to it, or the page's own word under such headings.
    OtherReports,
    /// It says what a picture shows, or where it comes from.
    Caption,
}

/// Lines with the heading and what the report tells in short.
const OPENING: usize = 2;
/// Fewest words of a line that is taken to be said again: shorter ones may be answers or signs.
const REPEATED: usize = 5;
/// Fewest words of a line that may be the report's own beginning, and how many lines under it are looked at.
const TEASER: usize = 8;
const TEASED: usize = 3;
/// Most words of such a beginning: what is longer is no beginning, and a line may be of any length.
const LONGEST: usize = 400;
/// Most words of a heading that stands alone between sentences, and fewest of those.
const LONE: usize = 14;
const AROUND: usize = 12;
/// Most headings in a row between sentences.
const ROW: usize = 3;
/// Most questions in a report that is no interview.
const ASKED: usize = 2;
/// Fewest words of a heading, and the most.
const HEADING: std::ops::RangeInclusive<usize> = 5..=24;
/// Fewest headings of other reports: two short lines may be anything.
const HEADINGS: usize = 3;
/// Fewest headings where the page's own words stand under them, and the most lines of these.
const MANY: usize = 5;
const OWN: usize = 3;
/// Most words before the colon of a heading that says who said it.
const SAYER: usize = 4;
/// Fewest words of a line that is taken to be prose.
const PROSE: usize = 20;

/// Marks the lines of a report that are no part of it.
pub(crate) fn remains(k: &Knowledge, types: &Types<'_>, text: &str, lines: &mut [Parse]) {
    // A line alone may be a post under its picture.
    let long = lines.iter().filter(|line| line.words >= PROSE).count();
    for line in lines.iter_mut() {
        cut_short(k, types, line);
        let short = line.words <= *HEADING.end();
        let leads = short && begins(types, &line.tokens, &k.pages.elsewhere);
        let shows = short && long > usize::from(line.words >= PROSE) && caption(k, types, text, line);
        line.remains = if leads { Some(Remains::OtherReports) } else { shows.then_some(Remains::Caption) };
    }
    let mut said: FxHashMap<&str, usize> = FxHashMap::default();
    for at in 0..lines.len() {
        let line = &lines[at];
        let (Some(first), Some(last)) = (line.tokens.first(), line.tokens.last()) else { continue };
        let Some(written) = text.get(first.start as usize..last.end as usize) else { continue };
        if line.words >= REPEATED
            && let Some(earlier) = said.insert(written, at)
        {
            // What a report opens with is its heading and what it tells in short: the report itself tells it again.
            lines[if earlier < OPENING { earlier } else { at }].remains = Some(Remains::Repeats);
        }
    }
    if let Some(at) = lines.iter().position(|line| !line.tokens.is_empty())
        && teases(types, &lines[at], &lines[at + 1..])
    {
        lines[at].remains = Some(Remains::Repeats);
    }
    for at in between(types, text, lines) {
        lines[at].remains = Some(Remains::OtherReports);
    }
    if let Some(begin) = begin(types, text, lines) {
        lines[..begin].iter_mut().for_each(|line| line.remains = Some(Remains::OtherReports));
    }
    if let Some(end) = end(types, text, lines).or_else(|| cut_off(text, lines)).or_else(|| few(types, text, lines)) {
        lines[end..].iter_mut().for_each(|line| line.remains = Some(Remains::OtherReports));
    }
}

/// `... من المدينة. رابط الخبر: قصف على الميناء`: takes from the end of a line what leads to another report, with its heading.
fn cut_short(k: &Knowledge, types: &Types<'_>, line: &mut Parse) {
    let words = |at: usize| line.tokens[at..].iter().filter(|t| t.is_word()).count();
    let last = (1..line.tokens.len()).rev().find(|&at| line.tokens[at - 1].kind == TokenKind::Stop && words(at) > 0);
    if let Some(at) =
        last.filter(|&at| words(at) <= *HEADING.end() && begins(types, &line.tokens[at..], &k.pages.elsewhere))
    {
        line.words -= words(at);
        line.tokens.truncate(at);
    }
}

/// Whether what a report opens with is the beginning of the report itself, put over it by the page and cut off somewhere:
/// its words stand in the lines under it, one after the other, the last perhaps cut.
fn teases(types: &Types<'_>, line: &Parse, under: &[Parse]) -> bool {
    if !(TEASER + 1..=LONGEST).contains(&line.words) {
        return false;
    }
    let written =
        |line: &Parse| line.tokens.iter().filter(|t| t.is_word()).map(|t| types.folded(*t)).collect::<Vec<_>>();
    let (said, below) = (written(line), under.iter().take(TEASED).flat_map(written).collect::<Vec<_>>());
    below.windows(said.len() - 1).any(|words| words == &said[..said.len() - 1])
}

/// The line of a report that is its heading, or tells in short what the next line begins to tell: the first one that is read, over prose
/// that has its full stops; a heading is short and has none.
pub(crate) fn heading(types: &Types<'_>, text: &str, lines: &[Parse]) -> Option<usize> {
    let at = lines.iter().take(OPENING).position(|line| !line.tokens.is_empty() && line.remains.is_none())?;
    let under = || lines[at + 1..].iter().filter(|line| line.remains.is_none() && !line.tokens.is_empty());
    let prose =
        |stopped: bool| under().filter(|line| closed(text, line) == stopped).map(|line| line.words).sum::<usize>();
    // `قصف على بلدة كذا شنته "قسد"`: a quoted name closes no sentence.
    let heads = may_be_heading(text, &lines[at]) && !stopped(text, &lines[at]);
    let in_short = || under().next().is_some_and(|next| restates(types, text, &lines[at], next));
    let over = || under().next().is_some_and(|next| at == 0 && heads && begins_to_tell(types, text, &lines[at], next));
    (prose(true) >= (4 * prose(false)).max(PROSE) && (heads || in_short()) || over()).then_some(at)
}

/// Whether a sentence is longer than the heading above it, has its full stop, and says a third of it in the same words.
fn begins_to_tell(types: &Types<'_>, text: &str, heading: &Parse, next: &Parse) -> bool {
    let (all, again) = said_again(types, text, heading, next);
    closed(text, next) && next.words > heading.words && !tells_on(types, heading) && again * 3 >= all
}

/// Whether a line begins anew, and says most of what the line before it said in the same words.
fn restates(types: &Types<'_>, text: &str, line: &Parse, next: &Parse) -> bool {
    let first = next.tokens.iter().find(|t| t.is_word()).and_then(|t| types.readings(*t).first());
    let goes_on = first.is_some_and(|r| r.proclitics.0 & (Proclitics::WA.0 | Proclitics::FA.0) != 0);
    if goes_on || line.words < TEASER {
        return false;
    }
    let (all, again) = said_again(types, text, line, next);
    all >= TEASER && again * 5 >= all * 3
}

/// How many longer words a line has, and how many of them the next one says again.
fn said_again(types: &Types<'_>, text: &str, line: &Parse, next: &Parse) -> (usize, usize) {
    let long = |t: &&Token| t.is_word() && text[t.start as usize..t.end as usize].chars().count() > 3;
    let next: FxHashSet<&str> = next.tokens.iter().map(|t| types.folded(*t)).collect();
    let said = |t: &Token| next.contains(types.folded(*t));
    line.tokens.iter().filter(long).fold((0, 0), |(all, again), t| (all + 1, again + usize::from(said(t))))
}

/// Headings of other reports that a page puts between the sentences of its own: one stands alone, or a few in a row, between two that are
/// long and have their full stops, as nearly all of the report does.
fn between(types: &Types<'_>, text: &str, lines: &[Parse]) -> Vec<usize> {
    let told: Vec<usize> =
        (0..lines.len()).filter(|&at| !lines[at].tokens.is_empty() && lines[at].remains.is_none()).collect();
    let sum = |stopped: bool| {
        let under = told.iter().skip(1).filter(|&&at| closed(text, &lines[at]) == stopped);
        under.map(|&at| lines[at].words).sum::<usize>()
    };
    if sum(true) < (4 * sum(false)).max(PROSE) {
        return Vec::new();
    }
    let prose = |at: usize| {
        let list = lines[at].tokens.last().is_some_and(|t| &text[t.start as usize..t.end as usize] == ":");
        lines[at].words >= AROUND && closed(text, &lines[at]) && !list
    };
    let heads = |at: usize| {
        let line = &lines[at];
        (*HEADING.start()..=LONE).contains(&line.words)
            && may_be_heading(text, line)
            && (!closed(text, line) || asks(text, line) || !stopped(text, line) && tells(types, text, line))
            && !tells_on(types, line)
    };
    let mut found = Vec::new();
    let mut row = Vec::new();
    let mut after_prose = false;
    // The questions of an interview are its own.
    let interview = told.iter().filter(|&&at| asks(text, &lines[at])).count() > ASKED;
    for at in told {
        if heads(at) && !(interview && asks(text, &lines[at])) {
            row.push(at);
            continue;
        }
        let prose = prose(at);
        if after_prose && prose && row.len() <= ROW {
            found.append(&mut row);
        }
        row.clear();
        after_prose = prose;
    }
    found
}

/// The line after which only headings of other reports stand. Headings have no full stop, while what the report tells has; they do
/// not go on from what was said, and most tell in the present or by nouns. Under many of them the page may say a word about itself.
fn end(types: &Types<'_>, text: &str, lines: &[Parse]) -> Option<usize> {
    let written = |line: &&Parse| !line.tokens.is_empty();
    let short = |line: &&Parse| may_be_heading(text, line);
    // What stands last may be the page's own, if it does not go on from what the report told.
    let last: Vec<&Parse> = lines.iter().rev().filter(written).take_while(|line| !short(line)).collect();
    let own = (1..=OWN).contains(&last.len()) && !last.iter().any(|line| tells_on(types, line));
    let body = |skipped: usize| {
        let mut below = lines.iter().enumerate().rev().filter(|(_, line)| written(line)).skip(skipped);
        below.find(|(_, line)| !short(line)).map(|(at, _)| at + 1)
    };
    let found = |end: usize, fewest: usize| headings_under(types, text, lines, end, fewest).then_some(end);
    let under = body(0).and_then(|end| found(end, HEADINGS));
    under.or_else(|| body(last.len()).filter(|_| own).and_then(|end| found(end, MANY)))
}

/// The line before which only headings of other reports stand, more than a report has of its own: what comes under them has its full
/// stops.
fn begin(types: &Types<'_>, text: &str, lines: &[Parse]) -> Option<usize> {
    let head = |line: &Parse| line.tokens.is_empty() || may_be_heading(text, line) && !closed(text, line);
    let begin = lines.iter().position(|line| !head(line))?;
    let heads: Vec<&Parse> =
        lines[..begin].iter().filter(|l| l.remains.is_none() && HEADING.contains(&l.words)).collect();
    let unlike = heads.iter().filter(|line| tells_on(types, line)).count();
    let telling = heads.iter().filter(|line| tells(types, text, line)).count();
    (heads.len() > HEADINGS && telling >= HEADINGS && unlike * 4 <= heads.len() && prose(text, &lines[begin..], 0, 4))
        .then_some(begin)
}

/// Whether a line tells something as a heading does, in the present or in two parts: the head of a statement, and who signs it, only
/// name who issues it.
fn tells(types: &Types<'_>, text: &str, line: &Parse) -> bool {
    let verb = |t: &Token| types.readings(*t).first().is_some_and(|r| r.feats.pos == Pos::Imperfect);
    let whole = line.tokens.first().zip(line.tokens.last());
    let written = whole.and_then(|(first, last)| text.get(first.start as usize..last.end as usize));
    written.is_some_and(|written| written.contains("..")) || line.tokens.iter().any(verb)
}

/// `وزارة الدفاع: مقتل جنديين`: whether a line says first whose word it is.
fn quotes(text: &str, line: &Parse) -> bool {
    let colon = |t: &Token| t.end - t.start == 1 && text.as_bytes()[t.start as usize] == b':';
    line.tokens.iter().take(SAYER).skip(1).any(colon)
}

/// The line after which only headings stand that the page cuts off: two or more of them end in dots.
fn cut_off(text: &str, lines: &[Parse]) -> Option<usize> {
    let end = end_of_prose(text, lines)?;
    let dots = |line: &&Parse| {
        let last = line.tokens.last().map_or("", |t| text.get(t.start as usize..t.end as usize).unwrap_or(""));
        line.remains.is_none() && (last.starts_with('…') || last.ends_with(".."))
    };
    (lines[end..].iter().filter(dots).count() > 1).then_some(end)
}

/// The line after which one or two headings of other reports stand, where nearly all that the report tells has its full stops: they begin with a noun.
fn few(types: &Types<'_>, text: &str, lines: &[Parse]) -> Option<usize> {
    let end = end_of_prose(text, lines)?;
    let told = |line: &&Parse| line.remains.is_none() && !line.tokens.is_empty();
    let opens_with_verb = |line: &Parse| {
        opening(types, line).first().is_some_and(|r| matches!(r.feats.pos, Pos::Perfect | Pos::Imperfect))
    };
    let heads: Vec<&Parse> = lines[end..].iter().filter(told).collect();
    let body = &lines[OPENING.min(end)..end];
    // A report may have a line for each place: `حلب: ..`.
    let items = body.iter().any(|line| quotes(text, line));
    let right = |line: &&Parse| {
        let two_parts = tells(types, text, line) || !items && quotes(text, line);
        HEADING.contains(&line.words) && !tells_on(types, line) && !opens_with_verb(line) && two_parts
    };
    let long = body.iter().filter(told).filter(|l| l.words >= PROSE).count() >= OPENING;
    ((1..HEADINGS).contains(&heads.len()) && heads.iter().all(right) && long && prose(text, body, 0, 3)).then_some(end)
}

/// The line after the last that can be no heading.
fn end_of_prose(text: &str, lines: &[Parse]) -> Option<usize> {
    let stands = |line: &Parse| line.tokens.is_empty() || line.remains.is_some() || may_be_heading(text, line);
    Some(lines.iter().rposition(|line| !stands(line))? + 1)
}

/// Whether lines are prose that has its full stops, so many times as much as has none; the first `unstopped` need none.
fn prose(text: &str, lines: &[Parse], unstopped: usize, times: usize) -> bool {
    let sum = |stopped: bool| {
        let from = if stopped { 0 } else { unstopped.min(lines.len()) };
        let lines = lines[from..].iter().filter(|line| line.remains.is_none() && closed(text, line) == stopped);
        lines.map(|line| line.words).filter(|n| *n >= PROSE).sum::<usize>()
    };
    sum(true) >= (times * sum(false)).max(PROSE)
}

/// Whether a short report has its full stops: no line between the first and the last is without, but a heading said in the present.
fn sentences(text: &str, lines: &[Parse]) -> bool {
    let told = || lines.iter().filter(|line| line.remains.is_none() && line.words >= AROUND);
    told().count() >= OPENING && told().all(|line| closed(text, line))
}

/// Whether the lines from `end` on are headings of other reports, and at least so many.
fn headings_under(types: &Types<'_>, text: &str, lines: &[Parse], end: usize, fewest: usize) -> bool {
    let (body, rest) = lines.split_at(end);
    // `مجزرة في السوق (صور)`: a heading that names its pictures is one.
    let told = |line: &&Parse| matches!(line.remains, None | Some(Remains::Caption));
    let headings: Vec<&Parse> = rest.iter().filter(told).filter(|line| HEADING.contains(&length(line))).collect();
    let unlike = headings.iter().filter(|line| tells_on(types, line)).count();
    // The heading has no full stop either.
    let stopped = body.last().is_some_and(|line| closed(text, line))
        && (prose(text, body, OPENING, if headings.len() >= MANY { 2 } else { 4 })
            || headings.len() >= MANY && sentences(text, body));
    headings.len() >= fewest && unlike * 4 <= headings.len() && stopped
}

/// Whether a line is as short as a heading, without a full stop at its end or in it, and no item of a list.
fn may_be_heading(text: &str, line: &Parse) -> bool {
    let Some(first) = line.tokens.first() else { return true };
    if length(line) > *HEADING.end() {
        return false;
    }
    let bullet = line.written(text).is_some_and(|written| written.starts_with(bullet));
    let numbered = first.kind == TokenKind::Number && !line.tokens.get(1).is_some_and(Token::is_word);
    let sign = |t: &Token, sign: u8| t.end - t.start == 1 && text.as_bytes()[t.start as usize] == sign;
    // The dots of an address end no sentence.
    let spaced = |t: &Token| text.as_bytes().get(t.end as usize).is_none_or(u8::is_ascii_whitespace);
    let sentences = line.tokens.iter().any(|t| sign(t, b'.') && spaced(t));
    let leads = line.tokens.last().is_some_and(|t| sign(t, b':'));
    !sentences && !leads && !bullet && !numbered
}

/// How many words a line has, its numbers aside: a date is several of them (`في 17-1-2025`).
fn length(line: &Parse) -> usize {
    line.words - line.tokens.iter().filter(|t| t.kind == TokenKind::Number).count()
}

/// The readings of the first word of a line.
fn opening<'t>(types: &'t Types<'_>, line: &Parse) -> &'t [Reading] {
    line.tokens.iter().find(|t| t.is_word()).map_or(&[], |t| types.readings(*t))
}

/// Whether a line goes on from what was said before it, or tells in the past.
fn tells_on(types: &Types<'_>, line: &Parse) -> bool {
    let readings = opening(types, line);
    // `قصف على الميناء`: written like a verb, it may be a noun.
    let noun = readings.iter().any(|r| matches!(r.feats.pos, Pos::Noun | Pos::Masdar));
    readings.first().is_some_and(|r| {
        let goes_on = r.proclitics.0 & (Proclitics::WA.0 | Proclitics::FA.0) != 0;
        goes_on || r.feats.pos == Pos::Perfect && !noun
    })
}

/// Whether a character marks an item of a list.
pub(crate) fn bullet(c: char) -> bool {
    matches!(c, '-' | '–' | '—' | '•' | '*' | '▪' | '●' | '◦' | '■')
}

/// Whether a line ends as a sentence does.
fn closed(text: &str, line: &Parse) -> bool {
    line.tokens.last().is_some_and(|t| {
        t.kind == TokenKind::Close || t.kind == TokenKind::Stop && !text[t.start as usize..].starts_with('…')
    })
}

/// `كم مرة قصفت المدينة؟`: whether a line is a question, as headings are and what a report tells is not.
fn asks(text: &str, line: &Parse) -> bool {
    line.tokens.last().is_some_and(|t| text[t.start as usize..].starts_with(['؟', '?']))
}

/// Whether a line ends in a full stop, or in a mark that closes what has one.
fn stopped(text: &str, line: &Parse) -> bool {
    let last = line.tokens.iter().rev().find(|t| t.kind != TokenKind::Close);
    last.is_some_and(|t| t.kind == TokenKind::Stop && !text[t.start as usize..].starts_with('…'))
}
