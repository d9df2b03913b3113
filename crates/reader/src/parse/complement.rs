//! What still belongs to a phrase after its head: genitives, adjectives, names in quotes.

use super::group::Grouper;
use super::node::{Entity, Kind, Node};
use super::words::ACTOR_HEAD;
use crate::knowledge::{ActorKind, Labels, holds};
use hudna_arabic::morph::{Pos, Proclitics};

impl Grouper<'_, '_> {
    /// Takes adjectives, genitives, `باسم X`, `في X`, `التابعة ل X` into the phrase; gives the node after it.
    pub(super) fn complement(&self, start: usize, entity: &mut Entity, made: &mut Node, loose: bool) -> usize {
        let mut at = start;
        let mut genitives = 0;
        let mut belongs = false;
        let mut open_ended = self.takes_genitive(start - 1);
        // `قصف عناصر التنظيم المدنيين`: after a verb what is definite takes no further genitive.
        let acts = !loose && start > 1 && self.nodes[start - 2].kind == Kind::Verb;
        let mut closed = false;
        while let Some(n) = self.node(at) {
            let open = self.skip_open(at);
            let plain_pro = n.pro.0 & !Proclitics::AL.0 == 0;
            if let Some(inner) = self.entity(open) {
                let genitive = self.nodes[open].pro.0 & !Proclitics::AL.0 == 0;
                // `الأمين العام للأمم المتحدة`: of what a definite office is, not to whom its holder speaks.
                let kind = inner.actor.map(|a| self.k.actors[a as usize].kind);
                if at > start
                    && open == at
                    && self.nodes[start - 1].is(Labels::OFFICE)
                    && self.nodes[start - 1].pro.has(Proclitics::AL)
                    && self.nodes[at - 1].kind == Kind::Adjective
                    && self.nodes[at].joined_prep() == Some("ل")
                    && kind.is_some_and(|k| k != ActorKind::Media)
                    && !inner.person
                {
                    self.note_inner(entity, inner);
                    (made.last, at) = (self.nodes[at].last, at + 1);
                    break;
                }
                // `رتل للتحالف`, `تجمعات للفصائل`: whose an indefinite group is.
                if at == start && open == at && self.group_of(start - 1, at) {
                    entity.actor = inner.actor;
                    made.last = self.nodes[at].last;
                    at += 1;
                    break;
                }
                // `مصادر بالمعارضة`, `مصدر طبي بالمستشفى`: where a source sits.
                let sits = loose && open == at && self.may_sit(start - 1, at) && inner.people.is_none();
                if self.led_by(start, at, open) || sits && inner.goods.is_none() && !inner.person && genitives == 0 {
                    self.note_inner(entity, inner);
                    made.last = self.nodes[at].last;
                    at += 1;
                    break;
                }
                // `ثلاثة جرحى (وزارة الصحة)`: what stands in brackets after people is no part of them.
                if open > at && entity.people.is_some() && self.bracket(at) {
                    break;
                }
                if open > at && self.quoted_apart(entity, inner, loose) {
                    break;
                }
                // `متمردين مسلحين`: after a plural with its nun, an adjective.
                if at == start && open == at && self.armed_too(start - 1, at) {
                    (made.last, at) = (self.nodes[at].last, at + 1);
                    continue;
                }
                if genitive
                    // `أبلغ مصدر أمني وكالة الأنباء`: whom he told.
                    && (open_ended && !(closed && self.another(open)) || self.nationality(start, open) || inner.both && at == start && !self.article(start - 1) || at > start && loose && kind != Some(ActorKind::Media))
                    && genitives < 3
                    && !inner.person
                    && !(loose && self.after_definite_adjective(at) && inner.actor.is_some() && !inner.group)
                    && !self.another_after_adjective(start, at)
                    && inner.goods.is_none()
                    && !self.nominative(open)
                    && !self.state_of_counted(start, open)
                    && !self.victim_of(start - 1, open)
                    && !self.struck_by_one(start, open)
                    && !(self.accusative(open) || at > start && self.complete(at))
                    && (inner.people.is_none() || genitives == 0)
                {
                    self.note_inner(entity, inner);
                    entity.inner = Some(self.nodes[open].first);
                    genitives += 1;
                    closed = acts && !(self.takes_genitive(open) && (inner.group || inner.actor.is_none()));
                    let next = if open > at { self.skip_close(open + 1) } else { open + 1 };
                    made.last = self.nodes[next - 1].last;
                    at = next;
                    continue;
                }
                break;
            }
            let event = self.tells(n) && !self.names_body(at);
            match n.kind {
                // `دورية تابعة لقسد`
                Kind::Noun | Kind::Adjective | Kind::Verb
                    if plain_pro
                        && !event
                        && n.is(Labels::BELONG)
                        && self.says_whose(start - 1, at)
                        && self.owner(at).is_some() =>
                {
                    let Some((actor, next)) = self.owner(at) else { break };
                    entity.of = entity.of.or(Some(actor));
                    at = next;
                    made.last = self.nodes[at - 1].last;
                    continue;
                }
                // `الرئيسان المصري والفرنسي`: two who act.
                Kind::Adjective if event || !self.describes(start - 1, at) || self.nation_joined(at).is_some() => break,
                // `وكالات الإغاثة مستعدة`, `قواته قادرة`: what is indefinite after a name or a pronoun is said of it.
                Kind::Adjective if !n.pro.has(Proclitics::AL) && self.closed_before(start, at) => break,
                Kind::Adjective if plain_pro => {
                    let nation = self.adjective_actor(at);
                    entity.of = entity.of.or(nation);
                    // `مروحيات إسرائيلية مخيم جباليا`, `قوة أمنية منزلا`: after an indefinite adjective no genitive follows.
                    // `تجمع أحرار الجبل`: what does not agree is a genitive itself.
                    let force = nation.is_some() || self.nodes[start - 1].is(Labels::FORCE_HEAD);
                    open_ended &= n.pro.has(Proclitics::AL) || loose || !force || !self.of_number(start - 1, at);
                }
                Kind::Adjective
                    if n.pro.0 & !(Proclitics::AL.0 | Proclitics::WA.0) == 0
                        && at > start
                        && self.nodes[at - 1].kind == Kind::Adjective => {}
                Kind::Noun
                    if plain_pro
                        && n.operator.is_none()
                        && genitives < 3
                        && open_ended
                        && !closed
                        // `نفى المتحدث باسم الجيش التقارير`, `دعا محافظ تعز المليشيات`: what is definite takes no genitive.
                        && !(at > start && (self.complete(at) || n.is(Labels::DOCUMENT)))
                        // `قصفت طائرة بلدة كذا`: nor do arms belong to a town.
                        && !(n.is(Labels::PLACE_KIND) && self.nodes[start - 1].is(Labels::ARMS))
                        // `فقد مدني حياته`: what is his is no part of the phrase.
                        && !((entity.people.is_some() || loose) && n.enc.is_some())
                        && !self.accusative(at)
                        && !self.state_of_counted(start, at)
                        // `إصابة امرأة نتيجة قصف`: a preposition that looks like a noun.
                        && !self.like_preposition(at)
                        && !n.is(Labels::REPORT | Labels::REPORT_ABOUT)
                        && (n.is(ACTOR_HEAD) || (loose || genitives == 0) && !event || self.drone(start, at)) =>
                {
                    genitives += 1;
                    entity.inner = n.is(Labels::FORCE_HEAD | Labels::BODY_HEAD).then_some(n.first).or(entity.inner);
                    closed = acts && !self.takes_genitive(at);
                }
                // `منسق الأمم المتحدة للشؤون الإنسانية`, `متحدث باسم الجيش`.
                Kind::Noun if loose && n.joined_prep().is_some() && !n.joined_by_and() && self.belongs(at) => {
                    open_ended = self.takes_genitive(at);
                }
                Kind::Noun
                    if matches!(n.pos(), Some(Pos::ActiveParticiple | Pos::PassiveParticiple))
                        && plain_pro
                        && !event
                        && self.describes(start - 1, at) =>
                {
                    if let Some((actor, next)) = self.owner(at) {
                        entity.of = entity.of.or(Some(actor));
                        at = next;
                        made.last = self.nodes[at - 1].last;
                        continue;
                    }
                }
                // `وفد من قسد`, `وحدات من الجيش اللبناني`: a part stands for the whole.
                Kind::Prep
                    if entity.actor.map_or(!entity.definite, |a| self.unnamed(a) && !self.article(start - 1))
                        && n.enc.is_none()
                        && self.part_of(n)
                        && self.nodes[start - 1].is(Labels::FORCE_HEAD | Labels::BODY_HEAD)
                        && self.entity(self.skip_open(at + 1)).is_some_and(|e| e.actor.is_some() && !e.person) =>
                {
                    let inside = self.skip_open(at + 1);
                    entity.actor = self.entity(inside).and_then(|e| e.actor);
                    at = if inside > at + 1 { self.skip_close(inside + 1) } else { inside + 1 };
                    made.last = self.nodes[at - 1].last;
                    break;
                }
                // `مسلحي آل مسعود`
                Kind::Verb if let Some(next) = self.family(at) => {
                    at = next;
                    made.last = self.nodes[at - 1].last;
                    break;
                }
                // `قوات من الفرقة 36`
                Kind::Prep if !loose && let Some(next) = self.part_of_unit(start - 1, at) => {
                    at = next;
                    made.last = self.nodes[at - 1].last;
                    break;
                }
                // `التقى نظيره في أنقرة`: where they met.
                Kind::Prep if loose && n.enc.is_none() && made.enc.is_none() => {
                    // `مسؤول في الدفاع المدني`, `مصدر من داخل المدينة`.
                    let prep = n.lemma.map(|l| self.k.lexicon.lemma(l).folded.as_str());
                    if !prep.is_some_and(|p| holds(&self.k.language.belonging, p)) || self.asked_of(start, n) {
                        break;
                    }
                    let inside = self.skip_open(at + 1);
                    let Some(inner) = self.entity(inside) else { break };
                    // `وزير الدفاع التركي في موسكو`: where he is.
                    let nation = |a: u32| self.k.actors[a as usize].kind == ActorKind::State;
                    let state = self.two(made) || entity.of.is_some_and(nation);
                    if state && genitives > 0 && self.nodes[start - 1].is(Labels::OFFICE) && !inner.places.is_empty() {
                        break;
                    }
                    if self.cited(at, inside)
                        || inner.goods.is_some()
                        || inner.people.is_some()
                        || inner.actor.is_none() && (entity.at.is_some() || belongs)
                    {
                        break;
                    }
                    self.note_inner(entity, inner);
                    // `ممثلون عن الطرفين في المطار`: where they meet is no part of whom they stand for.
                    belongs = true;
                    entity.both |= inner.both;
                    at = if inside > at + 1 { self.skip_close(inside + 1) } else { inside + 1 };
                    made.last = self.nodes[at - 1].last;
                    continue;
                }
                // `لواء كذا`: an unlisted name after a head, but not `اعتقل التنظيم محمد العلي`, `احتجز الجيش كذا`.
                Kind::Unknown
                    if plain_pro
                        && at == start
                        && !loose
                        && !(self.article(start - 1) && self.is_given_name(at))
                        && !self.done_by(start - 1, at) =>
                {
                    (made.last, at) = (n.last, at + 1);
                    if self.node(at).is_some_and(|m| m.kind == Kind::Unknown && !self.glued(at)) {
                        made.last = self.nodes[at].last;
                        at += 1;
                    }
                    continue;
                }
                Kind::Open if at == start => {
                    // A name in quotes that is not known: `فصيل "كذا"`.
                    let mut close = at + 1;
                    while close < at + 5
                        && self
                            .node(close)
                            .is_some_and(|m| matches!(m.kind, Kind::Unknown | Kind::Noun | Kind::Adjective))
                    {
                        close += 1;
                    }
                    if close > at + 1 && self.node(close).is_some_and(|m| m.kind == Kind::Close) {
                        made.last = self.nodes[close].last;
                        at = close + 1;
                        continue;
                    }
                    break;
                }
                _ => break,
            }
            made.last = n.last;
            at += 1;
        }
        at
    }
}
