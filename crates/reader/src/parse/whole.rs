//! Who speaks, as a whole: what stands between a verb of telling and what is told is one phrase, however long the title is
//! (`قال منسق الشؤون الإنسانية للأمم المتحدة في البلاد فلان الفلاني إن`).

use super::Parse;
use super::called::{is_title_word, joined};
use super::node::{Entity, Kind, Node};
use super::words::{ACTOR_HEAD, Types};
use crate::knowledge::{Knowledge, Labels, holds};
use hudna_arabic::morph::{Pos, Proclitics};

/// A title with its name has at most so many nodes.
pub(super) const LONGEST: usize = 18;

/// Verbs that tell.
pub(super) const TELLS: u64 = Labels::REPORT | Labels::REPORT_ABOUT | Labels::CONTINUE_SPEECH | Labels::OPINION;

/// A phrase made of several: its first node, the one after its last, and what it becomes.
pub(super) type Joined = Option<(usize, usize, Node, Entity)>;

/// Joins titles with the names that were left apart from them.
pub(super) fn whole(parse: &mut Parse, k: &Knowledge, types: &Types<'_>) {
    let mut i = 0;
    while i + 2 < parse.nodes.len() {
        let opens = i == 0 || parse.nodes[i - 1].kind == Kind::Stop;
        if !opens && !matches!(parse.nodes[i].kind, Kind::Verb | Kind::According) {
            i += 1;
            continue;
        }
        let line = Line { parse, k, types };
        let opening = opens.then(|| line.opening(i)).flatten();
        let made = opening.or_else(|| line.outlet(i)).or_else(|| match told(parse, types, i) {
            // `قال رئيس المجلس فلان، إن`: where only a comma ends it, it may be a post with what it is for.
            Some(end) if parse.nodes[end].kind == Kind::Comma => {
                let joined = (i + 1..end).any(|j| parse.nodes[j].joined_by_and() && !line.given(j));
                (!joined).then(|| line.titled(i + 1, end)).flatten().or_else(|| line.posted(i))
            }
            Some(end) => line.titled(i + 1, end),
            None => line.posted(i),
        });
        let made = made.or_else(|| line.sayer(i));
        if let Some((from, last, node, entity)) = made {
            parse.nodes[from] = Node { index: parse.entities.len() as u32, ..node };
            parse.entities.push(entity);
            parse.nodes.drain(from + 1..last);
        }
        i += 1;
    }
}

/// Where the phrase ends that a verb of telling, or a word like `بحسب`, has right after it: the node of `أن`, or of a comma.
fn told(parse: &Parse, types: &Types<'_>, at: usize) -> Option<usize> {
    let verb = &parse.nodes[at];
    let says = verb.kind == Kind::Verb
        && verb.is(TELLS)
        && !verb.is(Labels::RELAY)
        && verb.feats.is_some_and(|f| f.person == 3)
        && verb.enc.is_none();
    if !says && verb.kind != Kind::According {
        return None;
    }
    let end = (at + 1..parse.nodes.len().min(at + LONGEST)).find(|&i| {
        let n = &parse.nodes[i];
        !(describes(n) || n.kind == Kind::Verb || n.kind == Kind::Time && says)
    })?;
    let n = &parse.nodes[end];
    let closes = match n.kind {
        Kind::Particle => says && n.is(Labels::THAT),
        Kind::Comma if says => apposed(parse, end) || parse.colon(types, end),
        // `قال المتحدث باسم الوزارة فلان في بيان`
        Kind::According => says,
        Kind::Comma | Kind::Stop => !says,
        _ => false,
    };
    closes.then_some(end)
}

/// Whether a node can stand in a phrase on who speaks.
pub(super) fn describes(n: &Node) -> bool {
    matches!(n.kind, Kind::Noun | Kind::Adjective | Kind::Entity | Kind::Unknown | Kind::Prep) || n.is_quote()
}

/// `قال فلان، إن`, `قال فلان، الصحافي المقرب من الحزب، إن`: whether nothing stands between a comma and `أن` but what describes who
/// speaks.
fn apposed(parse: &Parse, comma: usize) -> bool {
    let that = |i: usize| parse.nodes.get(i).is_some_and(|n| n.kind == Kind::Particle && n.is(Labels::THAT));
    let words = parse.nodes[comma + 1..].iter().take(LONGEST).take_while(|n| describes(n)).count();
    let close = comma + 1 + words;
    that(comma + 1) || words > 0 && parse.nodes.get(close).is_some_and(|n| n.kind == Kind::Comma) && that(close + 1)
}

pub(super) struct Line<'a, 'k> {
    pub(super) parse: &'a Parse,
    pub(super) k: &'a Knowledge,
    pub(super) types: &'a Types<'k>,
}

impl Line<'_, '_> {
    pub(super) fn node(&self, i: usize) -> &Node {
        &self.parse.nodes[i]
    }

    pub(super) fn given(&self, i: usize) -> bool {
        self.types.given(self.parse.tokens[self.node(i).first as usize])
    }

    pub(super) fn word(&self, i: usize) -> &str {
        self.types.folded(self.parse.tokens[self.node(i).first as usize])
    }

    /// The phrase in `from..end` that a title opens and a name ends: its first node, the one after its last, and what it becomes.
    fn titled(&self, from: usize, end: usize) -> Joined {
        let mut end = self.without_hearers(from, end);
        // `شدد الوزير على أن`
        let that = |i: usize| self.parse.nodes.get(i).is_some_and(|n| n.is(Labels::THAT));
        // `قال محمد علي لوكالة الأنباء إن`
        let named = |i: usize| !that(i + 1) && self.given(i) && self.parse.entity(i - 1).is_some_and(|e| e.person);
        while end > from + 1 && self.node(end - 1).kind == Kind::Prep && !self.opens(end - 2) && !named(end - 1) {
            end -= 1;
        }
        let from = self.last_joined(from, end);
        let head = self.node(from);
        let title = matches!(head.kind, Kind::Entity | Kind::Noun)
            && head.joined_prep().is_none()
            && (head.is(ACTOR_HEAD)
                || self.parse.entity(from).is_some_and(|e| e.group || e.people.is_some())
                || self.is_title_word(head.head)
                || self.one_man(from));
        if self.parse.entity(from).is_some_and(|e| e.person) {
            return self.goes_on(from, end);
        }
        if !title || from + 1 >= end {
            return self.bare_name(from, end);
        }
        let Some(name) = self.name(from + 1, end) else { return self.described(from, end) };
        // What is said of somebody in between (`قال الوزير لنظيره فلان`) names another.
        let another = (from + 1..name).any(|i| self.node(i).is(Labels::OFFICE) && self.node(i).enc.is_some());
        // A verb that is no name has its own subject.
        let clause = (from + 1..name).any(|i| self.node(i).kind == Kind::Verb);
        if another || clause {
            return None;
        }
        let known = self.parse.entity(name).filter(|e| e.person && name + 1 == end);
        let base = self.parse.entity(from).cloned().unwrap_or_default();
        let entity = Entity {
            actor: known.and_then(|e| e.actor),
            person: true,
            definite: true,
            group: true,
            people: None,
            name_first: known.map_or(self.node(name).first, |e| e.name_first),
            ..base
        };
        let node = Node { kind: Kind::Entity, last: self.node(end - 1).last, enc: None, ..*head };
        Some((from, end, node, entity))
    }

    /// `وليد حسن`: a name that no title stands before, of words that mean something else too.
    fn bare_name(&self, from: usize, end: usize) -> Joined {
        let head = self.node(from);
        // `أكد بيان التحالف أن`
        let word = head.kind == Kind::Entity || head.is(Labels::DOCUMENT);
        let names = end >= from + 2 && !word && self.given(from);
        let whole = names && (from..end).all(|i| self.of_name(from, i));
        let entity = Entity { person: true, definite: true, name_first: head.first, ..Entity::default() };
        let node =
            Node { kind: Kind::Entity, last: self.node(end - 1).last, pro: Proclitics::default(), enc: None, ..*head };
        whole.then_some((from, end, node, entity))
    }

    /// `قالت جماعة مراقبة إن`: a body without a name, and a noun without article for what it does.
    fn described(&self, from: usize, end: usize) -> Joined {
        let head = self.node(from);
        let body = self.parse.entity(from).filter(|e| e.group && e.actor.is_none() && e.people.is_none())?;
        let bare = head.is(ACTOR_HEAD) && head.pro.0 & !Proclitics::WA.0 == 0 && head.enc.is_none();
        let does = self.node(end - 1);
        let deed = does.kind == Kind::Noun && does.pos() == Some(Pos::Masdar) && does.pro.0 == 0 && does.enc.is_none();
        let node = Node { last: does.last, ..*head };
        (end == from + 2 && bare && deed).then(|| (from, end, node, body.clone()))
    }

    /// `ذكر موقع «الأفق» الإخباري أن`, `نقلت محطة «إن تي في» عن`: who tells is a word for a place that is one for an outlet too, and the
    /// outlet's name stands in quotes.
    fn outlet(&self, at: usize) -> Joined {
        let verb = self.node(at);
        let tells = verb.kind == Kind::Verb && verb.is(TELLS) && verb.enc.is_none() || verb.kind == Kind::According;
        let kind = self.parse.entity(at + 1).filter(|e| tells && e.area)?;
        let open = at + 2;
        (self.parse.nodes.get(open)?.kind == Kind::Open).then_some(())?;
        let close = (open + 2..self.parse.nodes.len().min(open + 6)).find(|&i| self.node(i).kind == Kind::Close)?;
        let named =
            self.parse.nodes[open + 1..close].iter().all(|n| !matches!(n.kind, Kind::Verb | Kind::Comma | Kind::Stop));
        let node = Node { last: self.node(close).last, ..*self.node(at + 1) };
        named.then(|| (at + 1, close + 1, node, kind.clone()))
    }

    /// `حذر وزير الدولة لشؤون المصالحة فلان الفلاني من`: after a verb of telling that no `أن` follows, a title with what it is for and
    /// where it is held, and the name right after that.
    fn posted(&self, at: usize) -> Joined {
        let verb = self.node(at);
        // `حذر`, `أدان`: what makes its subject the one who speaks.
        let whose = || verb.operator.is_some_and(|op| self.k.language.operators[op as usize].speaker.is_some());
        let says = verb.kind == Kind::Verb
            && (verb.is(TELLS | Labels::DEMAND | Labels::ACCUSE | Labels::DENY) || whose())
            && !verb.is(Labels::RELAY)
            && verb.feats.is_some_and(|f| f.person == 3)
            && verb.enc.is_none();
        let from = at + 1;
        // `القيادي في الحركة فلان` is one of a group of people.
        let one = |e: &&Entity| (e.group || e.people.is_some()) && !e.person && e.actor.is_none();
        let head = self.parse.entity(from).filter(|e| says && one(e))?;
        self.node(from).is(Labels::OFFICE).then_some(())?;
        let reach = (from + LONGEST).min(self.parse.nodes.len());
        let name = (from + 1..reach)
            .find(|&i| self.name_opens(from, i) || !self.of_post(i))
            .filter(|&i| self.name_opens(from, i))?;
        let person = self.parse.entity(name).filter(|e| e.person);
        let end = match person {
            Some(_) => name + 1,
            None => (name + 1..reach).find(|&i| !self.of_name(name, i)).unwrap_or(reach),
        };
        let known = person.cloned().unwrap_or_default();
        let whole = self.node(end - 1).last - self.node(name).first > 1;
        let entity = Entity {
            actor: known.actor,
            person: true,
            definite: true,
            people: None,
            name_first: if person.is_some() { known.name_first } else { self.node(name).first },
            ..head.clone()
        };
        let node = Node { last: self.node(end - 1).last, enc: None, ..*self.node(from) };
        // Right after its title a name was found before, unless its first letter looks like a joined word.
        let found = name == from + 1 && self.node(name).pro.0 & !Proclitics::AL.0 == 0;
        (whole && !found).then_some((from, end, node, entity))
    }

    /// Whether a name begins at a node, after a title from `from` on: one without a title of its own.
    fn name_opens(&self, from: usize, i: usize) -> bool {
        let n = self.node(i);
        let Some(next) = self.parse.nodes.get(i + 1) else { return self.parse.entity(i).is_some_and(|e| e.person) };
        let surname = || next.kind == Kind::Unknown && next.pro.0 & !Proclitics::AL.0 == 0;
        // `وليد منصور`: what looks like a joined word is a letter of the name.
        let cut = joined(self.k, self.types, self.parse.tokens[n.first as usize]);
        let whole = n.last - n.first == 1 && cut.is_some_and(|pro| pro.0 == 0);
        let plain = (n.pro.0 == 0 || whole) && n.enc.is_none();
        match self.parse.entity(i) {
            // `صلاح الدين الجمالي`: what a place is called by too.
            Some(e) if e.guarded && e.actor.is_none() => plain && self.given(i) && surname(),
            Some(e) => {
                e.person && n.pro.0 & !Proclitics::AL.0 == 0 && (e.name_first == n.first || self.is_title_word(n.first))
            }
            // `جورجي بوستين`: nothing before it is described by what has no article.
            None if matches!(n.kind, Kind::Adjective | Kind::Verb) && plain => {
                surname() || self.given(i) && self.of_name(i, i + 1)
            }
            // `حث الوزير الفصائل على الانسحاب`
            None if n.kind == Kind::Prep && !surname() => false,
            None => plain && self.given(i) && self.of_name(from, i) && self.of_name(i, i + 1),
        }
    }

    /// Whether a node goes on telling what a title is for, or where it is held.
    fn of_post(&self, i: usize) -> bool {
        let n = self.node(i);
        let tells = || self.types.word(self.parse.tokens[n.first as usize]).opens;
        // `لشؤون المصالحة`
        let genitive = || {
            let b = self.node(i - 1);
            n.pro == Proclitics::AL && b.kind == Kind::Noun && !b.pro.has(Proclitics::AL) && b.enc.is_none()
        };
        n.enc.is_none()
            && !n.joined_by_and()
            && match n.kind {
                Kind::Adjective => true,
                Kind::Noun => !n.is(Labels::OFFICE) && (n.joined_prep() == Some("ل") || !tells() || genitive()),
                // `دعا الرئيس العراقي المبعوث الأممي فلان`: another office is another man's.
                Kind::Entity => {
                    !n.is(Labels::OFFICE) && self.parse.entity(i).is_some_and(|e| !e.person && e.goods.is_none())
                }
                Kind::Prep => holds(&self.k.language.prepositions.posted, self.parse.stem(self.k, self.types, n)),
                Kind::Open | Kind::Close => true,
                _ => false,
            }
    }

    /// `فلان لوكالة الأنباء`, `فلان في بيان`, `فلان الأحد`: the end of the phrase before those who are told and before how and when.
    pub(super) fn without_hearers(&self, from: usize, end: usize) -> usize {
        let to = |i: &usize| {
            let n = self.node(*i);
            let hears = n.joined_prep() == Some("ل") && *i > from + 1 && !n.joined_by_and();
            let named =
                hears && (i + 1 == end || self.node(*i).kind == Kind::Entity || self.node(i + 1).kind == Kind::Open);
            let spoken = n.kind == Kind::Prep
                && self
                    .parse
                    .nodes
                    .get(i + 1)
                    .is_some_and(|d| d.kind == Kind::Noun && d.is(Labels::DOCUMENT | Labels::REPORT_ABOUT));
            let apart = n.kind == Kind::Prep && self.parse.stem(self.k, self.types, n) == "ل";
            n.kind == Kind::Time || spoken || apart || named && self.name(from + 1, *i).is_some()
        };
        (from + 1..end).find(to).unwrap_or(end)
    }

    /// `قال الوزير ورئيس الوفد فلان`: the last of those who are joined; a title that points back with a pronoun is of the same man
    /// (`عضو المجلس والمتحدث باسمه فلان`).
    fn last_joined(&self, from: usize, end: usize) -> usize {
        let joined =
            |i: &usize| self.node(*i).joined_by_and() && self.node(*i).joined_prep().is_none() && !self.given(*i);
        match (from + 1..end).rev().find(joined) {
            Some(at) if (at..end).any(|i| self.node(i).enc.is_some() && self.node(i).kind != Kind::Verb) => {
                self.last_joined(from, at)
            }
            Some(at) => at,
            None => from,
        }
    }

    /// A noun for what one man is, which the lexicon tells no more of: `استشاري الجراحة`.
    fn one_man(&self, at: usize) -> bool {
        let n = self.node(at);
        n.kind == Kind::Noun
            && matches!(n.pos(), Some(Pos::ActiveParticiple | Pos::Adjective))
            && !n.is(Labels::DOCUMENT)
    }

    /// Where in `from..end` the name begins that ends there: words that nobody knows and given names, at least two, or one after a rank.
    fn name(&self, from: usize, end: usize) -> Option<usize> {
        let start = (from..end).rev().take_while(|&i| self.of_name(from, i)).last().or_else(|| {
            let person = self.parse.entity(end.checked_sub(1)?).is_some_and(|e| e.person);
            (end > from && person && self.node(end - 1).joined_prep().is_none()).then_some(end - 1)
        })?;
        // `صحفيون على الأرض`: a given name that is written like a preposition stands before a surname that nothing else explains.
        let named_so = || {
            self.parse.nodes.get(start + 1).is_some_and(|n| n.kind == Kind::Unknown)
                && self.word(start + 1).ends_with('ي')
        };
        if self.node(start).kind == Kind::Prep && !named_so() {
            return None;
        }
        let whole = self.node(start).last - self.node(start).first > 1;
        let ranked = start > from && self.is_title(start - 1);
        let fits = self.given(start) || self.opens(start) || self.node(start).kind == Kind::Unknown;
        if whole || ranked || end - start >= 2 && fits {
            return Some(start);
        }
        // `رئيس المجلس فالح الدليمي`: a name that is a word of the language too.
        let before = start.checked_sub(1).filter(|&b| b >= from)?;
        let n = self.node(before);
        let word = matches!(n.kind, Kind::Noun | Kind::Verb | Kind::Adjective)
            && n.last - n.first == 1
            && n.enc.is_none()
            && !n.pro.has(Proclitics::AL)
            && n.joined_prep().is_none()
            && !n.is(ACTOR_HEAD | Labels::PLACE_KIND | Labels::DIRECTION);
        if word && self.node(before - 1).kind != Kind::Prep {
            return Some(before);
        }
        (self.node(start).kind == Kind::Unknown && start == from).then_some(start)
    }

    /// A word that opens a name and is none alone (`أبو`).
    pub(super) fn opens(&self, i: usize) -> bool {
        holds(&self.k.language.open_names, self.word(i))
    }

    /// Whether a node after `from` may be a word of a name.
    fn of_name(&self, from: usize, i: usize) -> bool {
        let n = self.node(i);
        let plain = (n.pro.0 & !Proclitics::AL.0 == 0 || self.given(i)) && n.enc.is_none();
        let after = i > from && (self.given(i - 1) || self.opens(i - 1) || self.node(i - 1).kind == Kind::Unknown);
        // `وليد منصور الجيش`: whom he accuses.
        let party = |e: &Entity| e.actor.is_some() && !e.person;
        let body = n.is(Labels::FORCE_HEAD | Labels::BODY_HEAD) || self.parse.entity(i).is_some_and(party);
        let surname = after && !body && n.last - n.first == 1 && n.kind != Kind::Prep && self.word(i).starts_with("ال");
        plain && (n.kind == Kind::Unknown || self.given(i) || self.opens(i) || surname || i > from && self.opens(i - 1))
    }

    /// `الدكتور أحمد مهنا`: the last words of a name, which are words of the language too.
    fn goes_on(&self, from: usize, end: usize) -> Joined {
        let entity = self.parse.entity(from).filter(|e| e.actor.is_none())?;
        let word = |i: usize| {
            let n = self.node(i);
            let lemma = n.lemma.map_or("", |l| self.k.lexicon.lemma(l).folded.as_str());
            // `قال فلان لاحقا إن`
            let adverb = self.word(i).strip_suffix('ا') == Some(lemma);
            // `قال محمد علي لوكالة`: a given name that is written like a preposition, and takes nothing.
            let last = n.kind == Kind::Prep && self.given(i) && i + 1 == end;
            (last || matches!(n.kind, Kind::Noun | Kind::Adjective | Kind::Unknown | Kind::Verb))
                && n.last - n.first == 1
                && n.pro.0 & !Proclitics::AL.0 == 0
                && n.enc.is_none()
                && !adverb
                && !n.is(ACTOR_HEAD | Labels::PLACE_KIND | Labels::DIRECTION | Labels::TIME_UNIT)
        };
        let words = end > from + 1 && end <= from + 3 && (from + 1..end).all(word);
        words.then(|| (from, end, Node { last: self.node(end - 1).last, ..*self.node(from) }, entity.clone()))
    }

    /// Whether a phrase ends with a word that stands before a person's name.
    fn is_title(&self, i: usize) -> bool {
        self.is_title_word(self.node(i).last - 1)
    }

    fn is_title_word(&self, token: u32) -> bool {
        is_title_word(self.k, self.types, self.parse.tokens[token as usize])
    }
}
