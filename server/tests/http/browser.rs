//! A browser with its cookies, as the cabinet sees one.

use std::{collections::BTreeMap, time::Duration};

use ashyq_core::{bytes::Bytes, phone::Phone, wire::*, words::Language};
use ashyq_server::cabinet::{
    associations::{AssociationShown, NewAssociation},
    members::NewMember,
    session::{CabinetShown, Enrolment, Next, OneTimePassword, RoleShown},
};
use axum::{body::Body, http::Request};
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde::Serialize;

use crate::common::*;

/// A browser.
#[derive(Clone, Debug, Default)]
pub struct Browser {
    pub cookies: BTreeMap<String, String>,
    pub csrf: Option<String>,
    /// The secret of its owner's authenticator app.
    pub secret: Option<String>,
}

impl Browser {
    pub fn request(&self, method: &str, path: &str) -> axum::http::request::Builder {
        let mut request = Request::builder().method(method).uri(path);
        if !self.cookies.is_empty() {
            let pairs: Vec<_> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            request = request.header("cookie", pairs.join("; "));
        }
        if let Some(csrf) = &self.csrf {
            request = request.header("x-ashyq-csrf", csrf);
        }
        request
    }

    /// Sends, and keeps the cookies of the answer.
    pub async fn send(&mut self, world: &World, request: Request<Body>) -> Reply {
        let reply = world.send(request).await;
        for line in reply.headers.get_all("set-cookie") {
            let pair = line.to_str().unwrap().split(';').next().unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            if value.is_empty() {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.into(), value.into());
            }
        }
        reply
    }

    pub async fn get(&mut self, world: &World, path: &str) -> Reply {
        let request = self.request("GET", path).body(Body::empty()).unwrap();
        self.send(world, request).await
    }

    pub async fn post<T: Serialize>(&mut self, world: &World, path: &str, body: &T) -> Reply {
        let request = self.request("POST", path).body(serde_json::to_vec(body).unwrap().into()).unwrap();
        self.send(world, request).await
    }

    pub async fn ask_code(&mut self, world: &World, number: &str) -> Reply {
        let request = LogInRequest { phone: number.into(), language: Language::En };
        let reply = self.post(world, "/v1/cabinet/log-in", &request).await;
        world.service.settled().await;
        reply
    }

    pub async fn answer_code(&mut self, world: &World, challenge: Bytes<16>, code: &str) -> Reply {
        let answer = ChallengeAnswer { challenge, log_in_code: code.into() };
        let reply = self.post(world, "/v1/cabinet/answer", &answer).await;
        if reply.status == 200 {
            self.csrf = Some(reply.json::<CabinetShown>().csrf);
        }
        reply
    }

    /// Logs in by phone code.
    pub async fn log_in(&mut self, world: &World, number: &str) -> CabinetShown {
        let mut reply = self.ask_code(world, number).await;
        if reply.status == 429 {
            world.clock.pass(Duration::from_mins(10));
            reply = self.ask_code(world, number).await;
        }
        let asked: LogInAnswer = reply.ok().json();
        let code = world.sms.log_in_code(&Phone::parse(number).unwrap()).expect("a log-in code was sent");
        self.answer_code(world, asked.challenge, &code).await.ok().json()
    }

    /// What the authenticator app shows now.
    pub fn one_time_password(&self, world: &World) -> String {
        let secret = data_encoding::BASE32_NOPAD.decode(self.secret.as_ref().unwrap().as_bytes()).unwrap();
        let mut mac = Hmac::<sha1::Sha1>::new_from_slice(&secret).unwrap();
        mac.update(&(ashyq_server::clock::Clock::now(&world.clock).0 / 30_000).to_be_bytes());
        let tag = mac.finalize().into_bytes();
        let at = usize::from(tag[19] & 15);
        let number = u32::from_be_bytes(tag[at..at + 4].try_into().unwrap()) & 0x7fff_ffff;
        format!("{:06}", number % 1_000_000)
    }

    pub async fn prove(&mut self, world: &World) -> Reply {
        let password = self.one_time_password(world);
        self.post(world, "/v1/cabinet/one-time-password", &OneTimePassword { one_time_password: password }).await
    }

    /// Logs in and proves what is to be proved, setting up the authenticator app where that is due.
    pub async fn log_in_fully(&mut self, world: &World, number: &str) -> CabinetShown {
        let shown = self.log_in(world, number).await;
        match shown.next {
            Next::Nothing => return shown,
            Next::Enrolment => {
                let enrolment: Enrolment = self.post(world, "/v1/cabinet/enrolment", &()).await.ok().json();
                self.secret = Some(enrolment.secret);
            }
            // No password counts twice.
            Next::OneTimePassword => world.clock.pass(Duration::from_secs(30)),
            Next::TooLate => panic!("{number} enrols too late"),
        }
        self.prove(world).await.ok().json()
    }
}

impl World {
    /// A business's browser.
    pub async fn business(&self, number: &str) -> Browser {
        let mut browser = Browser::default();
        browser.log_in_fully(self, number).await;
        browser
    }

    /// The first operator's browser.
    pub async fn operator_browser(&self, number: &str) -> Browser {
        let member = NewMember { phone: number.into(), role: RoleShown::Operator, association: None };
        self.operator("POST", "/v1/operator/members", &member).await.ok();
        self.business(number).await
    }

    /// The browser of a new association's first member.
    pub async fn association_browser(&self, number: &str, okeds: &[&str]) -> Browser {
        let okeds = okeds.iter().map(|oked| (*oked).to_owned()).collect();
        let association = NewAssociation { name: "Қауымдастық".into(), okeds };
        let association: AssociationShown =
            self.operator("POST", "/v1/operator/associations", &association).await.ok().json();
        let member = NewMember {
            phone: number.into(),
            role: RoleShown::Association,
            association: Some(association.association),
        };
        self.operator("POST", "/v1/operator/members", &member).await.ok();
        self.business(number).await
    }
}
