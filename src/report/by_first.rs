//! Rows of a table found by the first letter of the words in them: one look tells most letters apart.

/// Letters beyond the Basic Multilingual Plane begin no word.
const LETTERS: usize = 0x1_0000;

/// Rows, each for one letter.
pub(super) struct ByFirst<R> {
    rows: Vec<R>,
    /// A bit for every letter that has a row: small enough for the processor's nearest cache.
    has: Vec<u64>,
    /// The row of a letter, where it has one.
    index: Vec<u16>,
}

impl<R: Default> ByFirst<R> {
    /// A table of `words` with what goes with each; `add` is given the row of a word's first letter,
    /// its other letters and that.
    pub fn new<'w, T>(
        words: impl IntoIterator<Item = (&'w str, T)>,
        mut add: impl FnMut(&mut R, Vec<char>, T),
    ) -> Self {
        let mut table = Self { rows: Vec::new(), has: vec![0; LETTERS / 64], index: vec![0; LETTERS] };
        for (word, with) in words {
            let mut letters = word.chars();
            if let Some(row) = letters.next().and_then(|first| table.row_mut(first as usize)) {
                add(row, letters.collect(), with);
            }
        }
        table
    }

    fn row_mut(&mut self, first: usize) -> Option<&mut R> {
        let bits = self.has.get_mut(first / 64)?;
        if *bits >> (first % 64) & 1 == 0 {
            *bits |= 1 << (first % 64);
            self.index[first] = self.rows.len() as u16;
            self.rows.push(R::default());
        }
        self.rows.get_mut(usize::from(self.index[first]))
    }
}

impl<R> ByFirst<R> {
    /// The row of the words that begin with `first`.
    pub fn row(&self, first: char) -> Option<&R> {
        let at = first as usize;
        let has = self.has.get(at / 64).is_some_and(|bits| bits >> (at % 64) & 1 == 1);
        if has { self.rows.get(usize::from(self.index[at])) } else { None }
    }
}

/// Words alone: their other letters.
pub(super) type Words = ByFirst<Vec<Vec<char>>>;

impl Words {
    /// Makes `words` ready.
    pub fn of<'w>(words: impl IntoIterator<Item = &'w str>) -> Self {
        Self::new(words.into_iter().map(|w| (w, ())), |row, rest, ()| row.push(rest))
    }

    /// True when one of the words begins `letters`.
    pub fn begin(&self, letters: &[char]) -> bool {
        let Some((&first, behind)) = letters.split_first() else { return false };
        self.row(first).is_some_and(|rests| rests.iter().any(|rest| behind.starts_with(rest)))
    }

    /// True when one of the words stands in `letters`.
    pub fn stand_in(&self, letters: &[char]) -> bool {
        (0..letters.len()).any(|i| self.begin(letters.get(i..).unwrap_or_default()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_anywhere() {
        let words = Words::of(["目标是", "目标任务", "要"]);
        let stand = |s: &str| words.stand_in(&s.chars().collect::<Vec<_>>());
        assert!(stand("主要目标任务") && stand("工作目标是") && stand("𠮷要"));
        assert!(!stand("目标") && !stand("") && !stand("目"));
        assert!(words.begin(&['要', '闻']) && !words.begin(&['主', '要']) && !words.begin(&[]));
    }
}
