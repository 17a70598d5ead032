use super::*;

const GOOD: [(&str, &str); 3] = [(KEYS, "/etc/ashyq/keys"), (SMS, "https://sms.example/send"), (SMS_TOKEN, "t0ken")];

fn read(changes: &[(&str, &str)]) -> Result<Settings, Vec<String>> {
    let mut variables: BTreeMap<&str, &str> = GOOD.into_iter().collect();
    variables.extend(changes.iter().copied());
    Settings::read(variables.into_iter().map(|(name, value)| (name.into(), value.into()))).map_err(|wrong| wrong.0)
}

#[test]
fn what_is_not_set_has_its_default() {
    let settings = read(&[]).unwrap();
    assert_eq!(settings.listen.to_string(), "127.0.0.1:8480");
    assert_eq!((settings.least_app, settings.poster_validity), (1, DAY * 366));
    assert!(settings.operator_token_sha256.is_none());
    assert_eq!(settings.remarks().len(), 1);
}

#[test]
fn every_wrong_value_is_named_with_its_rule() {
    for (name, value) in [
        (LISTEN, "localhost"),
        (TRUSTED_PROXIES, "proxy.example"),
        (SMS_PER_DAY, "0"),
        (SMS_PER_RANGE_PER_DAY, "10001"),
        (POSTER_DAYS, "733"),
        (LEAST_APP, "-1"),
        (REVIEW_FILE, "/no/such/file"),
        (LOG, "loud"),
        (STOP_SECONDS, "301"),
        (SMS_TOKEN_FILE, "/no/such/file"),
    ] {
        let wrong = read(&[(SMS_TOKEN, if name == SMS_TOKEN_FILE { "" } else { "t0ken" }), (name, value)]).unwrap_err();
        let rule = TABLE.iter().find(|setting| setting.name == name).unwrap().rule;
        assert_eq!(wrong[0], format!("{name} is {value:?}; it must be {rule}."));
    }
    for (name, value) in [(SMS, "http://secret.example"), (SMS_TOKEN, "se cret"), (OPERATOR_TOKEN_SHA256, "secret")] {
        let wrong = read(&[(name, value)]).unwrap_err();
        assert!(wrong[0].starts_with(name) && wrong[0].contains("it must be "), "{wrong:?}");
        assert!(!wrong.concat().contains("secret") && !wrong.concat().contains("cret\""), "{wrong:?}");
    }
}

#[test]
fn all_wrong_values_are_named_at_once_and_so_are_unknown_names() {
    let wrong =
        read(&[(LISTEN, "x"), (LOG, "x"), (KEYS, ""), ("ASHYQ_TRUSTED_PROXY", "::1"), ("PATH", "x")]).unwrap_err();
    insta::assert_snapshot!(wrong.join("\n"));
}

#[test]
fn a_gateway_needs_its_token_in_one_of_two_ways() {
    let none = read(&[(SMS_TOKEN, "")]).unwrap_err();
    assert_eq!(none, ["ASHYQ_SMS is a gateway, and it needs a token; set ASHYQ_SMS_TOKEN or ASHYQ_SMS_TOKEN_FILE."]);
    let file = tempfile::NamedTempFile::new().unwrap();
    fs::write(file.path(), "from-file\n").unwrap();
    let path = file.path().to_str().unwrap();
    let settings = read(&[(SMS_TOKEN, ""), (SMS_TOKEN_FILE, path)]).unwrap();
    let SmsRoute::Gateway { token, .. } = settings.sms else { panic!("a gateway") };
    assert_eq!(token.expose("the test compares it"), "from-file");
    assert!(read(&[(SMS_TOKEN_FILE, path)]).unwrap_err()[0].contains("ASHYQ_SMS_TOKEN is set, and so is its file"));
    assert!(matches!(read(&[(SMS, "console"), (SMS_TOKEN, "")]).unwrap().sms, SmsRoute::Console));
}

#[test]
fn the_operators_digest_is_read_from_a_value_or_a_file() {
    let digest = "9F86D081884C7D659A2FEAA0C55AD015A3BF4F1B2B0B822CD15D6C15B0F00A08";
    let value = read(&[(OPERATOR_TOKEN_SHA256, digest)]).unwrap().operator_token_sha256;
    let file = tempfile::NamedTempFile::new().unwrap();
    fs::write(file.path(), format!("{}  -\n", digest.to_lowercase())).unwrap();
    let from_file = read(&[(OPERATOR_TOKEN_SHA256, file.path().to_str().unwrap())]).unwrap().operator_token_sha256;
    assert!(value.is_some() && value == from_file);
}

#[test]
fn listening_to_the_outside_and_sending_to_the_console_are_said() {
    let settings = read(&[(LISTEN, "0.0.0.0:80"), (SMS, "console")]).unwrap();
    insta::assert_snapshot!(settings.remarks().join("\n"));
}

#[test]
fn printing_the_settings_shows_no_token() {
    assert!(!format!("{:?}", read(&[]).unwrap()).contains("t0ken"));
}

#[test]
fn the_help_lists_every_setting() {
    insta::assert_snapshot!(Settings::help());
    let names: std::collections::BTreeSet<_> = TABLE.iter().map(|setting| setting.name).collect();
    assert_eq!(names.len(), TABLE.len());
    assert!(names.iter().all(|name| name.starts_with(PREFIX)));
}
