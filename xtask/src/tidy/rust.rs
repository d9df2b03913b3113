//! Rust source as tidy sees it: code, string literals and comments told apart, tests left out.

/// Source taken apart.
#[derive(Debug, Default)]
pub struct Source {
    /// The code, with comments and the insides of literals taken out; lines are kept.
    pub code: String,
    /// String and character literals with the line each begins in, 1-based.
    pub literals: Vec<(usize, String)>,
}

/// The part of a file before its `#[cfg(test)]` module.
pub fn without_tests(text: &str) -> &str {
    match text.find("\n#[cfg(test)]\nmod ") {
        Some(at) => &text[..at + 1],
        None => text,
    }
}

/// Takes source apart.
pub fn parts(text: &str) -> Source {
    let mut source = Source::default();
    let mut rest = text;
    let mut line = 1;
    while let Some(first) = rest.chars().next() {
        let (length, literal) = if rest.starts_with("//") {
            (rest.find('\n').unwrap_or(rest.len()), None)
        } else if rest.starts_with("/*") {
            (block_comment(rest), None)
        } else if let Some((length, inside)) = string(rest, &source.code) {
            source.code.push_str("\"\"");
            (length, Some(inside))
        } else if let Some((length, inside)) = character(rest) {
            source.code.push_str("''");
            (length, Some(inside))
        } else {
            if first != '\n' {
                source.code.push(first);
            }
            (first.len_utf8(), None)
        };
        if let Some(inside) = literal {
            source.literals.push((line, inside.to_owned()));
        }
        let newlines = rest[..length].matches('\n').count();
        source.code.extend(std::iter::repeat_n('\n', newlines));
        line += newlines;
        rest = &rest[length..];
    }
    source
}

fn block_comment(text: &str) -> usize {
    let mut depth = 0;
    let mut at = 0;
    while at < text.len() {
        if text[at..].starts_with("/*") {
            depth += 1;
            at += 2;
        } else if text[at..].starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += text[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    text.len()
}

/// The length and the inside of a string literal that begins here, raw or not.
fn string<'t>(text: &'t str, before: &str) -> Option<(usize, &'t str)> {
    let inside_name = before.ends_with(|c: char| c.is_alphanumeric() || c == '_');
    if let Some(raw) = text.strip_prefix('r').filter(|_| !inside_name || before.ends_with(['b', 'c'])) {
        let hashes = raw.len() - raw.trim_start_matches('#').len();
        if let Some(inside) = raw[hashes..].strip_prefix('"') {
            let close = format!("\"{}", "#".repeat(hashes));
            let end = inside.find(&close).unwrap_or(inside.len());
            let length = (text.len() - inside.len() + end + close.len()).min(text.len());
            return Some((length, &inside[..end]));
        }
    }
    let inside = text.strip_prefix('"')?;
    let mut escaped = false;
    for (at, c) in inside.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return Some((at + 2, &inside[..at])),
            _ => {}
        }
    }
    Some((text.len(), inside))
}

/// The length and the inside of a character literal; a lifetime is none.
fn character(text: &str) -> Option<(usize, &str)> {
    let inside = text.strip_prefix('\'')?;
    let end = if let Some(escape) = inside.strip_prefix('\\') {
        // The character after the backslash may itself be a quote.
        let skipped = escape.chars().next().map_or(0, char::len_utf8);
        1 + skipped + escape[skipped..].find('\'')?
    } else {
        inside.chars().next().map_or(0, char::len_utf8)
    };
    inside[end..].starts_with('\'').then(|| (end + 2, &inside[..end]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn literals(text: &str) -> Vec<(usize, String)> {
        parts(text).literals
    }

    #[test]
    fn comments_hide_quotes_and_quotes_hide_comments() {
        let text = "// \"one\"\nlet a = \"// two\"; /* \"three\" /* in */ */ let b = \"four\";";
        assert_eq!(literals(text), [(2, "// two".to_owned()), (2, "four".to_owned())]);
        assert_eq!(parts(text).code, "\nlet a = \"\";  let b = \"\";");
    }

    #[test]
    fn escapes_raw_strings_and_lifetimes() {
        let text = "fn f<'a>(x: &'a str) { g(\"a\\\"b\", r#\"c\"d\"#, br\"e\", '\\'', 'ب', '\\u{62d}') }";
        let found: Vec<String> = literals(text).into_iter().map(|(_, l)| l).collect();
        assert_eq!(found, ["a\\\"b", "c\"d", "e", "\\'", "ب", "\\u{62d}"]);
    }

    #[test]
    fn lines_are_counted_through_literals_and_comments() {
        assert_eq!(literals("/*\n\n*/ \"a\nb\"\n\"c\""), [(3, "a\nb".to_owned()), (5, "c".to_owned())]);
    }

    #[test]
    fn tests_are_cut_off() {
        assert_eq!(without_tests("a\n#[cfg(test)]\nmod tests {\n}\n"), "a\n");
        assert_eq!(without_tests("a\n#[cfg(test)]\nuse b;\n"), "a\n#[cfg(test)]\nuse b;\n");
    }
}
