//! How many threads share parallel work: decided here for the whole program. The command line works on
//! all cores, a window leaves one to itself.

/// Leaves one core to the window: all parallel work of the process is done on the others. To be called
/// before any of it begins; later it changes nothing.
pub fn leave_one() {
    let threads = cores().saturating_sub(1).max(1);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).thread_name(|_| "duidu-work".to_owned());
    if let Err(error) = pool.build_global() {
        log::warn!("no threads of its own: {error}");
    }
}

/// Cores of the machine, as far as the program may use them.
pub fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, std::num::NonZero::get)
}

/// Does `work` on so many threads; 0: on all that there are for work.
pub fn on<T: Send>(threads: usize, work: impl FnOnce() -> T + Send) -> T {
    if threads == 0 {
        return work();
    }
    match rayon::ThreadPoolBuilder::new().num_threads(threads).build() {
        Ok(pool) => pool.install(work),
        Err(error) => {
            log::warn!("not on {threads} threads: {error}");
            work()
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn as_many_threads_as_wished() {
        assert_eq!(super::on(3, rayon::current_num_threads), 3);
        assert_eq!(super::on(0, rayon::current_num_threads), rayon::current_num_threads());
    }
}
