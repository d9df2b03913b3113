//! The description of the JSON, as OpenAPI 3.1: made from the operations, the types that are serialised, and the codebook.

mod examples;
mod form;
mod operation;
mod operations;
mod parameters;

use crate::answer::answer_body;
use crate::ask::{Ask, Format};
use crate::desk::Desk;
use crate::error::Problem;
use crate::guard::{Guard, TOKEN_HEADER};
use crate::names::{self, NAMES};
use axum::response::Response;
use axum::routing::get;
use axum::{Extension, Router};
use examples::Examples;
use operation::{Body, Operation, Rows};
use operations::operations;
use schemars::SchemaGenerator;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};
use std::sync::Arc;

/// The route of the description.
pub fn routes() -> Router<Arc<Desk>> {
    Router::new().route("/openapi", get(openapi))
}

async fn openapi(Extension(guard): Extension<Arc<Guard>>, ask: Ask) -> Response {
    // It has no page of its own.
    let ask = Ask { format: Format::Json, ..ask };
    answer_body(ask, move |sight| {
        let described = description(&Examples::of_view(sight), guard.session_cookie());
        Ok(("application/json", serde_json::to_vec_pretty(&described)?))
    })
    .await
}

/// Where schemas stand in the description.
const SCHEMAS: &str = "/components/schemas";

/// The description. `login` is the name of the cookie of a session, where people log in.
fn description(examples: &Examples, login: Option<&str>) -> Value {
    let settings = SchemaSettings::draft2020_12().for_serialize().with(|settings| {
        settings.definitions_path = SCHEMAS.into();
        settings.meta_schema = None;
    });
    let mut generator = settings.into_generator();
    let mut paths: Map<String, Value> = Map::new();
    let mut add = |address: String, method: &str, described: Value| {
        let path = paths.entry(address).or_insert_with(|| json!({}));
        path[method.to_lowercase()] = described;
    };
    for operation in operations() {
        let mut writer = Writer { generator: &mut generator, examples, login: login.is_some() };
        add(operation.address("json"), operation.method, writer.json(&operation));
        if let Some(rows) = operation.rows {
            add(operation.address("jsonl"), operation.method, writer.rows(&operation, rows, "jsonl"));
            add(operation.address("csv"), operation.method, writer.rows(&operation, rows, "csv"));
        }
    }
    let problem = generator.subschema_for::<Problem>();
    let parameters: Map<String, Value> =
        parameters::all(examples).into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
    let responses = PROBLEMS.iter().map(|(status, about)| {
        let content = json!({ "application/json": { "schema": problem } });
        (status.to_string(), json!({ "description": about, "content": content }))
    });
    let responses: Map<String, Value> = responses.collect();
    let mut schemes = json!({
        "token": {
            "type": "apiKey", "in": "header", "name": TOKEN_HEADER,
            "description": "What changes something sends the token that /account.json gives; forms may send it as their first field `token`.",
        },
    });
    if let Some(cookie) = login {
        schemes["session"] = json!({
            "type": "apiKey", "in": "cookie", "name": cookie,
            "description": "The cookie that POST /login.json sets.",
        });
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Hudna's desk",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "A case of conflict reports: what they claim, and what it comes to. Every page of the desk says the same as \
                            JSON at its address with .json, lists also as .jsonl and .csv.",
        },
        "servers": [{ "url": "/" }],
        "paths": paths,
        "components": {
            "schemas": generator.take_definitions(true),
            "parameters": parameters,
            "responses": responses,
            "securitySchemes": schemes,
        },
    })
}

/// What can be wrong, by the status of the answer.
const PROBLEMS: [(u16, &str); 10] = [
    (400, "What is asked makes no sense; the answer names the parameter or field, and what can be written"),
    (401, "Log in first"),
    (403, "It takes another role, or the token of the session"),
    (404, "The case has nothing of this id in this view"),
    (408, "What was sent came too slowly"),
    (409, "The decision would mean nothing"),
    (413, "Too large"),
    (421, "The desk does not answer under this host"),
    (429, "Too many tries; the header Retry-After says how long to wait"),
    (503, "Nothing can be searched for as yet"),
];

/// Writes operations.
struct Writer<'w> {
    generator: &'w mut SchemaGenerator,
    examples: &'w Examples,
    login: bool,
}

impl Writer<'_> {
    /// An operation whose answer is one thing.
    fn json(&mut self, operation: &Operation) -> Value {
        let mut content = json!({});
        let schema = operation.body.schema(self.generator);
        content[operation.body.kind()] = schema.map_or_else(|| json!({}), |schema| json!({ "schema": schema }));
        self.described(operation, "json", content)
    }

    /// The same as rows.
    fn rows(&mut self, operation: &Operation, rows: Rows, ending: &str) -> Value {
        let row = match rows {
            Rows::Own(of) => of(self.generator).to_value(),
            Rows::Of(list) => self.item(operation.body, list),
        };
        let kind = if ending == "csv" { "text/csv" } else { "application/jsonl" };
        // OpenAPI 3.1 knows no streams: what a line holds stands in a word of our own.
        let content = json!({ kind: { "schema": { "type": "string" }, "x-row": row } });
        self.described(operation, ending, content)
    }

    /// The schema of the things of a list in an answer.
    fn item(&mut self, body: Body, list: &str) -> Value {
        let schema = body.schema(self.generator).map(|schema| schema.to_value()).unwrap_or_default();
        let named = schema["$ref"].as_str().and_then(|link| link.rsplit('/').next()).map(str::to_owned);
        let whole = named.and_then(|name| self.generator.definitions().get(&name).cloned()).unwrap_or(schema);
        whole["properties"][list]["items"].clone()
    }

    fn described(&self, operation: &Operation, ending: &str, content: Value) -> Value {
        let form = operation.method == "POST";
        let mut responses: Map<String, Value> = Map::new();
        let mut done =
            json!({ "description": if form { "It is done" } else { "What was asked for" }, "content": content });
        if operation.tagged {
            let tag =
                json!({ "ETag": { "description": "The validator of the answer", "schema": { "type": "string" } } });
            done["headers"] = tag.clone();
            responses.insert("304".to_owned(), json!({ "description": "It is as it was", "headers": tag }));
        }
        responses.insert("200".to_owned(), done);
        let mut problems = vec![400, 421];
        problems.extend(form.then_some([403, 408, 413]).into_iter().flatten());
        problems.extend((self.login && operation.pattern != "/login").then_some([401, 403]).into_iter().flatten());
        problems.extend(operation.pattern.contains('{').then_some(404));
        problems.extend(operation.also);
        for status in problems {
            responses.insert(status.to_string(), problem(operation.body, status));
        }
        let mut parameters: Vec<Value> = Vec::new();
        if let Some((list, _)) = operation.pattern.split_once("/{id}") {
            parameters.push(self.id(list.trim_start_matches('/')));
        }
        let view: &[&str] = if operation.view { &parameters::VIEW } else { &[] };
        let tag: &[&str] = if operation.tagged { &["if-none-match"] } else { &[] };
        // Rows are all rows: there are no pages of them.
        let query = operation.query.iter().filter(|name| ending == "json" || **name != "page");
        let plain: &[&str] = if operation.view && names::at(&operation.pattern) { &[NAMES] } else { &[] };
        let names = query.chain(view).chain(plain).chain(tag);
        parameters.extend(names.map(|name| json!({ "$ref": format!("#/components/parameters/{name}") })));
        let group = operation.pattern.split('/').nth(1).filter(|name| !name.is_empty()).unwrap_or("situation");
        let mut described = json!({
            "operationId": operation.id(ending),
            "summary": operation.summary,
            "tags": [group],
            "parameters": parameters,
            "responses": responses,
        });
        if form {
            described["requestBody"] = form::body(operation.form, self.examples);
            described["security"] =
                if self.login { json!([{ "token": [], "session": [] }]) } else { json!([{ "token": [] }]) };
        } else if self.login && operation.pattern != "/login" {
            described["security"] = json!([{ "session": [] }]);
        }
        described
    }

    /// The id of a thing in an address.
    fn id(&self, list: &str) -> Value {
        let mut id = json!({
            "name": "id", "in": "path", "required": true, "schema": { "type": "string", "minLength": 1 },
            "description": format!("The id of one of /{list}.json"),
        });
        if let Some(example) = self.examples.of(list) {
            id["schema"]["examples"] = json!([example]);
        }
        id
    }
}

/// What a problem is told as: where no JSON is asked for, as a page.
fn problem(body: Body, status: u16) -> Value {
    match body {
        Body::Other(_) => {
            let about = PROBLEMS.iter().find(|(known, _)| *known == status).map_or("", |(_, about)| about);
            json!({ "description": about, "content": { "text/html": {} } })
        }
        _ => json!({ "$ref": format!("#/components/responses/{status}") }),
    }
}
