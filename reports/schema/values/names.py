"""Names of values, and the form in which a text refers to one."""

from __future__ import annotations

import unicodedata
from typing import Final

from reports.patterns import expression
from reports.records import record

#: What opens a reference in prose and in plain text.
OPEN: Final = "{="
#: ``{=name}``, ``{=name:text}``, ``{=name:1}``; what stands between the signs is taken apart by :func:`reference`.
REFERENCE: Final = expression(r"\{=(?P<inside>[^{}\n]{0,200})\}")
#: The name under which the fields of a row stand where one edition is built per row.
ROW: Final = "row"

_WORDLESS = expression(r"[^\w]+|_+")
_FORM = expression(r"text|[0-6]")


@record(frozen=True, slots=True)
class Reference:
    """What an author asks for.

    name
        As :func:`normal` writes it.
    form
        Empty: as the language writes it; ``text``: as the data have it; a digit: so many decimals.
    """

    name: str
    form: str = ""


def slug(text: str) -> str:
    """*text* as a part of a name: lower case, and hyphens for all that is neither letter nor digit.

    >>> slug("Bosnia and Herzegovina")
    'bosnia-and-herzegovina'
    """
    return _WORDLESS.sub("-", unicodedata.normalize("NFC", text).lower()).strip("-")


def normal(name: str) -> str:
    """*name* with each part between full stops as :func:`slug` writes it."""
    return ".".join(slug(part) for part in name.split("."))


def reference(inside: str) -> Reference | None:
    """What stands between ``{=`` and ``}``, or None where it is no name."""
    name, colon, form = inside.partition(":")
    found = normal(name.strip())
    form = form.strip()
    if not found.replace(".", "") or (colon and not _FORM.fullmatch(form)):
        return None
    return Reference(found, form)
