//! How far an export is, and whether it is still wanted.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

/// Shared by the thread that writes and by who waits for it.
#[derive(Debug, Default)]
pub struct Progress {
    /// Thousandths that are done.
    done: AtomicU32,
    cancelled: AtomicBool,
}

impl Progress {
    /// Step `at` of `all` is done. False when nobody wants the result any more.
    pub fn step(&self, at: usize, all: usize) -> bool {
        let part = at.saturating_mul(1000) / all.max(1);
        self.done.store(u32::try_from(part.min(1000)).unwrap_or(1000), Ordering::Relaxed);
        !self.cancelled()
    }

    /// What is done, 0 to 1.
    pub fn part(&self) -> f32 {
        self.done.load(Ordering::Relaxed) as f32 / 1000.0
    }

    /// The result is not wanted any more.
    pub fn cancel(&self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }

    /// True after [`Progress::cancel`].
    pub fn cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }
}
