//! What is told of somebody and denied at once: `اتهم الجيش جيرانه بقصف القرية، وهو ما نفته العاصمة`.

use super::build::Draft;
use super::count::Numbers;
use super::slots::Sentence;
use crate::knowledge::Labels;
use crate::parse::Kind;
use hudna_claims::{Event, Modality};

/// Tells once more, as denied, what a relative clause on all that was told before it denies.
pub(super) fn denied(s: &Sentence<'_>, drafts: &mut Vec<Draft>) {
    for verb in (1..s.nodes.len()).filter(|&verb| takes_up(s, verb)) {
        let start = s.sentence_start(verb);
        // `اتهمت الجيش بقصف أوقع قتلى`: the charge is what was accused first.
        let charge = (start..verb).rev().find(|&i| s.nodes[i].is(Labels::ACCUSE));
        let told = |d: &&Draft| {
            (charge.unwrap_or(start)..verb).contains(&d.node)
                && !d.ceases
                && deed(d.event)
                && matches!(d.modality, Modality::Happened | Modality::Ongoing | Modality::Begun)
        };
        let mut charges = drafts.iter().filter(told);
        let found = if charge.is_some() { charges.next() } else { charges.next_back() };
        let (Some(draft), Some(deniers)) = (found, s.subject_after(verb)) else { continue };
        // Whoever tells of it does not deny it.
        if deniers.is_empty() || deniers.iter().any(|f| f.among(&draft.speakers)) {
            continue;
        }
        let again = Draft {
            modality: Modality::Negated,
            speakers: deniers,
            numbers: Numbers::default(),
            answers: None,
            ..draft.clone()
        };
        drafts.push(again);
    }
}

/// What a side is charged with and denies.
fn deed(event: Event) -> bool {
    use Event::{AccessDeny, Attack, Breach, Clash, ControlTake, Deploy, Detain, Displace, RouteClose, SiegeImpose};
    matches!(
        event,
        AccessDeny | Attack | Breach | Clash | ControlTake | Deploy | Detain | Displace | RouteClose | SiegeImpose
    )
}

/// `، وهو ما نفته`, `، الأمر الذي تنفيه`: a verb of denying with a pronoun for all that stands before its relative clause, which
/// opens after a comma.
fn takes_up(s: &Sentence<'_>, verb: usize) -> bool {
    let n = &s.nodes[verb];
    let denies = n.kind == Kind::Verb && n.is(Labels::DENY) && n.enc.is_some_and(|e| e.person == 3);
    let relative = s.before(verb).filter(|&b| s.nodes[b].kind == Kind::Particle && s.nodes[b].is(Labels::RELATIVE));
    let Some(head) = relative.filter(|_| denies).and_then(|r| s.before(r)) else { return false };
    // `القصف الذي نفته العاصمة` denies what it names alone.
    !s.triggers.contains(&head) && s.before(head).is_some_and(|c| s.nodes[c].kind == Kind::Comma)
}
