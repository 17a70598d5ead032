//! The form of an application, and what it must say.

use ashyq_core::{
    bin::{Bin, BinError},
    bytes::Bytes,
    decision::{Door, Region},
    id::Entrance,
    iin::Iin,
    oked::{Oked, OkedTable},
    phone::Phone,
    place::Place,
    poster,
    wire::ProblemCode,
};
use serde::{Deserialize, Serialize};

use crate::{business_registry::BusinessNumber, limits, problem::Refusal};

/// Applies for a poster.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewApplication {
    /// The business's number.
    pub number: ClaimedNumber,
    /// The name over the door, which stands on the poster: at most 64 bytes.
    pub name: String,
    /// The address, at most 200 bytes.
    pub address: String,
    /// Where it is.
    pub place: Place,
    /// The region's first two KATO digits.
    pub region: Region,
    /// The activity.
    pub oked: String,
    /// Whom the operator calls: a mobile number.
    pub contact_phone: String,
    /// How many entrances the venue has: each gets a poster.
    pub entrances: Entrance,
    /// The association through which it goes, where its activity needs one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub association: Option<Bytes<16>>,
}

/// A business's number as it was typed.
#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClaimedNumber {
    /// A BIN.
    Bin(String),
    /// A sole proprietor's IIN.
    Iin(String),
}

/// A form that was filled in well.
#[derive(Clone, Debug)]
pub(crate) struct Form {
    pub(crate) number: BusinessNumber,
    pub(crate) name: String,
    pub(crate) address: String,
    pub(crate) door: Door,
    pub(crate) oked: Oked,
    pub(crate) oked_version: u32,
    pub(crate) through_association: bool,
    pub(crate) contact: Phone,
    pub(crate) entrances: u8,
    pub(crate) association: Option<[u8; 16]>,
}

impl NewApplication {
    /// Checks everything that needs no look-up; a refusal names the field and the rule.
    pub(crate) fn check(&self, table: &OkedTable) -> Result<Form, Refusal> {
        let number = self.number.parse()?;
        let name = self.name.trim();
        if !poster::is_name(name) {
            let rule = format!("1 to {} bytes of letters, digits and plain punctuation", poster::LONGEST_NAME);
            return Err(Refusal::field("name", rule));
        }
        let address = address(&self.address)?;
        let oked = Oked::parse(&self.oked).map_err(|error| Refusal::field("oked", error.to_string()))?;
        let row = table.row(&oked).ok_or(ProblemCode::OkedNotEligible)?;
        let contact =
            Phone::parse(&self.contact_phone).map_err(|error| Refusal::field("contact_phone", error.to_string()))?;
        Ok(Form {
            number,
            name: name.to_owned(),
            address,
            door: Door { kind: row.kind, region: self.region, place: self.place },
            oked_version: table.version,
            through_association: row.through_association,
            oked,
            contact,
            entrances: self.entrances.number(),
            association: self.association.map(|association| association.0),
        })
    }
}

impl ClaimedNumber {
    fn parse(&self) -> Result<BusinessNumber, Refusal> {
        match self {
            Self::Bin(text) => match Bin::parse(text) {
                Ok(bin) => Ok(BusinessNumber::Bin(bin)),
                Err(BinError::NotABusiness) => Err(ProblemCode::NotABusiness.into()),
                Err(BinError::Number(error)) => Err(Refusal::field("number.bin", error.to_string())),
            },
            Self::Iin(text) => {
                let iin = Iin::parse(text).map_err(|error| Refusal::field("number.iin", error.to_string()))?;
                Ok(BusinessNumber::Iin(iin))
            }
        }
    }
}

/// An address in one line.
pub(crate) fn address(text: &str) -> Result<String, Refusal> {
    let address = text.trim();
    let fits = !address.is_empty() && address.len() <= limits::LONGEST_ADDRESS;
    if fits && address.chars().any(char::is_alphanumeric) && address.chars().all(is_plain) {
        Ok(address.to_owned())
    } else {
        let rule = format!("1 to {} bytes in one line of letters, digits and punctuation", limits::LONGEST_ADDRESS);
        Err(Refusal::field("address", rule))
    }
}

/// Whether a character can be seen and does not turn the direction of writing.
fn is_plain(character: char) -> bool {
    character.is_alphanumeric()
        || matches!(character, '\u{20}'..='\u{7e}' | '№' | '«' | '»' | '–' | '’' | '„' | '“' | '”')
}

#[cfg(test)]
#[path = "form_tests.rs"]
pub(super) mod tests;
