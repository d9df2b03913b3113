//! The course of the case as a picture and as tables: what lasts as bars, incidents as marks in lanes. The address says which days.

mod scale;
mod shapes;

use crate::answer::{Page, answer};
use crate::ask::Ask;
use crate::assets;
use crate::desk::Desk;
use crate::error::DeskError;
use crate::frame::{Frame, iso};
use crate::html::{Said, part};
use crate::pager::following;
use crate::sight::Sight;
use askama::Template;
use axum::Router;
use axum::response::Response;
use axum::routing::get;
use hudna_ledger::state::Between;
use hudna_ledger::{Bar, Day, Domain, Incident, Lang, Spot, Viewer};
use scale::{Scale, Tick, WIDTH};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Value, to_value};
use shapes::{BarShape, LANE, Mark, ROW, dated};
use std::sync::Arc;

/// Height of the row of ticks.
const TICKS: f64 = 26.0;
/// Half of the width of a tick's name.
const NAME: f64 = 55.0;
/// Days that are shown beside what is known.
const MARGIN: i32 = 5;
/// Most incidents that the table lists.
const LISTED: usize = 100;
/// Incidents of one answer to a program, which asks for more until it has all.
const TOGETHER: usize = 80;
/// Most sieges and agreements that are shown.
const BARS: usize = 50;

/// The route of the timeline.
pub fn routes() -> Router<Arc<Desk>> {
    Router::new().route("/timeline", get(timeline))
}

async fn timeline(ask: Ask) -> Response {
    answer(ask, make).await
}

/// A tick of the scale.
struct TickShape {
    x: f64,
    name: String,
    /// Which end of the name is at the tick, so that names stay inside.
    anchor: &'static str,
}

/// Something that lasts, in the picture and in the table.
struct Row {
    shape: BarShape,
    deal: bool,
    y: f64,
    href: String,
    /// Its name and how it stands, for the picture.
    name: String,
    title: Said,
    stands: Said,
    begin: Said,
    end: Said,
    sure: &'static str,
    confidence: &'static str,
}

/// Incidents of one part of the state.
struct Lane {
    y: f64,
    name: String,
    count: usize,
    marks: Vec<LaneMark>,
}

struct LaneMark {
    mark: Mark,
    href: String,
    name: String,
}

/// Incidents of one day, in the table.
struct DayGroup {
    anchor: String,
    day: Said,
    spots: Vec<(String, Said)>,
}

/// Ways to other days.
struct Ways {
    nearer: String,
    farther: String,
    earlier: String,
    later: String,
    all: String,
}

#[derive(Template)]
#[template(path = "timeline.html")]
struct TimelinePage {
    frame: Frame,
    script: Option<String>,
    style: String,
    scale: Scale,
    span: Said,
    height: f64,
    ticks: Vec<TickShape>,
    sieges: Vec<Row>,
    deals: Vec<Row>,
    lanes: Vec<Lane>,
    today: Option<f64>,
    ways: Ways,
    days: Vec<DayGroup>,
    undated: Vec<(String, Said)>,
    left_out: usize,
    bars_left_out: usize,
    json: Value,
}

/// The course of the case as JSON.
#[derive(JsonSchema, Serialize)]
#[schemars(rename = "Timeline")]
pub struct Body<'s> {
    /// The day of the view.
    as_of: Day,
    /// The first day that is shown.
    from: Day,
    /// The last day that is shown.
    to: Day,
    /// Sieges, as what lasts.
    sieges: &'s [Bar],
    /// Agreements, as what lasts.
    agreements: &'s [Bar],
    /// How many sieges and agreements of these days are not among them: those that began before all that are.
    bars_left_out: usize,
    /// How many incidents there are.
    total: usize,
    /// The address of the incidents that follow; null where these are the last.
    after: Option<String>,
    /// Incidents of these days, and those of which nobody knows the day.
    incidents: &'s [Spot],
}

impl Page for TimelinePage {
    fn json(&self) -> Result<Value, DeskError> {
        Ok(self.json.clone())
    }

    fn list(&self) -> Option<&'static str> {
        Some("incidents")
    }
}

/// What the address says of the days.
fn asked(ask: &Ask, all: Scale) -> Result<Scale, DeskError> {
    let from = ask.day("from")?.unwrap_or(all.from);
    let to = ask.day("to")?.unwrap_or(all.to.max(from));
    Ok(Scale::new(from, to, all.mirrored))
}

/// All days of which anything is known, to the last of which there is a report.
fn whole(
    sight: &Sight<'_, '_>,
    lasting: &[(Between, Option<Between>)],
    incidents: &[&Incident<'_>],
    mirrored: bool,
) -> Scale {
    let now = sight.view().as_of;
    let last = sight.lookout.about().last_report.unwrap_or(now).min(now);
    let begun = lasting.iter().map(|(begin, _)| match begin.earliest.date() {
        Some(_) => begin.earliest,
        None => begin.latest,
    });
    let first = begun.chain(incidents.iter().map(|incident| shapes::on(incident))).min().unwrap_or(last.plus(-30));
    Scale::new(first.min(last).plus(-MARGIN), last.plus(MARGIN).min(now.max(first)), mirrored)
}

/// Which of what lasts is shown on these days: of many the ones that began last. And how many are not.
fn choose(lasting: &[(Between, Option<Between>)], scale: &Scale) -> (Vec<bool>, usize) {
    let first = |begin: &Between| if begin.earliest.date().is_some() { begin.earliest } else { begin.latest };
    let inside = |(begin, end): &&(Between, Option<Between>)| {
        first(begin) <= scale.to && end.is_none_or(|end| end.latest >= scale.from)
    };
    let mut begun: Vec<Day> = lasting.iter().filter(inside).map(|(begin, _)| begin.latest).collect();
    begun.sort_unstable_by_key(|day| std::cmp::Reverse(*day));
    let least = begun.get(BARS - 1).copied().unwrap_or(Day::FIRST);
    let mut room = BARS;
    let chosen = lasting.iter().map(|bar| {
        let shown = inside(&bar) && bar.0.latest >= least && room > 0;
        room -= usize::from(shown);
        shown
    });
    (chosen.collect(), begun.len().saturating_sub(BARS))
}

fn make(sight: &Sight<'_, '_>) -> Result<TimelinePage, DeskError> {
    let ask = sight.ask;
    let frame = Frame::new(ask, "desk.timeline", "timeline");
    let viewer = sight.viewer();
    let mut lasting: Vec<(Between, Option<Between>)> = Vec::new();
    viewer.bars(|bar| {
        lasting.push((bar.begin, bar.end));
        false
    });
    let mut incidents: Vec<&Incident<'_>> = sight.seen.incidents.iter().filter(|incident| !incident.ahead).collect();
    incidents.sort_by_cached_key(|incident| (incident.to, incident.from, incident.id));
    let (known, undated): (Vec<_>, Vec<_>) = incidents.into_iter().partition(|incident| dated(incident));
    let all = whole(sight, &lasting, &known, ask.lang == Lang::Ar);
    let scale = asked(ask, all)?;
    let (chosen, bars_left_out) = choose(&lasting, &scale);
    let mut asked = chosen.iter();
    let (sieges, deals) = viewer.bars(|_| asked.next() == Some(&true));
    let shown: Vec<&Incident<'_>> =
        known.into_iter().filter(|incident| incident.to >= scale.from && incident.from <= scale.to).collect();

    let mut y = TICKS;
    let mut rows = |bars: &[Bar], deal: bool| -> Vec<Row> {
        let rows = bars.iter().filter_map(|bar| row(bar, deal, &scale, &viewer, sight, &frame));
        let rows = rows.map(|row| {
            let row = Row { y, ..row };
            y += ROW;
            row
        });
        rows.collect()
    };
    let (siege_rows, deal_rows) = (rows(&sieges, false), rows(&deals, true));
    let lanes = lanes(&shown, &scale, &viewer, &frame, &mut y);
    let total = shown.len() + undated.len();
    let (offset, limit) = ask.part_of_all(TOGETHER, total)?;
    let json = if ask.wants_html() {
        Value::Null
    } else {
        let spots = shown.iter().chain(&undated).skip(offset).take(limit);
        to_value(Body {
            as_of: sight.view().as_of,
            from: scale.from,
            to: scale.to,
            sieges: &sieges,
            agreements: &deals,
            bars_left_out,
            total,
            after: following(ask, offset.saturating_add(limit), total),
            incidents: &spots.map(|incident| viewer.spot(incident)).collect::<Vec<Spot>>(),
        })?
    };
    let now = sight.view().as_of;
    let spot = |incident: &&Incident<'_>| (incident.id.to_string(), frame.said(&viewer.sentence(incident)));
    // The latest are listed; who wants the others comes nearer.
    let left_out = shown.len().saturating_sub(LISTED);
    let listed = shown.get(left_out..).unwrap_or_default();
    let days = listed.chunk_by(|a, b| a.to == b.to).rev().filter_map(|group| {
        let day = shapes::on(group.first()?);
        let spots = group.iter().map(spot).collect();
        Some(DayGroup { anchor: format!("d-{}", iso(day)), day: frame.said(&viewer.day(day)), spots })
    });
    let ticks = ticks(&scale, &viewer, &frame);
    let between = Between { earliest: scale.from, latest: scale.to };
    Ok(TimelinePage {
        script: assets::built("timeline.js"),
        style: assets::address("timeline.css"),
        span: frame.said(&viewer.days(between)),
        height: y + 8.0,
        ticks,
        sieges: siege_rows,
        deals: deal_rows,
        lanes,
        today: (now >= scale.from && now <= scale.to).then(|| scale.middle(now)),
        ways: ways(&frame, &scale, &all),
        days: days.collect(),
        undated: undated.iter().take(LISTED).map(spot).collect(),
        left_out,
        bars_left_out,
        json,
        scale,
        frame,
    })
}

/// The ticks with their names, which stay inside the picture and do not cover each other.
fn ticks(scale: &Scale, viewer: &Viewer<'_>, frame: &Frame) -> Vec<TickShape> {
    let all = scale.ticks();
    let x = |at: usize| all.get(at).map(|(day, _)| scale.x(*day));
    let shape = |(at, (day, tick)): (usize, &(Day, Tick))| {
        let here = scale.x(*day);
        let outer = !(NAME..=WIDTH - NAME).contains(&here);
        let near = |other: Option<f64>| other.is_some_and(|other| (other - here).abs() < 3.0 * NAME);
        let crowded = outer && (near(x(at + 1)) || at.checked_sub(1).is_some_and(|before| near(x(before))));
        let name = match tick {
            _ if crowded => String::new(),
            Tick::Day => frame.plain(&viewer.day(*day)),
            Tick::Month => frame.plain(&viewer.month(*day)),
            Tick::Year => day.date().map(|date| date.year().to_string()).unwrap_or_default(),
        };
        let anchor = match (outer, (here < NAME) == scale.mirrored) {
            (false, _) => "middle",
            (true, true) => "end",
            (true, false) => "start",
        };
        TickShape { x: here, name, anchor }
    };
    all.iter().enumerate().map(shape).collect()
}

/// Addresses of other days in the same view.
fn ways(frame: &Frame, scale: &Scale, all: &Scale) -> Ways {
    let to = |scale: &Scale| frame.to_with("/timeline", &format!("from={}&to={}", iso(scale.from), iso(scale.to)));
    Ways {
        nearer: to(&scale.zoomed(1, 2)),
        farther: to(&scale.zoomed(2, 1)),
        earlier: to(&scale.moved(-1)),
        later: to(&scale.moved(1)),
        all: to(all),
    }
}

fn row(bar: &Bar, deal: bool, scale: &Scale, viewer: &Viewer<'_>, sight: &Sight<'_, '_>, frame: &Frame) -> Option<Row> {
    let now = sight.view().as_of;
    let shape = shapes::bar(bar, deal, scale, now)?;
    let name = format!("{} · {}", frame.plain(&bar.title), frame.plain(&bar.stands));
    let word = match crate::card::class(bar.confidence) {
        "discounted" => "confidence.discounted",
        "contested" => "confidence.contested",
        "weak" => "confidence.weak",
        "fair" => "confidence.fair",
        _ => "confidence.confirmed",
    };
    Some(Row {
        shape,
        deal,
        y: 0.0,
        href: frame.link(&hudna_ledger::Link::new(bar.kind, &bar.id)),
        name,
        title: frame.unlinked(&bar.title),
        stands: frame.said(&bar.stands),
        begin: frame.said(&viewer.days(bar.begin)),
        end: bar.end.map(|end| frame.said(&viewer.days(end))).unwrap_or_default(),
        sure: word,
        confidence: crate::card::class(bar.confidence),
    })
}

fn lanes(shown: &[&Incident<'_>], scale: &Scale, viewer: &Viewer<'_>, frame: &Frame, y: &mut f64) -> Vec<Lane> {
    let mut lanes = Vec::new();
    for (domain, key) in DOMAINS {
        let of: Vec<(usize, &Incident<'_>)> = shown
            .iter()
            .enumerate()
            .filter(|(_, incident)| incident.domain == domain)
            .map(|(at, i)| (at, *i))
            .collect();
        if of.is_empty() {
            continue;
        }
        let marks = shapes::marks(&of, scale).into_iter().map(|mark| lane_mark(mark, shown, viewer, frame));
        lanes.push(Lane { y: *y, name: frame.word(key).to_owned(), count: of.len(), marks: marks.collect() });
        *y += LANE;
    }
    lanes
}

/// A mark with its name: of one incident what it is, of several how many and when.
fn lane_mark(mark: Mark, shown: &[&Incident<'_>], viewer: &Viewer<'_>, frame: &Frame) -> LaneMark {
    let (first, last) = mark.days;
    let days = frame.plain(&viewer.days(Between { earliest: first, latest: last }));
    match mark.incidents.as_slice() {
        [only] => {
            let incident = shown.get(*only);
            let name = incident.map(|incident| frame.plain(&viewer.sentence(incident))).unwrap_or_default();
            let to = |incident: &&Incident<'_>| frame.to(&format!("/incidents/{}", part(&incident.id.to_string())));
            let href = incident.map(to).unwrap_or_default();
            LaneMark { mark, href, name: format!("{days} · {name}") }
        }
        _ => LaneMark { href: format!("#d-{}", iso(last)), name: days, mark },
    }
}

/// The lanes, in their order, with the keys of their names.
const DOMAINS: [(Domain, &str); 9] = [
    (Domain::Siege, "lane.siege"),
    (Domain::Access, "lane.access"),
    (Domain::Checkpoint, "lane.checkpoint"),
    (Domain::Control, "lane.control"),
    (Domain::Detention, "lane.detention"),
    (Domain::Violence, "lane.violence"),
    (Domain::Agreement, "lane.agreement"),
    (Domain::Movement, "lane.movement"),
    (Domain::Other, "lane.other"),
];

impl TimelinePage {
    fn from(&self) -> String {
        iso(self.scale.from)
    }

    fn to(&self) -> String {
        iso(self.scale.to)
    }

    fn incident(&self, id: &str) -> String {
        self.frame.to(&format!("/incidents/{}", part(id)))
    }

    fn width(&self) -> f64 {
        WIDTH
    }

    fn bars(&self) -> impl Iterator<Item = &Row> {
        self.sieges.iter().chain(&self.deals)
    }

    /// Where the line of today, or of the day of the view, ends.
    fn bottom(&self) -> f64 {
        self.height - 4.0
    }

    fn diamond(&self, x: &f64) -> String {
        shapes::diamond(*x, 7.0, 7.0)
    }
}
