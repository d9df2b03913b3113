//! Whose word each part of a line is: speech verbs, `بحسب`, participles, quotes that run on.

use super::refer::{Speech, Talk};
use super::slots::{Found, Sentence};
use crate::knowledge::{Effect, Labels, holds};
use crate::parse::{Entity, Kind, Node};
use hudna_arabic::morph::{Pos, Proclitics};
use hudna_arabic::token::TokenKind;

const SPEECH: u64 = Labels::REPORT | Labels::REPORT_ABOUT | Labels::CONTINUE_SPEECH | Labels::OPINION;

/// Verbs whose subject is whose word it is: what is demanded, denied, charged.
const STANCE: u64 = Labels::DEMAND | Labels::DENY | Labels::ACCUSE;

/// The speech over each node of a line (`None`: the outlet's own word).
///
/// `under` is the speech that the whole line stands in: of who answers, of the list that it is an item of.
pub(crate) fn speeches(s: &Sentence<'_>, talk: &mut Talk, under: Option<Speech>) -> Vec<Option<Speech>> {
    let n = s.nodes.len();
    let mut over: Vec<Option<Speech>> = vec![None; n];
    // A heading between the paragraphs of a speech is no part of it.
    let sentence = s.nodes.last().is_some_and(|n| matches!(n.kind, Kind::Stop | Kind::Close));
    let mut current: Option<Speech> = if talk.open_quote && sentence { talk.last.clone() } else { under.clone() };
    let depth = quote_depths(s, talk.open_quote && sentence);
    let mut sentence_start = 0;
    // A line that opens with a quote and names nobody goes on with the last speaker.
    // A name in quotes (`“قسد” تفض`) closes at once.
    let quoted =
        s.nodes.first().is_some_and(|f| f.kind == Kind::Open) && !s.nodes.iter().take(5).any(|c| c.kind == Kind::Close);
    if current.is_none() && quoted && !names_speaker(s) {
        current = talk.last.clone();
    }
    // `الوزير: توصلنا إلى اتفاق`: a heading names who says it.
    if s.parse.colon(s.types, 1) && s.entity(0).is_some_and(|e| e.can_act() && e.goods.is_none() && e.places.is_empty())
    {
        current = Some(Speech { speakers: [s.found(0)].into_iter().collect(), by: 0 });
    }
    // The verb of demanding or denying whose clause runs on.
    let mut stance: Option<usize> = None;
    let mut i = 0;
    while i < n {
        let node = &s.nodes[i];
        match node.kind {
            Kind::Stop if depth[i] == 0 => {
                (current, stance) = (under.clone(), None);
                sentence_start = i + 1;
            }
            Kind::According | Kind::SameSpeaker => {
                let speech = if node.kind == Kind::SameSpeaker {
                    talk.last.clone().or_else(|| current.clone())
                } else {
                    source_after(s, i, talk).or_else(|| document_after(s, i, talk))
                };
                if let Some(speech) = speech {
                    talk.note(&speech);
                    let opening =
                        (sentence_start..i).all(|j| !matches!(s.nodes[j].kind, Kind::Verb) && !s.triggers.contains(&j));
                    // `باتت القوات، بحسب المرصد، تسيطر على`: the clause goes on after it.
                    let close = (i + 1..n.min(i + 9)).find(|&j| s.nodes[j].kind == Kind::Comma);
                    let inside = i > 0
                        && s.nodes[i - 1].kind == Kind::Comma
                        && close.is_some_and(|c| {
                            s.nodes.get(c + 1).is_some_and(|v| v.kind == Kind::Verb && !v.joined_by_and())
                        });
                    if opening || inside && current.is_none() {
                        current = Some(speech);
                    } else {
                        let from = clause_start(s, sentence_start, i);
                        for slot in &mut over[from..i] {
                            // An explicit speaker inside the clause keeps its words.
                            if slot.is_none() || node.kind == Kind::SameSpeaker {
                                *slot = Some(speech.clone());
                            }
                        }
                    }
                }
            }
            // `نطالب الأطراف`: who says `we` outside of anybody's speech is the body whose statement it is.
            Kind::Verb if first_person(node) && declares(s, i) && current.is_none() && depth[i] == 0 => {
                if let Some(author) = s.memory.author {
                    let via = Some(s.span(i));
                    let speech = Speech { speakers: [Found { via, ..author }].into_iter().collect(), by: i };
                    talk.note(&speech);
                    current = Some(speech);
                }
            }
            Kind::Verb if node.is(SPEECH) && speaks(s, i) => {
                let by = speech_of_verb(s, i, talk, current.as_ref());
                // `ذكرت الوكالة نقلا عن مصادر أن`: whose word it passes on.
                let cited = (i + 1..speech_begins(s, i).min(n)).find(|&j| s.nodes[j].kind == Kind::According);
                let cited = cited.and_then(|j| source_after(s, j, talk)).filter(|_| by.is_some());
                if let Some(speech) = cited.or(by) {
                    // Whom a quoted speaker cites is not the one who goes on speaking.
                    if depth[i] == 0 {
                        talk.note(&speech);
                    }
                    stance = None;
                    let begins = speech_begins(s, i);
                    over[i..begins.min(n)].fill(current.clone());
                    current = Some(speech);
                    i = begins.clamp(i, n - 1);
                }
            }
            Kind::Verb if node.is(STANCE) && !s.in_relative(i) && !first_person(node) => {
                // `وصف الوضع بأنه سيئ، ودعا الأطراف إلى`: who the clause before is about.
                let told = || Some(s.understood(i)).filter(|u| !u.is_empty() && current.is_none());
                if let Some(found) = explicit_speaker(s, i).or_else(told) {
                    let speech = Speech { speakers: found.into_iter().map(|f| named(s, talk, f)).collect(), by: i };
                    // `قال المصدر إن الحزب يرفض`: whom a speaker tells of does not go on speaking.
                    if current.is_none() || stance.is_some() {
                        talk.note(&speech);
                    }
                    current = Some(speech);
                    stance = Some(i);
                }
            }
            // `طلبت فرنسا اجتماعا فيما أرسلت دمشق تعزيزات`: what is demanded ends with its clause.
            Kind::Particle if depth[i] == 0 && node.is(Labels::CLAUSE) && stance.is_some() => {
                (current, stance) = (None, None);
            }
            Kind::Noun | Kind::Adjective
                if node.pos() == Some(Pos::ActiveParticiple)
                    && node.is(SPEECH)
                    && circumstantial(s, i)
                    && current.is_none() =>
            {
                let subjects = s.main_subjects(i);
                current = (!subjects.is_empty())
                    .then(|| Speech { speakers: subjects.into_iter().collect(), by: i })
                    .or_else(|| talk.last.clone());
                if let Some(speech) = &current {
                    talk.note(speech);
                }
            }
            // `عن مسؤول قوله إن`: the pronoun is the one just named.
            Kind::Noun
                if node.pos() == Some(Pos::Masdar) && node.is(SPEECH) && node.enc.is_some() && current.is_some() => {}
            Kind::Noun if node.pos() == Some(Pos::Masdar) && node.is(SPEECH) => {
                let by: Vec<Found> = s.genitive(i);
                if !by.is_empty() {
                    let speech = Speech { speakers: by.into_iter().collect(), by: i };
                    talk.note(&speech);
                    current = Some(speech);
                }
            }
            _ => {}
        }
        over[i] = current.clone();
        i += 1;
    }
    talk.open_quote = depth[n] > 0 && current.is_some();
    over
}

fn first_person(node: &Node) -> bool {
    node.feats.is_some_and(|f| f.person == 1)
}

/// Whether a verb says something by being said: `نؤكد`, `نرفض`, `نتعهد`, `نحذر`.
fn declares(s: &Sentence<'_>, at: usize) -> bool {
    let node = &s.nodes[at];
    let sets = |op: u16| matches!(s.k.language.operators[op as usize].effect, Effect::Set(_));
    let again = node.is(Labels::CONTINUE_SPEECH | Labels::CONTINUE) && !speaks(s, at);
    !again && (node.is(SPEECH | STANCE) || node.operator.is_some_and(sets) && node.pos() == Some(Pos::Imperfect))
}

/// How many quotes are open before each node, and after the last one. Counted on tokens: a name takes its quotes with it.
fn quote_depths(s: &Sentence<'_>, open: bool) -> Vec<u8> {
    if !s.parse.tokens.iter().any(|t| matches!(t.kind, TokenKind::Open | TokenKind::Close)) {
        return vec![u8::from(open); s.nodes.len() + 1];
    }
    let mut depths = Vec::with_capacity(s.nodes.len() + 1);
    let (mut depth, mut at) = (u8::from(open), 0);
    let mut opened: Option<&str> = None;
    let mut upto = |token: usize| {
        while at < token.min(s.parse.tokens.len()) {
            let t = s.parse.tokens[at];
            at += 1;
            if !matches!(t.kind, TokenKind::Open | TokenKind::Close) {
                continue;
            }
            let mark = s.types.folded(t);
            // Brackets are no quotes.
            let bracket = matches!(mark, "(" | ")" | "[" | "]" | "{" | "}");
            match t.kind {
                // `“الدفاع المدني“`: the opening mark typed for the closing one.
                TokenKind::Open if !bracket && opened == Some(mark) => {
                    (depth, opened) = (depth.saturating_sub(1), None)
                }
                TokenKind::Open if !bracket => (depth, opened) = (depth.saturating_add(1), Some(mark)),
                TokenKind::Close if !bracket => (depth, opened) = (depth.saturating_sub(1), None),
                _ => {}
            }
        }
        depth
    };
    for node in s.nodes {
        let before = upto(node.first as usize);
        depths.push(before);
    }
    let end = upto(s.parse.tokens.len());
    depths.push(end);
    depths
}

/// `مشيرا إلى أن`: an indefinite participle that a speech follows.
fn circumstantial(s: &Sentence<'_>, at: usize) -> bool {
    let node = &s.nodes[at];
    !node.pro.has(Proclitics::AL)
        && !s.has_prep(at)
        && s.nodes.get(at + 1).is_some_and(|n| {
            matches!(n.kind, Kind::Prep | Kind::Open | Kind::Comma)
                || n.kind == Kind::Particle && n.is(Labels::THAT)
                || n.joined_prep().is_some()
        })
}

/// Whether the line itself names a speaker somewhere.
fn names_speaker(s: &Sentence<'_>) -> bool {
    s.nodes
        .iter()
        .any(|n| matches!(n.kind, Kind::According | Kind::SameSpeaker) || (n.kind == Kind::Verb && n.is(SPEECH)))
}

/// Whether a clause opener stands after a pause.
fn parts_clause(s: &Sentence<'_>, at: usize) -> bool {
    at > 0 && s.nodes[at - 1].kind == Kind::Comma || at == 0
}

fn clause_start(s: &Sentence<'_>, from: usize, at: usize) -> usize {
    (from..at)
        .rev()
        .find(|&j| s.nodes[j].kind == Kind::Particle && s.nodes[j].is(Labels::CLAUSE) && parts_clause(s, j))
        .unwrap_or(from)
}

/// A speech verb speaks when أن، إن، a quote or colon, a preposition or an event follows; `قال` always.
fn speaks(s: &Sentence<'_>, at: usize) -> bool {
    let node = &s.nodes[at];
    let end = s.nodes.len().min(at + 30);
    let mut colon = false;
    let opinion = node.is(Labels::OPINION);
    for j in at + 1..end {
        let n = &s.nodes[j];
        match n.kind {
            Kind::Particle if n.is(Labels::THAT) => return !opinion || !n.joined_by_and(),
            Kind::Entity | Kind::Adjective | Kind::Comma | Kind::Open | Kind::Close if opinion => {}
            _ if opinion => return false,
            Kind::Open if !s.nodes.get(j + 2).is_some_and(|c| c.kind == Kind::Close) => return true,
            Kind::Noun if node.is(Labels::CONTINUE) && s.triggers.contains(&j) => return false,
            Kind::Comma => colon = true,
            Kind::Stop => break,
            Kind::Verb if n.is(SPEECH) => return colon || !node.is(Labels::REPORT),
            _ => {}
        }
    }
    !node.is(Labels::CONTINUE | Labels::OPINION)
}

/// Where the words of a speech begin: at أن, a quote that is no name, or a preposition that the verb takes; else at once.
fn speech_begins(s: &Sentence<'_>, at: usize) -> usize {
    if s.nodes[at].is(Labels::DENY | Labels::ACCUSE | Labels::DEMAND) {
        return at;
    }
    for j in at + 1..s.nodes.len().min(at + 30) {
        let n = &s.nodes[j];
        match n.kind {
            Kind::Particle if n.is(Labels::THAT) => return j,
            Kind::Stop => break,
            Kind::Verb if n.is(SPEECH) => break,
            Kind::Open => {
                // A quoted name closes at once; a quoted speech does not.
                let name = s.nodes.get(j + 2).is_some_and(|c| c.kind == Kind::Close);
                if !name {
                    return j;
                }
            }
            _ => {}
        }
    }
    at
}

/// Who speaks by a speech verb.
fn speech_of_verb(s: &Sentence<'_>, at: usize, talk: &Talk, current: Option<&Speech>) -> Option<Speech> {
    let explicit = explicit_speaker(s, at);
    if let Some(found) = explicit {
        let speakers = found.into_iter().map(|f| named(s, talk, f)).collect();
        return Some(Speech { speakers, by: at });
    }
    if s.nodes[at].feats.is_some_and(|f| f.voice == hudna_arabic::morph::Voice::Passive) {
        return None;
    }
    current.cloned().or_else(|| {
        let understood = s.understood(at);
        let same_line: Vec<Found> = understood;
        if !same_line.is_empty() && !s.nodes[at].is(Labels::CONTINUE_SPEECH) {
            return Some(Speech { speakers: same_line.into_iter().collect(), by: at });
        }
        talk.last.clone()
    })
}

fn explicit_speaker(s: &Sentence<'_>, at: usize) -> Option<Vec<Found>> {
    if let Some(relative) = s.relative_start(at)
        && !s.resumptive(at)
    {
        return s.antecedent(relative).filter(|f| s.lines_entity(*f).is_some_and(Entity::can_act)).map(|f| vec![f]);
    }
    if s.nodes[at].is(Labels::RELAY)
        && let Some(found) = relayed(s, at)
    {
        return Some(found);
    }
    // `روسيا تتهم المعارضة`: a subject right before the verb.
    let straight = s.before(at).is_some_and(|b| s.entity(b).is_some_and(|e| e.can_act() && e.goods.is_none()));
    if straight && let Some(left) = s.subject_before(at) {
        return Some(left);
    }
    // After the verb, over adverbs and what was said to whom.
    let marks = &s.k.language.prepositions.relayed;
    for j in at + 1..s.nodes.len().min(at + 8) {
        let n = &s.nodes[j];
        match n.kind {
            Kind::Open | Kind::Close | Kind::Time | Kind::Filler => {}
            Kind::Prep if n.enc.is_some() => {}
            Kind::Comma if j > at + 1 => {}
            Kind::Entity => {
                let entity = s.entity(j)?;
                if s.has_prep(j) {
                    // `نقلت عن X`: what the agency relays is X's word.
                    if s.before(j).is_some_and(|b| holds(marks, s.folded_stem(&s.nodes[b]))) && entity.can_act() {
                        return Some(s.conjuncts(j));
                    }
                    continue;
                }
                // `واتهموا روسيا`: a plural verb has its subject before it.
                let plural =
                    s.nodes[at].feats.is_some_and(|f| f.number == hudna_arabic::morph::Number::Plural && f.person == 3);
                let asked = plural || s.nodes[at].is(Labels::DEMAND) && s.all_asked(entity);
                // `وفند التقارير`
                let denied = document(s, j) && !can_say(s, at, j);
                if entity.can_act() && !s.oblique(j) && !asked && !denied {
                    return Some(s.conjuncts(j));
                }
                break;
            }
            Kind::Noun if document(s, j) && !s.has_prep(j) && can_say(s, at, j) => {
                // `تشير تقديرات المنظمة`: whose text it is.
                let of = if super::fill::definite(n) { Vec::new() } else { s.genitive(j) };
                if n.enc.is_none() && !of.is_empty() {
                    return Some(of);
                }
                return Some(vec![Found { line: s.line, node: j as u32, via: None }]);
            }
            _ => break,
        }
    }
    // `كانت معلومات قد تحدثت عن`
    let before = (0..at).rev().find(|&j| s.nodes[j].kind != Kind::Particle || !s.nodes[j].is(Labels::QAD));
    let told =
        before.filter(|&j| s.nodes[j].kind == Kind::Noun && document(s, j) && !s.has_prep(j) && can_say(s, at, j));
    if let Some(j) = told.filter(|&j| !super::fill::definite(&s.nodes[j]) && !s.nodes[at].joined_by_and()) {
        return Some(vec![Found { line: s.line, node: j as u32, via: None }]);
    }
    let acts = |found: &Vec<Found>| found.iter().any(|f| s.lines_entity(*f).is_some_and(Entity::can_act));
    s.subject_before(at).filter(acts).or_else(|| topic(s, at))
}

/// `وفند التقارير`: a report that is denied, or that the verb does not agree with, does not speak.
fn can_say(s: &Sentence<'_>, verb: usize, at: usize) -> bool {
    use hudna_arabic::morph::{Gender, Number};
    let plural = s.nodes[at].feats.is_some_and(|f| f.number == Number::Plural);
    let feminine = s.nodes[verb].feats.is_some_and(|f| f.gender == Gender::Feminine);
    !s.nodes[verb].is(Labels::DENY | Labels::ACCUSE) && (!plural || feminine)
}

/// `نقلت الوكالة عن مسؤول قوله`: what is relayed is the word of the one after عن.
fn relayed(s: &Sentence<'_>, at: usize) -> Option<Vec<Found>> {
    let marks = &s.k.language.prepositions.relayed;
    for j in at + 1..s.nodes.len().min(at + 8) {
        let n = &s.nodes[j];
        match n.kind {
            Kind::Prep if n.enc.is_none() && holds(marks, s.folded_stem(n)) => {
                let next = (j + 1..s.nodes.len()).find(|&i| !s.nodes[i].is_quote())?;
                return s.entity(next).is_some_and(Entity::can_act).then(|| s.conjuncts(next));
            }
            Kind::Stop | Kind::Verb => return None,
            Kind::Particle if n.is(Labels::THAT) => return None,
            _ => {}
        }
    }
    None
}

/// `المرصد، أوضح أن`, `أما فلان، عضو المجلس، فقال إن`: the one the sentence opens with.
fn topic(s: &Sentence<'_>, at: usize) -> Option<Vec<Found>> {
    if s.nodes[at].pro.has(Proclitics::WA) {
        return None;
    }
    let start = s.sentence_start(at);
    if (start..at).any(|j| s.nodes[j].kind == Kind::Verb && !s.in_relative(j)) {
        return None;
    }
    let first = (start..at).find(|&j| s.entity(j).is_some_and(Entity::can_act))?;
    (!s.has_prep(first)
        && (start..first).all(|j| {
            s.nodes[j].is_quote() || matches!(s.nodes[j].kind, Kind::Particle | Kind::Filler | Kind::Time | Kind::Comma)
        }))
    .then(|| s.conjuncts(first))
}

/// A noun that speaks (`البيان`).
fn document(s: &Sentence<'_>, at: usize) -> bool {
    let node = &s.nodes[at];
    node.is(Labels::DOCUMENT | Labels::DRAFT) || s.k.language.documents.iter().any(|d| **d == *s.folded_stem(node))
}

/// `البيان` stands for who issued it; `المصدر`, `المنظمة` for the last speaker of that name.
fn named(s: &Sentence<'_>, talk: &Talk, found: Found) -> Found {
    if found.line != s.line {
        return found;
    }
    let node = &s.nodes[found.node as usize];
    let via = Some(s.span(found.node as usize));
    // `مشروع القرار`: a draft is nobody's word but its own.
    if node.kind == Kind::Noun && node.is(Labels::DRAFT) {
        return found;
    }
    if node.kind == Kind::Noun {
        if node.is(Labels::RESOLUTION)
            && let Some(issuer) = s.memory.issuer
        {
            return Found { via, ..issuer };
        }
        if let Some(first) = talk.last.as_ref().and_then(|speech| speech.speakers.first()) {
            return Found { via, ..*first };
        }
        return s.memory.subject(s.line).map_or(found, |f| Found { via, ..f });
    }
    let bare = node.last - node.first == 1
        && s.entity(found.node as usize).is_some_and(|e| e.group && e.definite && (e.weak || e.actor.is_none()));
    if !bare {
        return found;
    }
    let stems: Vec<&str> = s.types.stems(s.parse.tokens[node.head as usize]).collect();
    let same = talk.history.iter().rev().find(|f| {
        let (Some(other), true) = (s.memory.node(**f), f.line < s.line) else { return false };
        let token = s.memory.parse(f.line).tokens[other.head as usize];
        other.last - other.first > 1 && s.types.stems(token).any(|w| stems.contains(&w))
    });
    same.map_or(found, |f| Found { via, ..*f })
}

fn source_after(s: &Sentence<'_>, at: usize, talk: &Talk) -> Option<Speech> {
    let mut told = None;
    for j in at + 1..s.nodes.len().min(at + 5) {
        let n = &s.nodes[j];
        match n.kind {
            Kind::Open | Kind::Close | Kind::Time => {}
            Kind::Prep if n.enc.is_none() => {}
            Kind::Noun if document(s, j) => told = Some(Found { line: s.line, node: j as u32, via: None }),
            Kind::Entity if s.entity(j).is_some_and(Entity::can_act) => {
                return Some(Speech {
                    speakers: s.conjuncts(j).into_iter().map(|f| named(s, talk, f)).collect(),
                    by: at,
                });
            }
            _ => break,
        }
    }
    // `وفق معلومات`: the words alone are the source; `وفق البيان` is its issuer's word.
    let told = told.filter(|f| {
        let n = &s.nodes[f.node as usize];
        n.is(Labels::DRAFT) || !super::fill::definite(n) || talk.last.is_none()
    })?;
    Some(Speech { speakers: [told].into_iter().collect(), by: at })
}

fn document_after(s: &Sentence<'_>, at: usize, talk: &Talk) -> Option<Speech> {
    let j = at + 1;
    (j < s.nodes.len() && document(s, j)).then(|| talk.last.clone()).flatten()
}
