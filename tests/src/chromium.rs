//! A real headless Chromium, spoken to by WebDriver (W3C), and what is looked at on every page.

use std::{
    fs,
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use serde_json::{Value, json};

/// How WebDriver names an element (section 12.1).
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// A browser window with a profile of its own.
#[derive(Debug)]
pub struct Chromium {
    driver: Child,
    port: u16,
    session: String,
    axe: String,
    /// Where pictures go.
    pages: PathBuf,
}

/// How a page is looked at.
#[derive(Clone, Copy, Debug)]
pub struct Eye {
    /// What stands in the picture's name.
    pub name: &'static str,
    /// The window's width, in pixels.
    pub width: u32,
    /// The reader's own size of type, in per cent.
    pub text: u32,
    /// Whether the reader prefers dark.
    pub dark: bool,
}

/// A desk, a small phone, the same with twice the size of type, and in the dark.
pub const EYES: [Eye; 4] = [
    Eye { name: "desk", width: 1280, text: 100, dark: false },
    Eye { name: "phone", width: 320, text: 100, dark: false },
    Eye { name: "large", width: 320, text: 200, dark: false },
    Eye { name: "dark", width: 1280, text: 100, dark: true },
];

impl Chromium {
    /// Starts chromedriver and a window; `axe` is the file of axe-core, `pages` the folder of the pictures.
    pub fn open(axe: &Path, pages: &Path) -> Self {
        let axe = fs::read_to_string(axe).expect("axe-core is there; cargo xtask test browser brings it");
        fs::create_dir_all(pages).expect("a folder for the pictures");
        let mut driver = Command::new("chromedriver")
            .arg("--port=0")
            .stdout(Stdio::piped())
            .spawn()
            .expect("chromedriver is there; cargo xtask test browser installs it");
        let mut said = BufReader::new(driver.stdout.take().expect("its output")).lines();
        let port = said
            .find_map(|line| line.ok()?.rsplit_once("successfully on port ")?.1.trim_end_matches('.').parse().ok())
            .expect("chromedriver says its port");
        // Else it would wait for somebody to read.
        std::thread::spawn(move || said.for_each(drop));
        let mut browser = Self { driver, port, session: String::new(), axe, pages: pages.to_owned() };
        let arguments =
            ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars"];
        let made = browser.ask(
            "POST",
            "/session",
            &json!({ "capabilities": { "alwaysMatch": {
            "goog:chromeOptions": { "args": arguments },
            "goog:loggingPrefs": { "browser": "ALL" },
        } } }),
        );
        made["sessionId"].as_str().expect("a session").clone_into(&mut browser.session);
        browser
    }

    fn ask(&self, method: &str, path: &str, body: &Value) -> Value {
        let answer = self.try_ask(method, path, body);
        assert!(answer["error"].is_null(), "{method} {path}: {answer}");
        answer
    }

    fn try_ask(&self, method: &str, path: &str, body: &Value) -> Value {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("chromedriver listens");
        stream.set_read_timeout(Some(Duration::from_secs(120))).expect("a timeout");
        let body = if method == "POST" { body.to_string() } else { String::new() };
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\ncontent-type: application/json\r\n\
             content-length: {}\r\n\r\n{body}",
            body.len()
        )
        .expect("chromedriver takes it");
        let mut reader = BufReader::new(stream);
        let mut length = 0;
        loop {
            let mut line = String::new();
            reader.read_line(&mut line).expect("a head");
            if line.trim_end().is_empty() {
                break;
            }
            if let Some((name, value)) = line.split_once(':')
                && name.eq_ignore_ascii_case("content-length")
            {
                length = value.trim().parse().expect("a length");
            }
        }
        let mut body = vec![0; length];
        reader.read_exact(&mut body).expect("a body");
        let mut answer: Value = serde_json::from_slice(&body).expect("JSON");
        answer["value"].take()
    }

    fn here(&self, method: &str, path: &str, body: &Value) -> Value {
        self.ask(method, &format!("/session/{}{path}", self.session), body)
    }

    /// Opens an address.
    pub fn go(&self, url: &str) {
        self.here("POST", "/url", &json!({ "url": url }));
    }

    /// The address of the page.
    pub fn url(&self) -> String {
        self.here("GET", "/url", &Value::Null).as_str().expect("a URL").to_owned()
    }

    /// The cookies of the page, as a request carries them.
    pub fn cookies(&self) -> String {
        let all = self.here("GET", "/cookie", &Value::Null);
        let pair = |cookie: &Value| Some(format!("{}={}", cookie["name"].as_str()?, cookie["value"].as_str()?));
        all.as_array().expect("a list").iter().filter_map(pair).collect::<Vec<_>>().join("; ")
    }

    /// Runs a script in the page.
    pub fn run(&self, script: &str) -> Value {
        self.here("POST", "/execute/sync", &json!({ "script": script, "args": [] }))
    }

    /// Runs a script that calls back by its first argument.
    pub fn run_to_its_end(&self, script: &str) -> Value {
        self.here("POST", "/execute/async", &json!({ "script": script, "args": [] }))
    }

    fn find(&self, css: &str) -> String {
        let until = Instant::now() + Duration::from_secs(10);
        loop {
            let path = format!("/session/{}/element", self.session);
            let found = self.try_ask("POST", &path, &json!({ "using": "css selector", "value": css }));
            if let Some(element) = found[ELEMENT].as_str() {
                return element.to_owned();
            }
            assert!(Instant::now() < until, "{css} is not at {}", self.url());
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Types into a field, in place of what is there.
    pub fn type_into(&self, css: &str, text: &str) {
        let element = self.find(css);
        self.here("POST", &format!("/element/{element}/clear"), &json!({}));
        self.here("POST", &format!("/element/{element}/value"), &json!({ "text": text }));
    }

    /// Presses what is there, and waits for the page that it leads to: until then the browser shows the old one, and takes
    /// what is typed there, or leaves before the form is sent.
    pub fn press(&self, css: &str) {
        let element = self.find(css);
        // A form that still misses something is not sent.
        let leads = format!(
            "document.leaving = true; const at = document.querySelector({css:?}); return at.matches('a[href]') || \
             (at.matches('form button') && (at.form.noValidate || at.form.checkValidity()))"
        );
        let leads = self.run(&leads) == true;
        self.here("POST", &format!("/element/{element}/click"), &json!({}));
        let until = Instant::now() + Duration::from_secs(20);
        // Between two pages there is none to ask.
        let script = json!({ "script": "return !document.leaving && document.readyState === 'complete'", "args": [] });
        while leads && self.try_ask("POST", &format!("/session/{}/execute/sync", self.session), &script) != true {
            assert!(Instant::now() < until, "{css} leads nowhere from {}", self.url());
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// The text of what is there, once it is: a page may be about to go.
    pub fn text(&self, css: &str) -> String {
        let until = Instant::now() + Duration::from_secs(10);
        loop {
            let path = format!("/session/{}/element/{}/text", self.session, self.find(css));
            match self.try_ask("GET", &path, &Value::Null) {
                Value::String(text) => return text,
                other => assert!(Instant::now() < until, "{css}: {other}"),
            }
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Looks at the page as everybody would: axe-core finds nothing, nothing is cut off, the console is silent. The
    /// pictures are kept under that name.
    pub fn look(&self, name: &str) {
        self.look_with(name, &EYES);
    }

    /// The same with some of the eyes.
    pub fn look_with(&self, name: &str, eyes: &[Eye]) {
        let mut wrong = Vec::new();
        for &eye in eyes {
            self.see_as(eye);
            let cut = self.run("return document.documentElement.scrollWidth - document.documentElement.clientWidth");
            if cut.as_i64().is_some_and(|cut| cut > 0) {
                wrong.push(format!("{}: {cut} pixels too wide", eye.name));
            }
            self.run(&format!("{}; return true", self.axe));
            let found = self.run_to_its_end(
                "const done = arguments[0]; axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'] })\
                 .then(found => done(found.violations.map(one => one.id + ': ' + one.nodes.map(node => node.html + ' ' + \
                 node.failureSummary).join(' | '))))",
            );
            wrong.extend(found.as_array().expect("a list").iter().map(|one| format!("{}: {one}", eye.name)));
            self.take_picture(&format!("{name}-{}", eye.name));
        }
        self.see_as(EYES[0]);
        let said = self.here("POST", "/se/log", &json!({ "type": "browser" }));
        // The status of a refused form is not a fault of the page.
        let said = said.as_array().expect("a list").iter().filter_map(|line| line["message"].as_str());
        wrong.extend(said.filter(|line| !line.contains("the server responded with a status of")).map(str::to_owned));
        assert!(wrong.is_empty(), "{name} at {}:\n{}", self.url(), wrong.join("\n"));
    }

    /// Forgets what the console has said, where that was to be expected.
    pub fn forget_console(&self) {
        self.here("POST", "/se/log", &json!({ "type": "browser" }));
    }

    fn see_as(&self, eye: Eye) {
        let size = json!({ "width": eye.width, "height": 800, "deviceScaleFactor": 1, "mobile": false });
        self.developer("Emulation.setDeviceMetricsOverride", &size);
        let scheme = if eye.dark { "dark" } else { "light" };
        let features = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
        self.developer("Emulation.setEmulatedMedia", &features);
        self.run(&format!("document.documentElement.style.fontSize = '{}%'; return document.fonts.ready", eye.text));
    }

    /// Keeps a picture of the page as it is.
    pub fn take_picture(&self, name: &str) {
        let taken =
            self.developer("Page.captureScreenshot", &json!({ "format": "png", "captureBeyondViewport": true }));
        let data = taken["data"].as_str().expect("a picture");
        let picture = data_encoding::BASE64.decode(data.as_bytes()).expect("base64");
        fs::write(self.pages.join(format!("{name}.png")), picture).expect("the picture is kept");
    }

    /// Gives a command of the Chrome DevTools Protocol.
    pub fn developer(&self, command: &str, parameters: &Value) -> Value {
        self.here("POST", "/goog/cdp/execute", &json!({ "cmd": command, "params": parameters }))
    }
}

impl Drop for Chromium {
    fn drop(&mut self) {
        if !self.session.is_empty() {
            self.try_ask("DELETE", &format!("/session/{}", self.session), &Value::Null);
        }
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}
