//! Exports of Telegram Desktop: one chat, all chats, what is no report, and broken files.

mod common;

use common::{read, reports, told};
use jiff::civil::date;
use proptest::prelude::*;

const CHAT: &str = r#"{
 "name": "شبكة الضفة",
 "type": "public_channel",
 "id": 1500000001,
 "messages": [
  {"id": 1, "type": "service", "date": "2021-01-01T10:00:00", "action": "create_channel", "text": ""},
  {
   "id": 2,
   "type": "message",
   "date": "2021-02-02T03:10:00",
   "date_unixtime": "1612220000",
   "edited": "2021-02-03T01:00:00",
   "edited_unixtime": "1612310000",
   "from": "شبكة الضفة",
   "forwarded_from": "مراسل السهل",
   "text": "دخلت القافلة إلى الحي."
  },
  {"id": 3, "type": "message", "date": "2021-02-04T10:00:00", "text": ["عاجل: ", {"type": "bold", "text": "رفع الحصار"}, " عن المدينة\nوفتح الطريق ", {"type": "link", "text": "https://t.example/x"}]},
  {"id": 4, "type": "message", "date": "2021-02-04T11:00:00", "photo": "photos/1.jpg", "text": ""},
  {"id": 5, "type": "message", "date": "2021-02-04T12:00:00", "media_type": "voice_message", "file": "a.ogg", "text": []},
  {"id": 6, "type": "message", "date": "last week", "text": "نص"},
  {"type": "message", "text": "بلا رقم"}
 ]
}"#;

#[test]
fn messages_of_a_chat() {
    let answers = read("result.json", CHAT);
    assert_eq!(
        told(&answers),
        [
            "- result.json:1: service message 1 (create_channel), no report",
            "1500000001/2",
            "1500000001/3",
            "! result.json:4: message 4 (photo) without text",
            "! result.json:5: message 5 (voice message) without text",
            "! result.json:6: `last week` in `date` is no date",
            "! result.json:7: broken message: missing field `id`",
        ]
    );
    let reports = reports(answers);
    let meta = &reports[0].meta;
    assert_eq!(meta.source.as_deref(), Some("شبكة الضفة"));
    assert_eq!(meta.forwarded_from.as_deref(), Some("مراسل السهل"));
    assert_eq!((meta.published, meta.edited), (Some(date(2021, 2, 1)), Some(date(2021, 2, 2))));
    assert_eq!(reports[1].text, "عاجل: رفع الحصار عن المدينة\nوفتح الطريق https://t.example/x");
    assert_eq!(reports[1].meta.published, Some(date(2021, 2, 4)));
    for report in &reports {
        assert!(CHAT.contains(std::str::from_utf8(report.original()).expect("JSON")));
    }
}

#[test]
fn all_chats_of_an_export() {
    let other = CHAT.replace("1500000001", "7").replace("شبكة الضفة", "شبكة الجبل").replace("\"id\": 2", "\"id\": 9");
    let export = format!(
        r#"{{"about": "x", "personal_information": {{"user_id": 1}}, "contacts": {{"list": [{{"date": ""}}]}},
            "chats": {{"about": "y", "list": [{CHAT}, {other}]}}, "left_chats": {{"list": []}}}}"#
    );
    let reports = reports(read("-", export));
    let found: Vec<(&str, Option<&str>)> = reports.iter().map(|r| (r.doc.as_str(), r.meta.source.as_deref())).collect();
    let (a, b) = (Some("شبكة الضفة"), Some("شبكة الجبل"));
    assert_eq!(found, [("1500000001/2", a), ("1500000001/3", a), ("7/9", b), ("7/3", b)]);
}

#[test]
fn the_order_of_keys_does_not_matter() {
    let sorted = r#"{"id": 5, "messages": [{"id": 1, "type": "message", "text": "نص"}], "name": "قناة", "type": "x"}"#;
    let reports = reports(read("result.json", sorted));
    assert_eq!((reports[0].doc.as_str(), reports[0].meta.source.as_deref()), ("5/1", Some("قناة")));
    let saved = r#"{"type": "saved_messages", "id": 5, "messages": [{"id": 1, "type": "message", "text": "نص"}]}"#;
    assert_eq!(told(&read("result.json", saved)), ["5/1"]);
}

#[test]
fn json_lines_stay_json_lines() {
    let line = r#"{"id": "a", "text": "نص فيه \"messages\" و\"chats\""}"#;
    assert_eq!(told(&read("-", line)), ["a"]);
}

#[test]
fn a_broken_export_gives_what_stands_before() {
    let cut = CHAT.find("\"id\": 3").expect("the third message");
    let answers = told(&read("result.json", &CHAT[..cut]));
    assert_eq!(answers[1], "1500000001/2");
    assert!(answers[2].starts_with("! result.json:18: broken Telegram export: EOF"), "{answers:?}");
    let answers = told(&read("result.json", CHAT.replace("\"text\": \"دخلت", "\"text\": دخلت")));
    assert!(answers[1].starts_with("! result.json:16: broken Telegram export: expected value"), "{answers:?}");
}

#[test]
fn nobody_need_listen_to_the_end() {
    let message = r#"{"id": 1, "type": "message", "text": "نص"},"#;
    let long = format!(r#"{{"name": "x", "id": 1, "messages": [{}{{}}]}}"#, message.repeat(5_000));
    let mut source = hudna_intake::Source::of("result.json", long.into_bytes());
    assert!(source.next().is_some_and(|raw| raw.is_ok()));
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 1..60), at in 0..CHAT.len()) {
        let mut damaged = CHAT.as_bytes().to_vec();
        damaged.splice(at..at, bytes);
        prop_assert!(!read("result.json", damaged).is_empty());
    }
}
