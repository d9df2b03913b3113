//! The same over every storage: what is added is there, once, in its order, and what is not right is said.

use crate::places::Place;
use hudna_casefile::{
    Batch, Bundle, Case, CaseError, Entry, NewEntry, Outcome, Problem, PublicKey, REDACT, Sha256, SigningKey,
    Verification, Wrong,
};

/// Runs each test over each storage.
macro_rules! over_all {
    ($($name:ident)*) => {
        mod sqlite {
            $(#[test] fn $name() { super::$name(&super::Place::sqlite()); })*
        }

        mod postgres {
            $(#[test] fn $name() { super::Place::postgres().iter().for_each(super::$name); })*
        }
    };
}

over_all! {
    a_new_case_is_empty
    what_is_added_is_read_back
    a_key_is_stored_once
    a_batch_is_stored_once
    a_batch_is_all_or_nothing
    two_openings_see_each_other
    two_threads_take_turns
    blobs_are_kept_once_and_with_their_entries
    ranges_are_half_open_and_clipped
    a_case_is_opened_as_it_was_left
    checkpoints_hold_the_log_fast
    evidence_holds_without_the_case
    redaction_takes_the_words_and_leaves_the_tree
    what_cannot_be_stored_is_refused
}

fn create(place: &Place) -> Case {
    Case::create(&place.address).expect("a new case")
}

fn open(place: &Place) -> Case {
    Case::open(&place.address).expect("the case")
}

fn report(n: u64) -> NewEntry {
    NewEntry::new("ana", "report", format!(r#"{{"text":"report {n}"}}"#)).key(format!("report:{n}"))
}

fn add(case: &mut Case, numbers: impl IntoIterator<Item = u64>) -> Vec<Outcome> {
    let mut batch = Batch::new();
    numbers.into_iter().for_each(|n| batch.push(report(n)));
    case.append(&batch).expect("a batch").outcomes
}

fn all(case: &mut Case) -> Vec<Entry> {
    let mut found = Vec::new();
    case.entries(.., |entry| {
        found.push(entry.expect("a whole entry"));
        Ok::<(), CaseError>(())
    })
    .expect("entries");
    found
}

fn clean(case: &mut Case) {
    let report = case.verify().expect("a verification");
    assert_eq!(report.faults, []);
    assert_eq!(report.entries, case.len());
    assert_eq!(report.root, case.root().ok());
}

fn a_new_case_is_empty(place: &Place) {
    assert!(matches!(Case::open(&place.address).map(|_| ()).expect_err("nothing").problem, Problem::Missing));
    let mut case = create(place);
    assert!(case.is_empty());
    assert_eq!(all(&mut case), []);
    assert!(case.entry(0).expect("read").is_none());
    assert_eq!(case.root().expect("a root"), Sha256::of(b""));
    clean(&mut case);
    assert!(matches!(Case::create(&place.address).map(|_| ()).expect_err("one").problem, Problem::Exists));
    assert!(Case::open_or_create(&place.address).expect("the case").is_empty());
}

fn what_is_added_is_read_back(place: &Place) {
    let mut case = create(place);
    let before = jiff::Timestamp::now();
    let mut batch = Batch::new();
    batch.push(NewEntry::new("ana", "review", vec![0, 255, 10]));
    let blob = batch.blob("the page");
    batch.push(report(1).blob(blob));
    assert_eq!(case.append(&batch).expect("stored").outcomes, [Outcome::New(0), Outcome::New(1)]);
    let entries = all(&mut case);
    assert_eq!(entries.len(), 2);
    assert_eq!(entries[0].body.as_deref(), Some(&[0, 255, 10][..]));
    assert_eq!((entries[0].by.as_str(), entries[0].kind.as_str(), &entries[0].key), ("ana", "review", &None));
    assert_eq!((entries[1].seq, entries[1].key.as_deref()), (1, Some("report:1")));
    assert_eq!(entries[1].blobs, [blob]);
    assert!(entries[0].at.as_microsecond() >= before.as_microsecond() && entries[0].at <= entries[1].at);
    assert_eq!(case.by_key("report:1").expect("read").as_ref(), Some(&entries[1]));
    assert_eq!(case.by_key("report:2").expect("read"), None);
    assert_eq!(case.find(&["report:2", "report:1"]).expect("read"), [None, Some(1)]);
    assert_eq!(case.blob(blob).expect("read").as_deref(), Some(&b"the page"[..]));
    assert_eq!(case.blob(Sha256::of(b"other")).expect("read"), None);
    clean(&mut case);
}

fn a_key_is_stored_once(place: &Place) {
    let mut case = create(place);
    assert_eq!(add(&mut case, [1, 2, 1]), [Outcome::New(0), Outcome::New(1), Outcome::Known(0)]);
    let root = case.root().expect("a root");
    assert_eq!(add(&mut case, [2, 1]), [Outcome::Known(1), Outcome::Known(0)]);
    assert_eq!(case.root().expect("a root"), root);
    assert_eq!(add(&mut case, [3, 2, 4]), [Outcome::New(2), Outcome::Known(1), Outcome::New(3)]);
    // Without a key the same words are two entries.
    for seq in 4..6 {
        let mut batch = Batch::new();
        batch.push(NewEntry::new("ana", "review", "{}"));
        assert_eq!(case.append(&batch).expect("stored").outcomes, [Outcome::New(seq)]);
    }
    clean(&mut case);
}

fn a_batch_is_stored_once(place: &Place) {
    let mut case = create(place);
    add(&mut case, [7]);
    let mut batch = Batch::new();
    batch.push(NewEntry::new("ana", "review", "{}"));
    [7, 8, 8].into_iter().for_each(|n| batch.push(report(n)));
    batch.push(NewEntry::new("ana", "review", "{}"));
    let first = case.append(&batch).expect("stored");
    let (new, known) = (Outcome::New, Outcome::Known);
    assert_eq!(first.outcomes, [new(1), known(0), new(2), known(2), new(3)]);
    add(&mut case, [9]);
    assert_eq!(case.append(&batch).expect("known"), first);
    assert_eq!(open(place).append(&batch).expect("known"), first);
    assert_eq!(case.len(), 5);
    // Other entries under the same id are no repetition.
    batch.push(report(20));
    assert!(matches!(case.append(&batch).expect_err("other").problem, Problem::BatchReused));
    clean(&mut case);
}

fn a_batch_is_all_or_nothing(place: &Place) {
    let mut case = create(place);
    add(&mut case, [1]);
    let root = case.root().expect("a root");
    let mut batch = Batch::new();
    batch.push(report(2));
    batch.push(report(3).blob(Sha256::of(b"nowhere")));
    assert!(matches!(case.append(&batch).expect_err("no blob").problem, Problem::NoBlob(_)));
    assert_eq!((case.refresh().expect("read"), case.root().expect("a root")), (1, root));
    assert_eq!(add(&mut case, [2]), [Outcome::New(1)]);
    assert_eq!(case.append(&Batch::new()).expect("nothing").outcomes, []);
    clean(&mut case);
}

fn two_openings_see_each_other(place: &Place) {
    let (mut one, mut two) = (create(place), open(place));
    add(&mut one, 0..300);
    assert_eq!(two.len(), 0);
    assert_eq!(two.refresh().expect("read"), 300);
    assert_eq!(all(&mut two).len(), 300);
    add(&mut two, 290..310);
    assert_eq!(add(&mut one, [309, 310]), [Outcome::Known(309), Outcome::New(310)]);
    assert!(two.by_key("report:310").expect("read").is_some());
    assert_eq!(one.root().expect("a root"), {
        two.refresh().expect("read");
        two.root().expect("a root")
    });
    clean(&mut one);
}

fn two_threads_take_turns(place: &Place) {
    create(place);
    std::thread::scope(|scope| {
        for start in [0, 100] {
            scope.spawn(move || {
                let mut case = Case::open_or_create(&place.address).expect("the case");
                for n in 0..40 {
                    add(&mut case, [start + n, 1000 + n]);
                }
            });
        }
    });
    let mut case = open(place);
    assert_eq!(case.len(), 120);
    let keys: std::collections::BTreeSet<_> = all(&mut case).into_iter().filter_map(|entry| entry.key).collect();
    assert_eq!(keys.len(), 120);
    clean(&mut case);
}

fn blobs_are_kept_once_and_with_their_entries(place: &Place) {
    let mut case = create(place);
    let mut batch = Batch::new();
    let blob = batch.blob("page");
    let stray = batch.blob("nobody's");
    batch.push(report(1).blob(blob));
    case.append(&batch).expect("stored");
    assert!(case.blob(stray).expect("read").is_none());
    let mut batch = Batch::new();
    assert_eq!(batch.blob("page"), blob);
    batch.push(report(2).blob(blob));
    let other = batch.blob("other page");
    // A known entry brings nothing along.
    batch.push(report(1).blob(other));
    case.append(&batch).expect("stored");
    assert!(case.blob(other).expect("read").is_none());
    let mut batch = Batch::new();
    batch.push(report(3).blob(blob));
    case.append(&batch).expect("the case has the blob");
    assert_eq!(case.verify().expect("a verification").blobs, 1);
    clean(&mut case);
}

fn ranges_are_half_open_and_clipped(place: &Place) {
    let mut case = create(place);
    add(&mut case, 0..600);
    let mut seqs = |range: (std::ops::Bound<u64>, std::ops::Bound<u64>)| {
        let mut seqs = Vec::new();
        case.entries(range, |entry| {
            seqs.push(entry.expect("whole").seq);
            Ok::<(), CaseError>(())
        })
        .expect("entries");
        seqs
    };
    use std::ops::Bound::{Excluded, Included, Unbounded};
    assert_eq!(seqs((Included(255), Excluded(258))), [255, 256, 257]);
    assert_eq!(seqs((Excluded(597), Included(9999))), [598, 599]);
    assert_eq!(seqs((Included(600), Unbounded)), Vec::<u64>::new());
    assert_eq!(seqs((Included(5), Excluded(3))), Vec::<u64>::new());
    assert_eq!(seqs((Unbounded, Unbounded)), (0..600).collect::<Vec<_>>());
    // The caller's error ends it and comes back.
    let mut seen = 0;
    let stopped = case.entries(.., |_| {
        seen += 1;
        if seen == 300 { Err(CaseError { place: "here".into(), problem: Problem::Busy }) } else { Ok(()) }
    });
    assert_eq!((stopped.expect_err("stopped").place.as_str(), seen), ("here", 300));
}

fn a_case_is_opened_as_it_was_left(place: &Place) {
    let mut root = Sha256::of(b"");
    // Over the edges of tiles, each time opened anew.
    for (start, end) in [(0, 1), (1, 255), (255, 256), (256, 257), (257, 700)] {
        let mut case = Case::open_or_create(&place.address).expect("the case");
        assert_eq!((case.len(), case.root().expect("a root")), (start, root));
        add(&mut case, start..end);
        root = case.root().expect("a root");
        clean(&mut case);
    }
}

fn checkpoints_hold_the_log_fast(place: &Place) {
    let mut case = create(place);
    let key = SigningKey::generate("ana@example.org").expect("a key");
    let empty = case.checkpoint(None).expect("a checkpoint");
    add(&mut case, 0..300);
    let first = case.checkpoint(Some(&key)).expect("a checkpoint");
    add(&mut case, 300..310);
    let second = case.checkpoint(Some(&key.to_text().parse().expect("the same key"))).expect("a checkpoint");
    assert_eq!((first.size, second.size, second.root), (300, 310, case.root().expect("a root")));
    assert_eq!(case.checkpoints().expect("read"), [empty, first.clone(), second.clone()]);
    assert!(first.text.starts_with(&format!("{}\n300\n", case.origin().expect("a name"))), "{}", first.text);
    let public: PublicKey = key.public().to_string().parse().expect("a public key");
    let known = Verification { checkpoints: vec![first.text.clone()], keys: vec![public.clone()] };
    let report = case.verify_against(&known).expect("a verification");
    assert_eq!((report.faults.len(), report.signed_by, report.checkpoints.len()), (0, vec![public.clone()], 3));

    // Of another case, changed, and of a future that this log does not have.
    let elsewhere = Place::sqlite();
    let other = create(&elsewhere).checkpoint(None).expect("a checkpoint").text;
    let changed = first.text.replacen("300", "299", 1);
    let future = format!("{}\n9999\n{}\n", case.origin().expect("a name"), second.text.lines().nth(2).expect("a root"));
    for text in [other, changed, future, "nonsense".to_owned()] {
        let known = Verification { checkpoints: vec![text.clone()], keys: vec![public.clone()] };
        let faults = case.verify_against(&known).expect("a verification").faults;
        assert!(matches!(faults[..], [ref f] if matches!(f.wrong, Wrong::Checkpoint { .. })), "{text}: {faults:?}");
    }
}

fn evidence_holds_without_the_case(place: &Place) {
    let mut case = create(place);
    let key = SigningKey::generate("ana").expect("a key");
    add(&mut case, 0..300);
    let mut batch = Batch::new();
    let blob = batch.blob("the page");
    batch.push(report(300).blob(blob));
    batch.push(NewEntry::new("ana", "raw", vec![0xff]));
    case.append(&batch).expect("stored");
    add(&mut case, 301..310);
    let bundle = case.prove(&[3, 300, 301], true, Some(&key)).expect("evidence");
    let (entries, root, origin) = (all(&mut case), case.root().expect("a root"), case.origin().expect("a name"));
    drop(case);

    let bundle = Bundle::from_json(&bundle.to_json().expect("JSON")).expect("the same");
    let proven = bundle.verify(&[key.public()]).expect("it holds");
    assert_eq!(proven.entries, [&entries[3], &entries[300], &entries[301]].map(Clone::clone));
    assert_eq!((proven.origin, proven.size, proven.root), (origin, 311, root));
    assert_eq!((proven.signed_by, proven.signed_unknown), (vec![key.public()], None));
    assert_eq!(proven.blobs, [(blob, b"the page".to_vec())]);
    let strangers = bundle.verify(&[]).expect("it holds");
    assert_eq!((strangers.signed_by, strangers.signed_unknown), (vec![], Some(key.public())));

    let without = open(place).prove(&[300], false, None).expect("evidence").verify(&[]).expect("it holds");
    assert_eq!((without.blobs_left_out, without.signed_by), (vec![blob], vec![]));
    assert!(matches!(open(place).prove(&[311], true, None).expect_err("none").problem, Problem::NoEntry(311)));

    by_others(&bundle);

    // Any change of a letter in the file is seen.
    let text = bundle.to_json().expect("JSON");
    let at: Vec<usize> = text.char_indices().filter(|(_, c)| c.is_ascii_alphanumeric()).map(|(at, _)| at).collect();
    for at in at.into_iter().step_by(11) {
        let mut changed = text.clone().into_bytes();
        changed[at] = if changed[at] == b'a' { b'b' } else { b'a' };
        let changed = Bundle::from_json(&String::from_utf8(changed).expect("UTF-8"));
        let holds = changed.is_ok_and(|changed| changed != bundle && changed.verify(&[key.public()]).is_ok());
        assert!(!holds, "a change at byte {at} is not seen: {}", &text[at.saturating_sub(40)..at + 1]);
    }
}

/// The same evidence before a checker in another language that shares nothing with this crate.
fn by_others(bundle: &Bundle) {
    let checker = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tools/check-evidence.py");
    let file = tempfile::NamedTempFile::new().expect("a file");
    let check = |bundle: &Bundle| {
        std::fs::write(&file, bundle.to_json().expect("JSON")).expect("a file");
        std::process::Command::new("python3").arg(checker).arg(file.path()).output()
    };
    let Ok(output) = check(bundle) else { return eprintln!("skipped: no python3 for tools/check-evidence.py") };
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && said.lines().count() == bundle.entries.len() + 1, "{output:?}");
    let mut other = bundle.clone();
    other.entries[0].body = Some("other words".to_owned());
    assert!(!check(&other).expect("python3").status.success());
    let mut other = bundle.clone();
    other.entries[0].path.swap(0, 1);
    assert!(!check(&other).expect("python3").status.success());
}

fn redaction_takes_the_words_and_leaves_the_tree(place: &Place) {
    let mut case = create(place);
    let mut batch = Batch::new();
    let (shared, own) = (batch.blob("shared page"), batch.blob("the witness's letter"));
    batch.push(report(0).blob(shared));
    batch.push(report(1).blob(shared).blob(own));
    case.append(&batch).expect("stored");
    add(&mut case, 2..10);
    let checkpoint = case.checkpoint(None).expect("a checkpoint");

    let redacted = case.redact(&[1, 4], "bo", "the witness asked").expect("redacted");
    assert_eq!((redacted.told_by, &redacted.entries[..]), (Some(10), &[1, 4][..]));
    assert_eq!((&redacted.blobs[..], &redacted.kept[..]), (&[own][..], &[(shared, 0)][..]));
    assert!(case.blob(own).expect("read").is_none());
    let entries = all(&mut case);
    assert!(entries[1].is_redacted() && entries[4].is_redacted() && !entries[2].is_redacted());
    assert_eq!((&entries[1].key, &entries[1].blobs[..], entries[1].by.as_str()), (&None, &[][..], "ana"));
    assert_eq!((entries[10].by.as_str(), entries[10].kind.as_str()), ("bo", REDACT));
    let body = String::from_utf8(entries[10].body.clone().expect("a body")).expect("text");
    assert_eq!(body, r#"{"entries":[1,4],"reason":"the witness asked"}"#);

    // The tree is what it was, and says how many are redacted.
    let known = Verification { checkpoints: vec![checkpoint.text], keys: vec![] };
    let report_of = open(place).verify_against(&known).expect("a verification");
    assert_eq!((report_of.faults.len(), report_of.redacted), (0, 2));
    // What was redacted does not come back by accident.
    assert_eq!(add(&mut case, [1]), [Outcome::Known(1)]);
    assert!(case.by_key("report:1").expect("read").expect("known").is_redacted());
    let bundle = case.prove(&[1, 2], true, None).expect("evidence");
    by_others(&bundle);
    let proven = bundle.verify(&[]).expect("it holds");
    assert!(proven.entries[0].is_redacted() && proven.entries[1].body.is_some());
    // Once is enough, and what tells of it stays.
    assert_eq!(case.redact(&[1], "bo", "again").expect("nothing to do").told_by, None);
    assert!(matches!(case.redact(&[10], "bo", "hush").expect_err("stays").problem, Problem::NotRedactable(10)));
    assert!(matches!(case.redact(&[99], "bo", "none").expect_err("none").problem, Problem::NoEntry(99)));
    let last = case.redact(&[0], "bo", "the page too").expect("redacted");
    assert_eq!(last.blobs, [shared]);
    clean(&mut case);
}

#[test]
fn redacted_words_are_in_no_file_any_more() {
    let place = Place::sqlite();
    let mut case = create(&place);
    for n in 0..30 {
        let mut batch = Batch::new();
        for m in 0..8 {
            let blob = batch.blob(format!("{} letter {n} {m}", "of the witness".repeat(n * 20)));
            let body = format!("witness number {n} of {m} {}", "said ".repeat(m * 100));
            batch.push(NewEntry::new("ana", "report", body).key(format!("key {n} {m}")).blob(blob));
        }
        case.append(&batch).expect("stored");
    }
    let files = || {
        let folder = std::path::Path::new(&place.address).parent().expect("a folder");
        let files = std::fs::read_dir(folder).expect("a folder").map(|file| file.expect("a file").path());
        files.map(|file| std::fs::read(file).expect("a file")).collect::<Vec<_>>()
    };
    let has = |words: &str| files().iter().any(|file| file.windows(words.len()).any(|at| at == words.as_bytes()));
    let words = ["witness number 7 of 3 ", " letter 7 3", "key 7 3"];
    assert!(words.iter().all(|words| has(words)));

    // Another process reads: the old pages cannot go, and that is said.
    let reader = rusqlite::Connection::open(&place.address).expect("the file");
    reader.execute_batch("BEGIN; SELECT count(*) FROM entry").expect("a reader");
    let seqs: Vec<u64> = (7 * 8..8 * 8).collect();
    let redacted = case.redact(&seqs, "ana", "asked for").expect("redacted");
    assert_eq!(redacted.blobs.len(), 8);
    assert!(redacted.lingering.is_some_and(|left| left.contains("-wal")), "{redacted:?}");
    drop(reader);
    let again = case.redact(&seqs, "ana", "asked for").expect("nothing to do");
    assert_eq!((again.told_by, again.lingering), (None, None));
    assert_eq!(words.map(has), [false; 3]);
    assert!(has("witness number 8 of 3 ") && has(" letter 8 3") && has("key 8 3"));
    clean(&mut case);
}

fn what_cannot_be_stored_is_refused(place: &Place) {
    let mut case = create(place);
    let long = "x".repeat(2000);
    for entry in [
        NewEntry::new("", "report", "{}"),
        NewEntry::new("ana", "", "{}"),
        NewEntry::new("ana", "a\0b", "{}"),
        NewEntry::new("ana", "report", "{}").key(""),
        NewEntry::new("ana", "report", "{}").key(long),
        NewEntry::new("ana", REDACT, "{}"),
    ] {
        let mut batch = Batch::new();
        batch.push(entry);
        let error = case.append(&batch).expect_err("refused");
        assert!(matches!(error.problem, Problem::Entry { .. } | Problem::Reserved), "{error}");
    }
    assert_eq!(case.refresh().expect("read"), 0);
}
