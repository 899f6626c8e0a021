"""Locators as people write them: a label may stand in the text itself ("ch. 3", "vol. 2, p. 5").

Source: CSL 1.0.2, "Locators"; the abbreviations are those that word-processor plug-ins let authors type.
"""

from __future__ import annotations

import re
from functools import lru_cache

from reports.patterns import expression

from .locale import Locale

_ABBREVIATIONS = {
    "app.": "appendix", "art.": "article", "arts.": "article", "bk.": "book", "bks.": "book", "ch.": "chapter",
    "chap.": "chapter", "chs.": "chapter", "col.": "column", "cols.": "column", "fig.": "figure", "figs.": "figure",
    "fol.": "folio", "fols.": "folio", "l.": "line", "ll.": "line", "n.": "note", "nn.": "note", "no.": "issue",
    "nos.": "issue", "op.": "opus", "p.": "page", "pp.": "page", "para.": "paragraph", "paras.": "paragraph",
    "pt.": "part", "pts.": "part", "r.": "rule", "sec.": "section", "secs.": "section", "s.v.": "sub-verbo",
    "sv.": "sub-verbo", "tbl.": "table", "tit.": "title", "v.": "verse", "vv.": "verse", "vrs.": "verse",
    "vol.": "volume", "vols.": "volume",
}  # fmt: skip
# The locator types of CSL 1.0.2, and older or looser spellings that are understood as one of them.
LABELS = (
    "act", "appendix", "article", "article-locator", "book", "canon", "chapter", "column", "elocation", "equation",
    "figure", "folio", "issue", "line", "note", "opus", "page", "paragraph", "part", "rule", "scene", "section",
    "sub-verbo", "sub verbo", "supplement", "surah", "table", "timestamp", "title", "title-locator", "verse", "version",
    "volume",
)  # fmt: skip
_WORD = "|".join(re.escape(word) for word in sorted(_ABBREVIATIONS, key=len, reverse=True))
_LEADING = expression(rf"\s*({_WORD})\s*(?=\S)", re.IGNORECASE)
_EMBEDDED = expression(rf"(?<=[,;]\s)({_WORD})\s+(?=[\dIVXLCivxlc])")
_TERMS = {
    "sub verbo": ("sub-verbo", "sub verbo"),
    "sub-verbo": ("sub-verbo", "sub verbo"),
    "title": ("title-locator", "title"),
    "article": ("article-locator", "article"),
    "article-locator": ("article-locator", "article"),
}


def term_names(label: str) -> tuple[str, ...]:
    """The terms that may hold a locator's label, best first."""
    return _TERMS.get(label, (label,))


@lru_cache(maxsize=5_000)
def normalize(locator: str, label: str) -> tuple[str, str]:
    """A cite's (locator, label); a label typed at the start of the locator replaces the default one."""
    text = locator.strip()
    label = label.strip().lower() or "page"
    if label == "page":
        match = _LEADING.match(text)
        if match and match.end() < len(text) and re.match(r"[\dIVXLCivxlc§]", text[match.end()]):
            return text[match.end() :], _ABBREVIATIONS[match[1].lower()]
    return text, label


def head(text: str) -> str:
    """The part of a locator that its label counts: up to the first label inside it."""
    match = _EMBEDDED.search(text)
    return text[: match.start()].rstrip(" ,;") if match else text


def embedded(text: str, locale: Locale) -> str:
    """The labels inside a locator or number in the locale's short form ("7, p. 3-8" → "7, pp. 3-8")."""
    from .numbers import is_plural

    def replace(match: re.Match[str]) -> str:
        rest = head(text[match.end() :])
        for name in term_names(_ABBREVIATIONS[match[1]]):
            term = locale.term(name, "short", is_plural(rest, name))
            if term:
                return f"{term} "
        return match[0]

    return _EMBEDDED.sub(replace, text) if "." in text else text
