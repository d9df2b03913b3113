//! Histories of reports made up at random, from claims that a part of the state is about.

use crate::given::{Claim, File, Report, Review, Time};
use crate::support::Case;
use proptest::prelude::*;

/// A month of 2021 with its last day.
#[derive(Debug, Clone, Copy)]
pub struct Month(pub i8, pub i8);

/// Up to thirteen reports of a month, some without a date, each of fewer than `most` claims.
pub fn reports(claim: impl Strategy<Value = Claim>, month: Month, most: usize) -> impl Strategy<Value = Vec<Report>> {
    prop::collection::vec(report(claim, month, most), 1..14).prop_map(|reports| {
        let name = |(n, report)| Report { id: format!("r{n}"), ..report };
        reports.into_iter().enumerate().map(name).collect()
    })
}

/// One report of a month, of fewer than `most` claims.
pub fn report(
    claim: impl Strategy<Value = Claim>,
    Month(month, last): Month,
    most: usize,
) -> impl Strategy<Value = Report> {
    let outlet = prop::sample::select(vec!["sana", "sohr", "enab-baladi", "north-press", "reuters"]);
    let published = prop::option::weighted(0.9, 1..=last);
    (outlet, published, prop::collection::vec(claim, 1..most)).prop_map(move |(outlet, published, claims)| Report {
        outlet: Some(outlet.to_owned()),
        published: published.map(|day| jiff::civil::date(2021, month, day).to_string()),
        entered: Some("2021-04-01".to_owned()),
        claim: claims.into_iter().enumerate().map(|(n, claim)| Claim { id: format!("c{n}"), ..claim }).collect(),
        ..Report::default()
    })
}

/// So many days from a day of February 2021 on, perhaps told with a length of their own.
pub fn time((from, length, days): (i8, i8, Option<u8>)) -> Time {
    let from = jiff::civil::date(2021, 2, from);
    let to = from.checked_add(jiff::Span::new().days(length)).expect("a day of the calendar");
    Time { from: Some(from.to_string()), to: Some(to.to_string()), days: days.map(f64::from), precision: None }
}

/// The case of these reports and decisions.
pub fn case(reports: &[Report], review: Vec<Review>) -> Case {
    Case::of("generated", File { about: String::new(), report: reports.to_vec(), review, view: Vec::new() })
}
