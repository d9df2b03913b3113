//! Reports and claims made up by numbers: many, skewed as real ones are, the same for the same seed.
#![allow(dead_code)]

use hudna_claims::{
    Claim, Event, Mention, Modality, Qualifier, Quantity, Span, SpeakerKind, TimePrecision, Trigger, When,
};
use hudna_ledger::Sketch;
use hudna_ledger::log::{Act, Entry, Reading, ReportRecord};
use jiff::civil::{Date, date};
use jiff::{Timestamp, ToSpan};

/// Claims of a report.
pub const CLAIMS: usize = 4;

const EVENTS: [Event; 16] = [
    Event::Attack,
    Event::Attack,
    Event::Attack,
    Event::Harm,
    Event::Harm,
    Event::Clash,
    Event::SiegeImpose,
    Event::SiegeHold,
    Event::SiegeLift,
    Event::AccessAllow,
    Event::AccessDeny,
    Event::CheckpointErect,
    Event::ControlTake,
    Event::Detain,
    Event::Release,
    Event::Agree,
];

/// Makes reports.
pub struct Maker {
    state: u64,
    places: Vec<String>,
    actors: Vec<String>,
    outlets: usize,
    days: usize,
    /// What the last reports told of: others tell of it again.
    news: Vec<Story>,
}

/// A place, who acts there, and the day.
#[derive(Clone, Copy)]
struct Story {
    place: usize,
    actor: usize,
    day: usize,
}

/// So many stories are in the news at a time.
const NEWS: usize = 400;

impl Maker {
    /// A maker that uses so many places and days.
    pub fn new(files: &[(String, String)], seed: u64, places: usize, days: usize) -> Maker {
        let of = |path: &str, file: &str| path.starts_with(file);
        let settled =
            |row: &&str| ["city", "town", "village", "quarter"].contains(&row.split('\t').nth(4).unwrap_or_default());
        let rows = files.iter().filter(|(path, _)| of(path, "places/syria-")).flat_map(|(_, text)| text.lines());
        let all: Vec<String> =
            rows.filter(settled).filter_map(|row| row.split('\t').next()).map(str::to_owned).collect();
        let actors = files.iter().filter(|(path, _)| of(path, "actors/")).flat_map(|(_, text)| text.lines());
        let actors = actors.filter_map(|line| Some(line.strip_prefix("id = \"")?.trim_end_matches('"').to_owned()));
        Maker {
            state: seed,
            places: all.into_iter().take(places).collect(),
            actors: actors.step_by(11).take(40).collect(),
            outlets: 60,
            days,
            news: Vec::new(),
        }
    }

    /// The same with its places in an order of chance: in that of their file a town is followed by its quarters, and the first towns
    /// would have nearly all that is told.
    pub fn scattered(mut self) -> Maker {
        for at in (1..self.places.len()).rev() {
            let with = self.below(at + 1);
            self.places.swap(at, with);
        }
        self
    }

    /// A number below `n`. SplitMix64.
    pub fn below(&mut self, n: usize) -> usize {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % (n.max(1) as u64)).unwrap_or_default()
    }

    /// Skewed: the third power of an even number, so that the first eighth takes half.
    fn skewed(&mut self, n: usize) -> usize {
        let even = self.below(1 << 20) as f64 / (1 << 20) as f64;
        ((even.powi(3) * n as f64) as usize).min(n.saturating_sub(1))
    }

    /// A place. The n-th is named as often as one over n and four more: of some thousand places the first then has three of a
    /// hundred claims and the first hundred nearly half of them, as in an archive of eleven years on which this was measured.
    fn place(&mut self) -> usize {
        const EVEN: f64 = 5.0;
        let (many, chance) = (self.places.len() as f64, self.below(1 << 20) as f64 / (1 << 20) as f64);
        let number = EVEN * (((many + EVEN) / EVEN).powf(chance) - 1.0);
        (number as usize).min(self.places.len().saturating_sub(1))
    }

    fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    /// Report number `n` and its reading.
    pub fn report(&mut self, n: usize) -> [Entry; 2] {
        let id = format!("r{n:016x}");
        let Story { place, actor, day } = self.story();
        let late = self.below(2);
        let day = date(2021, 1, 1).checked_add(((day + late) as i64).days()).expect("it is a day");
        let published = Some(day).filter(|_| !self.one_in(20));
        let outlet = self.below(self.outlets);
        let words: Vec<String> = (0..70).map(|_| format!("w{}", self.below(1 << 30))).collect();
        let record = ReportRecord {
            id: id.clone(),
            doc: id.clone(),
            source: Some(format!("outlet {outlet}")),
            url: None,
            title: None,
            published,
            taken_from: None,
            received: None,
            original: String::new(),
            text: String::new(),
            sketch: Sketch::of(&words.join(" ")),
        };
        let claims = (0..CLAIMS).map(|c| self.claim(&id, c, place, actor, day, published.is_some())).collect();
        let reading = Reading { report: id, reader: "made".to_owned(), claims };
        let at = Timestamp::from_second(1_700_000_000 + n as i64).expect("it is a time");
        let entry = |seq: usize, act| Entry { seq: seq as u64, at, by: "made".to_owned(), act };
        [entry(2 * n, Act::Report(Box::new(record))), entry(2 * n + 1, Act::Reading(reading))]
    }

    /// In two of three cases what another report has told of, else something new.
    fn story(&mut self) -> Story {
        let at = self.below(NEWS);
        match self.news.get(at).copied() {
            Some(story) if !self.one_in(3) => story,
            _ => {
                let day = self.below(self.days);
                let story = Story { place: self.place(), actor: self.skewed(self.actors.len()), day };
                match self.news.get_mut(at) {
                    Some(old) => *old = story,
                    None => self.news.push(story),
                }
                story
            }
        }
    }

    fn claim(&mut self, doc: &str, number: usize, place: usize, actor: usize, day: Date, dated: bool) -> Claim {
        let place = if self.one_in(5) { self.place() } else { place };
        let event = EVENTS[self.below(EVENTS.len())];
        let modality = match self.below(20) {
            0 => Modality::Negated,
            1 => Modality::Promised,
            2 => Modality::Demanded,
            3..=5 => Modality::Ongoing,
            _ => Modality::Happened,
        };
        let said = (dated && self.below(5) < 2).then(|| day.checked_sub((self.below(4) as i64).days()).expect("a day"));
        let harm = matches!(event, Event::Harm);
        let start = number * 100;
        Claim {
            doc: doc.to_owned(),
            id: format!("{number:08x}00000000"),
            event,
            modality,
            ceases: false,
            evidence: Span { start, end: start + 100 },
            trigger: Trigger { text: "-".to_owned(), start, end: start + 1 },
            actor: if self.one_in(3) { Vec::new() } else { vec![self.mention(false, actor)] },
            target: if self.one_in(3) { vec![self.mention(false, actor / 2)] } else { Vec::new() },
            mediator: Vec::new(),
            place: if self.one_in(12) { Vec::new() } else { vec![self.mention(true, place)] },
            speaker: if self.one_in(3) { vec![self.mention(false, actor / 3)] } else { Vec::new() },
            speaker_kind: self.one_in(4).then_some(SpeakerKind::Witness),
            goods: self.one_in(8).then(|| "طحين".to_owned()),
            people: None,
            count: None,
            killed: (harm && self.one_in(2)).then(|| quantity(1 + self.skewed(30))),
            injured: (harm && self.one_in(2)).then(|| quantity(1 + self.skewed(60))),
            time: said.map(|day| When {
                text: String::new(),
                start: 0,
                end: 0,
                precision: TimePrecision::Day,
                from: Some(day),
                to: Some(day),
                duration_days: None,
            }),
            in_response_to: Vec::new(),
            rule: "made".to_owned(),
        }
    }

    fn mention(&self, place: bool, number: usize) -> Mention {
        let id = if place { &self.places[number] } else { &self.actors[number] };
        Mention {
            text: id.clone(),
            start: 0,
            end: 0,
            id: Some(id.clone()),
            name: None,
            via: None,
            lat: None,
            lon: None,
            precision: None,
            pcode: None,
        }
    }
}

fn quantity(value: usize) -> Quantity {
    Quantity { value: value as u64, high: None, qualifier: Qualifier::Exactly, unit: None, text: String::new() }
}
