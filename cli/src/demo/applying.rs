//! Applications: one directly, two that are refused, two through associations; then the operator.

use ashyq_core::{
    bytes::Bytes,
    client::Refusal,
    wire::{Problem, ProblemCode},
    words::Word,
};
use ashyq_server::{
    application::{
        association::Endorsement,
        business::AssociationChoices,
        form::NewApplication,
        operator::ApplicationDecision,
        shown::{ApplicationRecord, Applications},
        state::Phase,
    },
    clock::Clock as _,
};

use super::{
    Untold,
    browser::Browser,
    cast::{OPERATOR, Person, Spot, car_repair, private_person},
    narration::Business,
    operator::Operator,
    owner::{APPLICATIONS, Owner},
    pages,
    stage::Stage,
    teller::Teller,
};

const THROUGH: &str = "/v1/association/applications";
const QUEUE: &str = "/v1/operator/applications";

/// Whoever holds an office: the members of the associations, and the operator.
pub(super) struct Offices {
    /// The members, in the order of their venues.
    pub(super) associations: Vec<Browser>,
    /// The operator.
    pub(super) operator: Browser,
}

/// Every venue's owner, each with an application that the operator has approved, and who approved it.
pub(super) async fn play(stage: &Stage, teller: &mut Teller<'_>) -> Result<(Vec<Owner>, Offices), Untold> {
    let mut owners = vec![directly(stage, teller).await?];
    refused(stage, teller).await?;
    let mut associations = Vec::new();
    for (owner, member) in through_associations(stage, teller).await? {
        owners.push(owner);
        associations.push(member);
    }
    let mut sanatorium = Owner::log_in(stage, Spot::Sanatorium, teller.language()).await?;
    sanatorium.apply(None).await?;
    owners.push(sanatorium);
    let operator = decided(stage, teller, &mut owners).await?;
    Ok((owners, Offices { associations, operator }))
}

async fn directly(stage: &Stage, teller: &mut Teller<'_>) -> Result<Owner, Untold> {
    teller.act(Business::Applies, &[("venue", Spot::Grocery.name())]);
    teller.tell(Business::AppliesHow, &[]);
    let mut owner = Owner::log_in(stage, Spot::Grocery, teller.language()).await?;
    let record = owner.apply(None).await?;
    let page = pages::application(teller.view(), &record.application, stage.clock.now());
    teller.browser(stage, Word::CabinetOfBusiness, &page);
    teller.told(record.application.phase == Phase::Submitted, "an application that is filed")?;
    Ok(owner)
}

async fn refused(stage: &Stage, teller: &mut Teller<'_>) -> Result<(), Untold> {
    teller.act(Business::RefusedAtOnce, &[]);
    let shop = car_repair();
    teller.tell(Business::CarRepair, &[("oked", &shop.oked)]);
    files_in_vain(stage, teller, "car-repair", &shop, ProblemCode::OkedNotEligible).await?;
    teller.blank();
    teller.tell(Business::NoBusiness, &[("person", Person::Marat.name(teller.language()))]);
    let person = private_person(Person::Marat);
    files_in_vain(stage, teller, Person::Marat.slug(), &person, ProblemCode::NotABusiness).await
}

async fn files_in_vain(
    stage: &Stage,
    teller: &mut Teller<'_>,
    who: &str,
    request: &NewApplication,
    code: ProblemCode,
) -> Result<(), Untold> {
    let mut browser = Browser::of(stage, who, &request.contact_phone);
    browser.log_in(stage, teller.language()).await?;
    let problem = browser.send("POST", APPLICATIONS, Some(request)).await?.problem()?;
    is_refused(stage, teller, &problem, code)
}

/// Says why the service refused, as every screen does.
pub(super) fn is_refused(
    stage: &Stage,
    teller: &mut Teller<'_>,
    problem: &Problem,
    code: ProblemCode,
) -> Result<(), Untold> {
    let refusal = Refusal::of_problem(problem, stage.clock.now());
    teller.say(&format!("» {}", refusal.say(teller.language())));
    teller.told(problem.code == code, &format!("a refusal as {}", code.name()))
}

async fn through_associations(stage: &Stage, teller: &mut Teller<'_>) -> Result<Vec<(Owner, Browser)>, Untold> {
    let language = teller.language();
    let operator = Operator::of(stage)?;
    teller.act(Business::ThroughAssociations, &[]);
    let mut owners = Vec::new();
    for spot in [Spot::Cafe, Spot::Cinema] {
        let (name, number) = spot.association().ok_or_else(|| Untold::of("an association"))?;
        operator.names_association(name, spot.oked(), number).await?;
        let mut owner = Owner::log_in(stage, spot, language).await?;
        if spot == Spot::Cafe {
            teller.tell(Business::CafeDirectly, &[]);
            let problem = owner.browser.send("POST", APPLICATIONS, Some(&spot.application())).await?.problem()?;
            is_refused(stage, teller, &problem, ProblemCode::AssociationNeeded)?;
            teller.blank();
        }
        let path = format!("/v1/business/associations/{}", spot.oked());
        let choices: AssociationChoices = owner.browser.get(&path).await?;
        let choice = choices.associations.first().ok_or_else(|| Untold::of("an association to choose"))?;
        owner.apply(Some(choice.association)).await?;

        let mut member = Browser::of(stage, &format!("association-{}", spot.slug()), number);
        member.log_in(stage, language).await?;
        let waiting: Applications = member.get(THROUGH).await?;
        let application = waiting.applications.first().ok_or_else(|| Untold::of("an application to endorse"))?;
        let path = format!("{THROUGH}/{}", application.application);
        let record: ApplicationRecord = member.post(&path, &Endorsement::Endorse {}).await?;
        if spot == Spot::Cafe {
            teller.tell(Business::Endorses, &[]);
            let shown = [record.application.clone()];
            let page = pages::applications(teller.view(), Word::ThroughAssociation, &shown);
            teller.browser(stage, Word::CabinetOfAssociation, &page);
        }
        teller.told(record.application.phase == Phase::Endorsed, "an application that is endorsed")?;
        owners.push((owner, member));
    }
    Ok(owners)
}

async fn decided(stage: &Stage, teller: &mut Teller<'_>, owners: &mut [Owner]) -> Result<Browser, Untold> {
    let language = teller.language();
    teller.act(Business::OperatorDecides, &[]);
    teller.tell(Business::OperatorHow, &[]);
    Operator::of(stage)?.names_operator(OPERATOR).await?;
    let mut operator = Browser::of(stage, "operator", OPERATOR);
    operator.log_in(stage, language).await?;
    let queue: Applications = operator.get(QUEUE).await?;
    let page = pages::applications(teller.view(), Word::Queue, &queue.applications);
    teller.browser(stage, Word::CabinetOfOperator, &page);
    teller.told(queue.applications.len() == Spot::ALL.len(), "four applications that wait")?;
    let ids: Vec<Bytes<16>> = queue.applications.iter().map(|application| application.application).collect();
    for id in &ids {
        let path = format!("{QUEUE}/{id}");
        let _: ApplicationRecord = operator.post(&path, &ApplicationDecision::Check {}).await?;
    }
    for owner in owners {
        let phase = owner.record().await?.application.phase;
        teller.told(phase == Phase::Checked, &format!("{}: an application that is approved", owner.spot.slug()))?;
    }
    let values = [("count", &*ids.len().to_string()), ("state", Phase::Checked.word().say(language))];
    teller.blank();
    teller.tell(Business::Approved, &values);
    Ok(operator)
}
