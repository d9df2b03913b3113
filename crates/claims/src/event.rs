//! The closed lists of the codebook: events, modalities, kinds of speaker, precision of places.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A code that is not on one of the codebook's lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownCode {
    /// The list that was asked: `event`, `modality` ...
    pub list: &'static str,
    /// The code as it was given.
    pub code: String,
}

impl fmt::Display for UnknownCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is no {} of the codebook", self.code, self.list)
    }
}

impl std::error::Error for UnknownCode {}

/// Declares an enumeration whose variants each have one code, used in JSON, in knowledge files and on screen.
macro_rules! codes {
    ($(#[$meta:meta])* $name:ident, $list:literal, $($(#[$doc:meta])* $variant:ident = $code:literal,)+) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, JsonSchema, Serialize, Deserialize)]
        pub enum $name {
            $($(#[$doc])* #[serde(rename = $code)] $variant,)+
        }

        impl $name {
            /// All values, in the order of the codebook.
            pub const ALL: &'static [$name] = &[$($name::$variant,)+];

            /// The code as the codebook writes it.
            pub fn code(self) -> &'static str {
                match self { $($name::$variant => $code,)+ }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.code())
            }
        }

        impl FromStr for $name {
            type Err = UnknownCode;
            fn from_str(code: &str) -> Result<Self, UnknownCode> {
                match code {
                    $($code => Ok($name::$variant),)+
                    _ => Err(UnknownCode { list: $list, code: code.to_owned() }),
                }
            }
        }
    };
}

codes! {
    /// What happened: the codebook's list of events.
    Event, "event",
    /// A siege, blockade or encirclement is imposed or tightened.
    SiegeImpose = "siege.impose",
    /// A siege is in force.
    SiegeHold = "siege.hold",
    /// A siege is lifted, broken, eased or ended.
    SiegeLift = "siege.lift",
    /// People or goods are let in or out.
    AccessAllow = "access.allow",
    /// Entry, exit, aid, water, power, food or medicine is prevented, blocked or cut.
    AccessDeny = "access.deny",
    /// Goods actually enter, arrive or are handed out.
    AidDeliver = "aid.deliver",
    /// A checkpoint, barrier, berm or trench is set up.
    CheckpointErect = "checkpoint.erect",
    /// A checkpoint, barrier or berm is removed.
    CheckpointRemove = "checkpoint.remove",
    /// A road, crossing, airport or corridor is closed or cut.
    RouteClose = "route.close",
    /// A road, crossing, airport or corridor is opened.
    RouteOpen = "route.open",
    /// People are taken out by arrangement.
    Evacuate = "evacuate",
    /// People flee or are driven out.
    Displace = "displace",
    /// Displaced people go back.
    Return = "return",
    /// Arrest, capture, abduction, detention.
    Detain = "detain",
    /// Detainees, hostages or bodies are freed or handed over.
    Release = "release",
    /// Detainees, prisoners or bodies are swapped.
    Exchange = "exchange",
    /// Forced recruitment.
    Conscript = "conscript",
    /// A meeting, talks, negotiation, visit.
    Meet = "meet",
    /// An agreement, settlement or reconciliation is reached, signed, accepted.
    Agree = "agree",
    /// A ceasefire, truce, pause or de-escalation is declared or in force.
    Truce = "truce",
    /// A truce or agreement is violated.
    Breach = "breach",
    /// Talks or an agreement fail, are suspended, rejected, or expire.
    Collapse = "collapse",
    /// A place or facility is captured, seized, retaken.
    ControlTake = "control.take",
    /// Who holds a place.
    ControlHold = "control.hold",
    /// Withdrawal from, or handing over of, a place or facility.
    ControlLeave = "control.leave",
    /// Weapons are handed over, collected, disabled.
    Disarm = "disarm",
    /// Forces are sent, reinforced, massed, patrolling, based.
    Deploy = "deploy",
    /// One-sided use of force.
    Attack = "attack",
    /// Two-sided fighting.
    Clash = "clash",
    /// People are killed or injured.
    Harm = "harm",
    /// Demonstration, sit-in, strike.
    Protest = "protest",
}

codes! {
    /// In what way an event is put forward.
    Modality, "modality",
    /// Reported as done, in the past, or as a fact.
    Happened = "happened",
    /// Started, not finished.
    Begun = "begun",
    /// In force or under way now.
    Ongoing = "ongoing",
    /// A term of an agreement.
    Agreed = "agreed",
    /// Announced for the future by the one who is to do it.
    Promised = "promised",
    /// Demanded, requested, called for, set as a condition.
    Demanded = "demanded",
    /// Threatened by the one who would do it.
    Threatened = "threatened",
    /// Feared, intended, hypothetical, being discussed.
    Possible = "possible",
    /// Someone refuses to do, allow or accept it.
    Refused = "refused",
    /// Said not to have happened, denied, failed.
    Negated = "negated",
}

codes! {
    /// Whose word a claim is.
    SpeakerKind, "kind of speaker",
    /// A side in the conflict or its officials.
    Party = "party",
    /// Other states, the UN, officials who are not party.
    Authority = "authority",
    /// Observatories, rights groups, rescue groups.
    Monitor = "monitor",
    /// Agencies and outlets other than the publisher.
    Media = "media",
    /// Unnamed sources.
    Anonymous = "anonymous",
    /// Residents, activists, correspondents on the spot.
    Witness = "witness",
    /// Any other named person.
    Person = "person",
}

codes! {
    /// How exactly a place is located.
    PlacePrecision, "precision",
    /// The coordinates are of the place itself.
    Exact = "exact",
    /// The coordinates are the centre of an area: a district, a governorate, a country.
    Area = "area",
    /// The coordinates are those of the place's parent.
    Parent = "parent",
    /// Not located: never a silent centroid.
    Unlocated = "unlocated",
}
