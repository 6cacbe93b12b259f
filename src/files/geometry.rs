//! Place and size of the window. The toolkit writes its file in place, so that a kill could leave
//! half of it: it is given a copy, which takes the file's place at a good end.

use std::path::{Path, PathBuf};

/// The file and the toolkit's copy of it.
#[derive(Debug)]
pub struct Geometry {
    kept: PathBuf,
    copy: PathBuf,
}

impl Geometry {
    /// Copies what was kept in the state folder. Copies that a crash left are removed after a day.
    pub fn begin(state: &Path) -> Self {
        super::sweep(state);
        let kept = state.join("window.ron");
        let copy = state.join(format!("{}window-{}.tmp", super::TEMPORARY, std::process::id()));
        // Without it the window opens where the system puts it.
        if let Ok(text) = std::fs::read_to_string(&kept) {
            let _ = std::fs::write(&copy, if cfg!(target_os = "linux") { unplaced(&text) } else { text });
        }
        Self { kept, copy }
    }

    /// The file for the toolkit to read and write.
    pub fn copy(&self) -> &Path {
        &self.copy
    }

    /// A good end: the toolkit has written its copy.
    pub fn end(self) {
        if std::fs::metadata(&self.copy).is_ok_and(|m| m.len() > 0) {
            let _ = std::fs::rename(&self.copy, &self.kept);
        }
        let _ = std::fs::remove_file(&self.copy);
    }
}

/// The file without the window's position. On Linux the toolkit does not look whether it is still on
/// a screen, and every window manager finds a good place.
fn unplaced(text: &str) -> String {
    let parts = text.split_once("outer_position_pixels:Some((");
    let rest = parts.and_then(|(before, after)| Some((before, after.split_once("))")?.1)));
    rest.map_or_else(
        || text.to_owned(),
        |(before, after)| format!("{before}outer_position_pixels:None{after}"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_on_a_screen_that_is_gone_is_not_taken() {
        let kept = "(normal_geometry:(outer_position_pixels:Some((x:-9000.0,y:5.0)),scale_factor:1.0))";
        assert_eq!(unplaced(kept), "(normal_geometry:(outer_position_pixels:None,scale_factor:1.0))");
        for other in ["", "{}", "outer_position_pixels:Some((x:1"] {
            assert_eq!(unplaced(other), other);
        }
    }

    #[test]
    fn half_a_file_never_takes_the_place_of_the_whole() {
        let dir = tempfile::tempdir().unwrap();
        let read = || std::fs::read_to_string(dir.path().join("window.ron")).unwrap_or_default();
        let first = Geometry::begin(dir.path());
        std::fs::write(first.copy(), "(size)").unwrap();
        first.end();
        assert_eq!(read(), "(size)");
        // A full disk.
        let second = Geometry::begin(dir.path());
        assert_eq!(std::fs::read_to_string(second.copy()).unwrap(), "(size)");
        std::fs::write(second.copy(), "").unwrap();
        second.end();
        assert_eq!(read(), "(size)");
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 1);
    }
}
