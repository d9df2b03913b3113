//! `cargo xtask picture`: the picture of the README, drawn from what `hudna read` really prints for the shipped example.

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;
use std::{fs, io};

/// The report that is read, as the reader of the README would name it.
const REPORT: &str = "examples/reports/hasakah-deal.txt";
/// Where the picture lies.
const PICTURE: &str = "docs/dossier.svg";
/// Columns of the terminal.
const COLUMNS: usize = 92;
/// Rows of the terminal: the window ends here, the dossier goes on.
const ROWS: usize = 44;

/// Pixels of a letter's width, of a row's height, and around all of it.
const CELL: usize = 8;
const ROW: usize = 18;
const MARGIN: usize = 16;

const STYLE: &str = "\
text{font:13px 'DejaVu Sans Mono','Noto Sans Mono','Noto Naskh Arabic',Menlo,Consolas,monospace;fill:#d8dee9;white-space:pre}
.b{font-weight:bold}.u{text-decoration:underline}.d{fill:#8a93a5}.g{fill:#a3be8c}.c{fill:#88c0d0}";

/// Draws the picture; with `check` only says whether the one that is there is fresh.
///
/// # Errors
/// The command cannot be run, or the file cannot be read or written.
pub fn picture(root: &Path, check: bool) -> io::Result<bool> {
    let drawn = draw(&dossier(root)?);
    let file = root.join(PICTURE);
    if check {
        return Ok(fs::read_to_string(file).is_ok_and(|there| there == drawn));
    }
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(file, drawn)?;
    Ok(true)
}

fn dossier(root: &Path) -> io::Result<String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .current_dir(root)
        .args(["run", "--quiet", "--locked", "--package", "hudna-cli", "--", "read", "--format", "dossier"])
        .args(["--color", "always", "--bidi", "on", "--width", &COLUMNS.to_string(), REPORT])
        .output()?;
    if !output.status.success() {
        return Err(io::Error::other(String::from_utf8_lossy(&output.stderr).into_owned()));
    }
    String::from_utf8(output.stdout).map_err(io::Error::other)
}

/// A terminal's text with its colours as a picture.
fn draw(text: &str) -> String {
    let rows = text.lines().take(ROWS);
    let (width, height) = (COLUMNS * CELL + 2 * MARGIN, (ROWS + 2) * ROW + 2 * MARGIN);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" role=\"img\" \
         aria-label=\"The dossier that hudna prints for the example report\">\n<style>{STYLE}</style>\n\
         <rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"#2e3440\"/>\n"
    );
    let prompt = format!("\x1b[2m$\x1b[0m hudna read {REPORT}");
    for (number, row) in [prompt.as_str(), ""].into_iter().chain(rows).enumerate() {
        let row = spans(row);
        if !row.is_empty() {
            let y = MARGIN + ROW * (number + 1) - 5;
            let _ = writeln!(svg, "<text x=\"{MARGIN}\" y=\"{y}\" xml:space=\"preserve\">{row}</text>");
        }
    }
    svg.push_str("</svg>\n");
    svg
}

/// A row with its escape sequences as spans with classes.
fn spans(row: &str) -> String {
    let mut out = String::new();
    let mut classes: Vec<char> = Vec::new();
    for (number, part) in row.split('\x1b').enumerate() {
        let text = match part.strip_prefix('[').and_then(|p| p.split_once('m')) {
            Some((codes, text)) if number > 0 => {
                for code in codes.split(';') {
                    match code {
                        "" | "0" => classes.clear(),
                        "1" => classes.push('b'),
                        "2" => classes.push('d'),
                        "4" => classes.push('u'),
                        "32" => classes.push('g'),
                        "36" => classes.push('c'),
                        _ => {}
                    }
                }
                text
            }
            _ => part,
        };
        let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        if text.is_empty() || classes.is_empty() {
            out.push_str(&text);
        } else {
            let names: Vec<String> = classes.iter().map(char::to_string).collect();
            let _ = write!(out, "<tspan class=\"{}\">{text}</tspan>", names.join(" "));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_become_classes_and_marks_are_escaped() {
        assert_eq!(spans("a\x1b[1m\x1b[4mSieges\x1b[0m <b>"), "a<tspan class=\"b u\">Sieges</tspan> &lt;b&gt;");
        assert_eq!(spans("\x1b[32;1mقصف\x1b[0m"), "<tspan class=\"g b\">قصف</tspan>");
        assert_eq!(spans(""), "");
    }

    #[test]
    fn a_window_has_so_many_rows() {
        let svg = draw(&"row\n".repeat(500));
        assert_eq!(svg.matches("<text").count(), ROWS + 1);
        assert!(svg.ends_with("</svg>\n"));
    }
}
