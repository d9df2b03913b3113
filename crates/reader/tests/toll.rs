//! How many were killed and injured, and how many of what: sentences with the numbers that must be read.

use hudna_claims::{Claim, Event};
use hudna_reader::{Knowledge, Reader, Report, built_in};

/// Sentence; killed, injured and both together of its claims of harm, `-` where none.
const HARM: &[(&str, &[&str])] = &[
    ("استشهاد 5 مدنيين في القصف على البلدة.", &["5 - -"]),
    ("مقتل طفلين وامرأة بقصف على بلدة بنش.", &["3 - -"]),
    ("قتل طفل وامرأة ورجل بقصف على البلدة.", &["3 - -"]),
    ("قتل شاب وأصيب أربعة بجروح في قرية كنصفرة.", &["1 4 -"]),
    ("استشهد مدنيان وأصيب آخرون بقصف على القرية.", &["2 - -"]),
    ("مقتل مدنيين اثنين وإصابة اثنين آخرين في آفس.", &["2 2 -"]),
    ("سقط 3 شهداء و10 جرحى في قصف على إدلب.", &["3 10 -"]),
    ("أسفر القصف عن سقوط قتيلين و 3 جرحى.", &["2 3 -"]),
    ("9 شهداء وأكثر من 30 جريحا جراء القصف على المدينة.", &["9 30 -"]),
    ("ثلاثة شهداء بقصف مدفعي على إدلب.", &["3 - -"]),
    ("قتل خمسة مدنيين بينهم طفلان وأصيب نحو 20 آخرين من بينهم نساء.", &["5 20 -"]),
    ("إن ستة أشخاص من بينهم طفلة قتلوا في غارات جوية.", &["6 - -"]),
    ("استشهد، صباح اليوم الجمعة، 13 مدنيا في الباب.", &["13 - -"]),
    ("ارتكبت الطائرات مجزرة راح ضحيتها 12 قتيلا في إدلب.", &["12 - -"]),
    ("إن عدد القتلى جراء القصف ارتفع إلى سبعة بينهم طفلان.", &["7 - -"]),
    ("لقي ثلاثة عمال مصرعهم في انفجار لغم.", &["3 - -"]),
    ("فقد مدني حياته جراء القصف على القرية.", &["1 - -"]),
    ("أودى القصف بحياة ثلاثة مدنيين في المدينة.", &["3 - -"]),
    ("مقتل \"سامر العبدالله\" برصاص مجهولين في المدينة.", &["1 - -"]),
    // One number of both.
    ("قتل وأصيب عشرون مدنيا في القصف على إدلب.", &["- - 20"]),
    ("سقط 12 بين قتيل وجريح في القصف على السوق.", &["- - 12"]),
    ("سقوط 15 قتيلا وجريحا في القصف على السوق.", &["- - 15"]),
    // Fighters and others are claims apart.
    ("أسفر القصف عن مقتل أربعة عسكريين ومدني في المدينة.", &["4 - -", "1 - -"]),
    ("مقتل 3 عناصر من قسد بهجوم مسلح وإصابة عنصرين.", &["3 2 -"]),
    ("مقتل 3 عناصر من قسد بهجوم مسلح وإصابة مدنيين اثنين.", &["3 - -", "- 2 -"]),
    // A bare plural, a vague word and a family have no number; a number of other things is none of the victims.
    ("أدى القصف إلى وقوع قتلى وجرحى في المدينة.", &["- - -"]),
    ("قتل عشرات المدنيين وأصيب مئات في القصف.", &["- - -"]),
    ("مقتل عائلة كاملة بقصف على المدينة.", &["- - -"]),
    ("وقع قتلى وجرحى في قصف على ثلاث قرى.", &["- - -"]),
];

/// Sentence; event and count of one of its claims.
const COUNT: &[(&str, Event, u64)] = &[
    ("دخلت أكثر من 30 شاحنة محملة بالمواد الغذائية إلى حي الشيخ مقصود.", Event::AidDeliver, 30),
    ("خروج دفعة من 500 مقاتل من دوما إلى إدلب.", Event::Evacuate, 500),
    ("شن الطيران 21 غارة على مدينة إدلب.", Event::Attack, 21),
    ("أفرجت قسد عن 42 معتقلا من سجن الحسكة.", Event::Release, 42),
    ("نزحت 120 عائلة من قرية السفيرة.", Event::Displace, 120),
    ("تبادل الطرفان 20 أسيرا في المدينة.", Event::Exchange, 20),
];

fn read(sentences: &[&str]) -> Vec<Vec<Claim>> {
    let knowledge = Knowledge::compile(&built_in()).expect("the built-in knowledge compiles");
    let mut reader = Reader::new(&knowledge);
    // A claim alone in its report may be dropped as a mere mention; a second line tells of another event.
    let whole = |text: &&str| format!("{text}\nقصفت الطائرات مدينة سرمين.\nقصفت الطائرات مدينة بنش.");
    sentences.iter().map(|text| reader.read(&Report::plain("test", &whole(text)))).collect()
}

#[test]
fn killed_and_injured() {
    let texts: Vec<&str> = HARM.iter().map(|(text, _)| *text).collect();
    let mut wrong = Vec::new();
    for ((text, expected), claims) in HARM.iter().zip(read(&texts)) {
        let told: Vec<String> = claims
            .iter()
            .filter(|c| c.event == Event::Harm)
            .map(|c| {
                let number = |q: &Option<hudna_claims::Quantity>| {
                    q.as_ref().map_or_else(|| "-".to_owned(), |q| q.value.to_string())
                };
                format!("{} {} {}", number(&c.killed), number(&c.injured), number(&c.count))
            })
            .collect();
        if told != *expected {
            wrong.push(format!("{text}\n    expected {expected:?}\n    read     {told:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn counts() {
    let texts: Vec<&str> = COUNT.iter().map(|(text, ..)| *text).collect();
    for ((text, event, count), claims) in COUNT.iter().zip(read(&texts)) {
        let told: Vec<u64> = claims
            .iter()
            .filter(|c| c.event == *event && c.evidence.start == 0)
            .filter_map(|c| c.count.as_ref())
            .map(|q| q.value)
            .collect();
        assert_eq!(told, [*count], "{text}");
    }
}
