//! What stands in the place of names, ids and addresses, string by string.

use hudna_casebook::{Called, Unnamed};
use hudna_ledger::{Labels, Lang};
use hudna_reader::{Knowledge, built_in};
use std::sync::{Arc, OnceLock};

fn unnamed() -> Unnamed<'static> {
    static KNOWN: OnceLock<(Knowledge, Arc<Called>, Labels)> = OnceLock::new();
    let (knowledge, called, labels) = KNOWN.get_or_init(|| {
        let files = built_in();
        let texts = files.iter().map(|file| (file.path.as_str(), file.text.as_str()));
        let labels = Labels::from_files(texts).expect("the words are well formed");
        let knowledge = Knowledge::compile(&files).unwrap_or_else(|errors| panic!("{errors:?}"));
        let called = Arc::new(Called::of(&knowledge));
        (knowledge, called, labels)
    });
    Unnamed::new(knowledge, Arc::clone(called), labels)
}

#[test]
fn names_become_numbers_and_offices_stay() {
    let mut names = unnamed();
    names.learn("قُتل الناشط كريم الدبسي في الحسكة. وقال سالم الطحان إن كريم الدبسي ناشط.");
    for (said, plain) in [
        ("قُتل الناشط كريم الدبسي في الحسكة", "قُتل الناشط شخص 1 في الحسكة"),
        ("وكريم الدبسي ولكريم الدبسي", "وشخص 1 ولشخص 1"),
        ("اعتقل كريم الدبسي وسالم الطحان وغيرهما", "اعتقل شخص 1 وشخص 2 وغيرهما"),
        ("وقال الدبسي إنه عاد", "وقال شخص 1 إنه عاد"),
        ("وقال سالم الطحان إنه غاب. ثم عاد الطحان.", "وقال شخص 2 إنه غاب. ثم عاد شخص 2."),
        ("كَريم الدبسي", "شخص 1"),
        ("وأكد وزير الدفاع التركي خلوصي أكار", "وأكد وزير الدفاع التركي شخص 3"),
        ("Detained: \u{2068}كريم الدبسي\u{2069} (party)", "Detained: \u{2068}Person 1\u{2069} (party)"),
        ("Hulusi Akar told of it", "Person 3 told of it"),
        ("وزير الدفاع", "وزير الدفاع"),
        ("قوات سوريا الديمقراطية في دير الزور", "قوات سوريا الديمقراطية في دير الزور"),
        ("شخص 1 وشخص 12", "شخص 1 وشخص 12"),
    ] {
        assert_eq!(names.string(said, None), plain);
    }
    assert_eq!(names.string("كريم الدبسي", Some(Lang::En)), "Person 1");
}

#[test]
fn what_leads_back_goes_and_what_belongs_together_still_does() {
    let mut names = unnamed();
    names.file("karim.txt");
    for (said, plain) in [
        ("r0123456789abcdef", "r0000000000000001"),
        ("ir0123456789abcdef.00c0ffee-2", "ir0000000000000001.00000001-2"),
        ("ar0123456789abcdef.00c0ffee#siege.lift:sy-tayy", "ar0000000000000001.00000001#siege.lift:sy-tayy"),
        ("rfedcba9876543210.00c0ffee", "r0000000000000002.00000002"),
        ("karim.txt", "report-1"),
        ("abadi", "person-1"),
        ("sdf; abadi", "sdf; person-1"),
        ("detention:sy-tayy:abadi", "detention:sy-tayy:person-1"),
        ("what may come", "what may come"),
        ("2021-02-05", "2021-02-05"),
        ("siege.lift", "siege.lift"),
        ("https://example.org/news/karim?x=1 and more", "https://example.org/… and more"),
        ("https://example.org", "https://example.org"),
        (
            "/claims.json?q=%D8%AD%D9%8A%D8%AF%D8%B1%20%D8%A7%D9%84%D8%B9%D8%A8%D8%A7%D8%AF%D9%8A&page=2",
            "/claims.json?q=…&page=2",
        ),
    ] {
        assert_eq!(names.string(said, None), plain);
    }
}

#[test]
fn offsets_are_of_the_text_without_names() {
    let text = "قُتل الناشط كريم الدبسي في الحسكة، وقال سالم الطحان إنه صديقه.";
    let mut names = unnamed();
    names.learn(text);
    let plain = names.text(text);
    for (words, now) in
        [("كريم الدبسي", "شخص 1"), ("الحسكة", "الحسكة"), ("الناشط كريم", "الناشط شخص 1"), ("صديقه", "صديقه")]
    {
        let start = text.find(words).expect("it is there");
        let (from, to) = plain.span(start, start + words.len());
        assert_eq!(plain.text.get(from..to), Some(now));
    }
}

#[test]
fn json_and_csv_keep_their_form() {
    let mut names = unnamed();
    let json = "{\"doc\": \"a b.txt\",\n \"en\":\"حيدر العبادي\", \"q\": \"\\\"حيدر العبادي\\\"\", \"n\": 1, \"x\":[\"abadi\",null]}\n{\"doc\":\"a b.txt\"}";
    let plain = "{\"doc\": \"report-1\",\n \"en\":\"Person 1\", \"q\": \"\\\"شخص 1\\\"\", \"n\": 1, \"x\":[\"person-1\",null]}\n{\"doc\":\"report-1\"}";
    assert_eq!(names.json(json).expect("JSON"), plain);
    let rows =
        names.csv("en,sentence\nحيدر العبادي,\"قال حيدر العبادي، \"\"نعم\"\"\"\n".as_bytes(), true).expect("CSV");
    assert_eq!(String::from_utf8(rows).expect("UTF-8"), "en,sentence\nPerson 1,\"قال شخص 1، \"\"نعم\"\"\"\n");
    let rows = names.csv("x,\"{\"\"ar\"\":\"\"حيدر العبادي\"\"}\"\n".as_bytes(), false).expect("CSV");
    assert_eq!(String::from_utf8(rows).expect("UTF-8"), "x,\"{\"\"ar\"\":\"\"شخص 1\"\"}\"\n");
    assert!(names.json("{\"open: 1}").is_err());
}
