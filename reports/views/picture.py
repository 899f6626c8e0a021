"""The chain of evidence as a picture: one HTML page without scripts, with the same facts as tables below it.

Sources stand on the left, findings in the middle, recommendations on the right; a line leads from each to what rests on
it. What hangs in the air has a dashed frame and says so in words. Pointing at a box, or reaching it with the keyboard,
leaves its own lines only.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from html import escape

from reports.records import record
from reports.views.chain import Chain, Claim, Finding, chain_of
from reports.views.entry import Entry

#: Widths in pixels of the picture and of the columns, and where the columns begin.
_WIDTH = 1240
_COLUMNS = {"source": (0, 300), "finding": (450, 330), "claim": (920, 320)}
_HEADS = {"source": "Sources", "finding": "Findings", "claim": "Recommendations"}
_LINE, _PAD, _GAP, _TOP = 17, 9, 10, 34
#: A character of the picture's type takes so many pixels, rather too many than too few.
_CHARACTER = 7.3
_MOST_LINES = {"source": 2, "finding": 3, "claim": 3}

_STYLE = """
:root{color-scheme:light dark;--ink:#1c2126;--quiet:#56636b;--paper:#fff;--box:#eef3f4;--line:#12495a;--warn:#9b2f22}
@media(prefers-color-scheme:dark){:root{--ink:#e8ecee;--quiet:#a9b5bb;--paper:#14181b;--box:#212a2f;--line:#7fc0d4;
--warn:#ff9c8c}}
body{font:16px/1.5 "Source Sans 3",system-ui,sans-serif;color:var(--ink);background:var(--paper);max-width:78rem;
margin:2rem auto;padding:0 1rem}
h1{font-size:1.6rem;line-height:1.25}h2{font-size:1.25rem;margin-top:2.5rem}h3{font-size:1rem;margin-top:1.8rem}
a{color:var(--line)}figure{margin:1rem 0;overflow-x:auto}svg{display:block;width:100%;min-width:56rem;height:auto}
svg text{font-size:13px;fill:var(--ink)}svg .head{font-weight:700;fill:var(--line)}svg .fault{fill:var(--warn);
font-weight:700}svg rect{fill:var(--box);stroke:var(--line);stroke-width:1}svg .orphan rect{stroke:var(--warn);
stroke-width:2;stroke-dasharray:6 4}svg path{fill:none;stroke:var(--line);stroke-width:1.3;opacity:.55}
svg a{text-decoration:none}svg a:is(:hover,:focus-visible) rect{stroke-width:3}
table{border-collapse:collapse;width:100%;font-size:.92rem}th,td{text-align:left;vertical-align:top;
padding:.4rem .6rem .4rem 0;border-bottom:1px solid var(--quiet)}tr:target{outline:2px solid var(--line)}
.fault{color:var(--warn);font-weight:700}.quiet{color:var(--quiet)}
@media print{:root{--ink:#000;--quiet:#444;--paper:#fff;--box:#f2f2f2;--line:#12495a;--warn:#9b2f22}
body{margin:0;max-width:none;font-size:8.5pt}h3{break-after:avoid}figure{overflow:visible}svg{min-width:0}tr{break-inside:avoid}
@page{size:A4 landscape;margin:12mm}}
"""


@record(frozen=True, slots=True)
class _Box:
    """A box of the picture: what it says, how high it is, and the key of the boxes' lines."""

    kind: str
    key: str
    title: str
    faults: tuple[str, ...] = ()

    @property
    def lines(self) -> list[str]:
        """The title, broken to the width of the column; cut where it is too long for a box."""
        wide = int((_COLUMNS[self.kind][1] - 2 * _PAD) / _CHARACTER)
        lines = textwrap.wrap(self.title, wide) or ["–"]
        most = _MOST_LINES[self.kind]
        return lines if len(lines) <= most else [*lines[: most - 1], lines[most - 1][: wide - 1].rstrip(" ,") + "…"]

    @property
    def height(self) -> int:
        return 2 * _PAD + _LINE * (len(self.lines) + len(self.faults))


@record(frozen=True, slots=True)
class _Placed:
    box: _Box
    top: float

    @property
    def middle(self) -> float:
        return self.top + self.box.height / 2


def picture(entries: Iterable[Entry]) -> str:
    """The page. Briefs without findings and recommendations are named, and have no picture."""
    parts = [part for count, entry in enumerate(entries, 1) for part in _brief(entry, f"b{count}")]
    body = "\n".join(parts)
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>Evidence</title>\n'
        f"<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n<h1>What the recommendations rest on</h1>\n"
        '<p class="quiet">Lines lead from the sources to the findings that cite them, and from the findings to the '
        "recommendations that rest on them. A dashed frame marks what hangs in the air. Each box leads to its row in "
        f"the tables.</p>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _brief(entry: Entry, mark: str) -> Iterator[str]:
    chain = chain_of(entry.brief, entry.tables)
    lang = escape(str(entry.brief.lang))
    yield f'<section aria-labelledby="{mark}"><h2 id="{mark}" lang="{lang}">{escape(str(entry.brief.title))}</h2>'
    if not chain.findings and not chain.claims:
        yield "<p>This brief has neither findings nor recommendations.</p></section>"
        return
    yield f"<p>{_told(chain)}</p>"
    yield _Drawing(entry, chain, mark).svg()
    yield from _tables(entry, chain, mark)
    yield "</section>"


def _told(chain: Chain) -> str:
    """The picture in a sentence: how much there is, and what hangs in the air."""
    counts = [
        _counted(len(chain.sources), "source"), _counted(len(chain.findings), "finding"),
        _counted(len(chain.claims), "recommendation"),
    ]  # fmt: skip
    faults = [fault for one in chain.findings for fault in one.faults]
    faults += [fault for one in chain.claims for fault in one.faults]
    missing = [f"{fault} ({faults.count(fault)})" for fault in dict.fromkeys(faults)]
    return f"{', '.join(counts)}. {'In the air: ' + '; '.join(missing) if missing else 'Nothing hangs in the air'}."


def _counted(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


class _Drawing:
    """The picture of one brief."""

    def __init__(self, entry: Entry, chain: Chain, mark: str) -> None:
        self._mark = mark
        self._chain = chain
        self._findings = [one for one in chain.findings if one.direct or not one.leads_to]
        drawn = {one.id for one in self._findings}
        #: A section that holds findings of its own leaves their sources to them.
        self._cited = {one.id: self._own_sources(one, drawn) for one in self._findings}
        lines = list(self._lines())
        boxes = {
            "source": [_Box("source", f"s-{key}", entry.sources.get(key, key)) for key in self._sorted_sources()],
            "finding": [_Box("finding", f"f-{one.id}", one.title or one.id, one.faults) for one in self._findings],
            "claim": [_Box("claim", f"r-{one.id}", f"{one.number} {one.headline}", one.faults) for one in chain.claims],
        }
        tallest = max(_needed(one) for one in boxes.values())
        self._height = _TOP + tallest + _GAP
        self._placed = {kind: list(_stacked(some, tallest)) for kind, some in boxes.items()}
        self._where = {one.box.key: one for some in self._placed.values() for one in some}
        self._edges = [(one, other) for one, other in lines if one in self._where and other in self._where]
        self._numbers = {key: f"n{count}" for count, key in enumerate(self._where)}

    def _own_sources(self, one: Finding, drawn: set[str]) -> tuple[str, ...]:
        inner = {key for other in self._chain.findings if other.id in one.holds and other.id in drawn
                 for key in other.sources}  # fmt: skip
        return tuple(key for key in one.sources if key not in inner)

    def _lines(self) -> Iterator[tuple[str, str]]:
        for one in self._findings:
            yield from ((f"s-{key}", f"f-{one.id}") for key in self._cited[one.id])
            yield from ((f"f-{one.id}", f"r-{claim}") for claim in one.direct)
        for claim in self._chain.claims:
            yield from ((f"s-{key}", f"r-{claim.id}") for key in claim.sources)

    def _sorted_sources(self) -> list[str]:
        """Each source at the height of what cites it, on average, so that few lines cross."""
        order = {one.id: count for count, one in enumerate(self._findings)}
        share = len(order) / max(1, len(self._chain.claims))
        places: dict[str, list[float]] = {}
        for one in self._findings:
            for key in self._cited[one.id]:
                places.setdefault(key, []).append(order[one.id])
        for claim in self._chain.claims:
            for key in claim.sources:
                places.setdefault(key, []).append((claim.number - 1) * share)
        known = list(self._chain.sources)
        drawn = [key for key in known if key in places]
        return sorted(drawn, key=lambda key: (sum(places[key]) / len(places[key]), known.index(key)))

    def svg(self) -> str:
        """The figure with its picture."""
        mark = self._mark
        parts = [
            f'<svg viewBox="-4 0 {_WIDTH + 8} {self._height}" role="group" aria-labelledby="{mark}-t {mark}-d">',
            f'<title id="{mark}-t">Chain of evidence</title><desc id="{mark}-d">{escape(_told(self._chain))} '
            "The tables below the picture say the same.</desc>",
            f"<style>{self._spotlights()}</style>",
            *(self._path(one, other) for one, other in self._edges),
            *(f'<text class="head" x="{_COLUMNS[kind][0]}" y="20">{head}</text>' for kind, head in _HEADS.items()),
            *(self._box(one) for some in self._placed.values() for one in some),
            "</svg>",
        ]
        return "<figure>\n" + "\n".join(parts) + "\n</figure>"

    def _spotlights(self) -> str:
        """While a box is pointed at, or reached by keyboard, all lines but its own fade."""
        name = f"{self._mark}-"
        return "".join(
            f"svg:has(#{name}{number}:is(:hover,:focus-visible)) path:not(.{name}{number}){{opacity:.06}}"
            for number in self._numbers.values()
        )

    def _path(self, one: str, other: str) -> str:
        start, end = self._where[one], self._where[other]
        left = sum(_COLUMNS[start.box.kind])
        right, _ = _COLUMNS[end.box.kind]
        bend = (right - left) / 2
        marks = f"{self._mark}-{self._numbers[one]} {self._mark}-{self._numbers[other]}"
        return (
            f'<path class="{marks}" d="M{left} {start.middle:.1f}C{left + bend:g} {start.middle:.1f} '
            f'{right - bend:g} {end.middle:.1f} {right} {end.middle:.1f}"/>'
        )

    def _box(self, placed: _Placed) -> str:
        box = placed.box
        left, width = _COLUMNS[box.kind]
        orphan = ' class="orphan"' if box.faults else ""
        spoken = "; ".join([box.title, *box.faults])
        lines = [(line, "") for line in box.lines] + [(f"⚠ {fault}", ' class="fault"') for fault in box.faults]
        texts = "".join(
            f'<text{kind} x="{left + _PAD}" y="{placed.top + _PAD + 13 + _LINE * count:.1f}">{escape(line)}</text>'
            for count, (line, kind) in enumerate(lines)
        )
        return (
            f'<a id="{self._mark}-{self._numbers[box.key]}" href="#{_row_id(self._mark, box.key)}" '
            f'aria-label="{escape(spoken)}"{orphan}>'
            f"<title>{escape(spoken)}</title>"
            f'<rect x="{left}" y="{placed.top:.1f}" width="{width}" height="{box.height}" rx="4"/>{texts}</a>'
        )


def _needed(boxes: Sequence[_Box]) -> int:
    return sum(box.height for box in boxes) + _GAP * max(0, len(boxes) - 1)


def _stacked(boxes: Sequence[_Box], tallest: int) -> Iterator[_Placed]:
    """Boxes one below the other, spread over the height of the tallest column."""
    spare = (tallest - _needed(boxes)) / (len(boxes) + 1) if boxes else 0
    top = _TOP + spare
    for box in boxes:
        yield _Placed(box, top)
        top += box.height + _GAP + spare


# ------------------------------------------------------------------------------------------------------ the tables


def _row_id(mark: str, key: str) -> str:
    return escape(f"{mark}-row-{''.join(one if one.isalnum() or one == '-' else '_' for one in key)}")


def _tables(entry: Entry, chain: Chain, mark: str) -> Iterator[str]:
    titles = {f"f-{one.id}": one.title or one.id for one in chain.findings}
    titles |= {f"r-{one.id}": f"{one.number} {one.headline}" for one in chain.claims}
    titles |= {f"s-{key}": entry.sources.get(key, key) for key in chain.sources}

    def link(key: str) -> str:
        return f'<a href="#{_row_id(mark, key)}">{escape(titles[key])}</a>' if key in titles else escape(key[2:])

    def links(kind: str, names: Sequence[str]) -> str:
        return "<br>".join(link(f"{kind}-{name}") for name in names) or "–"

    claims = [
        (f"r-{one.id}", str(one.number), escape(one.headline), links("f", one.rests_on), links("s", one.sources),
         _faults(one))
        for one in chain.claims
    ]  # fmt: skip
    findings = [
        (f"f-{one.id}", escape(one.title or one.id), links("s", one.sources), links("r", one.leads_to), _faults(one))
        for one in chain.findings
    ]
    sources = [
        (f"s-{key}", escape(titles[f"s-{key}"]), links("f", [one.id for one in chain.findings if key in one.sources]),
         links("r", [one.id for one in chain.claims if key in one.sources]))
        for key in chain.sources
    ]  # fmt: skip
    yield _table(mark, "Recommendations", ("No.", "Recommendation", "Rests on", "Cites", "Missing"), claims)
    yield _table(mark, "Findings", ("Finding", "Sources", "Leads to", "Missing"), findings)
    yield _table(mark, "Sources", ("Source", "Cited in", "Cited by recommendation"), sources)


def _faults(one: Finding | Claim) -> str:
    return f'<span class="fault">{escape("; ".join(one.faults))}</span>' if one.faults else ""


def _table(mark: str, title: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    if not rows:
        return ""
    name = f"{mark}-{title.lower()}"
    head = "".join(f'<th scope="col">{one}</th>' for one in heads)
    lines = [
        f'<tr id="{_row_id(mark, key)}">' + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"
        for key, *cells in rows
    ]
    return (
        f'<h3 id="{name}">{title}</h3>\n<table aria-labelledby="{name}">\n<thead><tr>{head}</tr></thead>\n<tbody>\n'
        + "\n".join(lines)
        + "\n</tbody>\n</table>"
    )
