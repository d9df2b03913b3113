//! How fast the ledger sees: claims a second of `Ledger::see` over reports that are made up, on one core; how much memory it
//! holds; and how long a late report takes where a view is kept up to date (`Live`).
//!
//! `cargo bench -p hudna-ledger` ; CLAIMS=1000000 is how many, PLACES=5000 and DAYS=3650 over how many places and days. Times are
//! those that this thread had a processor, so that what else the machine does counts as little as may be.

#[path = "../tests/knowledge/mod.rs"]
mod knowledge;
#[path = "../tests/made/mod.rs"]
mod made;
mod own;

use hudna_ledger::{Day, Ledger, Live, View};
use made::{CLAIMS, Maker};
use own::{memory, now};
use std::time::Duration;

/// The command's own allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    let number = |name: &str, or: usize| std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(or);
    let (claims, places, runs) = (number("CLAIMS", 1_000_000), number("PLACES", 5_000), number("RUNS", 3));
    let files = knowledge::files();
    let world = knowledge::world_of(&files);
    let mut maker = Maker::new(&files, 1, places, number("DAYS", 3_650)).scattered();
    let mut ledger = Ledger::new(&world);
    let (began, before) = (now(), memory());
    let mut entering = Duration::ZERO;
    for n in 0..claims / CLAIMS {
        let entries = maker.report(n);
        let at = now();
        entries.iter().for_each(|entry| ledger.enter(entry));
        entering += now() - at;
    }
    let (making, held) = ((now() - began).as_secs_f64(), memory() - before);
    println!("{claims} claims made and entered in {making:.1} s, of it entered in {:.1} s", entering.as_secs_f64());
    println!("the ledger holds {:.0} bytes of memory for each claim", held / claims as f64);
    for _ in 0..runs {
        let (began, before) = (now(), memory());
        let seen = ledger.see(&View::as_of(Day::LAST));
        let took = (now() - began).as_secs_f64();
        let (speed, held) = (seen.claims as f64 / took, (memory() - before) / seen.claims as f64);
        let incidents = seen.incidents.len();
        println!(
            "seen in {took:.2} s: {speed:.0} claims/s, {incidents} incidents; {held:.0} bytes more for each claim"
        );
    }
    late(ledger, &mut maker, claims / CLAIMS);
}

/// How long a ledger that is kept up to date takes for reports that come in late, each with its claims.
fn late(ledger: Ledger<'_>, maker: &mut Maker, reports: usize) {
    const LATE: usize = 1_000;
    let began = now();
    let mut live = Live::of(ledger, View::as_of(Day::LAST));
    println!("kept up to date from here on, after {:.1} s", (now() - began).as_secs_f64());
    let mut took: Vec<f64> = Vec::with_capacity(LATE);
    for n in reports..reports + LATE {
        let entries = maker.report(n);
        let at = now();
        entries.iter().for_each(|entry| live.enter(entry));
        took.push((now() - at).as_secs_f64() * 1e3);
    }
    took.sort_unstable_by(f64::total_cmp);
    let of = |hundredth: usize| took[LATE * hundredth / 100];
    println!(
        "a late report of {CLAIMS} claims: {:.2} ms in the middle, {:.2} ms for 95 of 100, {:.2} ms for 99, {:.2} ms at most",
        of(50),
        of(95),
        of(99),
        took[LATE - 1]
    );
}
