//! What lasts and what happened as shapes of the picture. What is not known for sure is drawn otherwise than what is; nothing is
//! told by colour alone.

use super::scale::{Scale, WIDTH, tenth};
use hudna_ledger::{Bar, Basis, Confidence, Day, Incident};

/// Height of the row of something that lasts, with its name.
pub const ROW: f64 = 46.0;
/// Height of a lane of incidents, with its name.
pub const LANE: f64 = 54.0;
/// How far a beginning that nobody dates fades.
const FADE: f64 = 60.0;
/// Marks that are nearer than this are put together.
const NEAR: f64 = 20.0;
/// Beyond this share of the way a name is written towards the beginning.
const FAR: f64 = 0.55;

/// A part of a bar.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Piece {
    /// Left edge.
    pub x: f64,
    /// Width.
    pub width: f64,
}

/// Something that lasts, on the picture.
#[derive(Debug, Clone, PartialEq)]
pub struct BarShape {
    /// Where its name begins.
    pub name_x: f64,
    /// At which end the name is held.
    pub anchor: &'static str,
    /// The days on which it held for sure.
    pub sure: Option<Piece>,
    /// The days on which it may have begun, or ended: hatched.
    pub unsure: Vec<Piece>,
    /// A beginning that nobody dates: fading.
    pub fading: Option<Piece>,
    /// It goes on: the point of an arrow, as points of a polygon.
    pub arrow: Option<String>,
    /// The day on which it was reached.
    pub reached: Option<f64>,
}

/// Lays out something that lasts. `now` is the day of the view, beyond which nothing is drawn.
pub fn bar(bar: &Bar, deal: bool, scale: &Scale, now: Day) -> Option<BarShape> {
    let last = bar.end.map_or(now, |end| end.latest).min(now);
    let open = bar.begin.earliest.date().is_none();
    // Of what nobody dates the first day on which it was told is the beginning that is known.
    let known = bar.begin.latest.min(last);
    let first = if open { known } else { bar.begin.earliest };
    scale.stretch(first, last.max(first))?;
    let piece = |from: Day, to: Day| scale.stretch(from, to).map(|(x, width)| Piece { x, width });
    let until = bar.end.map_or(last, |end| end.earliest.max(known).min(last));
    let mut unsure = Vec::new();
    if !open && bar.begin.earliest < known {
        unsure.extend(piece(bar.begin.earliest, known.plus(-1)));
    }
    if until < last {
        unsure.extend(piece(until.plus(1), last));
    }
    let edge = scale.x(first);
    let fading = (open && first >= scale.from).then(|| {
        let x = if scale.mirrored { edge } else { edge - FADE };
        Piece { x: tenth(x), width: FADE }
    });
    let tip = scale.x(last.plus(1));
    let on = if scale.mirrored { -8.0 } else { 8.0 };
    let arrow = (bar.end.is_none() && last <= scale.to).then(|| format!("{tip},0 {},7 {tip},14", tenth(tip + on)));
    let begin = scale.x(first.max(scale.from));
    let along = if scale.mirrored { WIDTH - begin } else { begin } / WIDTH;
    let far = along > FAR;
    let side = if far == scale.mirrored { 10.0 } else { WIDTH - 10.0 };
    Some(BarShape {
        name_x: if far { side } else { begin },
        anchor: if far { "end" } else { "start" },
        sure: piece(known, until),
        unsure,
        fading,
        arrow,
        reached: (deal && known >= scale.from && known <= scale.to).then(|| scale.middle(known)),
    })
}

/// Incidents that stand at one place of a lane.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// Where.
    pub x: f64,
    /// How large.
    pub radius: f64,
    /// How it is drawn: `sure`, `weak` or `contested`.
    pub manner: &'static str,
    /// The first and last of their days.
    pub days: (Day, Day),
    /// The incidents, by their place in the list that they came in.
    pub incidents: Vec<usize>,
    /// The days between which the only one was.
    pub range: Option<Piece>,
}

impl Mark {
    /// The shape of what sources differ on, as points of a polygon.
    pub fn diamond(&self) -> String {
        diamond(self.x, LANE / 2.0 + 11.0, self.radius + 1.0)
    }
}

/// A diamond, as points of a polygon.
pub fn diamond(x: f64, y: f64, radius: f64) -> String {
    let [left, right] = [x - radius, x + radius].map(tenth);
    let [top, bottom] = [y - radius, y + radius].map(tenth);
    format!("{x},{top} {right},{y} {x},{bottom} {left},{y}")
}

/// Whether an incident has a place on the line of time.
pub fn dated(incident: &Incident<'_>) -> bool {
    incident.basis != Basis::None && incident.from.date().is_some() && incident.to.date().is_some()
}

/// Puts the incidents of a lane where they belong, those together that would cover each other. They come in the order of [`on`].
pub fn marks(lane: &[(usize, &Incident<'_>)], scale: &Scale) -> Vec<Mark> {
    let mut groups: Vec<(f64, Vec<(usize, &Incident<'_>)>)> = Vec::new();
    for one in lane {
        let x = scale.middle(on(one.1));
        match groups.last_mut() {
            Some((first, group)) if (x - *first).abs() < NEAR => group.push(*one),
            _ => groups.push((x, vec![*one])),
        }
    }
    groups.into_iter().filter_map(|(x, group)| mark(x, &group, scale)).collect()
}

/// The day at which an incident is drawn: the last on which it can have been.
pub fn on(incident: &Incident<'_>) -> Day {
    incident.to
}

fn mark(x: f64, bin: &[(usize, &Incident<'_>)], scale: &Scale) -> Option<Mark> {
    let all = || bin.iter().map(|(_, incident)| *incident);
    let (first, last) = (all().map(on).min()?, all().map(on).max()?);
    let sure = |confidence| matches!(confidence, Confidence::Confirmed | Confidence::Fair);
    let manner = if all().any(|incident| sure(incident.weighing.confidence)) {
        "sure"
    } else if all().any(|incident| incident.weighing.confidence == Confidence::Contested) {
        "contested"
    } else {
        "weak"
    };
    let range = match bin {
        [(_, only)] if only.from < only.to => scale.stretch(only.from, only.to).map(|(x, width)| Piece { x, width }),
        _ => None,
    };
    let many = u32::try_from(bin.len()).unwrap_or(u32::MAX);
    let radius = if many == 1 { 5.5 } else { tenth((7.0 + f64::from(many).sqrt()).min(14.0)) };
    Some(Mark { x, radius, manner, days: (first, last), incidents: bin.iter().map(|(at, _)| *at).collect(), range })
}
