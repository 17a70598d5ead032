//! Every page that a link leads to, for every role and language, with injection texts in every field that is ever shown
//! (T17, T19): text stays text, nothing comes from elsewhere, and what stands on a page is what a page may hold.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use ashyq_core::{poster::PREFIX, words::Language};
use ashyq_server::{api::sources::NewSource, application::form::NewApplication};
use axum::http::HeaderValue;
use html5gum::{Token, Tokenizer};

use crate::{
    browser::Browser,
    common::*,
    pages::{submit, text},
};

const PENDING: &str = "+77050000001";
const LIVE: &str = "+77050000002";
const ASSOCIATION: &str = "+77050000003";
pub const OPERATOR_NUMBER: &str = "+77050000004";

/// Texts that are something else wherever they are not escaped.
pub const POLYGLOTS: [&str; 19] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' autofocus onfocus='alert(1)",
    "</title></h1></textarea></select><ashyq-x>",
    "{{7*7}}{% include \"layout.html\" %}${7*7}<%= 7*7 %>",
    "javascript:alert(1)//",
    "</style><style>@import'//x.example'</style>",
    "=HYPERLINK(\"http://x.example\",\"x\")",
    "@SUM(1+1)*cmd|'/C calc'!A0",
    "\u{202e}abc\u{2066}def\u{200f}",
    "a\u{200b}b\u{200d}c\u{feff}d\u{ad}e",
    "ҰҰҰҰҰҰҰҰҰҰҰҰҰҰҰҰҰҰҰҰҰҰҰҰҰҰҰҰҰҰҰҰҰҰҰҰҰҰҰҰҰҰҰҰҰҰҰҰҰҰҰҰҰҰҰҰҰҰҰҰҰҰҰҰҰҰҰҰҰҰҰҰҰҰҰҰҰҰҰҰ",
    "--><!--<b>",
    "&lt;b&gt;&amp;lt;&#60;&quot",
    "]]><![CDATA[<x/>",
    "<svg/onload=alert(1)>",
    "\\\";alert(1);//\\u003c",
    "<a href=//x.example target=_top>x</a>",
    "＜script＞ʼ‹›＂",
];

/// What may stand on a page. A script or a style sheet is a file of our own.
const TAGS: &str = "a article aside b bdi body br button caption circle dd details div dl dt fieldset figure footer form g \
    h1 h2 h3 head header html input label legend li link main meta nav noscript ol option output p path rect script section \
    select small span strong summary svg table tbody td template text tfoot th thead time title tr ul";

/// A page as a browser reads it.
#[derive(Default)]
struct Read {
    text: String,
    /// Every value of an attribute.
    values: Vec<String>,
    links: Vec<String>,
    forms: Vec<Form>,
    wrong: Vec<String>,
}

#[derive(Default)]
struct Form {
    action: String,
    posts: bool,
    /// Names and values, and whether a person types there.
    fields: Vec<(String, String, bool)>,
}

/// Reads a page and notes whatever must not be there.
fn read(page: &str, language: Language) -> Read {
    let (mut read, mut ids, mut named) = (Read::default(), BTreeSet::new(), Vec::new());
    let mut lang = None;
    for Ok(token) in Tokenizer::new(page) {
        let tag = match token {
            Token::String(text) => {
                read.text += &String::from_utf8_lossy(&text);
                continue;
            }
            Token::Comment(_) => {
                read.wrong.push("a comment".into());
                continue;
            }
            Token::Error(error) => {
                read.wrong.push(format!("bad HTML: {}", error.value));
                continue;
            }
            Token::EndTag(_) | Token::Doctype(_) => continue,
            Token::StartTag(tag) => tag,
        };
        let said = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let name = said(&tag.name);
        let attributes: BTreeMap<String, String> =
            tag.attributes.iter().map(|(name, value)| (said(name), said(&value.value))).collect();
        let get = |name: &str| attributes.get(name).cloned().unwrap_or_default();
        if !TAGS.split_whitespace().any(|known| known == name) {
            read.wrong.push(format!("<{name}>"));
        }
        for (attribute, value) in &attributes {
            if attribute.starts_with("on")
                || ["style", "srcdoc", "target", "http-equiv", "base"].contains(&&**attribute)
            {
                read.wrong.push(format!("<{name} {attribute}>"));
            }
            let ours = value.starts_with('#') || value.starts_with('/') && !value.starts_with("//");
            if ["href", "src", "action", "formaction", "data", "poster"].contains(&&**attribute) && !ours {
                read.wrong.push(format!("<{name} {attribute}={value:?}>"));
            }
            if attribute == "id" && !ids.insert(value.clone()) {
                read.wrong.push(format!("{value:?} stands twice"));
            }
            if ["for", "aria-describedby", "aria-labelledby", "aria-controls"].contains(&&**attribute) {
                named.extend(value.split_whitespace().map(str::to_owned));
            }
            read.values.push(value.clone());
        }
        match &*name {
            "html" => lang = Some(get("lang")),
            "a" => {
                let href = get("href");
                named.extend(href.strip_prefix('#').map(str::to_owned));
                read.links.push(href);
            }
            "link" => read.links.push(get("href")),
            "script" => {
                if !get("src").starts_with("/static/") {
                    read.wrong.push("a script in the page".into());
                }
                read.links.push(get("src"));
            }
            "form" => {
                read.forms.push(Form { action: get("action"), posts: get("method") == "post", fields: Vec::new() });
            }
            "input" | "select" | "textarea" | "button" => {
                if let Some(form) = read.forms.last_mut().filter(|_| !get("name").is_empty()) {
                    let typed = name == "input" && !["hidden", "checkbox", "radio"].contains(&&*get("type"));
                    form.fields.push((get("name"), get("value"), typed));
                }
            }
            _ => {}
        }
    }
    if lang.as_deref() != Some(language.code()) {
        read.wrong.push(format!("its language is {lang:?}"));
    }
    read.wrong.extend(named.into_iter().filter(|id| !ids.contains(id)).map(|id| format!("nothing is {id:?}")));
    for form in &read.forms {
        let csrf =
            form.fields.iter().filter(|(name, value, typed)| name == "csrf" && !typed && !value.is_empty()).count();
        if csrf != usize::from(form.posts) {
            read.wrong.push(format!("the form for {:?} has {csrf} tokens", form.action));
        }
    }
    read
}

/// A world in which every field that is ever shown says something else where it is not escaped.
pub struct Injected {
    pub world: World,
    pub posters: Vec<String>,
    pub roles: Vec<(&'static str, Browser)>,
}

impl Injected {
    pub async fn new() -> Self {
        let world = World::with(|options| options.codes.address_requests = 10_000);
        let mut pending = world.business(PENDING).await;
        let mut association = world.association_browser(ASSOCIATION, &["56"]).await;
        let mut posters = Vec::new();
        for number in 0..POLYGLOTS.len() {
            let application = |oked: &str, place: &str| NewApplication {
                address: format!("{place} {number}"),
                ..world.application(oked, &format!("{place} {number}"))
            };
            let direct = application("47.11", "Direct");
            pending.post(&world, "/v1/business/applications", &direct).await.ok();
            association.post(&world, "/v1/association/applications", &application("56.10", "Through")).await.ok();
            let live = NewApplication { contact_phone: LIVE.into(), ..application("47.11", "Live") };
            let venue = if number == 0 {
                world.service.venue_in_test(&live, START).await.unwrap()
            } else {
                world.service.venue_live_now(&live).await.unwrap()
            };
            posters.push(venue.posters[0].poster.strip_prefix(PREFIX).unwrap().to_owned());
            let source = NewSource { name: format!("Source {number}"), key: world.device().public.0 };
            world.operator("POST", "/v1/operator/sources", &source).await.ok();
        }
        let operator = world.operator_browser(OPERATOR_NUMBER).await;
        let live = world.business(LIVE).await;
        // What the service would not take stands there all the same: the pages rely on nobody's care but their own.
        let database = world.database();
        for (number, polyglot) in POLYGLOTS.iter().enumerate() {
            for (sql, place) in [
                ("update application set name = ?1, address = ?1, oked = ?1 where name = ?2", "Direct"),
                ("update application set name = ?1, address = ?1, oked = ?1 where name = ?2", "Through"),
                ("update venue set name = ?1, address = ?1, oked = ?1 where name = ?2", "Live"),
                ("update application set name = ?1, address = ?1, oked = ?1 where name = ?2", "Live"),
                ("update source set name = ?1 where name = ?2", "Source"),
            ] {
                assert_eq!(
                    database.execute(sql, [*polyglot, &format!("{place} {number}")]).unwrap(),
                    1,
                    "{sql} {place}"
                );
            }
            let detail = "update audit set detail = ?1 where number = ?2";
            assert_eq!(database.execute(detail, (polyglot, i64::try_from(number).unwrap() + 1)).unwrap(), 1);
        }
        let others = [
            ("update association set name = ?1", POLYGLOTS[0]),
            ("update business set bin = ?1, last_four = ?1", POLYGLOTS[1]),
        ];
        for (sql, polyglot) in others {
            assert!(database.execute(sql, [polyglot]).unwrap() > 0, "{sql}");
        }
        let roles = vec![
            ("nobody", Browser::default()),
            ("a business that applied", pending),
            ("a business that is live", live),
            ("an association", association),
            ("an operator", operator),
        ];
        Self { world, posters, roles }
    }
}

/// What a crawl has seen.
#[derive(Default)]
pub struct Seen {
    pub pages: usize,
    others: usize,
    forms: BTreeSet<String>,
    pub said: String,
    pub wrong: Vec<String>,
}

impl Seen {
    fn note(&mut self, path: &str, reply: &Reply, language: Language) -> Read {
        let page = read(&text(reply), language);
        let policy = reply.headers.get("content-security-policy").and_then(|policy| policy.to_str().ok());
        if !policy.is_some_and(|policy| policy.starts_with("default-src 'none'") && !policy.contains("unsafe")) {
            self.wrong.push(format!("{path}: its policy is {policy:?}"));
        }
        self.wrong.extend(page.wrong.iter().map(|wrong| format!("{path}: {wrong}")));
        self.said += &page.text;
        self.said += &page.values.join("\n");
        page
    }

    /// Goes wherever links lead, and types injection texts into every form.
    pub async fn crawl(&mut self, world: &World, browser: &mut Browser, language: Language, starts: Vec<String>) {
        let mut known: BTreeSet<String> = starts.iter().cloned().collect();
        let mut open: VecDeque<String> = starts.into();
        let home = format!("/{}/", language.code());
        while let Some(path) = open.pop_front() {
            let reply = browser.get(world, &path).await;
            let kind = reply.headers.get("content-type").and_then(|kind| kind.to_str().ok()).unwrap_or_default();
            if let Some(to) = reply.headers.get("location").filter(|_| reply.status == 303) {
                let to = to.to_str().unwrap().to_owned();
                if known.insert(to.clone()) {
                    open.push_back(to);
                }
                continue;
            }
            if reply.status != 200 {
                self.wrong.push(format!("{path} answers {}", reply.status));
            }
            if !kind.starts_with("text/html") {
                self.others += 1;
                continue;
            }
            self.pages += 1;
            let page = self.note(&path, &reply, language);
            for link in page.links {
                let link = link.split('#').next().unwrap_or_default().to_owned();
                let other = Language::ALL
                    .into_iter()
                    .any(|other| other != language && link.starts_with(&format!("/{}/", other.code())));
                // A picture of a poster takes a second; the posters have a test of their own below.
                let drawn = link.ends_with("/png") || link.ends_with("/pdf");
                if !link.is_empty() && !other && !drawn && known.insert(link.clone()) {
                    open.push_back(link);
                }
            }
            for form in page.forms.iter().filter(|form| form.posts && form.fields.iter().any(|(.., typed)| *typed)) {
                let action = if form.action.is_empty() { path.clone() } else { form.action.clone() };
                if self.forms.insert(action.clone()) {
                    for polyglot in POLYGLOTS {
                        let fields: Vec<(&str, &str)> = form
                            .fields
                            .iter()
                            .map(|(name, value, typed)| (&**name, if *typed { polyglot } else { value }))
                            .collect();
                        let reply = submit(browser, world, &action, &fields).await;
                        if reply.status == 303 || reply.status >= 500 {
                            self.wrong.push(format!("{action} answers {} to {polyglot:?}", reply.status));
                        } else {
                            self.note(&action, &reply, language);
                        }
                    }
                }
            }
        }
        assert!(known.contains(&home));
    }
}

#[tokio::test]
async fn what_was_typed_stays_text_on_every_page_of_every_role_in_every_language() {
    let Injected { world, posters, roles } = Injected::new().await;
    let mut wrong = Vec::new();
    for (role, mut browser) in roles {
        for language in Language::ALL {
            let mut seen = Seen::default();
            let mut starts = vec![format!("/{}/", language.code())];
            if role == "nobody" {
                starts.extend(posters.iter().map(|poster| format!("/{}/p/{poster}", language.code())));
                starts.extend(posters.iter().map(|poster| format!("/{}/p/{}", language.code(), &poster[1..])));
            }
            seen.crawl(&world, &mut browser, language, starts).await;
            for polyglot in POLYGLOTS.iter().filter(|polyglot| !seen.said.contains(**polyglot)) {
                seen.wrong.push(format!("{polyglot:?} is nowhere"));
            }
            println!(
                "{role} in {}: {} pages, {} forms, {} files",
                language.code(),
                seen.pages,
                seen.forms.len(),
                seen.others
            );
            assert!(seen.pages >= POLYGLOTS.len(), "{role} saw {} pages", seen.pages);
            wrong.extend(seen.wrong.into_iter().map(|wrong| format!("{role}: {wrong}")));
        }
    }
    wrong.sort();
    wrong.dedup();
    assert!(wrong.is_empty(), "{} faults:\n{}", wrong.len(), wrong[..wrong.len().min(40)].join("\n"));
}

/// What may stand in a drawing: shapes, and nothing that runs, loads or leads anywhere.
const SHAPES: &str = "svg defs g path pattern clipPath clippath rect";

/// Whatever must not be in an SVG file.
fn wrong_in_drawing(svg: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    for Ok(token) in Tokenizer::new(svg) {
        match token {
            Token::StartTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                if !SHAPES.split_whitespace().any(|known| known == name) {
                    wrong.push(format!("<{name}>"));
                }
                for (attribute, value) in &tag.attributes {
                    let (attribute, value) =
                        (String::from_utf8_lossy(attribute), String::from_utf8_lossy(&value.value));
                    let leads = attribute.contains("href") || attribute.starts_with("on") || attribute == "style";
                    let loads = value.contains("url(") && !value.starts_with("url(#") || value.contains("script");
                    if leads || loads {
                        wrong.push(format!("<{name} {attribute}={value:?}>"));
                    }
                }
            }
            Token::String(text) if !text.trim_ascii().is_empty() => wrong.push(String::from_utf8_lossy(&text).into()),
            Token::Comment(_) => wrong.push("a comment".into()),
            _ => {}
        }
    }
    wrong
}

/// Names as a venue may have them, and texts that no venue's name may be: whatever stands in the database, what is printed
/// is a drawing.
#[tokio::test]
async fn what_was_typed_is_only_drawn_on_a_poster() {
    let world = World::new();
    let venue = world.venue("47.11", "Дүкен").await;
    let mut owner = world.owner_of(venue.venue).await;
    let number = venue.posters[0].number;
    let named = [
        "A & B \"C\" 'D'",
        "' onload='alert(1)",
        "&lt;b&gt;",
        "(javascript/alert(1))",
        "\") 7*7 (\"",
        "Дүкен «Алма» & Ко",
    ];
    let mut drawn = 0;
    for name in named.into_iter().chain(POLYGLOTS) {
        let set = "update poster set name = ?1";
        assert_eq!(world.database().execute(set, [name]).unwrap(), 1);
        let mut files = Vec::new();
        for kind in ["svg", "pdf", "png"] {
            files.push(owner.get(&world, &format!("/v1/business/posters/{number}/{kind}")).await);
        }
        if !ashyq_core::poster::is_name(name) {
            // No poster is signed for it.
            assert!(files.iter().all(|file| file.status == 500), "{name}");
            continue;
        }
        drawn += 1;
        let [svg, pdf, png] = <[Reply; 3]>::try_from(files.into_iter().map(Reply::ok).collect::<Vec<_>>()).unwrap();
        for (file, kind) in [(&svg, "image/svg+xml"), (&pdf, "application/pdf"), (&png, "image/png")] {
            assert_eq!(
                (&file.headers["content-type"], &file.headers["x-content-type-options"]),
                (&HeaderValue::from_static(kind), &HeaderValue::from_static("nosniff"))
            );
        }
        assert_eq!(wrong_in_drawing(&text(&svg)), Vec::<String>::new(), "{name}");
        let said = String::from_utf8_lossy(&pdf.body);
        assert!(said.starts_with("%PDF-"));
        for active in ["/JavaScript", "/JS", "/AA", "/OpenAction", "/Launch", "/URI", "/Annots", "/EmbeddedFile", name]
        {
            assert!(!said.contains(active), "{name}: {active}");
        }
        let (mut chunks, mut rest) = (BTreeSet::new(), &png.body[8..]);
        while let [a, b, c, d, kind @ ..] = rest {
            chunks.insert(String::from_utf8_lossy(&kind[..4]).into_owned());
            rest = &kind[4 + usize::try_from(u32::from_be_bytes([*a, *b, *c, *d])).unwrap() + 4..];
        }
        assert!(
            chunks.iter().all(|chunk| ["IHDR", "IDAT", "IEND", "PLTE", "pHYs", "sRGB"].contains(&&**chunk)),
            "{chunks:?}"
        );
    }
    assert_eq!(drawn, 3);
}

/// The test of the test: whatever gets through is noticed.
#[test]
fn a_drawing_that_lets_anything_through_is_noticed() {
    let wrong = |inside: &str| wrong_in_drawing(&format!("<svg viewBox=\"0 0 9 9\">{inside}</svg>")).len();
    assert_eq!(wrong("<g fill=\"url(#p)\"><path d=\"M0 0\"/></g>"), 0);
    for inside in [
        "<script>x</script>",
        "<text>x</text>",
        "<path onload=\"x\"/>",
        "<path style=\"x\"/>",
        "<g xlink:href=\"#x\"/>",
        "<path fill=\"url(//x.example)\"/>",
        "<!--x-->",
        "x",
    ] {
        assert!(wrong(inside) > 0, "{inside}");
    }
}

/// The test of the test: whatever gets through is noticed.
#[test]
fn a_page_that_lets_anything_through_is_noticed() {
    let page = |inside: &str| format!("<!doctype html><html lang=\"kk\"><body>{inside}</body></html>");
    let wrong = |inside: &str| read(&page(inside), Language::Kk).wrong.len();
    assert_eq!(
        wrong("<p id=\"a\">x</p><form method=\"post\"><input type=\"hidden\" name=\"csrf\" value=\"x\"></form>"),
        0
    );
    let markup = POLYGLOTS.iter().filter(|polyglot| polyglot.contains(['<', '>']) && !polyglot.starts_with(['{', '"']));
    for polyglot in markup {
        assert!(wrong(polyglot) > 0, "{polyglot}");
    }
    assert!(wrong(&format!("<p title=\"{}\">", POLYGLOTS[1])) > 0);
    assert!(wrong(&format!("<input value='{}'>", POLYGLOTS[2])) > 0);
    for inside in [
        "<a href=\"//x.example\">",
        "<a href=\"javascript:x\">",
        "<p id=\"a\"></p><p id=\"a\"></p>",
        "<label for=\"nothing\">",
        "<form method=\"post\"></form>",
        "<form method=\"get\"><input type=\"hidden\" name=\"csrf\" value=\"x\"></form>",
        "<script>x</script>",
        "<p style=\"x\">",
    ] {
        assert!(wrong(inside) > 0, "{inside}");
    }
    assert!(!read(&page(""), Language::Ru).wrong.is_empty());
}
