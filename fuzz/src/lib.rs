//! What every fuzz target checks: any bytes are read without a panic, and every offset stands inside the original.

use hudna_claims::{Claim, Span};
use hudna_intake::{Format, Raw};
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
    let Ok(report) = Raw::new("fuzz", format, bytes.to_vec()).read() else { return };
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
    let length = if format == Format::Text { bytes.len() } else { report.text.len() };
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
