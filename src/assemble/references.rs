//! References in the texts of fields (`docs/design.md`, "References").

use crate::diagnostics::{Span, Spanned};
use crate::manual::{
    FieldName, FieldReference, FieldType, FieldValue, Fields, Kind, Reference, Shown,
};
use crate::markdown::references_in;

/// Puts words in the place of each reference in the texts of these fields, and keeps the references
/// with their places. Texts then read the same where they cannot hold a link, as in a table for
/// spreadsheets.
pub(super) fn find(kind: &Kind, fields: &mut Fields) {
    let mut references = Vec::new();
    for (name, value) in &mut fields.values {
        let of = kind.field(name.as_str()).map(|field| &field.of);
        if !matches!(of, Some(FieldType::Text | FieldType::Texts)) {
            continue;
        }
        let span = value.span;
        match &mut value.value {
            FieldValue::Text(text) => take_out(&mut references, name, 0, text, span),
            FieldValue::Texts(texts) => {
                for (item, Spanned { value, span }) in texts.iter_mut().enumerate() {
                    take_out(&mut references, name, item, value, *span);
                }
            }
            _ => {}
        }
    }
    fields.references = references;
}

fn take_out(
    references: &mut Vec<FieldReference>,
    field: &FieldName,
    item: usize,
    text: &mut String,
    span: Span,
) {
    let found = references_in(text);
    if found.is_empty() {
        return;
    }
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for one in found {
        out.push_str(&text[from..one.range.start]);
        let start = out.len();
        out.push_str(&one.shown);
        references.push(FieldReference {
            field: field.clone(),
            item,
            range: start..out.len(),
            has_words: one.has_words,
            reference: Reference {
                target: one.target,
                shown: Shown::Link,
                heading: None,
                span,
            },
        });
        from = one.range.end;
    }
    out.push_str(&text[from..]);
    *text = out;
}
