//! The numbers of `data/numbers.tsv`, and what must hold for any text.

mod common;

use common::Line;
use hudna_arabic::numbers::NumberSpan;
use proptest::prelude::*;

fn flags(n: &NumberSpan) -> String {
    let named = [(n.ordinal, "ordinal"), (n.percent, "percent"), (n.vague, "vague")];
    let said: Vec<&str> = named.iter().filter(|(on, _)| *on).map(|(_, name)| *name).collect();
    if said.is_empty() { "-".to_owned() } else { said.join(" ") }
}

#[test]
fn numbers_of_the_table() {
    let (lists, lexicon) = (common::lists(), common::lexicon());
    let rows = common::rows("numbers.tsv");
    let mut wrong = Vec::new();
    for row in &rows {
        let (text, wanted) = common::marked(&row[0]);
        let line = Line::new(&lists, &lexicon, &text);
        let found = line.first_number();
        let shown = found.map_or_else(
            || "-".to_owned(),
            |n| {
                format!(
                    "{}|{}|{}|{:?}|{}|{}",
                    line.words(n.qualifier_first.min(n.first), n.last),
                    n.value,
                    n.high.map_or_else(|| "-".to_owned(), |h| h.to_string()),
                    n.qualifier,
                    flags(&n),
                    n.unit.map_or("-", |u| line.words(u, u + 1)),
                )
            },
        );
        let expected = wanted.map_or_else(|| "-".to_owned(), |w| format!("{w}|{}", row[1..6].join("|")));
        if shown != expected {
            wrong.push(format!("{text}\n    expected {expected}\n    found    {shown}"));
        }
    }
    assert!(rows.len() >= 80, "the table has {} rows", rows.len());
    assert!(wrong.is_empty(), "{} of {} differ:\n{}", wrong.len(), rows.len(), wrong.join("\n"));
}

fn any_words() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        "[0-9٠-٩]{1,20}",
        "[0-9٠-٩.,٫٬،/:-]{1,12}",
        proptest::sample::select(vec![
            "ثلاثة",
            "وعشرون",
            "عشر",
            "مئة",
            "ألف",
            "ألفا",
            "آلاف",
            "مليون",
            "مليار",
            "تريليون",
            "ونصف",
            "بين",
            "و",
            "إلى",
            "أو",
            "أكثر",
            "من",
            "ما",
            "لا",
            "يقل",
            "عن",
            "عشرات",
            "الـ",
            "%",
            "في",
            "المئة",
            "على",
            "الأقل",
            "الحادي",
            "والعشرون",
            "نصف",
            "ربع",
            "(",
            ")",
            "،",
            ".",
        ])
        .prop_map(str::to_owned),
        "\\PC{0,6}",
    ];
    proptest::collection::vec(word, 0..14).prop_map(|w| w.join(" "))
}

proptest! {
    #[test]
    fn spans_lie_in_the_line(text in any_words()) {
        let (lists, lexicon) = common::shared_lists();
        let line = Line::new(lists, lexicon, &text);
        for at in 0..=line.tokens.len() {
            if let Some(n) = line.number(at) {
                prop_assert!(n.first < n.last && n.last <= line.tokens.len());
                prop_assert!(n.qualifier_first <= n.first && at <= n.first);
                prop_assert!(n.unit.is_none_or(|u| u >= n.last && u < line.tokens.len()));
                prop_assert!(n.high.is_none_or(|h| h > n.value));
                prop_assert!(!line.words(n.first, n.last).is_empty());
            }
        }
    }
}
