//! Fresh places for cases, in both storages. Those in PostgreSQL need a server: `tools/postgres-for-tests.sh` lends one.

use postgres::{Client, NoTls};

/// A place where there is no case yet. It goes when this is dropped.
pub struct Place {
    pub address: String,
    /// Its schema in PostgreSQL.
    pub schema: Option<String>,
    folder: Option<tempfile::TempDir>,
}

impl Place {
    /// A file in a folder of its own.
    pub fn sqlite() -> Place {
        let folder = tempfile::tempdir().expect("a folder");
        let address = folder.path().join("case.hudna").to_str().expect("a path in UTF-8").to_owned();
        Place { address, schema: None, folder: Some(folder) }
    }

    /// A schema of its own in the server of the tests. `None`, with a word, where there is no server.
    pub fn postgres() -> Option<Place> {
        let Some(mut client) = Place::server() else {
            eprintln!("skipped: no PostgreSQL (HUDNA_TEST_POSTGRES); run it as tools/postgres-for-tests.sh COMMAND");
            return None;
        };
        let unique = tempfile::Builder::new().prefix("case").tempfile().expect("a name");
        let name = unique.path().file_name().expect("a name").to_str().expect("UTF-8");
        let schema = format!("{}_{}", name.to_lowercase().replace('.', "_"), std::process::id());
        client.batch_execute(&format!("CREATE SCHEMA {schema}")).expect("a schema");
        let address = Place::in_schema(&std::env::var("HUDNA_TEST_POSTGRES").expect("the server"), &schema);
        Some(Place { address, schema: Some(schema), folder: None })
    }

    /// The address of a schema in a database. The connection bears its name, to be found by.
    pub fn in_schema(server: &str, schema: &str) -> String {
        let join = if server.contains('?') { '&' } else { '?' };
        format!("{server}{join}options=-csearch_path%3D{schema}&application_name={schema}")
    }

    /// A connection of one's own to the server of the tests.
    pub fn server() -> Option<Client> {
        let address = std::env::var("HUDNA_TEST_POSTGRES").ok()?;
        Some(Client::connect(&address, NoTls).expect("the server of HUDNA_TEST_POSTGRES"))
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        drop(self.folder.take());
        if let (Some(schema), Some(mut client)) = (&self.schema, Place::server()) {
            // A connection that a failed test left open is not to keep the others waiting.
            let _ = client.batch_execute(&format!("SET lock_timeout = '2s'; DROP SCHEMA {schema} CASCADE"));
        }
    }
}
