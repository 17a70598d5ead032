//! The owner of a venue before the cabinet.

use ashyq_core::{bytes::Bytes, id::VenueId, practice::PracticePerson, words::Language};
use ashyq_server::{
    api::venues::VenueShown,
    application::{form::NewApplication, shown::ApplicationRecord, state::Phase},
    practice::{NewPractice, Practice},
};
use serde_json::json;

use super::{Untold, browser::Browser, cast::Spot, stage::Stage};

/// Where a business applies.
pub(super) const APPLICATIONS: &str = "/v1/business/applications";

/// The owner of a venue.
pub(super) struct Owner {
    /// The venue.
    pub(super) spot: Spot,
    /// The browser.
    pub(super) browser: Browser,
    application: Option<Bytes<16>>,
}

impl Owner {
    /// Logs in.
    pub(super) async fn log_in(stage: &Stage, spot: Spot, language: Language) -> Result<Self, Untold> {
        let mut browser = Browser::of(stage, spot.slug(), &spot.owner());
        browser.log_in(stage, language).await?;
        Ok(Self { spot, browser, application: None })
    }

    /// Applies, through an association where one is named.
    pub(super) async fn apply(&mut self, association: Option<Bytes<16>>) -> Result<ApplicationRecord, Untold> {
        let request = NewApplication { association, ..self.spot.application() };
        let record: ApplicationRecord = self.browser.post(APPLICATIONS, &request).await?;
        self.application = Some(record.application.application);
        Ok(record)
    }

    /// The application as it stands.
    pub(super) async fn record(&mut self) -> Result<ApplicationRecord, Untold> {
        let path = self.path("")?;
        self.browser.get(&path).await
    }

    /// Begins the test week.
    pub(super) async fn start_test(&mut self) -> Result<VenueShown, Untold> {
        let path = self.path("/test")?;
        let record: ApplicationRecord = self.browser.post(&path, &()).await?;
        self.venue(record.application.venue).await
    }

    /// Goes live.
    pub(super) async fn go_live(&mut self) -> Result<VenueShown, Untold> {
        let path = self.path("/live")?;
        let record: ApplicationRecord = self.browser.post(&path, &()).await?;
        if record.application.phase != Phase::Live {
            return Err(Untold::of(&format!("{}: a venue that is live", self.spot.slug())));
        }
        self.venue(record.application.venue).await
    }

    /// The path of the application, and of what is done with it.
    pub(super) fn path(&self, step: &str) -> Result<String, Untold> {
        let application =
            self.application.ok_or_else(|| Untold::of(&format!("{}: an application", self.spot.slug())))?;
        Ok(format!("{APPLICATIONS}/{application}{step}"))
    }

    /// Names somebody as staff.
    pub(super) async fn names(&mut self, venue: VenueId, number: &str) -> Result<(), Untold> {
        let path = format!("/v1/business/venues/{venue}/staff");
        self.browser.post::<serde_json::Value>(&path, &json!({ "phone": number })).await.map(drop)
    }

    /// Chooses whom everybody meets who scans in the test week.
    pub(super) async fn practises_with(&mut self, venue: VenueId, chosen: PracticePerson) -> Result<(), Untold> {
        let path = format!("/v1/business/venues/{venue}/practice");
        let practice: Practice = self.browser.put(&path, &NewPractice { chosen }).await?;
        if practice.chosen == chosen { Ok(()) } else { Err(Untold::of("a practice person who is chosen")) }
    }

    async fn venue(&mut self, venue: Option<VenueId>) -> Result<VenueShown, Untold> {
        let venue = venue.ok_or_else(|| Untold::of(&format!("{}: a venue", self.spot.slug())))?;
        self.browser.get(&format!("/v1/business/venues/{venue}")).await
    }
}

/// The owner of a venue.
pub(super) fn of(owners: &mut [Owner], spot: Spot) -> Result<&mut Owner, Untold> {
    owners.iter_mut().find(|owner| owner.spot == spot).ok_or_else(|| Untold::of(spot.name()))
}
