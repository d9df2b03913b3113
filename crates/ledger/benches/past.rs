//! How long days take that nobody has asked for: each with the day a week before it, as the desk's situation asks for them, over
//! reports that are made up; what of it units are looked at for, what is made across them, and what tells the two days apart.
//!
//! `cargo bench -p hudna-ledger --bench past` ; CLAIMS=100000 is how many, WHOLE=1 looks at all of both days, as the situation's JSON does,
//! and not only at what its page needs. Times are those that this thread had a processor.

#[path = "../tests/knowledge/mod.rs"]
mod knowledge;
#[path = "../tests/made/mod.rs"]
mod made;
mod own;

use hudna_ledger::{Day, Glance, Ledger, Outlook, Shown, View, changes};
use made::{CLAIMS, Maker};
use own::{memory, now};
use std::time::Duration;

/// The command's own allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Days that are asked for.
const DAYS: usize = 48;

fn main() {
    let claims = std::env::var("CLAIMS").ok().and_then(|text| text.parse().ok()).unwrap_or(100_000);
    let files = knowledge::files();
    let world = knowledge::world_of(&files);
    let mut maker = Maker::new(&files, 1, 5_000, 3_650).scattered();
    let mut ledger = Ledger::new(&world);
    for n in 0..claims / CLAIMS {
        maker.report(n).iter().for_each(|entry| ledger.enter(entry));
    }
    let today = Day::from(jiff::civil::date(2026, 11, 28));
    let began = now();
    let outlook = Outlook::of(&ledger, &View::as_of(today));
    println!("an outlook takes {:.0} ms", ms(now() - began));
    let began = now();
    let first = outlook.see(today, 0, &[outlook.look(&[today], 0, 1)]);
    println!("its first day {:.0} ms, of {} claims", ms(now() - began), first.claims);
    let began = now();
    outlook.prepare();
    println!("what is found out beforehand {:.0} ms", ms(now() - began));
    let mut took: Vec<[f64; 5]> = Vec::new();
    let whole = std::env::var_os("WHOLE").is_some();
    for n in 0..DAYS {
        let [year, month, day] = [2021 + n * 7 % 10, 1 + n * 5 % 12, 1 + n * 11 % 28].map(|n| n as i16);
        let day = Day::from(jiff::civil::date(year, month as i8, day as i8));
        let days = [day, day.plus(-7)];
        let at = now();
        let (units, seen, [after, before]) = if whole {
            let looked = [outlook.look(&days, 0, 1)];
            let units = now();
            let both = [0, 1].map(|nth| outlook.see(days[nth], nth, &looked));
            (units, now(), both)
        } else {
            let [one, other] = days.map(|day| outlook.plan(day).expect("nobody decided anything"));
            let peeked = [outlook.peek(&outlook.meantime(days), [&one, &other], 0, 1)];
            let units = now();
            let glances = [outlook.glance(days[0], 0, one, &peeked), outlook.glance(days[1], 1, other, &peeked)];
            let (mut both, parts) = Glance::parts(glances, 1);
            Shown::put(parts.into_iter().map(|part| outlook.show(days, part)).collect(), &mut both);
            (units, now(), both)
        };
        let changes = changes(&before.state, &after.state, Some((days[1], days[0])));
        let told = now();
        std::hint::black_box(changes.len());
        drop((after, before));
        let end = now();
        took.push([end - at, units - at, seen - units, told - seen, end - told].map(ms));
    }
    for (at, what) in ["a day and the one before", "units", "across units", "changes", "let go"].iter().enumerate() {
        let mut all: Vec<f64> = took.iter().map(|took| took[at]).collect();
        all.sort_unstable_by(f64::total_cmp);
        println!("{what}: {:.0} ms in the middle, {:.0} ms for 95 of 100", all[DAYS / 2], all[DAYS * 95 / 100]);
    }
    println!("memory {:.0} MB", memory() / 1e6);
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
