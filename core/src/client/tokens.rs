//! The session's tokens in the vault.

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

/// Forgets the tokens.
pub(crate) fn delete(vault: &dyn Vault) -> Result<(), VaultError> {
    vault.delete(SESSION)
}
