//! Text put together from damaged bytes, with a list of the damaged places.

use crate::read::{Warning, WarningKind};
use crate::text::Span;

/// Places listed one by one for each kind of damage; further ones are only counted.
const MOST_PLACES: usize = 1000;

/// Collects decoded text and remembers where it is damaged.
#[derive(Debug)]
pub struct Mender {
    text: String,
    warnings: Vec<Warning>,
}

impl Mender {
    /// For about `capacity` bytes of text.
    pub fn new(capacity: usize) -> Self {
        Self { text: String::with_capacity(capacity), warnings: Vec::new() }
    }

    /// Adds decoded text; U+FFFD and NUL in it are damage. A run of NULs becomes one U+FFFD.
    pub fn push(&mut self, text: &str) {
        let mut rest = text;
        while let Some(at) = rest.find(['\u{FFFD}', '\0']) {
            let (good, bad) = rest.split_at_checked(at).unwrap_or((rest, ""));
            self.text.push_str(good);
            let mark = if bad.starts_with('\0') { '\0' } else { '\u{FFFD}' };
            rest = bad.trim_start_matches(mark);
            let n = (bad.len() - rest.len()) / mark.len_utf8();
            let kind = if mark == '\0' { WarningKind::NulBytes } else { WarningKind::DamagedBytes };
            self.bad(kind, n as u32);
        }
        self.text.push_str(rest);
    }

    /// Adds a line that was in another encoding than the file's.
    pub fn push_other(&mut self, text: &str) {
        let start = self.text.len();
        self.push(text);
        let span = Span::new(start, self.text.len()).trimmed(&self.text);
        self.warn(WarningKind::MixedEncodings, span, 1);
    }

    /// Marks `n` bad bytes or characters at the end of the text so far.
    pub fn bad(&mut self, kind: WarningKind, n: u32) {
        let start = self.text.len();
        self.text.push('\u{FFFD}');
        self.warn(kind, Span::new(start, self.text.len()), n);
    }

    fn warn(&mut self, kind: WarningKind, span: Span, count: u32) {
        if let Some(last) = self.warnings.last_mut().filter(|w| w.kind == kind)
            && last.span.is_some_and(|s| s.end == span.start)
            && let Some(s) = &mut last.span
        {
            s.end = span.end;
            last.count = last.count.saturating_add(count);
        } else if self.warnings.len() < MOST_PLACES {
            self.warnings.push(Warning { kind, span: Some(span), count });
        } else if let Some(any) = self.warnings.iter_mut().rev().find(|w| w.kind == kind && w.span.is_none())
        {
            any.count = any.count.saturating_add(count);
        } else {
            self.warnings.push(Warning { kind, span: None, count });
        }
    }

    /// The text and its warnings; `bytes` is what was decoded: a character cut off by its end is
    /// told from other damage.
    pub fn finish(mut self, bytes: &[u8]) -> (String, Vec<Warning>) {
        if let Some(last) = self.warnings.last_mut()
            && last.kind == WarningKind::DamagedBytes
            && last.span.is_some_and(|s| s.end() == self.text.len())
            && last.count <= 3
            && bytes.last() != Some(&b'\n')
        {
            last.kind = WarningKind::CutOff;
        }
        (self.text, self.warnings)
    }
}

/// `bytes` cut after every line end.
pub fn lines(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut at = 0;
    memchr::memchr_iter(b'\n', bytes).map(|i| i + 1).chain(std::iter::once(bytes.len())).map(move |end| {
        let line = bytes.get(at..end).unwrap_or_default();
        at = end;
        line
    })
}
