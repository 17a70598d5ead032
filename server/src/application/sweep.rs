//! What time brings: tests that never led to a live venue end, and what was refused long ago is forgotten.

use ashyq_core::wire::ProblemCode;

use super::{
    moves::{self, By, Desk},
    state::{Actor, Move, TEST_ENDS},
};
use crate::{database::DatabaseError, limits, service::Inner, store::applications};

/// How many applications a batch has.
const BATCH: i64 = 200;

/// Does what is due; how many rows it deleted.
pub(crate) async fn run(inner: &Inner) -> Result<usize, DatabaseError> {
    let now = inner.now();
    let (begun_by, desk) = (now.minus(TEST_ENDS), Desk::of(inner, now));
    let by = By { actor: Actor::Service, alias: None };
    let over = inner.database.read(|sql| applications::tests_begun_by(sql, begun_by)).await?;
    if !over.is_empty() {
        inner
            .database
            .write(move |sql| {
                over.iter().try_for_each(|row| {
                    // Read again: it may have gone another way meanwhile.
                    let mut row = applications::get(sql, &row.id)?.ok_or(DatabaseError::Shape)?;
                    match moves::make(sql, &mut row, Move::Expire, by, desk) {
                        Ok(_) => Ok(()),
                        Err(refusal) if refusal.code() == ProblemCode::StepNotFromHere => Ok(()),
                        Err(_) => Err(DatabaseError::Shape),
                    }
                })
            })
            .await?;
        inner.publish().await?;
    }
    let before = now.minus(limits::REFUSED_KEPT);
    inner.database.write(move |sql| applications::delete_refused(sql, before, BATCH)).await
}
