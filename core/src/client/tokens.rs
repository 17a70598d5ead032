//! The session's tokens in the vault.

use serde::{Deserialize, Serialize};

use crate::{
    client::ports::{Vault, VaultError},
    secret::Secret,
    wire::Tokens,
};

const SESSION: &str = "session";

/// The tokens, where there are any; an unreadable rest means "log in again".
pub(crate) fn load(vault: &dyn Vault) -> Result<Option<Tokens>, VaultError> {
    let kept = vault.get(SESSION)?;
    Ok(kept.and_then(|kept| serde_json::from_slice(kept.expose("the session is resumed")).ok()))
}

/// Keeps the tokens; durable when it returns.
pub(crate) fn store(vault: &dyn Vault, tokens: &Tokens) -> Result<(), VaultError> {
    vault.set(SESSION, &Secret::new(serde_json::to_vec(tokens).unwrap_or_default()))
}

/// Tokens of a session that was ended here and of which the service does not know yet; nobody is logged in by them.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Ended {
    ended: Tokens,
}

/// Ends the session here, where the service could not be told; durable when it returns.
pub(crate) fn end(vault: &dyn Vault, tokens: &Tokens) -> Result<(), VaultError> {
    let ended = Ended { ended: tokens.clone() };
    vault.set(SESSION, &Secret::new(serde_json::to_vec(&ended).unwrap_or_default()))
}

/// The tokens of a session that was ended here and of which the service is still to be told.
pub(crate) fn load_ended(vault: &dyn Vault) -> Result<Option<Tokens>, VaultError> {
    let kept = vault.get(SESSION)?;
    let ended: Option<Ended> = kept.and_then(|kept| serde_json::from_slice(kept.expose("its end is told")).ok());
    Ok(ended.map(|ended| ended.ended))
}

/// Forgets the tokens.
pub(crate) fn delete(vault: &dyn Vault) -> Result<(), VaultError> {
    vault.delete(SESSION)
}
