//! Passwords: kept as argon2id, checked with the same work whether there is an account or not.

use crate::error::DeskError;
use crate::say::Say;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use argon2::{Algorithm, Argon2, Params, Version};

/// Memory in KiB, passes, lanes: what OWASP names for argon2id.
const COST: (u32, u32, u32) = (19 * 1024, 2, 1);
/// The fewest letters of a password.
const FEWEST: usize = 12;
/// The most bytes of a password.
const MOST: usize = 1024;

/// What hashes passwords, and what a password is checked against where there is no account.
pub struct Passwords {
    decoy: String,
}

impl Passwords {
    /// Prepares it.
    ///
    /// # Errors
    /// The system has no randomness to give.
    pub fn new() -> Result<Passwords, DeskError> {
        Ok(Passwords { decoy: hashed(&super::token::fresh_id()?)? })
    }

    /// Whether it is the password that was kept. The work is the same where none was.
    pub fn fits(&self, password: &str, kept: Option<&str>) -> bool {
        // What is longer is no password; the work stays the same.
        let text = if password.len() > MOST { "" } else { password };
        let fits = PasswordHash::new(kept.unwrap_or(&self.decoy))
            .is_ok_and(|hash| Argon2::default().verify_password(text.as_bytes(), &hash).is_ok());
        fits && kept.is_some()
    }
}

/// A password as it is kept.
///
/// # Errors
/// The system has no randomness to give.
pub fn hashed(password: &str) -> Result<String, DeskError> {
    let (memory, passes, lanes) = COST;
    let failed = |error: &dyn std::fmt::Display| DeskError::Random(error.to_string());
    let params = Params::new(memory, passes, lanes, None).map_err(|error| failed(&error))?;
    let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    argon.hash_password(password.as_bytes()).map(|hash| hash.to_string()).map_err(|error| failed(&error))
}

/// Whether a password may be taken for an account.
///
/// # Errors
/// Why not.
pub fn check(password: &str, name: &str) -> Result<(), DeskError> {
    let letters = password.chars().count();
    if letters < FEWEST || password.len() > MOST {
        return Err(DeskError::Bad(Say::new("wrong.password_length").of(FEWEST).of(MOST)));
    }
    let mut different: Vec<char> = password.chars().collect();
    different.sort_unstable();
    different.dedup();
    if different.len() < 5
        || password.to_lowercase().contains(&name.to_lowercase()) && letters < name.chars().count() + 8
    {
        return Err(DeskError::Bad(Say::new("wrong.password_weak")));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_password_fits() {
        let passwords = Passwords::new().unwrap();
        let kept = hashed("correct horse battery").unwrap();
        assert!(kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(passwords.fits("correct horse battery", Some(&kept)));
        assert!(!passwords.fits("correct horse batterz", Some(&kept)));
        assert!(!passwords.fits("correct horse battery", None));
        assert!(!passwords.fits("correct horse battery", Some("no hash")));
        assert!(!passwords.fits(&"a".repeat(2000), Some(&kept)));
    }

    #[test]
    fn what_is_easily_guessed_is_no_password() {
        for (password, name) in [("short", "mona"), ("aaaaaaaaaaaaaaaa", "mona"), ("monalisa-1503", "monalisa")] {
            assert!(check(password, name).is_err(), "{password}");
        }
        check("ثلاث كلمات بعيدة", "mona").unwrap();
    }
}
