//! How the status of a case looks, and the way from a state to the words that it rests on.

use crate::support::{Case, day, world};
use hudna_claims::Span;
use hudna_ledger::{
    BidiMode, ClaimKey, Labels, Lang, Ledger, PageOptions, Quoted, RenderOptions, ReportKey, StatusAbout, Texts, View,
    Viewer, changes, render_status, render_why,
};

const CASE: &str = r#"
about = "A siege whose length is told twice, its lifting agreed, food kept out, people killed."
view = []

[[report]]
id = "a"
outlet = "sana"
published = "2021-02-01"
[[report.claim]]
id = "c1"
event = "siege.hold"
modality = "ongoing"
actor = ["asayish"]
place = ["sy-qamishli"]
time = { from = "2021-01-12", to = "2021-02-01", days = 20 }
[[report.claim]]
id = "c2"
event = "access.deny"
modality = "happened"
actor = ["asayish"]
place = ["sy-qamishli"]
goods = "الطحين"
[[report.claim]]
id = "c3"
event = "harm"
modality = "happened"
place = ["sy-hasakah"]
killed = 3

[[report]]
id = "b"
outlet = "enab-baladi"
published = "2021-02-01"
[[report.claim]]
id = "c1"
event = "siege.hold"
modality = "ongoing"
actor = ["asayish"]
place = ["sy-qamishli"]
time = { from = "2021-01-11", to = "2021-02-01", days = 21 }
[[report.claim]]
id = "c2"
event = "agree"
modality = "happened"
actor = ["asayish", "syria-government"]
mediator = ["rus"]
place = ["sy-qamishli"]
[[report.claim]]
id = "c3"
event = "siege.lift"
modality = "agreed"
actor = ["asayish"]
place = ["sy-qamishli"]
"#;

fn labels() -> Labels {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../knowledge");
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).expect("it is there");
    let files = ["dossier.toml", "status.toml", "explain.toml", "ontology.toml"].map(|name| (name, read(name)));
    Labels::from_files(files.iter().map(|(name, text)| (*name, text.as_str()))).expect("they are well formed")
}

fn ledger() -> Ledger<'static> {
    let mut ledger = Ledger::new(world());
    for entry in &Case::parse("status", CASE).entries {
        ledger.enter(entry);
    }
    ledger
}

fn about() -> StatusAbout<'static> {
    let as_of = day("2021-02-02");
    StatusAbout {
        case: "qamishli.hudna",
        as_of,
        known_by: None,
        last_report: Some(day("2021-02-01")),
        received: Some((day("2021-02-01"), day("2021-02-01"))),
        change_days: 7,
        country: Some("SYR"),
        world: world(),
    }
}

fn options(width: usize) -> RenderOptions<'static> {
    RenderOptions { width, colour: false, bidi: BidiMode::TerminalDoesBidi, veil: None }
}

/// Without the marks that set names apart, each row from its first letter.
fn bare(text: &str) -> String {
    let marks = |c: char| matches!(c, '\u{200e}' | '\u{2066}'..='\u{2069}');
    let kept: String = text.chars().filter(|c| !marks(*c)).collect();
    kept.lines().map(|line| format!("{}\n", line.trim())).collect()
}

fn status(lang: Lang) -> String {
    let ledger = ledger();
    let days = (day("2021-01-26"), day("2021-02-02"));
    let (before, now) = (ledger.see(&View::as_of(days.0)), ledger.see(&View::as_of(days.1)));
    let changes = changes(&before.state, &now.state, Some(days));
    render_status(&now, &changes, &about(), &labels(), lang, &options(160))
}

#[test]
fn the_status_tells_each_part_in_both_languages() {
    let english = bare(&status(Lang::En));
    for row in [
        "qamishli.hudna · State as of 2 February 2021",
        "Rests on 2 reports, 6 claims · last report of 1 February 2021",
        "Siege of Al-Qamishli: in force",
        "Since: between 11 January 2021 and 12 January 2021",
        "Length: 21 days to 22 days",
        "Its lifting: agreed, not done",
        "Sponsor or mediator: Russia",
        "Agreed: lifting of the siege of Al-Qamishli",
        "Carried out: 0 of 3, not begun",
        "Food in Al-Qamishli: not let through, or cut",
        "Killed: 3",
        "2 independent sources",
    ] {
        assert!(english.contains(row), "`{row}` is not in\n{english}");
    }
    let arabic = bare(&status(Lang::Ar));
    for row in
        ["حصار القامشلي: قائم", "الراعي أو الوسيط: روسيا", "التنفيذ: 0 من 3، لم يبدأ", "مصدران مستقلان", "2 شباط 2021"]
    {
        assert!(arabic.contains(row), "`{row}` is not in\n{arabic}");
    }
}

/// A word that is missing shows as its key, as `siege_lift.agreed`.
#[test]
fn no_word_is_missing_in_any_case() {
    let keys =
        ["status", "row", "part", "siege_standing", "siege_lift", "deal_kind", "deal_of", "deal_state", "deal_term"];
    let more = ["score", "mark", "life", "access_state", "checkpoint_state", "control_state", "detention_state"];
    let others = ["passes", "change", "field", "confidence", "step", "phrase", "deed", "rule"];
    let groups: Vec<&str> = keys.iter().chain(&more).chain(&others).copied().collect();
    for (name, text) in crate::cases() {
        let case = Case::parse(&name, &text);
        let mut ledger = Ledger::new(world());
        case.entries.iter().for_each(|entry| ledger.enter(entry));
        let Some(last) = ledger.last_day() else { continue };
        let (before, now) = (ledger.see(&View::as_of(last.plus(-7))), ledger.see(&View::as_of(last)));
        let changes = changes(&before.state, &now.state, Some((last.plus(-7), last)));
        for lang in [Lang::En, Lang::Ar] {
            let text = bare(&render_status(&now, &changes, &about(), &labels(), lang, &options(200)));
            let missing = text.split([' ', ',', '،', '(', ')']).find(|word| {
                word.split_once('.').is_some_and(|(group, key)| groups.contains(&group) && !key.is_empty())
            });
            assert_eq!(missing, None, "in {name}:\n{text}");
        }
    }
}

/// One sentence for every claim.
struct Words;

const SENTENCE: &str = "تواصل قوات الأسايش حصار مدينة القامشلي منذ 20 يوما";

impl Texts for Words {
    fn claim(&self, _: ClaimKey) -> Option<&hudna_claims::Claim> {
        None
    }

    fn quoted(&self, _: ClaimKey) -> Option<Quoted> {
        let start = SENTENCE.find("حصار")?;
        let (trigger, at) = (Span { start, end: start + "حصار".len() }, Span { start: 0, end: SENTENCE.len() });
        Some(Quoted { sentence: SENTENCE.to_owned(), trigger, at, text: String::new() })
    }

    fn record(&self, _: ReportKey) -> Option<&hudna_ledger::log::ReportRecord> {
        None
    }
}

#[test]
fn why_leads_to_the_words_of_the_reports() {
    let (ledger, about, labels) = (ledger(), about(), labels());
    let view = View::as_of(day("2021-02-02"));
    let seen = ledger.see(&view);
    let viewer = Viewer::new(&ledger, &seen, &view, &about, &labels, &Words);
    let siege = viewer.siege(seen.state.sieges.first().expect("a siege"));
    let steps = viewer.why(&siege);
    let shown = |lang| {
        let page = PageOptions { labels: &labels, lang, options: &options(120) };
        bare(&render_why(&siege, &steps, &about, &page))
    };
    let english = shown(Lang::En);
    for row in [
        "Siege of Al-Qamishli: in force",
        "The siege of Al-Qamishli is told to have held since 12 January 2021 at the latest.",
        "SANA, 1 February 2021, ongoing",
        "«تواصل قوات الأسايش حصار مدينة القامشلي منذ 20 يوما»",
    ] {
        assert!(english.contains(row), "`{row}` is not in\n{english}");
    }
    let arabic = shown(Lang::Ar);
    assert!(arabic.contains("يُروى أن الحصار على القامشلي قائم منذ 12 كانون الثاني 2021 على أبعد تقدير."), "{arabic}");
}
