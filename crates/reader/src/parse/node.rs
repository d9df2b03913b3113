//! Nodes and entities.

use crate::knowledge::Labels;
use hudna_arabic::morph::{Enclitic, Feats, LemmaId, Pos, Proclitics};
use hudna_claims::SpeakerKind;
use smallvec::SmallVec;

/// What a node is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Opening quote or bracket.
    Open,
    /// Closing quote or bracket.
    Close,
    /// Sentence end.
    Stop,
    /// Pause.
    Comma,
    /// Other mark.
    Mark,
    /// A time phrase (`index` into the parse's times).
    Time,
    /// A number (`index` into the parse's numbers).
    Number,
    /// A name or a group of people or goods (`index` into the parse's entities).
    Entity,
    /// A finite verb.
    Verb,
    /// A noun, a verbal noun, a participle.
    Noun,
    /// An adjective.
    Adjective,
    /// A preposition, with or without a pronoun.
    Prep,
    /// A particle.
    Particle,
    /// A fixed phrase that opens an operator (`index` into the operators).
    Operator,
    /// A fixed phrase after which a source is named.
    According,
    /// A fixed phrase that keeps the speaker.
    SameSpeaker,
    /// A fixed phrase after which an agent is named.
    AgentMark,
    /// A fixed phrase after which a mediator is named.
    MediatorMark,
    /// A fixed phrase after which stands what is answered.
    ResponseMark,
    /// A fixed phrase that carries nothing.
    Filler,
    /// A word that the lexicon does not know.
    Unknown,
}

/// A node: one or more tokens.
#[derive(Debug, Clone, Copy)]
pub struct Node {
    /// First token.
    pub first: u32,
    /// One past the last token.
    pub last: u32,
    /// The token whose word decides (the head of a phrase).
    pub head: u32,
    /// What it is.
    pub kind: Kind,
    /// Label bits of the chosen reading.
    pub bits: u64,
    /// Proclitics of its first word.
    pub pro: Proclitics,
    /// Pronoun on its last word.
    pub enc: Option<Enclitic>,
    /// Features of the chosen reading.
    pub feats: Option<Feats>,
    /// Lemma of the chosen reading.
    pub lemma: Option<LemmaId>,
    /// Index into the list that its kind names.
    pub index: u32,
    /// The operator that its word opens.
    pub operator: Option<u16>,
    /// A lone conjunction stands before it (`أو`).
    pub after_or: bool,
    /// `و` stands before it, parted from it by a space or a quote (`و "حماس"`).
    pub after_and: bool,
    /// Its preposition is a word of its own (`لـ"قسد"`).
    pub letter_apart: bool,
}

impl Node {
    /// Whether it stands between a phrase and what comes after it without being either: what describes it, a time, a quote, a fixed phrase.
    pub fn is_aside(&self) -> bool {
        matches!(self.kind, Kind::Adjective | Kind::Time | Kind::Open | Kind::Close | Kind::Filler)
    }

    /// Part of speech of the chosen reading.
    pub fn pos(&self) -> Option<Pos> {
        self.feats.map(|f| f.pos)
    }

    /// Whether it is a participle or an adjective: what may describe a noun.
    pub fn describes(&self) -> bool {
        self.pos().is_some_and(Pos::describes)
    }

    /// Whether any of the label bits is set.
    pub fn is(&self, bits: u64) -> bool {
        self.bits & bits != 0
    }

    /// Whether the first word carries `و` or `ف`.
    pub fn joined_by_and(&self) -> bool {
        self.pro.has(Proclitics::WA) || self.pro.has(Proclitics::FA) || self.after_or || self.after_and
    }

    /// The joined preposition, folded.
    pub fn joined_prep(&self) -> Option<&'static str> {
        self.pro.preposition()
    }

    /// Whether it opens no phrase, whatever stands around it.
    pub(super) fn stands_alone(&self) -> bool {
        match self.kind {
            Kind::Noun | Kind::Adjective | Kind::Verb | Kind::Entity | Kind::Open | Kind::Unknown => false,
            Kind::Particle => !self.is(Labels::OR),
            _ => true,
        }
    }

    /// Whether it parts no row of phrases: a quote, an adjective, a lone conjunction.
    pub fn passed_over(&self) -> bool {
        self.is_quote() || self.kind == Kind::Adjective || self.kind == Kind::Particle && self.is(Labels::OR)
    }

    /// Whether it is a quote or bracket.
    pub fn is_quote(&self) -> bool {
        matches!(self.kind, Kind::Open | Kind::Close)
    }
}

/// What a name or a group stands for.
#[derive(Debug, Clone, Default)]
pub struct Entity {
    /// Candidates among the actors.
    pub actor: Option<u32>,
    /// The actor's name may mean others too.
    pub weak: bool,
    /// Other actors whose weak name it is: `التحالف` is said of several.
    pub rivals: SmallVec<[u32; 2]>,
    /// Candidates among the places.
    pub places: SmallVec<[u32; 2]>,
    /// All places are guarded: the name counts only beside a kind word or its parent.
    pub guarded: bool,
    /// A person (known, or recognised by title or given name).
    pub person: bool,
    /// A descriptive actor: a group or body without an entry of its own.
    pub group: bool,
    /// Both parties.
    pub both: bool,
    /// A descriptive place (`الأحياء`, `مداخل المدينة`).
    pub area: bool,
    /// A place that the gazetteer does not have, named after its kind word.
    pub unlisted: bool,
    /// A further one of a row of places after a plural kind word.
    pub listed: bool,
    /// Class of a people word.
    pub people: Option<u8>,
    /// Class of a goods word.
    pub goods: Option<u8>,
    /// Kind of speaker that the words themselves tell.
    pub speaks: Option<SpeakerKind>,
    /// The actor named inside the phrase: affiliation of an office, holder of a unit.
    pub of: Option<u32>,
    /// The place named inside the phrase.
    pub at: Option<u32>,
    /// It has the article or is a name.
    pub definite: bool,
    /// First token of the name itself, without title.
    pub name_first: u32,
    /// First token of the last of those whom the phrase is of: `الفصائل` in `قائد الفصائل`.
    pub inner: Option<u32>,
}

impl Entity {
    /// Whether it can act: an actor, a person, a group, people.
    pub fn can_act(&self) -> bool {
        self.actor.is_some() || self.person || self.group || self.people.is_some()
    }

    /// Whether it is the name of a place, and of nobody who acts.
    pub fn names_place(&self) -> bool {
        !self.places.is_empty() && !self.guarded && self.actor.is_none()
    }

    /// Whether it can be a place.
    pub fn can_place(&self) -> bool {
        !self.places.is_empty() || self.area
    }
}

/// A node of tokens that nothing is known of but its kind.
pub(super) fn plain(kind: Kind, first: usize, last: usize) -> Node {
    Node {
        first: first as u32,
        last: last as u32,
        head: first as u32,
        kind,
        bits: 0,
        pro: Proclitics::default(),
        enc: None,
        feats: None,
        lemma: None,
        index: 0,
        operator: None,
        after_or: false,
        after_and: false,
        letter_apart: false,
    }
}
