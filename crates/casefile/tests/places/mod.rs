//! Fresh places for cases, in both storages.

use hudna_casefile::Case;

/// A place where there is no case yet. It goes when this is dropped.
pub struct Place {
    pub address: String,
    _folder: Option<tempfile::TempDir>,
}

impl Place {
    /// A file in a folder of its own.
    pub fn sqlite() -> Place {
        let folder = tempfile::tempdir().expect("a folder");
        let address = folder.path().join("case.hudna").to_str().expect("a path in UTF-8").to_owned();
        Place { address, _folder: Some(folder) }
    }

    pub fn create(&self) -> Case {
        Case::create(&self.address).expect("a new case")
    }

    pub fn open(&self) -> Case {
        Case::open(&self.address).expect("the case")
    }
}
