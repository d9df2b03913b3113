//! Which words for a blow tell of the one told before them, and which of another.

use super::build::Draft;
use super::slots::{Found, Sentence};
use super::toll::{Side, side_of};
use crate::knowledge::{Labels, holds};
use crate::parse::{Kind, Node};
use hudna_arabic::morph::Proclitics;
use hudna_arabic::times::TimeKind;
use hudna_claims::Event;

/// `غارة غربي إدلب، استهدفت أطراف بلدة`: a verb said of the blow named before it tells where that blow fell.
pub(super) fn one_strike(s: &Sentence<'_>, drafts: &mut Vec<Draft>) {
    let mut i = 0;
    while i < drafts.len() {
        let d = &drafts[i];
        let of_noun = s.k.frames[d.frame as usize].of_noun && s.nodes[d.node].kind == Kind::Verb;
        let noun = drafts[..i].iter().rposition(|n| {
            n.event == d.event
                && n.node < d.node
                && n.sentence == d.sentence
                && s.nodes[n.node].kind != Kind::Verb
                // `قتلوا في غارة، بحسب الوزارة، فيما أعلن الجيش أنه استهدف قياديا`: what another says is not of this one.
                && (super::share::compatible(&n.speakers, &d.speakers) || !reported(s, n.node, d.node))
                && !besides(s, n.node, d.node)
        });
        let back = of_noun && points_back(s, d.node);
        if let Some(noun) = noun.filter(|&n| back || of_noun && of_blow(s, &drafts[n], d)) {
            let d = drafts.remove(i);
            let blow = &mut drafts[noun];
            // `القصف الذي طال المدينة واستهدف السوق`: joined to the one before it, it tells of one more place.
            if s.nodes[d.node].joined_by_and() {
                blow.slots.place.extend(d.slots.place);
            } else if !d.slots.place.is_empty() {
                blow.slots.place = d.slots.place;
            }
            if blow.slots.target.is_empty() {
                blow.slots.target = d.slots.target;
            }
            if back && blow.slots.actor.is_empty() {
                blow.slots.actor = d.slots.actor;
            }
            // `قتل رجلان جراء القصف، الذي طال البلدة`: how many are told of before the blow is nothing to it.
            let count = d.numbers.count.filter(|c| c.node() > blow.node);
            blow.numbers.count = blow.numbers.count.or(count);
            blow.time = blow.time.or(d.time);
            continue;
        }
        i += 1;
    }
}

/// Whether what follows an event stands after أن, as somebody's word.
fn reported(s: &Sentence<'_>, event: usize, verb: usize) -> bool {
    s.nodes[event..verb].iter().any(|n| n.kind == Kind::Particle && n.is(Labels::THAT))
}

/// `شنوا هجوما قرب البلدة استهدفوا فيه دورية`: a pronoun after the verb says in what it was done, which is the blow named before it.
fn points_back(s: &Sentence<'_>, verb: usize) -> bool {
    let back = |i: usize| {
        let n = &s.nodes[i];
        let preps = &s.k.language.prepositions;
        n.kind == Kind::Prep
            && n.enc.is_some()
            && (holds(&preps.within, s.folded_stem(n)) || holds(&preps.during, s.folded_stem(n)))
    };
    !s.nodes[verb].joined_by_and() && (verb + 1..s.sentence_end(verb).min(verb + POINTS_WITHIN)).any(back)
}

/// How near to its verb such a pronoun stands: `استهدفت القوات فيه`.
const POINTS_WITHIN: usize = 3;

/// `استهدفت تلك التعزيزات غارة`: what stands between a verb of striking and a blow without the article is struck by it.
pub(super) fn object_first(s: &Sentence<'_>, drafts: &mut Vec<Draft>) {
    let mut i = 0;
    while i + 1 < drafts.len() {
        let d = &drafts[i];
        let verb = s.k.frames[d.frame as usize].of_noun && s.nodes[d.node].kind == Kind::Verb;
        let blow = (i + 1..drafts.len()).find(|&n| drafts[n].event == d.event);
        if let Some(blow) = blow.filter(|&n| verb && strikes_before(s, d, drafts[n].node)) {
            let d = drafts.remove(i);
            let blow = &mut drafts[blow - 1];
            let (places, struck): (Vec<Found>, Vec<Found>) =
                d.slots.actor.into_iter().partition(|f| s.lines_entity(*f).is_some_and(|e| !e.can_act()));
            blow.slots.place.extend(places.into_iter().chain(d.slots.place));
            blow.slots.target.extend(struck.into_iter().chain(d.slots.target));
            blow.time = blow.time.or(d.time);
        }
        i += 1;
    }
}

/// Whether the noun of a blow is the subject of a verb of striking that what is struck parts from it.
fn strikes_before(s: &Sentence<'_>, verb: &Draft, noun: usize) -> bool {
    let n = &s.nodes[noun];
    let last = &s.nodes[noun - 1];
    let known = last.pro.has(Proclitics::AL) || last.enc.is_some() || s.entity(noun - 1).is_some_and(|e| e.definite);
    // `قصفا` in the accusative is no subject.
    let accusative = s.types.folded(s.parse.tokens[n.first as usize]).ends_with('ا');
    let parts = |x: &Node| matches!(x.kind, Kind::Verb | Kind::Comma | Kind::Stop | Kind::Mark);
    let between = |f: &Found| f.line == s.line && f.via.is_none() && (verb.node..noun).contains(&(f.node as usize));
    n.kind == Kind::Noun
        && n.pro.0 == 0
        && n.enc.is_none()
        && !accusative
        && verb.node + 1 < noun
        && known
        && !s.nodes[verb.node + 1..noun].iter().any(parts)
        && !verb.slots.actor.is_empty()
        && verb.slots.actor.iter().all(between)
        && s.agrees(verb.node, noun)
}

/// Whether the subject of a verb is the blow named before it: nobody is named, or only somebody understood, or somebody before the
/// blow, over which the verb goes on with nothing (`أصيب أطفال بغارات، استهدفت المخيم`).
fn of_blow(s: &Sentence<'_>, noun: &Draft, verb: &Draft) -> bool {
    let opens = |n: &Node| n.kind == Kind::Particle && n.is(Labels::CLAUSE) && !n.is(Labels::RELATIVE);
    let between = &s.nodes[noun.node..verb.node];
    let goes_on = !s.nodes[verb.node].joined_by_and() && !between.iter().any(opens) && s.agrees(verb.node, noun.node);
    // `كما استهدف القصف السوق`
    if s.before(verb.node).is_some_and(|b| s.adds_deed(b)) {
        return false;
    }
    // `ردت الفصائل على القصف واستهدفت الحاجز`: nor what a joined verb tells that cannot be said of it.
    let joined = s.nodes[verb.node].joined_by_and() && !verb.slots.actor.is_empty();
    if joined && !s.agrees(verb.node, noun.node) {
        return false;
    }
    let own = |f: &Found| noun.slots.actor.iter().any(|a| a.node == f.node && a.line == f.line);
    let over = |f: &Found| goes_on && f.line == s.line && ((f.node as usize) < noun.node || own(f));
    verb.slots.actor.iter().all(|f| f.via.is_some() || over(f))
}

/// Whether the words say that two events of one kind are two: one is dated by the other (`القصف بعد ساعات من غارة`) or comes with it
/// (`تزامن القصف مع غارات`), one goes off and the other is fired (`قصف وانفجار عبوة`), the second is told besides (`كما استهدف
/// القصف`), or named for the first time (`، وسط غارات`).
pub(super) fn apart(s: &Sentence<'_>, a: &Draft, b: &Draft) -> bool {
    let (first, second) = if a.node < b.node { (a.node, b.node) } else { (b.node, a.node) };
    if a.event == Event::Harm {
        // `قتل شاب في نوى، كما قتل آخر في طفس`
        let told = |at: usize| side_of(&s.nodes[at]);
        let same = told(first).zip(told(second)).is_some_and(|(x, y)| x == y && x != Side::Both);
        // `ارتفع عدد الذين قتلوا، كما أصيب عشرة`
        let levels = s.relative_start(first).is_some() && s.relative_start(second).is_none();
        return besides(s, first, second) && (same || levels || elsewhere(s, a, b));
    }
    if !s.k.language.strikes.contains(&a.event) {
        return false;
    }
    let bare = |at: usize| s.nodes[at].pro.has(Proclitics::AL) || s.nodes[at].enc.is_some();
    let blast = |at: usize| holds(&s.k.language.blasts, s.folded_stem(&s.nodes[at]));
    let unlike = blast(first) != blast(second) && !bare(if blast(first) { first } else { second });
    unlike
        || dated_by(s, first, second)
        || besides(s, first, second)
        || dates_next(s, a, b)
        || struck_back(s, a, b)
        || s.k.language.is_blow(a.event)
            && (one_more(s, first, second) || alongside(s, first, second) || followed(s, first, second))
}

/// `صد الجيش الهجوم ودمر دبابتين`: whom the one strikes strikes by a joined verb after it.
fn struck_back(s: &Sentence<'_>, a: &Draft, b: &Draft) -> bool {
    let (first, second) = if a.node < b.node { (a, b) } else { (b, a) };
    let verb = &s.nodes[second.node];
    let struck = |f: &Found| first.slots.target.iter().any(|g| (f.line, f.node) == (g.line, g.node));
    s.nodes[first.node].kind == Kind::Noun
        && verb.kind == Kind::Verb
        && verb.joined_by_and()
        && second.slots.actor.iter().any(struck)
}

/// `قتل مدني في قصف على حي كذا، كما أصيب طفل في حي كذا`: whether the later of two has a place of its own, and another is named before.
fn elsewhere(s: &Sentence<'_>, a: &Draft, b: &Draft) -> bool {
    let (first, second) = if a.node < b.node { (a, b) } else { (b, a) };
    let own = |i: usize| second.slots.place.iter().any(|f| f.line == s.line && f.node as usize == i);
    let named = |i: usize| s.entity(i).is_some_and(|e| e.names_place() || e.unlisted);
    // `كما أصيب طفل بقصف على حي كذا`: the place of the blow by which it was.
    let clause = (second.node..s.nodes.len()).take_while(|&i| !matches!(s.nodes[i].kind, Kind::Stop | Kind::Comma));
    let placed = !second.slots.place.is_empty() || clause.into_iter().any(named);
    placed && (first.node..second.node).any(|i| named(i) && !own(i))
}

/// `قصف الجيش القرية، وسط غارات على ريفها`: after a pause a noun without the article names a blow not told of yet; but one by which
/// the verb is done is its means (`استهدفت الطائرات البلدة، بخمس غارات`).
fn one_more(s: &Sentence<'_>, first: usize, second: usize) -> bool {
    let n = &s.nodes[second];
    let pause = |i: usize| {
        let between = &s.nodes[i];
        between.kind == Kind::Comma || between.kind == Kind::Particle && between.is(Labels::CLAUSE)
    };
    let number = s.before(second).filter(|&b| s.nodes[b].kind == Kind::Number);
    // A number keeps its preposition in its word: `بخمس`.
    let in_word = |b: usize| s.types.folded(s.parse.tokens[s.nodes[b].first as usize]).starts_with('ب');
    let by = number.map_or(n.joined_prep() == Some("ب"), in_word);
    let means = by && s.nodes[first].kind == Kind::Verb;
    n.kind == Kind::Noun && !n.pro.has(Proclitics::AL) && n.enc.is_none() && !means && (first + 1..second).any(pause)
}

/// `القصف الصاروخي تبعته خمس غارات`: what follows a blow is another one.
fn followed(s: &Sentence<'_>, first: usize, second: usize) -> bool {
    let number = s.before(second).filter(|&b| s.nodes[b].kind == Kind::Number);
    s.before(number.unwrap_or(second)).is_some_and(|at| {
        let n = &s.nodes[at];
        at > first && n.kind == Kind::Verb && n.enc.is_some() && holds(&s.k.language.alongside, s.folded_stem(n))
    })
}

/// `تزامن القصف مع غارات`, `قصفت المدفعية القرية بالتزامن مع غارات`: what comes at the same time as a blow is another one. With the article it
/// is so where the verb says it.
fn alongside(s: &Sentence<'_>, first: usize, second: usize) -> bool {
    let with = |b: &usize| {
        let n = &s.nodes[*b];
        n.kind == Kind::Prep && n.enc.is_none() && holds(&s.k.language.prepositions.with, s.folded_stem(n))
    };
    let number = s.before(second).filter(|&b| s.nodes[b].kind == Kind::Number);
    let Some(with) = s.before(number.unwrap_or(second)).filter(with) else { return false };
    let ends = |i: &usize| matches!(s.nodes[*i].kind, Kind::Stop | Kind::Comma);
    let word = (s.sentence_start(first)..with)
        .rev()
        .take_while(|i| !ends(i))
        .find(|&i| holds(&s.k.language.alongside, s.folded_stem(&s.nodes[i])));
    let bare = !s.nodes[second].pro.has(Proclitics::AL) && s.nodes[second].enc.is_none();
    word.is_some_and(|w| (w > first || w + 1 == first) && (bare || s.nodes[w].kind == Kind::Verb))
}

/// `بعد هذا الهجوم، قصف الجيش المواقع`: the noun says when it was that who is named did what the verb tells.
fn dates_next(s: &Sentence<'_>, a: &Draft, b: &Draft) -> bool {
    let (first, second) = if a.node < b.node { (a, b) } else { (b, a) };
    let named = second.slots.actor.iter().any(|f| f.via.is_none() && f.line == s.line && f.node as usize > second.node);
    if s.nodes[second.node].kind != Kind::Verb || !named {
        return false;
    }
    // `استهدفت مسيرة سيارة، وعقب الاستهداف قصفت القوات القرية`: the noun may only take up again what was told.
    let describes = |i: &usize| s.nodes[*i].is_quote() || matches!(s.nodes[*i].kind, Kind::Comma | Kind::Adjective);
    let right_before = (first.node + 1..second.node).rev().find(|i| !describes(i)).filter(|i| s.triggers.contains(i));
    let noun = if s.nodes[first.node].kind == Kind::Noun { Some(first.node) } else { right_before };
    let Some(noun) = noun.filter(|&n| s.nodes[n].kind == Kind::Noun) else { return false };
    let this = s.before(noun).filter(|&b| s.nodes[b].is(Labels::DEMONSTRATIVE));
    let Some(before) = s.before(this.unwrap_or(noun)) else { return false };
    let n = &s.nodes[before];
    let during = holds(&s.k.language.prepositions.background, s.folded_stem(n)) && !n.is(Labels::AHEAD);
    n.kind == Kind::Prep && n.is(Labels::TIME) && n.enc.is_none() && !during
}

/// `قصف بعد غارة`, `القصف بعد ساعات من تفجير`, `الهجوم بعد يومين من مقتل جنود في غارة`: the second noun says when the first was.
fn dated_by(s: &Sentence<'_>, first: usize, second: usize) -> bool {
    let noun = |at: usize| s.nodes[at].kind != Kind::Verb && s.nodes[at].enc.is_none();
    if !(noun(first) && noun(second)) {
        return false;
    }
    let dates = |at: usize| {
        let n = &s.nodes[at];
        n.kind == Kind::Prep && n.is(Labels::TIME) && n.enc.is_none()
    };
    let Some(before) = s.before(second).filter(|&b| b > first) else { return false };
    if dates(before) {
        return true;
    }
    // So long after something: it was before, whatever it is.
    let ends = |i: &usize| {
        let n = &s.nodes[*i];
        matches!(n.kind, Kind::Stop | Kind::Comma | Kind::Verb) || n.kind == Kind::Particle && n.is(Labels::CLAUSE)
    };
    let of = |t: &usize| s.nodes.get(t + 1).is_some_and(|n| n.kind == Kind::Prep && n.enc.is_none());
    let span = |i: &usize| s.nodes[*i].kind == Kind::Time && of(i);
    let after = (first + 1..second).rev().take_while(|i| !ends(i)).find(span);
    after.is_some_and(|t| before == t + 1 || s.triggers.contains(&(t + 2)))
}

/// `جاء الهجوم بعد أسبوعين من مقتل جنود قرب البلدة`: whether between an event and a place stands how long after another event it was.
pub(super) fn long_after(s: &Sentence<'_>, event: usize, place: usize) -> bool {
    // `بعد أسبوعين`, but `خلال أسبوعين`, `منذ أسبوعين`.
    let after = |t: usize| {
        let (first, span) = (s.parse.tokens[s.nodes[t].first as usize], &s.parse.times[s.nodes[t].index as usize]);
        let during = holds(&s.k.language.prepositions.background, s.types.folded(first));
        let dates = s.types.readings(first).iter().any(|r| s.types.bits(r.lemma) & Labels::TIME != 0);
        dates && !during && span.kind != TimeKind::Since
    };
    (event + 1..place.saturating_sub(2)).any(|t| {
        let of = &s.nodes[t + 1];
        let since = |stem: &str| holds(&s.k.language.part_of, stem) || holds(&s.k.language.prepositions.done_to, stem);
        s.nodes[t].kind == Kind::Time
            && after(t)
            && of.kind == Kind::Prep
            && of.enc.is_none()
            && since(s.folded_stem(of))
            && s.triggers.contains(&(t + 2))
    })
}

/// `كما استهدف القصف مركزا`: a clause of its own with a verb of its own.
fn besides(s: &Sentence<'_>, first: usize, second: usize) -> bool {
    let Some(opens) = s.before(second).filter(|&b| b > first) else { return false };
    // `دمروا جرافة بعبوة ثم استهدفوا قوة النجدة`
    let then = holds(&s.k.language.then, s.folded_stem(&s.nodes[opens]));
    s.nodes[second].kind == Kind::Verb && (then || s.adds_deed(opens) || s.tells_besides(opens))
}
