"""How much room the text of a cell wants in Word, reckoned with the fonts of the look."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field, replace

from reports.model import blocks as b
from reports.model import inlines as i
from reports.patterns import expression
from reports.records import record
from reports.theme.tokens import TextStyle, Theme
from reports.writers.charts.measure import Measure, measurer
from reports.writers.columns import Piece
from reports.writers.docx.properties import BOLD
from reports.writers.docx.targets import flat_text
from reports.writers.docx.xml import half_points

#: By how much the font that stands in for a missing one may be wider: Calibri, Carlito and Liberation are up to 8 %.
_LEEWAY = 1.08
#: Raised and lowered marks, in sizes of the text around.
_RAISED = 0.65
#: White space where a line may end.
_SPACES = " \t\r\n\u2002\u2003\u2004\u2005\u2006\u2009\u200a\u3000"
_TOKEN = expression(f"[{_SPACES}]+|[^{_SPACES}]+")
#: Where Word parts a word without a hyphen of its own: after hyphens and dashes, not at strokes.
_BREAK = expression(r"(?<=[\w)\].,]-)(?=[^\W\d_])|(?<=[\u2010\u2014\u200b])(?=.)|(?<=\w\u2013)(?=\w)")
#: An address has no room anywhere: words longer than this may be parted, into so many characters at the least.
_LONGEST, _CHUNK = 30, 12
#: Points that a list takes at its left; that a picture or a table inside a cell asks for at the least, and likes.
_INDENT, _BLOCK, _BLOCK_LIKED = 14.0, 60.0, 160.0


@record(slots=True)
class Extent:
    """Points that some content asks for.

    least, firm
        Its widest unbreakable part; its widest number.
    natural
        Its width without breaking lines.
    paragraphs
        The unbreakable parts of each of its paragraphs.
    """

    least: float = 0.0
    firm: float = 0.0
    natural: float = 0.0
    paragraphs: list[tuple[Piece, ...]] = field(default_factory=list)

    def add(self, other: Extent, indent: float = 0.0) -> None:
        """Put *other* below, *indent* to the right."""
        self.least = max(self.least, other.least + indent)
        self.firm = max(self.firm, other.firm + indent)
        self.natural = max(self.natural, other.natural + indent)
        self.paragraphs += [tuple((wide + indent / 2, gap) for wide, gap in one) for one in other.paragraphs]


class _Words(dict[str, tuple[tuple[float, bool], ...]]):
    """The unbreakable parts of words in one style: the width of each, and whether it is a number."""

    def __init__(self, measure: Measure, style: TextStyle) -> None:
        super().__init__()
        self._measure, self._style = measure, style

    def __missing__(self, word: str) -> tuple[tuple[float, bool], ...]:
        found = self[word] = tuple(
            (self._measure(part, self._style) * _LEEWAY, _is_number(part)) for part in _parts(word)
        )
        return found


class Ruler:
    """Measures content in the fonts of a look; each word of each style once."""

    def __init__(self, theme: Theme) -> None:
        self._measure: Measure = measurer(theme)
        self._known: dict[TextStyle, _Words] = {}

    def extent(self, content: tuple[b.Block, ...], style: TextStyle) -> Extent:
        """The room for *content* set in *style*, which is one that Word can set (see ``as_in_word``)."""
        if len(content) == 1 and isinstance(content[0], b.Para):
            return self._text(content[0].content, style)
        found = Extent()
        for block in content:
            match block:
                case b.Para():
                    found.add(self._text(block.content, style))
                case b.List():
                    for item in block.items:
                        found.add(self.extent(item.content, style), _INDENT)
                case b.Figure() | b.Table() | b.DefinitionList():
                    found.add(Extent(_BLOCK, _BLOCK, _BLOCK_LIKED, [((_BLOCK_LIKED, 0.0),)] * 8))
                case _:
                    found.add(self._text((i.Text(flat_text((block,))),), style), _INDENT)
        return found

    def width(self, text: str, style: TextStyle) -> float:
        """Width of *text* on one line, with the leeway for another font."""
        return self._measure(text, style) * _LEEWAY

    def _words(self, style: TextStyle) -> _Words:
        found = self._known.get(style)
        if found is None:
            found = self._known[style] = _Words(self._measure, style)
        return found

    def _text(self, content: tuple[i.Inline, ...], style: TextStyle) -> Extent:
        lines: list[list[Piece]] = [[]]
        firm = gap = 0.0
        joined = False
        known, words = style, self._words(style)
        for text, look in _spans(content, style):
            if look is not known:
                known, words = look, self._words(look)
            if text == "\n":
                lines.append([])
                gap, joined = 0.0, False
                continue
            for token in _TOKEN.findall(text):
                if token[0] in _SPACES:
                    gap, joined = gap + words[" "][0][0], False
                    continue
                for wide, number in words[token]:
                    if joined and lines[-1]:
                        before, gap = lines[-1].pop()
                        wide += before
                    lines[-1].append((wide, gap))
                    firm = max(firm, wide) if number else firm
                    gap, joined = 0.0, False
                joined = True
        least = max((wide for line in lines for wide, _ in line), default=0.0)
        natural = max(sum(wide + gap for wide, gap in line) for line in lines)
        return Extent(least, min(firm, least), natural, [tuple(one) for one in lines])


def _is_number(part: str) -> bool:
    return any(sign.isdigit() for sign in part) and not any(sign.isalpha() for sign in part)


def as_in_word(style: TextStyle) -> TextStyle:
    """*style* as Word can set it: in half points, and in one of two weights."""
    return replace(style, size=half_points(style.size) / 2, weight=700 if style.weight >= BOLD else 400)


def _parts(word: str) -> Iterator[str]:
    for part in _BREAK.split(word):
        if len(part) <= _LONGEST:
            yield part
        else:
            yield from (part[at : at + _CHUNK] for at in range(0, len(part), _CHUNK))


def _spans(nodes: tuple[i.Inline, ...], style: TextStyle) -> Iterator[tuple[str, TextStyle]]:
    """The text of *nodes* with the style of each stretch; a line feed stands for a line break."""
    for node in nodes:
        match node:
            case i.Text(text):
                yield " " if text == "\n" else text, style
            case i.Code(text):
                yield " " if text == "\n" else text, replace(style, family="mono")
            case i.LineBreak():
                yield "\n", style
            case i.Note():
                yield node.number or "*", replace(style, size=style.size * _RAISED)
            case i.Superscript(content) | i.Subscript(content):
                yield from _spans(content, replace(style, size=style.size * _RAISED))
            case i.Strong(content):
                yield from _spans(content, replace(style, weight=700))
            case i.Emph(content):
                yield from _spans(content, replace(style, italic=True))
            case _:
                yield from _spans(node.content, style)
