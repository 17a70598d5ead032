//! The operator's page of the systems that send facts.

use std::sync::Arc;

use ashyq_core::{bytes::Bytes, wire::ProblemCode, words::Word};
use askama::Template;

use super::{
    Frame, Page, View,
    form::Form,
    saying::{Field, Saying},
};
use crate::{
    api::sources::{self, NewSource, Sources},
    problem::Refusal,
    routes::Operator,
    service::Inner,
};

const PATH: &str = "/cabinet/office/sources";

const FIELDS: [Field; 2] = [
    Field { name: "name", label: Word::SourceName, rule: |_| Word::SourceNameRefused },
    Field { name: "key", label: Word::SourceKey, rule: |_| Word::SourceKeyRefused },
];

#[derive(Template)]
#[template(path = "sources.html")]
struct SourcesPage {
    frame: Frame,
    found: Sources,
    name: String,
    key: String,
    error: Option<Saying>,
}

impl SourcesPage {
    fn typed(&self, field: &str) -> &str {
        if field == "name" { &self.name } else { &self.key }
    }

    fn error_at(&self, field: &str) -> Option<&str> {
        self.error.as_ref()?.at(field)
    }

    fn error_of_all(&self) -> Option<&str> {
        self.error.as_ref()?.of_all()
    }

    /// The path of the next page.
    fn next(&self) -> Option<String> {
        Some(self.frame.to_query(PATH, &[("after", &self.found.after?.to_string())]))
    }
}

/// Lists the sources.
pub(super) async fn list(inner: Arc<Inner>, _who: Operator, view: View) -> Result<Page, Refusal> {
    let found = sources::page(&inner, view.call.query_as("after")?).await?;
    Page::of(&SourcesPage { frame: view.frame, found, name: String::new(), key: String::new(), error: None })
}

/// Registers a source.
pub(super) async fn register(inner: Arc<Inner>, who: Operator, view: View) -> Result<Page, Refusal> {
    let form = Form::read(&view.call.body);
    let (name, key) = (form.text("name").to_owned(), form.text("key").to_owned());
    let request = match Bytes::parse(&key) {
        Some(key) => Ok(NewSource { name: name.clone(), key }),
        None => Err(Refusal::field("key", "86 characters of base64url")),
    };
    let added = match request {
        Ok(request) => sources::add(&inner, &who, &request, view.call.now).await,
        Err(refusal) => Err(refusal),
    };
    match added {
        Ok(_) => Ok(Page::see(view.frame.to(PATH))),
        Err(refusal) => {
            let error = Some(Saying::of(&refusal, view.frame.language, view.call.now, &FIELDS));
            let found = sources::page(&inner, None).await?;
            Page::refused(&refusal, &SourcesPage { frame: view.frame, found, name, key, error })
        }
    }
}

/// Revokes a source.
pub(super) async fn revoke(inner: Arc<Inner>, who: Operator, view: View) -> Result<Page, Refusal> {
    let source = Bytes::parse(&view.call.parameter).ok_or(ProblemCode::NotFound)?;
    sources::revoked(&inner, &who, source, view.call.now).await?;
    Ok(Page::see(view.frame.to(PATH)))
}
