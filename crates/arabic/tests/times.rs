//! The times of `data/times.tsv`, and what must hold for any text.

mod common;

use common::Line;
use hudna_arabic::calendar::Wordlists;
use hudna_arabic::times::{Preference, TimeSpan};
use jiff::civil::{DateTime, date};
use proptest::prelude::*;

fn reference() -> DateTime {
    date(2014, 3, 18).at(9, 0, 0, 0)
}

/// Date, with hour and minutes only where they are not zero.
fn short(t: Option<DateTime>) -> String {
    let Some(t) = t else { return "-".to_owned() };
    match (t.hour(), t.minute(), t.second()) {
        (0, 0, 0) => t.date().to_string(),
        (h, 0, 0) => format!("{}T{h:02}", t.date()),
        (h, m, _) => format!("{}T{h:02}:{m:02}", t.date()),
    }
}

fn show(line: &Line<'_>, t: &TimeSpan) -> String {
    let days = t.duration_days.map_or_else(|| "-".to_owned(), |d| format!("{}", (d * 1e6).round() / 1e6));
    format!("{}|{:?}|{:?}|{}|{}|{days}", line.words(t.first, t.last), t.kind, t.grain, short(t.from), short(t.to))
}

#[test]
fn times_of_the_table() {
    let (lists, lexicon) = (common::lists(), common::lexicon());
    let rows = common::rows("times.tsv");
    let mut wrong = Vec::new();
    for row in &rows {
        let (text, wanted) = common::marked(&row[0]);
        let line = Line::new(&lists, &lexicon, &text);
        let shown = line.first_time(Some(reference())).map_or_else(|| "-".to_owned(), |t| show(&line, &t));
        let expected = wanted.map_or_else(
            || "-".to_owned(),
            |w| {
                let cells: Vec<String> = row[1..6].iter().map(|c| c.replace("T00", "")).collect();
                format!("{w}|{}", cells.join("|"))
            },
        );
        if shown != expected {
            wrong.push(format!("{text}\n    expected {expected}\n    found    {shown}"));
        }
    }
    assert!(rows.len() >= 100, "the table has {} rows", rows.len());
    assert!(wrong.is_empty(), "{} of {} differ:\n{}", wrong.len(), rows.len(), wrong.join("\n"));
}

#[test]
fn without_a_reference_only_full_dates_resolve() {
    let (lists, lexicon) = (common::lists(), common::lexicon());
    let resolved = |text: &str| Line::new(&lists, &lexicon, text).first_time(None).map(|t| short(t.from));
    assert_eq!(resolved("في 18 شباط 2014").as_deref(), Some("2014-02-18"));
    assert_eq!(resolved("في 18 شباط").as_deref(), Some("-"));
    assert_eq!(resolved("الثلاثاء الماضي").as_deref(), Some("-"));
    assert_eq!(resolved("منذ ثلاثة أيام").as_deref(), Some("-"));
}

#[test]
fn a_day_is_named_without_a_reference() {
    let (lists, lexicon) = (common::lists(), common::lexicon());
    let named = |text: &str| Line::new(&lists, &lexicon, text).named();
    assert_eq!(named("اليوم السبت 17 حزيران").month_day, Some((6, 17)));
    assert_eq!(named("اليوم السبت 17 حزيران").weekday, Some(6));
    assert_eq!(named("اليوم السبت 17 حزيران").offset, Some(0));
    assert_eq!(named("أمس الأربعاء").offset, Some(-1));
    assert_eq!(named("5 من تشرين الأول").month_day, Some((10, 5)));
    assert_eq!(named("يوم 21/9").month_day, Some((9, 21)));
    assert_eq!(named("منذ ساعات"), Default::default());
}

#[test]
fn mistakes_in_the_lists_are_named() {
    let dir = common::crate_dir().join("../../knowledge/ar/lexicon");
    let read = |n: &str| std::fs::read_to_string(dir.join(n)).expect("word list");
    let names = ["numbers.toml", "units.toml", "quantifiers.toml", "calendar.toml"];
    let with = |name: &str, change: &dyn Fn(String) -> String| {
        let files: Vec<(&str, String)> =
            names.iter().map(|n| (*n, if *n == name { change(read(n)) } else { read(n) })).collect();
        let files: Vec<(&str, &str)> = files.iter().map(|(n, t)| (*n, t.as_str())).collect();
        Wordlists::parse(&files).expect_err("a mistake").to_string()
    };
    let twice = with("units.toml", &|t| t.replace("plural = [\"أسابيع\"]", "plural = [\"أسابيع\", \"أسابيع\"]"));
    assert!(twice.contains("units.toml") && twice.contains("أسابيع"), "{twice}");
    let syntax = with("calendar.toml", &|t| t + "\nnonsense = 1\n");
    assert!(syntax.contains("calendar.toml"), "{syntax}");
    let range = with("calendar.toml", &|t| t.replacen("number = 12", "number = 13", 1));
    assert!(range.contains("months are 1 to 12"), "{range}");
    let missing =
        Wordlists::parse(&[("numbers.toml", &read("numbers.toml"))]).expect_err("files are missing").to_string();
    assert!(missing.contains("units"), "{missing}");
}

fn any_words() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        "[0-9٠-٩]{1,8}",
        "[0-9٠-٩]{1,4}[/.:-][0-9٠-٩]{1,4}([/.:-][0-9٠-٩]{1,4})?",
        proptest::sample::select(vec![
            "منذ",
            "قبل",
            "بعد",
            "خلال",
            "في",
            "لمدة",
            "حتى",
            "من",
            "إلى",
            "بين",
            "كل",
            "و",
            "يوم",
            "يومين",
            "أيام",
            "أسبوع",
            "الأسبوع",
            "شهر",
            "الشهر",
            "عام",
            "عامي",
            "سنوات",
            "قرون",
            "الساعة",
            "ساعات",
            "الثلاثاء",
            "والأربعاء",
            "الماضي",
            "المقبل",
            "الجاري",
            "مساء",
            "ليل",
            "فجر",
            "صباحا",
            "أمس",
            "اليوم",
            "غدا",
            "شباط",
            "فبراير",
            "كانون",
            "الثاني",
            "رمضان",
            "ذي",
            "الحجة",
            "29",
            "31",
            "2016",
            "1445",
            "مطلع",
            "نهاية",
            "آخر",
            "ثلاثة",
            "عشر",
            "مليار",
            "ألف",
            "ونصف",
            "إلا",
            "ربع",
            "عيد",
            "الأضحى",
            "هذا",
            "الـ",
            "(",
            ")",
            "/",
            "-",
            "،",
            "الربع",
            "الأول",
            "العام",
        ])
        .prop_map(str::to_owned),
        "\\PC{0,6}",
    ];
    proptest::collection::vec(word, 0..12).prop_map(|w| w.join(" "))
}

proptest! {
    #[test]
    fn spans_lie_in_the_line(text in any_words(), year in 1i16..9999, day in 1i8..=28, known in any::<bool>(), future in any::<bool>()) {
        let (lists, lexicon) = common::shared_lists();
        let line = Line::new(lists, lexicon, &text);
        let reference = known.then(|| date(year, 2, day).at(23, 59, 0, 0));
        let preference = if future { Preference::Future } else { Preference::Past };
        for at in 0..=line.tokens.len() {
            if let Some(t) = line.time(at, reference, preference) {
                prop_assert!(t.first == at && t.first < t.last && t.last <= line.tokens.len());
                prop_assert!(t.duration_days.is_none_or(|d| d.is_finite() && d >= 0.0));
                prop_assert!(!line.words(t.first, t.last).is_empty());
            }
        }
    }
}
