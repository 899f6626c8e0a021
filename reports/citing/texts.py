"""Texts of references as they may be printed: one line, composed characters, nothing that a writer chokes on."""

from __future__ import annotations

import unicodedata

from reports.patterns import expression

_SPACES = expression(r"[ \t\r\n\f\v\u0085\u2028\u2029]+")
_UNPRINTABLE = expression(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff\ud800-\udfff\ufdd0-\ufdef"
    "\u202a-\u202e\u2066-\u2069\U0001fffe\U0001ffff]"
)


def clean(text: str) -> tuple[str, str]:
    """*text* as it may be printed, and the first character that had to be taken out ("" for none).

    Runs of white space become one space (a no-break space stays), characters are composed (NFC), and control
    characters, noncharacters, lone surrogates and direction overrides are taken out.
    """
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip(" "), ""
    found = _UNPRINTABLE.search(text)
    bad = found[0] if found else ""
    if found:
        text = _UNPRINTABLE.sub("", text)
    return unicodedata.normalize("NFC", _SPACES.sub(" ", text).strip(" ")), bad
