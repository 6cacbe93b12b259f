//! Where the program keeps its own files.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;

/// A file of this name beside the program makes it portable: everything is kept beside it.
pub const PORTABLE: [&str; 2] = ["duidu-portable", "portable.txt"];
/// Everything is kept in the folder that this variable names (for tests).
pub const HOME_VARIABLE: &str = "DUIDU_HOME";

/// Folders of the program. They need not exist; whoever writes makes them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folders {
    /// Settings.
    pub config: PathBuf,
    /// Decisions: what must not be lost.
    pub data: PathBuf,
    /// Session, log, lock: of this machine only.
    pub state: PathBuf,
    /// What can be made again.
    pub cache: PathBuf,
    /// Hand-over between instances: of this login only.
    pub runtime: PathBuf,
    /// Everything lies beside the program.
    pub portable: bool,
}

impl Folders {
    /// The folders of this user on this system: `DUIDU_HOME`, else beside a portable program, else
    /// as the platform has it (XDG, `AppData`, `Library`). `None` when the user has no home.
    pub fn find() -> Option<Self> {
        let home = std::env::var_os(HOME_VARIABLE).filter(|h| !h.is_empty());
        let program = std::env::current_exe().ok();
        Self::choose(home, program.as_deref())
    }

    /// The same for a given variable and program.
    pub fn choose(home: Option<OsString>, program: Option<&Path>) -> Option<Self> {
        if let Some(home) = home {
            return Some(Self::under(Path::new(&home), false));
        }
        let beside = program.and_then(Path::parent);
        if let Some(folder) = beside.filter(|f| PORTABLE.iter().any(|p| f.join(p).is_file())) {
            return Some(Self::under(&folder.join("duidu-data"), true));
        }
        let base = etcetera::base_strategy::choose_native_strategy().ok()?;
        let data = base.data_dir().join("duidu");
        // Only XDG has a state folder; on Windows the roaming profile is no place for logs.
        let state = base.state_dir().map_or_else(
            || if cfg!(windows) { base.cache_dir().join("duidu") } else { data.clone() },
            |s| s.join("duidu"),
        );
        Some(Self {
            config: base.config_dir().join("duidu"),
            runtime: base.runtime_dir().map_or_else(|| state.join("run"), |r| r.join("duidu")),
            cache: base.cache_dir().join("duidu").join("cache"),
            data,
            state,
            portable: false,
        })
    }

    /// Everything below one folder.
    pub fn under(home: &Path, portable: bool) -> Self {
        Self {
            config: home.join("config"),
            data: home.join("data"),
            state: home.join("state"),
            cache: home.join("cache"),
            runtime: home.join("run"),
            portable,
        }
    }

    /// The settings file.
    pub fn settings(&self) -> PathBuf {
        self.config.join("settings.json")
    }

    /// The folder of the windows' sessions.
    pub fn sessions(&self) -> PathBuf {
        self.state.join("sessions")
    }

    /// The log file.
    pub fn log(&self) -> PathBuf {
        self.state.join("duidu.log")
    }

    /// The folder of decisions files.
    pub fn decisions(&self) -> PathBuf {
        self.data.join("decisions")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_variable_goes_before_portable_before_the_platform() {
        let dir = tempfile::tempdir().unwrap();
        let program = dir.path().join("duidu");
        let home = || Some(OsString::from("/somewhere"));
        assert_eq!(
            Folders::choose(home(), Some(&program)),
            Some(Folders::under(Path::new("/somewhere"), false))
        );
        let platform = Folders::choose(None, Some(&program));
        assert!(platform.is_none_or(|f| !f.portable));
        std::fs::write(dir.path().join(PORTABLE[0]), "").unwrap();
        let portable = Folders::choose(None, Some(&program)).unwrap();
        assert!(portable.portable && portable.decisions().starts_with(dir.path()));
    }
}
