//! Modality operators, attribution phrases, titles, people and goods words.

use super::files::{KnowledgeError, KnowledgeFile, find, toml};
use super::frames::RoleKind;
use super::heads::Heads;
use super::list::WordList;
use super::names::{Name, NameTrie, PhraseKind};
use super::operators::{Operator, operator};
use super::prepositions::Prepositions;
use super::shades::Shades;
use super::voices::Voices;
use super::whereabouts::Whereabouts;
use super::written::{
    ApartFile, AsTold, AttributionFile, ModalityFile, OntologyFile, RawDefault, RawWords, SlotFile, SpeechFile,
    TitleFile, WordsFile,
};
use hudna_arabic::fold::fold;
use hudna_arabic::morph::Lexicon;
use hudna_claims::{Event, SpeakerKind};
use rustc_hash::FxHashMap;

/// Slots of a phrase by its preposition.
#[derive(Debug)]
pub struct PrepDefault {
    /// Folded prepositions.
    pub preps: WordList,
    /// Slots, tried in order.
    pub roles: Vec<RoleKind>,
    /// Events it holds for; empty for all.
    pub events: Vec<Event>,
}

/// Slots that one event takes from another in the same sentence.
#[derive(Debug)]
pub struct Share {
    /// Events that give.
    pub from: Vec<Event>,
    /// Events that take.
    pub to: Vec<Event>,
    /// The slots.
    pub roles: Vec<RoleKind>,
}

/// The language part of the knowledge.
#[derive(Debug, Default)]
pub struct Language {
    /// Operators.
    pub operators: Vec<Operator>,
    /// Operator of each lemma.
    pub operator_of: Vec<Option<u16>>,
    /// Nouns that speak, folded.
    pub documents: WordList,
    /// Nouns of houses and bodies that speak without being actors, folded.
    pub voices: WordList,
    /// Verbs of telling that can be a deed themselves.
    pub spreads: WordList,
    /// Nouns for a count, folded.
    pub counts: WordList,
    /// Verbs of telling whose verbal noun has whom it is told to after it, folded.
    pub informs: WordList,
    /// What opens a sentence with whom it is about, folded: `أما`.
    pub as_for: WordList,
    /// What stands before the name of who tells of himself, folded.
    pub i_am: WordList,
    /// Words for what somebody tells of himself, folded.
    pub testimonies: WordList,
    /// Words for the wording of a text, folded: `نص`.
    pub wording: WordList,
    /// Nouns of saying by which a verb opens what is said, folded: `اختتم بالقول إن`.
    pub sayings: WordList,
    /// What opens a clause on the outcome of what was said, folded: `مما`.
    pub outcome: WordList,
    /// Words for `we`.
    pub we: WordList,
    /// What stands before the colon of a question in an interview, folded: `س`.
    pub asks: WordList,
    /// What stands before the colon of an answer, folded: `ج`.
    pub answers: WordList,
    /// The kind of speaker by the head noun of a body or an office, folded.
    pub kinds: Heads<SpeakerKind>,
    /// Kind of speaker by title, where certain.
    pub titles: Vec<Option<SpeakerKind>>,
    /// Words after which a person's name stands, folded, without the article: for taking names out.
    pub before_names: WordList,
    /// Words of a name that are none without the next one, folded.
    pub open_names: WordList,
    /// Words of a name that are none without the one before, folded.
    pub closing_names: WordList,
    /// Class names of people words.
    pub people_classes: Vec<String>,
    /// Which classes of people fight, by index.
    pub combatants: Vec<bool>,
    /// Class names of goods words.
    pub goods_classes: Vec<String>,
    /// Class names of units.
    pub unit_classes: Vec<String>,
    /// Slots by preposition where a frame says nothing.
    pub prep_defaults: Vec<PrepDefault>,
    /// Prepositions that say where a place lies beside another (`قرب`, `جنوب`), folded.
    pub locators: WordList,
    /// Words for a border, folded: after `مع` follows what lies beyond it.
    pub borders: WordList,
    /// Words for homes, folded: whose they are does not say where (`استهدف القصف منزلهم`).
    pub homes: WordList,
    /// Words for the rim of a place, folded: `أطراف دمشق`.
    pub rims: WordList,
    /// Words for the land around a town, folded: `ريف حلب`.
    pub environs: WordList,
    /// Words that open names of places, folded: `عين كذا`.
    pub toponyms: WordList,
    /// Verbs of answering whose means is a deed, folded: `رد بقصف`.
    pub by_deed: WordList,
    /// Verbs of getting what others utter, folded: `تلقى تهديدا`.
    pub receives: WordList,
    /// Verbs of mediating.
    pub oversees: WordList,
    /// Words for talks, after which a city says where.
    pub gatherings: WordList,
    /// Words of places that are none with a nation after them.
    pub figurative: WordList,
    /// Words for an area that mean the one that is called so.
    pub called_so: WordList,
    /// Words before what is left out.
    pub excepts: WordList,
    /// Verbs that tell how much something carries or weighs.
    pub carries: WordList,
    /// Words for one of a family, folded: `مقتل رجل وزوجته`.
    pub kin: WordList,
    /// Words before the name of a family (`آل`).
    pub clans: WordList,
    /// Words for oneself, folded: `فجر نفسه`.
    pub oneself: WordList,
    /// Words that are somebody where they can describe nobody, folded: `قتل مهرب`.
    pub somebody: WordList,
    /// Verbs of owning up to a deed, folded: `تبنى الهجوم`.
    pub owns_up: WordList,
    /// Verbs and participles of putting a deed down to somebody, folded: `هجوم نسب إلى المتمردين`.
    pub attributed: WordList,
    /// Verbs that put the responsibility for a deed on somebody, folded: `ألقى مسؤولية الهجوم على المتمردين`.
    pub blames: WordList,
    /// Words after which a number is a name, folded: `القرار 2216`, `اللواء 35`.
    pub numbered: WordList,
    /// Nouns of being answerable for a deed, folded: `مسؤوليته عن الهجوم`.
    pub answerable: WordList,
    /// Prepositions that say who is the author of a deed, folded: `يقف وراء الهجوم`.
    pub behind: WordList,
    /// Words for places that a common noun may name, folded: `مدرسة النور`.
    pub named_by_nouns: WordList,
    /// Verbal nouns that bodies and forces are called after, folded: `جهاز دعم الاستقرار`.
    pub called_after: WordList,
    /// Words for those who belong to somebody whose pronoun they have, folded: `أفراده`.
    pub members: WordList,
    /// Words for a branch of the forces after the number of a unit, folded: `اللواء 63 مشاة`.
    pub branches: WordList,
    /// Words for ways that lead from one place to another, folded: `طريق دمشق - درعا`.
    pub ways: WordList,
    /// Events that people who do not fight are not understood to do.
    pub strikes: Vec<Event>,
    /// Words for military positions, folded: who holds one that is struck is struck.
    pub positions: WordList,
    /// Verbs of sending forces somewhere, folded: whom their noun is of is sent, and does not come by himself.
    pub dispatches: WordList,
    /// Verbal nouns of deeds that a side tells of as its own, folded: `أعلن الجيش تدمير منصة`.
    pub own_deeds: WordList,
    /// Verbs of doing away with things, folded: arms that their noun is of are struck, and do not strike.
    pub wrecks: WordList,
    /// Ids of actors of whom things are asked and who ask nothing: `جميع الأطراف`.
    pub all_asked: WordList,
    /// Words for whom one only cites, folded: `انفجار مجهول المصدر`.
    pub only_cited: WordList,
    /// Verbs that say of their subject that it stops, folded: `توقف القتال`.
    pub stops_itself: WordList,
    /// Verbs of going, whose goods go by themselves, folded: `دخلت القافلة`.
    pub goes: WordList,
    /// Prepositions that say of what something is a part, folded.
    pub part_of: WordList,
    /// Words with the article that stand for who was named last, folded (`الأخير`).
    pub latter: WordList,
    /// Prepositions that tie a body or a place to an office or a source (`مسؤول في`, `مصدر من`), folded.
    pub belonging: WordList,
    /// Prepositions by what else they say.
    pub prepositions: Prepositions,
    /// Events in which all parties are actors.
    pub symmetric: Vec<Event>,
    /// Events whose verb, alone with a subject, is passive (`مدنيون قتلوا`).
    pub suffered: Vec<Event>,
    /// Events that take no place from their surroundings.
    pub placeless: Vec<Event>,
    /// Events that nobody agrees to: only their end is agreed.
    pub unagreed: Vec<Event>,
    /// Events that depend on the will of who does them: who will not do them refuses.
    pub willed: Vec<Event>,
    /// Events that one side of a conflict asks of the other.
    pub for_sides: Vec<Event>,
    /// Events whose people, though wounded or dead, are not told to be hurt.
    pub moving: Vec<Event>,
    /// Events that last: a verb in the present says that they go on.
    pub lasting: Vec<Event>,
    /// Words of trade and sports, folded: a report of them is outside any conflict if it tells mostly of `outside_events`.
    pub outside: WordList,
    /// Events that are told of trade and sports too: meetings, agreements.
    pub outside_events: Vec<Event>,
    /// Verbs that only remark on an event, folded: in the present they do not say that it goes on.
    pub remarks: WordList,
    /// Nouns of measure and motion over an event (`حدة الاشتباكات`), folded.
    pub measures: WordList,
    /// Words for vehicles and rows of them, folded: what a blow strikes though nobody is named.
    pub vehicles: WordList,
    /// Nouns by which it is said how something is done, folded: `بشكل مفاجئ`.
    pub manners: WordList,
    /// Words of explosions (`تفجير`), folded: what goes off is another blow than what is fired.
    pub blasts: WordList,
    /// Words before a clause that tells of one more thing (`كما`), folded.
    pub besides: WordList,
    /// Words for what comes at the same time as something else, folded: `تزامن`.
    pub alongside: WordList,
    /// Words that join one more deed of the same: `قصف الجيش ثم اقتحم`.
    pub then: WordList,
    /// Verbs of asking that always name whom they ask (`حث`), folded.
    pub asks_whom: WordList,
    /// Lands whose names are masculine; any other land or capital is a feminine.
    pub he_lands: WordList,
    /// Words of dialects before a verb in the present that only say that it goes on (`عم`), folded.
    pub going_on: WordList,
    /// Words of dialects before a verb in the present that make it the future (`راح`), folded.
    pub to_come: WordList,
    /// Words that say that something is there, folded: `هناك اشتباكات`.
    pub existential: WordList,
    /// Small words that decide whether something was done at all.
    pub shades: Shades,
    /// Words that tell whether something is said, and by whom.
    pub said: Voices,
    /// Words of where something is.
    pub whereabouts: Whereabouts,
    /// Relatives of what comes of something, folded: `، مما يسمح`.
    pub results: WordList,
    /// Words of what comes again and again, folded: `قصف يومي`, `بين الحين والآخر`.
    pub habits: WordList,
    /// Prepositions before who holds somebody or where (`محتجز لدى`), folded.
    pub keeping: WordList,
    /// What events of one blow take from each other.
    pub shares: Vec<Share>,
    /// Events and their opposites.
    pub opposites: Vec<(Event, Event)>,
    /// Folded kind words and the kind of place they name.
    pub place_kinds: Heads<String>,
    /// What a single folded word, plural or singular, stands for.
    pub word_kinds: FxHashMap<Box<str>, Name>,
}

impl Language {
    /// Whether a class of people fights.
    pub fn fights(&self, class: u8) -> bool {
        self.combatants.get(usize::from(class)).is_some_and(|fights| *fights)
    }

    /// The class of those of whom nothing more is known than that they do not fight.
    pub fn unarmed(&self) -> Option<u8> {
        (0..=u8::MAX).find(|class| !self.fights(*class))
    }

    /// Whether an event is a blow: one side does it to another, and nobody agrees to it.
    pub fn is_blow(&self, event: Event) -> bool {
        self.strikes.contains(&event) && self.unagreed.contains(&event)
    }

    /// The event that an event's ending is.
    pub fn opposite(&self, event: Event) -> Option<Event> {
        self.opposites.iter().find(|(e, _)| *e == event).map(|(_, o)| *o)
    }
}

/// Reads the language files and enters their phrases into the trie.
pub(super) fn load(
    files: &[KnowledgeFile],
    lexicon: &Lexicon,
    names: &mut NameTrie,
    errors: &mut Vec<KnowledgeError>,
) -> Language {
    let mut language = Language { operator_of: vec![None; lexicon.lemmas().len()], ..Language::default() };
    if let Some(read) = find(files, "ar/modality.toml").and_then(|f| toml::<ModalityFile>(f, errors)) {
        for raw in read.operator {
            if let Err(problem) = operator(raw, lexicon, names, &mut language) {
                errors.push(KnowledgeError::new("ar/modality.toml", "", problem));
            }
        }
    }
    if let Some(read) = find(files, "ar/attribution.toml").and_then(|f| toml::<AttributionFile>(f, errors)) {
        let combined = |told: &AsTold| -> Vec<String> {
            let ended = |verb: &String| told.endings.iter().map(|e| format!("{verb}{e}")).collect::<Vec<_>>();
            let verbs: Vec<String> = told.verbs.iter().flat_map(ended).collect();
            told.openers.iter().flat_map(|o| verbs.iter().map(move |v| format!("{o} {v}"))).collect()
        };
        let as_told: Vec<String> = read.as_told.iter().flat_map(combined).collect();
        for (phrases, kind) in [
            (&as_told, PhraseKind::According),
            (&read.according, PhraseKind::According),
            (&read.same_speaker, PhraseKind::SameSpeaker),
            (&read.agent, PhraseKind::Agent),
            (&read.mediator, PhraseKind::Mediator),
            (&read.response, PhraseKind::Response),
            (&read.joiner, PhraseKind::Joiner),
            (&read.filler, PhraseKind::Filler),
        ] {
            for phrase in phrases {
                // A trailing ل joins the next word: `وفقا لمصادر`.
                names.add(phrase.trim_end_matches(" ل"), Name::Phrase(kind));
            }
        }
        language.documents = read.documents.iter().map(|d| fold(d).into()).collect();
        language.voices = read.voices.iter().map(|d| fold(d).into()).collect();
        language.we = read.we.iter().map(|d| fold(d).into()).collect();
        language.spreads = read.spreads.iter().map(|d| fold(d).into()).collect();
        language.asks = read.asks.iter().map(|d| fold(d).into()).collect();
        language.answers = read.answers.iter().map(|d| fold(d).into()).collect();
        for (kind, nouns) in &read.kinds {
            nouns.iter().for_each(|noun| language.kinds.push(fold(noun).into(), *kind));
        }
    }
    if let Some(read) = find(files, "ontology.toml").and_then(|f| toml::<OntologyFile>(f, errors)) {
        language.opposites = read.event.iter().filter_map(|e| Some((e.code, e.opposite?))).collect();
        for kind in read.place_kind {
            for word in std::iter::once(&kind.ar).chain(&kind.also) {
                language.place_kinds.push(fold(word).into(), kind.code.clone());
            }
        }
    }
    if let Some(read) = find(files, "ar/apart.toml").and_then(|f| toml::<ApartFile>(f, errors)) {
        let folded = |words: &[String]| words.iter().map(|word| fold(word).into()).collect();
        language.blasts = folded(&read.blasts);
        language.besides = folded(&read.besides);
        language.alongside = folded(&read.alongside);
        language.then = folded(&read.then);
    }
    if let Some(read) = find(files, "ar/shades.toml").and_then(|f| toml(f, errors)) {
        language.shades = read;
    }
    if let Some(read) = find(files, "ar/whereabouts.toml").and_then(|f| toml(f, errors)) {
        language.whereabouts = read;
    }
    if let Some(read) = find(files, "ar/speech.toml").and_then(|f| toml::<SpeechFile>(f, errors)) {
        let folded = |words: &[String]| words.iter().map(|word| fold(word).into()).collect();
        language.counts = folded(&read.counts);
        language.informs = folded(&read.informs);
        language.as_for = folded(&read.as_for);
        language.outcome = folded(&read.outcome);
        language.wording = folded(&read.wording);
        language.sayings = folded(&read.sayings);
        language.i_am = folded(&read.i_am);
        language.testimonies = folded(&read.testimonies);
        language.said = read.voices;
    }
    if let Some(read) = find(files, "ar/slots.toml").and_then(|f| toml::<SlotFile>(f, errors)) {
        let default = |d: RawDefault| PrepDefault {
            preps: d.preps.iter().map(|p| fold(p).into()).collect(),
            roles: d.roles,
            events: d.events,
        };
        language.prep_defaults = read.default.into_iter().map(default).collect();
        for word in &read.both.words {
            names.add(word, Name::Both);
        }
        language.borders = read.borders.words.iter().map(|w| fold(w).into()).collect();
        language.homes = read.homes.words.iter().map(|w| fold(w).into()).collect();
        language.rims = read.rims.words.iter().map(|w| fold(w).into()).collect();
        language.environs = read.environs.words.iter().map(|w| fold(w).into()).collect();
        language.ways = read.ways.words.iter().map(|w| fold(w).into()).collect();
        language.named_by_nouns = read.named_by_nouns.words.iter().map(|w| fold(w).into()).collect();
        language.called_after = read.called_after.words.iter().map(|w| fold(w).into()).collect();
        language.members = read.members.words.iter().map(|w| fold(w).into()).collect();
        language.branches = read.branches.words.iter().map(|w| fold(w).into()).collect();
        language.only_cited = read.only_cited.words.iter().map(|w| fold(w).into()).collect();
        language.by_deed = read.by_deed.words.iter().map(|w| fold(w).into()).collect();
        language.receives = read.receives.words.iter().map(|w| fold(w).into()).collect();
        language.gatherings = read.gatherings.words.iter().map(|w| fold(w).into()).collect();
        language.figurative = read.figurative.words.iter().map(|w| fold(w).into()).collect();
        language.called_so = read.called_so.words.iter().map(|w| fold(w).into()).collect();
        language.excepts = read.excepts.words.iter().map(|w| fold(w).into()).collect();
        language.oversees = read.oversees.words.iter().map(|w| fold(w).into()).collect();
        language.carries = read.carries.words.iter().map(|w| fold(w).into()).collect();
        language.clans = read.clans.words.iter().map(|w| fold(w).into()).collect();
        language.kin = read.kin.words.iter().map(|w| fold(w).into()).collect();
        language.somebody = read.somebody.words.iter().map(|w| fold(w).into()).collect();
        language.oneself = read.oneself.words.iter().map(|w| fold(w).into()).collect();
        language.owns_up = read.owns_up.words.iter().map(|w| fold(w).into()).collect();
        language.attributed = read.attributed.words.iter().map(|w| fold(w).into()).collect();
        language.blames = read.blames.words.iter().map(|w| fold(w).into()).collect();
        language.numbered = read.numbered.words.iter().map(|w| fold(w).into()).collect();
        language.answerable = read.answerable.words.iter().map(|w| fold(w).into()).collect();
        language.behind = read.behind.words.iter().map(|w| fold(w).into()).collect();
        language.toponyms = read.toponyms.words.iter().map(|w| fold(w).into()).collect();
        language.positions = read.positions.words.iter().map(|w| fold(w).into()).collect();
        language.own_deeds = read.own_deeds.words.iter().map(|w| fold(w).into()).collect();
        language.wrecks = read.wrecks.words.iter().map(|w| fold(w).into()).collect();
        language.dispatches = read.dispatches.words.iter().map(|w| fold(w).into()).collect();
        language.strikes = read.strikes.events;
        language.all_asked = read.all_asked.words.iter().map(|w| w.as_str().into()).collect();
        language.stops_itself = read.stops_itself.words.iter().map(|w| fold(w).into()).collect();
        language.goes = read.goes.words.iter().map(|w| fold(w).into()).collect();
        language.locators = read.locators.words.iter().map(|w| fold(w).into()).collect();
        language.part_of = read.part_of.words.iter().map(|w| fold(w).into()).collect();
        language.latter = read.latter.words.iter().map(|w| fold(w).into()).collect();
        language.belonging = read.belonging.words.iter().map(|w| fold(w).into()).collect();
        language.prepositions = read.prepositions;
        let folded = |words: Vec<String>| -> WordList { words.iter().map(|w| fold(w).into()).collect() };
        language.symmetric = read.symmetric.events;
        language.suffered = read.suffered.events;
        language.placeless = read.placeless.events;
        language.unagreed = read.unagreed.events;
        language.willed = read.willed.events;
        language.for_sides = read.for_sides.events;
        language.moving = read.moving.events;
        language.lasting = read.lasting.events;
        language.outside = folded(read.outside.words);
        language.outside_events = read.outside.events;
        language.remarks = folded(read.remarks.words);
        language.measures = folded(read.measures.words);
        language.manners = folded(read.manners.words);
        language.vehicles = folded(read.vehicles.words);
        language.existential = folded(read.existential.words);
        language.results = folded(read.results.words);
        language.habits = folded(read.habits.words);
        language.keeping = folded(read.keeping.words);
        language.asks_whom = folded(read.asks_whom.words);
        language.he_lands = folded(read.he_lands.words);
        language.going_on = folded(read.going_on.words);
        language.to_come = folded(read.to_come.words);
        language.shares = read.shares.into_iter().map(|s| Share { from: s.from, to: s.to, roles: s.roles }).collect();
    }
    if let Some(read) = find(files, "ar/lexicon/titles.toml").and_then(|f| toml::<TitleFile>(f, errors)) {
        for title in read.title {
            let at = language.titles.len() as u16;
            language.titles.push(title.speaks.parse().ok());
            names.add(&title.word, Name::Title(at));
            if !title.word.starts_with("ال") && !title.word.contains(' ') {
                names.add(&format!("ال{}", title.word), Name::Title(at));
            }
        }
        language.closing_names = read.closing_names.iter().map(|word| fold(word).into()).collect();
        language.open_names = read.open_names.iter().map(|word| fold(word).into()).collect();
        language.before_names = read.before_names.iter().map(|word| fold(word).into()).collect();
        for name in read.given_names {
            names.add(&name, Name::Given);
        }
    }
    if let Some(read) = find(files, "ar/lexicon/people_goods.toml").and_then(|f| toml::<WordsFile>(f, errors)) {
        language.combatants = read.people.iter().map(|g| g.combatant).collect();
        words(read.people, &mut language.people_classes, Name::People, names, &mut language.word_kinds);
        words(read.goods, &mut language.goods_classes, Name::Goods, names, &mut language.word_kinds);
        words(read.unit, &mut language.unit_classes, Name::Unit, names, &mut language.word_kinds);
    }
    language
}

fn words(
    groups: Vec<RawWords>,
    classes: &mut Vec<String>,
    make: fn(u8) -> Name,
    names: &mut NameTrie,
    kinds: &mut FxHashMap<Box<str>, Name>,
) {
    for group in groups {
        let class = classes.iter().position(|c| *c == group.class).unwrap_or_else(|| {
            classes.push(group.class.clone());
            classes.len() - 1
        }) as u8;
        for word in &group.words {
            if word.contains(' ') {
                let article: Vec<String> = word
                    .split(' ')
                    .map(|w| if w.starts_with("ال") { w.to_owned() } else { format!("ال{w}") })
                    .collect();
                names.add(word, make(class));
                names.add(&article.join(" "), make(class));
            } else {
                kinds.entry(fold(word.strip_prefix("ال").unwrap_or(word)).into()).or_insert(make(class));
            }
        }
    }
}
