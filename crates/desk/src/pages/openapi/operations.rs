//! Every operation of the desk. A test holds them to be those of the table of routes.

use super::form::{ACCOUNT, ADD, CHANGE, CLAIM, CLAIMS, CORRECT, LOGIN, REDACT, REPORT, REPORTS, SOURCE, UNDO};
use super::operation::{Body, Operation, Rows, of};
use crate::html::list_of;
use crate::pages::{account, add, case, login, map, parts, review, situation, texts, thing, timeline, users, what_if};
use hudna_casebook::Audit;
use hudna_ledger::{Kind, Thing};

/// What the desk answers, in the order of the description.
pub fn operations() -> Vec<Operation> {
    let mut all = views();
    all.extend(lists());
    all.extend(things());
    all.extend(work());
    all.extend(forms());
    all.extend(people());
    all
}

/// What is seen at once.
fn views() -> Vec<Operation> {
    vec![
        Operation::page("/", "The situation: what holds, what changed, what is due", Body::Json(of::<situation::Body>))
            .asking(&["since", "changes-days", "offset", "limit", "disputed"]),
        Operation::page("/timeline", "The course of the case", Body::Json(of::<timeline::Body>))
            .asking(&["from", "to", "offset", "limit"])
            .with_rows(Rows::Of("incidents")),
        Operation::page("/map", "What holds where, as GeoJSON", Body::Json(of::<map::Body>))
            .asking(&["incident-days", "offset", "limit"])
            .with_rows(Rows::Of("features")),
        Operation::fixed(
            "/map/places",
            "The places of the gazetteer, by their kinds",
            Body::Json(of::<map::Gazetteer<'static>>),
        ),
        Operation::page("/what-if", "What would change without what is left out", Body::Json(of::<what_if::Body>)),
        Operation::page("/search", "Names, reports and claims with these words", Body::Json(of::<texts::FoundBody>))
            .asking(&["q"])
            .or(&[503]),
    ]
}

fn lists() -> Vec<Operation> {
    let state = parts::KINDS.map(|kind| {
        let name = list_of(kind);
        let summary = format!("The list of {name}, as it stands in the view");
        let page = Operation::page(format!("/{name}"), summary, Body::Paged(name, of::<Thing<'static>>));
        page.asking(&["page"]).with_rows(Rows::Of(name))
    });
    let thing = of::<Thing<'static>>;
    let others = [
        Operation::page("/due", "What is due: who owes what, by when", Body::List("due")).with_rows(Rows::Of("due")),
        Operation::page("/sources", "The outlets of the case", Body::List("sources")).with_rows(Rows::Of("sources")),
        Operation::page("/incidents", "The incidents, those that happened last first", Body::Paged("incidents", thing))
            .asking(&["event", "actor", "place", "from", "to", "confidence", "sort", "page"])
            .with_rows(Rows::Own(of::<texts::IncidentRow>)),
        Operation::page("/claims", "The claims, the latest first", Body::Paged("claims", thing))
            .asking(&[
                "q", "event", "modality", "actor", "place", "speaker", "source", "from", "to", "review", "sort", "page",
            ])
            .with_rows(Rows::Own(of::<texts::ClaimRow>))
            .or(&[503]),
        Operation::page("/reports", "The reports, the latest first", Body::Paged("reports", thing))
            .asking(&["q", "source", "from", "to", "sort", "page"])
            .with_rows(Rows::Own(of::<texts::ReportRow>))
            .or(&[503]),
        Operation::page("/places", "The places that claims name", Body::Paged("places", of::<texts::NamedRow>))
            .asking(&["name", "page"])
            .with_rows(Rows::Of("places")),
        Operation::page("/actors", "The actors that claims name", Body::Paged("actors", of::<texts::NamedRow>))
            .asking(&["name", "page"])
            .with_rows(Rows::Of("actors")),
    ];
    state.into_iter().chain(others).collect()
}

/// What has a page of its own.
fn things() -> Vec<Operation> {
    let one = |kind: Kind| {
        let name = list_of(kind);
        let summary = format!("One of the {name}, and why it stands so");
        Operation::page(format!("/{name}/{{id}}"), summary, Body::Json(of::<thing::Body>))
    };
    let mut all: Vec<Operation> = thing::KINDS.map(one).into();
    all.push(one(Kind::Agreement));
    all.push(Operation::page("/claims/{id}", "A claim", Body::Json(of::<texts::ClaimBody>)));
    all.push(Operation::page(
        "/reports/{id}",
        "A report with its text and claims",
        Body::Json(of::<texts::ReportBody>),
    ));
    all.push(Operation::page(
        "/reports/{id}/redact",
        "What of the case would go with the words of a report",
        Body::Json(of::<texts::RedactionBody>),
    ));
    all.push(Operation::fixed(
        "/reports/{id}/original",
        "The bytes of a report as they came",
        Body::Other("application/octet-stream"),
    ));
    all
}

/// The work on the case: what there is to do and what was done.
fn work() -> Vec<Operation> {
    vec![
        Operation::page("/review", "What should be looked at first", Body::Json(of::<review::Body>))
            .asking(&["claim", "offset", "limit"])
            .with_rows(Rows::Of("queue"))
            .or(&[404]),
        Operation::page("/review/decisions", "What was decided", Body::Json(of::<review::Decisions>))
            .asking(&["offset", "limit"])
            .with_rows(Rows::Of("decisions")),
        Operation::page("/add", "The jobs that add reports", Body::Json(of::<add::Jobs>)).with_rows(Rows::Of("jobs")),
        Operation::page("/add/{id}", "A job, and what its rows became", Body::Json(of::<add::JobWithRows>))
            .asking(&["offset", "limit"])
            .with_rows(Rows::Of("rows")),
        Operation::page("/case", "The case itself: its log, its root, who did what", Body::Json(of::<case::Body>))
            .asking(&["offset", "limit"])
            .with_rows(Rows::Of("deeds")),
        Operation::fixed("/live", "News: the number of entries, as it grows", Body::Other("text/event-stream")),
        Operation::fixed("/openapi", "This description", Body::Json(of::<serde_json::Map<String, serde_json::Value>>))
            .tagged(),
    ]
}

fn forms() -> Vec<Operation> {
    let entered = Body::Json(of::<review::Entered>);
    let decision = |pattern, summary, fields| Operation::form(pattern, summary, entered, fields).or(&[404, 409]);
    vec![
        Operation::form("/add", "Adds reports: a text, or files", Body::Json(of::<add::About>), ADD),
        decision("/review/accept", "The claim is what the report says", CLAIM),
        decision("/review/reject", "The claim is not what the report says", CLAIM),
        decision("/review/correct", "The report says something else", CORRECT),
        decision("/review/join", "These claims tell of one incident", CLAIMS),
        decision("/review/split", "These claims tell of different incidents", CLAIMS),
        decision("/review/same-report", "These reports have one text", REPORTS),
        decision("/review/withdraw", "The report does not count", REPORT),
        decision("/review/source", "How far an outlet is trusted, whom it follows", SOURCE),
        decision("/review/undo", "A decision is taken back", UNDO),
        Operation::form(
            "/reports/{id}/redact",
            "Takes the words of a report out; this cannot be undone",
            Body::Json(of::<texts::Redacted>),
            REDACT,
        ),
        Operation::form("/case/verify", "Begins to check the whole case", Body::Json(of::<case::Begun>), &[]),
        Operation::form("/case/checkpoint", "Makes a checkpoint, to be kept elsewhere", Body::Other("text/plain"), &[]),
    ]
}

fn people() -> Vec<Operation> {
    let me = Body::Json(of::<account::Me>);
    vec![
        Operation::fixed("/login", "The token of the login's form", Body::Json(of::<login::Greeting>)),
        Operation::form("/login", "Logs in", me, LOGIN).or(&[401, 429]),
        Operation::form("/logout", "Logs out", Body::Json(of::<login::LoggedOut>), &[]),
        Operation::fixed("/account", "Who asks, and the token of forms", me).tagged(),
        Operation::form("/account", "Sets another password", me, ACCOUNT),
        Operation::fixed("/users", "The accounts", Body::Json(of::<users::Body>))
            .tagged()
            .with_rows(Rows::Of("accounts")),
        Operation::form("/users", "Changes an account", Body::Json(of::<Audit>), CHANGE),
    ]
}

#[cfg(test)]
mod tests {
    use super::operations;
    use std::collections::BTreeSet;

    #[test]
    fn every_route_is_described_and_no_other() {
        let described: BTreeSet<(String, String)> =
            operations().into_iter().map(|operation| (operation.method.to_owned(), operation.pattern)).collect();
        // What the pages themselves load is described by nobody.
        let routes = crate::guard::roles().into_iter().filter(|(_, pattern, _)| *pattern != "/assets/{*path}");
        let routes: BTreeSet<(String, String)> =
            routes.map(|(method, pattern, _)| (method.to_owned(), pattern.to_owned())).collect();
        let missing: Vec<_> = routes.difference(&described).collect();
        let beyond: Vec<_> = described.difference(&routes).collect();
        assert!(missing.is_empty(), "these stand in no list of pages/openapi/operations.rs: {missing:?}");
        assert!(beyond.is_empty(), "these are described and have no row in guard/roles.rs: {beyond:?}");
    }
}
