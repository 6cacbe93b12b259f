//! Many words at once, by their first two characters: where a text has none of them, one look is
//! enough. Unlike an automaton over all words it stays small, however many there are.

use super::numbered::Numbered;

/// Two characters as one number.
pub(crate) fn pair(first: char, second: char) -> u64 {
    u64::from(first) << 32 | u64::from(second)
}

/// Words ready to be looked up.
pub(crate) struct Starts {
    /// The characters of all words, one word behind the other.
    chars: Vec<char>,
    /// Range in `chars` and number of every word: those that begin alike together, the longest first.
    words: Vec<(u32, u32, u32)>,
    /// First two characters → range in `words`.
    groups: Numbered<(u32, u32)>,
    /// A bit for the hash of every key of `groups`.
    known: Vec<u64>,
    /// Some word is a single character.
    single: bool,
}

impl Starts {
    /// Makes words ready; they are numbered in their order, empty ones are never found.
    pub fn new<'w>(words: impl Iterator<Item = &'w [char]>) -> Self {
        let mut chars: Vec<char> = Vec::new();
        let mut keyed: Vec<(u64, std::cmp::Reverse<usize>, u32, u32)> = Vec::new();
        for (number, word) in words.enumerate() {
            if let Some(&first) = word.first() {
                let key = pair(first, word.get(1).copied().unwrap_or_default());
                keyed.push((key, std::cmp::Reverse(word.len()), number as u32, chars.len() as u32));
                chars.extend(word);
            }
        }
        keyed.sort_unstable();
        let mut out = Self {
            chars,
            words: Vec::with_capacity(keyed.len()),
            groups: Numbered::default(),
            known: vec![0; (keyed.len() / 4).next_power_of_two().max(16)],
            single: false,
        };
        for group in keyed.chunk_by(|a, b| a.0 == b.0) {
            let Some(&(key, length, ..)) = group.first() else { continue };
            out.single |= length.0 == 1;
            let from = out.words.len() as u32;
            out.words.extend(group.iter().map(|w| (w.3, w.3 + w.1.0 as u32, w.2)));
            out.groups.insert(key, (from, out.words.len() as u32));
            let (at, bit) = out.slot(key);
            out.known[at] |= bit;
        }
        out
    }

    /// Word and bit of `known` for a key.
    fn slot(&self, key: u64) -> (usize, u64) {
        let hash = key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32;
        ((hash >> 6) as usize & (self.known.len() - 1), 1 << (hash & 63))
    }

    /// The longest word that stands at `at` in `text`, of equal ones the first: its number.
    pub fn longest(&self, text: &[char], at: usize) -> Option<usize> {
        let behind = text.get(at..)?;
        let &first = behind.first()?;
        let two = behind.get(1).and_then(|&second| self.group(pair(first, second), behind).next());
        // No word goes on with the character 0, which stands for none.
        let one = || if self.single { self.group(pair(first, '\0'), behind).next() } else { None };
        two.or_else(one).map(|w| w.0)
    }

    /// Every word of two characters or more that stands at `at` in `text`, the longest first: its
    /// number and its characters.
    pub fn all(&self, text: &[char], at: usize) -> impl Iterator<Item = (usize, usize)> {
        let behind = text.get(at..).unwrap_or_default();
        let two = behind.first_chunk().map(|&[first, second]| self.group(pair(first, second), behind));
        two.into_iter().flatten()
    }

    /// The words of a group that `behind` begins with: their numbers and characters.
    fn group(&self, key: u64, behind: &[char]) -> impl Iterator<Item = (usize, usize)> {
        let (at, bit) = self.slot(key);
        let group = if self.known[at] & bit == 0 { None } else { self.groups.get(&key) };
        let words = group.and_then(|&(from, to)| self.words.get(from as usize..to as usize));
        words.unwrap_or_default().iter().filter_map(|&(from, to, number)| {
            let word = self.chars.get(from as usize..to as usize)?;
            behind.starts_with(word).then_some((number as usize, word.len()))
        })
    }

    /// True when a word stands anywhere in `text`.
    pub fn stand_in(&self, text: &[char]) -> bool {
        (0..text.len()).any(|at| self.longest(text, at).is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_and_the_first_of_equals() {
        let words: Vec<Vec<char>> =
            ["四个", "四个意识", "四个意识", "双", "四方", ""].iter().map(|w| w.chars().collect()).collect();
        let starts = Starts::new(words.iter().map(Vec::as_slice));
        let at = |text: &str, at| starts.longest(&text.chars().collect::<Vec<_>>(), at);
        assert_eq!(at("四个意识", 0), Some(1));
        assert_eq!(at("增强四个自信", 2), Some(0));
        assert_eq!(at("双减", 0), Some(3));
        assert_eq!(at("双", 0), Some(3));
        assert_eq!((at("四", 0), at("意识", 0), at("双", 1)), (None, None, None));
        let all: Vec<_> = starts.all(&['四', '个', '意', '识'], 0).collect();
        assert_eq!(all, [(1, 4), (2, 4), (0, 2)]);
        assert_eq!((starts.all(&['双', '减'], 0).count(), starts.all(&['四'], 0).count()), (0, 0));
        assert!(starts.stand_in(&['大', '双']) && !starts.stand_in(&['四']));
    }
}
