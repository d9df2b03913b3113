//! What the description at `/openapi.json` says is what the desk answers: every address of it, asked with the ids of the example case.

use crate::support::{Answer, Served, served};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use jsonschema::Validator;
use serde_json::{Map, Value, json};
use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};

/// The description, with what it says of each address.
struct Described {
    whole: Value,
    /// Made once each: some are large.
    validators: RefCell<HashMap<String, Validator>>,
}

/// An operation that answers to GET.
struct Operation<'d> {
    address: &'d str,
    said: &'d Value,
}

impl Described {
    fn new() -> Described {
        let mut whole = served().ask("/openapi.json").json();
        // Beside what is described there may be nothing, so that nobody forgets to describe what is new.
        let schemas = whole["components"]["schemas"].as_object_mut().unwrap();
        schemas.values_mut().for_each(strict);
        Described { whole, validators: RefCell::default() }
    }

    fn operations(&self) -> impl Iterator<Item = Operation<'_>> {
        let paths = self.whole["paths"].as_object().unwrap().iter();
        paths.filter_map(|(address, said)| Some(Operation { address, said: said.get("get")? }))
    }

    /// What is referred to, where it is.
    fn found<'d>(&'d self, said: &'d Value) -> &'d Value {
        said["$ref"].as_str().map_or(said, |at| self.whole.pointer(at.trim_start_matches('#')).unwrap())
    }

    fn fits(&self, schema: &Value, value: &Value, what: &str) {
        let mut all = self.validators.borrow_mut();
        let validator = all.entry(schema.to_string()).or_insert_with(|| {
            let mut schema = schema.clone();
            strict(&mut schema);
            schema["components"] = self.whole["components"].clone();
            jsonschema::draft202012::new(&schema).unwrap()
        });
        let wrong: Vec<String> =
            validator.iter_errors(value).take(3).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert!(wrong.is_empty(), "{what}: {}", wrong.join("; ").chars().take(2000).collect::<String>());
    }

    fn is_problem(&self, answer: &Answer, status: StatusCode, words: &[&str]) {
        let told = answer.text();
        assert_eq!(answer.status, status, "{told}");
        self.fits(&json!({ "$ref": "#/components/schemas/Problem" }), &answer.json(), &told);
        assert_eq!(answer.json()["status"], status.as_u16());
        words.iter().for_each(|word| assert!(told.contains(word), "{word}: {told}"));
    }
}

/// Nothing but what is described may be there.
fn strict(schema: &mut Value) {
    let Some(said) = schema.as_object_mut() else { return };
    let closed = said.contains_key("properties");
    if closed {
        said.entry("unevaluatedProperties").or_insert(json!(false));
    }
    if let Some(Value::Object(properties)) = said.get_mut("properties") {
        properties.values_mut().for_each(strict);
    }
    for inner in ["items", "additionalProperties"] {
        said.get_mut(inner).into_iter().for_each(strict);
    }
    // What is taken into an object with its own properties is a part of it, and open by itself.
    for several in ["anyOf", "oneOf", "allOf"].into_iter().filter(|_| !closed) {
        said.get_mut(several).and_then(Value::as_array_mut).into_iter().flatten().for_each(strict);
    }
}

impl Operation<'_> {
    /// The address with an id of the case.
    fn with_id(&self, described: &Described) -> String {
        if !self.address.contains("{id}") {
            return self.address.to_owned();
        }
        let id = self.parameters(described).into_iter().find(|parameter| parameter["in"] == "path").unwrap();
        let example = id["schema"]["examples"][0].as_str();
        self.address.replace("{id}", &encoded(example.unwrap_or_else(|| panic!("{}: no example", self.address))))
    }

    fn parameters<'d>(&'d self, described: &'d Described) -> Vec<&'d Value> {
        let all = self.said["parameters"].as_array().into_iter().flatten();
        all.map(|parameter| described.found(parameter)).collect()
    }

    fn content(&self) -> (&str, &Value) {
        let kinds = self.said["responses"]["200"]["content"].as_object().unwrap();
        kinds.iter().next().map(|(kind, content)| (kind.as_str(), content)).unwrap()
    }

    fn is_json(&self) -> bool {
        self.content().0 == "application/json"
    }
}

fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

fn with_header(address: &str, name: header::HeaderName, value: &str) -> Answer {
    served().send(Request::get(address).header(name, value).body(Body::empty()).unwrap())
}

/// Sends a form, with the token or without.
fn form(served: &Served, address: &str, token: bool, fields: &[(&str, &str)]) -> Answer {
    let body: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
    let mut request = Request::post(address).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    if token {
        request = request.header("x-hudna-token", served.ask("/account.json").json()["token"].as_str().unwrap());
    }
    served.send(request.body(Body::from(body.join("&"))).unwrap())
}

/// A job of adding, so that there is one to be looked at.
fn with_a_job() -> &'static Served {
    let served = served();
    let begun = form(served, "/add.json", true, &[("text", "فرضت قوات النظام حصارا على حي الشيخ مقصود في مدينة حلب.")]);
    let job = format!("/add/{}.json", begun.json()["job"]);
    for _ in 0..600 {
        if served.ask(&job).json()["stage"] == "done" {
            return served;
        }
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    panic!("a report was not added in a minute");
}

#[test]
fn every_address_answers_what_is_described() {
    let served = with_a_job();
    let described = Described::new();
    let mut asked = 0;
    for operation in described.operations().filter(|operation| operation.address != "/live") {
        let address = operation.with_id(&described);
        let answer = served.ask(&address);
        // Alone there is no place for accounts in this test.
        if address.starts_with("/users.") {
            described.is_problem(&answer, StatusCode::BAD_REQUEST, &["--accounts"]);
            continue;
        }
        asked += 1;
        assert_eq!(answer.status, StatusCode::OK, "{address}: {}", answer.text());
        let (kind, content) = operation.content();
        assert_eq!(answer.header(header::CONTENT_TYPE).split(';').next(), Some(kind), "{address}");
        match kind {
            "application/json" => described.fits(&content["schema"], &answer.json(), &address),
            "application/jsonl" => {
                answer.rows().iter().for_each(|row| described.fits(&content["x-row"], row, &address));
            }
            "text/csv" => {
                let rows = csv::Reader::from_reader(answer.body.as_slice()).records().count();
                let lines = served.ask(&address.replace(".csv", ".jsonl")).rows().len();
                assert_eq!(rows, lines, "{address}");
            }
            _ => {}
        }
        if operation.said["responses"]["304"].is_object() {
            let tag = answer.header(header::ETAG);
            assert!(!tag.is_empty(), "{address} has no ETag");
            let again = with_header(&address, header::IF_NONE_MATCH, tag);
            assert_eq!((again.status, again.body.len()), (StatusCode::NOT_MODIFIED, 0), "{address}");
            assert_eq!(again.header(header::ETAG), tag, "{address}");
            let other = with_header(&address, header::IF_NONE_MATCH, "\"another\"");
            assert_eq!(other.status, StatusCode::OK, "{address}");
        }
    }
    assert!(asked > 80, "only {asked} addresses were asked");
}

#[test]
fn what_is_wrong_is_said_in_one_shape() {
    let described = Described::new();
    for operation in described.operations().filter(|operation| operation.content().0 != "text/event-stream") {
        let parameters = operation.parameters(&described);
        if operation.address.contains("{id}") {
            let address = operation.address.replace("{id}", "nothing-of-this-id");
            let answer = served().ask(&address);
            match operation.is_json() {
                true => described.is_problem(&answer, StatusCode::NOT_FOUND, &[]),
                false => assert_eq!(answer.status, StatusCode::NOT_FOUND, "{address}"),
            }
            continue;
        }
        for parameter in parameters.iter().filter(|parameter| parameter["in"] == "query") {
            let (name, schema) = (parameter["name"].as_str().unwrap(), &parameter["schema"]);
            let free = schema["type"] == "string" && schema["enum"].is_null() && schema["format"].is_null();
            if free {
                continue;
            }
            let wrong = format!("{}?{name}=%00nonsense", operation.address);
            described.is_problem(&served().ask(&wrong), StatusCode::BAD_REQUEST, &[name, "write"]);
            let empty = served().ask(&format!("{}?{name}=", operation.address));
            assert!(operation.address.starts_with("/users") || empty.status == StatusCode::OK || name == "without");
        }
    }
    described.is_problem(&served().ask("/nothing.json"), StatusCode::NOT_FOUND, &["/nothing"]);
    described.is_problem(&form(served(), "/sieges.json", true, &[]), StatusCode::METHOD_NOT_ALLOWED, &["allow"]);
    described.is_problem(&form(served(), "/review/accept.json", false, &[]), StatusCode::FORBIDDEN, &["token"]);
    described.is_problem(&form(served(), "/review/accept.json", true, &[]), StatusCode::BAD_REQUEST, &["`claim`"]);
    let nothing = [("claim", "r0000000000000000.00000000")];
    described.is_problem(&form(served(), "/review/accept.json", true, &nothing), StatusCode::NOT_FOUND, &["r0000"]);
}

#[test]
fn every_value_of_a_list_is_taken() {
    let described = Described::new();
    for operation in described.operations().filter(|operation| operation.is_json() && !operation.address.contains('{'))
    {
        for parameter in operation.parameters(&described) {
            let values = parameter["schema"]["enum"].as_array().into_iter().flatten();
            for value in values.filter_map(Value::as_str) {
                let address = format!("{}?{}={value}", operation.address, parameter["name"].as_str().unwrap());
                let answer = served().ask(&address);
                let fits = answer.status == StatusCode::OK || operation.address.starts_with("/users");
                assert!(fits, "{address}: {}", answer.text());
            }
        }
    }
}

#[test]
fn pages_of_a_list_are_the_list() {
    let served = served();
    for (list, name) in [
        ("claims", "claims"),
        ("reports", "reports"),
        ("incidents", "incidents"),
        ("places", "places"),
        ("actors", "actors"),
    ] {
        let all: Vec<Value> =
            served.ask(&format!("/{list}.jsonl")).rows().iter().map(|row| row["id"].clone()).collect();
        let (ids, total) = followed(&format!("/{list}.json"), name, |page| &page["page"]);
        assert_eq!(ids, all, "{list}");
        assert_eq!(total, all.len(), "{list}");
    }
    let due = served.ask("/due.json?as-of=2021-02-05").json();
    let due: Vec<Value> = due["due"].as_array().unwrap().iter().map(|one| one["id"].clone()).collect();
    assert!(due.len() > 3, "{due:?}");
    assert_eq!(followed("/index.json?as-of=2021-02-05&limit=2", "due", |page| page), (due.clone(), due.len()));
    let disputed = |rest: &str| served.ask(&format!("/index.json?as-of=2021-02-05{rest}")).json()["disputed"].clone();
    let all = disputed("").as_array().unwrap().clone();
    assert!(all.len() > 1, "{all:?}");
    assert_eq!(disputed("&disputed=1").as_array().unwrap(), &all[1..]);
    let queue = served.ask("/review.json?limit=10000").json();
    let whole: Vec<Value> = queue["queue"].as_array().unwrap().iter().map(|claim| claim["id"].clone()).collect();
    let (ids, total) = followed("/review.json?limit=7", "queue", |page| page);
    assert_eq!((ids, total), (whole.clone(), whole.len()));
}

/// The ids of a list, page after page, and how many the last page says that there are.
fn followed(first: &str, name: &str, pager: fn(&Value) -> &Value) -> (Vec<Value>, usize) {
    let (mut ids, mut next, mut total) = (Vec::new(), Some(first.to_owned()), 0);
    while let Some(address) = next {
        let page = served().ask(&address).json();
        ids.extend(page[name].as_array().unwrap().iter().map(|one| one["id"].clone()));
        total = usize::try_from(pager(&page)["total"].as_u64().unwrap()).unwrap();
        next = pager(&page)["after"].as_str().map(str::to_owned);
        assert!(ids.len() <= total, "{address} shows something twice");
    }
    let different: BTreeSet<String> = ids.iter().map(Value::to_string).collect();
    assert_eq!(different.len(), ids.len(), "{first} shows something twice");
    (ids, total)
}

#[test]
fn the_description_holds_together() {
    let described = Described::new();
    assert_eq!(described.whole["openapi"], "3.1.0");
    let mut ids = BTreeSet::new();
    let paths: &Map<String, Value> = described.whole["paths"].as_object().unwrap();
    for (address, methods) in paths {
        for (method, said) in methods.as_object().unwrap() {
            assert!(ids.insert(said["operationId"].as_str().unwrap().to_owned()), "{method} {address}");
            assert!(said["responses"]["200"].is_object() && said["responses"]["400"].is_object(), "{method} {address}");
            assert_eq!(method == "post", said["security"].is_array(), "{method} {address}");
        }
    }
    let text = described.whole.to_string();
    for link in text.split("\"$ref\":\"#").skip(1).map(|rest| rest.split('"').next().unwrap()) {
        assert!(described.whole.pointer(link).is_some(), "{link} is referred to, and is not there");
    }
}
