"""What all content models stand on: frozen nodes that know their place, and the kinds of field they are made of.

Every kind is a class of metadata for ``Annotated``, so that one place says how a value is read, what is said when it
does not fit, and how the JSON Schema describes it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import field
from typing import Annotated, Any, ClassVar, TypeAlias, get_args

from pydantic import (
    BaseModel,
    ConfigDict,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    ModelWrapValidatorHandler,
    PrivateAttr,
    model_validator,
)
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from reports.diagnostics import Collector
from reports.records import record
from reports.schema.markdown.budget import Budget
from reports.schema.near import nearest
from reports.schema.slips import tell_slips
from reports.schema.text import BIDI, FORBIDDEN, SourceList, SourceMap, SourceText
from reports.schema.values.fill import FillError, filled
from reports.schema.values.lookup import Values
from reports.schema.yamlreader import shorten
from reports.source import Position

#: A plain field holds at most this many characters.
MAX_TEXT = 10_000


JsonSchema: TypeAlias = dict[str, Any]


@record(frozen=True, slots=True)
class Loading:
    """What the models need to know while they are filled: handed to Pydantic as its validation context."""

    lang: str
    collector: Collector
    budget: Budget = field(default_factory=Budget)
    values: Values | None = None


def loading_of(info: core_schema.ValidationInfo) -> Loading:
    """The loading that goes on; a silent one for models made by hand."""
    return info.context if isinstance(info.context, Loading) else Loading("en-GB", Collector())


def fault(code: str, message: str, hint: str = "", at: Position | None = None) -> PydanticCustomError:
    """An error that becomes a diagnostic as it is; *at* where it is more precise than the value's beginning."""
    context = {"code": code, "text": message, "hint": hint, "at": at}
    return PydanticCustomError("fault", "{text}", context)


def kind_of(value: object) -> str:
    """What was found, in an author's words."""
    match value:
        case SourceText():
            return "nothing" if value.is_null else f"`{shorten(value, 40)}`"
        case list() | tuple():
            return "a list"
        case dict():
            return "a mapping of keys"
        case None:
            return "nothing"
        case _:
            return f"`{shorten(str(value), 40)}`"


def is_empty(value: object) -> bool:
    """Whether nothing is written: then the key might as well not stand there."""
    return value is None or (
        isinstance(value, str) and (not value.strip() or (isinstance(value, SourceText) and value.is_null))
    )


class Node(BaseModel):
    """A mapping of the content.

    SHORTHAND
        The field that a plain text stands for, where one may stand in place of the mapping.
    KEPT_EMPTY
        Fields for which an empty text says something else than a missing one.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True, hide_input_in_errors=True)

    SHORTHAND: ClassVar[str] = ""
    KEPT_EMPTY: ClassVar[frozenset[str]] = frozenset()
    _source: SourceMap | SourceText | None = PrivateAttr(default=None)

    @property
    def where(self) -> Position | None:
        """Where this mapping (or the text in its place) begins; None where it was made by hand."""
        return None if self._source is None else self._source.at

    def where_of(self, key: str) -> Position | None:
        """Where the value of *key*, as the author writes it, begins; the mapping's place where it is missing."""
        if isinstance(self._source, SourceMap):
            value = self._source.get(key)
            found: Position | None = getattr(value, "at", None)
            return found or self._source.at
        return self.where

    @model_validator(mode="wrap")
    @classmethod
    def _settle(cls, data: Any, handler: ModelWrapValidatorHandler[Any]) -> Any:
        """Shorthand spelt out, empty values dropped, the place kept."""
        if isinstance(data, cls):
            return data
        source = data if isinstance(data, (SourceMap, SourceText)) else None
        if cls.SHORTHAND and not isinstance(data, (dict, list, tuple)):
            data = {cls.SHORTHAND: data}
        if not isinstance(data, dict):
            keys = ", ".join(f"{name}: …" for name in list(_keys(cls))[:2])
            hint = f"write keys and values, such as `{{{keys}}}`"
            raise fault("SCH003", f"a mapping of keys must stand here, not {kind_of(data)}", hint)
        kept = {str(key): one for key, one in data.items() if not cls._says_nothing(key, one)}
        made = handler(kept)
        made._source = source
        return made

    @classmethod
    def _says_nothing(cls, key: str, value: object) -> bool:
        """Whether a known key has an empty value. An unknown key is never passed over: it may be half of a text."""
        if not is_empty(value) or (key in cls.KEPT_EMPTY and value == ""):
            return False
        return key in _keys(cls)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchema:
        made = handler(schema)
        if not cls.SHORTHAND:
            return made
        target = handler.resolve_ref_schema(made)
        kept = dict(target)
        description = kept.pop("description", "")
        target.clear()
        target.update({"description": description, "anyOf": [{"type": ["string", "number"]}, kept]})
        return made


def _keys(cls: type[Node]) -> list[str]:
    return [info.alias or name for name, info in cls.model_fields.items()]


class Kind:
    """Base of the metadata classes: a reading function and its JSON Schema."""

    def read(self, value: Any, loading: Loading) -> Any:
        """The finished value. Raises a :func:`fault`."""
        raise NotImplementedError

    def json(self) -> JsonSchema:
        """How an editor is told about it."""
        raise NotImplementedError

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        def run(value: Any, info: core_schema.ValidationInfo) -> Any:
            return self.read(value, loading_of(info))

        return core_schema.with_info_plain_validator_function(run)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchema:
        return self.json()


def text_of(value: Any, what: str = "text") -> SourceText:
    """*value* as text without blanks around it. Raises SCH003 for lists and mappings, SCH011 for nothing."""
    if isinstance(value, SourceText):
        text = value
    elif isinstance(value, (str, int, float)):
        text = SourceText(str(value))
    else:
        raise fault("SCH003", f"{what} must stand here, not {kind_of(value)}", _way_out(value))
    if is_empty(text):
        raise fault("SCH011", f"{what} must stand here, and there is none")
    return text


def _way_out(value: Any) -> str:
    """What an author did who wrote a list or a mapping where text is wanted."""
    opening = value.opening if isinstance(value, (SourceList, SourceMap)) else ""
    if opening in ("[", "{"):
        return "text that begins with [ or { must be put in quotes"
    if isinstance(value, SourceMap) and opening:
        key = shorten(str(next(iter(value), "")), 30)
        return f"text with `: ` in it, as behind `{key}`, must be put in quotes, or begin on a new line after |"
    return ""


def checked(text: SourceText, loading: Loading) -> SourceText:
    """*text* for a plain field, with its values. Raises SCH015 for characters that cannot be printed and for overlong
    text, DAT020 to DAT023 for values that are not to be had."""
    try:
        text = filled(text, loading.values)
    except FillError as error:
        missing = error.missing
        raise fault(missing.code, missing.message, missing.hint, error.at) from None
    found = FORBIDDEN.search(text)
    if found:
        message = f"the character U+{ord(found[0]):04X} cannot be printed"
        raise fault("SCH015", message, "delete it, and type the text anew there", text.place(found.start()))
    if len(text) > MAX_TEXT:
        raise fault("SCH015", f"this text has {len(text):,} characters, and a plain field holds {MAX_TEXT:,}")
    turned = BIDI.search(text)
    if turned:
        message = f"the invisible character U+{ord(turned[0]):04X} changes the direction of the text after it"
        at = text.place(turned.start()) or Position("")
        loading.collector.warning("SCH016", at, message, "delete it unless it is meant")
    return text


def trimmed(text: SourceText) -> SourceText:
    """*text* without blanks around it, in step with its places."""
    start = len(text) - len(text.lstrip())
    end = len(text.rstrip())
    return text if start == 0 and end == len(text) else text.part(start, end)


@record(frozen=True, slots=True)
class Plain(Kind):
    """Text that prints as it is. Without *lines*, line breaks in it are spaces."""

    lines: bool = False
    empty: bool = False

    def read(self, value: Any, loading: Loading) -> SourceText:
        if self.empty and isinstance(value, str) and not value:
            return SourceText("")
        text = trimmed(checked(text_of(value), loading))
        tell_slips(text, loading.collector)
        if not self.lines and "\n" in text:
            return text.with_value(" ".join(text.split()))
        return text

    def json(self) -> JsonSchema:
        return {"type": ["string", "number"]}


@record(frozen=True, slots=True)
class Matching(Kind):
    """Text of a certain form: *pattern* must match the whole of it; *trim* may take off what people add to it."""

    pattern: re.Pattern[str]
    what: str
    hint: str
    trim: Callable[[str], str] | None = None
    code: str = "SCH005"
    number: bool = False

    def read(self, value: Any, loading: Loading) -> SourceText:
        text = trimmed(checked(text_of(value, self.what), loading))
        if self.trim is not None:
            text = text.with_value(self.trim(str(text)))
        if not self.pattern.fullmatch(text):
            raise fault(self.code, f"`{shorten(text)}` is not {self.what}", self.hint)
        return text

    def json(self) -> JsonSchema:
        kinds: Any = ["string", "number"] if self.number else "string"
        return {"type": kinds} if self.trim else {"type": kinds, "pattern": f"^(?:{self.pattern.pattern})$"}


@record(frozen=True, slots=True)
class OneOf(Kind):
    """One of the words of a ``Literal``."""

    words: tuple[str, ...] = ()

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        settled = OneOf(get_args(source))

        def run(value: Any, info: core_schema.ValidationInfo) -> str:
            return settled.read(value, loading_of(info))

        return core_schema.with_info_plain_validator_function(run, metadata={"words": settled.words})

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchema:
        return OneOf(schema["metadata"]["words"]).json()

    def read(self, value: Any, loading: Loading) -> str:
        text = text_of(value, "a word").strip()
        if text in self.words:
            return self.words[self.words.index(text)]
        known = ", ".join(self.words)
        raise fault("SCH004", f"`{shorten(text)}` is not one of {known}", nearest(text, self.words))

    def json(self) -> JsonSchema:
        return {"type": "string", "enum": list(self.words)}


@record(frozen=True, slots=True)
class WholeNumber(Kind):
    """A whole number within bounds."""

    least: int
    most: int

    def read(self, value: Any, loading: Loading) -> int:
        number = value.scalar if isinstance(value, SourceText) else value
        if isinstance(number, bool) or not isinstance(number, int):
            raise fault("SCH003", f"a whole number must stand here, not {kind_of(value)}")
        if not self.least <= number <= self.most:
            raise fault("SCH007", f"`{number}` is not between {self.least} and {self.most}")
        return number

    def json(self) -> JsonSchema:
        return {"type": "integer", "minimum": self.least, "maximum": self.most}


@record(frozen=True, slots=True)
class Number(Kind):
    """Any finite number."""

    def read(self, value: Any, loading: Loading) -> float | int:
        number = value.scalar if isinstance(value, SourceText) else value
        if isinstance(number, bool) or not isinstance(number, (int, float)) or number - number != 0:
            raise fault("SCH003", f"a number must stand here, not {kind_of(value)}")
        return number

    def json(self) -> JsonSchema:
        return {"type": "number"}


@record(frozen=True, slots=True)
class YesNo(Kind):
    """``true`` or ``false``."""

    def read(self, value: Any, loading: Loading) -> bool:
        truth = value.scalar if isinstance(value, SourceText) else value
        if not isinstance(truth, bool):
            raise fault("SCH003", f"`true` or `false` must stand here, not {kind_of(value)}")
        return truth

    def json(self) -> JsonSchema:
        return {"type": "boolean"}


@record(frozen=True, slots=True)
class OneOrList:
    """Put on a tuple: a single value may stand in place of a list of one."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        def run(value: Any) -> Any:
            return value if isinstance(value, (list, tuple)) else [value]

        return core_schema.no_info_before_validator_function(run, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchema:
        many = handler(schema)
        return {"anyOf": [many["items"], many]}


@record(frozen=True, slots=True)
class Tree(Kind):
    """A mapping that another room reads (a CSL item): kept as it is, with its places."""

    def read(self, value: Any, loading: Loading) -> SourceMap:
        if isinstance(value, SourceMap):
            return value
        if isinstance(value, dict):
            made = SourceMap()
            made.update(value)
            return made
        raise fault("SCH003", f"a mapping of keys must stand here, not {kind_of(value)}")

    def json(self) -> JsonSchema:
        return {"type": "object"}


Text: TypeAlias = Annotated[SourceText, Plain()]
Lines: TypeAlias = Annotated[SourceText, Plain(lines=True)]
AltText: TypeAlias = Annotated[SourceText, Plain(empty=True)]
Flag: TypeAlias = Annotated[bool, YesNo()]
Amount: TypeAlias = Annotated[float, Number()]
