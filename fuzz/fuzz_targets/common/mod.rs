//! What holds for whatever bytes are read.
#![allow(dead_code)]

use std::io::Write;

use duidu::read::{ReadOptions, Source, read};

/// Reads `bytes`; checks the blocks of what comes out.
pub fn check(bytes: &[u8]) -> Option<Source> {
    let source = read(bytes, &ReadOptions::default()).ok()?;
    let mut at = 0;
    for block in &source.blocks {
        assert!(block.span.start() >= at);
        at = block.span.end();
        assert!(source.text.get(block.span.start()..at).is_some_and(|t| !t.is_empty()));
        for bold in &block.bold {
            assert!(block.span.covers(*bold) && source.text.get(bold.start()..bold.end()).is_some());
        }
    }
    for span in source.warnings.iter().filter_map(|w| w.span) {
        assert!(source.text.get(span.start()..span.end()).is_some());
    }
    Some(source)
}

/// A stored zip of these files.
pub fn package(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, bytes) in files {
        zip.start_file(*name, options).expect("memory");
        zip.write_all(bytes).expect("memory");
    }
    zip.finish().expect("memory").into_inner()
}

/// The parts of a seed, cut at lines of `=====`.
pub fn parts(bytes: &[u8]) -> [&[u8]; 3] {
    let mut out: [&[u8]; 3] = [b""; 3];
    let mut rest = bytes;
    for slot in &mut out {
        let cut = rest.windows(7).position(|w| w == b"\n=====\n");
        let (head, tail) = cut.map_or((rest, &b""[..]), |c| (&rest[..c], &rest[c + 7..]));
        *slot = head;
        rest = tail;
    }
    out
}
