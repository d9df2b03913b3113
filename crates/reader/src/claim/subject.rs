//! Subject, object and genitive of a verb or a noun: explicit on either side, of a clause, or understood.

use super::slots::{Found, Sentence};
use crate::knowledge::{ActorKind, Labels, holds};
use crate::parse::{Entity, Kind, Node};
use hudna_arabic::morph::{Enclitic, Pos, Proclitics, Voice};
use hudna_arabic::token::TokenKind;

impl<'a> Sentence<'a> {
    /// The subject of a governor or a verb: explicit on either side, of the relative clause, or understood.
    pub fn subject(&self, at: usize) -> Vec<Found> {
        let node = &self.nodes[at];
        if node.kind != Kind::Verb {
            if self.circumstance(at) {
                return self.who_calls(at).or_else(|| self.speech_at(at)).into_iter().collect();
            }
            // `المنظمات مستعدة لإيصال المساعدات`: of whom a predicate is said.
            if node.kind == Kind::Adjective && !node.pro.has(Proclitics::AL) || self.said_as_predicate(at) {
                return self.subject_before(at).unwrap_or_default();
            }
            // `على جميع الأطراف أن تلتزم`: on whom it is.
            if node.kind == Kind::Prep && node.enc.is_none() {
                let on = (at + 1..self.nodes.len().min(at + 4)).find(|&i| self.entity(i).is_some_and(Entity::can_act));
                return on.map(|i| self.conjuncts(i)).unwrap_or_default();
            }
            // `القوات المتورطة بقصف المخيم`: who is told of by a participle right after him.
            if let Some(who) = self.told_by_participle(at) {
                return self.conjuncts(who).into_iter().filter(|f| (f.node as usize) < at).collect();
            }
            // `إلزام الحكومة بالانسحاب`: nor does who is made to do something make him.
            if !self.made_to(at).is_empty() {
                return Vec::new();
            }
            let of = self.genitive(at);
            // `وحث جميع الأطراف على`: of whom things are asked.
            let asked = |f: &Found| self.lines_entity(*f).is_some_and(|e| self.all_asked(e));
            return if node.is(Labels::DEMAND) && of.iter().all(asked) { Vec::new() } else { self.or_before(at, of) };
        }
        if node.feats.is_some_and(|f| f.person == 1) {
            return self.we(at).into_iter().collect();
        }
        if let Some(on) = self.on_whom(at) {
            return self.subject(on);
        }
        // `يرى المحلل أن الاتفاق سينهار`: not who thinks so.
        if at > 0 && self.nodes[at - 1].is(Labels::DEAL) && self.thing_before(at) {
            return Vec::new();
        }
        if let Some(left) = self.subject_before(at) {
            return left;
        }
        if self.thing_before(at) || self.blow_as_topic(at) {
            return Vec::new();
        }
        if let Some(right) = self.subject_after(at) {
            return right;
        }
        let asked = self.asked_to(at);
        if !asked.is_empty() {
            return asked;
        }
        let understood = self.understood(at);
        if understood.is_empty() { self.party_before(at) } else { understood }
    }

    /// `X فعل`: the phrase before the verb, with its conjuncts.
    pub fn subject_before(&self, at: usize) -> Option<Vec<Found>> {
        self.latter(at).map(|f| vec![f]).or_else(|| self.subject_right_before(at)).or_else(|| self.topic(at))
    }

    /// The phrase directly before the verb.
    fn subject_right_before(&self, at: usize) -> Option<Vec<Found>> {
        if self.nodes[at].joined_by_and() || self.taken_up(at) {
            return None;
        }
        let mut i = at;
        let mut comma = false;
        while i > 0 {
            i -= 1;
            let n = &self.nodes[i];
            match n.kind {
                Kind::Open | Kind::Close | Kind::Time | Kind::Filler | Kind::Adjective | Kind::Mark => {}
                Kind::Particle if n.is(Labels::NEGATION | Labels::QAD | Labels::FUTURE) => {}
                Kind::Prep if self.means_who(i) => i -= 1,
                // `القوات المساندة لها قصفت`
                Kind::Prep if n.enc.is_some() && i + 1 == at && !comma => {}
                Kind::Noun
                    if self.nodes[i + 1].kind == Kind::Prep
                        && n.pro.has(Proclitics::AL)
                        && n.pos() == Some(Pos::ActiveParticiple) => {}
                // `قافلة ثانية ستدخل`
                Kind::Number if i > 0 && self.entity(i - 1).is_some() => {}
                // `فيما حذرت البعثة من`: a clause of its own.
                Kind::Particle
                    if n.is(Labels::RELATIVE)
                        && n.is(Labels::CLAUSE)
                        && (self.subject_after(at).is_some() || self.noun_after(at)) =>
                {
                    return None;
                }
                Kind::Particle if n.is(Labels::RELATIVE) => {
                    let found = self.antecedent(i)?;
                    let resumed = self.resumptive(at) && !self.of_another_gender(at, i, found);
                    let fits = self.lines_entity(found).is_some_and(|e| e.can_act() || e.goods.is_some());
                    let many = (self.of_several(at) || self.of_no_man(at, found)) && found.line == self.line;
                    let all = || if many { self.row_of(found.node as usize) } else { vec![found] };
                    return (!resumed && fits).then(all);
                }
                // `الشحنة التي من المقرر أن تصل`: what is due is said of the same.
                Kind::Particle if n.is(Labels::THAT) && n.enc.is_none() && self.due_before(i) => i -= 1,
                Kind::Particle if n.is(Labels::THAT) => {
                    let enclitic = n.enc?;
                    // `أعلن المرصد أنه سقطت قذائف`: a pronoun that the verb does not agree with stands for nobody.
                    use hudna_arabic::morph::{Gender, Number};
                    let other = self.nodes[at].feats.is_some_and(|f| f.person == 3 && f.gender == Gender::Feminine);
                    if other && enclitic.number == Number::Singular && enclitic.gender == Gender::Masculine {
                        return None;
                    }
                    let via = self.span(i);
                    let stands_for = self.pronoun(enclitic, i, via)?;
                    return (!self.tells_only(at, stands_for)).then(|| vec![stands_for]);
                }
                // `47 جنديا كانوا يحتجزونهم`: who are taken up by the verb's pronoun do not hold themselves.
                Kind::Verb if self.same_clause_aspect(i) && self.takes_up_counted(at, i) => return None,
                Kind::Verb if self.same_clause_aspect(i) => {
                    // `كانت X قد فعلت`, `بدأت تفعل`: the auxiliary's subject.
                    return self.subject_before(i);
                }
                // `روسيا، حليفة دمشق، تقتل`: an apposition between commas is stepped over.
                Kind::Comma if !comma && self.apposition_start(i).is_some() => i = self.apposition_start(i)?,
                Kind::Comma if !comma => comma = true,
                // `“الشرطة العسكرية” الموالية لتركيا تعتقل`: to whom the one before belongs.
                Kind::Entity if !comma && i > 1 && self.has_prep(i) && self.attribute_before(i).is_some() => {
                    i = self.attribute_before(i)?;
                }
                Kind::Entity if self.adjectival(i) => {}
                // `إن مسيرة للجيش قصفت السوق`: whose the arms are that strike.
                Kind::Entity if i + 1 == at && self.striking_arms_of(i) => return Some(self.row_of(i)),
                // `على عناصر كانوا يزيلون الحاجز`
                Kind::Entity if i + 1 == at && self.said_of_several(i, at) => return Some(self.row_of(i)),
                // `وفد من الحركة يزور العاصمة`: of whom those are that act.
                Kind::Entity if !comma && self.sent_by(i) => return Some(self.row_of(i)),
                Kind::Entity => {
                    let entity = &self.parse.entities[n.index as usize];
                    if comma && !self.two_before(at, i)
                        || self.taken_by_own_pronoun(at, i)
                        || !(entity.can_act() || entity.goods.is_some())
                        || self.has_prep(i) && !self.each_of(i)
                    {
                        return None;
                    }
                    let head = self.row_head(i);
                    if self.counted_among(head) {
                        return self.topic(at).or_else(|| Some(self.row_of(i)));
                    }
                    if self.has_prep(head) && !self.each_of(head)
                        || self.beside_in_front(head)
                        || self.led(head)
                        || self.of_deed_before(head, at)
                        || (head > 0
                            && self
                                .before(head)
                                .is_some_and(|b| self.nodes[b].kind == Kind::Verb && !self.same_clause_aspect(b)))
                    {
                        return None;
                    }
                    return Some(self.row_of(i));
                }
                _ => return None,
            }
        }
        None
    }

    /// `كل من روسيا والصين`: whether a phrase stands after من and a word for each or several that nothing governs.
    fn each_of(&self, at: usize) -> bool {
        let prep = self.before(at).filter(|&p| self.nodes[p].kind == Kind::Prep && self.counts(p));
        let word = prep.and_then(|p| self.before(p)).filter(|&q| self.nodes[q].is(Labels::QUANTIFIER));
        word.is_some_and(|q| !self.has_prep(q) && self.nodes[q].enc.is_none())
    }

    /// Whether a verb of several has a pronoun of several, and those who are counted stand right before its auxiliary.
    fn takes_up_counted(&self, verb: usize, auxiliary: usize) -> bool {
        use hudna_arabic::morph::Number;
        let them = self.nodes[verb].enc.is_some_and(|e| e.person == 3 && e.number == Number::Plural);
        let several = self.nodes[verb].feats.is_some_and(|f| f.number == Number::Plural);
        let counted = |p: usize| p > 0 && self.nodes[p - 1].kind == Kind::Number && self.entity(p).is_some();
        them && several && auxiliary.checked_sub(1).is_some_and(counted)
    }

    /// Whether what ل joins at a node owns the nameless arms right before it, which open their clause.
    pub(super) fn striking_arms_of(&self, at: usize) -> bool {
        let Some(b) = at.checked_sub(1).filter(|_| self.nodes[at].joined_prep() == Some("ل")) else { return false };
        let n = &self.nodes[b];
        n.is(Labels::ARMS)
            && n.pro.0 & !Proclitics::WA.0 == 0
            && n.enc.is_none()
            && self.fights(at)
            && self.heads_clause(b)
    }

    /// `فيما استمر القصف`: whether a noun that nothing joins stands right after a verb: its subject, though it names nobody.
    fn noun_after(&self, verb: usize) -> bool {
        self.nodes.get(verb + 1).is_some_and(|n| n.kind == Kind::Noun && n.pro.0 == Proclitics::AL.0 && n.enc.is_none())
    }

    /// `سبعة مدنيين بينهم أربعة أطفال قتلوا`: whether a phrase only counts some of those before it.
    fn counted_among(&self, at: usize) -> bool {
        let number = self.before(at).filter(|&b| self.nodes[b].kind == Kind::Number);
        number.and_then(|n| self.before(n)).is_some_and(|p| {
            let p = &self.nodes[p];
            let among = &self.k.language.prepositions.among;
            p.kind == Kind::Prep && p.enc.is_some() && holds(among, self.folded_stem(p))
        })
    }

    /// `الجيش بقيادة فلان`: whether a phrase completes a noun with a preposition right before it.
    fn led(&self, at: usize) -> bool {
        self.before(at).is_some_and(|b| {
            let n = &self.nodes[b];
            let named = self.entity(b).is_some_and(|e| e.actor.is_some() || e.person || e.can_place());
            matches!(n.kind, Kind::Noun | Kind::Entity)
                && n.joined_prep().is_some()
                && !n.pro.has(Proclitics::AL)
                && n.enc.is_none()
                && !named
                && !self.nodes[at].joined_by_and()
        })
    }

    /// `بعد انسحاب القوات عاد السكان`: whether a phrase before a verb completes a deed after a preposition, and who acts stands after the verb.
    fn of_deed_before(&self, at: usize, verb: usize) -> bool {
        let after = self.nodes.get(verb + 1).filter(|n| n.joined_prep().is_none() && !n.joined_by_and());
        let acts = after.is_some() && self.entity(verb + 1).is_some_and(Entity::can_act) && !self.oblique(verb + 1);
        let deed = self.over_pointer(at).filter(|&b| {
            let n = &self.nodes[b];
            n.pos() == Some(Pos::Masdar) && !n.pro.has(Proclitics::AL) && n.enc.is_none()
        });
        let over = deed.and_then(|b| self.before(b)).map(|p| &self.nodes[p]);
        acts && over.is_some_and(|p| p.kind == Kind::Prep && p.enc.is_none() || self.answered(p))
    }

    /// Whether the party at a node stands after من and the noun that opens the sentence: a part of it, or those whom it sends.
    fn sent_by(&self, at: usize) -> bool {
        let Some(head) = self.before(at).and_then(|prep| self.before(prep)) else { return false };
        let first =
            head == self.sentence_start(head) || self.before(head).is_some_and(|b| self.nodes[b].is(Labels::THAT));
        let of = self.before(at).is_some_and(|p| {
            let p = &self.nodes[p];
            p.kind == Kind::Prep && p.enc.is_none() && holds(&self.k.language.part_of, self.folded_stem(p))
        });
        first && self.nodes[head].enc.is_none() && of && self.entity(at).is_some_and(|e| e.can_act() && !e.person)
    }

    /// Whether words for what is due or likely stand right before `أن`, in a clause that began with who is to do it.
    fn due_before(&self, that: usize) -> bool {
        that > 1 && {
            let (due, before) = (&self.nodes[that - 1], &self.nodes[that - 2]);
            let goes_on = before.kind == Kind::Verb && self.same_clause_aspect(that - 2)
                || before.kind == Kind::Particle && before.is(Labels::RELATIVE);
            due.kind == Kind::Operator && !due.joined_by_and() && goes_on
        }
    }

    /// `الصحفي اعتقلته قسد`: what stands before is taken up by the verb's pronoun, and who acts follows.
    fn taken_up(&self, at: usize) -> bool {
        let node = &self.nodes[at];
        let follows = || self.entity(at + 1).is_some_and(|e| e.can_act() && e.goods.is_none());
        node.kind == Kind::Verb && node.enc.is_some() && follows() && !self.has_prep(at + 1) && !self.oblique(at + 1)
    }

    /// The participle with the article whose complement a phrase is: `الموالية لتركيا`, `المدعومة من أنقرة`.
    fn attribute_before(&self, at: usize) -> Option<usize> {
        let lone = self.nodes[at - 1].kind == Kind::Prep;
        let a = if lone { at.checked_sub(2)? } else { at - 1 };
        let n = &self.nodes[a];
        let participle = n.describes() || n.is(Labels::BELONG);
        (n.pro.has(Proclitics::AL) && participle && n.joined_prep().is_none() && a > 0).then_some(a)
    }

    /// The comma that opens the apposition which the comma at `close` ends.
    pub(super) fn apposition_start(&self, close: usize) -> Option<usize> {
        let open = (close.saturating_sub(9)..close)
            .rev()
            .take_while(|&j| !matches!(self.nodes[j].kind, Kind::Stop | Kind::Verb) || self.in_relative(j))
            .find(|&j| self.nodes[j].kind == Kind::Comma)?;
        let named = self.before(open).and_then(|b| self.entity(b)).is_some_and(Entity::can_act);
        (named && open + 1 < close && !self.nodes[open + 1].joined_by_and()).then_some(open)
    }

    /// The comma that ends the office told of a person after the comma at `open`: `ناشد فلان، منسق المنظمة، الحكومة`.
    pub(super) fn apposition_end(&self, open: usize) -> Option<usize> {
        let person = |i: usize| self.entity(i).filter(|e| e.can_act()).map(|e| e.person);
        let office = open > 0 && person(open - 1) == Some(true) && person(open + 1) == Some(false);
        if !office || self.nodes[open + 1].joined_by_and() {
            return None;
        }
        let close = (open + 2..self.nodes.len().min(open + 9))
            .take_while(|&j| !matches!(self.nodes[j].kind, Kind::Stop | Kind::Verb))
            .find(|&j| self.nodes[j].kind == Kind::Comma)?;
        (self.entity(close + 1).is_some() && !self.nodes[close + 1].joined_by_and()).then_some(close)
    }

    /// The subject of the sentence's first verb.
    pub(super) fn main_subject(&self, at: usize) -> Option<Found> {
        self.main_subjects(at).into_iter().next()
    }

    /// The same, with all that are joined to it.
    pub(super) fn main_subjects(&self, at: usize) -> Vec<Found> {
        let from = self.sentence_start(at);
        let verb = (from..at).find(|&j| self.nodes[j].kind == Kind::Verb && !self.in_relative(j));
        let subject = verb.map(|v| self.subject(v)).unwrap_or_default();
        subject.into_iter().filter(|f| f.line == self.line).collect()
    }

    /// Whether a verb can have a phrase after it as its subject.
    pub fn agrees(&self, verb: usize, at: usize) -> bool {
        use hudna_arabic::morph::{Gender, Number};
        let (Some(v), Some(n)) = (self.nodes[verb].feats, self.nodes[at].feats) else { return true };
        // `شنته طالبان`: a name has the gender of what it names, not of its word; but one that begins with a word for a body has that
        // of the word (`ضربات تستهدف حزب العمال`).
        let named = self.entity(at).is_some_and(|e| e.actor.is_some() && !e.group && e.people.is_none());
        let headed = self.nodes[at].last - self.nodes[at].first > 1
            && self.nodes[at].is(Labels::BODY_HEAD | Labels::FORCE_HEAD)
            && n.number == Number::Singular;
        if named && !headed {
            return !self.she_land(verb, at);
        }
        v.gender == n.gender || n.number == Number::Plural || v.gender == Gender::Masculine
    }

    /// Whether what stands after a verb may be its subject: a singular feminine, or a plural of things and bodies, is not that of a
    /// masculine verb.
    pub(super) fn subject_in_gender(&self, verb: usize, at: usize) -> bool {
        use hudna_arabic::morph::{Gender, Number};
        let (Some(v), Some(n)) = (self.nodes[verb].feats, self.nodes[at].feats) else { return true };
        let body = self.entity(at).is_some_and(|e| e.group && !e.person && e.people.is_none());
        let of_bodies = n.number == Number::Plural && self.nodes[at].is(Labels::FORCE_HEAD | Labels::BODY_HEAD);
        let feminine = n.number == Number::Singular && n.gender == Gender::Feminine || of_bodies;
        // `اتهم المتمردون الحكومة`
        let men = self.types.folded(self.parse.tokens[self.nodes[at].head as usize]).ends_with("ون");
        men || !(v.gender == Gender::Masculine && v.person == 3 && verb + 1 == at && body && feminine)
    }

    /// `وأرسل تعزيزات`, `وسير دورية`: whether a body in the feminine stands right after a joined verb of a masculine, which it does not do.
    pub(super) fn other_body(&self, verb: usize, at: usize) -> bool {
        use hudna_arabic::morph::{Gender, Number};
        let (v, n) = (&self.nodes[verb], &self.nodes[at]);
        let he = v.feats.is_some_and(|f| (f.person, f.number, f.gender) == (3, Number::Singular, Gender::Masculine));
        let she = n.feats.is_some_and(|f| f.gender == Gender::Feminine);
        let body = |e: &Entity| e.group && !e.person && e.people.is_none() && e.actor.is_none();
        let led = v.joined_by_and() || self.relative_start(verb).is_some();
        verb + 1 == at && led && he && she && self.entity(at).is_some_and(body)
    }

    /// Whether a people phrase can be what a passive verb before it is of: not a masculine one of a feminine verb.
    pub(super) fn agrees_in_gender(&self, verb: usize, at: usize) -> bool {
        use hudna_arabic::morph::{Gender, Number};
        let (Some(v), Some(n)) = (self.nodes[verb].feats, self.nodes[at].feats) else { return true };
        // `داهمت عناصر قسد`: a broken plural agrees with a feminine verb.
        let people = self.entity(at).is_some_and(|e| {
            e.people.is_some() && (e.actor.is_none() || e.group)
                || e.actor.is_some_and(|a| self.civil(a))
                // `قصفت الحي`
                || e.area && e.places.is_empty() && e.actor.is_none() && n.number == Number::Singular
        });
        !(people && v.gender == Gender::Feminine && n.gender == Gender::Masculine)
    }

    /// `المدنيين`: a dual or sound plural in its oblique form cannot be the subject of a verb.
    pub(super) fn oblique(&self, at: usize) -> bool {
        use hudna_arabic::morph::Number;
        let n = &self.nodes[at];
        let word = self.types.folded(self.parse.tokens[n.first as usize]);
        let many = n.feats.is_some_and(|f| f.number != Number::Singular && f.construct);
        let construct = many && word.ends_with('ي') && n.last - n.first > 1;
        let several = n.feats.is_some_and(|f| matches!(f.number, Number::Dual | Number::Plural));
        let one = n.feats.is_some_and(|f| f.number == Number::Singular);
        // `كتلا`, `ألغاما`, but `سرايا`: a broken plural in the accusative.
        let plural = n.feats.is_some_and(|f| f.number == Number::Plural);
        let nameless = self.entity(at).is_some_and(|e| e.actor.is_none()) && n.pro.0 == 0 && n.enc.is_none();
        let mut letters = word.chars().rev();
        let tanwin = letters.next() == Some('ا') && !matches!(letters.next(), Some('ي' | 'ه'));
        let broken = plural && nameless && tanwin;
        construct || several && word.ends_with("ين") || broken || one && self.one_done_to(at)
    }

    pub(super) fn same_clause_aspect(&self, at: usize) -> bool {
        self.nodes[at].is(Labels::BEGIN | Labels::CONTINUE | Labels::PAST)
    }

    pub(super) fn subject_after(&self, at: usize) -> Option<Vec<Found>> {
        let node = &self.nodes[at];
        if node.feats.is_some_and(|f| {
            // `التقى الوزير نظيره وبحثا ملف الحزب`
            f.voice == Voice::Passive || f.number != hudna_arabic::morph::Number::Singular && f.person == 3
        }) {
            return None;
        }
        // `شنت كل من تركيا وروسيا غارات`
        let mut each = false;
        for i in at + 1..self.nodes.len().min(at + 7) {
            let n = &self.nodes[i];
            match n.kind {
                Kind::Open | Kind::Close | Kind::Time | Kind::Filler => {}
                Kind::Number => {}
                Kind::Prep if self.counts(i) => each = true,
                // `نفذ الهجوم انتحاري`: the object of a light verb may stand before who does it.
                Kind::Noun if i == at + 1 && node.is(Labels::LIGHT) && self.event_subject(at).is_some() => {}
                Kind::Adjective if i > at + 1 && node.is(Labels::LIGHT) && n.pro.has(Proclitics::AL) => {}
                // `شنت مجددا القوات هجوما`, `قصفت بشكل مفاجئ القوات القرية`
                Kind::Particle if self.adverb(i) => {}
                Kind::Noun if self.manner(i) => {}
                Kind::Adjective if i > at + 1 && self.manner(i - 1) => {}
                Kind::Particle if n.is(Labels::DEMONSTRATIVE | Labels::QUANTIFIER) => {}
                Kind::Noun if i == at + 1 && self.some_done_to(at) => return None,
                Kind::Noun if self.portion(i).is_some() => return self.portion(i).map(|of| self.conjuncts(of)),
                // `نفى أحد السكان`
                Kind::Noun if n.is(Labels::QUANTIFIER) || n.is(Labels::ONE) && n.enc.is_none() => {}
                Kind::Prep if n.enc.is_some() || self.upon_it(i) => {}
                Kind::Noun if i > at + 1 && self.upon_it(i - 1) => {}
                Kind::Entity => {
                    let entity = &self.parse.entities[n.index as usize];
                    if node.is(Labels::DEMAND) && self.only_asked(at, i) {
                        return None;
                    }
                    // `زار إيران وفد من الحركة`
                    if self.she_land(at, i) {
                        continue;
                    }
                    // `وأرسل تعزيزات`: nor is of a body in the feminine said what a masculine verb says.
                    if self.other_body(at, i) || self.accused(at, i) || self.own_people(at, self.found(i)) {
                        return None;
                    }
                    if self.informed(at, i) {
                        continue;
                    }
                    // `داهمت الوحدات المنزل واعتقلت أمير الجماعة`: of a man no verb of a feminine is said.
                    if self.one_man_after(at, i) {
                        return None;
                    }
                    let free = each || !self.has_prep(i) && (!self.oblique(i) || self.acts_as_object(at, i));
                    return (entity.can_act() && free).then(|| self.conjuncts(i));
                }
                _ => return None,
            }
        }
        None
    }

    /// `أبلغت «الحياة» مصادر في الجيش أن`: the outlet that is told, before who tells it.
    pub(super) fn informed(&self, verb: usize, at: usize) -> bool {
        // Few verbs are such ones: it is asked of every phrase after a verb.
        if !holds(&self.k.language.asks_whom, self.folded_stem(&self.nodes[verb])) {
            return false;
        }
        let media = |e: &Entity| e.actor.is_some_and(|a| self.k.actors[a as usize].kind == ActorKind::Media);
        // The quotes of a name may be part of its phrase.
        let first = self.nodes[at].first as usize;
        let quoted = (first.saturating_sub(1)..=first).any(|t| self.parse.tokens[t].kind == TokenKind::Open);
        let next = (at + 1..self.nodes.len()).find(|&i| !self.nodes[i].is_quote());
        let tells = |i: usize| self.entity(i).is_some_and(|e| e.can_act() && !media(e)) && !self.has_prep(i);
        (quoted || self.entity(at).is_some_and(media))
            && next.is_some_and(|i| tells(i) && !self.nodes[i].joined_by_and())
    }

    /// `فرضت القوات حصارا وحشدت مقاتليها`: whose they are masses them.
    pub(super) fn own_people(&self, verb: usize, found: Found) -> bool {
        let his = |e: Enclitic| e.person == 3;
        let joined = self.nodes[verb].joined_by_and();
        // `حيث التقى نظيره`, but `بعدما شن عناصرها هجوما`
        let clause = |his: Enclitic| {
            let b = verb.checked_sub(1).map(|b| &self.nodes[b]);
            let same = self.nodes[verb].feats.is_some_and(|v| (v.number, v.gender) == (his.number, his.gender));
            same && b.is_some_and(|b| b.kind == Kind::Particle && b.is(Labels::CLAUSE) && !b.is(Labels::RELATIVE))
        };
        // `وهجرت سكانها`: the pronoun of a word that a list knows stands in its reading.
        let read = |n: &Node| {
            let token = self.parse.tokens[n.last as usize - 1];
            let done_to = found.line == self.line && !self.agrees_in_gender(verb, found.node as usize);
            done_to && self.types.readings(token).first().and_then(|r| r.enclitic).is_some_and(his)
        };
        self.lines_node(found)
            .is_some_and(|n| n.enc.is_some_and(|e| his(e) && (joined || clause(e))) || joined && read(n))
    }

    /// `جميع الأطراف`: who does not demand but is asked.
    pub(super) fn all_asked(&self, entity: &Entity) -> bool {
        let id = entity.actor.map(|a| self.k.actors[a as usize].id.as_str());
        id.is_some_and(|id| self.k.language.all_asked.iter().any(|a| **a == *id))
    }

    /// `الدفعة الثالثة من مقاتلي المعارضة`: the people of whom a noun names a part.
    pub(super) fn portion(&self, at: usize) -> Option<usize> {
        self.nodes.get(at).filter(|n| n.kind == Kind::Noun && n.pos() == Some(Pos::Noun) && n.enc.is_none())?;
        let mut i = at + 1;
        while self.nodes.get(i).is_some_and(|n| matches!(n.kind, Kind::Number | Kind::Adjective)) {
            i += 1;
        }
        let stem =
            self.nodes.get(i).filter(|n| n.kind == Kind::Prep && n.enc.is_none()).map(|n| self.folded_stem(n))?;
        let part = holds(&self.k.language.part_of, stem);
        (part && i + 1 < self.nodes.len()).then_some(i + 1)
    }

    /// The subject of the verb that this one is joined to, or of the sentence.
    pub fn understood(&self, at: usize) -> Vec<Found> {
        let node = &self.nodes[at];
        let mut i = at;
        if self.in_relative(at) {
            // `الغارات التي استهدفت البلدة`: the noun that the clause is on is its subject.
            let on_noun = |r: usize| {
                self.before(r).is_some_and(|b| {
                    self.triggers.contains(&b)
                        || self.nodes[b].kind == Kind::Adjective && b > 0 && self.triggers.contains(&(b - 1))
                })
            };
            if self.relative_start(at).is_some() && !self.resumptive(at) {
                return Vec::new();
            }
            // `التي تحاصرها`: the last actor that agrees with the verb.
            let agrees = |n: &Node| {
                n.feats.is_none_or(|f| {
                    node.feats.is_none_or(|v| {
                        if v.number == hudna_arabic::morph::Number::Plural {
                            f.number != hudna_arabic::morph::Number::Singular
                        } else {
                            f.gender == v.gender
                        }
                    })
                })
            };
            let start = self.sentence_start(at);
            // `المؤسسات التي سيطرت عليها`: what the verb takes up again is not its subject.
            let taken_up = self
                .relative_start(at)
                .filter(|r| self.resumptive(at) && !on_noun(*r))
                .and_then(|r| self.antecedent(r));
            let acts = |j: &usize| {
                taken_up.is_none_or(|f| f.node as usize != *j)
                    && self.entity(*j).is_some_and(|e| e.can_act() && e.goods.is_none())
                    && agrees(&self.nodes[*j])
            };
            let free = (start..at).rev().find(|j| acts(j) && !self.has_prep(*j));
            // `في الغوطة بسوريا`: a state that a preposition makes a place does not act.
            let place = |j: &usize| self.has_prep(*j) && self.entity(*j).is_some_and(|e| !e.places.is_empty());
            let last = free.or_else(|| (start..at).rev().find(|j| acts(j) && !place(j)));
            return last.map(|j| self.found(j)).into_iter().collect();
        }
        if let Some(found) = self.goes_on_in_clause(at).or_else(|| self.speaks_on(at)) {
            return found;
        }
        let mut told = false;
        while i > 0 {
            i -= 1;
            let n = &self.nodes[i];
            if n.kind == Kind::Stop {
                break;
            }
            told |=
                n.kind == Kind::Particle && n.is(Labels::THAT) && n.enc.is_none() || self.parse.colon(self.types, i);
            // `تقول مصادر إن المئات كانوا يهربون`: who tells of it does not do it.
            if told && n.is(Labels::REPORT | Labels::REPORT_ABOUT | Labels::CONTINUE_SPEECH) {
                continue;
            }
            if n.kind == Kind::Verb
                && !self.in_relative(i)
                && !self.aside_in_present(at, i)
                && agree(node, n)
                && let Some(found) = self.subject_before(i).or_else(|| self.subject_after(i))
                && self.can_be_many(node, &found)
                && !self.done_to(at, &found)
            {
                return found;
            }
        }
        self.several_go_on(at).unwrap_or_else(|| self.carried(at))
    }

    /// `شنت القوات هجوما. كما قصفت الحي`: a verb of a feminine that opens a sentence goes on with who did what the sentence before tells.
    /// A masculine one may be a passive.
    fn carried(&self, at: usize) -> Vec<Found> {
        use hudna_arabic::morph::{Gender, Number};
        let start = self.sentence_start(at);
        let verb = self.nodes[at].feats.filter(|f| {
            f.person == 3 && f.number == Number::Singular && f.gender == Gender::Feminine && f.voice != Voice::Passive
        });
        let Some(last) = start.checked_sub(1).filter(|_| verb.is_some() && (start == at || self.goes_over(at))) else {
            return Vec::new();
        };
        let told = self.main_verb(last).filter(|&v| !self.nodes[v].is(Labels::REPORT));
        let found = told.and_then(|v| self.subject_before(v).or_else(|| self.subject_after(v))).unwrap_or_default();
        let agrees = |f: &Found| {
            let feats = self.lines_node(*f).and_then(|n| n.feats);
            self.lines_entity(*f).is_some_and(|e| e.actor.is_some() && !e.person)
                && feats.is_none_or(|f| f.gender == Gender::Feminine || f.number == Number::Plural)
        };
        if found.iter().all(agrees) { found } else { Vec::new() }
    }

    /// `كما قصفت`: a verb that opens its sentence after a word that joins it to the one before.
    pub(super) fn goes_over(&self, at: usize) -> bool {
        let before = self.sentence_start(at)..at;
        !before.is_empty() && self.nodes[before].iter().all(|n| n.is_quote() || n.kind == Kind::Particle)
    }

    /// A plural verb (`انسحبوا`) is of several, or of one phrase that is a plural.
    pub(super) fn can_be_many(&self, verb: &Node, found: &[Found]) -> bool {
        use hudna_arabic::morph::Number;
        let plural = verb.feats.is_some_and(|f| f.number == Number::Plural);
        let many = |f: &Found| {
            self.lines_node(*f).is_none_or(|n| n.feats.is_none_or(|f| f.number == Number::Plural))
                && !self.lines_entity(*f).is_some_and(|e| e.person)
        };
        !plural || found.len() > 1 || found.iter().all(many)
    }

    /// A verbal noun that is the means or the purpose of the clause's verb: joined to ب or ل, with nothing that governs it.
    pub(super) fn serves(&self, at: usize) -> bool {
        let node = &self.nodes[at];
        node.pos() == Some(hudna_arabic::morph::Pos::Masdar)
            && (node.joined_prep() == Some("ل")
                || node.joined_prep() == Some("ب") && !node.pro.has(hudna_arabic::morph::Proclitics::AL))
            && node.enc.is_none()
            && !self.after_motive(at)
    }

    /// `تظاهروا احتجاجا على القصف`, `أضربوا تنديدا بمقتل عامل`: whether an event completes a verbal noun in the accusative that says why
    /// something else is done: who does that does not do it.
    pub(super) fn after_motive(&self, at: usize) -> bool {
        let (n, Some(before)) = (&self.nodes[at], self.before(at)) else { return false };
        let prep = &self.nodes[before];
        let on = prep.kind == Kind::Prep
            && prep.enc.is_none()
            && holds(&self.k.language.prepositions.done_to, self.folded_stem(prep));
        let motive = if on { self.before(before) } else { Some(before).filter(|_| n.joined_prep() == Some("ب")) };
        motive.is_some_and(|m| {
            let m = &self.nodes[m];
            let word = self.types.folded(self.parse.tokens[m.head as usize]);
            m.kind == Kind::Noun
                && m.pos() == Some(Pos::Masdar)
                && m.pro.0 == 0
                && m.enc.is_none()
                && word.ends_with('ا')
        })
    }

    /// The explicit subject, a party, of the verb before a node in its clause.
    pub(super) fn clause_subject(&self, at: usize) -> Vec<Found> {
        let party = |f: &Found| self.lines_entity(*f).is_some_and(|e| e.actor.is_some() && e.goods.is_none());
        self.whoever_acts(at).into_iter().filter(party).collect()
    }

    /// The same, be it a party or not.
    pub(super) fn whoever_acts(&self, at: usize) -> Vec<Found> {
        if let Some(who) = self.in_its_clause(at) {
            return who;
        }
        let verb = (0..at)
            .rev()
            .take_while(|&i| {
                !matches!(self.nodes[i].kind, Kind::Stop) && !self.nodes[i].is(Labels::CLAUSE | Labels::THAT)
            })
            .find(|&i| self.nodes[i].kind == Kind::Verb && !self.in_relative(i));
        // `قتل عنصران من قسد بهجوم`: who is killed does nothing by it.
        let phrases = |v: usize| (v + 1..at).filter(|&i| self.entity(i).is_some() && !self.has_prep(i)).count();
        let suffers = |v: usize| self.nodes[v].is(Labels::DEATH | Labels::INJURY) && phrases(v) < 2;
        // `تشهد البلاد نزاعا تسبب بمقتل`: nor where something comes about.
        let told = Labels::REPORT | Labels::REPORT_ABOUT | Labels::OUTBREAK;
        let Some(verb) = verb.filter(|&v| !self.nodes[v].is(told) && !suffers(v)) else {
            return Vec::new();
        };
        self.subject_or_joined(verb)
    }
}

/// Whether two verbs can share a subject.
pub(super) fn agree(a: &Node, b: &Node) -> bool {
    match (a.feats, b.feats) {
        (Some(x), Some(y)) => x.gender == y.gender || x.number != y.number,
        _ => true,
    }
}
