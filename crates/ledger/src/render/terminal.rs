//! Rows as characters for the terminal: isolated where it orders right-to-left text itself, else put in visual order and shaped.

use super::layout::{Row, cells};
use super::text::{Tone, first_strong_rtl, strays};
use super::{BidiMode, Lang, RenderOptions};
use anstyle::{AnsiColor, Style};
use ar_reshaper::prelude::{ArabicReshaper, LigatureNames, ReshaperConfig};
use unicode_bidi::{BidiInfo, Level};
use unicode_bidi_mirroring::get_mirrored;

const LRM: char = '\u{200e}';
const LRI: char = '\u{2066}';
const RLI: char = '\u{2067}';
const FSI: char = '\u{2068}';
pub(super) const PDI: char = '\u{2069}';

/// Writes rows.
pub(super) struct Terminal<'o> {
    options: &'o RenderOptions<'o>,
    width: usize,
    rtl: bool,
    shaper: ArabicReshaper,
}

impl<'o> Terminal<'o> {
    pub fn new(options: &'o RenderOptions<'o>, width: usize, lang: Lang) -> Self {
        let mut config = ReshaperConfig::default();
        // One glyph for the whole of `الله` would swallow the letters that a reader compares with the report.
        config.update_ligature(LigatureNames::ARABIC_LIGATURE_ALLAH, false);
        Terminal { options, width, rtl: lang == Lang::Ar, shaper: ArabicReshaper::new(config) }
    }

    /// Adds one row, `indent` cells from the edge where the language begins.
    pub fn row(&self, out: &mut String, row: &Row, indent: usize) {
        let letters = match self.options.bidi {
            BidiMode::TerminalDoesBidi => self.logical(row),
            BidiMode::TerminalDoesNot => self.visual(row),
        };
        let used: usize = letters.iter().map(|(c, _)| cells(c.encode_utf8(&mut [0; 4]))).sum();
        let pad = if self.rtl { self.width.saturating_sub(indent + used) } else { indent };
        let frame = self.rtl && self.options.bidi == BidiMode::TerminalDoesBidi;
        // Whatever direction the terminal guesses, the row is one of left to right whose words run right to left.
        if frame {
            out.push(LRM);
        }
        out.extend(std::iter::repeat_n(' ', pad));
        if frame {
            out.push(RLI);
        }
        self.paint(out, &letters);
        if frame {
            out.push(PDI);
        }
        out.push('\n');
    }

    fn paint(&self, out: &mut String, letters: &[(char, Tone)]) {
        let mut tone = Tone::Plain;
        for (c, next) in letters {
            if self.options.colour && *next != tone {
                if tone != Tone::Plain {
                    out.push_str(&style(tone).render_reset().to_string());
                }
                out.push_str(&style(*next).render().to_string());
                tone = *next;
            }
            out.push(*c);
        }
        if self.options.colour && tone != Tone::Plain {
            out.push_str(&style(tone).render_reset().to_string());
        }
    }

    /// In the order of reading, with isolates around what has a direction of its own.
    fn logical(&self, row: &Row) -> Vec<(char, Tone)> {
        let mut letters = Vec::new();
        for chunk in row.chunk_by(|a, b| a.group.is_some() && a.group == b.group) {
            let whole: String = chunk.iter().map(|f| f.text.as_str()).collect();
            let apart = chunk.first().is_some_and(|f| f.group.is_some()) && strays(&whole, self.rtl);
            if apart {
                letters.push((opener(&whole), Tone::Plain));
            }
            for fragment in chunk {
                letters.extend(fragment.text.chars().map(|c| (c, fragment.tone)));
            }
            if apart {
                letters.push((PDI, Tone::Plain));
            }
        }
        letters
    }

    /// In the order of the screen, left to right, Arabic letters in the shapes that their neighbours ask for.
    fn visual(&self, row: &Row) -> Vec<(char, Tone)> {
        let shaped: Row =
            row.iter().map(|f| super::layout::Fragment { text: self.shaper.reshape(&f.text), ..f.clone() }).collect();
        let letters = self.logical(&shaped);
        let text: String = letters.iter().map(|(c, _)| *c).collect();
        let level = if self.rtl { Level::rtl() } else { Level::ltr() };
        let info = BidiInfo::new(&text, Some(level));
        let Some(paragraph) = info.paragraphs.first() else { return letters };
        let levels = info.reordered_levels_per_char(paragraph, paragraph.range.clone());
        if levels.len() != letters.len() {
            return letters;
        }
        BidiInfo::reorder_visual(&levels)
            .into_iter()
            .filter_map(|at| {
                let (c, tone) = *letters.get(at)?;
                let mirrored = levels.get(at).is_some_and(Level::is_rtl).then(|| get_mirrored(c)).flatten();
                Some((mirrored.unwrap_or(c), tone))
            })
            .filter(|(c, _)| !matches!(*c, LRI | RLI | FSI | PDI | LRM))
            .collect()
    }
}

/// First-strong where that gives what the words are, else the direction itself.
pub(super) fn opener(text: &str) -> char {
    let arabic = text.chars().filter(|c| first_strong_rtl(c.encode_utf8(&mut [0; 4])) == Some(true)).count();
    let latin = text.chars().filter(|c| first_strong_rtl(c.encode_utf8(&mut [0; 4])) == Some(false)).count();
    match first_strong_rtl(text) {
        Some(false) if arabic > latin => RLI,
        Some(true) if latin > arabic => LRI,
        _ => FSI,
    }
}

fn style(tone: Tone) -> Style {
    match tone {
        Tone::Plain => Style::new(),
        Tone::Heading => Style::new().bold().underline(),
        Tone::Title => Style::new().bold(),
        Tone::Name => AnsiColor::Cyan.on_default(),
        Tone::Quote => AnsiColor::Green.on_default(),
        Tone::Trigger => AnsiColor::Green.on_default().bold(),
        Tone::Dim => Style::new().dimmed(),
    }
}
