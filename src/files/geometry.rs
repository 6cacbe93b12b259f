//! Size of the window between starts. Its place is the window manager's: a kept one may lie on a screen
//! that is gone.

use std::path::Path;

use serde::{Deserialize, Serialize};

/// Side lengths of windows that can be true, in points.
const SANE: std::ops::RangeInclusive<f32> = 100.0..=20_000.0;

/// Size and state of a window.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Geometry {
    /// Width and height of its inside in points, when neither maximised nor full screen.
    pub size: [f32; 2],
    /// Pixels a point.
    pub scale: f32,
    /// Maximised.
    #[serde(default)]
    pub maximized: bool,
    /// Full screen.
    #[serde(default)]
    pub fullscreen: bool,
}

impl Geometry {
    /// What was kept in the state folder; `None` when nothing was, or nothing that can be true.
    pub fn load(state: &Path) -> Option<Self> {
        super::sweep(state);
        let bytes = super::read_bytes(&state.join(FILE)).ok()?;
        let kept: Self = serde_json::from_slice(&bytes).ok()?;
        let sane = kept.size.iter().all(|side| SANE.contains(side)) && (0.5..=8.0).contains(&kept.scale);
        sane.then_some(kept)
    }

    /// Keeps it in the state folder. Without it the next window has the usual size.
    pub fn save(&self, state: &Path) {
        let written = serde_json::to_vec(self)
            .map_err(std::io::Error::from)
            .and_then(|bytes| super::write_atomic(&state.join(FILE), &bytes, true));
        if let Err(error) = written {
            log::warn!("size of the window not kept: {error}");
        }
    }
}

const FILE: &str = "window.json";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_can_be_true_is_taken() {
        let dir = tempfile::tempdir().unwrap();
        assert_eq!(Geometry::load(dir.path()), None);
        let kept = Geometry { size: [1024.0, 700.0], scale: 1.5, maximized: true, fullscreen: false };
        kept.save(dir.path());
        assert_eq!(Geometry::load(dir.path()), Some(kept));
        for wrong in [
            "",
            "{",
            "\0\0\0",
            r#"{"size":[90000,3],"scale":1}"#,
            r#"{"size":[800,600],"scale":0}"#,
            r#"{"size":[800,1e999],"scale":1}"#,
            r#"{"size":[800],"scale":1}"#,
        ] {
            std::fs::write(dir.path().join(FILE), wrong).unwrap();
            assert_eq!(Geometry::load(dir.path()), None, "{wrong}");
        }
    }
}
