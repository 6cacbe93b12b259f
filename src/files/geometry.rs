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

    /// Size of the window to come, in points, and its pixels a point, as far as they were kept.
    pub fn size(&self) -> Option<([f32; 2], f32)> {
        size(&std::fs::read_to_string(&self.copy).ok()?)
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

fn size(text: &str) -> Option<([f32; 2], f32)> {
    let number = |text: &str, name: &str| -> Option<f32> {
        let after = text.split_once(name)?.1;
        let end = after.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(after.len());
        after.get(..end)?.parse().ok()
    };
    let inner = text.split_once("inner_size_points:(")?.1;
    Some(([number(inner, "x:")?, number(inner, "y:")?], number(text, "scale_factor:")?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_size_of_the_window_to_come_is_read() {
        let kept = "(normal_geometry:(outer_position_pixels:None,scale_factor:1.5,\
                    inner_size_points:(x:1024.0,y:700.0)),fullscreen:false,maximized:false)";
        assert_eq!(size(kept), Some(([1024.0, 700.0], 1.5)));
        for other in ["", "inner_size_points:(x:1", "scale_factor:a,inner_size_points:(x:1,y:2)"] {
            assert_eq!(size(other), None);
        }
    }

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
