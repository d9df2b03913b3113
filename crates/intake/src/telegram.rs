//! Telegram Desktop's `result.json`: the messages of one chat, or of all chats of an export. Read as a stream: exports of
//! hundreds of megabytes are common.

use crate::error::{IntakeError, Problem};
use crate::json_line::reason;
use crate::limited::{self, Limited};
use crate::meta::{Meta, given, name, parse_date};
use crate::outlet::{Outlet, Stop};
use crate::report::{Content, Part};
use crate::source::MAX_BYTES;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::fmt;
use std::io::{self, Read};
use std::sync::Arc;

/// Keys that only an export has at its top.
const KEYS: [&str; 4] = ["messages", "chats", "left_chats", "personal_information"];

/// What is known of a chat.
#[derive(Debug, Default, Clone)]
struct Chat {
    name: Option<String>,
    id: Option<i64>,
}

/// A message as it stands in the export.
#[derive(Debug)]
pub(crate) struct Message {
    chat: Arc<Chat>,
    json: Box<RawValue>,
}

/// Whether a file that begins so is an export.
pub(crate) fn is_export(start: &[u8]) -> bool {
    struct Top<'f>(&'f Cell<bool>);
    impl<'de> Visitor<'de> for Top<'_> {
        type Value = ();
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object")
        }
        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
            while let Some(key) = map.next_key::<Cow<'_, str>>()? {
                self.0.set(self.0.get() || KEYS.contains(&&*key));
                map.next_value::<IgnoredAny>()?;
            }
            Ok(())
        }
    }
    let found = Cell::new(false);
    // The beginning breaks off somewhere: what counts is what was seen until then.
    let _cut_off = serde_json::Deserializer::from_slice(start).deserialize_map(Top(&found));
    found.get()
}

/// Hands out the messages of an export.
pub(crate) fn take_apart(input: impl Read, outlet: &Outlet) -> Result<(), Stop> {
    let since = Cell::new(0);
    let walk = Walk { outlet, since: &since, number: Cell::new(0), stop: RefCell::new(None) };
    let mut json = serde_json::Deserializer::from_reader(io::BufReader::new(Limited { input, since: &since }));
    let done = Level { walk: &walk }.deserialize(&mut json).and_then(|()| json.end());
    let Err(error) = done else { return Ok(()) };
    if let Some(stop) = walk.stop.into_inner() {
        return Err(stop);
    }
    let place = format!("{}:{}", outlet.file, error.line());
    let problem = match error.io_error_kind() {
        Some(_) => limited::problem(error.into()),
        None => Problem::Broken { what: "Telegram export", reason: error.to_string() },
    };
    Err(Stop::Failed(IntakeError::new(place, problem)))
}

/// What is common to all levels of an export.
struct Walk<'o> {
    outlet: &'o Outlet,
    /// Bytes read since the last message.
    since: &'o Cell<u64>,
    number: Cell<u64>,
    /// Why it ends early: the parser only carries its own errors.
    stop: RefCell<Option<Stop>>,
}

impl Walk<'_> {
    fn put<E: serde::de::Error>(&self, chat: &Arc<Chat>, json: Box<RawValue>) -> Result<(), E> {
        self.number.set(self.number.get() + 1);
        let message = Message { chat: chat.clone(), json };
        self.outlet.put(self.number.get(), Content::Message(message)).map_err(|stop| {
            *self.stop.borrow_mut() = Some(stop);
            E::custom("stopped")
        })
    }
}

/// An object that is a chat, or that holds chats: the whole file, `chats`, an element of its `list`.
struct Level<'w, 'o> {
    walk: &'w Walk<'o>,
}

impl<'de> DeserializeSeed<'de> for Level<'_, '_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Level<'_, '_> {
    type Value = ();
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a chat, or an object with chats")
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut chat = Chat::default();
        // Messages that stand before their chat's name and id (a program has put the keys in another order) wait.
        let mut waiting = Vec::new();
        // Messages that one saved for oneself have a type and no name.
        let mut known = false;
        while let Some(key) = map.next_key::<String>()? {
            known |= matches!(key.as_str(), "name" | "type");
            match key.as_str() {
                "name" => chat.name = map.next_value::<Option<String>>()?.and_then(name),
                "id" => chat.id = map.next_value()?,
                "messages" if chat.id.is_some() && known => {
                    map.next_value_seed(Messages {
                        walk: self.walk,
                        chat: Some(Arc::new(chat.clone())),
                        waiting: &mut waiting,
                    })?;
                }
                "messages" => map.next_value_seed(Messages { walk: self.walk, chat: None, waiting: &mut waiting })?,
                "chats" | "left_chats" => map.next_value_seed(Level { walk: self.walk })?,
                "list" => map.next_value_seed(List { walk: self.walk })?,
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        let chat = Arc::new(chat);
        waiting.into_iter().try_for_each(|json| self.walk.put(&chat, json))
    }
}

/// The `list` of `chats`.
struct List<'w, 'o> {
    walk: &'w Walk<'o>,
}

impl<'de> DeserializeSeed<'de> for List<'_, '_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for List<'_, '_> {
    type Value = ();
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of chats")
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while list.next_element_seed(Level { walk: self.walk })?.is_some() {}
        Ok(())
    }
}

/// The `messages` of a chat.
struct Messages<'m, 'w, 'o> {
    walk: &'w Walk<'o>,
    /// Nothing where it is not known yet.
    chat: Option<Arc<Chat>>,
    waiting: &'m mut Vec<Box<RawValue>>,
}

impl<'de> DeserializeSeed<'de> for Messages<'_, '_, '_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Messages<'_, '_, '_> {
    type Value = ();
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of messages")
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let mut held = 0;
        while let Some(json) = list.next_element::<Box<RawValue>>()? {
            self.walk.since.set(0);
            if let Some(chat) = &self.chat {
                self.walk.put(chat, json)?;
                continue;
            }
            held += json.get().len() as u64;
            if held > MAX_BYTES {
                return Err(A::Error::custom("the chat's `name` and `id` do not stand before its `messages`"));
            }
            self.waiting.push(json);
        }
        Ok(())
    }
}

#[derive(Deserialize)]
struct Fields<'a> {
    id: i64,
    #[serde(rename = "type", borrow, default)]
    kind: Cow<'a, str>,
    #[serde(borrow, default)]
    action: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    date: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    date_unixtime: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    edited: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    edited_unixtime: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    forwarded_from: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    media_type: Option<Cow<'a, str>>,
    #[serde(default)]
    photo: Option<IgnoredAny>,
    #[serde(default)]
    file: Option<IgnoredAny>,
    #[serde(default)]
    poll: Option<IgnoredAny>,
    #[serde(borrow, default)]
    text: Text<'a>,
}

/// A text, or its pieces.
#[derive(Deserialize)]
#[serde(untagged)]
enum Text<'a> {
    Plain(#[serde(borrow)] Cow<'a, str>),
    Pieces(#[serde(borrow)] Vec<Piece<'a>>),
}

impl Default for Text<'_> {
    fn default() -> Self {
        Text::Pieces(Vec::new())
    }
}

/// A piece of text, or an entity (a link, a mention, bold type) with its text.
#[derive(Deserialize)]
#[serde(untagged)]
enum Piece<'a> {
    Plain(#[serde(borrow)] Cow<'a, str>),
    Entity {
        #[serde(borrow)]
        text: Cow<'a, str>,
    },
}

impl Message {
    pub(crate) fn size(&self) -> usize {
        self.json.get().len()
    }

    pub(crate) fn read(self) -> Result<Part, Problem> {
        let fields: Fields<'_> = serde_json::from_str(self.json.get())
            .map_err(|error| Problem::Broken { what: "message", reason: reason(&error) })?;
        let called = |id: i64| format!("message {id}");
        if fields.kind == "service" {
            let action = fields.action.as_deref().unwrap_or("of the program");
            return Err(Problem::NoReport { what: format!("service message {} ({action})", fields.id) });
        }
        let text = match &fields.text {
            Text::Plain(text) => text.clone().into_owned(),
            Text::Pieces(pieces) => pieces
                .iter()
                .map(|piece| match piece {
                    Piece::Plain(text) | Piece::Entity { text } => &**text,
                })
                .collect(),
        };
        if text.trim().is_empty() {
            let media = match &fields {
                Fields { media_type: Some(kind), .. } => kind.replace('_', " "),
                Fields { photo: Some(_), .. } => "photo".to_owned(),
                Fields { file: Some(_), .. } => "file".to_owned(),
                Fields { poll: Some(_), .. } => "poll".to_owned(),
                _ => return Err(Problem::NoText { what: called(fields.id) }),
            };
            return Err(Problem::NoText { what: format!("{} ({media})", called(fields.id)) });
        }
        let published = match (day(fields.date_unixtime.as_deref()), fields.date.as_deref()) {
            (None, Some(date)) => {
                Some(parse_date(date).ok_or_else(|| Problem::Date { key: "date", value: date.to_owned() })?)
            }
            (day, _) => day,
        };
        let edited = day(fields.edited_unixtime.as_deref()).or_else(|| fields.edited.as_deref().and_then(parse_date));
        let meta = Meta {
            published,
            source: self.chat.name.clone(),
            forwarded_from: fields.forwarded_from.and_then(given),
            edited,
            ..Meta::default()
        };
        let doc = self.chat.id.map(|chat| format!("{chat}/{}", fields.id));
        let original = self.json.get().as_bytes().to_vec();
        Ok(Part { doc, text, meta, original })
    }
}

/// The day, in UTC, of a number of seconds: the other date of a message is in the zone of whoever exported it.
fn day(seconds: Option<&str>) -> Option<Date> {
    let time = Timestamp::from_second(seconds?.trim().parse().ok()?).ok()?;
    Some(TimeZone::UTC.to_datetime(time).date())
}
