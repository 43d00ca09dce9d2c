//! Serde's derive into a tree, for the small records of our own that we write and never read.

use core::fmt;

use serde::ser::{Impossible, Serialize, SerializeMap, SerializeSeq, SerializeStruct, Serializer};

use super::{Json, Member, Number, Value};

/// The tree of a record made of structs, lists, maps with text keys, options, texts, numbers and unit variants.
/// Numbers that are not finite become `null`, and so would a record of any other shape.
#[must_use]
pub fn to_json<T: Serialize + ?Sized>(record: &T) -> Json {
    record.serialize(Tree).unwrap_or(Json::new(Value::Null))
}

/// Serde asks for an error; the records of our own give none.
#[derive(Debug)]
struct Unsupported;

impl fmt::Display for Unsupported {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a record of a shape that is not written")
    }
}

impl core::error::Error for Unsupported {}

impl serde::ser::Error for Unsupported {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

struct Tree;

type Written = Result<Json, Unsupported>;

fn whole(value: impl fmt::Display) -> Json {
    Json::new(Value::Number(Number(value.to_string())))
}

impl Serializer for Tree {
    type Ok = Json;
    type Error = Unsupported;
    type SerializeSeq = List;
    type SerializeTuple = Impossible<Json, Unsupported>;
    type SerializeTupleStruct = Impossible<Json, Unsupported>;
    type SerializeTupleVariant = Impossible<Json, Unsupported>;
    type SerializeMap = Object;
    type SerializeStruct = Object;
    type SerializeStructVariant = Impossible<Json, Unsupported>;

    fn serialize_bool(self, value: bool) -> Written {
        Ok(value.into())
    }
    fn serialize_i8(self, value: i8) -> Written {
        Ok(whole(value))
    }
    fn serialize_i16(self, value: i16) -> Written {
        Ok(whole(value))
    }
    fn serialize_i32(self, value: i32) -> Written {
        Ok(whole(value))
    }
    fn serialize_i64(self, value: i64) -> Written {
        Ok(whole(value))
    }
    fn serialize_u8(self, value: u8) -> Written {
        Ok(whole(value))
    }
    fn serialize_u16(self, value: u16) -> Written {
        Ok(whole(value))
    }
    fn serialize_u32(self, value: u32) -> Written {
        Ok(whole(value))
    }
    fn serialize_u64(self, value: u64) -> Written {
        Ok(whole(value))
    }
    fn serialize_f32(self, value: f32) -> Written {
        Ok(f64::from(value).into())
    }
    fn serialize_f64(self, value: f64) -> Written {
        Ok(value.into())
    }
    fn serialize_char(self, value: char) -> Written {
        Ok(value.to_string().into())
    }
    fn serialize_str(self, value: &str) -> Written {
        Ok(value.into())
    }
    fn serialize_bytes(self, _: &[u8]) -> Written {
        Err(Unsupported)
    }
    fn serialize_none(self) -> Written {
        self.serialize_unit()
    }
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Written {
        value.serialize(self)
    }
    fn serialize_unit(self) -> Written {
        Ok(Json::new(Value::Null))
    }
    fn serialize_unit_struct(self, _: &'static str) -> Written {
        self.serialize_unit()
    }
    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Written {
        Ok(variant.into())
    }
    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Written {
        value.serialize(self)
    }
    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Written {
        Err(Unsupported)
    }
    fn serialize_seq(self, _: Option<usize>) -> Result<List, Unsupported> {
        Ok(List(Vec::new()))
    }
    fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple, Unsupported> {
        Err(Unsupported)
    }
    fn serialize_tuple_struct(
        self,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleStruct, Unsupported> {
        Err(Unsupported)
    }
    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Unsupported> {
        Err(Unsupported)
    }
    fn serialize_map(self, _: Option<usize>) -> Result<Object, Unsupported> {
        Ok(Object::default())
    }
    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Object, Unsupported> {
        Ok(Object::default())
    }
    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, Unsupported> {
        Err(Unsupported)
    }
}

struct List(Vec<Json>);

impl SerializeSeq for List {
    type Ok = Json;
    type Error = Unsupported;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unsupported> {
        self.0.push(value.serialize(Tree)?);
        Ok(())
    }

    fn end(self) -> Written {
        Ok(Json::list(self.0))
    }
}

#[derive(Default)]
struct Object {
    members: Vec<Member>,
    name: String,
}

impl SerializeMap for Object {
    type Ok = Json;
    type Error = Unsupported;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Unsupported> {
        match key.serialize(Tree)?.value {
            Value::String(name) => self.name = name,
            _ => return Err(Unsupported),
        }
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unsupported> {
        let name = core::mem::take(&mut self.name);
        self.members.push(Member {
            name: name.into(),
            value: value.serialize(Tree)?,
        });
        Ok(())
    }

    fn end(self) -> Written {
        Ok(Json::object(self.members))
    }
}

impl SerializeStruct for Object {
    type Ok = Json;
    type Error = Unsupported;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), Unsupported> {
        self.members.push(Member {
            name: name.into(),
            value: value.serialize(Tree)?,
        });
        Ok(())
    }

    fn end(self) -> Written {
        Ok(Json::object(self.members))
    }
}
