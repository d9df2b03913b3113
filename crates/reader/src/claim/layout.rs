//! What the lines of a report are to each other: whose statement it is, which lines are items of a list, who answers in an interview.

use super::refer::Speech;
use super::slots::{Found, Sentence};
use crate::knowledge::{ActorKind, Effect, Knowledge, Labels, holds};
use crate::parse::{Entity, Kind, Node, Parse, Types, bullet};
use crate::reader::Report;
use hudna_arabic::fold::fold;
use hudna_arabic::morph::{Number, Pos, Proclitics};
use hudna_claims::Modality;

/// A statement names who issues it in one of so many first lines.
const HEADING_LINES: usize = 4;

/// What one line is to the lines around it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Line {
    /// The line whose list this one is an item of.
    pub item_of: Option<usize>,
    /// The line with nothing but who says what this line tells: `قيادة الجبهة:`; or after which a text is given in full.
    pub led_by: Option<usize>,
    /// Who answers in this line.
    pub answers: Option<Found>,
}

/// A report's lines as a whole.
#[derive(Debug, Default)]
pub(crate) struct Layout {
    /// Who speaks as `we` outside of quotes: the body whose statement the report is.
    pub issuer: Option<Found>,
    /// Whether the whole report is the issuer's statement, by its first words or its signature, and so the issuer's word.
    pub statement: bool,
    /// What each line is.
    pub lines: Vec<Line>,
}

/// What a line that opens a list says over its items.
#[derive(Debug, Clone, Default)]
pub(crate) struct ListHead {
    /// In what way the items are put forward.
    pub modality: Option<Modality>,
    /// Whose word they are.
    pub speech: Option<Speech>,
}

impl Layout {
    /// Looks over the lines of a report.
    pub fn of(k: &Knowledge, types: &Types<'_>, report: &Report<'_>, lines: &[Parse]) -> Self {
        let view = View { k, types, report, lines };
        let issuer = view.issuer();
        let statement = issuer.is_some_and(|by| view.statement() && !view.publishes(by));
        let mut out = Layout { issuer, statement, lines: vec![Line::default(); lines.len()] };
        view.lists(&mut out.lines);
        view.answers(&mut out.lines);
        out
    }

    /// Who `I` and `we` are in a line: who answers in it, whose text it is said to be, else who issues the report.
    pub fn author(&self, line: usize, list: &ListHead) -> Option<Found> {
        let led = || list.speech.as_ref().filter(|_| self.lines[line].led_by.is_some())?.speakers.first().copied();
        self.lines[line].answers.or_else(led).or(self.issuer)
    }

    /// The speech that a whole line stands in: of who answers, of the list that it is an item of, of whose statement the report is.
    pub fn under(&self, line: usize, list: &ListHead) -> Option<Speech> {
        let speech = |by: Found| Speech { speakers: [by].into_iter().collect(), by: 0 };
        let led = self.lines[line].item_of.or(self.lines[line].led_by).is_some();
        let answer = self.lines[line].answers.map(speech);
        let stated = || self.issuer.filter(|_| self.statement).map(speech);
        answer.or_else(|| list.speech.clone().filter(|_| led)).or_else(stated)
    }

    /// Whether the next line is the first item of a list that this line opens, or what the one it names says.
    pub fn opens_list(&self, line: usize) -> bool {
        self.lines.get(line + 1).is_some_and(|next| next.item_of.or(next.led_by) == Some(line))
    }
}

/// A report's lines with what is needed to read them.
pub(super) struct View<'a> {
    pub k: &'a Knowledge,
    pub types: &'a Types<'a>,
    pub report: &'a Report<'a>,
    pub lines: &'a [Parse],
}

impl View<'_> {
    pub(super) fn text(&self, line: usize, node: &Node) -> &str {
        self.types.folded(self.lines[line].tokens[node.head as usize])
    }

    pub(super) fn colon(&self, line: usize, at: usize) -> bool {
        self.lines[line].colon(self.types, at)
    }

    /// Whose statement it is: somebody says `we`, and the heading, the name of who publishes it or the signature tells who.
    fn issuer(&self) -> Option<Found> {
        if !self.lines.iter().any(|l| says(&l.nodes, |number| number == Number::Plural)) {
            return None;
        }
        let called = self.headed().or_else(|| self.issued_above()).or_else(|| self.named_by_itself());
        called.or_else(|| self.published_by()).or_else(|| self.titled()).or_else(|| self.signed())
    }

    /// `بيان مجلس العشائر حول الأحداث`, `بيان صادر عن اللجنة`.
    fn headed(&self) -> Option<Found> {
        self.lines.iter().enumerate().take(HEADING_LINES).find_map(|(line, parse)| {
            let opens = |(i, n): (usize, &Node)| {
                n.kind == Kind::Noun && n.is(Labels::DOCUMENT) || i == 0 && n.kind == Kind::According
            };
            let at = parse.nodes.iter().enumerate().position(opens)?;
            // `تصريح صحفي صادر عن الفصائل`: a word that describes the text issues nothing.
            let describes = |i: usize, e: &Entity| {
                let people = e.actor.is_none_or(|a| self.k.actors[a as usize].kind == ActorKind::People);
                let n = &parse.nodes[i];
                let people = people && parse.nodes[at].kind != Kind::According;
                // `تصريح صحفي رقم (8)`
                let numbered = parse.nodes.get(i + 1).is_some_and(|m| matches!(m.kind, Kind::Open | Kind::Number));
                i == at + 1 && people && n.pro.0 == 0 && (n.last - n.first == 1 || numbered && !e.definite)
            };
            let issues = |i: &usize| parse.entity(*i).is_some_and(|e| body(e) && !describes(*i, e));
            // `المكتب الإعلامي: تصريح صحفي رقم (8)`, and a line with nothing but a name over `بيان رقم (3)`.
            let whole = |line: usize, until: usize| {
                let nodes = &self.lines[line].nodes;
                let first = nodes.iter().take(until).position(|n| !n.is_quote() && n.kind != Kind::Mark)?;
                let named =
                    self.lines[line].entity(first).is_some_and(body) && nodes[first].pro.0 & !Proclitics::AL.0 == 0;
                let told = nodes[..until].iter().any(|n| n.kind == Kind::Verb || closes(n));
                (named && !told && until - first <= 6).then(|| found(line, first))
            };
            let colon = at > 0 && self.colon(line, at - 1);
            let over = |l: usize| whole(l, self.lines[l].nodes.len());
            let before = if colon { whole(line, at - 1) } else { None };
            let after = (at + 1..parse.nodes.len().min(at + 6)).find(issues);
            let above = line.checked_sub(1).filter(|_| at == 0).and_then(over);
            before.or_else(|| after.map(|node| found(line, node))).or(above).or_else(|| self.issued_below(line, at))
        })
    }

    /// `بيان` alone in a line, and under it `صادر عن اللجنة`.
    fn issued_below(&self, line: usize, at: usize) -> Option<Found> {
        let describes = |n: &Node| matches!(n.kind, Kind::Adjective | Kind::Comma | Kind::Number);
        self.lines.get(line + 1).filter(|_| self.lines[line].nodes[at + 1..].iter().all(describes))?;
        self.issued_by(line + 1)
    }

    /// `صادر عن اللجنة` in a line of its own.
    fn issued_by(&self, line: usize) -> Option<Found> {
        let parse = &self.lines[line];
        let [word, prep, ..] = &*parse.nodes else { return None };
        let issued = !matches!(word.kind, Kind::Entity | Kind::Prep | Kind::Particle) && word.pro.0 == 0;
        let from = prep.kind == Kind::Prep && prep.enc.is_none();
        let heading = parse.nodes.len() <= 6 && !parse.nodes.iter().any(closes);
        (issued && from && heading && parse.entity(2).is_some_and(body)).then(|| found(line, 2))
    }

    /// `صادر عن هيئة العمليات:` over the report.
    fn issued_above(&self) -> Option<Found> {
        let ends = self.lines.first()?.nodes.len().checked_sub(1)?;
        self.issued_by(0).filter(|_| self.colon(0, ends))
    }

    /// Whether the report opens with words for a statement and whose it is (`بيان صادر عن`, `تصريح صحفي صادر عن اللجنة: `, a heading with no
    /// verb), or is signed.
    fn statement(&self) -> bool {
        let Some(first) = self.lines.first() else { return false };
        let opens = first.nodes.iter().position(|n| !n.is_quote() && n.kind != Kind::Mark);
        let text = |at: usize| {
            let n = &first.nodes[at];
            let colon = (at + 1..first.nodes.len()).find(|&i| self.colon(0, i));
            let told =
                first.nodes[..colon.unwrap_or(first.nodes.len())].iter().any(|n| n.kind == Kind::Verb || closes(n));
            let noun = n.kind == Kind::Noun && n.is(Labels::DOCUMENT) && n.pro.0 == 0 && n.enc.is_none();
            let issued =
                || self.types.stems(first.tokens[n.first as usize]).any(|w| holds(&self.k.language.documents, w));
            n.kind == Kind::According && issued() || noun && !told
        };
        let headed = || self.headed().is_some_and(|by| by.line <= 1);
        opens.is_some_and(text) && headed() || self.issued_above().is_some() || self.signed().is_some()
    }

    /// `إننا في رابطة العشائر`, `نحن أهالي البلدة`: who says who he is.
    fn named_by_itself(&self) -> Option<Found> {
        self.lines.iter().enumerate().find_map(|(line, parse)| {
            let nodes = &parse.nodes;
            let ours = |n: &Node| {
                let particle = n.kind == Kind::Particle && n.is(Labels::THAT);
                let we = n.enc.is_some_and(|e| e.person == 1 && e.number == Number::Plural);
                particle && we || holds(&self.k.language.we, self.text(line, n).trim_start_matches('و'))
            };
            let at = nodes.iter().take(6).position(ours)?;
            let us = |n: &Node| holds(&self.k.language.we, self.text(line, n));
            let between = |n: &&Node| n.kind == Kind::Comma || us(n) || n.kind == Kind::Prep && n.enc.is_none();
            let who = at + 1 + nodes[at + 1..].iter().take(3).take_while(between).count();
            parse.entity(who).is_some_and(|e| body(e) || e.people.is_some() && !e.person).then(|| found(line, who))
        })
    }

    /// Whether who issues a statement publishes it too, by a word of his name: it is the outlet's own word.
    fn publishes(&self, by: Found) -> bool {
        let Some(source) = self.report.source.map(fold) else { return false };
        let parse = &self.lines[by.line as usize];
        let n = &parse.nodes[by.node as usize];
        let mut own = parse.tokens[n.first as usize..n.last as usize].iter().flat_map(|t| self.types.stems(*t));
        own.any(|own| source.split_whitespace().any(|word| word.trim_start_matches("ال") == own))
    }

    /// The first phrase that is the name of who publishes the report.
    fn published_by(&self) -> Option<Found> {
        let source = fold(self.report.source?);
        let words: Vec<&str> = source.split_whitespace().collect();
        let first = self.lines.iter().enumerate().take(2 * HEADING_LINES);
        first.flat_map(|(line, parse)| (0..parse.nodes.len()).map(move |node| (line, parse, node))).find_map(
            |(line, parse, node)| {
                parse.entity(node).filter(|e| body(e))?;
                let n = &parse.nodes[node];
                let own: Vec<&str> =
                    parse.tokens[n.first as usize..n.last as usize].iter().map(|t| self.types.folded(*t)).collect();
                let inside = own.iter().all(|w| words.contains(w));
                let whole = own.len() > 1 || words.len() <= 2;
                (inside && whole).then(|| found(line, node))
            },
        )
    }

    /// Where one of the first lines has the words that the name of who publishes the report opens with.
    fn titled(&self) -> Option<Found> {
        let source = fold(self.report.source?);
        let opening: Vec<&str> = source.split_whitespace().take(2).collect();
        (0..self.lines.len().min(HEADING_LINES)).filter(|_| opening.len() == 2).find_map(|line| {
            let parse = &self.lines[line];
            let named = |n: &Node| {
                let own = parse.tokens[n.first as usize..].iter().take(2).map(|t| self.types.folded(*t));
                n.kind != Kind::Verb && own.eq(opening.iter().copied())
            };
            parse.nodes.iter().position(named).map(|node| found(line, node))
        })
    }

    /// `عن المجلس، الشيخ فلان`, `الناطق باسم القوات` in one of the last lines.
    fn signed(&self) -> Option<Found> {
        let from = self.lines.len().saturating_sub(3);
        (from..self.lines.len()).find_map(|line| {
            let parse = &self.lines[line];
            let first = parse.nodes.first()?;
            let from = first.kind == Kind::Prep && first.enc.is_none();
            let told = |n: &Node| n.kind == Kind::Verb || closes(n);
            let opens = parse.entity(usize::from(from)).is_some_and(|e| body(e) || e.speaks.is_some() && !e.person);
            if parse.nodes.len() > 8 || parse.nodes.iter().any(told) || !opens {
                return None;
            }
            // `الأمين العام لجمعية الإغاثة`: the body, not the one who signs for it.
            let mut bodies = (0..parse.nodes.len()).filter(|&at| parse.entity(at).is_some_and(body));
            let whole =
                |at: &usize| !parse.nodes[*at].is(Labels::OFFICE) || parse.entity(*at).is_some_and(|e| e.of.is_some());
            let who = bodies.clone().find(whole).or_else(|| bodies.next())?;
            Some(found(line, who))
        })
    }

    /// A line that ends with a colon, and the lines after it that open with a bullet or a number.
    fn lists(&self, out: &mut [Line]) {
        let (mut head, mut text) = (None, None);
        for (line, out) in out.iter_mut().enumerate() {
            let nodes = &self.lines[line].nodes;
            if self.item(line) {
                // Numbered deeds that nothing introduces are points that somebody puts forward.
                let points = || self.point(line) && line + 1 < self.lines.len() && self.point(line + 1);
                head = head.or_else(|| line.checked_sub(1).filter(|&before| !self.item(before) && points()));
                out.item_of = head;
            } else if !nodes.is_empty() {
                out.led_by = head.filter(|&h| h + 1 == line).or(text);
                head = self.colon(line, nodes.len() - 1).then_some(line);
                text = head.filter(|_| self.gives_text(line)).or(text);
            }
        }
    }

    /// `وفيما يلي نص البيان:`, `الآتي نصها:`, `بيانا جاء فيه:` over the report: a line after which a text is given in full.
    fn gives_text(&self, line: usize) -> bool {
        let nodes = &self.lines[line].nodes;
        let stem = |n: &Node| n.lemma.map(|l| self.k.lexicon.lemma(l).folded.as_str());
        let text = |n: &Node| n.kind == Kind::Noun && stem(n).is_some_and(|w| holds(&self.k.language.wording, w));
        let stands = |n: &Node| n.kind == Kind::Verb && stem(n).is_some_and(|w| holds(&self.k.language.said.stands, w));
        let within = |n: &Node| n.kind == Kind::Prep && n.enc.is_some_and(|e| e.person == 3);
        let over = line == 0 && matches!(&nodes[..], [.., verb, prep, _] if stands(verb) && within(prep));
        over || nodes.iter().rev().take(4).any(text)
    }

    fn item(&self, line: usize) -> bool {
        let parse = &self.lines[line];
        let Some(text) = self.written(line) else { return false };
        if text.starts_with(bullet) {
            return true;
        }
        let digits = text.trim_start_matches(|c: char| c.is_numeric());
        let numbered = digits.len() < text.len() && digits.starts_with(['.', ')', '-', '–']);
        // `الثالث: `, `ثالثا: `
        let counts = |n: &Node| {
            let says = matches!(n.kind, Kind::Particle | Kind::Adjective) && n.pro.0 == 0;
            n.kind == Kind::Number || says && self.text(line, n).ends_with('ا')
        };
        // `ثانيا، أمني: تخرج الفصائل`
        let headed = || parse.nodes.get(1).is_some_and(|n| n.kind == Kind::Comma) && self.colon(line, 3);
        let ordinal = parse.nodes.first().is_some_and(counts) && (self.colon(line, 1) || headed());
        numbered || ordinal
    }

    /// `١- وقف القصف`: a numbered item that is a deed told by its noun.
    fn point(&self, line: usize) -> bool {
        let numbered = self.item(line) && self.written(line).is_some_and(|text| text.starts_with(char::is_numeric));
        let deed = |n: &Node| {
            let readings = self.types.readings(self.lines[line].tokens[n.head as usize]);
            readings.iter().any(|r| r.feats.pos == Pos::Masdar && r.proclitics.0 == 0 && r.enclitic.is_none())
        };
        let first = self.lines[line].nodes.iter().find(|n| !matches!(n.kind, Kind::Number | Kind::Comma));
        numbered && first.is_some_and(deed)
    }

    /// The mark that a line opens with.
    pub(super) fn opening(&self, line: usize) -> Option<char> {
        self.written(line)?.chars().next().filter(|c| !c.is_alphanumeric())
    }

    /// The text from the beginning of a line that has words on, with the mark or the number that they leave out.
    pub(super) fn written(&self, line: usize) -> Option<&str> {
        self.lines[line].written(self.report.text)
    }
}

/// What a line with a colon says over the items that follow: its last word that says in what way. What stands over numbered points without
/// one puts them forward.
pub(crate) fn list_head(s: &Sentence<'_>, over: &[Option<Speech>], issuer: Option<Found>) -> ListHead {
    let (k, parse, nodes) = (s.k, s.parse, s.nodes);
    let line = s.line as usize;
    let introduces = nodes.is_empty() || parse.colon(s.types, nodes.len() - 1);
    let modality = nodes.iter().rev().find_map(|n| {
        let set = n.operator.and_then(|op| match k.language.operators[op as usize].effect {
            Effect::Set(m @ (Modality::Agreed | Modality::Demanded | Modality::Promised | Modality::Possible)) => {
                Some(m)
            }
            _ => None,
        });
        set.or_else(|| n.is(Labels::STIPULATE | Labels::DEAL).then_some(Modality::Agreed))
    });
    // `المفاوضات التي استمرت ساعات أفضت إلى أربع نقاط هي:`: what talks came to is agreed.
    let came_to = |i: usize| nodes[i].kind == Kind::Verb && holds(&k.language.shades.pays_off, s.verb_of(i));
    let talked = modality == Some(Modality::Possible) && (0..nodes.len()).any(came_to);
    let modality = if talked { Some(Modality::Agreed) } else { modality };
    // `وأصدر البيان الآتي:`, `نؤكد ما يلي:`
    let stated = |n: &Node| {
        let document = n.kind == Kind::Noun && n.is(Labels::DOCUMENT);
        document
            || n.kind == Kind::Verb
                && n.is(Labels::REPORT)
                && n.feats.is_some_and(|f| f.person == 1 && f.number == Number::Plural)
    };
    // `اتفقنا على ما يلي:`: terms are the agreement's.
    let terms = modality == Some(Modality::Agreed);
    let issued = issuer.filter(|_| !terms && nodes.iter().any(stated));
    let speech = writer(line, parse).or_else(|| over.last().cloned().flatten()).or_else(|| publisher(s));
    let speech = speech.or_else(|| issued.map(|by| Speech { speakers: [by].into_iter().collect(), by: 0 }));
    ListHead { modality: if introduces { modality } else { Some(Modality::Demanded) }, speech }
}

/// `في رسالته الموجهة إلى الأمين العام، وهذا نصها:`: the person before a text that is said to be his.
fn writer(line: usize, parse: &Parse) -> Option<Speech> {
    let his = |n: &Node| n.kind == Kind::Noun && n.is(Labels::DOCUMENT) && n.enc.is_some_and(|e| e.person == 3);
    let text = parse.nodes.iter().position(his)?;
    let node = (0..text).rev().find(|&at| parse.entity(at).is_some_and(|e| e.person))?;
    Some(Speech { speakers: [found(line, node)].into_iter().collect(), by: node })
}

/// `أصدر المكتب الإعلامي في الحركة البيان رقم 14، وجاء فيه:`: the first body named in a line by which a text is given in full.
fn publisher(s: &Sentence<'_>) -> Option<Speech> {
    let [.., verb, _, _] = s.nodes else { return None };
    let stands = verb.kind == Kind::Verb && holds(&s.k.language.said.stands, s.folded_stem(verb));
    let node = (0..s.nodes.len()).find(|&i| s.entity(i).is_some_and(|e| body(e) && e.can_act()))?;
    stands.then(|| Speech { speakers: [s.found(node)].into_iter().collect(), by: node })
}

pub(super) fn found(line: usize, node: usize) -> Found {
    Found { line: line as u32, node: node as u32, via: None }
}

/// Whether a line that this node ends is a sentence.
pub(super) fn closes(n: &Node) -> bool {
    matches!(n.kind, Kind::Stop | Kind::Close)
}

/// A body that can issue a statement.
fn body(e: &Entity) -> bool {
    (e.actor.is_some() || e.group) && !e.person && e.places.is_empty() && e.goods.is_none()
}

/// Whether a verb of the first person, in that number, stands outside of quotes.
pub(super) fn says(nodes: &[Node], number: impl Fn(Number) -> bool) -> bool {
    let mut quoted = false;
    nodes.iter().any(|n| {
        match n.kind {
            Kind::Open => quoted = true,
            Kind::Close => quoted = false,
            _ => {}
        }
        let mine = n.feats.is_some_and(|f| f.person == 1 && number(f.number));
        !quoted && mine && n.kind == Kind::Verb && matches!(n.pos(), Some(Pos::Imperfect | Pos::Perfect))
    })
}
