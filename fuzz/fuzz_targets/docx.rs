//! docx: document, lists and styles as they come.
#![no_main]

mod common;

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let [document, numbering, styles] = common::parts(data);
    let rels = br#"<Relationships><Relationship Type="x/numbering" Target="numbering.xml"/><Relationship Type="x/styles" Target="styles.xml"/></Relationships>"#;
    common::check(&common::package(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("word/_rels/document.xml.rels", rels),
        ("word/document.xml", document),
        ("word/numbering.xml", numbering),
        ("word/styles.xml", styles),
    ]));
});
