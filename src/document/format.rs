//! The decisions file: JSON, one entry a line, so that line tools can compare and merge it.
//!
//! Reading keeps what it does not understand: unknown fields, unknown entries, entries that a
//! hand broke are written back as they were.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::entries::Kept;
use super::overrides::Overrides;

/// Why bytes are no decisions file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormatError {
    /// Not JSON (cut off, damaged).
    NotJson,
    /// JSON, but nothing that this program wrote.
    NotDecisions,
}

/// Decisions as read from a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parsed {
    /// The decisions.
    pub overrides: Overrides,
    /// Entries that could not be read; kept in [`Overrides::unread`].
    pub unread: usize,
}

/// Reads a decisions file.
///
/// # Errors
/// [`FormatError`] when there is nothing to read in it.
pub fn parse(bytes: &[u8]) -> Result<Parsed, FormatError> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let value: Value = serde_json::from_slice(bytes).map_err(|_| FormatError::NotJson)?;
    let Value::Object(mut fields) = value else { return Err(FormatError::NotDecisions) };
    if !fields.contains_key("version") && !fields.contains_key("links") && !fields.contains_key("structure") {
        return Err(FormatError::NotDecisions);
    }
    let mut out = Overrides::default();
    if let Some(version) = take::<u32>(&mut fields, "version") {
        out.version = version;
    }
    out.title = take(&mut fields, "title").unwrap_or_default();
    out.id = take(&mut fields, "id");
    out.formerly = take(&mut fields, "formerly").unwrap_or_default();
    out.structure = list(&mut fields, &mut out);
    out.links = list(&mut fields, &mut out);
    out.notes = list(&mut fields, &mut out);
    out.excerpts = list(&mut fields, &mut out);
    out.formulations = list(&mut fields, &mut out);
    out.unknown = fields;
    let unread = out.unread.values().map(Vec::len).sum();
    Ok(Parsed { overrides: out, unread })
}

fn take<T: DeserializeOwned>(fields: &mut Map<String, Value>, name: &str) -> Option<T> {
    fields.remove(name).and_then(|v| serde_json::from_value(v).ok())
}

fn list<T: Kept + DeserializeOwned>(fields: &mut Map<String, Value>, out: &mut Overrides) -> Vec<T> {
    let values = match fields.remove(T::LIST) {
        None | Some(Value::Null) => return Vec::new(),
        Some(Value::Array(values)) => values,
        Some(other) => vec![other],
    };
    let mut entries = Vec::with_capacity(values.len());
    for value in values {
        match serde_json::from_value::<T>(value.clone()) {
            Ok(entry) => {
                keep_extras(&entry, value, out);
                entries.push(entry);
            }
            Err(_) => out.unread.entry(T::LIST.to_owned()).or_default().push(value),
        }
    }
    entries
}

fn keep_extras<T: Kept>(entry: &T, value: Value, out: &mut Overrides) {
    if let Value::Object(mut fields) = value {
        fields.retain(|name, _| !T::FIELDS.contains(&name.as_str()));
        if !fields.is_empty() {
            out.extras.insert(entry.full_key(), fields);
        }
    }
}

/// The decisions as the text of a file.
pub fn to_json(overrides: &Overrides) -> String {
    let mut fields = vec![("version", json(&overrides.version)), ("title", json(&overrides.title))];
    if let Some(id) = overrides.id {
        fields.push(("id", json(&id)));
    }
    if !overrides.formerly.is_empty() {
        fields.push(("formerly", json(&overrides.formerly)));
    }
    fields.push(("structure", lines(overrides, &overrides.structure)));
    fields.push(("links", lines(overrides, &overrides.links)));
    fields.push(("notes", lines(overrides, &overrides.notes)));
    fields.push(("excerpts", lines(overrides, &overrides.excerpts)));
    fields.push(("formulations", lines(overrides, &overrides.formulations)));
    let mut out = String::from("{");
    let mut first = true;
    let unknown = overrides.unknown.iter().map(|(name, value)| (name.as_str(), json(value)));
    for (name, value) in fields.into_iter().chain(unknown) {
        out.push_str(if first { "\n  " } else { ",\n  " });
        first = false;
        out.push_str(&json(name));
        out.push_str(": ");
        out.push_str(&value);
    }
    out.push_str("\n}\n");
    out
}

/// A list, one entry a line.
fn lines<T: Kept + Serialize>(overrides: &Overrides, entries: &[T]) -> String {
    let known = entries.iter().map(|e| {
        let mut line = json(e);
        if let Some(extras) = overrides.extras.get(&e.full_key()) {
            line.pop();
            for (name, value) in extras {
                line.push(',');
                line.push_str(&json(name));
                line.push(':');
                line.push_str(&json(value));
            }
            line.push('}');
        }
        line
    });
    let unread = overrides.unread.get(T::LIST).into_iter().flatten().map(json);
    let all: Vec<String> = known.chain(unread).collect();
    if all.is_empty() { "[]".to_owned() } else { format!("[\n    {}\n  ]", all.join(",\n    ")) }
}

fn json<T: Serialize + ?Sized>(value: &T) -> String {
    // Plain structs with string keys always have a JSON form.
    serde_json::to_string(value).unwrap_or_else(|_| "null".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Anchor, LinkDecision, Note, Verdict};

    fn at(quote: &str) -> Anchor {
        Anchor { quote: quote.into(), start: 7, len: quote.len() as u32, ..Anchor::default() }
    }

    #[test]
    fn what_is_written_is_read() {
        let overrides = Overrides {
            title: "工作报告".into(),
            links: vec![LinkDecision {
                left: at("左"),
                right: at("右"),
                with: None,
                verdict: Some(Verdict::Confirmed),
                note: "备注\n第二行".into(),
            }],
            notes: vec![Note { at: at("话"), colour: Some(2), text: "“引”".into() }],
            ..Overrides::default()
        };
        let text = to_json(&overrides);
        assert_eq!(parse(text.as_bytes()).unwrap().overrides, overrides);
        assert_eq!(text.lines().filter(|l| l.contains("\"verdict\"")).count(), 1, "one entry a line");
    }

    #[test]
    fn what_a_newer_version_wrote_survives() {
        let text = r#"{"version":9,"title":"报告","stars":[1,2],
            "links":[{"left":{"quote":"左"},"right":{"quote":"右"},"verdict":"confirmed","by":"王"},
                     {"left":{"quote":"左"},"right":{"quote":"右"},"verdict":"postponed"}],
            "structure":[{"edit":"merge_cells","at":{"quote":"表"}}],"notes":"weird"}"#;
        let parsed = parse(text.as_bytes()).unwrap();
        assert_eq!(parsed.unread, 3);
        assert_eq!(parsed.overrides.links.len(), 1);
        let again: Value = serde_json::from_str(&to_json(&parsed.overrides)).unwrap();
        assert_eq!(again["version"], 9);
        assert_eq!(again["stars"], serde_json::json!([1, 2]));
        assert_eq!(again["links"][0]["by"], "王");
        assert_eq!(again["links"][1]["verdict"], "postponed");
        assert_eq!(again["structure"][0]["edit"], "merge_cells");
        assert_eq!(again["notes"][0], "weird");
    }

    #[test]
    fn other_files_are_refused() {
        assert_eq!(parse(b"{\"links\": [").unwrap_err(), FormatError::NotJson);
        assert_eq!(parse(b"[]").unwrap_err(), FormatError::NotDecisions);
        assert_eq!(parse(b"{\"name\": 1}").unwrap_err(), FormatError::NotDecisions);
        assert!(parse(b"\xEF\xBB\xBF{\"version\": 1}").is_ok(), "saved by an editor with a byte order mark");
    }
}
