//! A comparison widened by units that were hidden, without a change among the others.

use super::{Comparison, Unit};

impl Comparison {
    /// This comparison with the further units of `wide`, a comparison of the same sides with more parts.
    /// Links and points of the units of `self` stay as they are (likeness is relative, so that `wide`
    /// may judge them otherwise); those of the further units come from `wide`.
    pub fn widened(self, wide: Self) -> Self {
        let own = [places(&self.left, &wide.left), places(&self.right, &wide.right)];
        let mut known = [vec![false; wide.left.len()], vec![false; wide.right.len()]];
        for (side, places) in known.iter_mut().zip(&own) {
            for &at in places.iter().flatten() {
                side[at] = true;
            }
        }
        let mut links: Vec<_> = self
            .links
            .into_iter()
            .filter_map(|mut link| {
                (link.left, link.right) = ((*own[0].get(link.left)?)?, (*own[1].get(link.right)?)?);
                Some(link)
            })
            .collect();
        links.extend(wide.links.into_iter().filter(|l| !(known[0][l.left] && known[1][l.right])));
        links.sort_by_key(|l| (l.left, l.right));
        let mut points: Vec<_> = self
            .points
            .into_iter()
            .filter_map(|mut point| {
                point.unit = (*own[usize::from(point.right)].get(point.unit)?)?;
                let others = &own[usize::from(!point.right)];
                point.partners = point.partners.into_iter().filter_map(|p| *others.get(p)?).collect();
                Some(point)
            })
            .collect();
        points.extend(wide.points.into_iter().filter(|p| !known[usize::from(p.right)][p.unit]));
        points.sort_by_key(|p| (p.right, p.unit, p.span));
        let approximate = self.approximate || wide.approximate;
        let mut out = Self { left: wide.left, right: wide.right, links, points, approximate };
        out.settle();
        out
    }
}

/// For every unit of `few` its place among `many`.
fn places(few: &[Unit], many: &[Unit]) -> Vec<Option<usize>> {
    few.iter().map(|u| many.binary_search_by_key(&u.item.span, |m| m.item.span).ok()).collect()
}

#[cfg(test)]
mod tests {
    use crate::compare::{CompareOptions, Side, compare};
    use crate::report::Role;

    #[test]
    fn what_was_linked_stays_and_the_rest_comes_with_its_links() {
        let text = include_str!("../../assets/sample/sample.txt");
        let source = crate::read::read(text.as_bytes(), &crate::read::ReadOptions::default()).expect("text");
        let report = crate::report::read(std::sync::Arc::new(source));
        let of = |left: &[Role], right: &[Role]| {
            let side = |roles| Side { report: &report, roles };
            compare(side(left), side(right), CompareOptions::default())
        };
        let few = of(&[Role::Review], &[Role::Plan]);
        let wide = of(&[Role::Review, Role::Opening], &[Role::Plan, Role::Closing]);
        let got = few.clone().widened(wide.clone());
        assert_eq!((got.left.len(), got.right.len()), (wide.left.len(), wide.right.len()));
        assert!(got.left.len() > few.left.len() && got.right.len() > few.right.len());
        let named = |c: &crate::compare::Comparison| -> Vec<_> {
            c.links
                .iter()
                .map(|l| (c.left[l.left].item.span, c.right[l.right].item.span, l.certainty))
                .collect()
        };
        let (before, after) = (named(&few), named(&got));
        assert!(before.iter().all(|l| after.contains(l)), "every link is there, as sure as before");
        let known = |l: &(_, _, _)| {
            few.left.iter().any(|u| u.item.span == l.0) && few.right.iter().any(|u| u.item.span == l.1)
        };
        assert_eq!(after.iter().filter(|l| known(l)).count(), before.len(), "and no other between them");
        assert_eq!(few.clone().widened(few.clone()), few);
    }
}
