//! Where a frame's pattern matches the nodes of a line.

use super::said::Said;
use super::victims::of_a_row;
use crate::knowledge::{Element, Frame, Knowledge, Labels, NEEDED, Name, Opening, Pattern, PhraseType, WordNo, holds};
use crate::parse::{Answering, Kind, Node, Open, Parse, Types};
use hudna_arabic::morph::{Enclitic, Gender, LemmaKind, Number, Pos, Proclitics};
use hudna_claims::{Event, Modality};
use smallvec::SmallVec;

/// A matched frame.
#[derive(Debug, Clone)]
pub(crate) struct Trigger {
    /// Index of the frame.
    pub frame: u16,
    /// The node that carries the modality.
    pub node: usize,
    /// All nodes that the pattern's words took, the first included.
    pub nodes: SmallVec<[usize; 4]>,
    /// Nodes from the first to the last taken, gaps included: the span that the claim shows.
    pub last: usize,
    /// The pattern asks for who bears arms before its first word.
    pub led: bool,
    /// A shorter match tells the same event of one of its words and asks for no slot: the claim stands though its frame needs one.
    pub backed: bool,
}

/// Why a frame that was entered did not fire.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rejection {
    /// The words after the first did not match.
    Words,
    /// A pattern of `never_before` follows.
    NeverBefore,
    /// A pattern of `never_after` stands before.
    NeverAfter,
    /// A pattern of `never_within` stands among the words skipped.
    NeverWithin,
    /// The noun has the article and only refers back.
    Definite,
    /// The finite verb is of the other aspect.
    Aspect,
    /// A longer match of the same or another frame took its words.
    Covered,
}

impl Rejection {
    /// In words, for `explain`.
    pub fn words(self) -> &'static str {
        match self {
            Rejection::Words => "the words after the first do not match",
            Rejection::NeverBefore => "a pattern of never_before follows",
            Rejection::NeverAfter => "a pattern of never_after stands before",
            Rejection::NeverWithin => "a pattern of never_within stands among the words skipped",
            Rejection::Definite => "the noun is definite and only refers back",
            Rejection::Aspect => "the verb is of the other aspect",
            Rejection::Covered => "a longer match took its words",
        }
    }
}

/// All triggers of a line, in order, longest match first where several compete.
pub(crate) fn find_triggers(k: &Knowledge, types: &Types<'_>, parse: &Parse, said: &mut Said) -> Vec<Trigger> {
    let mut found: Vec<Trigger> = Vec::new();
    let mut heard = false;
    // A pronoun on a verb or a verbal noun may take up what stands before it.
    let mut taking = false;
    for at in (0..parse.nodes.len()).filter(|&at| opens(types, parse, at)) {
        if !heard {
            said.hear(types, parse);
            taking = parse.nodes.iter().any(takes_up);
            heard = true;
        }
        let reach = if taking && takes_up_from(parse, at) { TAKEN_UP } else { 0 };
        let from = parse.nodes[at.saturating_sub(reach)].first;
        let openings = types.openings_of(parse.tokens[parse.nodes[at].head as usize]);
        let fitting = said.fitting(openings, from);
        for Open { opening, .. } in &fitting {
            let pattern = &k.frames[opening.frame as usize].triggers[opening.pattern as usize];
            if pattern.required().skip(NEEDED).all(|word| said.since(from, word))
                && let Ok(trigger) = fits(k, types, parse, said, at, opening.frame, pattern)
            {
                found.push(trigger);
            }
        }
        said.room = fitting;
    }
    settle(k, parse, found)
}

/// The nodes inside triggers, without their heads.
pub(crate) fn inner_nodes(triggers: &[Trigger]) -> Vec<usize> {
    triggers.iter().flat_map(|t| t.nodes.iter().copied().filter(|&n| n != t.node)).collect()
}

/// Whether a frame can be entered at a node.
fn opens(types: &Types<'_>, parse: &Parse, at: usize) -> bool {
    let node = &parse.nodes[at];
    match node.kind {
        // `قصف تركي`: no word of leaving, though it may be read as one.
        Kind::Adjective if types.word(parse.tokens[node.head as usize]).adjective.is_some() => return false,
        // `إلى زاره`: a name that is spelled like a verb.
        Kind::Unknown if !types.readings(parse.tokens[node.head as usize]).is_empty() => return false,
        Kind::Verb | Kind::Noun | Kind::Adjective | Kind::Unknown | Kind::Particle | Kind::Prep | Kind::Operator => {}
        // `مصدره مناطق سيطرة قسد`: who did it, and who holds the land that it came from.
        Kind::AgentMark if node.last - node.first > 2 => {}
        Kind::Entity => {
            let entity = &parse.entities[node.index as usize];
            // `معبر رفح مغلق`: the kind of place is a word like any other, the name is not.
            let kind =
                node.last - node.first > 1 && node.lemma.is_some_and(|l| types.bits(l) & Labels::PLACE_KIND != 0);
            if (entity.actor.is_some() && !entity.group && entity.people.is_none())
                || entity.person
                || !entity.places.is_empty() && !kind
            {
                return false;
            }
        }
        _ => return false,
    }
    types.word(parse.tokens[node.head as usize]).opens
}

/// Keeps, among matches that share words, the one with most words; one claim for each frame and node.
fn settle(k: &Knowledge, parse: &Parse, mut found: Vec<Trigger>) -> Vec<Trigger> {
    // What asks for another event to stand beside goes before it could cover anything.
    if found.iter().any(|t| !k.frames[t.frame as usize].beside.is_empty()) {
        let all = found.clone();
        found.retain(|t| has_beside(k, parse, &all, t));
    }
    if found.iter().any(|t| of_a_row(k, parse, &found, t)) {
        let all = found.clone();
        found.retain(|t| !of_a_row(k, parse, &all, t));
    }
    if found.len() < 2 {
        return found;
    }
    // `<force> دخل <place>` goes before `دخل` alone.
    found.sort_by_key(|t| (std::cmp::Reverse((t.nodes.len(), t.led)), t.node, t.frame));
    let mut kept: Vec<Trigger> = Vec::with_capacity(found.len());
    for trigger in found {
        let frame = &k.frames[trigger.frame as usize];
        let event = frame.event;
        for other in kept.iter_mut().filter(|other| other.nodes.contains(&trigger.node)) {
            let over = &k.frames[other.frame as usize];
            let alike = over.event == event && over.modality == frame.modality && over.ceases == frame.ceases;
            other.backed |= alike && frame.needs.is_empty();
        }
        let clash = kept.iter().any(|other| {
            let shares = trigger.nodes.iter().any(|n| other.nodes.contains(n));
            let same = k.frames[other.frame as usize].event == event;
            // `إزالة الحواجز التي وضعتها`: two events may share a word that is the head of one of them only.
            let inside = other.nodes.len() > trigger.nodes.len()
                && other.nodes.contains(&trigger.node)
                && !(frame.struck && k.language.is_blow(k.frames[other.frame as usize].event));
            // `وافقوا على هدنة`: the agreement, and what is agreed.
            let inside = inside && (event, k.frames[other.frame as usize].event) != (Event::Truce, Event::Agree);
            shares && (same && !told_of(parse, &trigger, other) || inside || other.nodes == trigger.nodes)
        });
        if !clash {
            kept.push(trigger);
        }
    }
    kept.sort_by_key(|t| t.node);
    kept
}

/// Whether a match needs no other, or one of the events that it asks for is told in its sentence.
fn has_beside(k: &Knowledge, parse: &Parse, all: &[Trigger], t: &Trigger) -> bool {
    let frame = &k.frames[t.frame as usize];
    let (asked, demands) = (&frame.beside, frame.modality == Some(Modality::Demanded));
    asked.is_empty()
        || all.iter().any(|other| {
            let frame = &k.frames[other.frame as usize];
            let between = t.node.min(other.node)..t.node.max(other.node);
            // `هدنة بناء على طلب الرئيس`: what is asked for was named before.
            let follows = if demands { other.node < t.node } else { other.node != t.node };
            frame.beside.is_empty()
                && follows
                && asked.contains(&frame.event)
                && parse.nodes[between].iter().all(|n| n.kind != Kind::Stop)
        })
}

/// `باحترام الهدنة التي بدأ سريانها`: a match that takes the noun with the clause on it tells what is wanted of it; what the clause tells
/// is another thing.
fn told_of(parse: &Parse, a: &Trigger, b: &Trigger) -> bool {
    let (first, second) = if a.node < b.node { (a, b) } else { (b, a) };
    let takes_clause = first.nodes.iter().any(|&n| n < second.node && parse.nodes[n].is(Labels::RELATIVE));
    takes_clause && !second.nodes.contains(&first.node) && !first.nodes.contains(&second.node)
}

/// Tries every frame that can open at a node and reports each outcome: frame, pattern, match or why not.
pub(crate) fn try_frames(
    k: &Knowledge,
    types: &Types<'_>,
    parse: &Parse,
    at: usize,
    mut outcome: impl FnMut(u16, u16, Result<Trigger, Rejection>),
) {
    let mut said = Said::nothing(k);
    said.hear(types, parse);
    let mut openings = types.openings_of(parse.tokens[parse.nodes[at].head as usize]).to_vec();
    openings.sort_by_key(|open| open.turn);
    for Opening { frame, pattern, .. } in openings.into_iter().map(|open| open.opening) {
        let result = fits(k, types, parse, &said, at, frame, &k.frames[frame as usize].triggers[pattern as usize]);
        outcome(frame, pattern, result);
    }
}

fn fits(
    k: &Knowledge,
    types: &Types<'_>,
    parse: &Parse,
    said: &Said,
    at: usize,
    frame: u16,
    pattern: &Pattern,
) -> Result<Trigger, Rejection> {
    let event = k.frames[frame as usize].event;
    let mut m = Matcher { k, types, parse, event, back: false };
    let mut nodes = SmallVec::new();
    let mut entered = m.enter(pattern, at, &mut nodes);
    if entered.is_none() && takes_up_from(parse, at) {
        m.back = true;
        nodes.clear();
        entered = m.enter(pattern, at, &mut nodes);
    }
    let (first, next) = entered.ok_or(Rejection::Words)?;
    let f: &Frame = &k.frames[frame as usize];
    let node = &parse.nodes[at];
    if f.indefinite && nodes.len() == 1 && node.kind != Kind::Verb && node.pro.has(Proclitics::AL) {
        return Err(Rejection::Definite);
    }
    if let (Some(aspect), Some(pos)) = (f.aspect, node.pos()) {
        let wrong = match aspect {
            // `قسد تسيطر على البلدة`: a heading tells what happened in the present.
            crate::knowledge::Aspect::Perfect => {
                pos == Pos::Imperfect && !(f.event == Event::ControlTake && m.headline(at))
            }
            crate::knowledge::Aspect::Imperfect => pos == Pos::Perfect,
        };
        if wrong {
            return Err(Rejection::Aspect);
        }
    }
    // Most patterns that must not stand somewhere want words that the line does not say at all.
    let may = |p: &&Pattern| p.words().all(|word| said.since(0, word));
    // A word of the phrase that the pattern ends with: `قافلة مدرعات`.
    let within = |p: &Pattern| match (p.elements.as_slice(), next.checked_sub(1)) {
        ([Element::Word { word, .. }], Some(last)) => m.inside(last, *word),
        _ => false,
    };
    if f.never_before.iter().filter(may).any(|p| m.run(&p.elements, next, &mut SmallVec::new()).is_some() || within(p))
    {
        return Err(Rejection::NeverBefore);
    }
    // `الجيش استعاد`: what stands before a finite verb is its subject, no part of a name with it.
    let apart = node.kind == Kind::Verb || first > 0 && m.stands_apart(at, first - 1);
    for p in f.never_after.iter().filter(|_| !apart).filter(may) {
        // `قوات الحكومة باستعادة`: of a longer name the last word stands right before, not its head.
        if first > 0 && p.elements.len() == 1 && longer(&parse.nodes[first - 1]) {
            if m.ends_with(first - 1, &p.elements[0]) {
                return Err(Rejection::NeverAfter);
            }
            continue;
        }
        // Quotes between do not part them.
        let before = (0..first).rev().filter(|&i| !parse.nodes[i].is_quote()).nth(p.elements.len().saturating_sub(1));
        let ends = |end: usize| parse.nodes[end.min(first)..first].iter().all(Node::is_quote) && end <= first;
        if before.is_some_and(|b| m.run(&p.elements, b, &mut SmallVec::new()).is_some_and(ends)) {
            return Err(Rejection::NeverAfter);
        }
    }
    let last = nodes.iter().copied().max().unwrap_or(at);
    // `ضربت عاصفة المدينة`
    let skipped = |p: &Pattern| {
        (at + 1..next).any(|i| !nodes.contains(&i) && m.run(&p.elements, i, &mut SmallVec::new()).is_some())
    };
    if f.never_within.iter().filter(may).any(skipped) {
        return Err(Rejection::NeverWithin);
    }
    let head = m.head(pattern, &nodes).unwrap_or(at);
    let led = matches!(pattern.elements[0], Element::Phrase { kind: PhraseType::Force, .. });
    Ok(Trigger { frame, node: head, nodes, last, led, backed: false })
}

/// How many nodes before a word stands at most what its pronoun takes up.
const TAKEN_UP: usize = 12;

/// How near a noun stands to a verbal noun that is said of it (`الهدنة التي بدأ سريانها`).
const NEAR: usize = 4;

/// Among how many phrases that agree with a pronoun it is sought: the subject may stand between.
const AGREEING: usize = 3;

/// In how many nodes after the first word of a pattern the word with the pronoun stands at most (`تم إدخالها`).
const TAKING: usize = 4;

/// A name of several words.
fn longer(node: &Node) -> bool {
    node.kind == Kind::Entity && node.last - node.first > 1
}

/// `أدخلتها`, `إدخالها`: a verb or a verbal noun with a pronoun that may be what it is done to.
fn takes_up(n: &Node) -> bool {
    n.enc.is_some_and(|e| e.person == 3) && (n.kind == Kind::Verb || n.pos() == Some(Pos::Masdar))
}

/// Whether the words of a pattern that opens at a node may have such a pronoun.
fn takes_up_from(parse: &Parse, at: usize) -> bool {
    parse.nodes[at..].iter().take(TAKING).any(takes_up)
}

/// The longest headline, in nodes.
const HEADLINE: usize = 12;

/// Whether a pronoun can stand for a phrase, by number and gender.
fn may_mean(pronoun: Enclitic, node: &Node) -> bool {
    node.feats.is_none_or(|f| match (pronoun.number, pronoun.gender) {
        (Number::Singular, Gender::Feminine) => f.number == Number::Plural || f.gender == Gender::Feminine,
        (Number::Singular, Gender::Masculine) => f.number == Number::Singular && f.gender == Gender::Masculine,
        (Number::Dual, _) => true,
        (Number::Plural, _) => f.number == Number::Plural,
    })
}

/// Events that are told by what is thrown or laid too.
const FORCE: [Event; 5] = [Event::Attack, Event::Clash, Event::Harm, Event::SiegeImpose, Event::SiegeHold];

struct Matcher<'a, 'k> {
    k: &'a Knowledge,
    types: &'a Types<'k>,
    parse: &'a Parse,
    event: Event,
    /// What a pronoun takes up counts too: only where nothing stands after the word.
    back: bool,
}

impl Matcher<'_, '_> {
    /// Matches a pattern whose first word is node `at`; gives the node where it begins and the one after it.
    fn enter(&self, pattern: &Pattern, at: usize, taken: &mut SmallVec<[usize; 4]>) -> Option<(usize, usize)> {
        let stands = |first: usize| !pattern.heads || self.heads(first);
        if pattern.lead == 0 {
            return stands(at).then(|| self.run(&pattern.elements, at, taken).map(|next| (at, next)))?;
        }
        // `<number> ..1 معتقل`: the nearest phrase before.
        let skips = |e: &Element| if let Element::Gap(n) = e { usize::from(*n) } else { 1 };
        let reach: usize = pattern.elements[..pattern.lead].iter().map(skips).sum();
        (at.saturating_sub(reach)..at).rev().filter(|&first| stands(first)).find_map(|first| {
            taken.clear();
            let next = self.run(&pattern.elements, first, taken)?;
            (taken.first() == Some(&at)).then_some((first, next))
        })
    }

    /// Whether a node is the first of its line, or stands after a mark or a time.
    fn heads(&self, at: usize) -> bool {
        at.checked_sub(1).is_none_or(|before| {
            matches!(
                self.parse.nodes[before].kind,
                Kind::Stop | Kind::Comma | Kind::Mark | Kind::Open | Kind::Close | Kind::Time
            )
        })
    }

    /// Whether a line without a stop tells of who stands right before the verb.
    fn headline(&self, at: usize) -> bool {
        let nodes = &self.parse.nodes;
        let told = at.checked_sub(1).and_then(|before| self.parse.entity(before)).is_some_and(|e| e.can_act());
        told && nodes.len() <= HEADLINE && nodes.last().is_some_and(|n| n.kind != Kind::Stop)
    }

    /// The node of the word that carries the modality. Words that may be absent, and words inside a phrase that was matched already, took
    /// no node, so that those after them stand earlier.
    fn head(&self, pattern: &Pattern, taken: &[usize]) -> Option<usize> {
        let word = pattern.words_of_all().nth(pattern.head)?;
        let all = pattern.head == 0 || taken.len() == pattern.words_of_all().count();
        let fits = |&&n: &&usize| self.word(&self.parse.nodes[n], word);
        let moved = || taken.iter().take(pattern.head + 1).rev().find(fits);
        let placed = taken.get(pattern.head);
        if all { placed } else { moved().or(placed) }.copied()
    }

    /// Matches the elements from node `at`; gives the node after the match.
    fn run(&self, elements: &[Element], at: usize, taken: &mut SmallVec<[usize; 4]>) -> Option<usize> {
        let Some((element, rest)) = elements.split_first() else { return Some(at) };
        let at = self.skip_quotes(at);
        match element {
            Element::Gap(limit) => {
                let aside = self.aside(taken, at);
                // `سقطت قرب المدينة وقرى`: what must stand right after stands there.
                if *limit > 0
                    && aside > at
                    && let Some(end) = self.gap(*limit, rest, aside, taken)
                {
                    return Some(end);
                }
                self.gap(*limit, rest, at, taken)
            }
            Element::Prep(preps) => {
                let node = self.parse.nodes.get(at)?;
                if node.kind == Kind::Prep {
                    let written = node.lemma.map(|l| self.k.lexicon.lemma(l).folded.as_str());
                    if written.is_some_and(|s| preps.iter().any(|p| &**p == s)) {
                        // `الخروج منها`: the pronoun is the phrase asked for.
                        let rest = match rest.split_first() {
                            Some((Element::Phrase { .. }, after)) if node.enc.is_some() => after,
                            _ => rest,
                        };
                        return self.run(rest, at + 1, taken);
                    }
                }
                let joined = node.joined_prep()?;
                if preps.iter().any(|p| &**p == joined) { self.run(rest, at, taken) } else { None }
            }
            Element::Phrase { kind: kind @ (PhraseType::Them | PhraseType::It), .. } => {
                let pronoun = taken.last().and_then(|&last| self.parse.nodes[last].enc).filter(|e| e.person == 3)?;
                let several = pronoun.number != Number::Singular;
                if several == (*kind == PhraseType::Them) { self.run(rest, at, taken) } else { None }
            }
            Element::Phrase { kind, optional } => {
                let fits = self.parse.nodes.get(at).is_some_and(|n| self.phrase(at, n, *kind));
                if fits && let Some(end) = self.run(rest, at + 1, taken) {
                    return Some(end);
                }
                let before = || self.takes(taken, |n| self.stands_for(taken, n, *kind)).is_some();
                if (self.pronoun_for(taken, *kind) || before())
                    && let Some(end) = self.run(rest, at, taken)
                {
                    return Some(end);
                }
                if *optional { self.run(rest, at, taken) } else { None }
            }
            Element::Word { word, optional } => {
                let mark = taken.len();
                if self.parse.nodes.get(at).is_some_and(|n| self.word(n, *word)) {
                    taken.push(at);
                    if let Some(end) = self.run(rest, at + 1, taken) {
                        return Some(end);
                    }
                    taken.truncate(mark);
                }
                // `قواعد عسكرية`: the adjective may stand inside the phrase whose head was matched.
                if taken.last().is_some_and(|&before| self.inside(before, *word))
                    && let Some(end) = self.run(rest, at, taken)
                {
                    return Some(end);
                }
                // An attack is told by what is thrown too, so that a clause on it tells nothing more: `قذيفة أطلقتها القوات`.
                let told = FORCE.contains(&self.event);
                let taken_up = || self.takes(taken, |n| self.word(&self.parse.nodes[n], *word));
                let before = (!told).then(taken_up).flatten().filter(|&n| !self.on_nearer(taken, n));
                if let Some(before) = before {
                    // `الهدنة التي بدأ سريانها`: both words tell of one event.
                    let near =
                        taken.last().is_some_and(|&n| n - before <= NEAR && self.parse.nodes[n].kind != Kind::Verb);
                    if near {
                        taken.push(before);
                    }
                    if let Some(end) = self.run(rest, at, taken) {
                        return Some(end);
                    }
                    taken.truncate(mark);
                }
                if *optional { self.run(rest, at, taken) } else { None }
            }
        }
    }

    /// Matches what follows a gap, up to so many words on.
    fn gap(&self, limit: u8, rest: &[Element], at: usize, taken: &mut SmallVec<[usize; 4]>) -> Option<usize> {
        // One word more does not tell another event.
        let mut left = usize::from(limit) + 1;
        let mut i = at;
        loop {
            // `أفرجت القوات، وفقا للمرصد، عن عشرين معتقلا`
            i = taken.last().and_then(|&v| self.parse.interposed(v, i)).map_or(i, |close| close + 1);
            let mark = taken.len();
            if let Some(end) = self.run(rest, i, taken) {
                return Some(end);
            }
            taken.truncate(mark);
            let node = self.parse.nodes.get(i)?;
            let closes = match node.kind {
                Kind::Stop | Kind::Comma | Kind::Verb | Kind::Operator | Kind::AgentMark => true,
                Kind::Prep => {
                    node.enc.is_none()
                        && !self.counts(i)
                        && !matches!(rest.first(), Some(Element::Prep(_)))
                        && limit < 4
                }
                // `حصد القصف أرواح عشرة`: the event that does the harm stands right after its verb.
                Kind::Noun => {
                    let words = matches!(rest.first(), Some(Element::Word { .. }));
                    node.pos() == Some(Pos::Masdar) && !(words && self.acts(taken, i)) && !self.purpose_of_post(i)
                }
                _ => node.is(Labels::THAT | Labels::CLAUSE),
            };
            // What describes what stands before is no word of its own: `شحنة كبيرة جديدة من الأدوية`.
            let describes = node.kind == Kind::Adjective
                || node.is_quote()
                || node.kind == Kind::Particle
                    && node.is(Labels::DEMONSTRATIVE | Labels::QUANTIFIER | Labels::QAD | Labels::OTHER);
            if closes || left == 0 && !describes {
                return None;
            }
            left -= usize::from(!describes);
            i += 1;
        }
    }

    /// `منعت نقطة تفتيش مرور الشاحنات`: a verbal noun right after a nameless position says what it is for, and is no event.
    fn purpose_of_post(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).map(|b| &self.parse.nodes[b]) else { return false };
        let nameless = self.parse.entity(at - 1).is_some_and(|e| e.area && e.places.is_empty());
        nameless
            && before.enc.is_none()
            && self.parse.nodes[at].pro.0 & !Proclitics::AL.0 == 0
            && holds(&self.k.language.positions, self.parse.stem(self.k, self.types, before))
    }

    /// `وصلت إلى المدينة قافلة`, `أزال أمس الحاجز`: a time or a place right after its verb stands between nothing.
    fn aside(&self, taken: &[usize], at: usize) -> usize {
        let nodes = &self.parse.nodes;
        if !taken.last().is_some_and(|&v| v + 1 == at && nodes[v].kind == Kind::Verb) {
            return at;
        }
        let is = |i: usize, kind: Kind| nodes.get(i).is_some_and(|n| n.kind == kind);
        if is(at, Kind::Time) {
            return at + 1;
        }
        let placed = is(at, Kind::Prep)
            && nodes[at].enc.is_none()
            && self.parse.entity(at + 1).is_some_and(|e| e.can_place() && !e.can_act() && e.goods.is_none());
        if placed { at + 2 } else { at }
    }

    /// `أخرجونا`, `بإخراجهم`: whether a pronoun of people at the end of the word matched last stands for the phrase asked for.
    fn pronoun_for(&self, taken: &[usize], kind: PhraseType) -> bool {
        let Some(&last) = taken.last().filter(|_| kind == PhraseType::People) else { return false };
        let node = &self.parse.nodes[last];
        node.enc.is_some_and(|e| match e.person {
            1 => node.kind == Kind::Verb && node.feats.is_some_and(|f| f.person == 3),
            3 => e.number == Number::Plural,
            _ => false,
        })
    }

    /// `الأدوية احتجزتها بوابة`, `كانت المساعدات هناك حتى تم إدخالها`: the phrase that the pronoun of the word matched last takes
    /// up, where it is what is asked for.
    fn takes(&self, taken: &[usize], asked: impl Fn(usize) -> bool) -> Option<usize> {
        let nodes = &self.parse.nodes;
        let at = *taken.last().filter(|&&at| self.back && takes_up(&nodes[at]))?;
        let pronoun = nodes[at].enc?;
        (at.saturating_sub(TAKEN_UP)..at)
            .rev()
            .take_while(|&i| nodes[i].kind != Kind::Stop)
            .filter(|&i| matches!(nodes[i].kind, Kind::Noun | Kind::Entity) && may_mean(pronoun, &nodes[i]))
            .take(AGREEING)
            .find(|&i| asked(i))
    }

    /// `قذيفة هاون أطلقتها الفصائل`: whether the clause of the verb that was matched last is on an indefinite thing right before it, which
    /// its pronoun takes up rather than a word farther off.
    fn on_nearer(&self, taken: &[usize], word: usize) -> bool {
        let nodes = &self.parse.nodes;
        let Some((&at, pronoun)) = taken.last().and_then(|at| Some((at, nodes[*at].enc?))) else { return false };
        let thing = |n: &Node| {
            let one = matches!(n.pos(), Some(Pos::Noun | Pos::Adjective)) && n.kind != Kind::Entity;
            one && !n.pro.has(Proclitics::AL) && n.enc.is_none()
        };
        let clause = nodes[at].kind == Kind::Verb && nodes[at].pro.0 == 0 && at > 0 && thing(&nodes[at - 1]);
        clause && nodes[(word + 1).min(at)..at].iter().any(|n| n.kind == Kind::Noun && may_mean(pronoun, n))
    }

    /// Whether a pronoun can stand for a phrase in the slot of that kind: who lives in a place is no place, and the pronoun of a
    /// verbal noun is no party named after it (`المقاتلين في البلدة ... انسحابهم`).
    fn stands_for(&self, taken: &[usize], at: usize, kind: PhraseType) -> bool {
        let acts = self.parse.entity(at).is_some_and(|e| e.can_act());
        let verb = taken.last().is_some_and(|&n| self.parse.nodes[n].kind == Kind::Verb);
        self.phrase(at, &self.parse.nodes[at], kind)
            && match kind {
                PhraseType::Place => !acts,
                PhraseType::Actor | PhraseType::Force => verb,
                _ => true,
            }
    }

    /// Whether a verbal noun with the article stands right after the verb of harm that was matched last.
    fn acts(&self, taken: &[usize], at: usize) -> bool {
        let verb = taken.last().is_some_and(|&v| v + 1 == at && self.parse.nodes[v].kind == Kind::Verb);
        self.event == Event::Harm
            && verb
            && self.parse.nodes[at].pro.has(Proclitics::AL)
            && self.parse.nodes[at].joined_prep().is_none()
    }

    /// `عدد كبير من عناصر`: a preposition after a word of number.
    fn counts(&self, at: usize) -> bool {
        self.parse.nodes[..at]
            .iter()
            .rev()
            .take(2)
            .take_while(|n| matches!(n.kind, Kind::Noun | Kind::Adjective | Kind::Number | Kind::Particle))
            .any(|n| n.is(Labels::QUANTIFIER) || n.kind == Kind::Number)
    }

    /// Whether a word after the head of a phrase fits.
    fn inside(&self, at: usize, word: WordNo) -> bool {
        let node = &self.parse.nodes[at];
        matches!(node.kind, Kind::Entity | Kind::AgentMark)
            && (node.head as usize + 1..node.last as usize)
                .map(|t| self.parse.tokens[t])
                .any(|token| self.types.answers_to(token, word, Answering::Any))
    }

    /// `حاول الجيش اقتحام المخيم`: whether what stands before a verbal noun without the article has it, and so is no part of a name with it.
    fn stands_apart(&self, at: usize, before: usize) -> bool {
        let (node, b) = (&self.parse.nodes[at], &self.parse.nodes[before]);
        let bare = node.pos() == Some(Pos::Masdar) && !node.pro.has(Proclitics::AL);
        // `المساس بحياة`: what ب ties to a noun is its complement, but `هدد الجيش باقتحام`.
        let free = node.joined_prep() != Some("ب") || self.parse.entity(before).is_some_and(|e| e.can_act());
        let article = || self.types.word(self.parse.tokens[b.last as usize - 1]).article;
        bare && free && matches!(b.kind, Kind::Noun | Kind::Entity) && article()
    }

    /// Whether the last word of a phrase fits: `مدينة القدس`.
    fn ends_with(&self, at: usize, element: &Element) -> bool {
        let last = self.parse.tokens[self.parse.nodes[at].last as usize - 1];
        matches!(element, Element::Word { word, .. } if self.types.answers_to(last, *word, Answering::Any))
    }

    fn skip_quotes(&self, mut at: usize) -> usize {
        while self.parse.nodes.get(at).is_some_and(Node::is_quote) {
            at += 1;
        }
        at
    }

    fn phrase(&self, at: usize, node: &Node, kind: PhraseType) -> bool {
        let entity = self.parse.entity(at);
        match kind {
            PhraseType::Actor => entity.is_some_and(|e| e.can_act()),
            // `مقاتلون`, `الجيش`, but neither a leader nor the delegation of an army.
            PhraseType::Force => entity.is_some_and(|e| {
                // `قوات النظام` is the name of a government.
                let troops = node.is(Labels::FORCE_HEAD);
                let armed =
                    e.actor.map(|a| &self.k.actors[a as usize]).is_some_and(|a| a.armed() || troops && a.rules());
                !e.person && (armed || e.people.is_some_and(|p| self.k.language.fights(p)))
            }),
            PhraseType::Place => entity.is_some_and(|e| e.can_place()),
            // `أصاب مدنيين`: people who are listed as actors too.
            PhraseType::People => entity.is_some_and(|e| {
                let word = self.types.word(self.parse.tokens[node.head as usize]).kind;
                e.people.is_some() || e.group && matches!(word, Some(Name::People(_)))
            }),
            PhraseType::Goods => entity.is_some_and(|e| e.goods.is_some()),
            PhraseType::Number => node.kind == Kind::Number,
            PhraseType::Them | PhraseType::It => false,
        }
    }

    fn word(&self, node: &Node, word: WordNo) -> bool {
        if matches!(
            node.kind,
            Kind::Stop | Kind::Comma | Kind::Open | Kind::Close | Kind::Mark | Kind::Number | Kind::Time
        ) {
            return false;
        }
        // `اتفاق أستانا`, said of the city: a place of one word is not what its word means.
        if node.kind == Kind::Entity {
            let entity = &self.parse.entities[node.index as usize];
            let named = !entity.places.is_empty() && entity.actor.is_none() && !entity.area;
            if named && node.last - node.first == 1 && entity.name_first == node.first {
                return false;
            }
        }
        let token = self.parse.tokens[node.head as usize];
        let readings = match node.kind {
            _ if node.feats.is_none() => Answering::Any,
            Kind::Verb => Answering::Finite,
            _ => Answering::Other,
        };
        self.types.answers_to(token, word, readings)
    }
}

/// Whether the lemma is a verbal noun.
pub(super) fn is_masdar(k: &Knowledge, node: &Node) -> bool {
    node.lemma.is_some_and(|l| k.lexicon.lemma(l).kind == LemmaKind::Masdar)
}
