//! Whose phone it is: what is held, and every visit on it, goes with the number that logged in.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::{
    bytes::Bytes,
    client::{
        device::{Device, OpenError},
        ports::{Lasting, RowKind, VaultError},
        sealed::journal_key,
    },
    phone::Phone,
};

/// A phone number's hash under the journal's key: the same person is known again, and the number is not kept.
pub(crate) type Owner = Bytes<32>;

/// The name of its row among what is held.
pub(crate) const OWNER: [u8; 16] = [12; 16];

impl Device {
    /// Lets the phone be that of whoever has just logged in. What is held of somebody else goes; their unsent visits wait,
    /// sealed, for their own next log-in, and are nobody else's.
    pub(crate) fn belong_to(&self, phone: &Phone) -> Result<(), OpenError> {
        let owner = self.owner(phone)?;
        if self.state().stays.owner != Some(owner) {
            self.forget_person(true)?;
            self.sealed.write(&[self.sealed.put(RowKind::Held, OWNER, &owner)], Lasting::Power)?;
            self.state().stays.owner = Some(owner);
        }
        Ok(())
    }

    fn owner(&self, phone: &Phone) -> Result<Owner, VaultError> {
        let key = journal_key(&*self.ports.vault, &*self.ports.random)?;
        let key = key.expose("the owner is known again");
        let mut mac = Hmac::<Sha256>::new_from_slice(key).map_err(|_| VaultError::Damaged)?;
        mac.update(b"owner 1");
        mac.update(phone.expose("it is hashed").as_bytes());
        Ok(Bytes(mac.finalize().into_bytes().into()))
    }
}
