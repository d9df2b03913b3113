//! How fast the ledger sees: claims a second of `Ledger::see` over reports that are made up, on one core; and how long a late
//! report takes where a view is kept up to date (`Live`).
//!
//! `cargo bench -p hudna-ledger` ; CLAIMS=1000000 is how many, PLACES=5000 over how many places.

#[path = "../tests/knowledge/mod.rs"]
mod knowledge;
#[path = "../tests/made/mod.rs"]
mod made;

use hudna_ledger::{Day, Ledger, Live, View};
use made::{CLAIMS, Maker};
use std::time::Instant;

fn main() {
    let number = |name: &str, or: usize| std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(or);
    let (claims, places, runs) = (number("CLAIMS", 1_000_000), number("PLACES", 5_000), number("RUNS", 3));
    let files = knowledge::files();
    let world = knowledge::world_of(&files);
    let mut maker = Maker::new(&files, 1, places, 730);
    let mut ledger = Ledger::new(&world);
    let began = Instant::now();
    let mut entering = std::time::Duration::ZERO;
    for n in 0..claims / CLAIMS {
        let entries = maker.report(n);
        let at = Instant::now();
        entries.iter().for_each(|entry| ledger.enter(entry));
        entering += at.elapsed();
    }
    println!(
        "{claims} claims made and entered in {:.1} s, of it entered in {:.1} s",
        began.elapsed().as_secs_f64(),
        entering.as_secs_f64()
    );
    for _ in 0..runs {
        let began = Instant::now();
        let seen = ledger.see(&View::as_of(Day::LAST));
        let took = began.elapsed().as_secs_f64();
        let speed = seen.claims as f64 / took;
        println!("seen in {took:.2} s: {speed:.0} claims/s, {} incidents", seen.incidents.len());
    }
    late(ledger, &mut maker, claims / CLAIMS);
}

/// How long a ledger that is kept up to date takes for reports that come in late, each with its claims.
fn late(ledger: Ledger<'_>, maker: &mut Maker, reports: usize) {
    const LATE: usize = 1_000;
    let began = Instant::now();
    let mut live = Live::of(ledger, View::as_of(Day::LAST));
    println!("kept up to date from here on, after {:.1} s", began.elapsed().as_secs_f64());
    let mut took: Vec<f64> = Vec::with_capacity(LATE);
    for n in reports..reports + LATE {
        let entries = maker.report(n);
        let at = Instant::now();
        entries.iter().for_each(|entry| live.enter(entry));
        took.push(at.elapsed().as_secs_f64() * 1e3);
    }
    took.sort_unstable_by(f64::total_cmp);
    let (median, most, last) = (took[LATE / 2], took[LATE * 99 / 100], took[LATE - 1]);
    println!(
        "a late report of {CLAIMS} claims: {median:.2} ms in the middle, {most:.2} ms for 99 of 100, {last:.2} ms at most"
    );
}
