//! The patterns of the verb forms, by kind of root (see [`super::spell`] for how they are written).

/// How a root behaves in a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Class {
    /// Three (or four) full radicals.
    Sound,
    /// A long vowel in place of the second radical (`أزال`).
    Hollow,
    /// A long vowel in place of the last radical (`أجلى`).
    Defective,
    /// Second and third radical written as one (`احتل`).
    Doubled,
}

/// The patterns of one form of one kind of root. Imperfects stand without the consonant of their prefix. Empty: there is none.
#[derive(Debug)]
pub(super) struct Patterns {
    pub perfect: &'static str,
    pub perfect_passive: &'static str,
    pub imperfect: &'static str,
    pub imperfect_passive: &'static str,
    pub masdar: &'static str,
    pub active: &'static str,
    pub passive: &'static str,
}

const fn row(p: [&'static str; 7]) -> Patterns {
    Patterns {
        perfect: p[0],
        perfect_passive: p[1],
        imperfect: p[2],
        imperfect_passive: p[3],
        masdar: p[4],
        active: p[5],
        passive: p[6],
    }
}

/// Forms I to X, QI and QII.
static SOUND: [Patterns; 12] = [
    row(["1a2a3", "1u2i3", "", "u12a3", "", "1A2i3", "ma12U3"]),
    row(["1a22a3", "1u22i3", "u1a22i3", "u1a22a3", "ta12I3", "mu1a22i3", "mu1a22a3"]),
    row(["1A2a3", "1U2i3", "u1A2i3", "u1A2a3", "mu1A2a3ap", "mu1A2i3", "mu1A2a3"]),
    row(["'a12a3", "'u12i3", "u12i3", "u12a3", "'i12A3", "mu12i3", "mu12a3"]),
    row(["ta1a22a3", "tu1u22i3", "ata1a22a3", "uta1a22a3", "ta1a22u3", "muta1a22i3", "muta1a22a3"]),
    row(["ta1A2a3", "tu1U2i3", "ata1A2a3", "uta1A2a3", "ta1A2u3", "muta1A2i3", "muta1A2a3"]),
    row(["in1a2a3", "un1u2i3", "an1a2i3", "un1a2a3", "in1i2A3", "mun1a2i3", "mun1a2a3"]),
    row(["iEa2a3", "uEu2i3", "aEa2i3", "uEa2a3", "iEi2A3", "muEa2i3", "muEa2a3"]),
    row(["i12a33", "", "a12a33", "", "i12i3A3", "mu12a33", "mu12a33"]),
    row(["ista12a3", "ustu12i3", "asta12i3", "usta12a3", "isti12A3", "musta12i3", "musta12a3"]),
    row(["1a23a4", "1u23i4", "u1a23i4", "u1a23a4", "1a23a4ap", "mu1a23i4", "mu1a23a4"]),
    row(["ta1a23a4", "tu1u23i4", "ata1a23a4", "uta1a23a4", "ta1a23u4", "muta1a23i4", "muta1a23a4"]),
];

static HOLLOW: [(u8, Patterns); 5] = [
    (1, row(["1A3", "1I3", "", "u1A3", "", "1A'i3", "ma1U3"])),
    (4, row(["'a1A3", "'u1I3", "u1I3", "u1A3", "'i1A3ap", "mu1I3", "mu1A3"])),
    (7, row(["in1A3", "un1I3", "an1A3", "un1A3", "in1iyA3", "mun1A3", "mun1A3"])),
    (8, row(["iEA3", "uEI3", "aEA3", "uEA3", "iEiyA3", "muEA3", "muEA3"])),
    (10, row(["ista1A3", "ustu1I3", "asta1I3", "usta1A3", "isti1A3ap", "musta1I3", "musta1A3"])),
];

static DEFECTIVE: [(u8, Patterns); 9] = [
    (1, row(["1a2Y", "1u2I", "", "u12Y", "", "1A2I", "ma12I"])),
    (2, row(["1a22Y", "1u22I", "u1a22I", "u1a22Y", "ta12iyap", "mu1a22I", "mu1a22Y"])),
    (3, row(["1A2Y", "1U2I", "u1A2I", "u1A2Y", "mu1A2Ap", "mu1A2I", "mu1A2Y"])),
    (4, row(["'a12Y", "'u12I", "u12I", "u12Y", "'i12A'", "mu12I", "mu12Y"])),
    (5, row(["ta1a22Y", "tu1u22I", "ata1a22Y", "uta1a22Y", "ta1a22I", "muta1a22I", "muta1a22Y"])),
    (6, row(["ta1A2Y", "tu1U2I", "ata1A2Y", "uta1A2Y", "ta1A2I", "muta1A2I", "muta1A2Y"])),
    (7, row(["in1a2Y", "un1u2I", "an1a2I", "un1a2Y", "in1i2A'", "mun1a2I", "mun1a2Y"])),
    (8, row(["iEa2Y", "uEu2I", "aEa2I", "uEa2Y", "iEi2A'", "muEa2I", "muEa2Y"])),
    (10, row(["ista12Y", "ustu12I", "asta12I", "usta12Y", "isti12A'", "musta12I", "musta12Y"])),
];

static DOUBLED: [(u8, Patterns); 7] = [
    (1, row(["1a22", "1u22", "", "u1a22", "", "1A22", "ma12U2"])),
    (3, row(["1A22", "1U22", "u1A22", "u1A22", "mu1A22ap", "mu1A22", "mu1A22"])),
    (4, row(["'a1a22", "'u1i22", "u1i22", "u1a22", "'i12A2", "mu1i22", "mu1a22"])),
    (6, row(["ta1A22", "tu1U22", "ata1A22", "uta1A22", "ta1A22", "muta1A22", "muta1A22"])),
    (7, row(["in1a22", "un1u22", "an1a22", "un1a22", "in1i2A2", "mun1a22", "mun1a22"])),
    (8, row(["iEa22", "uEu22", "aEa22", "uEa22", "iEi2A2", "muEa22", "muEa22"])),
    (10, row(["ista1a22", "ustu1i22", "asta1i22", "usta1a22", "isti12A2", "musta1i22", "musta1a22"])),
];

/// The patterns of a form (1 to 10; 11 and 12 for the quadriliterals) of a kind of root.
pub(super) fn patterns(form: u8, class: Class) -> Option<&'static Patterns> {
    let weak = |table: &'static [(u8, Patterns)]| table.iter().find(|(f, _)| *f == form).map(|(_, p)| p);
    match class {
        Class::Sound => SOUND.get(usize::from(form).checked_sub(1)?),
        Class::Hollow => weak(&HOLLOW),
        Class::Defective => weak(&DEFECTIVE),
        Class::Doubled => weak(&DOUBLED),
    }
}
