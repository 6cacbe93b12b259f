//! Contrast by WCAG 2, and the four statuses as people with colour vision deficiencies see them.

use super::*;

const ALL: [(&str, Theme); 4] =
    [("light", LIGHT), ("dark", DARK), ("paper", PAPER), ("high contrast", CONTRAST)];

/// A channel in linear light.
fn linear(v: u8) -> f32 {
    let v = f32::from(v) / 255.0;
    if v <= 0.040_45 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) }
}

fn luminance(c: Color32) -> f32 {
    0.2126 * linear(c.r()) + 0.7152 * linear(c.g()) + 0.0722 * linear(c.b())
}

fn contrast(a: Color32, b: Color32) -> f32 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[test]
fn text_meets_wcag_aa_in_every_theme() {
    for (name, t) in ALL {
        let grounds = [("page", t.page), ("win", t.win), ("sel", t.sel), ("hover", t.hover)];
        let mut pairs = Vec::new();
        for (ground, bg) in grounds {
            for (ink, fg) in [("t1", t.t1), ("t2", t.t2), ("t3", t.t3)] {
                pairs.push((ink, fg, ground, bg, 4.5));
            }
        }
        for (ground, bg) in grounds.into_iter().take(2) {
            for (ink, fg) in [("keep", t.keep), ("new", t.new), ("drop", t.drop), ("doubt", t.doubt)] {
                pairs.push((ink, fg, ground, bg, 4.5));
            }
            for (ink, fg) in [("focus", t.focus), ("ctl", t.ctl)] {
                pairs.push((ink, fg, ground, bg, 3.0));
            }
            pairs.push(("bad", t.bad, ground, bg, 4.5));
        }
        let marks = [
            ("keep-lit", t.keep_lit),
            ("new-lit", t.new_lit),
            ("drop-lit", t.drop_lit),
            ("keep-bg", t.keep_bg),
            ("find", t.find),
            ("find2", t.find2),
            ("warn-bg", t.warn_bg),
            ("bad-bg", t.bad_bg),
            ("raised", t.raised),
        ];
        pairs.extend(marks.map(|(mark, bg)| ("t1", t.t1, mark, bg, 4.5)));
        let tints =
            [("rev-bg", t.rev_bg), ("plan-bg", t.plan_bg), ("drop-bg", t.drop_bg), ("warn-bg", t.warn_bg)];
        pairs.extend(tints.map(|(tint, bg)| ("t2", t.t2, tint, bg, 4.5)));
        pairs.extend([
            ("inkfg", t.inkfg, "ink", t.ink, 4.5),
            ("rev-ink", t.rev_ink, "rev-bg", t.rev_bg, 4.5),
            ("plan-ink", t.plan_ink, "plan-bg", t.plan_bg, 4.5),
            ("keep", t.keep, "keep-bg", t.keep_bg, 4.5),
            ("new", t.new, "new-bg", t.new_bg, 4.5),
            ("drop", t.drop, "drop-bg", t.drop_bg, 4.5),
            ("doubt", t.doubt, "doubt-bg", t.doubt_bg, 4.5),
            ("fig", t.fig, "fig-bg", t.fig_bg, 4.5),
            ("warn", t.warn, "warn-bg", t.warn_bg, 4.5),
            ("bad", t.bad, "bad-bg", t.bad_bg, 4.5),
            ("rev-bar", t.rev_bar, "win", t.win, 3.0),
            ("plan-bar", t.plan_bar, "win", t.win, 3.0),
        ]);
        for (ink, fg, ground, bg, need) in pairs {
            let got = contrast(fg, bg);
            assert!(got >= need, "{name}: {ink}/{ground} has {got:.2}, needs {need}");
        }
    }
}

#[test]
fn selected_words_are_legible_and_the_selection_is_seen() {
    for (name, t) in ALL {
        for (ground, bg) in [("page", t.page), ("hover", t.hover), ("keep-lit", t.keep_lit), ("win", t.win)] {
            let selected = bg.blend(t.selected());
            let seen = contrast(selected, bg);
            assert!(seen >= 1.2, "{name}: selection on {ground} has {seen:.2}");
            // Lit words are written in the strongest ink.
            let inks = [("t1", t.t1), ("t2", t.t2)];
            for (ink, fg) in inks.into_iter().take(if ground == "keep-lit" { 1 } else { 2 }) {
                let got = contrast(fg, selected);
                let need = if ground == "page" || ink == "t1" { 4.5 } else { 3.0 };
                assert!(got >= need, "{name}: {ink} selected on {ground} has {got:.2}");
            }
        }
    }
}

/// What the eye makes of linear red, green and blue (Machado, Oliveira and Fernandes 2009, full
/// severity).
const EYES: [(&str, [[f32; 3]; 3]); 4] = [
    ("normal", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
    (
        "protan",
        [
            [0.152_286, 1.052_583, -0.204_868],
            [0.114_503, 0.786_281, 0.099_216],
            [-0.003_882, -0.048_116, 1.051_998],
        ],
    ),
    (
        "deutan",
        [
            [0.367_322, 0.860_646, -0.227_968],
            [0.280_085, 0.672_501, 0.047_413],
            [-0.011_820, 0.042_940, 0.968_881],
        ],
    ),
    (
        "tritan",
        [
            [1.255_528, -0.076_749, -0.178_779],
            [-0.078_411, 0.930_809, 0.147_602],
            [0.004_733, 0.691_367, 0.303_900],
        ],
    ),
];

/// CIE L*a*b* (D65) of a colour as an eye sees it.
fn lab(c: Color32, eye: &[[f32; 3]; 3]) -> [f32; 3] {
    let rgb = [linear(c.r()), linear(c.g()), linear(c.b())];
    let seen = eye.map(|row| row.iter().zip(rgb).map(|(m, v)| m * v).sum::<f32>().clamp(0.0, 1.0));
    let xyz = [
        (0.4124 * seen[0] + 0.3576 * seen[1] + 0.1805 * seen[2]) / 0.950_47,
        0.2126 * seen[0] + 0.7152 * seen[1] + 0.0722 * seen[2],
        (0.0193 * seen[0] + 0.1192 * seen[1] + 0.9505 * seen[2]) / 1.088_83,
    ];
    let [x, y, z] = xyz.map(|v| if v > 0.008_856 { v.cbrt() } else { 7.787 * v + 16.0 / 116.0 });
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

/// CIEDE2000 (Sharma, Wu and Dalal 2005).
fn difference([l1, a1, b1]: [f32; 3], [l2, a2, b2]: [f32; 3]) -> f32 {
    let p7 = |v: f32| (v.powi(7) / (v.powi(7) + 25_f32.powi(7))).sqrt();
    let mean = f32::midpoint(a1.hypot(b1), a2.hypot(b2));
    let grow = 1.5 - 0.5 * p7(mean);
    let (a1, a2) = (a1 * grow, a2 * grow);
    let (c1, c2) = (a1.hypot(b1), a2.hypot(b2));
    let angle = |a: f32, b: f32| b.atan2(a).to_degrees().rem_euclid(360.0);
    let (h1, h2) = (angle(a1, b1), angle(a2, b2));
    let mut turn = h2 - h1;
    if turn.abs() > 180.0 {
        turn -= 360.0 * turn.signum();
    }
    let hue = if (h1 - h2).abs() > 180.0 { f32::midpoint(h1, h2) + 180.0 } else { f32::midpoint(h1, h2) };
    let (light, chroma) = (f32::midpoint(l1, l2), f32::midpoint(c1, c2));
    let cos = |d: f32| d.to_radians().cos();
    let tint = 1.0 - 0.17 * cos(hue - 30.0) + 0.24 * cos(2.0 * hue) + 0.32 * cos(3.0 * hue + 6.0)
        - 0.2 * cos(4.0 * hue - 63.0);
    let away = (light - 50.0).powi(2);
    let sl = 1.0 + 0.015 * away / (20.0 + away).sqrt();
    let (sc, sh) = (1.0 + 0.045 * chroma, 1.0 + 0.015 * chroma * tint);
    let turned = (60.0 * (-((hue - 275.0) / 25.0).powi(2)).exp()).to_radians().sin();
    let rotation = -2.0 * turned * p7(chroma);
    let dl = (l2 - l1) / sl;
    let dc = (c2 - c1) / sc;
    let dh = 2.0 * (c1 * c2).sqrt() * (turn / 2.0).to_radians().sin() / sh;
    (dl * dl + dc * dc + dh * dh + rotation * dc * dh).sqrt()
}

#[test]
fn the_measure_of_difference_is_right() {
    // Two pairs of the published test data.
    let near = |a: f32, b: f32| (a - b).abs() < 0.01;
    assert!(near(difference([50.0, 2.6772, -79.7751], [50.0, 0.0, -82.7485]), 2.0425));
    assert!(near(difference([60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387]), 1.2644));
}

#[test]
fn no_two_statuses_look_alike_to_any_eye() {
    for (name, t) in ALL {
        let statuses = [("keep", t.keep), ("new", t.new), ("drop", t.drop), ("doubt", t.doubt)];
        for (eye, matrix) in &EYES {
            for (i, (a, first)) in statuses.iter().enumerate() {
                for (b, second) in statuses.iter().skip(i + 1) {
                    let got = difference(lab(*first, matrix), lab(*second, matrix));
                    assert!(got >= 12.0, "{name}, {eye}: {a} and {b} differ by {got:.1}");
                }
            }
        }
    }
}
