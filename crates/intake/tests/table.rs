//! Tables: columns by name and by mapping, encodings, dividers, ragged rows, workbooks and broken ones.

#[path = "common/book.rs"]
mod book;
mod common;
#[path = "common/zipped.rs"]
mod zipped;

use book::Cell::{None as Gap, Number, Text};
use book::{row, xlsx};
use common::{all, read, reports, told};
use hudna_intake::{DateOrder, Mapping, Problem, Source};
use jiff::civil::date;
use proptest::prelude::*;
use zipped::zip;

const CSV: &str = "\
الرقم,تاريخ النشر,المصدر,النص,الرابط,ملاحظة
1,2021-02-02,مرصد الوادي,\"رفعت القوات الحصار، ودخلت \"\"خمس\"\" شاحنات.
وعاد الأهالي.\",https://wadi.example/1,
2,٢٠٢١/٢/٣,,فتح الطريق.,,x
3,44230,,وصلت القافلة.,,

4,2021-02-05,,,,صورة
,,,,,
5,03/02/2021,,نص.,,
6,2021-02-05,نص.
7,2021-02-05,مصدر,نص, زائد,رابط,ملاحظة
8,2021-02-05,مصدر,نص,رابط,ملاحظة,,
";

fn with(name: &str, bytes: impl Into<Vec<u8>>, columns: &str) -> Source {
    Source::of(name, bytes.into()).with_columns(Mapping::parse(columns).expect("a mapping"))
}

#[test]
fn every_row_has_its_answer() {
    let answers = read("a.csv", CSV);
    assert_eq!(
        told(&answers),
        [
            "1",
            "2",
            "3",
            "! a.csv:7: row without text",
            "- a.csv:8: empty row, no report",
            "! a.csv:9: `03/02/2021` is no date, or day and month in it are not plain",
            "! a.csv:10: row of 3 cells in a table of 6 columns",
            "! a.csv:11: row of 7 cells in a table of 6 columns",
            "8",
        ]
    );
    let reports = reports(answers);
    assert_eq!(reports[0].text, "رفعت القوات الحصار، ودخلت \"خمس\" شاحنات.\nوعاد الأهالي.");
    assert_eq!(reports[0].meta.source.as_deref(), Some("مرصد الوادي"));
    assert_eq!(reports[0].meta.url.as_deref(), Some("https://wadi.example/1"));
    let days: Vec<_> = reports.iter().filter_map(|r| r.meta.published).collect();
    assert_eq!(days, [date(2021, 2, 2), date(2021, 2, 3), date(2021, 2, 3), date(2021, 2, 5)]);
    assert_eq!(
        std::str::from_utf8(reports[1].original()),
        Ok(r#"{"الرقم":"2","تاريخ النشر":"٢٠٢١/٢/٣","المصدر":"","النص":"فتح الطريق.","الرابط":"","ملاحظة":"x"}"#)
    );
}

#[test]
fn encodings_and_dividers_are_found() {
    let (arabic, _, broken) = encoding_rs::WINDOWS_1256.encode("Date;Text\n2021-02-02;رفع الحصار، وفتح الطريق\n");
    assert!(!broken);
    let wide: Vec<u8> = [0xff, 0xfe]
        .into_iter()
        .chain("Date\tText\n2021-02-02\tرفع الحصار، وفتح الطريق\n".encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    let marked = "\u{feff}Date,Text\n2021-02-02,\"رفع الحصار، وفتح الطريق\"\n".as_bytes();
    for bytes in [&arabic[..], &wide, marked] {
        let reports = reports(read("a.csv", bytes));
        assert_eq!(reports[0].text, "رفع الحصار، وفتح الطريق");
        assert_eq!(reports[0].meta.published, Some(date(2021, 2, 2)));
    }
}

#[test]
fn windows_1256_is_found_far_into_a_file() {
    let ascii = "1,nothing\n".repeat(8_000);
    let (arabic, _, _) = encoding_rs::WINDOWS_1256.encode("2,رفعت القوات الحصار عن المدينة صباح اليوم\n");
    let bytes = [b"id,text\n", ascii.as_bytes(), &arabic].concat();
    let last = reports(read("a.csv", bytes)).pop().expect("reports");
    assert_eq!(last.text, "رفعت القوات الحصار عن المدينة صباح اليوم");
}

#[test]
fn what_the_columns_hold_may_be_said() {
    let table = "A,Date,Body,Text\n7,2021-02-02,متن,خلاصة\n";
    let error = read("a.csv", table).into_iter().next().expect("an answer").expect_err("two texts");
    assert_eq!(
        error.to_string(),
        "a.csv: both `Body` and `Text` may hold the text; its columns: A, Date, Body, Text (name them: --columns \
         text=COLUMN,published=COLUMN,source=COLUMN,url=COLUMN,title=COLUMN,id=COLUMN)"
    );
    let reports = reports(all(with("a.csv", table, "text=Body,id=a")));
    assert_eq!((reports[0].doc.as_str(), reports[0].text.as_str()), ("7", "متن"));
    assert_eq!(reports[0].meta.published, Some(date(2021, 2, 2)));
    let nothing = read("a.csv", "a,b\n1,2\n").into_iter().next().expect("an answer").expect_err("no text");
    assert!(matches!(nothing.problem, Problem::Columns { .. }), "{nothing}");
}

#[test]
fn the_order_of_day_and_month_may_be_said() {
    let source = Source::of("a.csv", b"text,date\nx,03/02/2021\ny,2021-02-04\n".to_vec());
    let reports = reports(all(source.with_dates(Some(DateOrder::DayFirst))));
    let days: Vec<_> = reports.iter().filter_map(|r| r.meta.published).collect();
    assert_eq!(days, [date(2021, 2, 3), date(2021, 2, 4)]);
}

#[test]
fn a_table_without_rows_is_an_error() {
    for table in ["", "Text,Date\n", "\n\n"] {
        assert_eq!(told(&read("a.csv", table)), ["! a.csv: table without rows"], "{table:?}");
    }
}

fn book() -> Vec<u8> {
    let first = [
        row(2, &[Text("رقم"), Text("التاريخ"), Text("نص الخبر"), Text("Outlet")]),
        row(3, &[Number(1.0, 0), Number(44_229.0, 1), Text("رفع الحصار &amp; فتح الطريق."), Text("مرصد")]),
        row(4, &[Number(2.0, 0), Number(44_230.5, 0), Text("وصلت القافلة.")]),
        row(6, &[Number(3.0, 0), Text("2021-02-04"), Gap, Text("مرصد")]),
        row(7, &[Number(4.0, 0), Text("أمس"), Text("نص.")]),
        row(9, &[Text(""), Gap, Text("")]),
    ];
    let second = [row(1, &[Text("text")]), row(2, &[Text("من الورقة الثانية")])];
    xlsx(&[("أخبار", &first.concat()), ("Second", &second.concat()), ("Empty", "")])
}

#[test]
fn the_first_sheet_of_a_workbook_is_read() {
    let answers = read("-", book());
    let told = told(&answers);
    assert_eq!(
        told,
        [
            "1",
            "2",
            "! -:6: row without text",
            "! -:7: `أمس` is no date, or day and month in it are not plain",
            "- -:9: empty row, no report"
        ]
    );
    let reports = reports(answers);
    assert_eq!(reports[0].text, "رفع الحصار & فتح الطريق.");
    assert_eq!(reports[0].meta.source.as_deref(), Some("مرصد"));
    assert_eq!(reports[0].meta.published, Some(date(2021, 2, 2)));
    assert_eq!(reports[1].meta.published, Some(date(2021, 2, 3)));
    assert_eq!(
        std::str::from_utf8(reports[1].original()),
        Ok(r#"{"رقم":"2","التاريخ":"44230.5","نص الخبر":"وصلت القافلة.","Outlet":""}"#)
    );
}

#[test]
fn a_sheet_may_be_named() {
    let of = |sheet: &str| all(Source::of("a.xlsx", book()).with_sheet(Some(sheet.to_owned())));
    assert_eq!(reports(of("Second"))[0].text, "من الورقة الثانية");
    assert_eq!(told(&of("Third")), ["! a.xlsx: no sheet `Third`; its sheets: أخبار, Second, Empty"]);
    assert_eq!(told(&of("Empty")), ["! a.xlsx: table without rows"]);
}

#[test]
fn broken_and_hostile_workbooks_are_refused() {
    let good = book();
    for bytes in [&good[..good.len() / 2], &zip([("xl/a", &b"x"[..])]), b"PK\x03\x04xl/"] {
        let answer = read("a.xlsx", bytes).into_iter().next().expect("an answer").expect_err("broken");
        assert!(matches!(answer.problem, Problem::Broken { .. }), "{answer}");
    }
    // A sheet that claims to be larger than any memory, with a cell at its far end.
    let far = row(1, &[Text("text")]) + "<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>";
    let answers = told(&read("a.xlsx", xlsx(&[("a", &far)])));
    assert_eq!(answers, ["! a.xlsx:1048576: row of 16384 cells in a table of 1 columns"]);
}

#[test]
fn what_every_row_would_carry_is_not_large() {
    let wide = format!("text,{}\nx,y\n", "a".repeat(2 << 20));
    assert_eq!(told(&read("a.csv", wide)), ["! a.csv: larger than 1 MiB"]);
}

#[test]
fn tables_are_found_in_folders() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.csv");
    std::fs::write(&path, "Text\nنص\n").expect("written");
    std::fs::write(folder.path().join("b.xlsx"), book()).expect("written");
    let found = told(&all(Source::new([folder.path().to_owned()])));
    assert_eq!(found[0], format!("{}:2", path.display()));
    assert_eq!(found[1..3], ["1", "2"]);
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 1..60), at in 0..CSV.len()) {
        prop_assert!(!read("x.csv", bytes.clone()).is_empty());
        let mut damaged = CSV.as_bytes().to_vec();
        damaged.splice(at..at, bytes);
        prop_assert!(!read("x.csv", damaged).is_empty());
    }

    #[test]
    fn a_damaged_workbook_is_read_or_refused(at: prop::sample::Index, byte: u8) {
        let mut damaged = book();
        let at = at.index(damaged.len());
        damaged[at] = byte;
        prop_assert!(!read("x.xlsx", damaged).is_empty());
    }
}
