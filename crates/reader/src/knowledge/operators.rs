//! Operators: the governing words of `ar/modality.toml` and what they do to the event that they govern.

use super::language::Language;
use super::list::WordList;
use super::names::{Name, NameTrie, PhraseKind};
use hudna_arabic::fold::fold;
use hudna_arabic::morph::{LemmaKind, Lexicon};
use hudna_claims::Modality;
use serde::Deserialize;

/// What an operator does to the event it governs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// Sets the modality.
    Set(Modality),
    /// The event stops.
    Ceases,
    /// Transparent.
    Keep,
}

/// Which participant of the operator is the event's agent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Default)]
#[serde(rename_all = "lowercase")]
pub enum AgentOf {
    /// The operator's subject.
    Subject,
    /// The operator's object.
    Object,
    /// Neither.
    #[default]
    None,
}

/// Whose word an operator makes the event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Whose {
    /// The operator's subject.
    Subject,
    /// The operator's subject, where nobody else is quoted.
    Himself,
    /// Who adopted the text that the operator is part of.
    Issuer,
}

/// A governing word or phrase.
#[derive(Debug)]
pub struct Operator {
    /// Its id in `ar/modality.toml`.
    pub id: String,
    /// What it does.
    pub effect: Effect,
    /// Who acts.
    pub agent: AgentOf,
    /// Who is struck by a blow that it governs (`صد الجيش هجوما`, `هدد المسلحون الجيش بهجوم`).
    pub struck: AgentOf,
    /// Whose word the event is, where the operator tells it.
    pub speaker: Option<Whose>,
    /// Its subject announces the event.
    pub announces: bool,
    /// What it announces is asked of others, where it is told to others (`أمرهم بالإخلاء`).
    pub to_others: bool,
    /// Without it, what it is about is refused (`لا نقبل`).
    pub consents: bool,
    /// It names the price of what stands before it (`مقابل`).
    pub price: bool,
    /// What it asks stays asked, whatever is agreed about it (`اتفقوا على المطالبة`).
    pub stands: bool,
    /// After a verb of saying its words only open what is said (`شدد على أن`).
    pub completes_saying: bool,
    /// In the present it says that the event may come, in the past that it came (`تتيح خروج`, `أتاحت خروج`).
    pub opens: bool,
    /// What it is about is neither told nor denied (`دون ورود معلومات عن خسائر`).
    pub untold: bool,
    /// What is done again and again is begun anew each time (`دأبوا على فرض حصار`).
    pub anew: bool,
    /// Force that it names as known has been used (`بحثا القصف`, `القلق من الهجمات`).
    pub treats: bool,
    /// It says that what was due is to come later (`تأجيل الاجتماع`).
    pub puts_off: bool,
    /// An event right after it comes back by itself (`تعود الاشتباكات`).
    pub returns: bool,
    /// What its subject is the event is (`تتمثل مطالبهم في رفع الحصار`).
    pub consists: bool,
    /// A bare event word may follow.
    pub bare: bool,
    /// A clause with أن may follow.
    pub that: bool,
    /// A finite verb may follow.
    pub verb: bool,
    /// Prepositions that may join it to the event word (folded).
    pub preps: WordList,
    /// Prepositions (folded) before who has to do it, at the head of a clause with أن.
    pub duty: WordList,
}

/// An operator as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawOperator {
    id: String,
    #[serde(rename = "about")]
    _about: String,
    #[serde(default)]
    classes: Vec<String>,
    #[serde(default)]
    words: Vec<String>,
    #[serde(default)]
    phrases: Vec<String>,
    takes: Vec<String>,
    effect: String,
    #[serde(default)]
    agent: AgentOf,
    #[serde(default)]
    struck: AgentOf,
    speaker: Option<Whose>,
    #[serde(default)]
    announces: bool,
    #[serde(default)]
    to_others: bool,
    #[serde(default)]
    consents: bool,
    #[serde(default)]
    price: bool,
    #[serde(default)]
    stands: bool,
    #[serde(default)]
    completes_saying: bool,
    #[serde(default)]
    opens: bool,
    #[serde(default)]
    untold: bool,
    #[serde(default)]
    treats: bool,
    #[serde(default)]
    anew: bool,
    #[serde(default)]
    puts_off: bool,
    #[serde(default)]
    returns: bool,
    #[serde(default)]
    consists: bool,
    #[serde(default)]
    duty: Vec<String>,
}

/// Adds an operator to the language, to the words that it is and to the names.
pub(super) fn operator(
    raw: RawOperator,
    lexicon: &Lexicon,
    names: &mut NameTrie,
    language: &mut Language,
) -> Result<(), String> {
    let at = language.operators.len() as u16;
    let effect = match raw.effect.as_str() {
        "keep" => Effect::Keep,
        "ceases" => Effect::Ceases,
        code => Effect::Set(
            code.parse()
                .map_err(|_| format!("operator `{}`: effect `{code}` is a modality, `keep` or `ceases`", raw.id))?,
        ),
    };
    let mut made = Operator {
        id: raw.id,
        effect,
        agent: raw.agent,
        struck: raw.struck,
        speaker: raw.speaker,
        announces: raw.announces,
        to_others: raw.to_others,
        consents: raw.consents,
        price: raw.price,
        stands: raw.stands,
        completes_saying: raw.completes_saying,
        opens: raw.opens,
        untold: raw.untold,
        treats: raw.treats,
        anew: raw.anew,
        puts_off: raw.puts_off,
        returns: raw.returns,
        consists: raw.consists,
        bare: false,
        that: false,
        verb: false,
        preps: WordList::default(),
        duty: raw.duty.iter().map(|p| fold(p).into()).collect(),
    };
    for take in &raw.takes {
        match take.as_str() {
            "bare" => made.bare = true,
            "that" => made.that = true,
            "verb" => made.verb = true,
            prep => made.preps.push(fold(prep).into()),
        }
    }
    for label in &raw.classes {
        let Some(class) = lexicon.class(label) else { continue };
        for (i, lemma) in lexicon.lemmas().iter().enumerate() {
            if lemma.classes.contains(&class) {
                language.operator_of[i].get_or_insert(at);
            }
        }
    }
    for word in &raw.words {
        for &id in lexicon.find(word) {
            language.operator_of[id.index()] = Some(at);
            if lexicon.lemma(id).kind == LemmaKind::Verb {
                for (i, lemma) in lexicon.lemmas().iter().enumerate() {
                    if lemma.base == Some(id) {
                        language.operator_of[i] = Some(at);
                    }
                }
            }
        }
    }
    for phrase in &raw.phrases {
        names.add(phrase, Name::Phrase(PhraseKind::Operator(at)));
    }
    language.operators.push(made);
    Ok(())
}
