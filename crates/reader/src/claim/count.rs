//! Numbers and times of an event.

use super::govern::Way;
use super::slots::Sentence;
use super::toll::Apart;
use super::trigger::Trigger;
use crate::knowledge::{Frame, Labels, Name, holds};
use crate::parse::{Kind, Node};
use hudna_arabic::morph::{Number as Grammatical, Pos, Proclitics, Reading};
use hudna_arabic::times::{Grain, TimeKind};
use hudna_arabic::token::TokenKind;
use hudna_claims::Event;

/// A number of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Counted {
    /// The number node.
    Node(usize),
    /// A dual noun: two.
    Dual(usize),
    /// A victim told alone: one.
    One(usize),
    /// A list of them, with their sum.
    Sum {
        /// Its first node.
        first: usize,
        /// Its last node.
        last: usize,
        /// All together.
        value: u64,
    },
}

impl Counted {
    /// Where it is told.
    pub fn node(self) -> usize {
        match self {
            Counted::Node(at) | Counted::Dual(at) | Counted::One(at) | Counted::Sum { first: at, .. } => at,
        }
    }

    /// The number itself.
    pub fn value(self, s: &Sentence<'_>) -> u64 {
        match self {
            Counted::Node(at) => s.parse.numbers[s.nodes[at].index as usize].value,
            Counted::Dual(_) => 2,
            Counted::One(_) => 1,
            Counted::Sum { value, .. } => value,
        }
    }
}

/// The numbers of an event.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Numbers {
    pub count: Option<Counted>,
    pub killed: Option<Counted>,
    pub injured: Option<Counted>,
    /// Victims of another kind, for a claim of their own.
    pub apart: Option<Apart>,
}

/// Finds the numbers that belong to a trigger. `told`: the event is told as done.
pub(crate) fn numbers(s: &Sentence<'_>, t: &Trigger, frame: &Frame, way: &Way, told: bool) -> Numbers {
    if frame.event == Event::Harm {
        let toll = super::toll::toll(s, t, frame, told);
        return Numbers { count: toll.both, killed: toll.killed, injured: toll.injured, apart: toll.apart };
    }
    let parts = |back: usize| t.node.checked_sub(back).is_some_and(|verb| s.parts_verb(verb, t.node));
    if parts(1) || parts(2) {
        // `قتل في القصف ثلاثة مدنيين`: they are counted, not the shelling.
        return Numbers::default();
    }
    let count = number_before(s, t).or_else(|| undergoing(s, t, way)).or_else(|| number_after(s, t, frame.event));
    Numbers { count, ..Numbers::default() }
}

/// `تعرضت خمس قرى لقصف`: the number of those who underwent it.
fn undergoing(s: &Sentence<'_>, t: &Trigger, way: &Way) -> Option<Counted> {
    let (governor, _) = way.operators.iter().find(|(g, _)| s.nodes[*g].is(Labels::UNDERGO) && *g < t.node)?;
    let counts = |i: &usize| s.nodes[*i].kind == Kind::Number && countable(s, *i);
    (governor + 1..t.node).find(counts).map(Counted::Node)
}

/// A number of anything but victims: a share is one too (`10 في المئة من المنطقة`).
fn countable(s: &Sentence<'_>, at: usize) -> bool {
    let n = &s.parse.numbers[s.nodes[at].index as usize];
    !n.vague && !n.ordinal && n.value > 0 && !names(s, at) && !far(s, at) && !age(s, at)
}

/// `قرية كذا 20 كم غرب المدينة`: a number of a length, which counts no blow and nobody; but `سيطروا على 20 كم من الطريق`.
fn far(s: &Sentence<'_>, at: usize) -> bool {
    let unit = s.nodes.get(at + 1).is_some_and(|n| {
        let stem = s.types.folded(s.parse.tokens[n.first as usize]);
        n.pro.0 == 0 && holds(&s.k.language.whereabouts.lengths, stem)
    });
    // `20 كيلومترا مربعا` is no way.
    let way = |i: usize| s.nodes[i].is(Labels::DIRECTION) || s.entity(i).is_some_and(|e| !e.area || e.names_place());
    // `سيطر الجيش على`, `السيطرة على`
    let over = |b: usize| {
        let on = holds(&s.k.language.prepositions.done_to, s.folded_stem(&s.nodes[b]));
        on && s.nodes[b].kind == Kind::Prep && (b.saturating_sub(3)..b).any(|v| s.triggers.contains(&v))
    };
    unit && !(at + 2 < s.nodes.len() && !way(at + 2) && at.checked_sub(1).is_some_and(over))
}

/// `الطفلة ماجدة كذا (16) عاما`: a number in brackets after a name, before a unit of time.
fn age(s: &Sentence<'_>, at: usize) -> bool {
    let bracketed = at > 1 && s.nodes[at - 1].kind == Kind::Open;
    bracketed
        && s.nodes.get(at + 1).is_some_and(|n| n.kind == Kind::Close)
        && s.nodes.get(at + 2).is_some_and(|n| {
            let unit = |r: &Reading| s.k.labels.bits(r.lemma) & Labels::TIME_UNIT != 0;
            n.pro.0 == 0 && s.types.readings(s.parse.tokens[n.first as usize]).iter().any(unit)
        })
}

/// A number that says how many.
pub(super) fn usable(s: &Sentence<'_>, at: usize) -> bool {
    !s.parse.numbers[s.nodes[at].index as usize].percent && countable(s, at)
}

/// `B9`, `https://site/48213`, `5+1`: a number that Latin letters or signs are joined to counts nothing.
fn coded(s: &Sentence<'_>, at: usize) -> bool {
    let n = &s.nodes[at];
    let (first, last) = (n.first as usize, n.last as usize - 1);
    let tokens = &s.parse.tokens;
    let sign = |t: &hudna_arabic::token::Token| match t.kind {
        TokenKind::Latin => true,
        TokenKind::Mark => matches!(s.types.folded(*t), "/" | "+" | "_" | "=" | "#" | "&"),
        _ => false,
    };
    let before = first.checked_sub(1).map(|b| &tokens[b]).filter(|b| b.end == tokens[first].start);
    // `الساعة 0700`
    let hour = |t: &hudna_arabic::token::Token| {
        t.kind != TokenKind::Arabic && s.types.folded(*t).len() == 4 && s.types.folded(*t).starts_with('0')
    };
    // `2059 بتوقيت غرينتش`
    let of_day = s.nodes.get(at + 1).is_some_and(|n| n.joined_prep() == Some("ب") && n.is(Labels::TIME_UNIT));
    let clock = hour(&tokens[first]) || of_day && s.types.folded(tokens[first]).len() == 4;
    let after = tokens.get(last + 1).filter(|a| a.start == tokens[last].end);
    clock || before.is_some_and(sign) || after.is_some_and(sign)
}

/// `قرار مجلس الأمن الدولي 2216`, `اللواء 35`: a number that is a name; but `أجلت فرق الدفاع المدني 12 جريحا`.
fn names(s: &Sentence<'_>, at: usize) -> bool {
    if coded(s, at) {
        return true;
    }
    let called = |i: usize| holds(&s.k.language.numbered, s.folded_stem(&s.nodes[i]));
    let phrase = |i: &usize| matches!(s.nodes[*i].kind, Kind::Noun | Kind::Adjective | Kind::Entity | Kind::Open);
    let named = (0..at).rev().take(NAMED).take_while(phrase).any(called);
    let counted = |n: &Node| {
        matches!(n.kind, Kind::Noun | Kind::Entity) && n.joined_prep().is_none() && !n.joined_by_and()
            // `القرار 2216 الصادر عن المجلس`
            && !n.pro.has(Proclitics::AL)
    };
    let counts = s.nodes.get(at + 1).is_some_and(counted);
    named && !counts && s.nodes[at].joined_prep().is_none() && !s.nodes[at].joined_by_and()
}

/// In how many phrases before a number stands what it names.
const NAMED: usize = 4;

/// `30 غارة`, and `3 مدنيين غادروا`.
fn number_before(s: &Sentence<'_>, t: &Trigger) -> Option<Counted> {
    let node = &s.nodes[t.node];
    // `أكثر من 30 شاحنة محملة بالدقيق دخلت`: the words that the event takes may be counted themselves.
    let taken = t.nodes.iter().copied().min().filter(|&first| first < t.node);
    if let Some(b) =
        taken.and_then(|first| s.before(first)).filter(|&b| s.nodes[b].kind == Kind::Number && usable(s, b))
    {
        return Some(Counted::Node(b));
    }
    if node.kind != Kind::Verb {
        let two = node.feats.is_some_and(|f| f.number == Grammatical::Dual) && !perhaps_several(s, node);
        if two && !super::trigger::is_masdar(s.k, node) {
            return Some(Counted::Dual(t.node));
        }
        let before = s.before(t.node)?;
        // `393 ألف مدني محاصرون`: said of those counted before it.
        if matches!(node.pos(), Some(Pos::PassiveParticiple | Pos::Adjective)) && s.entity(before).is_some() {
            return counted_phrase(s, before);
        }
        // `جرحى من عائلة واحدة بقصف`
        let counts = s.nodes[before].kind == Kind::Number
            && usable(s, before)
            && !node.joined_by_and()
            && node.joined_prep().is_none();
        return counts.then_some(Counted::Node(before));
    }
    // A subject before the verb, with its number.
    let subject = s.subject_before(t.node)?;
    let first = subject.first().filter(|f| f.line == s.line)?.node as usize;
    counted_phrase(s, first)
}

/// The number of a phrase: before its head, or its dual.
fn counted_phrase(s: &Sentence<'_>, at: usize) -> Option<Counted> {
    let before = s.before(at);
    if let Some(b) = before.filter(|&b| s.nodes[b].kind == Kind::Number && usable(s, b)) {
        // `سكانها البالغ عددهم 800 ألف نسمة`
        return (!describes(s, b)).then_some(Counted::Node(b));
    }
    let n = &s.nodes[at];
    let people = s.entity(at).is_some_and(|e| e.people.is_some() || e.goods.is_some());
    let dual = people && n.feats.is_some_and(|f| f.number == Grammatical::Dual);
    (dual && !perhaps_several(s, n)).then_some(Counted::Dual(at))
}

/// `منعت الصحفيين من الدخول`: with the article, what is written like a plural is one.
fn perhaps_several(s: &Sentence<'_>, n: &Node) -> bool {
    let readings = || s.types.readings(s.parse.tokens[n.head as usize]).iter();
    n.pro.has(Proclitics::AL) && readings().any(|r| r.feats.number == Grammatical::Plural && r.proclitics == n.pro)
}

/// `واحدة من الحملات`, `أعضاء المجلس الخمسة عشر`, `سكانها البالغ عددهم 800 ألف`: what is counted is not told by the event.
pub(super) fn describes(s: &Sentence<'_>, at: usize) -> bool {
    let n = &s.nodes[at];
    let number = &s.parse.numbers[n.index as usize];
    let Some(before) = at.checked_sub(1).map(|b| &s.nodes[b]) else { return false };
    let word = s.parse.tokens[number.first].kind == TokenKind::Arabic;
    // `الدول الـ28`
    let article = s.types.folded(s.parse.tokens[n.first as usize]).starts_with("ال");
    let after_noun = matches!(before.kind, Kind::Noun | Kind::Entity | Kind::Adjective);
    // `برشاش 23`: its calibre.
    let one = before.feats.is_some_and(|f| f.number == Grammatical::Singular);
    let calibre = !word && one && s.weapon(at - 1);
    calibre
        || word && number.value == 1
        || article && after_noun
        || before.is(Labels::QUANTIFIER) && before.enc.is_some()
}

/// The first number after the trigger, before the next predicate.
fn number_after(s: &Sentence<'_>, t: &Trigger, event: Event) -> Option<Counted> {
    // `أوقعت الاشتباكات عشرة جرحى`: those who were hurt are counted there.
    let blow = !s.k.language.moving.contains(&event);
    let hurt = |i: usize| s.nodes.get(i + 1).is_some_and(|n| blow && n.is(Labels::DEATH | Labels::INJURY));
    let loaded = matches!(event, Event::AidDeliver | Event::AccessAllow | Event::AccessDeny);
    let carries = |i: usize| !s.nodes[i].joined_by_and() && holds(&s.k.language.carries, s.folded_stem(&s.nodes[i]));
    let during = |i: usize| {
        let before = i.checked_sub(1).map(|b| &s.nodes[b]).filter(|b| b.kind == Kind::Prep);
        before.is_some_and(|b| holds(&s.k.language.prepositions.during, s.folded_stem(b)))
    };
    let mut i = t.node + 1;
    let mut steps = 0;
    while i < s.nodes.len() && steps < 14 {
        let n = &s.nodes[i];
        match n.kind {
            Kind::Stop => return None,
            Kind::Number if hurt(i) => return None,
            Kind::Number if countable(s, i) && !describes(s, i) => return Some(Counted::Node(i)),
            // `وصلت سفينة تحمل 500 طن من القمح`
            Kind::Verb if loaded && carries(i) => steps = 0,
            // `غارات أودت بحياة 250 مدنيا`
            Kind::Verb if !t.nodes.contains(&i) => return None,
            Kind::Comma if steps > 4 => return None,
            // `قتلوا في الغارات، بينهم 40 طفلا`: some of those told of before.
            Kind::Prep if n.enc.is_some() && holds(&s.k.language.prepositions.among, s.folded_stem(n)) => return None,
            Kind::Particle if n.is(Labels::THAT | Labels::CLAUSE) => return None,
            // `سيطرت على نقطتين`
            Kind::Noun if steps < 4 && unit_pair(s, i) => return Some(Counted::Dual(i)),
            // `تسببت الهجمات بنزوح 4300 مدني`: they are counted of that.
            Kind::Noun if s.triggers.contains(&i) && n.joined_prep().is_some() && !t.nodes.contains(&i) => return None,
            // `اعتقلت خلال العملية شخصين`
            Kind::Noun if !n.is(Labels::TIME_UNIT) && during(i) => {}
            // `هاجموا موقعا قرب مخازن فيها 300 برميل`: what is counted after a further noun is of that; but `أجلت الحافلات 300 مدني`.
            Kind::Noun if !t.nodes.contains(&i) && i > t.node + 1 => return None,
            Kind::Entity => {
                if s.triggers.contains(&i) && !t.nodes.contains(&i) {
                    return None;
                }
                if let Some(found) = counted_phrase(s, i) {
                    return Some(found);
                }
            }
            _ => {}
        }
        i += 1;
        steps += 1;
    }
    None
}

/// A unit of counting in the dual.
fn unit_pair(s: &Sentence<'_>, at: usize) -> bool {
    let n = &s.nodes[at];
    let unit = matches!(s.types.word(s.parse.tokens[n.head as usize]).kind, Some(Name::Unit(_)));
    unit && n.feats.is_some_and(|f| f.number == Grammatical::Dual)
}

/// The time of a trigger: after it in its clause, else before it where nothing else takes it.
pub(crate) fn time(s: &Sentence<'_>, t: &Trigger) -> Option<usize> {
    // `دخل الوفد المدينة المحاصرة يوم الاثنين`: of an attribute only its length is told.
    let attribute = s.nodes[t.node].describes() && s.nodes[t.node].pro.has(Proclitics::AL);
    if attribute {
        let next = t.last + 1;
        let long = |at: usize| s.parse.times[s.nodes[at].index as usize].duration_days.is_some();
        return (s.nodes.get(next).is_some_and(|n| n.kind == Kind::Time) && long(next)).then_some(next);
    }
    if !s.parse.has(Kind::Time) {
        return None;
    }
    for i in t.node + 1..s.nodes.len().min(t.node + 28) {
        let n = &s.nodes[i];
        match n.kind {
            Kind::Time if !aged(s, t, i) => return Some(i),
            Kind::Stop => break,
            Kind::Verb if !s.in_relative(i) && !t.nodes.contains(&i) => break,
            Kind::Particle if n.is(Labels::THAT | Labels::CLAUSE) => break,
            Kind::Noun | Kind::Entity if s.triggers.contains(&i) && !t.nodes.contains(&i) => break,
            _ => {}
        }
    }
    for i in (0..t.node).rev() {
        let n = &s.nodes[i];
        match n.kind {
            Kind::Time if !aged(s, t, i) => return Some(i),
            Kind::Stop => break,
            Kind::Verb if i + 1 < t.node && s.nodes[t.node].kind == Kind::Verb => break,
            Kind::Particle if n.is(Labels::CLAUSE) => break,
            Kind::Noun | Kind::Entity | Kind::Verb if s.triggers.contains(&i) => break,
            _ => {}
        }
    }
    None
}

/// `طفل عمره 15 سنة`, `الطفل محمد العلي 10 سنوات`: whether a length of years is how old somebody is: said so, or right after who he is.
fn aged(s: &Sentence<'_>, t: &Trigger, at: usize) -> bool {
    let time = &s.parse.times[s.nodes[at].index as usize];
    let pause = |i: &usize| s.nodes[*i].kind != Kind::Comma;
    let named = |i: usize| {
        let n = &s.nodes[i];
        let entity = || s.entity(i).is_some_and(|e| e.person || e.people.is_some());
        n.kind == Kind::Unknown || n.kind == Kind::Close || entity()
    };
    let who = || (0..at).rev().find(pause).is_some_and(named);
    // `حوصر السكان ثلاث سنوات`
    let blow = matches!(s.k.frames[t.frame as usize].event, Event::Harm | Event::Attack);
    let years = blow && time.kind == TimeKind::Duration && time.grain == Grain::Year;
    time.kind == TimeKind::Age || years && s.nodes[at].pro.0 == 0 && who()
}
