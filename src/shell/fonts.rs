//! Fonts of the system: families that can show Chinese, and the files behind them.

use fontdb::{Database, Family, Query, Weight};

/// Characters a family must have: common ones, a mark, and one of the Table's rarer ones.
const PROBE: &str = "的一是务报告，。〇镕";

/// Names of the installed families that can show Chinese, sorted, Chinese names first.
pub fn families() -> Vec<String> {
    let db = database();
    let mut names: Vec<String> = db
        .faces()
        .filter(|f| f.style == fontdb::Style::Normal && shows_chinese(&db, f.id))
        .filter_map(|f| {
            // The Chinese name where the font has one (宋体), else its first.
            let chinese = f.families.iter().find(|(name, _)| !name.is_ascii());
            chinese.or(f.families.first()).map(|(name, _)| name.clone())
        })
        .collect();
    names.sort_by_key(|n| (n.is_ascii(), n.clone()));
    names.dedup();
    names
}

/// The regular and bold face of a family; `None` when it has gone.
pub fn load(name: &str) -> Option<crate::ui::fonts::ReadingFont> {
    let db = database();
    let face = |weight: Weight| {
        let query = Query { families: &[Family::Name(name)], weight, ..Query::default() };
        let id = db.query(&query)?;
        let info = db.face(id)?;
        let right = (info.weight >= Weight::SEMIBOLD) == (weight >= Weight::SEMIBOLD);
        db.with_face_data(id, |data, index| {
            let mut font = egui::FontData::from_owned(data.to_vec());
            font.index = index;
            (font, right)
        })
    };
    let (regular, _) = face(Weight::NORMAL)?;
    let bold = face(Weight::BOLD).filter(|(_, right)| *right).map(|(font, _)| font);
    Some(crate::ui::fonts::ReadingFont { regular, bold })
}

fn database() -> Database {
    let mut db = Database::new();
    db.load_system_fonts();
    db
}

fn shows_chinese(db: &Database, id: fontdb::ID) -> bool {
    db.with_face_data(id, |data, index| {
        let Ok(face) = skrifa::FontRef::from_index(data, index) else { return false };
        let map = skrifa::MetadataProvider::charmap(&face);
        PROBE.chars().filter(|c| map.map(*c).is_some()).count() + 1 >= PROBE.chars().count()
    })
    .unwrap_or(false)
}
