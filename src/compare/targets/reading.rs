//! The program's reading of a target and its result; never a claim that a promise was kept.

use super::measure::{Bound, Measured};
use crate::compare::Reading;
use crate::facts::indicator::Class;

/// How far below 左右 still counts as reached, as a share of the target.
const ABOUT: f64 = 0.03;

/// Reads a result against a target that has come due.
pub(super) fn reading(target: &Measured, result: &Measured) -> Reading {
    if target.class == Class::Fixed {
        return match (target.low, result.class) {
            (0.0, _) => Reading::Met,
            (s, Class::Growth) if s < 0.0 => Reading::Met,
            _ => Reading::Unclear,
        };
    }
    let (want, got) = (target.low, result.low);
    if !want.is_finite() || !got.is_finite() {
        return Reading::Unclear;
    }
    if target.class == Class::Growth && target.down != result.down {
        return if target.down { Reading::Missed } else { Reading::Unclear };
    }
    let less = lower_is_better(target);
    if money_balance(&target.name) {
        return Reading::Unclear;
    }
    let slack = 1e-9 * want.abs().max(1e-9);
    let met = match target.bound {
        Bound::AtMost => got <= target.high.unwrap_or(want) + slack,
        Bound::AtLeast => got >= want - slack,
        Bound::About if less => got <= want * (1.0 + ABOUT),
        Bound::About => got >= want * (1.0 - ABOUT),
        Bound::Plain if less => got <= target.high.unwrap_or(want) + slack,
        Bound::Plain => got >= want - slack,
    };
    if met { Reading::Met } else { Reading::Missed }
}

/// Prices, unemployment, accidents: the lower the better.
fn lower_is_better(target: &Measured) -> bool {
    !target.down
        && ["价格", "失业率", "事故", "死亡", "人口自然增长率", "负债率", "案件"]
            .iter()
            .any(|w| target.name.contains(w))
}

/// Deficits and debts are limits and plans at once: no reading.
fn money_balance(name: &str) -> bool {
    ["赤字", "债券", "债务"].iter().any(|w| name.contains(w))
}
