//! `hudna knowledge` and `hudna explain` from outside.

mod support;

use std::fs;
use support::{err, hudna, out, path, run};

#[test]
fn the_built_in_knowledge_has_no_mistakes() {
    let output = run(&mut hudna(["knowledge", "check"]));
    assert!(output.status.success(), "{}{}", out(&output), err(&output));
}

#[test]
fn an_own_pack_adds_and_overrides() {
    let pack = tempfile::tempdir().expect("a folder");
    let text = "[[actor]]\nid = \"my-brigade\"\nar = \"لواء الزيتون الأخضر\"\nen = \"Green Olive Brigade\"\nkind = \"force\"\n\
                country = \"SYR\"\nsector = \"REB\"\nspeaks = \"party\"\n";
    fs::create_dir(pack.path().join("actors")).expect("a folder");
    fs::write(pack.path().join("actors/mine.toml"), text).expect("written");
    let listed = out(&run(hudna(["knowledge", "list", "actors", "olive", "--knowledge"]).arg(pack.path())));
    assert!(listed.starts_with("my-brigade\t"), "{listed}");
    let report = pack.path().join("report.txt");
    fs::write(&report, "قصف لواء الزيتون الأخضر مدينة درعا.\n").expect("written");
    let claims = out(&run(hudna(["read", "--knowledge"]).arg(pack.path()).arg(&report)));
    assert!(claims.contains("\"id\":\"my-brigade\""), "{claims}");
}

#[test]
fn a_broken_pack_is_told_with_file_and_remedy() {
    let pack = tempfile::tempdir().expect("a folder");
    fs::create_dir(pack.path().join("actors")).expect("a folder");
    fs::write(pack.path().join("actors/mine.toml"), "[[actor]]\nid = 3\n").expect("written");
    let output = run(hudna(["read", "--knowledge"]).arg(pack.path()).arg(path("eval/texts")));
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("actors/mine.toml"), "{}", err(&output));
    let output = run(&mut hudna(["read", "--knowledge", "/no/such/pack", "x"]));
    assert_eq!(output.status.code(), Some(2));
}

/// Imports a table and gives what was said and what was written.
fn import(name: &str, content: &str, extra: &[&str]) -> (String, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let (file, pack) = (folder.path().join(name), folder.path().join("pack"));
    fs::write(&file, content).expect("written");
    let output = run(hudna(["knowledge", "import-places"]).arg(&file).arg("--to").arg(&pack).args(extra));
    assert!(output.status.success(), "{}", err(&output));
    let said = out(&output);
    let checked = out(&run(hudna(["knowledge", "check", "--knowledge"]).arg(&pack)));
    let wrong: Vec<&str> = checked.lines().filter(|line| line.starts_with("error: places")).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
    let written = pack.join("places").join(file.file_stem().expect("a stem")).with_extension("tsv");
    (said, fs::read_to_string(written).expect("the pack"))
}

#[test]
fn a_geonames_dump_becomes_a_pack() {
    let row = |id: u32, name: &str, alternates: &str, lat: &str, code: &str, admin: &str| {
        let class = if code.starts_with("ADM") { "A" } else { "P" };
        format!(
            "{id}\t{name}\t{name}\t{alternates}\t{lat}\t-150.5\t{class}\t{code}\tSY\t\t{admin}\t\t\t\t0\t\t10\tAsia/Damascus\t2020-01-01\n"
        )
    };
    let dump = [
        row(1, "Far Governorate", "محافظة البعيدة", "-60.5", "ADM1", "77"),
        row(2, "Tell \"Odd\"", "Tell,تل الغريب الأخضر,تل الغريب,گرێ", "-60.6", "PPL", "77"),
        row(3, "No Arabic", "Nowhere", "-60.7", "PPL", "77"),
        row(4, "A stream of trees", "شجرة", "-60.8", "TREE", "77"),
    ]
    .concat();
    let (said, pack) = import("SY.txt", &dump, &[]);
    assert!(
        said.contains("GeoNames, 4 entries")
            && said.contains("2 imported")
            && said.contains("1 skipped: no Arabic name"),
        "{said}"
    );
    assert!(
        pack.contains(
            "gn-2\tتل الغريب الأخضر\tTell \"Odd\"\tتل الغريب\tvillage\tgn-1\t-60.6\t-150.5\texact\t\tSYR\t\tgeonames"
        ),
        "{pack}"
    );
}

#[test]
fn a_whos_on_first_table_becomes_a_pack() {
    let table = "wof_id,placetype,name,names_ar,lat,lon,region_id,county_id,pop\n\
                 10,region,Far,البعيدة,-60.5,-150.5,10,-1,\n\
                 11,locality,Odd Hill,\"تل غريب|الغريبة\",-60.6,-150.6,10,99,20000\n\
                 12,locality,Nameless,,-60.7,-150.7,10,,\n\
                 13,locality,Nowhere,مكان,,,10,,\n";
    let (said, pack) = import("wof.csv", table, &["--country", "SYR"]);
    for line in ["Who's On First, 4 entries", "2 imported", "1 skipped: no Arabic name", "1 skipped: no coordinates"] {
        assert!(said.contains(line), "{said}");
    }
    assert!(pack.contains("wof-11\tتل غريب\tOdd Hill\tالغريبة\ttown\t"), "{pack}");
}

#[test]
fn a_cod_table_becomes_a_pack() {
    let table = "ADM1_EN,ADM1_AR,ADM1_PCODE,ADM2_EN,ADM2_AR,ADM2_PCODE\n\
                 Far,البعيدة,SY98,Farther,الأبعد,SY9800\n\
                 Far,البعيدة,SY98,Farthest,القصوى,SY9801\n\
                 Far,البعيدة,SY98,Nameless,,SY9802\n";
    let (said, pack) = import("cod.csv", table, &[]);
    assert!(
        said.contains("COD-AB, 4 entries") && said.contains("3 imported") && said.contains("1 skipped: no Arabic name"),
        "{said}"
    );
    assert!(
        pack.contains("cod-sy9800\tالأبعد\tFarther\t\tdistrict\tcod-sy98\t\t\tunlocated\tSY9800\tSYR\tword\tocha"),
        "{pack}"
    );
}

#[test]
fn a_table_of_something_else_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("x.csv");
    fs::write(&file, "a,b\n1,2\n").expect("written");
    let output = run(hudna(["knowledge", "import-places"]).arg(&file).arg("--to").arg(folder.path()));
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("x.csv"), "{}", err(&output));
}

#[test]
fn explain_tells_of_one_line() {
    let file = path("eval/texts/nahr.txt").display().to_string();
    let output = run(&mut hudna(["explain", &format!("{file}:1")]));
    assert!(output.status.success(), "{}", err(&output));
    assert!(out(&output).contains("سيطر"), "{}", out(&output));
    for wrong in [format!("{file}:99"), file.clone(), "/no/such.txt:1".to_owned()] {
        assert_eq!(run(&mut hudna(["explain", &wrong])).status.code(), Some(2), "{wrong}");
    }
}

#[test]
fn explain_says_why_a_line_is_not_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("page.txt");
    let told = "قصفت القوات مدينة نيالا يوم السبت بالمدافع.";
    fs::write(&file, format!("عنوان الخبر\nملخص قصير\n{told}\nوأصيب طفل.\n{told}\n")).expect("written");
    let line = |n: usize| out(&run(&mut hudna(["explain", &format!("{}:{n}", file.display())])));
    assert!(line(3).contains("قصفت"), "{}", line(3));
    assert!(line(5).starts_with("not read:"), "{}", line(5));
}
