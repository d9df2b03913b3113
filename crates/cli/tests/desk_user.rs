//! Accounts from outside: made, changed, listed, taken away; the case's log says so, and no password is shown.

mod support;

use support::{err, feed, hudna, out, run};

#[test]
fn accounts_are_managed_from_the_command_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let (report, case) = (folder.path().join("1.txt"), folder.path().join("case.hudna"));
    std::fs::write(&report, "رفعت قوات الأسايش الحصار عن حي طي في القامشلي.\n").expect("it can be written");
    run(hudna(["add"]).arg(&case).arg(&report));
    let user = |more: &[&str], input: &str| {
        feed(hudna(["desk-user", "--by", "tester"]).arg(&case).args(more), input.as_bytes())
    };
    let desk = |more: &[&str]| run(hudna(["desk", "--bind", "0.0.0.0:0"]).arg(&case).args(more));
    let refused = err(&desk(&[]));
    assert!(refused.contains("add NAME --role admin") && refused.contains("case.hudna.accounts"), "{refused}");
    assert_eq!(out(&user(&["list"], "")), format!("no accounts at {}.accounts\n", case.display()));
    let add = ["add", "sara", "--role", "admin", "--password-stdin"];
    assert!(err(&user(&add, "short\n")).contains("12 letters"));
    let made = user(&add, "three far-off words\n");
    assert!(made.status.success() && out(&made).contains(": 1 account"), "{}{}", out(&made), err(&made));
    assert!(err(&user(&add, "three far-off words\n")).contains("already"));
    assert!(user(&["add", "omar", "--password-stdin"], "three far-off words\n").status.success());
    assert!(user(&["role", "omar", "coder"], "").status.success());
    assert!(user(&["password", "omar", "--password-stdin"], "four other far words\n").status.success());
    assert!(err(&user(&["role", "omar", "king"], "")).contains("viewer, coder, editor and admin"));
    let list = out(&user(&["list"], ""));
    assert!(list.starts_with("coder ") && list.contains("omar") && list.contains("admin "), "{list}");
    assert!(user(&["remove", "omar"], "").status.success());
    assert!(err(&user(&["remove", "sara"], "")).contains("last admin"));
    assert!(err(&desk(&[])).contains("--tls-cert"));
    let bytes = std::fs::read(&case).expect("the case");
    let has = |text: &str| bytes.windows(text.len()).any(|part| part == text.as_bytes());
    assert!(has("account-removed") && !has("argon2") && !has("far-off"));
    let away = run(&mut hudna(["desk-user", "postgres://nobody@localhost/none", "list"]));
    assert!(err(&away).contains("--accounts FILE"), "{}", err(&away));
}
