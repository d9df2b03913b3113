//! Where the words of somebody begin and end: quotes that run on, clauses, what stands before a quote.

use super::refer::Speech;
use super::sayers::{of_clause, without};
use super::slots::Sentence;
use super::speaker::{SPEECH, STANCE};
use super::voices::{is_called, quoted_alone};
use crate::knowledge::{Labels, holds};
use crate::parse::{Kind, Node};
use hudna_arabic::morph::{Pos, Proclitics};
use hudna_arabic::token::{Token, TokenKind};
use hudna_claims::{Event, Modality};

/// How many quotes are open before each node, and after the last one. Counted on tokens: a name takes its quotes with it.
pub(super) fn quote_depths(s: &Sentence<'_>, open: bool) -> Vec<u8> {
    if !s.parse.quotes {
        return vec![u8::from(open); s.nodes.len() + 1];
    }
    let mut depths = Vec::with_capacity(s.nodes.len() + 1);
    let mut depth = u8::from(open);
    let mut opened: Option<&str> = None;
    let said = |t: &Token| !matches!(t.kind, TokenKind::Open | TokenKind::Close | TokenKind::Stop | TokenKind::Comma);
    let last = s.parse.tokens.iter().rposition(said).unwrap_or(0);
    let tokens = &s.parse.tokens;
    let quotes = (0..tokens.len()).filter(|&at| matches!(tokens[at].kind, TokenKind::Open | TokenKind::Close));
    for at in quotes {
        // Nodes up to the mark stand in what was open before it.
        let before = s.nodes[depths.len()..].iter().take_while(|n| n.first as usize <= at).count();
        depths.resize(depths.len() + before, depth);
        let mark = s.types.folded(tokens[at]);
        let bracket = brackets(mark);
        match tokens[at].kind {
            // `"قصفوا. وأضاف "خرجوا"`: a straight one opens anew where the last was never closed.
            // `"العملية ضد تنظيم "كذا" مستمرة"`: but a name in quotes inside a quote closes soon.
            TokenKind::Open if mark == "\"" && opened == Some(mark) => {
                let name = tokens[at + 1..].iter().take(4).any(|t| t.kind == TokenKind::Close);
                depth += u8::from(name && depth < 2);
            }
            // `“الدفاع المدني“`: the opening mark typed for the closing one.
            TokenKind::Open if !bracket && opened == Some(mark) => (depth, opened) = (depth.saturating_sub(1), None),
            // `انتهى كلامه".`: nothing follows that it could open.
            TokenKind::Open if !bracket && at > last => (depth, opened) = (depth.saturating_sub(1), None),
            TokenKind::Open if !bracket => (depth, opened) = (depth.saturating_add(1), Some(mark)),
            TokenKind::Close if !bracket => (depth, opened) = (depth.saturating_sub(1), None),
            _ => {}
        }
    }
    depths.resize(s.nodes.len() + 1, depth);
    depths
}

/// Brackets are no quotes.
fn brackets(mark: &str) -> bool {
    matches!(mark, "(" | ")" | "[" | "]" | "{" | "}")
}

/// Whether one of the next lines closes a quote that it did not open.
pub(super) fn closes_later(s: &Sentence<'_>) -> bool {
    let mut next = s.memory.after(s.line).iter().take(12);
    next.any(|line| {
        let quotes = line.tokens.iter().filter(|t| matches!(t.kind, TokenKind::Open | TokenKind::Close));
        let bracket = |t: &&Token| brackets(s.types.folded(**t));
        quotes.filter(|t| !bracket(t)).count() % 2 == 1
    })
}

/// `هي الأولى منذ حملة أودت بحياة مئة، وفق حصيلة للمرصد`: whose count it is tells of the event next to it alone.
pub(super) fn counted(s: &Sentence<'_>, from: usize, according: usize) -> Option<usize> {
    let n = &s.nodes[according];
    let count = |t: u32| s.types.stems(s.parse.tokens[t as usize]).any(|w| holds(&s.k.language.counts, w));
    if !(n.first..n.last).any(count) && !s.nodes.get(according + 1).is_some_and(|c| (c.first..c.last).any(count)) {
        return None;
    }
    let next = || s.triggers.iter().copied().filter(|t| (from..according).contains(t));
    // `قتل 19 شخصا في هجمات على المدينة، وفق حصيلة`: the event that the last number counts.
    let number = (from..according).rev().find(|&i| s.nodes[i].kind == Kind::Number);
    let told = number.and_then(|i| next().find(|&t| t == i + 1).map(|_| i).or_else(|| next().rfind(|&t| t < i)));
    told.or_else(|| next().next_back())
}

/// Where the words of a speech begin: at أن, a quote that is no name, or a preposition that the verb takes; else at once.
pub(super) fn speech_begins(s: &Sentence<'_>, at: usize) -> usize {
    if s.nodes[at].is(Labels::DENY | Labels::ACCUSE | Labels::DEMAND) {
        return at;
    }
    for j in at + 1..s.nodes.len().min(at + 30) {
        let n = &s.nodes[j];
        match n.kind {
            Kind::Particle if n.is(Labels::THAT) && (of_clause(s, at, j) || of_word(s, j)) => {}
            // `أعلنت الوزارة مقتل ثلاثة وأن القصف مستمر`: a second thing told.
            Kind::Particle if n.is(Labels::THAT) => {
                return told_first(s, at, j).filter(|_| n.joined_by_and() || adds(s, at, j)).unwrap_or(j);
            }
            Kind::Stop => break,
            // `قال المصدر لوكالة كذا: قصفت القوات البلدة`
            Kind::Comma if s.parse.colon(s.types, j) => return told_first(s, at, j).unwrap_or(j),
            // `قال في تصريحات نقلتها الوكالة: "قصفوا البلدة"`: what passes his words on.
            Kind::Verb if n.is(SPEECH) && n.enc.is_some_and(|e| e.person == 3) => {}
            Kind::Verb if n.is(SPEECH) && !quoted_alone(s, j) && !is_called(s, j) => break,
            // `أشار إلى هجوم على البلدة، قائلا إن`: what follows a participle of saying is its own.
            Kind::Noun | Kind::Adjective if n.pos() == Some(Pos::ActiveParticiple) && n.is(SPEECH) => {
                let next = s.triggers.iter().copied().filter(|t| *t > at).min();
                if let Some(first) = told_first(s, at, j).filter(|f| next == Some(*f)) {
                    return first;
                }
            }
            // `أفاد المرصد بمقتل ثلاثة، كما أفاد بأن القصف مستمر`
            Kind::SameSpeaker | Kind::According if told_first(s, at, j).is_some() => break,
            Kind::Open => {
                // A quoted name closes at once; a quoted speech does not.
                let name = s.nodes.get(j + 2).is_some_and(|c| c.kind == Kind::Close);
                if !name {
                    return told_first(s, at, j).unwrap_or(j);
                }
            }
            _ => {}
        }
    }
    at
}

/// `أعلن الجيش هدنة بعد أن انسحب`, `أعلن هدنة، إلا أن القصف استمر`: whether أن belongs to the word right before it, not to a verb of saying.
pub(super) fn of_word(s: &Sentence<'_>, that: usize) -> bool {
    const OWN: u64 = Labels::TIME | Labels::CONCESSION | Labels::EXCEPT;
    that.checked_sub(1).is_some_and(|at| {
        let b = &s.nodes[at];
        let word = matches!(b.kind, Kind::Prep | Kind::Particle) && b.enc.is_none();
        word && b.is(OWN)
            || without(s, at)
            || b.kind != Kind::Verb && holds(&s.k.language.said.before_that, s.folded_stem(b))
    })
}

/// `قال إن قواته رصدت مسلحين، مضيفا أن الطيران قصفهم`, `... وإن الطيران قصفهم`: whether what is told with أن after a verb of telling about things, within
/// somebody's speech, goes on with that speech, since a participle or و joins it.
pub(super) fn goes_on_outside(s: &Sentence<'_>, at: usize) -> bool {
    if s.nodes[at].is(Labels::REPORT) {
        return false;
    }
    let that = speech_begins(s, at);
    that > at && s.nodes[that].is(Labels::THAT) && (s.nodes[that].pro.has(Proclitics::WA) || adds(s, at, that))
}

/// `أعلنت الوزارة مقتل ثلاثة، مضيفة أن القصف مستمر`: whether what أن opens is only added by a participle after a pause.
fn adds(s: &Sentence<'_>, at: usize, that: usize) -> bool {
    (at + 2..that).rev().take(3).any(|p| {
        let n = &s.nodes[p];
        let says = n.pos() == Some(Pos::ActiveParticiple) && n.is(SPEECH) && n.pro.0 == 0;
        says && s.nodes[p - 1].kind == Kind::Comma
    })
}

/// `أفاد المرصد بمقتل "ثلاثة أشخاص"`, `أعلنت الدولتان التوصل إلى اتفاق على "منطقة"`: the event between a verb of saying and what
/// stands in quotes that the verb itself takes.
fn told_first(s: &Sentence<'_>, at: usize, before: usize) -> Option<usize> {
    if holds(&s.k.language.said.words_only, s.folded_stem(&s.nodes[at])) {
        return None;
    }
    let operator = &s.k.language.operators[s.nodes[at].operator? as usize];
    let takes = |prep: &Node| operator.preps.iter().any(|p| **p == *s.folded_stem(prep));
    let told = |t: &usize| {
        let n = &s.nodes[*t];
        let masdar = n.kind == Kind::Noun && matches!(n.pos(), Some(Pos::Masdar | Pos::Noun));
        let after = s.before(*t).map(|b| &s.nodes[b]);
        // `أعلن الجيش تعرض دورية له لإطلاق نار، مشيرا إلى أن`
        let undergone = n.joined_prep() == Some("ل")
            && s.nodes[at + 1..*t].iter().any(|u| u.pos() == Some(Pos::Masdar) && u.is(Labels::UNDERGO));
        let free = after.is_some_and(|b| match b.kind {
            Kind::Prep => b.enc.is_none() && takes(b),
            Kind::Entity | Kind::Comma | Kind::Time | Kind::Verb => n.joined_prep().is_none() && n.enc.is_none(),
            _ => false,
        });
        undergone || n.joined_prep() == Some("ب") || masdar && free && !n.joined_by_and()
    };
    s.triggers.iter().copied().filter(|t| *t > at && *t < before).find(told)
}

/// `طالب المجلس في قرار صدر بالإجماع بهدنة`: what tells of the resolution itself is no part of what it demands.
pub(super) fn told_aside(s: &Sentence<'_>, trigger: usize, over: &Speech) -> bool {
    let stance = s.nodes.get(over.by).is_some_and(|n| n.is(STANCE));
    let text = (trigger.saturating_sub(3)..trigger).any(|j| s.nodes[j].is(Labels::RESOLUTION));
    stance && text && (s.nodes[trigger].kind == Kind::Verb || s.in_relative(trigger))
}

/// `دعا خلال لقائه الوفد إلى هدنة`, `أعلنت الدولتان ضمن اجتماعات جنيف هدنة`: the meeting at which something is said is no part of it.
pub(super) fn only_where(s: &Sentence<'_>, trigger: usize, over: &Speech, event: Event, modality: Modality) -> bool {
    const NEAR: usize = 3;
    let by = over.by;
    let told = event == Event::Meet && matches!(modality, Modality::Happened | Modality::Ongoing);
    if !told || by >= trigger || s.nodes[by].kind != Kind::Verb || s.sentence_start(by) != s.sentence_start(trigger) {
        return false;
    }
    let between = &s.nodes[by + 1..trigger];
    let occasion = |n: &Node| {
        n.enc.is_none()
            && (n.kind == Kind::Prep && n.is(Labels::TIME) || holds(&s.k.language.said.occasions, s.folded_stem(n)))
    };
    let that = |j: usize| s.nodes[j].is(Labels::THAT) && !of_word(s, j);
    let marks = |kind: Kind| between.iter().filter(|n| n.kind == kind).count();
    between.iter().rev().take(NEAR).any(occasion)
        && !(by + 1..trigger).any(that)
        && marks(Kind::Open) <= marks(Kind::Close)
}

/// `دعا خلال الجلسة إلى هدنة`, `طالب في قرار صدر بالإجماع بوقف القتال`: where what a verb demands begins.
pub(super) fn complement(s: &Sentence<'_>, verb: usize) -> usize {
    let node = &s.nodes[verb];
    let Some(op) = node.operator.filter(|_| node.is(Labels::DEMAND)) else { return verb };
    let takes = |prep: &str| s.k.language.operators[op as usize].preps.iter().any(|p| **p == *prep);
    let aside = |n: &Node| n.kind == Kind::Prep && n.enc.is_none() && !takes(s.folded_stem(n));
    // Only where a phrase of its own stands right after the verb and its subject.
    let first = verb
        + 1
        + s.nodes[verb + 1..].iter().take(3).take_while(|n| matches!(n.kind, Kind::Entity | Kind::Comma)).count();
    let clause = |n: &Node| n.kind == Kind::Particle && n.is(Labels::RELATIVE) && n.pro.0 == 0;
    if !s.nodes.get(first).is_some_and(|n| aside(n) || clause(n)) {
        return verb;
    }
    let asks = |j: &usize| {
        let n = &s.nodes[*j];
        n.kind == Kind::Prep && n.enc.is_none() && takes(s.folded_stem(n))
            || n.is(Labels::THAT)
            || n.joined_prep() == Some("ب") && (s.triggers.contains(j) || n.operator.is_some())
    };
    let ends = |j: &usize| !matches!(s.nodes[*j].kind, Kind::Stop) && !s.nodes[*j].is(SPEECH | STANCE);
    let within = first + 1..s.nodes.len().min(first + 20);
    // `طالبت الحركة التي تحتجز الجنود في الجبل، بالإفراج`: what it asks for stands after the pause that ends the clause on it.
    let parted = |j: &usize| asks(j) && s.nodes[*j - 1].kind == Kind::Comma;
    if clause(&s.nodes[first])
        && let Some(after) = within.clone().take_while(ends).find(parted)
    {
        return after;
    }
    (first + 1..s.nodes.len().min(first + 14)).take_while(ends).find(asks).unwrap_or(verb)
}

/// `، في إشارة إلى`, `" في تلميح إلى`: whether words open, after a pause or a quote, what is meant by what was said. The whole may be one
/// fixed phrase.
pub(super) fn glosses(s: &Sentence<'_>, at: usize) -> bool {
    if at == 0 || !matches!(s.nodes[at - 1].kind, Kind::Comma | Kind::Close) || s.nodes[at].enc.is_some() {
        return false;
    }
    let node = &s.nodes[at];
    if node.kind == Kind::Operator {
        let second = s.parse.tokens[node.first as usize..node.last as usize].get(1);
        return second.is_some_and(|t| holds(&s.k.language.said.glosses, s.types.folded(*t)));
    }
    let noun = |n: &Node| n.pro.0 == 0 && n.enc.is_none() && holds(&s.k.language.said.glosses, s.folded_stem(n));
    s.nodes.get(at + 1).is_some_and(noun)
}

/// `في ما وصفه الوزير بأنه "حرب على الإرهاب" سمحت`: the end of the words by which somebody calls what a clause is on.
pub(super) fn calling_ends(s: &Sentence<'_>, verb: usize) -> Option<usize> {
    const WORDS: usize = 14;
    if s.nodes[verb].enc.is_none() || !s.in_relative(verb) {
        return None;
    }
    let near = verb + 1..s.nodes.len().min(verb + WORDS);
    let open = near.clone().take_while(|&j| s.nodes[j].kind != Kind::Comma).find(|&j| s.nodes[j].kind == Kind::Open)?;
    (open..s.nodes.len()).find(|&j| s.nodes[j].kind == Kind::Close)
}
