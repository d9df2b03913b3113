//! The class labels of the lexicon that the engine acts on, as bits.

use hudna_arabic::morph::{LemmaId, Lexicon};

macro_rules! labels {
    ($($(#[$doc:meta])* $name:ident = $label:literal,)+) => {
        /// Bits of the class labels that the engine acts on.
        #[derive(Debug, Default)]
        pub struct Labels {
            by_lemma: Vec<(u64, Option<u16>)>,
        }

        #[allow(non_upper_case_globals)]
        impl Labels {
            const TABLE: &'static [&'static str] = &[$($label,)+];
            labels!(@bits 0u32; $($(#[$doc])* $name,)+);
        }
    };
    (@bits $n:expr; $(#[$doc:meta])* $name:ident, $($rest:tt)*) => {
        $(#[$doc])*
        pub const $name: u64 = 1 << ($n);
        labels!(@bits $n + 1; $($rest)*);
    };
    (@bits $n:expr;) => {};
}

labels! {
    /// Speech verbs taking أن/إن.
    REPORT = "report",
    /// Speech verbs taking a preposition.
    REPORT_ABOUT = "report_about",
    /// Speech verbs that continue a speech.
    CONTINUE_SPEECH = "continue_speech",
    /// Denial.
    DENY = "deny",
    /// Accusation.
    ACCUSE = "accuse",
    /// Demand.
    DEMAND = "demand",
    /// Light verbs.
    LIGHT = "light",
    /// Aspect: begin.
    BEGIN = "begin",
    /// Breaking out, taking place (`تدور معارك`).
    OUTBREAK = "outbreak",
    /// Aspect: go on.
    CONTINUE = "continue",
    /// Words for kinds of places.
    PLACE_KIND = "place_kind",
    /// Heads of names of forces.
    FORCE_HEAD = "force_head",
    /// Heads of names of bodies.
    BODY_HEAD = "body_head",
    /// Heads of unnamed sources.
    SOURCE_HEAD = "source_head",
    /// Documents.
    DOCUMENT = "document",
    /// Offices.
    OFFICE = "office",
    /// Drafts and proposals: what they ask is not asked yet.
    DRAFT = "draft",
    /// The auxiliary of the past (`كان`).
    PAST = "past",
    /// Verbs that speak only with أن (`رأى أن`).
    OPINION = "opinion",
    /// Verbs that relay another's word (`نقلت عن`).
    RELAY = "relay",
    /// Verbs of learning: who is named after `من` told it (`علم مراسلنا من مصدر أن`).
    LEARN = "learn",
    /// Adopting a text (`وافق على القرار`, `تبنى`).
    ADOPT = "adopt",
    /// Texts that speak for the body that adopted them (`القرار`).
    RESOLUTION = "resolution",
    /// Belonging (`تابع ل`).
    BELONG = "belong",
    /// Verbs that say `still` with their negation (`ما زال`).
    STILL = "still",
    /// Words whose genitive is who holds the place (`معقل الفصائل`).
    HOLDING = "holding",
    /// Stipulation: what stands right after such a verb is the agreement that stipulates.
    STIPULATE = "stipulate",
    /// Negation.
    NEGATION = "negation",
    /// Conditionals.
    CONDITION = "condition",
    /// Complementisers.
    THAT = "that",
    /// Relative pronouns.
    RELATIVE = "relative",
    /// Demonstratives.
    DEMONSTRATIVE = "demonstrative",
    /// Clause openers.
    CLAUSE = "clause",
    /// Purpose.
    PURPOSE = "purpose",
    /// Future particle.
    FUTURE = "future",
    /// قد.
    QAD = "qad",
    /// Directions.
    DIRECTION = "direction",
    /// Bringing about (أدى إلى).
    CAUSE = "cause",
    /// Undergoing (تعرض ل).
    UNDERGO = "undergo",
    /// A lone conjunction (أو).
    OR = "conjunction",
    /// Numbers of unknown size, quantifiers (كل، جميع، بعض).
    QUANTIFIER = "quantifier",
    /// Words of death: verbs, verbal nouns, nouns for the dead.
    DEATH = "death",
    /// Words of injury: verbs, verbal nouns, nouns for the injured.
    INJURY = "injury",
    /// A singular that means several (`عائلة`).
    COLLECTIVE = "collective",
    /// Words that date (`بعد`, `منذ`).
    TIME = "time",
    /// Adjectives of what is past (`السابق`).
    PAST_TIME = "past_time",
    /// Words that except (`إلا`, `سوى`).
    EXCEPT = "except",
    /// By virtue of an agreement (`بموجب`).
    BY_DEAL = "by_deal",
    /// Terms and conditions.
    TERM = "term",
    /// Verbs that ل completes (`خضع ل`).
    TAKES_TO = "takes_to",
    /// Agreements.
    DEAL = "deal",
    /// Units of time.
    TIME_UNIT = "time_unit",
    /// `آخر`: one more of those told of.
    OTHER = "other",
    /// `أحد` before a plural: one of them.
    ONE = "one",
    /// Arms that act for whose they are (`طيران`, `مدفعية`).
    ARMS = "arms",
    /// Words of holding a place (`سيطرة`, `نفوذ`).
    HOLD = "hold",
    /// Letting and making possible (`أتاح`).
    ALLOW = "allow",
    /// Wanting.
    WANT = "want",
    /// Pronouns that stand alone (`هو`).
    PRONOUN = "pronoun",
    /// Claims that others doubt (`مزاعم`).
    RUMOUR = "rumour",
    /// Words that say that something is untrue.
    UNTRUE = "untrue",
    /// Words of concession (`رغم`).
    CONCESSION = "concession",
    /// Prepositions before what comes later (`قبل`).
    AHEAD = "ahead",
    /// Particles that no verb in the past follows (`لم`, `سوف`).
    BEFORE_IMPERFECT = "before_imperfect",
}

impl Labels {
    /// Looks the labels up in the lexicon.
    pub fn of(lexicon: &Lexicon) -> Labels {
        let ids: Vec<_> = Labels::TABLE.iter().map(|label| lexicon.class(label)).collect();
        let by_lemma = lexicon
            .lemmas()
            .iter()
            .map(|lemma| {
                ids.iter()
                    .enumerate()
                    .filter(|(_, id)| id.is_some_and(|id| lemma.classes.contains(&id)))
                    .fold(0, |bits, (i, _)| bits | 1 << i)
            })
            .map(|bits| (bits, None))
            .collect();
        Labels { by_lemma }
    }

    /// The bits of a lemma.
    pub fn bits(&self, lemma: LemmaId) -> u64 {
        self.by_lemma.get(lemma.index()).map_or(0, |(bits, _)| *bits)
    }

    /// Puts the operators that lemmas open beside their bits: who asks for the ones asks for the others.
    pub(super) fn with_operators(mut self, operators: &[Option<u16>]) -> Labels {
        self.by_lemma.iter_mut().zip(operators).for_each(|((_, operator), opened)| *operator = *opened);
        self
    }

    /// The operator that a lemma opens.
    pub fn operator(&self, lemma: LemmaId) -> Option<u16> {
        self.by_lemma.get(lemma.index()).and_then(|(_, operator)| *operator)
    }
}
