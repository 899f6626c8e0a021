"""A CSL 1.0.2 engine: references and citations in any Citation Style Language style, as typed runs.

    style = load_style(xml, locale="en-GB", locales=data.locale, parents=data.parent)
    processor = Processor(style, {item["id"]: item for item in csl_json})
    citations = processor.cite([Cluster("c1", [CiteItem("doe2020", locator="33")], note=1)])
    entries = processor.bibliography().entries

The package imports nothing but the standard library (`data` looks for installed style and locale files).
"""

from __future__ import annotations

from collections.abc import Callable

from . import locale as _localisation
from .errors import CslError, DataError, StyleError, UnknownStyle
from .model import CitationOutput, CiteItem, Cluster
from .problems import Problem, problems
from .processor import Processor
from .runs import PLAIN, Bibliography, Entry, Format, Part, Run
from .service import process_json
from .style import Style, compile_style, read_style

__all__ = [
    "PLAIN",
    "Bibliography",
    "CitationOutput",
    "CiteItem",
    "Cluster",
    "CslError",
    "DataError",
    "Entry",
    "Format",
    "Part",
    "Problem",
    "Processor",
    "Run",
    "Style",
    "StyleError",
    "UnknownStyle",
    "load_style",
    "problems",
    "process_json",
]

Loader = Callable[[str], bytes | None]


def load_style(csl_xml: bytes, *, locale: str, locales: Loader, parents: Loader, exact_locale: bool = False) -> Style:
    """Read, check and compile a style.

    `locale` is the output language as a BCP 47 tag ("" takes the style's default). Where the style names a dialect
    of the same language as its default, the style's dialect is used, unless `exact_locale` is set. `locales` gives
    the bytes of a locale file by tag, `parents` those of an independent style by name; both give None for unknown.
    Raises StyleError.
    """
    return compile_style(read_style(csl_xml, parents), locale, locales, exact_locale)


normal_tag = _localisation.normal_tag
