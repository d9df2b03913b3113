//! What the terminal can do: width, colours, the order of right-to-left text.

use crate::args::{Bidi, Colour, StyleArgs};
use crate::error::CliError;
use std::env::var_os;
use std::io::{IsTerminal as _, stdout};

/// Narrowest dossier.
const NARROWEST: usize = 80;
/// Wider lines are hard to read.
const WIDEST: usize = 120;

/// How a dossier is to look.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    /// Columns.
    pub width: usize,
    /// With colours.
    pub colour: bool,
    /// The terminal orders right-to-left text itself.
    pub bidi: bool,
}

/// The style that options and terminal ask for.
pub fn style(args: &StyleArgs) -> Result<Style, CliError> {
    let StyleArgs { width, bidi, color: colour } = *args;
    let terminal = stdout().is_terminal();
    if let Some(width) = width.filter(|w| *w < NARROWEST) {
        return Err(CliError::usage(format!("--width {width}: a dossier needs {NARROWEST} columns or more")));
    }
    let window = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0)).filter(|_| terminal);
    let width = width.or_else(|| window().map(|w| w.clamp(NARROWEST, WIDEST))).unwrap_or(NARROWEST);
    let colour = match colour {
        Colour::Always => true,
        Colour::Never => false,
        Colour::Auto => {
            terminal && var_os("NO_COLOR").is_none_or(|v| v.is_empty()) && var_os("TERM").is_none_or(|t| t != "dumb")
        }
    };
    let bidi = match bidi {
        Bidi::On => true,
        Bidi::Off => false,
        // What goes into a file is kept in logical order.
        Bidi::Auto => !terminal || orders_text(),
    };
    Ok(Style { width, colour, bidi })
}

/// The first release of VTE that orders right-to-left text.
const VTE: u32 = 5800;

/// Terminals that order right-to-left text themselves: GNOME's and its kin (VTE), Konsole, Apple's, mlterm. A multiplexer
/// between hands each row on, letter by letter, and the terminal orders it all the same.
fn orders_text() -> bool {
    let named = |name: &str| var_os("TERM_PROGRAM").is_some_and(|program| program == name);
    let vte = var_os("VTE_VERSION").and_then(|v| v.to_str()?.parse::<u32>().ok()).is_some_and(|v| v >= VTE);
    vte || ["KONSOLE_VERSION", "MLTERM"].iter().any(|name| var_os(name).is_some()) || named("Apple_Terminal")
}
