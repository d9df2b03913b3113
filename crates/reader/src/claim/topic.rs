//! Whom a clause with a noun at its head is about, where more than a word or two stand between him and the verb.

use super::slots::{Found, Sentence};
use crate::knowledge::Labels;
use crate::parse::{Entity, Kind, Node};
use hudna_arabic::morph::{Gender, Number, Pos, Proclitics};

/// So many nodes may stand between whom a clause is about and its verb.
const REACH: usize = 28;

impl Sentence<'_> {
    /// `قوات موالية للحكومة قصفت`, `إن المسلحين الذين دخلوا القرية قتلوا`, `إن انتحاريا يقود شاحنة فجر نفسه`: whom the clause is
    /// about, over what describes him.
    pub(super) fn topic(&self, at: usize) -> Option<Vec<Found>> {
        let verb = &self.nodes[at];
        if verb.kind != Kind::Verb || verb.joined_by_and() || verb.enc.is_some() || self.in_relative(at) {
            return None;
        }
        let mut i = at;
        // A clause in the present describes none but an indefinite noun: `مسلحون يستقلون سيارة`.
        let mut indefinite = false;
        let mut described = false;
        let mut paused = false;
        while i > 0 && at - i < REACH {
            i -= 1;
            let n = &self.nodes[i];
            match n.kind {
                Kind::Comma if self.closes_dateline(i) => return None,
                // `المحامي فلان: أفرج النظام عن`: who says it does not do it.
                Kind::Comma if i + 1 == at && self.parse.colon(self.types, i) && self.subject_after(at).is_some() => {
                    return None;
                }
                // `القوات، وبعد معارك عنيفة، سيطرت`, `وذكر أن القوات: «سيطرت»`
                // `كان الجيش، قد قصف`
                Kind::Comma if self.nodes[i + 1..at].iter().all(|n| n.is_quote() || n.is(Labels::QAD)) => {
                    paused = true;
                    i = self.aside_before(i).unwrap_or(i);
                }
                // `الجيش، الذي دخل القرية، قصف`: the clause after a pause describes who stands before it.
                Kind::Comma if self.nodes[i + 1].is(Labels::RELATIVE) && !self.nodes[i + 1].is(Labels::CLAUSE) => {}
                // `رجلان من القرية، يعملان في الزراعة، أصيبا`
                Kind::Comma if self.tells_more(i + 1) => {}
                // `ليست الحركة هي المسؤولة عن`: what it is not is a predicate of its own.
                Kind::Particle if n.is(Labels::NEGATION) && self.nodes[i + 1].kind != Kind::Verb => return None,
                // `جرحى بقصف استهدف القرية`: the verb is said of the blow.
                Kind::Noun if !paused && self.said_of_event(at, i) => return None,
                Kind::Comma | Kind::Stop | Kind::Mark | Kind::According | Kind::SameSpeaker => return None,
                Kind::Particle if n.is(Labels::THAT | Labels::CLAUSE | Labels::CONDITION) => return None,
                Kind::Verb if self.in_relative(i) => {}
                Kind::Verb if n.pos() == Some(Pos::Imperfect) && n.pro.0 & Proclitics::SA.0 == 0 => indefinite = true,
                Kind::Verb if self.same_clause_aspect(i) && !n.joined_by_and() => indefinite = true,
                Kind::Verb => return None,
                Kind::Entity if self.opens_with(i) => {
                    let told = self.entity(i).is_some_and(|e| e.can_act() && e.goods.is_none());
                    let fits =
                        told && described && !self.has_prep(i) && self.agrees_as_topic(at, i) && !self.granted(at, i);
                    let over = !indefinite || self.entity(i).is_some_and(|e| !e.definite);
                    return (fits && over)
                        .then(|| self.conjuncts(i).into_iter().filter(|f| (f.node as usize) < at).collect());
                }
                // `عدد من المسلحين هاجموا`
                Kind::Noun if self.opens_with(i) && self.portion(i).is_some_and(|of| of < at) => {
                    let of = self.portion(i)?;
                    return self.agrees_as_part(at, of).then(|| vec![self.found(of)]);
                }
                _ => {}
            }
            described |= !n.is_quote();
        }
        None
    }

    /// `بيروت (أ ف ب) - قصف الطيران`: whether a dash ends what an agency writes over its report: where it was written, and by whom.
    fn closes_dateline(&self, dash: usize) -> bool {
        const LONG: usize = 9;
        let written = self.types.folded(self.parse.tokens[self.nodes[dash].first as usize]);
        let before = &self.nodes[..dash];
        let plain = |n: &Node| {
            matches!(
                n.kind,
                Kind::Entity | Kind::Open | Kind::Close | Kind::Comma | Kind::Time | Kind::Number | Kind::Unknown
            ) && n.joined_prep().is_none()
        };
        let place = |e: &Entity| !e.places.is_empty() && !e.person;
        matches!(written, "-" | "–" | "—")
            && dash < LONG
            && before.iter().all(plain)
            && self.entity(0).is_some_and(place)
    }

    /// Whether a clause in the present begins at a node.
    fn tells_more(&self, at: usize) -> bool {
        let n = &self.nodes[at];
        n.kind == Kind::Verb && n.pos() == Some(Pos::Imperfect) && n.pro.0 == 0
    }

    /// Whether a verb can be said of an event without the article that stands near before it.
    fn said_of_event(&self, verb: usize, noun: usize) -> bool {
        let n = &self.nodes[noun];
        let event = self.triggers.contains(&noun) && !n.pro.has(Proclitics::AL) && n.enc.is_none();
        event && super::doers::said_of(&self.nodes[verb], n) && !self.of_several(verb)
    }

    /// `الفصائل في المدينة لم يسمح لها`: whom the clause is about is who is allowed.
    fn granted(&self, verb: usize, subject: usize) -> bool {
        let after = self.nodes.get(verb + 1).filter(|p| p.kind == Kind::Prep);
        let (Some(enclitic), Some(s)) = (after.and_then(|p| p.enc), self.nodes[subject].feats) else { return false };
        let to = after.is_some_and(|p| p.joined_prep() == Some("ل") || self.folded_stem(p) == "ل");
        let masculine = self.nodes[verb].feats.is_some_and(|f| f.gender == Gender::Masculine);
        to && masculine && (enclitic.gender == s.gender || s.number == Number::Plural)
    }

    /// Whether a phrase is the first of its clause: at the head of the sentence, after a pause, or after a word that opens a clause.
    fn opens_with(&self, at: usize) -> bool {
        let leads = |n: &Node| {
            n.is_quote() || matches!(n.kind, Kind::Number | Kind::Time | Kind::Filler) || n.is(Labels::QUANTIFIER)
        };
        let before = (0..at).rev().find(|&b| !leads(&self.nodes[b]));
        before.is_none_or(|b| {
            let n = &self.nodes[b];
            match n.kind {
                Kind::Stop | Kind::Mark => true,
                // `منظمة "كذا"، (وهي كذا)`: what stands in brackets alone opens nothing.
                Kind::Comma => {
                    let alone = self.nodes[at - 1].is_quote() && self.nodes.get(at + 1).is_some_and(Node::is_quote);
                    !alone && !self.nodes[b + 1].is(Labels::RELATIVE)
                }
                Kind::Particle => n.is(Labels::THAT | Labels::CLAUSE) && n.enc.is_none(),
                // `كانت القوات التي دخلت القرية قد قصفت`
                Kind::Verb => n.is(Labels::PAST),
                _ => false,
            }
        })
    }

    /// The comma that opens what is put in before the comma at `close`: a preposition with its phrase, or who somebody is.
    fn aside_before(&self, close: usize) -> Option<usize> {
        let opener = |i: usize| {
            let n = &self.nodes[i];
            n.kind == Kind::Particle && n.is(Labels::THAT | Labels::CLAUSE)
        };
        let open = (close.saturating_sub(9)..close)
            .rev()
            .take_while(|&i| {
                !(matches!(self.nodes[i].kind, Kind::Stop | Kind::Verb) && !self.in_relative(i) || opener(i))
            })
            .find(|&i| self.nodes[i].kind == Kind::Comma)?;
        let n = &self.nodes[open + 1];
        let adverbial = matches!(n.kind, Kind::Prep | Kind::Time | Kind::According) || n.joined_prep().is_some();
        let who = || self.apposition_start(close) == Some(open);
        (open > 0 && (adverbial || who())).then_some(open)
    }

    /// Whether a verb after its subject agrees with it in gender and, of persons, in number.
    fn agrees_as_topic(&self, verb: usize, subject: usize) -> bool {
        let (Some(v), Some(s)) = (self.nodes[verb].feats, self.nodes[subject].feats) else { return true };
        // `روسيا، قصفت`, `أهالي القرية، خرجوا`: a state is a feminine, those who live somewhere are several.
        let state = |e: &Entity| e.actor.is_some() && !e.places.is_empty() && v.gender == Gender::Feminine;
        let folk = |e: &Entity| e.group && e.actor.is_some_and(|a| self.civil(a)) && v.number == Number::Plural;
        if self.entity(subject).is_some_and(|e| !e.person && (state(e) || folk(e))) {
            return true;
        }
        let counted = self.before(subject).is_some_and(|b| self.nodes[b].kind == Kind::Number);
        if s.number == Number::Singular && !counted {
            v.number == Number::Singular && v.gender == s.gender
        } else {
            true
        }
    }

    /// The same for those of whom a noun names a part: the verb may be of the part too (`عدد من المسلحين هاجم`).
    fn agrees_as_part(&self, verb: usize, of: usize) -> bool {
        self.entity(of).is_some_and(Entity::can_act) && self.nodes[verb].feats.is_none_or(|f| f.person == 3)
    }
}
