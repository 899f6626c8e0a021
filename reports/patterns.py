"""Regular expressions that are compiled when they are first used.

A first build has some three hundred of them, and uses a part.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

__all__ = ["expression"]

#: What is asked of a compiled expression.
_ASKED = (
    "match", "fullmatch", "search", "finditer", "findall", "split", "sub", "subn", "pattern", "flags", "groups",
    "groupindex", "scanner",
)  # fmt: skip

if TYPE_CHECKING:
    from re import compile as expression
else:

    def expression(text: Any, flags: int = 0) -> Any:
        """As ``re.compile``. A fault in *text* raises re.error at the first use only: a test uses each once."""
        return Expression(text, flags)


class Expression:
    """Stands for the compiled expression; from the first use on with the very methods of that."""

    def __init__(self, text: Any, flags: int) -> None:
        self._given = (text, flags)

    def __getattr__(self, name: str) -> Any:
        if name not in _ASKED:
            raise AttributeError(name)
        text, flags = self._given
        made: Any = re.compile(text, flags)
        self.__dict__.update({one: getattr(made, one) for one in _ASKED})
        return getattr(made, name)

    def __repr__(self) -> str:
        return f"expression{self._given!r}"
