//! Style, fonts and scripts, embedded in the program: the desk works without any network.

use crate::desk::Desk;
use axum::Router;
use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use rust_embed::{EmbeddedFile, RustEmbed};
use std::sync::Arc;

/// What stands in `assets/`.
#[derive(RustEmbed)]
#[folder = "assets"]
struct Own;

/// What Vite made of `web/`, where it was run before the program was built.
#[derive(RustEmbed)]
#[folder = "../../web/dist"]
#[allow_missing = true]
struct Built;

/// The routes of what is embedded.
pub fn routes() -> Router<Arc<Desk>> {
    Router::new().route("/assets/{*path}", get(asset))
}

async fn asset(Path(path): Path<String>) -> Response {
    match Own::get(&path).or_else(|| Built::get(&path)) {
        Some(file) => serve(&path, file),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

fn serve(path: &str, file: EmbeddedFile) -> Response {
    let kind = mime_guess::from_path(path).first_or_octet_stream();
    let kind = if kind.type_() == "text" { format!("{kind}; charset=utf-8") } else { kind.to_string() };
    // The pages name assets with the hash of the program's version of them.
    let headers =
        [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "public, max-age=31536000, immutable".to_owned())];
    (headers, file.data).into_response()
}

/// The address of an asset: with a part of its hash, so that a new version is a new address.
pub fn address(path: &str) -> String {
    let hash = Own::get(path).or_else(|| Built::get(path)).map(|file| file.metadata.sha256_hash());
    let hash = hash.map(|hash| hash.iter().take(6).map(|byte| format!("{byte:02x}")).collect::<String>());
    format!("/assets/{path}?{}", hash.unwrap_or_default())
}

/// The address of what Vite makes; nothing where the program was built without it.
pub fn built(path: &str) -> Option<String> {
    Built::get(path).map(|_| address(path))
}
