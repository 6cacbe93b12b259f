//! Streams of a compound file ([MS-CFB]).

/// Most sectors followed in one chain (a damaged file may go in circles).
const MAX_SECTORS: usize = 1 << 19;
/// Marks of sectors that are no sector.
const SPECIAL: u32 = 0xFFFF_FFFA;

struct Entry {
    name: String,
    start: u32,
    size: usize,
}

/// An open compound file.
pub struct Store<'a> {
    bytes: &'a [u8],
    sector: usize,
    table: Vec<u32>,
    mini_table: Vec<u32>,
    mini: Vec<u8>,
    entries: Vec<Entry>,
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> {
    bytes.chunks_exact(4).filter_map(|c| Some(u32::from_le_bytes(c.try_into().ok()?)))
}

impl<'a> Store<'a> {
    /// Reads tables and directory.
    pub fn open(bytes: &'a [u8]) -> Option<Self> {
        let shift = u16_at(bytes, 30)?;
        if !matches!(shift, 9 | 12) {
            return None;
        }
        let mut store = Self {
            bytes,
            sector: 1 << shift,
            table: Vec::new(),
            mini_table: Vec::new(),
            mini: Vec::new(),
            entries: Vec::new(),
        };
        // Where the table's own sectors are: 109 in the head, the rest chained.
        let mut places: Vec<u32> = numbers(bytes.get(76..512)?).collect();
        let mut next = u32_at(bytes, 68)?;
        // There are no more of them than sectors, however often a chain comes round.
        let most = (bytes.len() / store.sector + 1).min(MAX_SECTORS);
        for _ in 0..most {
            let Some(sector) = store.sector_at(next) else { break };
            let all: Vec<u32> = numbers(sector).collect();
            let (more, last) = all.split_at_checked(all.len().saturating_sub(1))?;
            places.extend(more);
            next = last.first().copied().unwrap_or(SPECIAL);
        }
        for place in places.into_iter().filter(|p| *p < SPECIAL).take(most) {
            let sector: Vec<u32> = store.sector_at(place).map(|s| numbers(s).collect()).unwrap_or_default();
            store.table.extend(sector);
        }
        let directory = store.chain(u32_at(bytes, 48)?, usize::MAX);
        store.mini_table = numbers(&store.chain(u32_at(bytes, 60)?, usize::MAX)).collect();
        for raw in directory.chunks_exact(128) {
            let len = usize::from(u16_at(raw, 64)?).min(64).saturating_sub(2);
            let name = encoding_rs::UTF_16LE.decode_without_bom_handling(raw.get(..len)?).0.into_owned();
            let start = u32_at(raw, 116)?;
            let size = u32_at(raw, 120)? as usize;
            // The root is the first entry.
            if raw.get(66) == Some(&5) && store.entries.is_empty() {
                store.mini = store.chain(start, size);
            }
            store.entries.push(Entry { name, start, size });
        }
        Some(store)
    }

    fn sector_at(&self, index: u32) -> Option<&'a [u8]> {
        if index >= SPECIAL {
            return None;
        }
        let from = (index as usize + 1).checked_mul(self.sector)?;
        let rest = self.bytes.get(from..)?;
        rest.get(..rest.len().min(self.sector))
    }

    fn chain(&self, start: u32, size: usize) -> Vec<u8> {
        let mut out = Vec::new();
        let mut at = start;
        // A chain cannot be longer than the file.
        let most = (self.bytes.len() / self.sector + 1).min(MAX_SECTORS);
        for _ in 0..most {
            let Some(sector) = self.sector_at(at).filter(|_| out.len() < size) else { break };
            out.extend_from_slice(sector);
            at = self.table.get(at as usize).copied().unwrap_or(SPECIAL);
        }
        out.truncate(size);
        out
    }

    /// True when there is such a stream.
    pub fn has(&self, name: &str) -> bool {
        self.entries.iter().any(|e| e.name == name)
    }

    /// A stream by its name.
    pub fn read(&self, name: &str) -> Option<Vec<u8>> {
        let entry = self.entries.iter().find(|e| e.name == name)?;
        if entry.size >= 4096 {
            return Some(self.chain(entry.start, entry.size));
        }
        let mut out = Vec::new();
        let mut at = entry.start;
        for _ in 0..=64 {
            if at >= SPECIAL || out.len() >= entry.size {
                break;
            }
            let from = at as usize * 64;
            out.extend_from_slice(self.mini.get(from..(from + 64).min(self.mini.len())).unwrap_or_default());
            at = self.mini_table.get(at as usize).copied().unwrap_or(SPECIAL);
        }
        out.truncate(entry.size);
        Some(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_that_go_in_a_circle_take_no_memory() {
        let mut bytes = vec![0; 512 * 3];
        bytes[30] = 9;
        // The list of tables begins in the first sector and goes on there for ever.
        bytes[68..72].copy_from_slice(&0_u32.to_le_bytes());
        let store = Store::open(&bytes).unwrap();
        assert!(store.table.len() * 4 <= 2 * bytes.len(), "{}", store.table.len());
    }
}
