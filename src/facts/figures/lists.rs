//! Word lists made ready: a word is looked up by its first and its last character instead of one
//! after the other.

use std::sync::LazyLock;

use super::line::Line;
use super::words::{AFTER, COMPARE, FILLERS, LEADING, STOPS, TAKING};

/// Buckets by character; a power of two.
const BUCKETS: usize = 256;

/// A word of a list.
pub(super) struct Word {
    /// The word.
    pub text: &'static str,
    /// Its characters.
    chars: Vec<char>,
}

impl Word {
    /// Its length in characters.
    pub fn len(&self) -> usize {
        self.chars.len()
    }
}

/// A list of words by first and by last character, the longest first.
pub(super) struct Words {
    all: Vec<Word>,
    by_first: Vec<Vec<u16>>,
    by_last: Vec<Vec<u16>>,
}

fn bucket(c: char) -> usize {
    c as usize & (BUCKETS - 1)
}

impl Words {
    /// Makes `list` ready.
    pub fn new(list: &[&'static str]) -> Self {
        let mut words: Vec<Word> =
            list.iter().map(|w| Word { text: w, chars: w.chars().collect() }).collect();
        words.sort_by_key(|w| std::cmp::Reverse(w.len()));
        words.dedup_by(|a, b| a.text == b.text);
        let mut out =
            Self { all: words, by_first: vec![Vec::new(); BUCKETS], by_last: vec![Vec::new(); BUCKETS] };
        for (i, w) in out.all.iter().enumerate() {
            if let (Some(&first), Some(&last)) = (w.chars.first(), w.chars.last()) {
                out.by_first[bucket(first)].push(i as u16);
                out.by_last[bucket(last)].push(i as u16);
            }
        }
        out
    }

    /// The words that stand at `i`, the longest first.
    pub fn at<'a, 'w: 'a>(&'w self, line: &'a Line, i: usize) -> impl Iterator<Item = &'w Word> + 'a {
        let here = self.by_first[bucket(line.get(i))].iter().map(|&w| &self.all[w as usize]);
        here.filter(move |w| line.chars.get(i..i + w.len()) == Some(w.chars.as_slice()))
    }

    /// The words that end right before `i`, the longest first.
    pub fn before<'a, 'w: 'a>(&'w self, line: &'a Line, i: usize) -> impl Iterator<Item = &'w Word> + 'a {
        let here = self.by_last[bucket(line.before(i, 1))].iter().map(|&w| &self.all[w as usize]);
        here.filter(move |w| {
            i.checked_sub(w.len()).and_then(|k| line.chars.get(k..i)) == Some(w.chars.as_slice())
        })
    }
}

macro_rules! lists {
    ($($(#[$doc:meta])* $name:ident = $list:expr;)*) => {
        $($(#[$doc])* pub(super) static $name: LazyLock<Words> = LazyLock::new(|| Words::new($list));)*
    };
}

lists! {
    /// [`COMPARE`].
    COMPARING = COMPARE;
    /// [`FILLERS`].
    FILLING = FILLERS;
    /// [`AFTER`].
    FOLLOWING = AFTER;
    /// [`LEADING`].
    INTRODUCING = LEADING;
    /// [`STOPS`].
    STOPPING = STOPS;
    /// [`TAKING`].
    GOVERNING = TAKING;
    /// Numbered phrases that count nothing.
    NAMED = super::line::FIXED;
}
