//! RSS and Atom: entries, their metadata, what is refused, and broken feeds.

mod common;

use common::{read, reports, told};
use jiff::civil::date;
use proptest::prelude::*;

const RSS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<!-- made for a test -->
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel>
  <title>مرصد الوادي</title>
  <link>https://wadi.example/</link>
  <item>
    <title>رفع الحصار &amp; فتح الطريق</title>
    <link>https://wadi.example/1</link>
    <guid isPermaLink="false">1</guid>
    <pubDate>Tue, 02 Feb 2021 01:30:00 +0300</pubDate>
    <description>مختصر لا يقرأ</description>
    <content:encoded><![CDATA[<p>رفعت القوات الحصار عن <b>الحي</b>.</p><script>alert(1)</script><p>ودخلت خمس شاحنات.</p>]]></content:encoded>
  </item>
  <item>
    <title>اتفاق</title>
    <guid>https://wadi.example/2</guid>
    <source url="https://other.example/rss">وكالة &quot;السهل&quot;</source>
    <dc:date>2021-02-03T10:00:00Z</dc:date>
    <description>&lt;p&gt;توصل الطرفان إلى اتفاق.&lt;/p&gt;</description>
  </item>
  <item><title>صورة فقط</title><link>https://wadi.example/3</link></item>
  <item><title>مكسور</title><link>https://wadi.example/4</link><description>نص <b>غير</i> مغلق</description></item>
  <item><description>بلا عنوان ولا رابط</description></item>
</channel>
</rss>
"#;

const ATOM: &str = r#"<feed xmlns="http://www.w3.org/2005/Atom">
  <title type="text">وكالة السهل</title>
  <id>urn:x:feed</id>
  <entry>
    <id>urn:x:1</id>
    <title>فك الحصار</title>
    <link rel="self" href="https://sahl.example/1.atom"/>
    <link rel="alternate" href="https://sahl.example/1"/>
    <updated>2021-02-02T10:00:00+03:00</updated>
    <source><id>urn:x:other</id><title>موقع الجبل</title></source>
    <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>فك المسلحون الحصار.</p><p>وعاد الأهالي.</p></div></content>
  </entry>
  <entry>
    <id>urn:x:2</id>
    <title>بيان</title>
    <updated>2021-02-04T10:00:00Z</updated>
    <published>2021-02-03T10:00:00Z</published>
    <summary type="text">قال البيان إن الطريق مفتوح.</summary>
  </entry>
</feed>"#;

#[test]
fn entries_of_rss_with_their_metadata() {
    let answers = read("wadi.rss", RSS);
    assert_eq!(
        told(&answers),
        [
            "https://wadi.example/1",
            "https://wadi.example/2",
            "! wadi.rss:22: entry without text",
            "! wadi.rss:23: broken entry: unable to parse XML: Parser error: ill-formed document: expected `</b>`, \
             but `</i>` was found",
            "wadi.rss:24",
        ]
    );
    let reports = reports(answers);
    let first = &reports[0];
    assert_eq!(first.text, "رفعت القوات الحصار عن الحي.\nودخلت خمس شاحنات.\n");
    assert_eq!(first.meta.title.as_deref(), Some("رفع الحصار & فتح الطريق"));
    assert_eq!(first.meta.source.as_deref(), Some("مرصد الوادي"));
    assert_eq!(first.meta.url.as_deref(), Some("https://wadi.example/1"));
    // The day is the one of the zone given, not the one in London.
    assert_eq!(first.meta.published, Some(date(2021, 2, 2)));
    let second = &reports[1];
    assert_eq!(second.text, "توصل الطرفان إلى اتفاق.\n");
    assert_eq!(second.meta.source.as_deref(), Some("وكالة \"السهل\""));
    assert_eq!(second.meta.published, Some(date(2021, 2, 3)));
}

#[test]
fn the_original_of_an_entry_is_its_element() {
    for report in reports(read("wadi.rss", RSS)) {
        let original = std::str::from_utf8(report.original()).expect("UTF-8");
        assert!(original.starts_with("<item>") && original.ends_with("</item>"), "{original}");
        assert!(RSS.contains(original));
    }
}

#[test]
fn entries_of_atom_found_by_content() {
    let answers = read("-", ATOM);
    assert_eq!(told(&answers), ["urn:x:1", "urn:x:2"]);
    let reports = reports(answers);
    assert_eq!(reports[0].text, "فك المسلحون الحصار.\nوعاد الأهالي.\n");
    assert_eq!(reports[0].meta.url.as_deref(), Some("https://sahl.example/1"));
    assert_eq!(reports[0].meta.source.as_deref(), Some("موقع الجبل"));
    assert_eq!(reports[0].meta.published, Some(date(2021, 2, 2)));
    assert_eq!(reports[1].meta.source.as_deref(), Some("وكالة السهل"));
    assert_eq!(reports[1].meta.published, Some(date(2021, 2, 3)));
}

#[test]
fn old_rss_names_its_channel_beside_the_items() {
    let rdf = r#"<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
        <channel rdf:about="x"><title>نشرة</title><items/></channel>
        <item rdf:about="y"><title>خبر</title><link>https://n.example/1</link><description>وصلت القافلة.</description></item>
        </rdf:RDF>"#;
    let reports = reports(read("-", rdf));
    assert_eq!((reports[0].doc.as_str(), reports[0].text.as_str()), ("https://n.example/1", "وصلت القافلة.\n"));
    assert_eq!(reports[0].meta.source.as_deref(), Some("نشرة"));
}

#[test]
fn a_feed_in_windows_1256_says_so_itself() {
    let declared = RSS.replace("encoding=\"UTF-8\"", "encoding='windows-1256'");
    let (bytes, _, broken) = encoding_rs::WINDOWS_1256.encode(&declared);
    assert!(!broken);
    let reports = reports(read("wadi.xml", bytes.to_vec()));
    assert_eq!(reports.len(), 3);
    assert_eq!(reports[1].text, "توصل الطرفان إلى اتفاق.\n");
}

#[test]
fn a_feed_that_breaks_off_gives_what_stands_before() {
    let cut = RSS.find("صورة فقط").expect("the third item");
    let answers = told(&read("wadi.rss", &RSS[..cut]));
    assert_eq!(answers[..2], ["https://wadi.example/1", "https://wadi.example/2"]);
    assert_eq!(answers[2..], ["! wadi.rss:22: broken feed: it breaks off within an entry"]);
    let nothing = told(&read("a.rss", "<rss version='2.0'><channel><title>x</title></channel></rss>"));
    assert_eq!(nothing, ["! a.rss: broken feed: it has no entry"]);
}

#[test]
fn hostile_entries_are_refused_and_entities_not_expanded() {
    let deep = "&lt;div&gt;".repeat(10_000);
    let bomb = "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>";
    let feed = format!(
        "{bomb}<rss version='2.0'><channel><item><description>{deep}</description></item>\
         <item><description>&b; نص</description></item></channel></rss>"
    );
    let answers = read("a.rss", feed);
    assert!(told(&answers)[0].starts_with("! a.rss:1: page with more than 512 levels"), "{:?}", told(&answers));
    assert_eq!(reports(answers)[0].text, "&b; نص\n");
}

#[test]
fn what_every_entry_would_carry_is_not_large() {
    let item = "<item><description>x</description></item>";
    let feed = format!("<rss version='2.0' a='{}'><channel>{item}</channel></rss>", "a".repeat(70_000));
    assert_eq!(told(&read("a.rss", feed)), ["! a.rss: broken feed: its first elements are larger than any feed's"]);
    let feed = format!("<rss version='2.0'><channel><title>{}</title>{item}</channel></rss>", "a".repeat(70_000));
    assert_eq!(reports(read("a.rss", feed))[0].meta.source, None);
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400), at in 0..RSS.len()) {
        read("x.rss", bytes.clone());
        let mut damaged = RSS.as_bytes().to_vec();
        damaged.splice(at..at, bytes);
        prop_assert!(!read("x.rss", damaged).is_empty());
    }
}
