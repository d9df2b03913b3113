//! What goes with what inside a phrase: adjectives with their heads, heads with their genitives.

use super::group::Grouper;
use super::node::{Kind, Node};
use super::words::{Open, Root, finite};
use crate::knowledge::{Labels, Name};
use hudna_arabic::morph::{Gender, Number, Pos, Proclitics, Reading};
use hudna_claims::Event;

impl Grouper<'_, '_> {
    /// Whether an adjective can describe a head: not a masculine singular one a plural, not an indefinite one what has
    /// the article.
    pub(super) fn describes(&self, head: usize, at: usize) -> bool {
        let (h, a) = (&self.nodes[head], &self.nodes[at]);
        let word = self.types.folded(self.parse.tokens[h.first as usize]).trim_start_matches(['و', 'ف', 'ب', 'ك']);
        let article = word.starts_with("ال") || word.starts_with("لل");
        if (h.pro.has(Proclitics::AL) || article) && !a.pro.has(Proclitics::AL) {
            return false;
        }
        let next = at == head + 1 && article;
        h.feats.zip(a.feats).is_none_or(|(h, a)| {
            let him = (a.number, a.gender) == (Number::Singular, Gender::Masculine);
            let one = next && h.number == Number::Singular;
            let her = h.gender == Gender::Feminine && (one || a.pos == Pos::ActiveParticiple);
            !(him && (h.number == Number::Plural || her))
        })
    }

    /// Whether an adjective is of the number of its head: a plural has adjectives of both.
    pub(super) fn of_number(&self, head: usize, at: usize) -> bool {
        let (h, a) = (&self.nodes[head], &self.nodes[at]);
        h.feats.zip(a.feats).is_none_or(|(h, a)| h.number == a.number || h.number == Number::Plural)
    }

    /// Whether a head can govern a genitive: indefinite, and not a plural that keeps its nun.
    pub(super) fn takes_genitive(&self, head: usize) -> bool {
        let n = &self.nodes[head];
        let word = || self.types.folded(self.parse.tokens[n.last as usize - 1]);
        let definite = n.pro.has(Proclitics::AL) || n.enc.is_some() || self.has_article(head);
        let nun = n.feats.is_some_and(|f| {
            f.number != Number::Singular && !f.construct && (word().ends_with("ون") || word().ends_with("ين"))
                || f.number == Number::Dual && word().ends_with("ان")
        });
        // `قوة أمنية منزلا`: nor does what ends with an adjective.
        let adjective = || {
            let last = self.types.readings(self.parse.tokens[n.last as usize - 1]).first();
            last.is_some_and(|r| r.feats.pos == Pos::Adjective)
        };
        let source = n.is(Labels::SOURCE_HEAD);
        let described = n.kind == Kind::Entity && n.last > n.first + 1 && !source && adjective();
        // `40 مسلحا`: nor does what has the alif of tanwin.
        !(definite || nun || described || n.last == n.first + 1 && self.accusative(head))
    }

    /// Whether a word, as it is read, may tell of an event: `مسؤول أمني كبير` has nothing to do with making a road safe.
    pub(super) fn tells(&self, n: &Node) -> bool {
        let token = self.parse.tokens[n.first as usize];
        let (words, readings) = (&self.k.words, self.types.readings(token));
        let read = |r: &&Reading| if n.kind == Kind::Adjective { r.feats.pos.describes() } else { !finite(r) };
        self.types.word(token).opens
            && (n.lemma.is_none()
                || readings.iter().filter(read).any(|r| words.opens(r))
                || self.types.stems(token).any(|stem| words.opens_as_spelled(stem)))
    }

    /// `منظمة الإغاثة`, `لجنة المصالحة`: a deed with the article right after a word for a body is what the body is called after.
    pub(super) fn names_body(&self, at: usize) -> bool {
        let Some(body) = at.checked_sub(1).and_then(|b| self.nodes.get(b)) else { return false };
        if self.titles(at) {
            return true;
        }
        let construct =
            body.kind == Kind::Noun && body.is(Labels::BODY_HEAD) && !body.is(Labels::FORCE_HEAD) && body.enc.is_none();
        // `قيادة المعركة`, `دائرة الهجمات`: no body is called after an act of force.
        let force = |o: &Open| {
            matches!(
                self.k.frames[o.opening.frame as usize].event,
                Event::Attack | Event::Clash | Event::Harm | Event::SiegeHold
            )
        };
        let token = self.parse.tokens[self.nodes[at].first as usize];
        construct
            && !self.types.openings_of(token).iter().any(force)
            && !self.has_article(at - 1)
            && self.nodes[at].pro == Proclitics::AL
            && self.nodes[at].enc.is_none()
    }

    /// `رئيس تحرير`: whether a word makes one title with the word before it.
    fn titles(&self, at: usize) -> bool {
        let token = |i: usize| self.parse.tokens[self.nodes[i].first as usize];
        let Some(symbol) = self.types.word(token(at)).symbol.filter(|_| self.nodes[at].pro.0 == 0) else {
            return false;
        };
        let titled = |root: &Root| {
            let both = self.k.names.step(root.node, symbol);
            both.is_some_and(|n| self.k.names.names(n).iter().any(|n| matches!(n, Name::Title(_))))
        };
        self.types.roots(token(at - 1)).iter().any(titled)
    }

    /// A noun that joins with a preposition and still names the office: definite after ل, indefinite after ب.
    pub(super) fn belongs(&self, at: usize) -> bool {
        let n = &self.nodes[at];
        let event = self.types.word(self.parse.tokens[n.first as usize]).opens;
        let to = n.joined_prep() == Some("ل") && n.pro.has(Proclitics::AL);
        let by = n.joined_prep() == Some("ب") && !n.pro.has(Proclitics::AL) && n.enc.is_none();
        !event && n.pos() == Some(Pos::Noun) && (to || by)
    }

    /// `متحدث باسم الفصيل المعارض روسيا`: whether what stands right before is an adjective with the article, after which no genitive follows.
    pub(super) fn after_definite_adjective(&self, at: usize) -> bool {
        at > 0 && self.nodes[at - 1].kind == Kind::Adjective && self.nodes[at - 1].pro.has(Proclitics::AL)
    }

    /// Whether a node after a definite genitive is another phrase: not one man or one kind that is said of it (`فصيل التوحيد المتشدد`).
    pub(super) fn another(&self, at: usize) -> bool {
        let one = self.nodes[at].feats.is_some_and(|f| f.number == Number::Singular);
        !(one && self.article(at) && self.entity(at).is_some_and(|e| e.people.is_some()))
    }

    /// `مصدر بالمعارضة`, but not `أشاد الوزير بالحكومة`: whether ب says where a source sits, and is not what the verb before him takes.
    pub(super) fn may_sit(&self, source: usize, at: usize) -> bool {
        let says = Labels::REPORT_ABOUT | Labels::ACCUSE | Labels::DEMAND | Labels::DENY;
        let taken = source.checked_sub(1).is_some_and(|v| self.nodes[v].kind == Kind::Verb && self.nodes[v].is(says));
        let definite = self.nodes[source].pro.has(Proclitics::AL);
        self.nodes[at].joined_prep() == Some("ب") && !(taken && definite)
    }
}
