//! What every fuzz target checks: any bytes are read without a panic, and every offset stands inside the original.

use hudna_claims::{Claim, Span};
use hudna_intake::{Format, Intake, Raw, Source};
use hudna_reader::{Knowledge, Reader, Report, built_in};
use std::sync::OnceLock;

fn knowledge() -> &'static Knowledge {
    static KNOWLEDGE: OnceLock<Knowledge> = OnceLock::new();
    KNOWLEDGE.get_or_init(|| match Knowledge::compile(&built_in()) {
        Ok(knowledge) => knowledge,
        Err(errors) => panic!("the built-in knowledge has mistakes: {}", errors[0]),
    })
}

/// Takes the bytes for a report of this format, reads it and checks its claims.
pub fn check(format: Format, bytes: &[u8]) {
    let length = if format == Format::Text { Some(bytes.len()) } else { None };
    if let Ok(report) = Raw::new("fuzz", format, bytes.to_vec()).read() {
        check_report(&report, length);
    }
}

/// Takes the bytes for a file of many reports, whose type the name tells, and checks each of them.
pub fn check_file(name: &str, bytes: &[u8]) {
    for report in Source::of(name, bytes.to_vec()).filter_map(|raw| raw.and_then(Raw::read).ok()) {
        assert!(!report.original().is_empty(), "a report without an original");
        check_report(&report, None);
    }
}

/// `length`: that of the original, where offsets are its bytes.
fn check_report(report: &Intake, length: Option<usize>) {
    assert!(report.text.get(report.body.clone()).is_some(), "the body lies outside the text");
    let mut claims = Reader::new(knowledge()).read(&Report {
        doc: &report.doc,
        text: &report.text,
        body: report.body.clone(),
        published: report.meta.published,
        source: report.meta.source.as_deref(),
    });
    for claim in &claims {
        for span in spans(claim) {
            assert!(report.text.get(span.start..span.end).is_some(), "{span:?} is no part of the text");
        }
        assert_eq!(report.text[claim.trigger.start..claim.trigger.end], claim.trigger.text);
    }
    let length = length.unwrap_or(report.text.len());
    report.offsets.map_claims(&report.text, &mut claims);
    for span in claims.iter().flat_map(spans) {
        assert!(span.start <= span.end && span.end <= length, "{span:?} lies outside the original");
    }
}

/// Every offset of a claim.
fn spans(claim: &Claim) -> Vec<Span> {
    let mut spans = vec![claim.evidence, Span { start: claim.trigger.start, end: claim.trigger.end }];
    for mention in [&claim.actor, &claim.target, &claim.mediator, &claim.place, &claim.speaker].into_iter().flatten() {
        spans.push(Span { start: mention.start, end: mention.end });
        spans.extend(mention.via);
    }
    spans.extend(claim.time.iter().map(|t| Span { start: t.start, end: t.end }));
    spans
}
