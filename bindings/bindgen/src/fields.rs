//! Tells of a record's fields in its own documentation, as Python does.
//!
//! UniFFI's Python has no place for the text of a field, so `help()` would list names and types and say nothing of units.

use std::fmt::Write as _;

use uniffi_meta::{FieldMetadata, Metadata, MetadataGroupMap};

/// The same interface, with each field's text in the documentation of what it belongs to.
pub(crate) fn told_with_their_owner(interface: MetadataGroupMap) -> MetadataGroupMap {
    let told = interface.into_iter().map(|(name, mut group)| {
        group.items = group.items.into_iter().map(of_item).collect();
        (name, group)
    });
    told.collect()
}

fn of_item(mut item: Metadata) -> Metadata {
    match &mut item {
        Metadata::Record(record) => tell(&mut record.docstring, &record.fields),
        Metadata::Enum(choice) => {
            choice.variants.iter_mut().for_each(|variant| tell(&mut variant.docstring, &variant.fields));
        }
        _ => (),
    }
    item
}

fn tell(owner: &mut Option<String>, fields: &[FieldMetadata]) {
    let named = fields.iter().filter(|field| !field.name.is_empty());
    let told = named.filter_map(|field| Some((&field.name, field.docstring.as_deref()?.trim())));
    let mut lines = String::new();
    for (name, text) in told {
        // A text of several lines goes on below its first one.
        let text = text.lines().map(str::trim).collect::<Vec<_>>().join("\n        ");
        let _ = write!(lines, "\n    {name}: {text}");
    }
    if !lines.is_empty() {
        let own = owner.get_or_insert_default();
        let _ = write!(own, "\n\nAttributes:{lines}");
    }
}
