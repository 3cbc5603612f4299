//! Signed approvals: signatures made by the program and by `ssh-keygen`, with listed and unlisted
//! keys.

use super::*;

/// The path of a signing key that is made for one test.
pub(super) struct Keys(PathBuf);

impl Keys {
    pub(super) fn new(test: &ManualTest) -> Self {
        Self::of_type(test, "ed25519", "key", "")
    }

    pub(super) fn of_type(test: &ManualTest, kind: &str, name: &str, passphrase: &str) -> Self {
        let path = test.beside(name);
        let mut command = Command::new("ssh-keygen");
        command
            .args(["-q", "-t", kind, "-N", passphrase, "-C", "test", "-f"])
            .arg(&path);
        let run = run(&mut command);
        assert_eq!(run.status, 0, "{}", run.stderr);
        Self(path)
    }

    pub(super) fn private(&self) -> &Path {
        &self.0
    }

    pub(super) fn public(&self) -> String {
        fs::read_to_string(self.0.with_extension("pub")).unwrap()
    }

    /// Writes the key to `allowed_signers` for a principal.
    pub(super) fn allow(&self, test: &ManualTest, principal: &str) {
        test.write("allowed_signers", format!("{principal} {}", self.public()));
    }
}

/// The last entry of the file of approvals.
fn last_entry(test: &ManualTest) -> toml::Table {
    let text = fs::read_to_string(test.manual().join(FILE)).unwrap();
    let table: toml::Table = text.parse().unwrap();
    let last = table["approval"].as_array().unwrap().last().unwrap();
    last.as_table().unwrap().clone()
}

fn with_input(command: &mut Command, input: &str) -> Run {
    use std::io::Write;
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(input.as_bytes())
        .unwrap();
    let output = child.wait_with_output().unwrap();
    Run {
        status: output.status.code().unwrap(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

#[test]
fn what_is_signed_here_ssh_keygen_verifies() {
    for kind in ["ed25519", "ecdsa", "rsa"] {
        let test = manual();
        let keys = Keys::of_type(&test, kind, "key", "");
        let run = approve(
            &test,
            "2026-03-01",
            &["QP-07", "--sign", keys.private().to_str().unwrap()],
        );
        // The program prints the line for `allowed_signers`, which is valid as it is.
        let line = run.stderr.lines().last().unwrap();
        assert!(line.starts_with("\"Quality manager\" "), "{}", run.stderr);
        assert_eq!(
            test.only("wrong-signature").location(),
            format!("{FILE}:15:13")
        );
        assert_eq!(status(&test), "planned not-approved");
        test.write("allowed_signers", format!("{line}\n"));
        assert_eq!(told(&test), [] as [String; 0], "{kind}");
        assert_eq!(status(&test), "covered covers");
        let entry = last_entry(&test);
        let signature = test.beside("statement.sig");
        fs::write(&signature, entry["signature"].as_str().unwrap()).unwrap();
        let mut verify = Command::new("ssh-keygen");
        verify.args([
            "-Y",
            "verify",
            "-n",
            "clausebook",
            "-I",
            "Quality manager",
            "-f",
        ]);
        verify
            .arg(test.manual().join("allowed_signers"))
            .arg("-s")
            .arg(&signature);
        let statement = entry["statement"].as_str().unwrap();
        let run = with_input(&mut verify, statement);
        assert_eq!(run.status, 0, "{kind}: {}{}", run.stdout, run.stderr);
        let run = with_input(&mut verify, &statement.replace("QP-07", "QP-08"));
        assert_eq!(run.status, 255, "{kind}: {}", run.stdout);
    }
}

#[test]
fn a_key_that_is_not_listed_signs_nothing() {
    let asks = format!("{CONFIG}[approval]\nsigned = true\n");
    for (config, is_listed) in [(CONFIG, true), (&*asks, false)] {
        let test = manual();
        test.write("manual.toml", config);
        let other = Keys::of_type(&test, "ed25519", "other", "");
        if is_listed {
            other.allow(&test, "\"Quality manager\"");
        }
        let keys = Keys::of_type(&test, "ed25519", "key", "");
        let arguments = ["QP-07", "--sign", keys.private().to_str().unwrap()];
        let run = try_approve(&test, "2026-03-01", &arguments);
        assert_eq!(run.status, 2, "{}", run.stderr);
        let line = format!(
            "\"Quality manager\" {}",
            keys.public().trim_end_matches(" test\n")
        );
        let printed = run.stderr.lines().last().unwrap();
        assert!(
            printed.starts_with("\"Quality manager\" "),
            "{}",
            run.stderr
        );
        assert!(
            line.contains(printed.split(' ').nth(3).unwrap()),
            "{line}: {printed}"
        );
        assert!(!test.manual().join(FILE).exists());
    }
}

#[test]
fn what_ssh_keygen_signs_is_verified_here() {
    let signed_by = |keys: &Keys, namespace: &str, statement: &str| {
        let mut sign = Command::new("ssh-keygen");
        sign.args(["-q", "-Y", "sign", "-n", namespace, "-f"])
            .arg(keys.private());
        let run = with_input(&mut sign, statement);
        assert_eq!(run.status, 0, "{}", run.stderr);
        run.stdout
    };
    for kind in ["ed25519", "ecdsa", "rsa"] {
        let test = approved();
        let keys = Keys::of_type(&test, kind, "key", "");
        keys.allow(&test, "\"Quality manager\"");
        test.write(
            "manual.toml",
            format!("{CONFIG}[approval]\nsigned = true\n"),
        );
        assert_eq!(status(&test), "planned not-approved", "without a signature");
        assert_eq!(
            told(&test),
            [
                "warning not-approved procedures/purchasing.md:2:5: QP-07 is not in force: its approval bears no signature, and manual.toml asks for one"
            ]
        );
        let file = fs::read_to_string(test.manual().join(FILE)).unwrap();
        let entry = last_entry(&test);
        let statement = entry["statement"].as_str().unwrap();
        let with = |signature: &str| format!("{file}signature = '''\n{signature}'''\n");
        test.write(FILE, with(&signed_by(&keys, "clausebook", statement)));
        assert_eq!(status(&test), "covered covers", "{kind}");
        assert_eq!(told(&test), [] as [String; 0]);
        for (signature, what) in [
            (
                signed_by(&keys, "git", statement),
                "the signature was made for `git`, not for `clausebook`: this approval does not count",
            ),
            (
                signed_by(&keys, "clausebook", "another text\n"),
                "the signature is not one of this text: this approval does not count",
            ),
            (
                "no signature\n".to_owned(),
                "this is no SSH signature: this approval does not count",
            ),
        ] {
            test.write(FILE, with(&signature));
            assert_eq!(status(&test), "planned not-approved", "{what}");
            assert_eq!(
                told(&test),
                [format!("error wrong-signature {FILE}:15:13: {what}")]
            );
            // A wrong signature is always an error, even if the rule is set to `warn`.
            test.write(
                "manual.toml",
                format!(
                    "{}[approval]\nsigned = true\n",
                    CONFIG.replace("[rules]\n", "[rules]\nwrong-signature = \"warn\"\n")
                ),
            );
            assert_eq!(test.errors().len(), 2);
            test.write(
                "manual.toml",
                format!("{CONFIG}[approval]\nsigned = true\n"),
            );
        }
    }
}

#[test]
fn a_key_counts_for_the_roles_and_days_that_it_is_listed_for() {
    let test = manual();
    let keys = Keys::new(&test);
    approve(
        &test,
        "2026-03-01",
        &["QP-07", "--sign", keys.private().to_str().unwrap()],
    );
    for (principal, expected) in [
        ("\"Quality manager\"", "covered covers"),
        ("\"quality  MANAGER\"", "covered covers"),
        ("\"Managing director,Quality *\"", "covered covers"),
        (
            "\"Quality manager\" valid-before=\"20260401\"",
            "covered covers",
        ),
        (
            "\"Quality manager\" valid-before=\"20260301\"",
            "planned not-approved",
        ),
        (
            "\"Quality manager\" namespaces=\"git\"",
            "planned not-approved",
        ),
        ("\"Managing director\"", "planned not-approved"),
    ] {
        keys.allow(&test, principal);
        assert_eq!(status(&test), expected, "{principal}");
        let errors: Vec<String> = test.errors().into_iter().map(|one| one.rule).collect();
        let rules: &[&str] = if expected.starts_with("planned") {
            &["wrong-signature"]
        } else {
            &[]
        };
        assert_eq!(errors, rules, "{principal}");
    }
    test.write("allowed_signers", "Quality manager ssh-ed25519 AAAA\n");
    assert_eq!(test.only("invalid-value").location(), "allowed_signers:1:1");
}

#[test]
fn an_agent_and_a_passphrase_sign_as_well() {
    let test = manual();
    let keys = Keys::of_type(&test, "ed25519", "locked", "secret");
    let socket = test.beside("agent");
    let agent = Command::new("ssh-agent")
        .arg("-D")
        .arg("-a")
        .arg(&socket)
        .stdout(Stdio::null())
        .spawn();
    let mut agent = agent.unwrap();
    let waited = (0..200).any(|_| {
        std::thread::sleep(std::time::Duration::from_millis(10));
        socket.exists()
    });
    assert!(waited, "no agent");
    let ask = test.beside("askpass");
    fs::write(&ask, "#!/bin/sh\necho secret\n").unwrap();
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(&ask, fs::Permissions::from_mode(0o700)).unwrap();
    }
    let variables = [
        ("SSH_AUTH_SOCK", socket.to_str().unwrap()),
        ("SSH_ASKPASS", ask.to_str().unwrap()),
        ("SSH_ASKPASS_REQUIRE", "force"),
        ("DISPLAY", ":0"),
    ];
    let approve = |sign: &str| {
        let mut command = clausebook();
        command
            .args(["approve", "QP-07", "--sign", sign, "--manual"])
            .arg(test.manual());
        command
            .env("SOURCE_DATE_EPOCH", epoch("2026-03-01"))
            .envs(variables);
        run(&mut command)
    };
    let empty = approve("agent");
    assert_eq!(
        (
            empty.status,
            empty.stderr.contains("no key is in the SSH agent")
        ),
        (2, true),
        "{}",
        empty.stderr
    );
    let mut add = Command::new("ssh-add");
    let added = run(add
        .arg("-q")
        .arg(keys.private())
        .envs(variables)
        .stdin(Stdio::null()));
    assert_eq!(added.status, 0, "{}", added.stderr);
    keys.allow(&test, "\"Quality manager\"");
    let public = keys.private().with_extension("pub");
    for sign in [
        "agent",
        public.to_str().unwrap(),
        keys.private().to_str().unwrap(),
    ] {
        let run = approve(sign);
        assert_eq!(run.status, 0, "{sign}: {}", run.stderr);
        assert_eq!(status(&test), "covered covers", "{sign}");
        assert_eq!(told(&test), [] as [String; 0], "{sign}");
    }
    agent.kill().unwrap();
    agent.wait().unwrap();
}
