//! A glimpse of two days shows of them what all that is seen of them shows.

use hudna_ledger::state::SiegeRecord;
use hudna_ledger::{Day, Glance, Outlook, Seen, Shown, State, changes};
use std::sync::Arc;

/// The first thing in which a glimpse of two days, the later one first, differs from what is seen of them.
pub fn differs(outlook: &Outlook<'_>, days: [Day; 2]) -> Option<String> {
    let whole = |looked: &[_]| [0, 1].map(|nth| outlook.see(days[nth], nth, looked));
    let whole = whole(&[0, 1].map(|part| outlook.look(&days, part, 2)));
    let [Some(first), Some(second)] = days.map(|day| outlook.plan(day)) else { return None };
    let meantime = outlook.meantime(days);
    let peeked = [0, 1].map(|part| outlook.peek(&meantime, [&first, &second], part, 2));
    let glances = [outlook.glance(days[0], 0, first, &peeked), outlook.glance(days[1], 1, second, &peeked)];
    let (mut glimpsed, parts) = Glance::parts(glances, 2);
    Shown::put(parts.into_iter().map(|part| outlook.show(days, part)).collect(), &mut glimpsed);
    other(&whole, &glimpsed, days).map(|what| format!("{what} (days {days:?})"))
}

/// The sieges; of the day that another is only compared with, without how long they have lasted.
fn sieges(state: &State, first: bool) -> Vec<SiegeRecord> {
    let siege = |siege: &Arc<SiegeRecord>| {
        let mut siege = SiegeRecord::clone(siege);
        siege.days = siege.days.filter(|_| first);
        siege
    };
    state.sieges.iter().map(siege).collect()
}

fn other(whole: &[Seen<'_>; 2], glimpsed: &[Seen<'_>; 2], days: [Day; 2]) -> Option<String> {
    for (nth, (whole, glimpsed)) in whole.iter().zip(glimpsed).enumerate() {
        let first = nth == 0;
        let (all, some) = (&whole.state, &glimpsed.state);
        if (whole.reports, whole.claims) != (glimpsed.reports, glimpsed.claims) {
            return Some("another number of claims".to_owned());
        }
        let [besieged, seen] = [all, some].map(|state| sieges(state, first));
        if besieged != seen || all.agreements != some.agreements {
            return Some(format!("{besieged:?}\n{seen:?}\n{:?}\n{:?}", all.agreements, some.agreements));
        }
        let named = all.sieges.iter().flat_map(|siege| siege.because.iter());
        let terms = all.agreements.iter().flat_map(|deal| &deal.terms);
        let of_terms = terms.clone().flat_map(|term| &term.because);
        let named = named.chain(of_terms).chain(all.agreements.iter().flat_map(|deal| &deal.because));
        let named = named.flat_map(|because| &because.incidents).copied();
        for id in named.chain(terms.flat_map(|term| &term.evidence).map(|evidence| evidence.incident)) {
            let text = |seen: &Seen<'_>| format!("{:?}", seen.incident(id));
            if text(whole) != text(glimpsed) {
                return Some(format!("{id}: {}\n{}", text(whole), text(glimpsed)));
            }
        }
    }
    let told = |seen: &[Seen<'_>; 2]| changes(&seen[1].state, &seen[0].state, Some((days[1], days[0])));
    (told(whole) != told(glimpsed)).then(|| format!("changes\n{:?}\n{:?}", told(whole), told(glimpsed)))
}
