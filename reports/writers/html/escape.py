"""HTML as text: the only place where characters become markup."""

from __future__ import annotations

import re
from urllib.parse import quote

from reports.patterns import expression

_TEXT = {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;"}
_ATTRIBUTE = {**_TEXT, ord('"'): "&quot;"}
#: Characters that HTML forbids in a document: controls, surrogates, non-characters.
_FORBIDDEN = expression(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef]|[\ufffe\uffff]|"
    + "|".join(f"[{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}]" for plane in range(0x10000, 0x110000, 0x10000))
)

#: Elements without an end tag.
_VOID = frozenset(("area", "br", "col", "hr", "img", "link", "meta"))


def clean(text: str) -> str:
    """*text* without the characters that HTML forbids."""
    return _FORBIDDEN.sub("", text)


def text(characters: str) -> str:
    """Characters as content of an element."""
    return clean(characters).translate(_TEXT)


def attribute(characters: str) -> str:
    """Characters as the value of a quoted attribute; white space is kept."""
    return clean(characters).translate(_ATTRIBUTE).replace("\n", "&#10;").replace("\t", "&#9;")


def tag(name: str, content: str = "", /, **attributes: str | int | float | bool | None) -> str:
    """An element around *content*, which is markup already.

    Attributes are escaped here: None and False leave one out, True gives it without a value. A trailing underscore is
    cut (``class_``), other underscores become hyphens (``aria_label``).
    """
    opening = f"<{name}{_attributes(attributes)}>"
    return opening if name in _VOID else f"{opening}{content}</{name}>"


def _attributes(attributes: dict[str, str | int | float | bool | None]) -> str:
    out = []
    for key, value in attributes.items():
        if value is None or value is False:
            continue
        name = key.rstrip("_").replace("_", "-")
        out.append(f" {name}" if value is True else f' {name}="{attribute(str(value))}"')
    return "".join(out)


def identifier(name: str) -> str:
    """*name* as the value of an ``id``: without white space, which HTML forbids there."""
    return re.sub(r"\s", "_", clean(name)) or "_"


def fragment(name: str) -> str:
    """The ``href`` that leads to ``identifier(name)``."""
    return "#" + quote(identifier(name), safe="!$&'()*+,;=:@/?-._~")


def classes(*names: str | None) -> str | None:
    """The value of ``class``, or None where nothing is left."""
    return " ".join(one for one in names if one) or None
