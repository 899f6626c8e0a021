"""Cases that do not hold yet, each with what is wrong: open work, counted and shown, never hidden."""

from __future__ import annotations

KNOWN: dict[str, str] = {
    "replacing that multiplies": "a filter's result is bounded only after it was made: 1,100 MB",
    "joining that multiplies": "a filter's result is bounded only after it was made: 900 MB",
    "a heading of a megabyte": "headings have no bound of their own: 10 s",
    "a table of twenty thousand rows": "refused, after 8 s",
    "prefixes of a hundred thousand letters": "affixes of citations have no bound: more than 15 s",
    "an escaped lone surrogate": "told as a quote that is not closed",
    "an escape beyond Unicode": "told as a quote that is not closed",
    "a path of a hundred thousand letters": "a second error without a place follows",
    "a link to the terminal": "told as a file that is not there",
    "a font with its glyphs overwritten": "the font is taken as it is",
    "no cache folder named and no home": "the cache makes a folder at the top of the disk when run as root",
    "the output is somebody else's folder": "what must happen is not settled",
}
