//! Settings: reading them cannot fail. Every field stands for itself, unknown ones survive.

use std::io;
use std::path::Path;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::notice::{StoreError, StoreNotice};

/// Reads settings from `path`: each field of the file that fits is taken over onto the default;
/// a damaged file is set aside. A missing or unreadable file gives the default.
pub fn load<T: Serialize + DeserializeOwned + Default>(path: &Path) -> (T, Option<StoreNotice>) {
    let Ok(bytes) = super::read_at_most(path, super::MAX_OWN_BYTES) else { return (T::default(), None) };
    let Some(fields) = parse(&bytes) else {
        let kept_as = super::set_aside(path);
        return (T::default(), Some(StoreNotice::SetAside { file: path.to_owned(), kept_as }));
    };
    let fields = Value::Object(fields);
    if let Ok(all) = serde_json::from_value::<T>(fields.clone()) {
        return (all, None);
    }
    let mut settled = serde_json::to_value(T::default()).unwrap_or(Value::Null);
    let mut ignored = 0;
    take_over::<T>(&mut settled, &mut Vec::new(), &fields, &mut ignored);
    let settings = serde_json::from_value(settled).unwrap_or_default();
    (settings, (ignored > 0).then_some(StoreNotice::FieldsIgnored(ignored)))
}

/// Writes settings to `path`; fields of the file that `T` does not know stay.
///
/// # Errors
/// The system's error.
pub fn save<T: Serialize>(path: &Path, settings: &T) -> Result<(), StoreError> {
    let failed = || StoreError::at(path);
    let new = serde_json::to_value(settings).map_err(io::Error::other).map_err(failed())?;
    let old = super::read_at_most(path, super::MAX_OWN_BYTES).ok();
    let all = match (old.as_deref().and_then(parse), new) {
        (Some(mut old), Value::Object(new)) => {
            old.extend(new);
            Value::Object(old)
        }
        (_, new) => new,
    };
    let mut text = serde_json::to_string_pretty(&all).map_err(io::Error::other).map_err(failed())?;
    text.push('\n');
    if old.as_deref() == Some(text.as_bytes()) {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        super::make_folder(folder).map_err(failed())?;
    }
    super::write_atomic(path, text.as_bytes(), true).map_err(failed())
}

fn parse(bytes: &[u8]) -> Option<Map<String, Value>> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    match serde_json::from_slice(bytes) {
        Ok(Value::Object(fields)) => Some(fields),
        _ => None,
    }
}

/// Takes over the fields of `from` into the place `at` of `settled` one by one, keeping only what
/// leaves a readable whole.
fn take_over<T: DeserializeOwned>(
    settled: &mut Value,
    at: &mut Vec<String>,
    from: &Value,
    ignored: &mut usize,
) {
    let Value::Object(fields) = from else { return };
    for (name, value) in fields {
        let mut tried = settled.clone();
        let Some(Value::Object(place)) = at.iter().try_fold(&mut tried, |v, key| v.get_mut(key)) else {
            return;
        };
        let old = place.insert(name.clone(), value.clone());
        if serde_json::from_value::<T>(tried.clone()).is_ok() {
            *settled = tried;
        } else if old.is_some_and(|o| o.is_object()) && value.is_object() && at.len() < 8 {
            at.push(name.clone());
            take_over::<T>(settled, at, value, ignored);
            at.pop();
        } else {
            *ignored += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    #[serde(default)]
    struct Sizes {
        text: f32,
        column: f32,
    }

    impl Default for Sizes {
        fn default() -> Self {
            Self { text: 17.0, column: 38.0 }
        }
    }

    #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
    #[serde(default)]
    struct Settings {
        name: String,
        sizes: Sizes,
        list: Vec<u8>,
    }

    fn read(text: &str) -> (Settings, Option<StoreNotice>) {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("settings.json");
        std::fs::write(&path, text).unwrap();
        load(&path)
    }

    #[test]
    fn every_field_stands_for_itself() {
        let (s, notice) = read(r#"{"name": "a", "sizes": {"text": 20, "column": "wide"}, "list": [1, 999]}"#);
        assert_eq!(
            s,
            Settings {
                name: "a".into(),
                sizes: Sizes { text: 20.0, ..Sizes::default() },
                ..Settings::default()
            }
        );
        assert_eq!(notice, Some(StoreNotice::FieldsIgnored(2)));
    }

    #[test]
    fn a_damaged_file_is_set_aside() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("settings.json");
        for n in 1..3 {
            std::fs::write(&path, "{\"name\": ").unwrap();
            let (s, notice) = load::<Settings>(&path);
            assert_eq!(s, Settings::default());
            let aside = dir.path().join(format!("settings.json.broken-{n}"));
            assert_eq!(notice, Some(StoreNotice::SetAside { file: path.clone(), kept_as: Some(aside) }));
        }
        assert!(!path.exists());
    }

    #[test]
    fn unknown_fields_survive_saving() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("new/settings.json");
        save(&path, &Settings::default()).unwrap();
        std::fs::write(&path, r#"{"name": "old", "from_the_future": {"x": 1}}"#).unwrap();
        let (mut s, notice) = load::<Settings>(&path);
        assert_eq!((s.name.as_str(), notice), ("old", None));
        s.name = "new".into();
        save(&path, &s).unwrap();
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.contains("from_the_future") && text.contains("new"));
        assert_eq!(load::<Settings>(&path).0, s);
    }
}
