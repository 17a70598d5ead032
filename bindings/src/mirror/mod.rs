//! Mirrors of the core's types. The compiler compares each with its original, field by field and variant by variant.

pub(crate) mod door;
pub(crate) mod error;
pub(crate) mod scan;
pub(crate) mod staff;
pub(crate) mod status;
pub(crate) mod values;
pub(crate) mod words;
