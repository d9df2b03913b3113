//! Whose word each part of a line is: speech verbs, `بحسب`, participles, quotes that run on.

use super::carried::{
    brings_on, called_for, carried, goes_on_around, once, puts_forward, renewed, said_beside, tells_itself, turned,
};
use super::refer::{Speech, Talk};
use super::sayers::{
    adds, by_his_own, folk_go_on, of_news, on_it, opens_with_prep, passes_on, points_to, quotes_name, rumour,
    said_from, shows, stands_in, tells_of_event, tells_that, unsaid,
};
use super::scope::{
    calling_ends, closes_later, complement, counted, glosses, goes_on_outside, of_word, quote_depths, speech_begins,
};
use super::signed::{heading, signs, trailing};
use super::slots::{Found, Sentence};
use super::source::{announcing, document, document_after, explicit_speaker, named, relayed, source_after};
use super::voices::{
    agrees_before, covers, deed, does_again, goes_on_with_that, is_called, opens_with_that, own_words, passed_on,
    pointed_to, quoted_alone, thought_of,
};
use crate::knowledge::{Effect, Labels, holds};
use crate::parse::{Entity, Kind, Node};
use hudna_arabic::morph::{Gender, Number, Pos, Proclitics};

pub(super) const SPEECH: u64 = Labels::REPORT | Labels::REPORT_ABOUT | Labels::CONTINUE_SPEECH | Labels::OPINION;

/// Verbs whose subject is whose word it is: what is demanded, denied, charged.
pub(super) const STANCE: u64 = Labels::DEMAND | Labels::DENY | Labels::ACCUSE;

/// The speech over each node of a line (`None`: the outlet's own word).
///
/// `under` is the speech that the whole line stands in: of who answers, of the list that it is an item of.
pub(crate) fn speeches(s: &Sentence<'_>, talk: &mut Talk, under: Option<Speech>) -> Vec<Option<Speech>> {
    let n = s.nodes.len();
    let mut over: Vec<Option<Speech>> = vec![None; n];
    // A heading between the paragraphs of a speech is no part of it.
    let sentence = s.nodes.last().is_some_and(|n| matches!(n.kind, Kind::Stop | Kind::Close));
    let question = under.is_some().then(|| asked_first(s)).flatten();
    let mut current: Option<Speech> = if talk.open_quote && sentence { talk.last.clone() } else { under.clone() };
    let depth = quote_depths(s, talk.open_quote && sentence);
    let mut sentence_start = 0;
    // A line that opens with a quote and names nobody goes on with the last speaker.
    // A name in quotes (`“قسد” تفض`) closes at once.
    let quoted =
        s.nodes.first().is_some_and(|f| f.kind == Kind::Open) && !s.nodes.iter().take(5).any(|c| c.kind == Kind::Close);
    if current.is_none()
        && (quoted && !names_speaker(s) || sentence && s.nodes[0].joined_by_and() && opens_with_that(s, 0))
    {
        current = talk.last.clone();
    }
    // `الوزير: توصلنا إلى اتفاق`: a heading names who says it.
    if let Some((speech, _)) = heading(s, under.is_some()) {
        current = Some(speech);
    }
    // The verb of demanding or denying whose clause runs on.
    let mut stance: Option<usize> = None;
    // Whose word it was before that verb.
    let mut outer: Option<Speech> = None;
    // The end of the phrase that names a source after the fact.
    let mut named_until = 0;
    // What stands between a verb of demanding and what is demanded: the end of it, and whose word it is.
    let mut between: (usize, Option<Speech>) = (0, None);
    // The news that nobody is named with.
    let mut news: Option<usize> = None;
    // Whose word it was around an announcement of others.
    let mut within: Option<Speech> = None;
    // The source that was cited last after the fact.
    let mut cited_last: Option<usize> = None;
    // The verb that announces something without أن.
    let mut announced: Option<usize> = None;
    // The end of the words by which somebody calls something, and whose word it was around them.
    let mut until: Option<(usize, Option<Speech>)> = None;
    let mut i = 0;
    while i < n {
        let node = &s.nodes[i];
        if let Some((_, around)) = until.take_if(|(end, _)| i > *end) {
            current = around;
        }
        match node.kind {
            Kind::Stop if depth[i] == 0 => {
                let on = goes_on_with_that(s, i);
                (current, stance) = (current.take().filter(|_| on).or_else(|| under.clone()), None);
                sentence_start = i + 1;
            }
            Kind::According | Kind::SameSpeaker => {
                let speech = if node.kind == Kind::SameSpeaker {
                    own_words(s, i, talk).or_else(|| current.clone())
                } else {
                    let named = source_after(s, i, talk).or_else(|| document_after(s, i, talk));
                    named.or_else(|| talk.last.clone().filter(|_| tells_on(s, i)))
                };
                if let Some(speech) = speech {
                    talk.note(&speech);
                    let opening =
                        (sentence_start..i).all(|j| !matches!(s.nodes[j].kind, Kind::Verb) && !s.triggers.contains(&j));
                    // `باتت القوات، بحسب المرصد، تسيطر على`: the clause goes on after it.
                    let close = (i + 1..n.min(i + 9))
                        .take_while(|&j| s.nodes[j].kind != Kind::Stop)
                        .find(|&j| s.nodes[j].kind == Kind::Comma);
                    let inside = i > 0 && s.nodes[i - 1].kind == Kind::Comma;
                    let goes_on = |kind: Kind| {
                        let after = close.and_then(|c| s.nodes.get(c + 1));
                        // `اتفق الجانبان، بحسب المصدر، على أن ينسحبوا`
                        let by = |v: &Node| {
                            v.kind == kind || kind == Kind::Prep && v.kind == Kind::Operator && opens_with_prep(s, v)
                        };
                        inside && after.is_some_and(|v| by(v) && v.enc.is_none() && !v.joined_by_and())
                    };
                    // `وأسفر القتال، بحسب الإسعاف، عن سقوط قتلى`: both parts are of one clause.
                    // `شنت القوات، بحسب المرصد، هجوما`
                    let verb = (sentence_start..i).rev().find(|&v| s.nodes[v].kind == Kind::Verb);
                    let owes = inside && verb.is_some_and(|v| s.parse.interposed(v, i - 1).is_some());
                    let owes = owes || verb.is_some_and(|v| brings_on(s, v, i));
                    let around = (goes_on(Kind::Prep) || owes) && current.is_none();
                    let inside_pause = inside;
                    let inside = goes_on(Kind::Verb);
                    // `، وبحسب الشبكة فإن العبوة`: a clause of its own.
                    let next =
                        i > 0 && s.nodes[i - 1].kind == Kind::Comma && (node.joined_by_and() || tells_that(s, i));
                    if around {
                        // `الهدنة، بعد معارك أسفرت بحسب المرصد عن مقتل ثلاثة`: of a clause on something, that clause alone.
                        let from =
                            verb.filter(|_| !inside_pause).and_then(|v| s.relative_start(v)).unwrap_or(sentence_start);
                        over[from..i].iter_mut().filter(|o| o.is_none()).for_each(|o| *o = Some(speech.clone()));
                    }
                    if opening || next || around || inside && current.is_none() {
                        current = Some(speech);
                    } else {
                        let from = counted(s, sentence_start, i).unwrap_or(sentence_start);
                        let passed = cited_last.replace(i).filter(|&c| passes_on(s, i, c));
                        for slot in &mut over[from..i] {
                            let on = |by: &Speech| passed == Some(by.by);
                            // An explicit speaker inside the clause keeps its words; who answers cites others.
                            if *slot == under || slot.as_ref().is_none_or(on) || node.kind == Kind::SameSpeaker {
                                *slot = Some(speech.clone());
                            }
                        }
                        // `حسبما أفاد بيان للفصائل التي تسيطر على البلدة`: what tells of the source is not its word.
                        named_until =
                            (i..n).find(|&j| matches!(s.nodes[j].kind, Kind::Comma | Kind::Stop)).unwrap_or(n);
                    }
                }
            }
            // `نطالب الأطراف`: who says `we` outside of anybody's speech is the body whose statement it is.
            Kind::Verb
                if first_person(node)
                    && declares(s, i)
                    && current.is_none()
                    && depth[i] == 0
                    && (node.pos() != Some(Pos::Perfect) || explicit_speaker(s, i).is_none()) =>
            {
                let one = node.feats.is_some_and(|f| f.number == Number::Singular);
                let author = s.memory.author.filter(|a| !one || s.lines_entity(*a).is_some_and(|e| e.person));
                if let Some(author) = author {
                    let via = Some(s.span(i));
                    let speech = Speech { speakers: [Found { via, ..author }].into_iter().collect(), by: i };
                    talk.note(&speech);
                    current = Some(speech);
                }
            }
            Kind::Verb
                if node.is(SPEECH)
                    && speaks(s, i)
                    && !silent(s, i)
                    && !(current.is_some() && (of_news(s, i) || by_his_own(s, i) || goes_on_outside(s, i))) =>
            {
                let again = by_pronoun(s, i, current.as_ref().or(talk.last.as_ref()));
                let by = again.or_else(|| speech_of_verb(s, i, talk, current.as_ref()));
                // `ذكرت الوكالة نقلا عن مصادر أن`: whose word it passes on.
                let cited = (i + 1..speech_begins(s, i).min(n)).find(|&j| s.nodes[j].kind == Kind::According);
                let cited = cited.filter(|&j| !s.in_text(j)).and_then(|j| {
                    source_after(s, j, talk).filter(|c| !by.as_ref().is_some_and(|b| passed_on(s, j, b, c)))
                });
                if let Some(speech) = cited.filter(|_| by.is_some()).or(by) {
                    after_words(s, i, sentence_start, &speech, &mut over);
                    // Whom a quoted speaker cites is not the one who goes on speaking.
                    if depth[i] == 0 && !speech.speakers.is_empty() && !(current.is_some() && told_of(s, i)) {
                        talk.note(&speech);
                    }
                    (stance, named_until, between.0) = (None, 0, 0);
                    let begins = speech_begins(s, i);
                    over[i..begins.min(n)].fill(current.clone());
                    current = Some(speech);
                    announced = Some(i).filter(|_| begins == i && depth[i] == 0);
                    if depth[i] == 0
                        && let Some(end) = calling_ends(s, i)
                    {
                        until = Some((end, over[i].clone()));
                    }
                    i = begins.clamp(i, n - 1);
                }
            }
            Kind::Verb if current.is_none() && covers(s, i, talk).is_some() => {
                current = covers(s, i, talk);
                current.iter().for_each(|speech| talk.note(speech));
            }
            // `وزاد الوزير أن`, `ورد الوزير بأن`
            Kind::Verb if let Some(begins) = adds(s, i) => {
                let subject = s.entity(i + 1).is_some_and(|e| e.can_act() && e.goods.is_none()).then(|| i + 1);
                let speakers = |at| s.conjuncts(at).into_iter().map(|f| named(s, talk, f)).collect();
                let by = subject.map(|at| Speech { speakers: speakers(at), by: i });
                if let Some(speech) =
                    by.or_else(|| current.clone()).or_else(|| goes_on(s, i, talk).filter(|_| begins == i + 1))
                {
                    talk.note(&speech);
                    over[i..begins].fill(current.clone());
                    current = Some(speech);
                    i = begins;
                }
            }
            // `أصدرت الوزارة بيانا جاء فيه أن`
            Kind::Verb if current.is_none() && stands_in(s, i).is_some() => {
                let speakers = stands_in(s, i).unwrap_or_default().into_iter().map(|f| named(s, talk, f)).collect();
                let speech = Speech { speakers, by: i };
                talk.note(&speech);
                current = Some(speech);
            }
            // `وصلنا من أهالي البلدة أن`, `تلقى المركز من ناشطين خبر`
            Kind::Verb if node.is(Labels::LEARN) && current.is_none() => {
                if let Some((speakers, from)) = told_by(s, i) {
                    let speech = Speech { speakers: speakers.into_iter().collect(), by: i };
                    talk.note(&speech);
                    over[i..=from].fill(None);
                    current = Some(speech);
                    i = from;
                }
            }
            // `القرار الذي يطالب بهدنة للتمكن من إيصال المساعدات`
            Kind::Verb if node.is(Labels::DEMAND) && !s.text_asks(i).is_empty() => {
                let asks = s.text_asks(i);
                if current.is_none() || !s.of_draft(&asks[0]) {
                    outer = if stance.is_none() { current.take() } else { outer };
                    (current, stance) = (Some(Speech { speakers: asks.into_iter().collect(), by: i }), Some(i));
                }
            }
            Kind::Verb if node.is(STANCE) && !s.in_relative(i) && !first_person(node) && !called_for(s, i) => {
                // `وصف الوضع بأنه سيئ، ودعا الأطراف إلى`: who the clause before is about.
                let told = || Some(s.understood(i)).filter(|u| !u.is_empty() && current.is_none());
                let again = by_pronoun(s, i, current.as_ref().or(talk.last.as_ref()));
                let by = || {
                    let found = explicit_speaker(s, i).or_else(told)?;
                    Some(Speech { speakers: found.into_iter().map(|f| named(s, talk, f)).collect(), by: i })
                };
                let goes_on = || carried(s, i, talk).filter(|_| current.is_none());
                let drafts = |b: &Speech| current.is_some() && b.speakers.iter().any(|f| s.of_draft(f));
                if let Some(speech) = again.or_else(by).or_else(goes_on).filter(|b| !drafts(b)) {
                    // `قال المصدر إن الحزب يرفض`: whom a speaker tells of does not go on speaking.
                    if current.is_none()
                        || stance.is_some()
                        || depth[i] == 0 && opener(s, i).is_some_and(|o| turns(s, o))
                    {
                        talk.note(&speech);
                    }
                    if stance.is_none() {
                        outer = current.take();
                    }
                    between = (complement(s, i), outer.clone());
                    current = Some(speech);
                    stance = Some(i);
                }
            }
            // `وتعهد بالإفراج عنهم`, `ورجح انسحابهم`
            Kind::Verb
                if current.is_none() && depth[i] == 0 && puts_forward(s, i) && explicit_speaker(s, i).is_none() =>
            {
                current = carried(s, i, talk);
                stance = current.is_some().then_some(i);
            }
            // `وأنباء عن خسائر بشرية، كما دارت اشتباكات`: news without a name reaches no further than its phrase.
            Kind::Comma
                if depth[i] == 0 && current.as_ref().is_some_and(|c| news == Some(c.by)) && !goes_on_telling(s, i) =>
            {
                current = within.take().or_else(|| under.clone());
            }
            // `دعا المجلس إلى وقفة، وسكر الناس الطريق`: a clause of its own tells what happened.
            Kind::Comma if depth[i] == 0 && stance.is_some() && tells_anew(s, i) => {
                (current, stance) = (outer.take().or_else(|| under.clone()), None);
            }
            // `قال إنه ماض في حربه، في إشارة إلى قصف البلدة`: what he means is what the outlet takes it for.
            Kind::Prep | Kind::Operator if depth[i] == 0 && current.is_some() && glosses(s, i) => {
                (current, stance) = (under.clone(), None);
            }
            // `أعلن الجيش هدنة، لكن الفصائل خرقتها`: what came of it is not announced.
            Kind::Particle | Kind::Prep if announced.take_if(|v| turned(s, *v, i)).is_some() => {
                current = under.clone();
            }
            // `قال إن الأهالي طالبوا بالإفراج عنهم، وإن`: who says it goes on.
            Kind::Particle
                if outer.is_some() && stance.is_some_and(|v| said_beside(s, v, i + 1) || once(s, i, &outer)) =>
            {
                (current, stance) = (outer.take(), None);
            }
            // `طلبت فرنسا اجتماعا فيما أرسلت دمشق تعزيزات`: what is demanded ends with its clause.
            Kind::Particle if depth[i] == 0 && node.is(Labels::CLAUSE) && stance.is_some() => {
                // `ستضغط من أجل هدنة، مما يسمح`: what comes of it is still said.
                let outcome = holds(&s.k.language.outcome, s.folded_stem(node));
                (current, stance) = (outer.take().filter(|o| outcome || goes_on_around(s, o, i)), None);
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
            // `واختتم حديثه بالقول إن`, `وخلص إلى القول`: who does so by saying says it.
            Kind::Noun if current.is_none() && depth[i] == 0 && by_saying(s, i) => {
                let verb = (sentence_start..i).rev().take(25).find(|&j| s.nodes[j].kind == Kind::Verb);
                current = verb.and_then(|v| speech_of_verb(s, v, talk, None)).or_else(|| talk.last.clone());
                if let Some(speech) = &current {
                    talk.note(speech);
                }
            }
            // `وسط أنباء عن انسحاب القوات`: what is told without anybody's name.
            Kind::Noun if current.is_none() && rumour(s, i) => {
                news = Some(i);
                current = Some(Speech { speakers: [s.found(i)].into_iter().collect(), by: i });
            }
            // `#الخوذ_البيضاء`, after the words of a post: whose post it is.
            Kind::Entity if current.is_none() && signs(s, i) => {
                let speech = Speech { speakers: [s.found(i)].into_iter().collect(), by: i };
                over[..i].iter_mut().filter(|o| o.is_none()).for_each(|o| *o = Some(speech.clone()));
            }
            // `(وزارة الصحة)`, at the end: the source of the sentence.
            Kind::Open | Kind::Mark | Kind::Comma if depth[i] == 0 && trailing(s, i).is_some() => {
                if let Some(source) = trailing(s, i) {
                    let speech = Speech { speakers: s.conjuncts(source).into_iter().collect(), by: i };
                    for slot in over[sentence_start..i].iter_mut().filter(|o| o.is_none()) {
                        *slot = Some(speech.clone());
                    }
                }
            }
            // `عن مسؤول قوله إن`: the pronoun is the one just named.
            Kind::Noun
                if node.pos() == Some(Pos::Masdar) && node.is(SPEECH) && node.enc.is_some() && current.is_some() => {}
            // `رغم إعلان موسكو عن هدنة، قصفت الطائرات`: what is announced is told up to the pause.
            Kind::Noun if depth[i] == 0 && announcing(s, i) => {
                (news, within) = (Some(i), current.take());
                current = Some(Speech { speakers: s.genitive(i).into_iter().collect(), by: i });
            }
            Kind::Noun if node.pos() == Some(Pos::Masdar) && node.is(SPEECH) => {
                let mut by: Vec<Found> = s.genitive(i);
                // `ما وصفه بالخروج الآمن`: a place describes nothing.
                by.retain(|f| !s.lines_entity(*f).is_some_and(Entity::names_place));
                // `جدد الوزير التأكيد على أن`: whose word it is that he gives once more.
                if let Some(over) = renewed(s, i).filter(|_| by.is_empty()) {
                    by = explicit_speaker(s, over).unwrap_or_default();
                }
                if by.is_empty() {
                    by = said_from(s, i).unwrap_or_default();
                }
                // `نقل المصابين`: who is carried says nothing.
                let told = holds(&s.k.language.informs, s.folded_stem(node));
                let says =
                    (!node.is(Labels::RELAY) || relayed(s, i).is_some()) && !deploys(s, i) && !deed(s, i) && !told;
                if !by.is_empty() && says {
                    let speech = Speech { speakers: by.into_iter().collect(), by: i };
                    talk.note(&speech);
                    current = Some(speech);
                }
            }
            _ => {}
        }
        if question.is_some_and(|q| i < q) {
            current = None;
        }
        over[i] = match () {
            () if i < between.0 => between.1.clone(),
            () if i < named_until => None,
            () => current.clone(),
        };
        i += 1;
    }
    talk.open_quote = depth[n] > 0 && current.is_some() && closes_later(s);
    over
}

/// Whether a noun of saying after a preposition opens what is said.
fn by_saying(s: &Sentence<'_>, at: usize) -> bool {
    // `بالقول، إن`
    let next = at + 1 + usize::from(s.nodes.get(at + 1).is_some_and(|n| n.kind == Kind::Comma));
    let opens = s.nodes.get(next).is_some_and(|n| {
        n.kind == Kind::Particle && n.is(Labels::THAT) || n.kind == Kind::Open || s.parse.colon(s.types, at + 1)
    });
    opens && s.has_prep(at) && holds(&s.k.language.sayings, s.folded_stem(&s.nodes[at]))
}

/// `كما أشار إلى أن`: words of telling at the head of a sentence, without who tells.
fn tells_on(s: &Sentence<'_>, at: usize) -> bool {
    let next = s.nodes.get(at + 1);
    let told =
        next.is_some_and(|n| n.is(Labels::THAT) || n.kind == Kind::Open || n.kind == Kind::Prep && n.enc.is_none());
    (told || s.parse.colon(s.types, at + 1)) && s.sentence_start(at) == at && s.nodes[at].last - s.nodes[at].first > 1
}

/// `، وسكر الناس الطريق`: a clause after a comma, with a verb of the past that says nothing.
fn tells_anew(s: &Sentence<'_>, comma: usize) -> bool {
    let next = s.nodes.get(comma + 1).filter(|n| n.joined_by_and());
    let verb = s.nodes[comma + 1..].iter().take(3).find(|n| n.kind == Kind::Verb);
    let told = verb.is_some_and(|v| v.pos() == Some(Pos::Perfect) && !v.is(SPEECH | STANCE) && !first_person(v));
    next.is_some() && told && s.nodes[comma + 1..].iter().take(3).all(|n| !n.is(Labels::THAT | Labels::RELATIVE))
}

pub(super) fn first_person(node: &Node) -> bool {
    node.feats.is_some_and(|f| f.person == 1)
}

/// Whether a verb says something by being said: `نؤكد`, `نرفض`, `نتعهد`, `نحذر`.
fn declares(s: &Sentence<'_>, at: usize) -> bool {
    let node = &s.nodes[at];
    let sets = |op: u16| matches!(s.k.language.operators[op as usize].effect, Effect::Set(_));
    let again = node.is(Labels::CONTINUE_SPEECH | Labels::CONTINUE) && !speaks(s, at);
    !again && (node.is(SPEECH | STANCE) || node.operator.is_some_and(sets) && node.pos() == Some(Pos::Imperfect))
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

/// `- متى دخلوا؟ دخلوا صباح أمس.`: the mark of the question that a line opens with, before its answer.
fn asked_first(s: &Sentence<'_>) -> Option<usize> {
    let stop = s.nodes.iter().position(|n| n.kind == Kind::Stop)?;
    let asks = matches!(s.types.folded(s.parse.tokens[s.nodes[stop].head as usize]), "؟" | "?");
    (asks && stop + 1 < s.nodes.len()).then_some(stop)
}

/// Whether the line itself names a speaker somewhere.
fn names_speaker(s: &Sentence<'_>) -> bool {
    let names =
        |n: &Node| matches!(n.kind, Kind::According | Kind::SameSpeaker) || n.kind == Kind::Verb && n.is(SPEECH);
    s.nodes.iter().any(names)
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
            Kind::Particle if n.is(Labels::THAT) && of_word(s, j) => {}
            Kind::Particle if n.is(Labels::THAT) => return !opinion || !n.joined_by_and() && !thought_of(s, at, j),
            Kind::Entity | Kind::Adjective | Kind::Comma | Kind::Open | Kind::Close | Kind::Time if opinion => {}
            Kind::Unknown if opinion => {}
            Kind::Prep if opinion => {}
            // `ورجح ناشطون على مواقع التواصل أن`
            Kind::Noun
                if opinion
                    && !s.triggers.contains(&j)
                    && (n.pos() != Some(Pos::Masdar) || s.nodes[j - 1].kind != Kind::Verb) => {}
            _ if opinion => return false,
            // `يواصل تنظيم "واي بي جي" وجوده`: nor is a name of several words one.
            Kind::Open if node.is(Labels::CONTINUE) && quotes_name(s, j) => {}
            Kind::Open if !s.nodes.get(j + 2).is_some_and(|c| c.kind == Kind::Close) => return true,
            Kind::Noun if node.is(Labels::CONTINUE) && s.triggers.contains(&j) => return false,
            // `وتابع: "قصفوا المدينة"`, `وتابع الوزير: قصفوا المدينة`
            Kind::Comma if node.is(Labels::CONTINUE_SPEECH) && colon_after(s, at, j) => return true,
            Kind::Comma => colon = true,
            Kind::Stop => break,
            // `أعلن الجيش مقتل جنديين في الهجوم الذي قال إنه`: what a clause on an event says of it is no speech before.
            Kind::Verb if n.is(SPEECH) && tells_of_event(s, at, j) => break,
            Kind::Verb if n.is(SPEECH) && (quoted_alone(s, j) || unsaid(s, j) || is_called(s, j)) => {}
            // `قال الجيش في بيان نقلته الوكالة إن`: what passes his words on.
            Kind::Verb if n.is(Labels::RELAY) && n.enc.is_some_and(|e| e.person == 3) => {}
            Kind::Verb if n.is(SPEECH) => return colon || !node.is(Labels::REPORT),
            _ => {}
        }
    }
    !node.is(Labels::CONTINUE | Labels::OPINION) && !tells_itself(s, at) && !does_again(s, at)
}

/// Whether a colon follows a verb with nothing but its subject between.
fn colon_after(s: &Sentence<'_>, verb: usize, comma: usize) -> bool {
    let subject = |n: &Node| n.is_aside() || n.kind == Kind::Entity;
    s.parse.colon(s.types, comma) && s.nodes[verb + 1..comma].iter().all(subject)
}

/// Who speaks by a speech verb.
fn speech_of_verb(s: &Sentence<'_>, at: usize, talk: &Talk, current: Option<&Speech>) -> Option<Speech> {
    if let Some(speech) = pointed_to(s, at, talk) {
        return Some(speech);
    }
    let passive = s.nodes[at].feats.is_some_and(|f| f.voice == hudna_arabic::morph::Voice::Passive);
    // `شوهد الجنود في القرية`, `شخص قيل إنه مدني`: who is seen or told of tells nothing; `نقل عن المصدر` cites him.
    let seen = |f: &Found| f.line == s.line && !s.has_prep(f.node as usize);
    let explicit = cited_before(s, at, talk)
        .or_else(|| explicit_speaker(s, at))
        .filter(|found| !passive || !found.first().is_some_and(seen));
    // `وثقت فرقنا`: what those who write counted themselves.
    let ours = |f: &Found| {
        let node = s.nodes.get(f.node as usize).filter(|n| f.line == s.line && n.last - n.first == 1);
        node.is_some_and(|n| n.enc.is_some_and(|e| e.person == 1) && !n.is(Labels::SOURCE_HEAD | Labels::OFFICE))
    };
    if explicit.as_ref().is_some_and(|found| found.iter().all(ours)) {
        return None;
    }
    if let Some(found) = explicit {
        let speakers = found.into_iter().map(|f| named(s, talk, f)).collect();
        return Some(Speech { speakers, by: at });
    }
    if passive {
        return None;
    }
    current.cloned().or_else(|| {
        let understood = s.understood(at);
        let same_line: Vec<Found> = understood;
        if !same_line.is_empty() && !s.nodes[at].is(Labels::CONTINUE_SPEECH) {
            return Some(Speech { speakers: same_line.into_iter().collect(), by: at });
        }
        if let Some(folk) = folk_go_on(s, at) {
            return Some(Speech { speakers: folk.into_iter().collect(), by: at });
        }
        goes_on(s, at, talk)
    })
}

/// `وفقا للوحدة التنفيذية، التي أشارت إلى`: a clause on the source that was just cited.
fn cited_before(s: &Sentence<'_>, at: usize, talk: &Talk) -> Option<Vec<Found>> {
    let relative = s.relative_start(at).filter(|r| !s.nodes[*r].is(Labels::CLAUSE) && !s.resumptive(at))?;
    let part = |n: &Node| !matches!(n.kind, Kind::Verb | Kind::Stop | Kind::Particle | Kind::According);
    let cited = (relative.saturating_sub(8)..relative).rev().find(|&j| !part(&s.nodes[j]))?;
    let last = talk.last.as_ref().filter(|_| s.nodes[cited].kind == Kind::According)?;
    last.speakers.iter().all(|f| f.line == s.line && f.node as usize > cited).then(|| last.speakers.to_vec())
}

/// `لكنه أقر بأن`, `غير أنها قالت إن`: the pronoun of what opens the clause is the one who spoke, where it agrees.
fn by_pronoun(s: &Sentence<'_>, at: usize, last: Option<&Speech>) -> Option<Speech> {
    let before = (0..at).rev().find(|&j| !s.nodes[j].is_quote() && !s.nodes[j].is(Labels::QAD))?;
    let n = &s.nodes[before];
    let enclitic = n.enc.filter(|e| e.person == 3 && e.number == Number::Singular)?;
    let last =
        last.filter(|l| n.kind == Kind::Particle && n.is(Labels::THAT | Labels::CLAUSE) && l.speakers.len() == 1)?;
    let by = last.speakers.first()?;
    let feats = s.lines_node(*by)?.feats?;
    (feats.number == Number::Singular && feats.gender == enclitic.gender).then(|| last.clone())
}

/// What opens the clause of a verb that stands after its subject.
fn opener(s: &Sentence<'_>, at: usize) -> Option<usize> {
    let opens = |j: &usize| {
        let n = &s.nodes[*j];
        n.kind == Kind::Stop || n.kind == Kind::Particle && n.is(Labels::THAT | Labels::CLAUSE)
    };
    let found = (0..at).rev().find(opens)?;
    let n = &s.nodes[found];
    (!s.nodes[at].joined_by_and() && n.kind == Kind::Particle && n.enc.is_none() && found + 1 < at).then_some(found)
}

/// `لكن المصدر نفى`, `إلا أن المصدر`, `غير أن`: what turns to another.
fn turns(s: &Sentence<'_>, opener: usize) -> bool {
    let that = s.nodes[opener].is(Labels::THAT);
    let before = opener.checked_sub(1).map(|b| &s.nodes[b]);
    !that || before.is_some_and(|n| n.kind == Kind::Particle && n.enc.is_none() || n.kind == Kind::Unknown)
}

/// `قالت المصادر إن ضباطا أعلنوا رفضهم`: a verb whose subject stands right after أن, of whom the speaker tells.
fn told_of(s: &Sentence<'_>, at: usize) -> bool {
    opener(s, at).is_some_and(|j| {
        !turns(s, j) && !(j..at).any(|c| s.nodes[c].kind == Kind::Comma && s.nodes[c + 1].joined_by_and())
    })
}

/// `نشرت القوات دبابتين`: a word of telling that tells of moving troops.
fn deploys(s: &Sentence<'_>, at: usize) -> bool {
    let n = &s.nodes[at];
    // `نشرت الحكومة خلال الأشهر الماضية عددا من قواتها`
    let troops = |j: usize| {
        s.nodes[j].is(Labels::FORCE_HEAD) && s.entity(j).is_some_and(|e| e.actor.is_none() || e.weak)
            || s.entity(j).is_some_and(|e| e.goods.is_some())
    };
    // `تحدثت مصادر عن حشود`
    let about = |n: &Node| n.kind == Kind::Prep && holds(&s.k.language.prepositions.relayed, s.folded_stem(n));
    let parts = |n: &Node| {
        let ends = matches!(n.kind, Kind::Stop | Kind::Verb | Kind::Open) || n.is(Labels::THAT);
        ends || n.joined_prep() == Some("ب") || about(n)
    };
    let object = || (at + 2..s.nodes.len().min(at + 9)).take_while(|&j| !parts(&s.nodes[j])).any(troops);
    // `طالب بنشر قوات في "مناطق التماس"`: nor does a quote make a verbal noun of it tell.
    holds(&s.k.language.spreads, s.folded_stem(n))
        && (speech_begins(s, at) == at || n.kind == Kind::Noun)
        && (s.triggers.contains(&at) || object())
}

/// A verb of telling that tells nothing here.
fn silent(s: &Sentence<'_>, at: usize) -> bool {
    let n = &s.nodes[at];
    // `من ينقله`, `نقلت السيارات الجرحى`: what is carried, not told.
    let carries = n.is(Labels::RELAY)
        && relayed(s, at).is_none()
        && speech_begins(s, at) == at
        && !(at + 1..s.nodes.len().min(at + 5)).any(|j| document(s, j) || s.nodes[j].is(SPEECH));
    // `تطورات تشير إلى`: in the present nobody is understood.
    let clause = n.pos() == Some(Pos::Imperfect) && n.pro.0 == 0 && explicit_speaker(s, at).is_none();
    // `يقدر عدد المحاصرين بمليون`
    let counted = s.nodes.get(at + 1).is_some_and(|c| c.kind == Kind::Noun && c.is(Labels::QUANTIFIER))
        && n.pos() == Some(Pos::Imperfect)
        && speech_begins(s, at) == at
        && (at + 2..s.nodes.len().min(at + 9)).any(|j| s.nodes[j].kind == Kind::Number)
        && s.nodes.get(at + 2).is_some_and(|c| c.kind == Kind::Entity);
    // `الهدنة التي أعلنتها روسيا`, `لا صحة لما نشرته صحف عن انسحاب`: what the clause is on is told there, nothing after it.
    let that = || {
        let mut near = s.nodes[at + 1..].iter().take(6).take_while(|n| n.kind != Kind::Comma);
        near.any(|n| n.is(Labels::THAT) || n.kind == Kind::Open)
    };
    let taken_up = on_it(s, at) && s.in_relative(at) && !that();
    // `ولا تعلن القوات عن عملياتها`, `لم يعلن أحد`
    let denied = s.before(at).is_some_and(|b| {
        let p = &s.nodes[b];
        p.kind == Kind::Particle && p.is(Labels::NEGATION) && !p.is(Labels::RELATIVE)
    }) || unsaid(s, at);
    quoted_alone(s, at)
        || denied
        || carries
        || clause
        || counted
        || taken_up
        || deploys(s, at)
        || is_called(s, at)
        || points_to(s, at)
        || shows(s, at)
}

/// Who goes on speaking by a verb without a subject: the last one whom it agrees with.
pub(super) fn goes_on(s: &Sentence<'_>, at: usize, talk: &Talk) -> Option<Speech> {
    let last = agrees_before(s, at, talk).or_else(|| talk.last.clone())?;
    let verb = s.nodes[at].feats?;
    // `ادعت قتل ثلاثة`, opening one heading under another: who stands in the one above it does not go on.
    let opens = s.nodes[..at].iter().all(Node::is_quote) && !s.nodes[at].joined_by_and();
    let heading = |line: u32| s.memory.parse(line).nodes.last().is_some_and(|n| n.kind != Kind::Stop);
    let above = last.speakers.iter().all(|f| f.line < s.line && heading(f.line));
    if super::sayers::counted_after(s, at) || opens && above && !s.nodes[at].is(Labels::CONTINUE_SPEECH) {
        return None;
    }
    // `سجل اعتقال`, after `محتجون`: no man says it who is several.
    let number = |f: &Found| s.lines_node(*f).and_then(|n| n.feats).map(|f| f.number);
    let several = |f: &Found| number(f) == Some(Number::Plural);
    let one = verb.person == 3 && verb.number == Number::Singular && verb.gender == Gender::Masculine;
    // `يتحدثون عن صفقة`: nor do several say what one man says.
    let man = |f: &Found| {
        s.lines_entity(*f).is_some_and(|e| e.person) && number(f).is_none_or(|number| number == Number::Singular)
    };
    let many = verb.person == 3 && verb.number == Number::Plural;
    let alone = last.speakers.len() == 1;
    (!(alone && (one && last.speakers.iter().all(several) || many && last.speakers.iter().all(man)))).then_some(last)
}

/// `"قصفوا المشفى"، قالت أم أحمد`, `خرج المسلحون، يقول أبو هاني.`: words that stand before the verb that says whose they are.
fn after_words(s: &Sentence<'_>, at: usize, start: usize, speech: &Speech, over: &mut [Option<Speech>]) {
    let Some(before) = at.checked_sub(1) else { return };
    let comma = s.nodes[before].kind == Kind::Comma;
    let close = if comma { at.checked_sub(2) } else { Some(before) };
    let from = match close.filter(|&c| s.nodes[c].kind == Kind::Close) {
        Some(close) => (0..close).rev().find(|&j| s.nodes[j].kind == Kind::Open && close > j + 2),
        None => {
            let ends = s.sentence_end(at);
            let silent = speech_begins(s, at) == at && !s.triggers.iter().any(|t| (at..ends).contains(t));
            (comma && silent && !s.nodes[at].joined_by_and() && explicit_speaker(s, at).is_some()).then_some(start)
        }
    };
    let Some(from) = from else { return };
    for slot in over[from..at].iter_mut().filter(|o| o.is_none()) {
        *slot = Some(speech.clone());
    }
}

/// Who told it by a verb of learning, and the last node that names them.
fn told_by(s: &Sentence<'_>, at: usize) -> Option<(Vec<Found>, usize)> {
    let found = relayed(s, at)?;
    let last = found.iter().map(|f| f.node as usize).max()?;
    let ours = |n: &Node| n.enc.is_some_and(|e| e.person == 1) || first_person(n);
    let after = s.nodes[last + 1..]
        .iter()
        .take_while(|n| matches!(n.kind, Kind::Prep | Kind::Entity | Kind::Adjective | Kind::Particle | Kind::Comma));
    let that = after.take(5).any(|n| n.kind == Kind::Particle && n.is(Labels::THAT));
    let text = s.nodes.get(last + 1).is_some_and(|n| n.is(Labels::DOCUMENT));
    (that || text && ours(&s.nodes[at])).then_some((found, last))
}

/// `أنباء عن انسحاب القوات، وسيطرة المسلحين على البلدة`: one more thing that is told.
fn goes_on_telling(s: &Sentence<'_>, comma: usize) -> bool {
    let masdar = |n: &Node| n.kind == Kind::Noun && n.pos() == Some(Pos::Masdar) && n.joined_by_and();
    s.nodes.get(comma + 1).is_some_and(masdar)
}
