//! Who answers in an interview: names, letters or dashes before what is said, or questions that stand alone.

use super::layout::{Line, View, closes, found, says};
use super::slots::Found;
use crate::knowledge::{WordList, holds};
use crate::parse::{Entity, Kind, Node};

/// Fewest lines of an interview that its dashes alone tell.
const TURNS: usize = 4;

impl View<'_> {
    /// Who answers in each line of an interview.
    pub(super) fn answers(&self, out: &mut [Line]) {
        if self.lettered(out) {
            return;
        }
        let asked: Vec<usize> = (0..self.lines.len()).filter(|&line| self.asks(line)).collect();
        if self.answered_at_once(out) {
            return;
        }
        let Some(&first) = asked.first() else { return self.testimony(out) };
        // A heading with a colon is no answer: `الدفاع المدني: مقتل ثلاثة`.
        let sentence = |line: usize| self.lines[line].nodes.last().is_some_and(closes);
        let named: Vec<Option<Found>> = (0..self.lines.len())
            .map(|line| self.named_before_colon(line).filter(|_| line > 0 && sentence(line) && !self.asks(line)))
            .collect();
        if named.iter().flatten().count() >= 2 {
            let mut now = None;
            for (line, by) in named.iter().enumerate() {
                if by.is_some() {
                    now = *by;
                } else if self.asks(line) || self.early_colon(line).is_some() {
                    now = None;
                }
                out[line].answers = now;
            }
            return;
        }
        if self.in_turns(first, out) {
            return;
        }
        if self.asked_by_name(&asked, out) {
            return;
        }
        // Questions as headings of an article that explains are answered by nobody who says `I` or `we`.
        let marked = self.marked(&asked);
        if asked.len() < 3 || !marked && !(first + 1..self.lines.len()).any(|line| self.of_oneself(line)) {
            return;
        }
        let Some(guest) = self.guest(first) else { return };
        let mark = self.opening(first);
        for (line, out) in out.iter_mut().enumerate().skip(first + 1) {
            let prompt = asked.contains(&line) || mark.is_some() && self.opening(line) == mark;
            out.answers = (!prompt).then_some(guest);
        }
    }

    /// `س: ...`, `ج: ...`: a letter or a word says who speaks.
    fn lettered(&self, out: &mut [Line]) -> bool {
        // `س1:`, `ج 2:`
        let opens = |line: usize, words: &WordList| {
            let word = |n: &Node| self.text(line, n).trim_end_matches(|c: char| c.is_numeric());
            let at = self.lines[line].nodes.first().is_some_and(|n| holds(words, word(n)));
            let point = |at: usize| self.lines[line].nodes.get(at).is_some_and(|n| n.kind == Kind::Stop);
            at && ((1..=2).any(|colon| self.colon(line, colon)) || point(1))
        };
        let asks = |line: usize| opens(line, &self.k.language.asks);
        let Some(first) = (0..self.lines.len()).find(|&line| asks(line)) else { return false };
        let answers = |line: usize| opens(line, &self.k.language.answers);
        // Without a letter before the answers they are what stands between the questions.
        let lettered = (first..self.lines.len()).any(answers);
        if !lettered && (first..self.lines.len()).filter(|&line| asks(line)).count() < 2 {
            return false;
        }
        let Some(guest) = self.guest(first) else { return true };
        let mut now = false;
        for (line, out) in out.iter_mut().enumerate().skip(first) {
            now = if lettered { answers(line) || now && !asks(line) } else { !asks(line) };
            out.answers = now.then_some(guest);
        }
        true
    }

    /// `اسمي فلان. اعتقلوني في آذار.`: who tells of himself, outside of quotes, to the end of the report.
    fn testimony(&self, out: &mut [Line]) {
        let named = |line: usize| {
            let parse = &self.lines[line];
            let i_am = |n: &Node| holds(&self.k.language.i_am, self.text(line, n));
            let at = parse.nodes.iter().take(2).position(i_am)?;
            let person = parse.entity(at + 1).filter(|e| e.person)?;
            person.places.is_empty().then(|| found(line, at + 1))
        };
        let himself = (0..self.lines.len()).find_map(|line| Some((line, named(line)?)));
        let Some((first, teller)) = himself.or_else(|| self.headed_testimony()) else { return };
        for out in &mut out[first..] {
            out.answers = Some(teller);
        }
    }

    /// `شهادة أم وائل` over lines of which one is told of oneself: the first line after the heading, and whose it is.
    fn headed_testimony(&self) -> Option<(usize, Found)> {
        let headed = |line: usize| {
            let parse = &self.lines[line];
            let word = |n: &Node| {
                let stem = n.lemma.map(|l| self.k.lexicon.lemma(l).folded.as_str());
                n.pro.0 == 0 && stem.is_some_and(|w| holds(&self.k.language.testimonies, w))
            };
            let at = parse.nodes.iter().take(2).position(word)?;
            let heading = !parse.nodes.last().is_some_and(closes);
            let person = (at + 1..parse.nodes.len().min(at + 4)).find(|&i| parse.entity(i).is_some_and(|e| e.person));
            person.filter(|_| heading).map(|node| (line + 1, found(line, node)))
        };
        let (first, teller) = (0..self.lines.len().min(3)).find_map(headed)?;
        (first..self.lines.len()).any(|line| self.of_oneself(line)).then_some((first, teller))
    }

    /// `- متى دخلوا؟ دخلوا صباح أمس.`: question and answer on one line, again and again.
    fn answered_at_once(&self, out: &mut [Line]) -> bool {
        let both = |line: usize| {
            let parse = &self.lines[line];
            let stop = parse.nodes.iter().position(|n| n.kind == Kind::Stop)?;
            let token = parse.tokens[parse.nodes[stop].head as usize];
            let asks = matches!(&self.report.text[token.start as usize..token.end as usize], "؟" | "?");
            (asks && stop + 1 < parse.nodes.len() && parse.nodes.last().is_some_and(closes)).then_some(line)
        };
        let lines: Vec<usize> = (0..self.lines.len()).filter_map(both).collect();
        let Some(&first) = lines.first().filter(|_| lines.len() >= 3) else { return false };
        let after = (first..self.lines.len()).filter(|&line| !self.lines[line].nodes.is_empty()).count();
        let Some(guest) = self.guest(first).filter(|_| lines.len() * 2 >= after) else { return false };
        for line in lines {
            out[line].answers = Some(guest);
        }
        true
    }

    /// `الصحيفة: متى دخلوا؟`: the same name before every question and before no other line; what stands between answers.
    fn asked_by_name(&self, asked: &[usize], out: &mut [Line]) -> bool {
        let asker = |line: usize| {
            let colon = self.early_colon(line)?;
            let nodes = &self.lines[line].nodes;
            Some(nodes[..colon].iter().map(|n| self.text(line, n)).collect::<Vec<_>>())
        };
        let (Some(&first), Some(by)) = (asked.first(), asked.first().and_then(|&line| asker(line))) else {
            return false;
        };
        let same = asked.len() >= 2 && asked.iter().all(|&line| asker(line).as_ref() == Some(&by));
        let Some(guest) = self.guest(first).filter(|_| same) else { return false };
        for (line, out) in out.iter_mut().enumerate().skip(first + 1) {
            let asks = asked.contains(&line) || asker(line).as_ref() == Some(&by);
            out.answers = (!asks && !self.lines[line].nodes.is_empty()).then_some(guest);
        }
        true
    }

    /// Questions and answers by turns, each behind a dash: not every question has its mark.
    fn in_turns(&self, first: usize, out: &mut [Line]) -> bool {
        let dash = |line: usize| {
            self.opening(line)
                .filter(|c| matches!(c, '-' | '–' | '—' | '•' | '*' | '●' | '○' | '■' | '□' | '▪' | '◆' | '◊'))
        };
        let Some(mark) = dash(first) else { return false };
        let end = (first..self.lines.len()).take_while(|&line| dash(line) == Some(mark)).count() + first;
        // The mark of questions only stands before every other line.
        if end - first < TURNS {
            return false;
        }
        let whole = |line: usize| self.lines[line].nodes.last().is_some_and(closes) && !self.asks(line);
        let turn = |line: usize| (line - first).is_multiple_of(2);
        let in_order = (first..end).filter(|&line| turn(line) != whole(line)).count();
        if in_order * 5 < (end - first) * 4 || in_order < end - first && !(first..end).any(|line| self.of_oneself(line))
        {
            return false;
        }
        // `- حدثنا عن الحصار.`: what was asked before without a mark.
        let earlier = (0..first).rev().take_while(|&line| dash(line) == Some(mark)).count();
        let first = first - earlier / 2 * 2;
        let Some(guest) = self.guest(first) else { return true };
        let mut prompt = false;
        for (line, out) in out.iter_mut().enumerate().take(end).skip(first) {
            prompt = self.asks(line) || !prompt;
            out.answers = (!prompt).then_some(guest);
        }
        true
    }

    /// `الوزير: وصلت القافلة`, `قديح: نعم`: who is named before a colon, by a whole name or by the last word of one named before.
    fn named_before_colon(&self, line: usize) -> Option<Found> {
        let colon = self.early_colon(line)?;
        let parse = &self.lines[line];
        let who = |e: &Entity| e.can_act() && e.places.is_empty() && e.goods.is_none();
        let whole = || (0..colon).find(|&at| parse.entity(at).is_some_and(who)).map(|node| found(line, node));
        let [ref only] = parse.nodes[..colon] else { return whole() };
        if only.last - only.first > 1 {
            return whole();
        }
        let word = self.text(line, only);
        let named = |line: usize| {
            let parse = &self.lines[line];
            let last = |at: usize| self.types.folded(parse.tokens[parse.nodes[at].last as usize - 1]);
            (0..parse.nodes.len()).find(|&at| parse.entity(at).is_some_and(|e| e.person) && last(at) == word)
        };
        let earlier = (0..line).find_map(|earlier| named(earlier).map(|node| found(earlier, node)));
        earlier.or_else(whole).or_else(|| self.answers_again(line, word).then(|| found(line, 0)))
    }

    /// Whether an unknown word stands before a colon in other lines too, and does not ask: the name of who answers.
    fn answers_again(&self, line: usize, word: &str) -> bool {
        let same = |other: &usize| {
            let first = self.lines[*other].nodes.first().is_some_and(|n| self.text(*other, n) == word);
            first && self.early_colon(*other).is_some()
        };
        let name = |n: &Node| n.kind == Kind::Unknown || n.kind == Kind::Noun && word.starts_with("ال");
        let unknown = self.lines[line].nodes.first().is_some_and(name);
        let mut lines = (0..self.lines.len()).filter(same);
        unknown && lines.clone().count() > 1 && !lines.any(|other| self.asks(other))
    }

    /// The colon that stands after the first words of a line.
    fn early_colon(&self, line: usize) -> Option<usize> {
        (1..7).find(|&at| self.colon(line, at)).filter(|&at| {
            let nodes = &self.lines[line].nodes;
            // `قلنا للناس: لا تخرجوا` names nobody who speaks here.
            let named = |n: &Node| !matches!(n.kind, Kind::Verb | Kind::Stop | Kind::Comma);
            at + 1 < nodes.len() && nodes[..at].iter().all(named)
        })
    }

    /// Who is asked: the person named last before the first question, else whose given name opens a line.
    fn guest(&self, first: usize) -> Option<Found> {
        let named = (0..first).rev().find_map(|line| {
            let parse = &self.lines[line];
            let person = (0..parse.nodes.len()).rev().find(|&at| parse.entity(at).is_some_and(|e| e.person));
            person.map(|node| found(line, node))
        });
        let given = |line: &usize| {
            let parse = &self.lines[*line];
            parse.nodes.first().is_some_and(|n| self.types.word(parse.tokens[n.first as usize]).given)
        };
        let asked = || (0..first).rev().find_map(|line| self.whom_we_asked(line));
        // `الضيف هو فلان`, under what he said.
        let signed = || {
            let last = self.lines.len().checked_sub(1).filter(|l| *l > first)?;
            let nodes = &self.lines[last].nodes;
            (0..nodes.len())
                .find(|&at| self.lines[last].entity(at).is_some_and(|e| e.person))
                .map(|node| found(last, node))
        };
        let opens = (0..first).find(given).map(|line| found(line, 0));
        named.or_else(asked).or(opens).or_else(|| self.given_before(first)).or_else(signed)
    }

    /// Whether the same mark stands before every question and before no line between them.
    fn marked(&self, asked: &[usize]) -> bool {
        let (Some(&first), Some(&last)) = (asked.first(), asked.last()) else { return false };
        let mark = self.opening(first);
        mark.is_some() && (first..last).all(|line| (self.opening(line) == mark) == asked.contains(&line))
    }

    /// Whether who tells a line says `I` or `we`, or tells of his own.
    fn of_oneself(&self, line: usize) -> bool {
        says(&self.lines[line].nodes, |_| true) || self.of_ours(line)
    }

    /// `جيراننا`, `قصفونا`: whether a line tells of what is the teller's own.
    fn of_ours(&self, line: usize) -> bool {
        let whole = self.lines[line].nodes.last().is_some_and(closes) && !self.asks(line);
        whole && self.lines[line].nodes.iter().any(|n| n.enc.is_some_and(|e| e.person == 1))
    }

    /// `نازحة اسمها أم وائل`, `- أستاذ كمال، ما الذي جرى؟`: the last given name up to the first question.
    fn given_before(&self, first: usize) -> Option<Found> {
        (0..=first).rev().find_map(|line| {
            let parse = &self.lines[line];
            let name = |at: &usize| {
                let n = &parse.nodes[*at];
                let free = matches!(n.kind, Kind::Noun | Kind::Unknown | Kind::Adjective | Kind::Verb)
                    && n.joined_prep().is_none();
                let who = parse.entity(*at).is_some_and(|e| e.places.is_empty() && e.goods.is_none());
                let mut words = parse.tokens[n.first as usize..n.last as usize].iter();
                (free || who) && words.any(|t| self.types.word(*t).given)
            };
            (0..parse.nodes.len()).rev().find(name).map(|node| found(line, node))
        })
    }

    /// `حاورنا مصباح الشاعري`, `تحدثنا إلى فلان`: who stands after a verb of those who ask.
    fn whom_we_asked(&self, line: usize) -> Option<Found> {
        let nodes = &self.lines[line].nodes;
        let ours = |n: &Node| n.kind == Kind::Verb && n.feats.is_some_and(|f| f.person == 1) && n.enc.is_none();
        let at = nodes.iter().rposition(ours)?;
        let prep = nodes.get(at + 1).is_some_and(|n| n.kind == Kind::Prep && n.enc.is_none());
        let who = at + 1 + usize::from(prep);
        let name = |n: &Node| matches!(n.kind, Kind::Unknown | Kind::Noun | Kind::Entity) && n.pro.0 == 0;
        nodes.get(who).is_some_and(name).then(|| found(line, who))
    }

    /// Whether a line asks: it is nothing but questions, or ends with one where none was asked before it.
    fn asks(&self, line: usize) -> bool {
        let only = |line: usize| self.ends_asking(line) && !self.tells_too(line);
        only(line) || self.ends_asking(line) && line.checked_sub(1).is_none_or(|before| !only(before))
    }

    fn ends_asking(&self, line: usize) -> bool {
        let end = self.lines[line].tokens.last().map_or(0, |t| t.end as usize);
        self.report.text[..end].ends_with(['؟', '?'])
    }

    /// Whether a sentence of a line ends without asking.
    fn tells_too(&self, line: usize) -> bool {
        let parse = &self.lines[line];
        let asks = |n: &Node| {
            let token = parse.tokens[n.head as usize];
            matches!(&self.report.text[token.start as usize..token.end as usize], "؟" | "?")
        };
        parse.nodes.iter().any(|n| n.kind == Kind::Stop && !asks(n))
    }
}
