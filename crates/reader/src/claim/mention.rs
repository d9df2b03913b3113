//! Phrases as mentions: their words, ids, names, coordinates, kind of speaker.

use super::count::Counted;
use super::settle::{Context, Naming};
use super::slots::{Found, Sentence};
use crate::knowledge::{ActorKind, Guard, Knowledge, Labels, holds, located};
use crate::parse::{Entity, Kind, Node, Parse, Types, adjective_actor};
use crate::reader::Report;
use hudna_arabic::morph::{Pos, Proclitics};
use hudna_arabic::numbers::Qualifier as Said;
use hudna_claims::{Claim, Mention, Name, PlacePrecision, Qualifier, Quantity, SpeakerKind, TimePrecision, When};
use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;

/// Resolves phrases with the context of the whole report.
pub(crate) struct Mentions<'a> {
    k: &'a Knowledge,
    types: &'a Types<'a>,
    report: &'a Report<'a>,
    lines: &'a [Parse],
    /// The country that the report is about, by its places and actors.
    country: Option<&'a str>,
    /// What the report's other places tell of an ambiguous one.
    context: Context,
    /// Actors that the report names by a name of their own.
    named: FxHashSet<u32>,
    /// Whom words for a body mean that name none.
    namesakes: FxHashMap<(u32, u32), u32>,
    /// Hash of the report's text: the same text gives the same ids.
    pub text_hash: u64,
}

impl<'a> Mentions<'a> {
    pub fn new(k: &'a Knowledge, types: &'a Types<'a>, report: &'a Report<'a>, lines: &'a [Parse]) -> Self {
        let mut votes: FxHashMap<&str, u32> = FxHashMap::default();
        let mut context = Context::default();
        let mut named = FxHashSet::default();
        for entity in lines.iter().flat_map(|l| &l.entities) {
            context.note(k, entity);
            let countries = || entity.places.iter().map(|&p| k.places[p as usize].country.as_str());
            if let Some(country) = countries().next().filter(|c| countries().all(|other| other == *c)) {
                let alone = entity.places.len() == 1;
                let guarded = entity.guarded || k.places[entity.places[0] as usize].guard != Guard::None;
                let whole = k.places[entity.places[0] as usize].kind == "country";
                *votes.entry(country).or_default() += if alone && !whole && !guarded { 3 } else { 1 };
            }
            if let Some(at) = entity.actor
                && !entity.weak
            {
                named.insert(at);
                let actor = &k.actors[at as usize];
                if !matches!(actor.kind, ActorKind::State | ActorKind::Person) && actor.country.len() == 3 {
                    *votes.entry(actor.country.as_str()).or_default() += 2;
                }
            }
        }
        let country = votes
            .into_iter()
            .filter(|(c, _)| c.len() == 3)
            .max_by_key(|(c, n)| (*n, std::cmp::Reverse(*c)))
            .map(|(c, _)| c);
        let namesakes = super::namesake::namesakes(k, types, lines);
        Mentions {
            k,
            types,
            report,
            lines,
            country,
            context,
            named,
            namesakes,
            text_hash: fingerprint(report.text.as_bytes()),
        }
    }

    fn node(&self, f: Found) -> (&'a Parse, &'a Node) {
        let parse = &self.lines[f.line as usize];
        (parse, &parse.nodes[f.node as usize])
    }

    fn entity(&self, f: Found) -> Option<&'a Entity> {
        self.lines[f.line as usize].entity(f.node as usize)
    }

    fn span(&self, f: Found) -> (usize, usize) {
        let (parse, node) = self.node(f);
        let (start, end) = parse.bare_span(self.types, self.report.text, node);
        // A closing bracket whose opening is outside the phrase is left out.
        (start, end)
    }

    /// The words of a phrase as they stand.
    pub fn words(&self, f: Found) -> String {
        let (start, end) = self.span(f);
        self.report.text[start..end].to_owned()
    }

    /// The words from one phrase to another.
    pub fn words_between(&self, first: Found, last: Found) -> String {
        let (start, end) = (self.span(first).0, self.span(last).1);
        self.report.text.get(start..end).unwrap_or_default().to_owned()
    }

    /// A phrase as an actor, target, mediator or speaker.
    pub fn mention(&self, f: Found) -> Mention {
        let (start, end) = self.span(f);
        let actor = self.actor(f).map(|a| &self.k.actors[a as usize]);
        Mention {
            text: self.report.text[start..end].to_owned(),
            start,
            end,
            id: actor.map(|a| a.id.clone()),
            name: actor.map(|a| Name { ar: a.ar.clone(), en: a.en.clone() }),
            via: f.via.map(|(start, end)| hudna_claims::Span { start, end }),
            lat: None,
            lon: None,
            precision: None,
            pcode: None,
        }
    }

    /// Whom the phrase at `f` is of, as an actor: `الفصائل` in `قائد الفصائل`.
    pub fn inner(&self, f: Found) -> Mention {
        let mut m = self.mention(f);
        let (parse, node) = self.node(f);
        // `مساعدات قطرية`: the nation whose goods they are.
        let nation = || adjective_actor(self.types, parse.tokens[node.last as usize - 1]);
        let of = |e: &Entity| if e.goods.is_some() { Some((node.last - 1, nation()?)) } else { None };
        let whose = self.entity(f).and_then(|e| of(e).map(|(t, a)| (t, Some(a))).or_else(|| Some((e.inner?, e.of))));
        let Some((first, actor)) = whose else { return m };
        let actor = actor.map(|a| &self.k.actors[a as usize]);
        (m.start, m.end) = parse.span(first, node.last);
        m.text = self.report.text[m.start..m.end].to_owned();
        m.id = actor.map(|a| a.id.clone());
        m.name = actor.map(|a| Name { ar: a.ar.clone(), en: a.en.clone() });
        m
    }

    /// Where the words end that say of what or in what somebody without a name is: `طبيب في المدينة`.
    fn of_or_in(&self, f: Found) -> Option<usize> {
        let (parse, node) = self.node(f);
        let entity = self.entity(f).filter(|e| !e.person && !e.both && e.places.is_empty())?;
        let one = node.is(Labels::OFFICE | Labels::SOURCE_HEAD) || entity.people.is_some() || entity.group;
        if !one || node.last - node.first > 1 || node.pro.0 != 0 || node.enc.is_some() {
            return None;
        }
        let at = f.node as usize + 1;
        let named = |n: &Node| {
            let plain = n.kind == Kind::Noun && n.pro.0 == Proclitics::AL.0 && n.pos() == Some(Pos::Noun)
                || n.kind == Kind::Entity;
            plain && n.joined_prep().is_none() && !n.joined_by_and()
        };
        let next = parse.nodes.get(at)?;
        let within = || holds(&self.k.language.prepositions.within, parse.stem(self.k, self.types, next));
        let last = match next.kind {
            Kind::Prep if next.enc.is_none() && within() => parse.nodes.get(at + 1).filter(|n| named(n))?,
            Kind::Noun if named(next) && node.is(Labels::OFFICE) => next,
            _ => return None,
        };
        // `مصادر في الجيش العراقي`
        let more = parse.nodes[at..].iter().skip_while(|n| n.first < last.last);
        let described =
            more.take_while(|n| n.kind == Kind::Adjective && n.pro.0 == Proclitics::AL.0).last().unwrap_or(last);
        Some(parse.span(last.first, described.last).1)
    }

    /// A phrase as a speaker: `هيئة البث الإسرائيلية`, `والدة أحد المعتقلين` with the words that still name it.
    pub fn speaker(&self, f: Found) -> Mention {
        let mut m = self.mention(f);
        let (parse, node) = self.node(f);
        // `مشروع قرار يدعو إلى`, read as one phrase: its words up to the verb or the relative pronoun.
        if node.kind == Kind::Operator {
            let names = |t: &u32| {
                let first = self.types.readings(parse.tokens[*t as usize]).first();
                first.is_some_and(|r| matches!(r.feats.pos, Pos::Noun | Pos::Masdar))
            };
            let last = (node.first..node.last).take_while(names).last().unwrap_or(node.first);
            m.end = parse.span(node.first, last + 1).1;
            m.text = self.report.text[m.start..m.end].to_owned();
            return m;
        }
        let cut = self.entity(f).is_none_or(|e| {
            let body = e.group && node.is(Labels::BODY_HEAD) || e.area && e.places.is_empty();
            body && e.actor.is_none() && !e.definite && node.last - node.first == 1
        });
        let document = node.is(Labels::DOCUMENT | Labels::DRAFT) || node.kind == Kind::Adjective;
        if m.id.is_none()
            && let Some(last) = self.called_after(f)
        {
            m.end = parse.span(last.first, last.last).1;
            m.text = self.report.text[m.start..m.end].to_owned();
            return m;
        }
        // `مدير المشفى`, `مصدر في الميناء`: whose, or where, somebody is who has no other name.
        if let Some(end) = self.of_or_in(f).filter(|_| m.id.is_none() || node.is(Labels::SOURCE_HEAD)) {
            m.end = end;
            m.text = self.report.text[m.start..m.end].to_owned();
            return m;
        }
        if m.id.is_some() || !cut || document || node.pro.has(Proclitics::AL) || node.enc.is_some() {
            return m;
        }
        let names = |n: &&Node| {
            matches!(n.kind, Kind::Noun | Kind::Adjective | Kind::Unknown | Kind::Entity)
                && n.joined_prep().is_none()
                && !n.joined_by_and()
        };
        let after = parse.nodes[f.node as usize + 1..].iter().take(4).take_while(names);
        if let Some(last) = after.last() {
            m.end = parse.span(last.first, last.last).1;
            m.text = self.report.text[m.start..m.end].to_owned();
        }
        m
    }

    /// The last word that still names a speaker whose office or first name alone was read: `الأمين العام للأمم المتحدة فلان إن`.
    fn called_after(&self, f: Found) -> Option<&'a Node> {
        let (parse, node) = self.node(f);
        let nodes = &parse.nodes[f.node as usize..];
        // `مشروع القرار`
        if node.kind == Kind::Noun && node.is(Labels::DRAFT) {
            return nodes
                .get(1)
                .filter(|n| n.kind == Kind::Noun && n.is(Labels::RESOLUTION) && n.pro.0 & !Proclitics::AL.0 == 0);
        }
        // `أبو القاسم`
        if holds(&self.k.language.open_names, self.types.folded(parse.tokens[node.last as usize - 1])) {
            let called = |n: &&Node| matches!(n.kind, Kind::Noun | Kind::Unknown | Kind::Entity);
            return nodes.get(1).filter(|n| n.joined_prep().is_none() && called(n));
        }
        self.entity(f).filter(|e| (e.person || node.is(Labels::OFFICE)) && e.actor.is_none())?;
        // `قائممقام الشرقاط علي دودح`, but `شدد الناطق على أن`: a name that is written like a preposition goes on.
        let given = |at: usize, n: &Node| {
            let goes_on = || nodes.get(at + 1).is_some_and(|next| next.kind == Kind::Unknown);
            self.types.word(parse.tokens[n.first as usize]).given
                && (!matches!(n.kind, Kind::Prep | Kind::Particle | Kind::Operator) || goes_on())
        };
        let names = |(at, n): &(usize, &Node)| {
            let of = n.joined_prep() == Some("ل") && nodes[at - 1].kind == Kind::Adjective;
            // `وصف الوزير الوضع`: after an office with the article no genitive follows.
            let genitive = !(node.pro.has(Proclitics::AL) && n.pro.has(Proclitics::AL)) || n.kind == Kind::Adjective;
            let free = n.joined_prep().is_none() && !n.joined_by_and() && n.enc.is_none() && genitive;
            match n.kind {
                Kind::Adjective | Kind::Unknown => free,
                Kind::Noun => {
                    free && matches!(n.pos(), Some(Pos::Noun | Pos::ActiveParticiple)) && n.operator.is_none()
                }
                Kind::Entity => {
                    let named = parse.entity(f.node as usize + at);
                    named.is_some_and(|e| e.goods.is_none() && (of || free && (e.person || e.actor.is_none())))
                }
                _ => free && given(*at, n),
            }
        };
        let run = nodes.iter().enumerate().skip(1).take(6).take_while(names).count();
        let that = |n: &Node| n.kind == Kind::Particle && n.is(Labels::THAT) && n.joined_prep().is_none();
        let that = nodes.get(run + 1).is_some_and(that);
        let called = |(at, n): &(usize, &Node)| n.pro.0 == 0 && (n.kind == Kind::Unknown || given(*at, n));
        let unknown = nodes.iter().enumerate().skip(1).take(3).take_while(called).count();
        nodes.get(if that { run } else { unknown }).filter(|_| if that { run > 0 } else { unknown > 0 })
    }

    /// Notes whom a phrase means that names nobody.
    pub fn means(&mut self, f: Found, actor: u32) {
        self.namesakes.entry((f.line, f.node)).or_insert(actor);
    }

    /// The actor that a phrase names.
    pub fn actor(&self, f: Found) -> Option<u32> {
        if let Some(&at) = self.namesakes.get(&(f.line, f.node)) {
            return Some(at);
        }
        match self.entity(f) {
            Some(entity) if entity.weak && entity.places.is_empty() => self.weak_actor(entity),
            // `مواقع التنظيم`, struck
            Some(entity) if entity.area && entity.places.is_empty() => entity.actor.or(entity.of),
            Some(entity) => entity.actor,
            None => {
                let (parse, node) = self.node(f);
                adjective_actor(self.types, parse.tokens[node.first as usize])
            }
        }
    }

    /// Whom a weak name means: one who has to do with the report's country, or whom the report names in full elsewhere.
    fn weak_actor(&self, entity: &Entity) -> Option<u32> {
        let fits = |&at: &u32| {
            let actor = &self.k.actors[at as usize];
            let anywhere = matches!(actor.kind, ActorKind::State | ActorKind::Person | ActorKind::People)
                || actor.party_in.is_empty() && matches!(actor.country.as_str(), "" | "IGO" | "NGO" | "MNC");
            let here = |c: &str| actor.country == c || actor.party_in.iter().any(|p| p == c);
            anywhere || self.named.contains(&at) || self.country.is_none_or(here)
        };
        entity.actor.into_iter().chain(entity.rivals.iter().copied()).find(fits)
    }

    /// The country that the report is about.
    pub fn country(&self) -> Option<&'a str> {
        self.country
    }

    /// Phrases as places, with coordinates.
    pub fn places(&self, found: &[Found]) -> Vec<Mention> {
        let mut all: Vec<Mention> = Vec::with_capacity(found.len());
        for &f in found {
            let settled = self.entity(f).map(|e| self.settled(f, e)).unwrap_or_default();
            if settled.is_empty() {
                all.push(self.place(f, None));
            }
            for at in settled {
                let mut place = self.place(f, Some(at));
                self.without_people(f, &mut place);
                if !all.iter().any(|m| m.id == place.id) {
                    all.push(place);
                }
            }
        }
        all
    }

    fn place(&self, f: Found, at: Option<u32>) -> Mention {
        let mut m = self.mention(f);
        m.id = None;
        m.name = None;
        let Some(at) = at else {
            let parse = &self.lines[f.line as usize];
            if let Some(last) = parse.held(f.node as usize) {
                m.end = parse.span(parse.nodes[last].first, parse.nodes[last].last).1;
                m.text = self.report.text[m.start..m.end].to_owned();
            }
            // `قرية كذا بريف حلب`: a village that the gazetteer lacks lies where the words after it say.
            let (point, precision) = self.lies(f).map_or((None, PlacePrecision::Unlocated), |at| {
                let (point, _) = located(&self.k.places, at);
                (point, if point.is_some() { PlacePrecision::Parent } else { PlacePrecision::Unlocated })
            });
            (m.lat, m.lon) = (point.map(|p| p.0), point.map(|p| p.1));
            m.precision = Some(precision);
            return m;
        };
        let place = &self.k.places[at as usize];
        let (point, precision) = located(&self.k.places, at);
        m.id = Some(place.id.clone());
        m.name = Some(Name { ar: place.ar.clone(), en: place.en.clone() });
        (m.lat, m.lon) = (point.map(|p| p.0), point.map(|p| p.1));
        m.precision = Some(precision);
        m.pcode = place.pcode.clone();
        m
    }

    /// `أهالي بلدة كذا` as a place: the words for the place alone.
    fn without_people(&self, f: Found, place: &mut Mention) {
        let (parse, node) = self.node(f);
        let lived_in = self.entity(f).is_some_and(|e| e.places.is_empty() && e.at.is_some());
        let led = |t: &u32| {
            let before = self.types.readings(parse.tokens[*t as usize - 1]);
            before.iter().any(|r| r.feats.pos == Pos::Preposition && r.enclitic.is_none())
        };
        // `ناشطين في تركيا`, `ممثلين عن قسد في دمشق`
        let words = node.head + 1..node.last;
        let first = words.clone().rev().find(led).or(words.clone().next());
        // `مزارع بلدة كذا`: what is written like a word for people may be one for a place.
        let land = self.types.readings(parse.tokens[node.head as usize]);
        let land = land.iter().any(|r| self.k.labels.bits(r.lemma) & Labels::PLACE_KIND != 0);
        let lived_in = lived_in && !land;
        if let Some(first) = first.filter(|_| lived_in) {
            (place.start, place.end) = parse.span(first, node.last);
            place.text = self.report.text[place.start..place.end].to_owned();
        }
    }

    /// The place in or near which a place without an entry lies, told right after it.
    fn lies(&self, f: Found) -> Option<u32> {
        self.entity(f).filter(|e| e.unlisted)?;
        let (parse, node) = (&self.lines[f.line as usize], f.node as usize);
        let after = (node + 1..parse.nodes.len().min(node + 4))
            .take_while(|&i| {
                matches!(parse.nodes[i].kind, Kind::Prep | Kind::Adjective | Kind::Entity | Kind::Close)
                    || parse.nodes[i].kind == Kind::Noun && parse.nodes[i].is(Labels::DIRECTION)
            })
            .find(|&i| parse.nodes[i].kind == Kind::Entity)?;
        let found = Found { node: after as u32, ..f };
        let entity = self.entity(found).filter(|e| e.names_place())?;
        if parse.nodes[after].joined_by_and() {
            return None;
        }
        self.settled(found, entity).first().copied()
    }

    /// Which place is meant.
    fn settled(&self, f: Found, entity: &Entity) -> SmallVec<[u32; 2]> {
        let (parse, _) = self.node(f);
        let naming = Naming {
            k: self.k,
            types: self.types,
            parse,
            at: f.node as usize,
            country: self.country,
            context: &self.context,
        };
        // `سكان مدينة رفح` as a place: where they live.
        match entity.at.filter(|_| entity.places.is_empty()) {
            Some(at) => smallvec::smallvec![at],
            None => naming.settle(entity),
        }
    }

    /// The kind of source that the speakers are.
    pub fn speaker_kind(&self, speakers: &[Found], issuer: Option<Found>) -> Option<SpeakerKind> {
        let first = *speakers.first()?;
        let kind = self.kind_of(first).unwrap_or_else(|| self.kind_by_head(first));
        // A body that issues a statement on the conflict is a side of it.
        let issues = issuer.is_some_and(|i| (i.line, i.node) == (first.line, first.node));
        let nobody = matches!(kind, SpeakerKind::Anonymous | SpeakerKind::Witness | SpeakerKind::Person);
        Some(if issues && nobody { SpeakerKind::Party } else { kind })
    }

    /// The kind that a speaker's own words tell.
    fn kind_of(&self, f: Found) -> Option<SpeakerKind> {
        if let Some(kind) = self.actor(f).and_then(|a| self.kind_of_actor(a, 0)) {
            return Some(kind);
        }
        let entity = self.entity(f)?;
        let by_office = entity.of.and_then(|of| self.kind_of_actor(of, 0));
        // `المتحدث باسم العشائر`: who speaks for people on the spot is more than a witness.
        let office = self.node(f).1.is(Labels::OFFICE);
        let by_office = by_office.filter(|kind| !office || *kind != SpeakerKind::Witness);
        match (entity.speaks, by_office) {
            (Some(SpeakerKind::Anonymous | SpeakerKind::Witness), _) => entity.speaks,
            (_, Some(kind)) => Some(kind),
            (Some(kind), None) => Some(kind),
            (None, None) if entity.person => self.beside(f).or_else(|| self.named_before(f)),
            (None, None) => None,
        }
    }

    /// The kind by the word that heads the phrase: a body or an office whose actor is not known.
    fn kind_by_head(&self, f: Found) -> SpeakerKind {
        let (_, node) = self.node(f);
        let entity = self.entity(f);
        let titled = node.is(Labels::OFFICE | Labels::SOURCE_HEAD);
        if let Some(kind) = self.listed_kind(f).filter(|_| titled || entity.is_none_or(|e| !e.person)) {
            return kind;
        }
        match entity {
            Some(e) if e.person && node.is(Labels::SOURCE_HEAD) => SpeakerKind::Witness,
            _ if node.is(Labels::SOURCE_HEAD | Labels::DOCUMENT) => SpeakerKind::Anonymous,
            Some(e) if e.people.is_some() && !node.is(Labels::OFFICE) => SpeakerKind::Witness,
            _ if node.is(Labels::OFFICE | Labels::BODY_HEAD | Labels::FORCE_HEAD) => SpeakerKind::Party,
            Some(e) if !e.person => SpeakerKind::Anonymous,
            _ => SpeakerKind::Person,
        }
    }

    /// `المتحدث باسم الجيش، فلان`, `فلان، مدير المرصد`, `فلان وهو قائد في الفصيل`: what the office beside a name is.
    fn beside(&self, f: Found) -> Option<SpeakerKind> {
        let parse = &self.lines[f.line as usize];
        let at = f.node as usize;
        let passed = |n: &crate::parse::Node| {
            n.is_quote()
                || matches!(n.kind, Kind::Comma | Kind::Adjective)
                || n.kind == Kind::Particle && n.joined_by_and()
        };
        let after = (at + 1..parse.nodes.len().min(at + 4)).find(|&i| !passed(&parse.nodes[i]));
        let before = (at.saturating_sub(3)..at).rev().find(|&i| !passed(&parse.nodes[i]));
        // `المتحدث باسم العشائر المتصدية للتنظيم، فلان`
        let comma = at > 0 && parse.nodes[at - 1].kind == Kind::Comma;
        let part = |i: &usize| !matches!(parse.nodes[*i].kind, Kind::Verb | Kind::Stop | Kind::Comma | Kind::Particle);
        let office = (at.saturating_sub(7)..at.saturating_sub(1)).rev().take_while(part).filter(|_| comma);
        let office = office.into_iter().find(|&i| parse.nodes[i].is(Labels::OFFICE) && parse.entity(i).is_some());
        [before, office, after].into_iter().flatten().find_map(|i| {
            let office = parse.nodes[i].is(Labels::OFFICE | Labels::SOURCE_HEAD) || parse.entity(i)?.group;
            let told = parse.entity(i).is_some_and(|e| !e.person && e.places.is_empty());
            let found = Found { node: i as u32, ..f };
            let plain = parse.nodes[i].joined_prep().is_none() && !parse.nodes[i].joined_by_and();
            (office && told && plain).then(|| self.kind_of(found).unwrap_or_else(|| self.kind_by_head(found)))
        })
    }

    /// What the one of that surname was called when the report named him in full.
    fn named_before(&self, f: Found) -> Option<SpeakerKind> {
        let surname = |line: u32, node: usize| {
            let parse = &self.lines[line as usize];
            self.types.folded(parse.tokens[parse.nodes[node].last as usize - 1])
        };
        let own = surname(f.line, f.node as usize);
        (0..=f.line).find_map(|line| {
            let parse = &self.lines[line as usize];
            (0..parse.nodes.len()).find_map(|at| {
                let entity = parse.entity(at).filter(|e| e.person && e.actor.is_none())?;
                let found = Found { line, node: at as u32, via: None };
                if (line, at as u32) == (f.line, f.node) || surname(line, at) != own {
                    return None;
                }
                let by_office = entity.of.and_then(|of| self.kind_of_actor(of, 0));
                let head = parse.nodes[at].is(Labels::OFFICE).then(|| self.kind_by_head(found));
                by_office.or(entity.speaks).or_else(|| self.beside(found)).or(head)
            })
        })
    }

    /// The kind that the language's list has for the head noun of a phrase.
    fn listed_kind(&self, f: Found) -> Option<SpeakerKind> {
        let (parse, node) = self.node(f);
        let lemma = node.lemma.map(|l| self.k.lexicon.lemma(l).folded.as_str());
        let stems = self.types.stems(parse.tokens[node.head as usize]);
        self.k.language.kinds.among(stems.chain(lemma)).copied()
    }

    fn kind_of_actor(&self, at: u32, depth: u8) -> Option<SpeakerKind> {
        let actor = &self.k.actors[at as usize];
        let country = self.country.unwrap_or("");
        // State media are media.
        if actor.kind == ActorKind::Media {
            return Some(SpeakerKind::Media);
        }
        let side = |a: &crate::knowledge::Actor| a.party_in.iter().any(|c| c == country);
        if side(actor) {
            return Some(SpeakerKind::Party);
        }
        if depth < 3 {
            for m in &actor.member_of {
                if let Some(parent) = self.k.actor_index.get(&m.of)
                    && self.kind_of_actor(*parent, depth + 1) == Some(SpeakerKind::Party)
                {
                    return Some(SpeakerKind::Party);
                }
            }
        }
        match actor.speaks {
            Some(SpeakerKind::Party) if !actor.party_in.is_empty() => Some(SpeakerKind::Authority),
            Some(kind) => Some(kind),
            None => Some(match actor.kind {
                ActorKind::Monitor => SpeakerKind::Monitor,
                ActorKind::Media => SpeakerKind::Media,
                ActorKind::People => SpeakerKind::Witness,
                ActorKind::Person => SpeakerKind::Person,
                _ => SpeakerKind::Authority,
            }),
        }
    }

    /// A number as a quantity.
    pub fn quantity(&self, s: &Sentence<'_>, n: Counted) -> Quantity {
        let text = self.report.text;
        match n {
            Counted::Dual(at) | Counted::One(at) => {
                let (start, end) = s.parse.bare_span(self.types, text, &s.nodes[at]);
                let words = text[start..end].to_owned();
                Quantity {
                    value: n.value(s),
                    high: None,
                    qualifier: Qualifier::Exactly,
                    unit: Some(words.clone()),
                    text: words,
                }
            }
            Counted::Sum { first, last, value } => {
                let (start, _) = s.parse.span(s.nodes[first].first, s.nodes[first].last);
                let (_, end) = s.parse.span(s.nodes[last].first, s.nodes[last].last);
                let words = text[start..end].to_owned();
                Quantity { value, high: None, qualifier: Qualifier::Exactly, unit: None, text: words }
            }
            Counted::Node(at) => {
                let number = &s.parse.numbers[s.nodes[at].index as usize];
                let (start, _) = s.parse.span(number.qualifier_first as u32, number.qualifier_first as u32 + 1);
                let (_, end) = s.parse.span(number.last as u32 - 1, number.last as u32);
                let unit = number.unit.map(|u| {
                    let token = s.parse.tokens[u];
                    text[token.start as usize..token.end as usize].to_owned()
                });
                Quantity {
                    value: number.value,
                    high: number.high,
                    qualifier: match number.qualifier {
                        Said::Exactly => Qualifier::Exactly,
                        Said::About => Qualifier::About,
                        Said::MoreThan => Qualifier::MoreThan,
                        Said::AtLeast => Qualifier::AtLeast,
                        Said::LessThan => Qualifier::LessThan,
                        Said::UpTo => Qualifier::UpTo,
                    },
                    unit,
                    text: text[start.min(end)..end].to_owned(),
                }
            }
        }
    }

    /// A time node as a time.
    pub fn time(&self, s: &Sentence<'_>, at: usize) -> When {
        use hudna_arabic::times::Grain;
        debug_assert_eq!(s.nodes[at].kind, Kind::Time);
        let time = &s.parse.times[s.nodes[at].index as usize];
        let (start, end) = s.parse.span(time.first as u32, time.last as u32);
        When {
            text: self.report.text[start..end].to_owned(),
            start,
            end,
            precision: match time.grain {
                Grain::Second | Grain::Minute | Grain::Hour => TimePrecision::Hour,
                Grain::Day => TimePrecision::Day,
                Grain::Week => TimePrecision::Week,
                Grain::Month => TimePrecision::Month,
                Grain::Quarter | Grain::Year => TimePrecision::Year,
                Grain::Vague => TimePrecision::Vague,
            },
            from: time.from.map(|t| t.date()),
            // `to` of a time span is a half-open end; a claim's is its last day.
            to: time.to.and_then(|t| t.checked_sub(jiff::SignedDuration::from_nanos(1)).ok()).map(|t| t.date()),
            duration_days: time.duration_days,
        }
    }
}

const FNV_BASIS: u64 = 0xcbf2_9ce4_8422_2325;

/// FNV-1a over words of eight bytes, the rest byte by byte: a whole text costs little.
fn fingerprint(bytes: &[u8]) -> u64 {
    let (words, rest) = bytes.as_chunks::<8>();
    let mixed = words.iter().fold(FNV_BASIS, |hash, word| {
        (hash ^ u64::from_le_bytes(*word)).wrapping_mul(0x0000_0100_0000_01b3).rotate_left(23)
    });
    fnv(mixed, rest)
}

/// FNV-1a, which stays the same from build to build.
fn fnv(start: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(start, |hash, b| (hash ^ u64::from(*b)).wrapping_mul(0x0000_0100_0000_01b3))
}

/// FNV-1a over what makes the claim this one: the report's text, event, way, offsets, rule.
pub(super) fn stable_id(claim: &Claim, text_hash: u64) -> String {
    let mut hash = text_hash;
    let mut eat = |bytes: &[u8]| hash = fnv(fnv(hash, bytes), &[0xff]);
    eat(claim.event.code().as_bytes());
    eat(claim.modality.code().as_bytes());
    eat(&[u8::from(claim.ceases)]);
    eat(&(claim.trigger.start as u64).to_le_bytes());
    eat(claim.rule.as_bytes());
    for role in [&claim.actor, &claim.target, &claim.place, &claim.speaker] {
        for m in role {
            eat(&(m.start as u64).to_le_bytes());
        }
        eat(&[]);
    }
    format!("{hash:016x}")
}

/// `ستنتشر الخميس`: the weekday of what is only promised is the next one.
pub(super) fn ahead(mut when: When, published: Option<jiff::civil::Date>) -> When {
    let week = jiff::Span::new().days(7);
    if let (Some(from), Some(to), Some(day), TimePrecision::Day) = (when.from, when.to, published, when.precision)
        && to < day
        && let (Ok(next), Ok(end)) = (from.checked_add(week), to.checked_add(week))
        && end >= day
    {
        (when.from, when.to) = (Some(next), Some(end));
    }
    when
}
