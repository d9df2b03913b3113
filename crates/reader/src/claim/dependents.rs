//! The phrases to the right of a predicate that belong to it.

use super::slots::{Dependent, Found, Position, Sentence};
use crate::knowledge::{Labels, holds};
use crate::parse::{Entity, Kind};
use hudna_arabic::morph::{Pos, Proclitics};

/// What opens a clause that nothing in it is of the predicate before.
const OPENS_CLAUSE: u64 = Labels::THAT | Labels::CLAUSE | Labels::CONDITION | Labels::PURPOSE;

impl<'a> Sentence<'a> {
    /// The phrases to the right of a predicate that belong to it.
    pub fn dependents(&self, at: usize, taken: &[usize], limit: usize) -> Vec<Dependent<'a>> {
        let mut out: Vec<Dependent<'a>> = Vec::new();
        let mut prep: Option<Position<'a>> = None;
        let (mut relative, mut parted, mut rank) = (false, false, 0u8);
        let (mut via_noun, mut located, mut construct, mut genitive) = (false, None, false, None);
        // `فيما اجتمع المجلس، في المدينة`: a clause opener that looks like a relative pronoun.
        let own_relative =
            self.asyndetic(at) || self.relative_start(at).is_some_and(|r| !self.nodes[r].is(Labels::CLAUSE));
        let mut i = at + 1;
        let mut until = at + limit;
        while i < self.nodes.len() && i <= until {
            let n = &self.nodes[i];
            if taken.contains(&i) && n.kind != Kind::Entity {
                prep = None;
                i += 1;
                continue;
            }
            match n.kind {
                Kind::Stop | Kind::According | Kind::SameSpeaker | Kind::ResponseMark => break,
                // `في بغداد (وسط) ناشطين`
                Kind::Close if self.nodes[i - 1].kind == Kind::Prep => prep = None,
                Kind::Open | Kind::Close | Kind::Filler | Kind::Mark => {}
                Kind::Comma if self.apposition_end(i).is_some_and(|end| end < at + limit) => {
                    i = self.apposition_end(i).unwrap_or(i);
                }
                // `قصفت القوات، رغم الهدنة، القرية`
                Kind::Comma if self.parse.interposed(at, i).is_some() => i = self.parse.interposed(at, i).unwrap_or(i),
                Kind::Comma if self.lone_comma(at, i) => {}
                // `قصفت القوات المتمركزة في القاعدة، بالمدفعية القرية`
                Kind::Comma
                    if self.nodes[at].kind == Kind::Verb && i + 1 < self.nodes.len() && self.with_arms(i + 1) =>
                {
                    (relative, prep) = (false, None);
                }
                Kind::Comma => {
                    if own_relative && !out.is_empty() {
                        break;
                    }
                    parted = true;
                    relative = false;
                    prep = None;
                }
                Kind::Time | Kind::Number => {}
                Kind::AgentMark => prep = Some(Position::Agent),
                Kind::MediatorMark => prep = Some(Position::Mediator),
                // `وقف القتال "دون تأخير" في البلاد`: an aside in quotes.
                Kind::Operator if self.aside_in_quotes(i).is_some() => i = self.aside_in_quotes(i).unwrap_or(i),
                Kind::Operator => break,
                Kind::Prep if self.fronts(i) => break,
                // `14 قتيلا من بينهم ستة من الشرطة`: the preposition that follows says it.
                Kind::Prep if n.enc.is_none() && self.among_them(i + 1) => {
                    prep = Some(Position::Prep(self.folded_stem(&self.nodes[i + 1])));
                    via_noun = false;
                }
                Kind::Prep => {
                    if n.enc.is_some() && self.instances(i) && !out.is_empty() {
                        // `مناطق بينها دوما`: what follows stands for what is before.
                        prep = out.last().map(|d| d.position);
                        via_noun = false;
                    } else if n.enc.is_some() && !out.is_empty() {
                        // `خمسة مدنيين بينهم طفل`: who they are, no further ones; nor does any pronoun name somebody after who is named.
                        i = self.some_of_them(i).unwrap_or(i);
                    } else if n.enc.is_some() && self.known_among(at, i) {
                        i += 1;
                    } else if let Some(enclitic) = n.enc {
                        // `الميليشيات المساندة له`: what an attribute takes is nothing to the event.
                        let tail = self.entity(i - 1).is_some_and(|e| e.actor.is_some())
                            && self.nodes[i - 1].last - self.nodes[i - 1].first > 1
                            && self.nodes.get(i + 1).is_some_and(|v| v.kind == Kind::Verb);
                        let found = || self.taken_up_by(at, i).or_else(|| self.pronoun(enclitic, at, self.span(i)));
                        if !tail && let Some(found) = found() {
                            let position = Position::Prep(self.folded_stem(n));
                            out.push(Dependent { position, found, relative, parted, rank });
                        }
                    } else if self.counts(i) || self.some_of(i) {
                        construct = false;
                    } else if prep != Some(Position::Owner) && !(prep == Some(Position::Agent) && self.belongs(i)) {
                        prep = Some(Position::Prep(self.folded_stem(&self.nodes[self.near_border(i).unwrap_or(i)])));
                        via_noun = false;
                    }
                }
                // `الغارات الجوية والمدفعية الحكومية`
                Kind::Entity if self.like_adjective(at, i) || self.of_shells(at, i) || self.told_of_people(i) => {}
                // `غارات سورية روسية`
                Kind::Entity if self.nodes[at].kind == Kind::Noun && i > at && self.nation_between(i) => {
                    out.push(Dependent { position: Position::Adjective, found: self.found(i), relative, parted, rank });
                }
                // `إسرائيل تقصف والحوثيون يردون`: who does something else is nothing to a verb that nobody stands after.
                Kind::Entity
                    if i == at + 1
                        && self.nodes[at].kind == Kind::Verb
                        && n.pro.has(Proclitics::WA)
                        && self.nodes.get(i + 1).is_some_and(|v| v.kind == Kind::Verb && v.pro.0 == 0) =>
                {
                    break;
                }
                Kind::Entity => {
                    // `مصدرها مواقع تابعة لكذا`
                    let owns = prep == Some(Position::Owner) || prep == Some(Position::Agent) && self.belongs(i);
                    let joined = n.joined_prep().map(Position::Prep).filter(|_| !owns);
                    // `في كذا وشمال كذا`
                    let side = !out.is_empty() && self.side_joined(i);
                    if side {
                        prep = None;
                    } else if let Some(side) = self.two_sides(i).filter(|_| prep.is_none()) {
                        prep = Some(Position::Prep(self.folded_stem(&self.nodes[side])));
                    }
                    let also = n.joined_by_and() || side || self.nodes[at].kind == Kind::Verb && self.joins(i);
                    let list = also && prep.is_none() && joined.is_none();
                    // `على مناطق سيطرة النظام`, `منذ تكثيف القوات وحلفائها`: the genitive of a further noun, and what is joined to it.
                    let acts = |j: usize| self.entity(j).is_some_and(|e| e.can_act() && !e.can_place());
                    let more = list && genitive.is_some_and(|g| self.before(i) == Some(g) && acts(g) && acts(i));
                    if construct && prep.is_none() && joined.is_none() && !list || more {
                        (construct, genitive) = (false, Some(i));
                        i += 1;
                        continue;
                    }
                    construct = false;
                    // `بالقرب من مقر حاكم المدينة`: whose an indefinite place after a preposition is.
                    if prep.is_none() && joined.is_none() && !list && i > at + 1 && self.owns_place(i) {
                        i += 1;
                        continue;
                    }
                    if self.triggers.contains(&i) && n.joined_by_and() && list && !out.is_empty() {
                        break;
                    }
                    if out
                        .last()
                        .is_some_and(|d| d.found.line == self.line && self.opens_clause(d.found.node as usize, i))
                    {
                        break;
                    }
                    let previous =
                        out.iter().rev().find(|d| !d.relative || relative).map(|d| (d.position, d.rank, d.found));
                    // `مخيم كذا للنازحين`: for whom a place is.
                    if n.joined_prep() == Some("ل")
                        && i > at + 1
                        && self.entity(i - 1).is_some_and(|e| (!e.places.is_empty() || e.area) && e.actor.is_none())
                        && self.entity(i).is_some_and(|e| e.people.is_some() || e.actor.is_some_and(|a| self.civil(a)))
                    {
                        i += 1;
                        continue;
                    }
                    // `على مواقع لقسد`: whose an indefinite place is.
                    let vague = |e: &Entity| e.area && e.places.is_empty() && !e.definite && !e.unlisted;
                    let owned = joined == Some(Position::Prep("ل"))
                        && self.entity(i).is_some_and(|e| {
                            (e.actor.is_some() || n.is(Labels::FORCE_HEAD)) && !e.person && !self.unarmed(e)
                        })
                        && self.over_description(i).is_some_and(|b| {
                            b > at
                                && self.entity(b).is_some_and(vague)
                                && out.last().is_some_and(|d| d.found.node as usize == b)
                        });
                    // `استهدف القصف مركزا للدفاع المدني`: whose a thing is.
                    let thing = || {
                        let b = &self.nodes[i - 1];
                        let word = self.types.folded(self.parse.tokens[b.first as usize]);
                        b.pos() == Some(Pos::Noun)
                            && b.pro.0 == 0
                            && word.ends_with('ا')
                            && !self.triggers.contains(&(i - 1))
                    };
                    let owned = owned
                        || joined == Some(Position::Prep("ل")) && i > at + 1 && !taken.contains(&(i - 1)) && thing();
                    let joined = if owned { Some(Position::Owner) } else { joined };
                    let position = match (joined, prep, list, previous) {
                        (Some(p), ..) => p,
                        (None, Some(p), ..) => p,
                        (None, None, true, _) if self.beyond_seat(&out, i) => Position::Core,
                        (None, None, true, Some((p, ..))) => p,
                        (None, None, _, Some((p, _, before)))
                            if parted && (self.entity(i).is_some_and(|e| e.listed) || self.same_list(before, i)) =>
                        {
                            p
                        }
                        _ => Position::Core,
                    };
                    let entity = &self.parse.entities[n.index as usize];
                    // `دوما، كبرى مدن الغوطة، وحرستا`: what is told of a place between commas is no further one.
                    if parted && self.told_of(i) {
                        prep = None;
                        i += 1;
                        continue;
                    }
                    let apart = self.locates(i) || entity.can_place() && self.left_out_of(i);
                    if apart || list && located.is_some_and(|y| self.same_kind(y, i)) {
                        (prep, located) = (None, Some(i));
                        i += 1;
                        continue;
                    }
                    located = None;
                    if list && previous.is_none() {
                        // `و X`: begins something new, not a complement.
                        if !self.triggers.contains(&at) {
                            break;
                        }
                    }
                    if parted
                        && matches!(position, Position::Core)
                        && !list
                        && !entity.listed
                        && previous.is_some()
                        && !self.parted_list(i)
                    {
                        // After a comma a bare phrase opens a new clause (unless it goes on a list).
                        break;
                    }
                    // `استهدف الجيش بصاروخ تجمعا للمسلحين`
                    let object = matches!(prep, Some(Position::Prep("ب"))) && joined.is_none() && self.accusative(i);
                    let position = if via_noun && object { Position::Core } else { position };
                    if via_noun
                        && !object
                        && !entity.can_place()
                        && !matches!(position, Position::Agent | Position::Mediator)
                    {
                        (prep, via_noun, genitive) = (None, false, Some(i));
                        i += 1;
                        continue;
                    }
                    if matches!(position, Position::Core) && !list && !entity.listed && !out.is_empty() && !relative {
                        rank = rank.saturating_add(1);
                    }
                    // `بلدتي كفرتعال، وكفرعمة`: a place joined after a comma goes on the list.
                    let lists = |f: Found| {
                        list && f.line == self.line
                            && [f.node as usize, i].iter().all(|&j| {
                                self.entity(j)
                                    .is_some_and(|e| e.actor.is_none() && (!e.places.is_empty() || e.unlisted))
                            })
                    };
                    // `حضر السفير، والدكتور فلان`: so does a person after a person.
                    let person = |j: usize| self.entity(j).is_some_and(|e| e.person);
                    let persons = |f: Found| {
                        list && f.line == self.line && f.node as usize + 2 == i && person(f.node as usize) && person(i)
                    } && self.nodes.get(i + 1).is_none_or(|v| v.kind != Kind::Verb);
                    let parted = parted && !entity.listed && !previous.is_some_and(|(_, _, f)| lists(f) || persons(f));
                    // A long row of places is one phrase.
                    until += usize::from(entity.listed);
                    out.push(Dependent { position, found: self.found(i), relative, parted, rank });
                    prep = None;
                    via_noun = false;
                }
                Kind::Particle => {
                    // `ستة أشخاص معظمهم نساء`: who most of them are.
                    let most = n.is(Labels::QUANTIFIER) && n.enc.is_some() && !out.is_empty();
                    if most && self.entity(i + 1).is_some_and(|e| e.people.is_some()) {
                        i = self.conjuncts(i + 1).last().map_or(i + 1, |f| f.node as usize);
                    } else if n.is(Labels::RELATIVE) && !self.meanwhile(i) {
                        relative = true;
                        prep = None;
                    } else if n.is(OPENS_CLAUSE) || self.identifies(i) {
                        break;
                    }
                }
                // `استهدف قصف يرجح أنه إسرائيلي المطار`
                Kind::Verb if i > at && super::onward::nation_told(self, i - 1).is_some() => {
                    i = super::onward::nation_told(self, i - 1).unwrap_or(i);
                }
                Kind::Verb => {
                    let asyndetic = i > 0
                        && matches!(self.nodes[i - 1].kind, Kind::Noun | Kind::Adjective | Kind::Entity)
                        && !n.joined_by_and()
                        && !self.nodes[i - 1].pro.has(Proclitics::AL);
                    if relative || asyndetic && !self.entity(i - 1).is_some_and(|e| e.definite && e.actor.is_some()) {
                        relative = true;
                    } else {
                        break;
                    }
                }
                Kind::Noun if self.side_of_actor(i).is_some() => i = self.side_of_actor(i).unwrap_or(i),
                Kind::Noun if n.is(Labels::BELONG) && n.pos() == Some(Pos::ActiveParticiple) => {
                    prep = prep.filter(|p| *p == Position::Agent).or(Some(Position::Owner));
                    via_noun = false;
                }
                // `قصفت القوات المتمركزة في التلة القرية`: where those are who are told of is their own.
                Kind::Noun | Kind::Adjective if prep.is_none() && self.own_place(i).is_some() => {
                    i = self.own_place(i).unwrap_or(i);
                }
                Kind::Noun => {
                    let event = self.triggers.contains(&i);
                    let quoted = self.nodes[at + 1].kind == Kind::Open
                        && !self.nodes[at + 1..i].iter().any(|n| n.kind == Kind::Close);
                    if event && quoted {
                        // `اتفاق "وقف إطلاق النار" بين الطرفين`: its name.
                        prep = None;
                    } else if event && self.event_subject(at) == Some(i) {
                        // `استهدف القصف الأحياء`: the verb's subject.
                    } else if event && self.parts_verb(at, i) {
                        prep = None;
                    } else if event {
                        // Coordinated events share what follows them, unless the first has words of its own (`رفع الحصار وسحب القوات`).
                        // `إدخال 600 شاحنة وانسحاب القوات`
                        let counted = |j: usize| self.nodes[j - 1].kind == Kind::Number;
                        let own = (at + 1..i)
                            .any(|j| taken.contains(&j) && (self.nodes[j].pro.has(Proclitics::AL) || counted(j)));
                        let shares = n.joined_by_and() && out.is_empty() && prep.is_none() && !own;
                        if !shares {
                            break;
                        }
                    } else if n.operator.is_some()
                        && !n.is(Labels::QUANTIFIER)
                        && !self.aimed_at(i)
                        && !self.attribute_of(at, i)
                    {
                        break;
                    } else if matches!(n.pos(), Some(Pos::ActiveParticiple | Pos::PassiveParticiple)) && !out.is_empty()
                    {
                        relative = true;
                        prep = None;
                    } else if prep.is_none() && n.pro.0 == 0 && self.side_of_country(i, out.last()) {
                        // `غارات على مواقع المسلحين شمال العراق`
                        (prep, via_noun) = (Some(Position::Prep(self.folded_stem(n))), false);
                    } else if n.is(Labels::QUANTIFIER | Labels::ONE) && n.enc.is_none() {
                        // `أفرج عن عدد من المعتقلين`, `اعتقل أحد المدنيين`: what it counts is meant.
                        prep = n.joined_prep().map(Position::Prep).or(prep);
                    } else {
                        // `الاعتقالات بحق المدنيين`
                        let whole = self.whole_preposition(n);
                        if let Some(p) = whole.or(n.joined_prep()) {
                            prep = Some(Position::Prep(p));
                        }
                        // `في القرار جميع الأطراف`: a noun with the article has no genitive.
                        if n.pro.has(Proclitics::AL) && n.enc.is_none() {
                            prep = None;
                        }
                        // `من سيطرة التنظيم`, `من قبضة المسلحين`: who holds it.
                        let from = matches!(prep, Some(Position::Prep(p)) if holds(&self.k.language.part_of, p));
                        via_noun = prep.is_some() && whole.is_none() && !(from && n.is(Labels::HOLD) && n.pro.0 == 0);
                        // `وقف القتال وتسليم المطلوبين`: of what one more deed is.
                        let deed = n.pos() == Some(Pos::Masdar) && prep.is_none() && n.enc.is_none();
                        let goes_on = if n.joined_by_and() { deed } else { !out.is_empty() };
                        construct = goes_on && !n.pro.has(Proclitics::AL);
                    }
                }
                Kind::Adjective if n.is(Labels::BELONG) => {
                    prep = prep.filter(|p| *p == Position::Agent).or(Some(Position::Owner));
                    via_noun = false;
                }
                Kind::Adjective => {
                    if (at + 1..i).all(|j| {
                        let over = self.like_adjective(at, j) || self.nation_between(j);
                        taken.contains(&j) || self.nodes[j].kind == Kind::Adjective || over
                    }) {
                        let token = self.parse.tokens[n.first as usize];
                        if crate::parse::adjective_actor(self.types, token).is_some() {
                            out.push(Dependent {
                                position: Position::Adjective,
                                found: self.found(i),
                                relative,
                                parted,
                                rank,
                            });
                        }
                    }
                }
                Kind::Unknown => {}
            }
            i += 1;
        }
        out
    }

    /// `غارة على إدلب والمعارضة ترد`: a party joined to a place, with a verb right after it, begins a clause of its own.
    pub(super) fn opens_clause(&self, before: usize, i: usize) -> bool {
        let place = |e: &Entity| !e.places.is_empty() && e.actor.is_none();
        self.nodes[i].pro.has(Proclitics::WA)
            && self.entity(before).is_some_and(place)
            && self.entity(i).is_some_and(|e| e.actor.is_some())
            && self.nodes.get(i + 1).is_some_and(|v| v.kind == Kind::Verb && !v.joined_by_and())
    }

    /// The closing quote of a few words that stand in quotes alone.
    fn aside_in_quotes(&self, at: usize) -> Option<usize> {
        self.nodes.get(at.checked_sub(1)?).filter(|n| n.kind == Kind::Open)?;
        (at + 1..self.nodes.len().min(at + 4)).find(|&j| self.nodes[j].kind == Kind::Close)
    }

    /// `القصف الجوي والمدفعية`: a word for arms right after an event or its adjectives is one more adjective.
    fn like_adjective(&self, at: usize, i: usize) -> bool {
        let n = &self.nodes[i];
        self.nodes[at].kind == Kind::Noun
            && n.is(Labels::ARMS)
            && n.last - n.first == 1
            && self.nodes[at + 1..i].iter().all(|a| a.kind == Kind::Adjective)
    }

    /// `المحادثات الجارية في الدوحة`: a participle with the article right after an event with it describes the event.
    fn attribute_of(&self, at: usize, i: usize) -> bool {
        let article = |j: usize| self.nodes[j].pro.has(Proclitics::AL);
        let adjectives = self.nodes[at + 1..i].iter().all(|a| a.kind == Kind::Adjective);
        self.nodes[at].kind == Kind::Noun && article(at) && adjectives && article(i) && self.nodes[i].describes()
    }

    /// `السكان المحاصرين`: what befell people, told right after them, names nobody else.
    fn told_of_people(&self, i: usize) -> bool {
        let people = |b: usize| self.entity(b).is_some_and(|e| e.definite && (e.people.is_some() || e.group));
        let n = &self.nodes[i];
        let adjective = n.describes() && n.last - n.first == 1 && self.triggers.contains(&i);
        adjective && self.types.word(self.parse.tokens[n.first as usize]).article && people(i - 1)
    }

    fn same_list(&self, before: Found, at: usize) -> bool {
        match (self.lines_entity(before), self.entity(at)) {
            (Some(a), Some(b)) => alike(a, b) && self.parted_list(at),
            _ => false,
        }
    }

    fn parted_list(&self, at: usize) -> bool {
        self.list_closes(at)
    }
}

/// Whether two phrases can stand in one list.
pub(super) fn alike(a: &Entity, b: &Entity) -> bool {
    (a.can_act() && b.can_act()) || (a.can_place() && b.can_place()) || (a.goods.is_some() && b.goods.is_some())
}
