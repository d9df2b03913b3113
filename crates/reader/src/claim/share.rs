//! What the claims of one sentence take from each other, and which of them are one.

use super::build::Draft;
use super::count::{Counted, Numbers};
use super::slots::{Found, Sentence};
use super::spot;
use super::toll::{combatant, side_of};
use crate::knowledge::{Labels, RoleKind, holds};
use crate::parse::{Entity, Kind, Node};
use hudna_arabic::morph::{Pos, Proclitics};
use hudna_claims::{Event, Modality};
use std::cell::Cell;

const ROLES: [RoleKind; 6] =
    [RoleKind::Actor, RoleKind::Target, RoleKind::Mediator, RoleKind::Place, RoleKind::Goods, RoleKind::People];

/// Completes the drafts of a line from each other.
pub(crate) fn share(s: &Sentence<'_>, drafts: &mut Vec<Draft>) {
    if drafts.is_empty() {
        return;
    }
    super::onward::likely(s, drafts);
    super::onward::arms_struck(s, drafts);
    super::onward::announced(s, drafts);
    super::onward::other_party(s, drafts);
    super::onward::let_strike(s, drafts);
    super::befell::avenged(s, drafts);
    super::befell::sides(s, drafts);
    super::broken::of_deal(s, drafts);
    both_parties(s, drafts);
    super::company::taken_up(s, drafts);
    super::owned::owners(s, drafts);
    super::parted::costs(s, drafts);
    super::understood::means(s, drafts);
    super::onward::in_a_blow(s, drafts);
    spot::overflown(s, drafts);
    super::back::areas(s, drafts);
    super::pointed::areas(s, drafts);
    moved(s, drafts);
    super::blows::object_first(s, drafts);
    super::blows::one_strike(s, drafts);
    merge(s, drafts, false);
    super::rows::of_pronoun(s, drafts);
    super::whose::caused(s, drafts);
    super::whose::joined(s, drafts);
    super::whose::announced(s, drafts);
    super::arms::owned(s, drafts);
    super::arms::wielded(s, drafts, Event::Attack);
    for i in 0..drafts.len() {
        for rule in &s.k.language.shares {
            if !rule.to.contains(&drafts[i].event) {
                continue;
            }
            let near = (0..drafts.len())
                .filter(|&j| j != i && rule.from.contains(&drafts[j].event) && drafts[j].sentence == drafts[i].sentence)
                .filter(|&j| linked(s, drafts[i].node, drafts[j].node))
                .filter(|&j| drafts[i].event != Event::Harm || !s.came_first(drafts[i].node, &drafts[j]))
                .min_by_key(|&j| drafts[i].node.abs_diff(drafts[j].node));
            let Some(j) = near else { continue };
            for role in &rule.roles {
                if drafts[i].slots.get(*role).is_empty() {
                    let mut taken = drafts[j].slots.get(*role).clone();
                    // `مقتل عناصر الصحوة التي تحارب التنظيم`: who is killed does not do it.
                    let fights = *role == RoleKind::Actor && drafts[j].event == Event::Clash;
                    // `قتل ثلاثة في اشتباكات بين الجيش والمتمردين`: nor is it told which of them did it.
                    if fights {
                        taken.clear();
                    }
                    *drafts[i].slots.get_mut(*role) = taken;
                }
            }
        }
    }
    super::arms::wielded(s, drafts, Event::Harm);
    super::mediators::of_one_deal(s, drafts);
    super::befell::when(s, drafts);
    super::whereabouts::natives(s, drafts);
    spot::held_areas(s, drafts);
    spot::pairs(s, drafts);
    super::whereabouts::rows(s, drafts);
    spot::posts(s, drafts);
    spot::nameless(s, drafts);
    near_places(s, drafts);
    s.headed(drafts);
    super::pointed::under_deals(s, drafts);
    fallen(s, drafts);
    spot::homes_left(s, drafts);
    spot::overflown(s, drafts);
    spot::origins(s, drafts);
    spot::smallest(s, drafts);
    spot::strongholds(s, drafts);
    super::elsewhere::unnamed(s, drafts);
    super::sites::struck(drafts);
    super::demand::asked(s, drafts);
    super::demand::stopped_by(s, drafts);
    super::demand::pressed(drafts);
    super::hurt::not_of_blows(s, drafts);
    super::hurt::others_taken(s, drafts);
    super::whose::of_deal(s, drafts);
    super::meeting::called_together(s, drafts);
    super::meeting::by_teller(s, drafts);
    super::control::serving(s, drafts);
    super::vehicles::struck(s, drafts);
    super::terms::of_both(s, drafts);
    super::company::complete(s, drafts);
    super::mediators::between(s, drafts);
    super::mediators::of_many_states(s, drafts);
    super::vehicles::beside(s, drafts);
    super::rows::of_nations(s, drafts);
    super::broken::by_deed(s, drafts);
}

/// `أجلت الفرق 12 جريحا`: the wounded and the dead who are moved are not told to be hurt.
fn moved(s: &Sentence<'_>, drafts: &mut Vec<Draft>) {
    let carried: Vec<usize> = drafts
        .iter()
        .filter(|d| s.k.language.moving.contains(&d.event))
        .flat_map(|d| [&d.slots.actor, &d.slots.target, &d.slots.people])
        .flatten()
        .filter(|f| f.line == s.line)
        .map(|f| f.node as usize)
        .collect();
    drafts.retain(|d| d.event != Event::Harm || s.nodes[d.node].kind == Kind::Verb || !carried.contains(&d.node));
}

/// `مقتل خمسة من مسلحي العشائر في اشتباكات مع قسد`: those who fell in fights with one party are the other.
fn fallen(s: &Sentence<'_>, drafts: &mut [Draft]) {
    for i in 0..drafts.len() {
        let d = &drafts[i];
        let [one] = d.slots.actor[..] else { continue };
        let with = one.line == s.line
            && preposition(s, one.node as usize).is_some_and(|p| holds(&s.k.language.prepositions.with, p));
        if d.event != Event::Clash || !with || s.nodes[d.node].kind == Kind::Verb {
            continue;
        }
        let who = |f: &Found| s.lines_entity(*f).and_then(|e| e.actor);
        let fought = |f: &&Found| f.line == s.line && s.fights(f.node as usize) && who(f) != who(&one);
        let near = |h: &&Draft| {
            h.event == Event::Harm && h.sentence == d.sentence && h.node < d.node && linked(s, h.node, d.node)
        };
        let other = drafts.iter().filter(near).flat_map(|h| h.slots.target.iter()).find(fought).copied();
        drafts[i].slots.actor.splice(0..0, other);
    }
}

/// Two predicates of one clause: no clause opener between them.
pub(super) fn linked(s: &Sentence<'_>, a: usize, b: usize) -> bool {
    let (from, to) = (a.min(b), a.max(b));
    // `مما أسفر عن`: what it brought about is of the same blow.
    let result = |i: usize| s.nodes.get(i + 1).is_some_and(|v| v.kind == Kind::Verb && v.is(Labels::CAUSE));
    !(from..to).any(|i| {
        let n = &s.nodes[i];
        n.kind == Kind::Stop || n.kind == Kind::Particle && n.is(Labels::CLAUSE) && !result(i)
    })
}

/// `قصف مصدره مناطق سيطرة قسد استهدف الباب`: the land that a blow comes from is not where it falls.
fn origin(s: &Sentence<'_>, d: &Draft) -> bool {
    s.nodes[d.node].kind == Kind::AgentMark
}

/// What is told without a place happens where its sentence is about: the named place nearest to it.
fn near_places(s: &Sentence<'_>, drafts: &mut [Draft]) {
    let names = |i: usize| {
        s.entity(i).is_some_and(|e| {
            (!e.places.is_empty() && !e.guarded || e.unlisted) && !e.person && (e.actor.is_none() || inside(s, i))
        }) && !s.locates(i)
            && !s.name_of_deal(i)
            && !s.left_out_of(i)
            && !s.seat_of_talks(i)
            && !s.hails(i)
            && !s.own_ground(i)
            && preposition(s, i) != Some("ل")
    };
    // `يقضي الاتفاق بوقف إطلاق النار وفتح معبر كذا`: what is opened or closed is where nothing else is.
    let ways: Vec<usize> = drafts
        .iter()
        .filter(|d| matches!(d.event, Event::RouteOpen | Event::RouteClose))
        .flat_map(|d| d.slots.place.iter().filter(|f| f.line == s.line && f.via.is_none()).map(|f| f.node as usize))
        .filter(|&i| !s.has_prep(i))
        .collect();
    // Each draft asks again for the same names.
    let asked: Vec<Cell<Option<bool>>> = vec![Cell::new(None); s.nodes.len()];
    let named = |i: usize| {
        asked[i].get().unwrap_or_else(|| {
            let told = names(i);
            asked[i].set(Some(told));
            told
        })
    };
    // `تقع البلدة الفلانية في منطقة خاضعة ل`: what lies in a held area is held.
    let lies_there = |area: usize| {
        let by = s.before(area).filter(|&b| s.nodes[b].kind == Kind::Prep && s.nodes[b].enc.is_none());
        by.is_some_and(|b| {
            holds(&s.k.language.prepositions.within, s.folded_stem(&s.nodes[b])) && s.before(b).is_some_and(named)
        })
    };
    // `أسفرت مفاوضات في جنيف عن اتفاق على هدنة`: where one talks is not where that is which one talks about.
    let seats: Vec<usize> = drafts
        .iter()
        .filter(|d| d.event == Event::Meet)
        .flat_map(|d| d.slots.place.iter().filter(|f| f.line == s.line && f.via.is_none()).map(|f| f.node as usize))
        .collect();
    let talked_of = |d: &Draft| {
        let ahead =
            matches!(d.modality, Modality::Agreed | Modality::Demanded | Modality::Promised | Modality::Possible);
        ahead && !matches!(d.event, Event::Meet | Event::Agree | Event::Collapse)
    };
    // `كانت في طريقها إلى كذا`, `نقلوا إلى مستشفى كذا`: nor is where somebody is on his way to, or taken when he was hit, where he is struck.
    let goal = |j: usize| {
        let under_way = j.checked_sub(2).is_some_and(|w| {
            let n = &s.nodes[w];
            n.enc.is_some() && holds(&s.k.language.ways, s.folded_stem(n))
        });
        (under_way || s.kind_word(j) == Some("hospital"))
            && preposition(s, j).is_some_and(|p| holds(&s.k.language.prepositions.toward, p))
    };
    let struck = |event: Event| matches!(event, Event::Attack | Event::Harm | Event::Clash | Event::Truce);
    let own: Vec<(usize, usize)> = drafts
        .iter()
        .flat_map(|d| d.slots.place.iter().map(|f| (f, d.node)))
        .filter(|(f, _)| f.line == s.line && f.via.is_none())
        .map(|(f, node)| (f.node as usize, node))
        .collect();
    let stations = super::elsewhere::stations(s, drafts);
    for d in drafts.iter_mut() {
        let vague = !d.slots.place.is_empty()
            && d.slots.place.iter().all(|f| {
                f.via.is_none()
                    && !s.site(*f)
                    && !(f.line == s.line && s.called_so(f.node as usize))
                    && s.lines_entity(*f).is_some_and(|e| e.area && !e.unlisted && e.places.is_empty())
                    && !(f.line == s.line && s.held(f.node as usize).is_some() && !lies_there(f.node as usize))
            });
        // `أوامر إخلاء لسكان جبشيت وعدشيت`: the row begins with where those live who are named.
        if let Some(first) = d.slots.place.first().filter(|f| f.line == s.line && f.via.is_none())
            && let Some(people) = home_row(s, first.node as usize)
        {
            d.slots.place.insert(0, s.found(people));
        }
        if d.slots.place.is_empty() {
            d.slots.place.extend(s.held_at(d).into_iter().flatten());
        }
        if d.event == Event::Meet && d.slots.place.is_empty() {
            let hall = s.hall(d.node).filter(|&i| named(i)).map(|i| s.found(i));
            d.slots.place.extend(hall.or_else(|| s.met_in(d)).or_else(|| super::meeting::held_in(s, d.node)));
        }
        if !(d.slots.place.is_empty() || vague) || s.k.language.placeless.contains(&d.event) || origin(s, d) {
            continue;
        }
        let node = d.node;
        let start = s.sentence_start(node);
        // What is answered has its place, what answers it another.
        let parts = |j: &usize| matches!(s.nodes[*j].kind, Kind::Stop | Kind::ResponseMark);
        let end = (node..s.nodes.len()).find(parts).unwrap_or(s.nodes.len());
        let held = super::placing::holds_place(d.event);
        let elsewhere = matches!(d.event, Event::Truce | Event::Return | Event::Evacuate);
        let others = d.slots.place.is_empty().then_some((d.event, node));
        let (event, modality, about) = (d.event, d.modality, talked_of(d));
        let blow = matches!(d.event, Event::Attack | Event::Harm);
        let posts: Vec<usize> =
            stations.iter().filter(|st| st.of_those_in(d) || st.strike && blow).map(|st| st.place).collect();
        let left = |j: usize| j < node && super::elsewhere::left_behind(s, event, modality, node, j);
        // `خرجت القوات منها باتجاه القرية`: where one goes is not what one leaves.
        let toward = |j: usize| preposition(s, j).is_some_and(|p| holds(&s.k.language.prepositions.toward, p));
        let aimed = |j: usize| struck(event) && goal(j) || event == Event::ControlLeave && j > node && toward(j);
        let named = |j: usize| {
            named(j)
                && !posts.contains(&j)
                && !left(j)
                && !aimed(j)
                && (!sided(s, j) || next_to(s, node, j))
                && !(about && seats.contains(&j))
                && !(elsewhere && ways.contains(&j))
                && !others.is_some_and(|(event, node)| told_apart(s, event, node, j, &own))
        };
        let far = |j: &usize| named(*j) && !(held && s.beside(*j));
        let phrase = |j: &usize| s.nodes[*j].kind == Kind::Entity;
        // `القصف في وقت أعلنت فيه`, `حيث قال`: another clause has places of its own.
        let right = |fits: &dyn Fn(&usize) -> bool| {
            let found = (node + 1..end.min(node + 28)).find(|j| phrase(j) && fits(j) && linked(s, node, *j));
            let found = found.filter(|&j| !super::blows::long_after(s, node, j));
            // `أقام حاجزا عند مدخل البلدة بعد اشتباك قرب المحطة`: where another event was is not where this one is.
            // `قرى ضمن مناطق انتشار القوات بريف حلب`: but what an area is told by is no other event.
            let of_area = |t: usize| s.entity(t - 1).is_some_and(|e| e.area);
            let area = d.slots.place.iter().map(|f| f.node as usize).max().filter(|_| vague);
            found.filter(|j| area.is_none_or(|a| !(a + 1..*j).any(|t| s.triggers.contains(&t) && !of_area(t))))
        };
        // `رغم الهدنة`, `خلال الهدنة`: what is only the background of the clause takes nothing from it.
        if d.event == Event::Truce && s.background(node) {
            continue;
        }
        let left = |fits: &dyn Fn(&usize) -> bool| {
            (start..node).rev().find(|i| phrase(i) && fits(i) && !s.of_teller(*i, node))
        };
        // `معقل المعارضة`, `الجيب المحاصر`: what the report said of a place before is said of it again, unless one is named
        // right before it.
        let apposed = left(&far).is_some_and(|l| node - l <= 3);
        let told = s.nodes[node].is(Labels::HOLDING) || s.nodes[node].describes();
        let again = s.memory.enclave.filter(|_| held && told && !apposed && right(&far).is_none());
        if let Some(place) = again {
            d.slots.place = vec![Found { via: Some(s.span(node)), ..place }];
            continue;
        }
        // `انسحبوا من المدن التي سيطروا عليها`: they are not what was named before.
        let moves = matches!(d.event, Event::ControlLeave | Event::ControlTake);
        let others = vague && moves && d.slots.place.iter().any(|f| f.line == s.line && s.bare_plural(f.node as usize));
        let left = |fits: &dyn Fn(&usize) -> bool| left(fits).filter(|_| !others);
        // `الغوطة، آخر معقل لهم قرب دمشق`: what is only near to something comes last.
        let (left, right) = match (left(&far), right(&far)) {
            // `معقل لهم قرب دمشق`: what a place is near to is not it; the one named last may be.
            (None, None) if held => {
                let wide = |f: &Found| {
                    s.memory
                        .entity(*f)
                        .is_some_and(|e| e.places.iter().any(|p| s.k.places[*p as usize].kind == "country") || e.person)
                };
                let last = s.memory.places.iter().rev().find(|f| !wide(f)).copied();
                if let Some(place) = last.filter(|_| right(&|j| named(*j)).is_some()) {
                    d.slots.place = vec![Found { via: Some(s.span(node)), ..place }];
                    continue;
                }
                (left(&|j| named(*j)), right(&|j| named(*j)))
            }
            (None, None) => (left(&|j| named(*j)), right(&|j| named(*j))),
            found => found,
        };
        // `محافظة درعا: إصابة راعيين بانفجار لغم، في بلدة كذا`: what stands over the sentence says less.
        let mark = |n: &crate::parse::Node| matches!(n.kind, Kind::Mark | Kind::Comma);
        let heads = |l: usize| l == start && s.nodes.get(l + 1).is_some_and(mark);
        let besides = |l: usize| (l + 1..node).any(|i| s.tells_besides(i));
        let near = match (left, right) {
            (Some(l), Some(r)) if vague || r - node < node - l || heads(l) || besides(l) || in_clause(s, node, r) => {
                Some(r)
            }
            (Some(l), _) => Some(l),
            (None, r) => r,
        };
        // `تهجير سكان مدينة رفح`: where they live.
        let home = |f: &&Found| {
            f.via.is_none()
                && s.lines_entity(**f).is_some_and(|e| (e.people.is_some() || e.group) && e.at.is_some() && !e.person)
        };
        let lived = d.slots.target.iter().chain(&d.slots.actor).find(home).copied();
        if let Some(lived) = lived.filter(|_| d.slots.place.is_empty() || vague && near.is_none()) {
            d.slots.place = vec![lived];
            // `سكان النهود والخوي`
            let joins = |&i: &usize| home_row(s, i).is_some();
            let from = if lived.line == s.line { lived.node as usize + 1 } else { s.nodes.len() };
            d.slots.place.extend((from..s.nodes.len()).take_while(joins).map(|i| s.found(i)));
        } else if let Some(home) = s.besieged(d).filter(|_| near.is_none() && d.slots.place.is_empty()) {
            d.slots.place.push(home);
        } else if let Some((j, people)) = near.and_then(|j| Some((j, home_row(s, j)?))) {
            // `دعت أهالي نوى وإنخل وجاسم إلى الاعتصام`: the whole row of homes, unless a place that is told is somewhere.
            if d.slots.place.iter().all(|f| f.line == s.line && s.bare_plural(f.node as usize)) {
                d.slots.place = (people..=j).map(|i| s.found(i)).collect();
            }
        } else if let Some(j) = near {
            // `في يثرب وبلد، والضلوعية`: the whole row, where its last is the nearest; what is asked has places of its own.
            let took_place = matches!(d.modality, Modality::Happened | Modality::Ongoing | Modality::Begun);
            let before = |j: usize| {
                let row = s.nodes[j].joined_by_and() || s.entity(j).is_some_and(|e| e.listed);
                let b = (0..j).rev().find(|&b| !matches!(s.nodes[b].kind, Kind::Comma | Kind::Open | Kind::Close));
                b.filter(|&b| took_place && row && j < node && s.nodes[j].joined_prep().is_none() && named(b))
            };
            let j = std::iter::successors(Some(j), |&j| before(j)).take(20).last().unwrap_or(j);
            // `في العراق وسوريا`: a state that is joined to one where it is.
            let state = |i: usize| s.entity(i).is_some_and(|e| e.actor.is_some() && !e.places.is_empty() && !e.person);
            let along = |i: usize| state(j) && state(i) && s.nodes[i].joined_prep().is_none();
            let all = s.conjuncts(j).into_iter().map(|f| f.node as usize);
            d.slots.place = all.filter(|&i| named(i) || along(i)).map(|i| s.found(i)).collect();
        }
    }
}

/// `أهالي نوى وإنخل وجاسم`: the people to whose place one is joined, which so is where more of them live.
pub(super) fn home_row(s: &Sentence<'_>, at: usize) -> Option<usize> {
    let place = |i: usize| s.entity(i).is_some_and(|e| (e.names_place() || e.unlisted) && e.actor.is_none());
    let joined = |i: usize| s.nodes[i].joined_by_and() && s.nodes[i].joined_prep().is_none() && place(i);
    let home = |e: &Entity| e.at.is_some() && (e.people.is_some() || e.group) && !e.person;
    let first = (0..=at).rev().find(|&i| !joined(i)).filter(|_| joined(at));
    first.filter(|&i| s.entity(i).is_some_and(home))
}

/// `دبابات قرب الدوار أطلقت النار على الناس في الشارع`: whether a place stands in the clause of a verb, behind it and before any other word that
/// tells of something.
fn in_clause(s: &Sentence<'_>, verb: usize, place: usize) -> bool {
    let ends = |i: usize| {
        let n = &s.nodes[i];
        matches!(n.kind, Kind::Verb | Kind::Comma | Kind::Particle | Kind::Operator) || s.triggers.contains(&i)
    };
    s.nodes[verb].kind == Kind::Verb && !(verb + 1..place).any(ends)
}

/// Whether a place is so far from an event without one that it is no more of it; `own`: the places of the line with the events that
/// name them.
fn told_apart(s: &Sentence<'_>, event: Event, node: usize, place: usize, own: &[(usize, usize)]) -> bool {
    let particle = |n: &Node, label: u64| n.kind == Kind::Particle && n.is(label);
    let pause = |n: &Node| n.kind == Kind::Comma || particle(n, Labels::CLAUSE);
    let (from, to) = (node.min(place), node.max(place));
    // `تشهد المدينة قتالا، وأكد أن الهدنة`: what a clause with أن tells is told of by itself.
    // `فجرت منزلين في البلدة قبل أن تنسحب`: but not one with a word of time, which is still of the same.
    let timed = |i: usize| place < node && s.nodes[i - 1].is(Labels::TIME);
    if (from..to).any(|i| particle(&s.nodes[i], Labels::THAT) && !(i > 0 && timed(i))) {
        return true;
    }
    // `رغم القتال، دخلت قافلة إلى المدينة`: a place further on is that of the event that names it, unless the two are one row
    // (`إزالة الحواجز وفتح الطرق في المدينة`), or the other says which one is meant (`إزالة الحاجز الذي أقيم في القرية`).
    let row = |other: usize| {
        let n = &s.nodes[other];
        let between = &s.nodes[node..other];
        let which = between.iter().any(|n| particle(n, Labels::RELATIVE));
        let joined = n.kind == Kind::Noun && n.joined_by_and() && !between.iter().any(|n| n.kind == Kind::Verb);
        (joined || which) && !between.iter().any(pause)
    };
    let fell = matches!(event, Event::Attack | Event::Harm | Event::Displace);
    let parted = |other: usize| s.nodes[node + 1..=other].iter().any(|n| pause(n) || n.kind == Kind::Verb);
    let named =
        |&(p, other): &(usize, usize)| p == place && node < other && other < place && parted(other) && !row(other);
    if !fell && own.iter().any(named) {
        return true;
    }
    // `دخلت القافلة إلى المدينة، وتستمر الهدنة`: a truce that is told beside another event is not where that one is.
    let beside = |&(p, other): &(usize, usize)| (p == place && other < node).then_some(p.max(other));
    let start = if place > node { Some(node) } else { own.iter().filter_map(beside).min() };
    if event == Event::Truce && start.is_some_and(|a| s.nodes[a..to].iter().any(pause)) {
        return true;
    }
    // `داهمت القوات حيا في المدينة لاعتقال مطلوبين`: by a verbal noun somebody is taken where its own clause says.
    let deed = event == Event::Detain && s.nodes[node].kind == Kind::Noun;
    deed && s.nodes[from..to].iter().any(|n| pause(n) || n.kind == Kind::Verb)
}

/// Whether a state is named as the place where something happens: `في روسيا`, not `على روسيا`.
fn inside(s: &Sentence<'_>, at: usize) -> bool {
    sided(s, at) || preposition(s, at).is_some_and(|by| holds(&s.k.language.belonging, by)) && within(s, at)
}

/// `في شمال العراق`: whether a side of a state is told.
fn sided(s: &Sentence<'_>, at: usize) -> bool {
    let side = s.before(at).filter(|&b| {
        let n = &s.nodes[b];
        let word = matches!(n.kind, Kind::Noun | Kind::Adjective) && n.pro.0 == 0 && n.enc.is_none();
        word && s.locator(b) && n.is(Labels::DIRECTION)
    });
    let led = |b: usize| preposition(s, b).is_some_and(|by| holds(&s.k.language.prepositions.within, by));
    side.is_some_and(led)
        && s.nodes[at].pro.0 & !Proclitics::AL.0 == 0
        && s.entity(at).is_some_and(|e| e.actor.is_some())
}

/// Whether a place stands in the phrase of an event: near after it, with no other event between.
fn next_to(s: &Sentence<'_>, event: usize, at: usize) -> bool {
    const NEAR: usize = 14;
    // `غارات ضد معاقله في شمال العراق`
    let other = |i: usize| s.triggers.contains(&i) && !s.nodes[i].is(Labels::HOLDING);
    (event + 1..event + NEAR).contains(&at) && !(event + 1..at).any(other)
}

/// Whether a place stands after a preposition of place.
fn within(s: &Sentence<'_>, at: usize) -> bool {
    preposition(s, at).is_some_and(|by| {
        s.k.language
            .prep_defaults
            .iter()
            .any(|d| d.roles.contains(&RoleKind::Place) && d.events.is_empty() && holds(&d.preps, by))
    })
}

/// The preposition that a phrase takes, joined or apart.
pub(super) fn preposition<'a>(s: &Sentence<'a>, at: usize) -> Option<&'a str> {
    let apart = || s.before(at).filter(|&b| s.nodes[b].kind == Kind::Prep && s.nodes[b].enc.is_none());
    s.nodes[at].joined_prep().or_else(|| apart().map(|b| s.folded_stem(&s.nodes[b])))
}

/// `الطرفان`, and `هذا الاتفاق` with no party named, stand for the two parties last named together.
fn both_parties(s: &Sentence<'_>, drafts: &mut [Draft]) {
    let mut known: Option<Vec<Found>> = None;
    for d in drafts.iter_mut() {
        let is_both = |f: &Found| s.lines_entity(*f).is_some_and(|e| e.both);
        let symmetric = s.k.language.symmetric.contains(&d.event);
        if let Some(at) = d.slots.actor.iter().position(is_both) {
            // Those who are told of by a pronoun may stand in an earlier line.
            let both = d.slots.actor[at];
            let via = if both.line == s.line { Some(s.span(both.node as usize)) } else { both.via };
            let pair =
                known.get_or_insert_with(|| s.memory.two_parties(s.k, both.line.min(s.line), both.node as usize));
            if pair.len() == 2 {
                d.slots.actor.splice(at..=at, pair.iter().map(|f| Found { via, ..*f }));
                // One of the two may have been read beside them.
                let named = |f: &Found| f.via == via || !pair.iter().any(|p| (p.line, p.node) == (f.line, f.node));
                d.slots.actor.retain(named);
            }
        }
        if symmetric && d.slots.actor.len() == 2 {
            known = Some(d.slots.actor.iter().map(|f| Found { via: None, ..*f }).collect());
        }
    }
}

/// `مقتل أربعة عسكريين ومدني`: fighters and others are harmed in claims of their own.
pub(crate) fn parted(s: &Sentence<'_>, mut draft: Draft, out: &mut Vec<Draft>) {
    if let Some(apart) = draft.numbers.apart.take() {
        let mut other = draft.clone();
        other.numbers = Numbers { killed: apart.killed, injured: apart.injured, ..Numbers::default() };
        let second = |f: &Found| f.line == s.line && f.node as usize >= apart.from;
        for role in [RoleKind::Target, RoleKind::People] {
            draft.slots.get_mut(role).retain(|f| !second(f));
            other.slots.get_mut(role).retain(|f| second(f));
        }
        // `مقتل جنديين، مقابل ستة مقاتلين`: those set beside are no part of the row.
        let whom = (apart.from..s.nodes.len().min(apart.from + 3)).find(|&i| s.entity(i).is_some_and(|e| e.can_act()));
        if let Some(whom) = whom.filter(|_| other.slots.target.is_empty()) {
            other.slots.target.push(s.found(whom));
        }
        out.push(draft);
        out.push(other);
    } else {
        out.push(draft);
    }
}

/// Makes one claim of those that tell the same event the same way with compatible participants; `loosely`: a plain
/// mention joins one that says more of the way.
pub(crate) fn merge(s: &Sentence<'_>, drafts: &mut Vec<Draft>, loosely: bool) {
    let mut i = 1;
    while i < drafts.len() {
        let (kept, rest) = drafts.split_at(i);
        let d = &rest[0];
        let same = kept.iter().rposition(|k| k.event == d.event && k.sentence == d.sentence && these(s, k, d));
        let same = same.filter(|&k| way(&kept[k]) == way(d)).or_else(|| {
            kept.iter().position(|k| {
                k.event == d.event
                    && (k.sentence == d.sentence || loosely && only_back(s, k, d))
                    && !answers(s, k.node, d.node)
                    && !super::blows::apart(s, k, d)
                    && (way(k) == way(d) || loosely && weaker(k.modality, d.modality) && k.ceases == d.ceases)
                    && compatible(&k.speakers, &d.speakers)
                    && !of_others(k, d)
                    && !super::meeting::met_there(s, k, d)
                    && s.nth_time(k.node) == s.nth_time(d.node)
                    && (goes_on(s, k, d)
                        || ROLES[..4].iter().all(|r| {
                            compatible(k.slots.get(*r), d.slots.get(*r)) || *r == RoleKind::Target && one_blow(s, k, d)
                        }))
                    && (goes_on(s, k, d) || agree(s, k.numbers.count, d.numbers.count))
                    && agree(s, k.numbers.killed, d.numbers.killed)
                    && agree(s, k.numbers.injured, d.numbers.injured)
            })
        });
        match same {
            Some(k) => {
                let mut d = drafts.remove(i);
                if these(s, &drafts[k], &d) {
                    d.numbers.count = None;
                }
                // `قصفت القوات البلدة، وقال ناشطون إن القصف أوقع قتلى`: that it happened the outlet says itself.
                if s.nodes[d.node].pro.has(Proclitics::AL) && drafts[k].node < d.node {
                    d.speakers.clear();
                }
                // `رست سفينة قمح، هي الأولى التي تبلغ الميناء`: what tells it without needing more backs what does.
                drafts[k].backed |= d.backed || s.k.frames[d.frame as usize].needs.is_empty();
                absorb(&mut drafts[k], d);
            }
            None => i += 1,
        }
    }
}

fn agree(s: &Sentence<'_>, a: Option<Counted>, b: Option<Counted>) -> bool {
    a.zip(b).is_none_or(|(a, b)| a.value(s) == b.value(s))
}

/// `مقتل طفل ... وإصابة امرأة`: those who are hurt in one sentence, of one party or of none and not named, are of one blow.
fn one_blow(s: &Sentence<'_>, a: &Draft, b: &Draft) -> bool {
    let party = |d: &Draft| d.slots.target.iter().find_map(|f| s.lines_entity(*f).and_then(|e| e.actor.or(e.of)));
    let fights = |d: &Draft| {
        let here = d.slots.target.iter().filter(|f| f.line == s.line).map(|f| f.node as usize);
        here.filter_map(|i| combatant(s, i, i + 1)).next()
    };
    let named = |d: &Draft| d.slots.target.iter().any(|f| s.lines_entity(*f).is_some_and(|e| e.person));
    // `أصيب مسن بقصف على القرية، وأصيب طفل بقصف على المدينة`: who is told to be hurt as well was hurt besides.
    let again = || {
        let verb = |d: &Draft| {
            let n = &s.nodes[d.node];
            n.kind == Kind::Verb || n.kind == Kind::Noun && n.pro.0 & Proclitics::AL.0 == 0 && n.enc.is_none()
        };
        let (x, y) = (side_of(&s.nodes[a.node]), side_of(&s.nodes[b.node]));
        verb(a) && verb(b) && x.is_some() && x == y
    };
    let differ = |x: Option<u32>, y: Option<u32>| x.zip(y).is_some_and(|(x, y)| x != y);
    a.event == Event::Harm
        && a.sentence == b.sentence
        && !again()
        && !differ(party(a), party(b))
        && fights(a).zip(fights(b)).is_none_or(|(x, y)| x == y)
        && !named(a)
        && !named(b)
}

/// Whether one event answers the other (`الحصار جاء ردا على حصار`, `رد الجيش على الغارة بقصف الموقع`).
fn answers(s: &Sentence<'_>, a: usize, b: usize) -> bool {
    s.is_answered(a.min(b)) && !s.in_relative(a.max(b))
        || s.parse.has(Kind::ResponseMark) && s.nodes[a.min(b)..a.max(b)].iter().any(|n| n.kind == Kind::ResponseMark)
}

/// `قصفوا البلدة. وأسفر القصف عن أضرار`: a definite noun of force that says nothing more is of the blow told before it in its line.
fn only_back(s: &Sentence<'_>, a: &Draft, b: &Draft) -> bool {
    let n = &s.nodes[b.node];
    let bare = ROLES.iter().all(|r| b.slots.get(*r).is_empty()) && b.numbers.count.is_none() && b.time.is_none();
    let force = s.k.language.is_blow(b.event) || b.event == Event::Clash;
    force && bare && a.node < b.node && n.kind == Kind::Noun && n.pro.has(Proclitics::AL)
}

/// `شنوا سبع غارات، وأسفرت هذه الغارات عن قتلى`: a noun with a demonstrative is of the events told before it.
fn these(s: &Sentence<'_>, a: &Draft, b: &Draft) -> bool {
    let this = |at: usize| s.nodes[at].is(Labels::DEMONSTRATIVE) && s.nodes[at].kind == Kind::Particle;
    let noun = s.nodes[b.node].kind == Kind::Noun && s.nodes[b.node].pro.has(Proclitics::AL);
    noun && a.node < b.node && s.before(b.node).is_some_and(this)
}

/// `دخول شاحنات وإيصالها إلى السكان`: a verbal noun joined to the one before, with a pronoun for what that one is of.
fn goes_on(s: &Sentence<'_>, a: &Draft, b: &Draft) -> bool {
    let n = &s.nodes[b.node];
    n.enc.is_some() && n.pos() == Some(Pos::Masdar) && n.joined_by_and() && a.node < b.node && linked(s, a.node, b.node)
}

fn way(d: &Draft) -> (Modality, bool) {
    (d.modality, d.ceases)
}

/// `قصف مستمر` beside `قصف`: the plain one says less.
fn weaker(a: Modality, b: Modality) -> bool {
    matches!((a, b), (Modality::Ongoing, Modality::Happened) | (Modality::Begun, Modality::Happened))
}

/// Whether two lists do not name different phrases: one thing told by two phrases is told twice.
pub(super) fn compatible(a: &[Found], b: &[Found]) -> bool {
    a.is_empty() || b.is_empty() || a.iter().any(|x| x.among(b))
}

/// `وقعت أنقرة وموسكو مذكرة تعزز اتفاق أستانا بين روسيا وتركيا وإيران`: two agreements, as one has a party more.
fn of_others(a: &Draft, b: &Draft) -> bool {
    let (x, y) = (&a.slots.actor, &b.slots.actor);
    let within = |x: &[Found], y: &[Found]| x.iter().all(|f| f.among(y));
    a.event == Event::Agree && x.len() > 1 && y.len() > 1 && !(within(x, y) && within(y, x))
}

fn absorb(into: &mut Draft, from: Draft) {
    for role in ROLES {
        if into.slots.get(role).is_empty() {
            *into.slots.get_mut(role) = from.slots.get(role).clone();
        }
    }
    into.numbers.count = into.numbers.count.or(from.numbers.count);
    into.numbers.killed = into.numbers.killed.or(from.numbers.killed);
    into.numbers.injured = into.numbers.injured.or(from.numbers.injured);
    into.time = into.time.or(from.time);
    if into.speakers.is_empty() {
        into.speakers = from.speakers;
    }
}
