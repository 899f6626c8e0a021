"""``[smith2020]`` where ``[@smith2020]`` was meant: a key of the library in brackets, printed as it is written."""

from __future__ import annotations

import re
from typing import Any

from reports.citing.library import Library
from reports.diagnostics import Collector
from reports.model.inlines import Text
from reports.model.walk import walk
from reports.patterns import expression
from reports.schema.text import LineIndex
from reports.source import Position

#: A key with a letter in it: [1] is a number in brackets, whatever the library calls its entries.
_BRACKETED = expression(r"\[(?P<key>(?=[^\],;\s]*[^\W\d_])[^\W_][\w:.+/-]{1,100})(?:,[^\[\]\n]{0,100})?\]")
#: What stands before a list of YAML in brackets.
_LIST = expression(r"[\w-]+:\s*\Z")
#: Keys that are told.
_MOST = 20


def tell_bracketed(content: Any, library: Library, written: LineIndex, collector: Collector) -> None:
    """Warn of each known key that *content*, a document before its citations are settled, prints in brackets.

    written
        The file that the text stands in, to tell the place.
    """
    if not len(library):
        return
    found = {one["key"] for node in walk(content) if isinstance(node, Text) for one in _BRACKETED.finditer(node.text)}
    known = sorted(key for key in found if library.find(key) is not None)[:_MOST]
    for key in known:
        places = [one.start() for one in re.finditer(rf"\[{re.escape(key)}[\],]", written.text)]
        places = [at for at in places if not _LIST.search(written.text, max(at - 100, 0), at)]
        message = f"`[{key}]` is no citation and prints as it is, though the bibliography has that key"
        where = [written.position(at) for at in places[:_MOST]] or [Position(written.path)]
        for one in where:
            collector.warning("CIT007", one, message, f"write [@{key}]")
