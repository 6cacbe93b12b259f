//! Where the rows of a list stand, known before any of them is drawn.

use std::ops::Range;

/// Heights of rows, in points.
#[derive(Clone, Copy)]
pub enum Heights<'a> {
    /// So many rows of one height.
    Even(usize, f32),
    /// Upper edges of rows of different heights, and the lower edge of the last; see [`tops`].
    Tops(&'a [f32]),
}

/// Upper edges of rows so high, and the lower edge of the last.
pub fn tops(heights: impl IntoIterator<Item = f32>) -> Vec<f32> {
    let mut edge = 0.0;
    let mut tops = vec![edge];
    tops.extend(heights.into_iter().map(|height| {
        edge += height;
        edge
    }));
    tops
}

impl Heights<'_> {
    fn len(self) -> usize {
        match self {
            Self::Even(rows, _) => rows,
            Self::Tops(tops) => tops.len().saturating_sub(1),
        }
    }

    /// Upper edge of row `i`; for the number of rows the lower edge of the last.
    pub fn top(self, i: usize) -> f32 {
        match self {
            Self::Even(_, height) => i as f32 * height,
            Self::Tops(tops) => tops.get(i).or(tops.last()).copied().unwrap_or(0.0),
        }
    }

    /// Height of all rows.
    pub fn all(self) -> f32 {
        self.top(self.len())
    }

    /// Rows that touch the stretch from `from` to `to`.
    pub fn between(self, from: f32, to: f32) -> Range<usize> {
        let (first, end) = match self {
            Self::Even(_, height) => {
                let row = |y: f32| (y / height.max(1.0)).max(0.0) as usize;
                (row(from), row(to) + 1)
            }
            Self::Tops(tops) => {
                let first = tops.partition_point(|y| *y <= from).saturating_sub(1);
                (first, tops.partition_point(|y| *y <= to))
            }
        };
        let end = end.min(self.len());
        first.min(end)..end
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_in_sight_are_found_at_every_place() {
        let uneven = tops((0..50).map(|i| 20.0 + (i % 3) as f32));
        for heights in [Heights::Even(50, 21.0), Heights::Tops(&uneven)] {
            for y in 0..1200 {
                let (from, to) = (y as f32, y as f32 + 90.5);
                let all = 0..50usize;
                let seen: Vec<usize> =
                    all.filter(|&i| heights.top(i) <= to && heights.top(i + 1) > from).collect();
                assert_eq!(heights.between(from, to).collect::<Vec<_>>(), seen, "{from}");
            }
        }
        assert_eq!(Heights::Even(0, 21.0).between(0.0, 100.0), 0..0);
        assert_eq!(Heights::Tops(&tops([])).between(0.0, 100.0), 0..0);
    }
}
