"""From the token stream to runs: quotation marks by depth, flip-flop formatting, punctuation at the seams.

Punctuation marks that meet at a seam between two pieces (a title's full stop and a suffix's comma) are reduced by a
table; within a piece nothing is touched. With punctuation-in-quote, a mark that follows a closing quotation mark
moves inside. Source: CSL 1.0.2, "Quotes", "Locale Options", "Formatting"; the seam table follows the official test
suite (punctuation_FullMonty*).
"""

from __future__ import annotations

from typing import cast

from reports.patterns import expression
from reports.records import record

from .locale import Locale
from .runs import Display, Format, Part, Run
from .tokens import Kind, Mark, Tokens

State = tuple[bool, bool, bool, bool, str]  # italic, bold, small caps, underline, vertical
_PLAIN: State = (False, False, False, False, "")
_FORMATS: dict[State, Format] = {}

_MARKS = frozenset("!?:;,.")
_INSIDE = frozenset(".,!?")
# (left, right) at a seam → what is left of them; pairs not listed stay as they are.
_SEAMS = {
    "::": ":", ";:": ";", "!:": "!", "?:": "?",
    ":.": ":", "..": ".", ";.": ";", "!.": "!", "?.": "?",
    ";;": ";",
    ":!": "!", ";!": "!", "!!": "!",
    ":?": "?", ";?": "?", "??": "?",
    ",,": ",",
}  # fmt: skip
_RAISED = dict(
    zip(
        "ªºʰʲʳʷʸˡˢˣᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁᵂᵃᵇᵈᵉᵍᵏᵐᵒᵖᵗᵘᵛᶜᶠᶻⁱⁿⱽ",
        "aohjrwylsxABDEGHIJKLMNOPRTUWabdegkmoptuvcfzinV",
        strict=True,
    )
)
_RAISED_RUN = expression("([" + "".join(_RAISED) + "]+)")


@record(slots=True)
class Segment:
    """A piece of text on its way to becoming a run. `quote` is 1 for an opening mark, 2 for a closing one, 3 for one
    with more of the same field behind it (punctuation there stays where the author put it).
    """

    text: str
    state: State
    link: str = ""
    display: str = ""
    cite: str = ""
    quote: int = 0


class Quotes:
    """The four quotation marks of a locale."""

    __slots__ = ("closing", "inside", "opening")

    def __init__(self, locale: Locale) -> None:
        self.opening = (locale.term("open-quote") or "“", locale.term("open-inner-quote") or "‘")
        self.closing = (locale.term("close-quote") or "”", locale.term("close-inner-quote") or "’")
        self.inside = locale.options.get("punctuation-in-quote") == "true"

    def pair(self, typed: str, around: list[tuple[str, bool]]) -> tuple[str, tuple[str, bool]]:
        """The opening mark to print, and the closing one with whether the pair stays as it was typed.

        Typographic marks that a reference brings stay outside of any other quotation; inside of one they take turns
        with it when they are of the locale's own.
        """
        if typed and (all(kept for _, kept in around) or typed not in self.opening):
            return typed, ("”" if typed == "“" else "’", True)
        depth = len(around) % 2
        return self.opening[depth], (self.closing[depth], False)


def finish(tokens: Tokens, quotes: Quotes) -> list[Part]:
    """The runs of a stream, grouped into display parts (one part "" when no display attribute is used)."""
    return _parts(_punctuate(_linear(tokens, quotes), quotes.inside))


def runs(tokens: Tokens, quotes: Quotes) -> tuple[Run, ...]:
    """The runs of a stream without its display structure."""
    return tuple(run for part in finish(tokens, quotes) for run in part.runs)


def _linear(tokens: Tokens, quotes: Quotes) -> list[Segment]:
    segments: list[Segment] = []
    state, link, display, cite = _PLAIN, "", "", ""
    stack: list[tuple[Kind, State, str, str, str]] = []
    closers: list[tuple[str, bool]] = []
    for token in tokens:
        if type(token) is str:
            if token:
                _add_text(segments, token, state, link, display, cite)
            continue
        assert isinstance(token, Mark)
        kind = token.kind
        if kind is Kind.CLOSE:
            if stack:
                opened, state, link, display, cite = stack.pop()
                if opened is Kind.QUOTE:
                    mark = closers.pop()[0]
                    segments.append(Segment(mark, state, link, display, cite, 3 if token.value == "within" else 2))
            continue
        stack.append((kind, state, link, display, cite))
        if kind is Kind.FORMAT or kind is Kind.FLIP:
            state = _change(state, token.value, kind is Kind.FLIP)
        elif kind is Kind.QUOTE:
            mark, closer = quotes.pair(str(token.value), closers)
            closers.append(closer)
            segments.append(Segment(mark, state, link, display, cite, 1))
        elif kind is Kind.LINK:
            link = str(token.value)
            _claim_scheme(segments, link)
        elif kind is Kind.DISPLAY:
            display = str(token.value)
        elif kind is Kind.CITE:
            cite = str(token.value)
    return segments


def _add_text(segments: list[Segment], text: str, state: State, link: str, display: str, cite: str) -> None:
    if text.isascii() or not _RAISED_RUN.search(text):
        segments.append(Segment(text, state, link, display, cite))
        return
    raised: State = (*state[:4], "sup")
    for index, piece in enumerate(_RAISED_RUN.split(text)):
        if piece and index % 2:
            segments.append(Segment("".join(_RAISED[char] for char in piece), raised, link, display, cite))
        elif piece:
            segments.append(Segment(piece, state, link, display, cite))


def _claim_scheme(segments: list[Segment], link: str) -> None:
    """Draw a rendered "https://doi.org/" before an identifier into its link."""
    if not segments:
        return
    last = segments[-1]
    for scheme in ("https://doi.org/", "http://doi.org/", "https://dx.doi.org/", "http://dx.doi.org/"):
        if last.text.endswith(scheme) and link.startswith("https://doi.org/") and not last.link:
            last.text = last.text[: -len(scheme)]
            segments.append(Segment(scheme, last.state, link, last.display, last.cite))
            return


def _change(state: State, value: tuple[str, str] | str, flip: bool) -> State:
    assert isinstance(value, tuple)
    name, setting = value
    italic, bold, caps, underline, vertical = state
    match name:
        case "font-style":
            italic = (not italic) if flip else setting in ("italic", "oblique")
        case "font-weight":
            bold = (not bold) if flip else setting == "bold"
        case "font-variant":
            caps = (not caps) if flip else setting == "small-caps"
        case "text-decoration":
            underline = setting == "underline"
        case "vertical-align":
            vertical = "" if setting == "baseline" or (flip and vertical == setting) else setting
        case "all":
            return _PLAIN
    return (italic, bold, caps, underline, vertical)


def _punctuate(segments: list[Segment], inside: bool) -> list[Segment]:
    done: list[Segment] = []
    for segment in segments:
        if segment.quote:
            done.append(segment)
            continue
        while segment.text and done and _seam(done, segment, inside):
            pass
        if segment.text:
            done.append(segment)
    return done


def _seam(done: list[Segment], segment: Segment, inside: bool) -> bool:
    """Settle the seam between what is done and `segment`; True when it has to be looked at again."""
    last = done[-1]
    right = segment.text[0]
    if last.quote == 2:
        return right in _MARKS and _behind_quote(done, segment, inside)
    if last.quote:
        return False
    left = last.text[-1]
    if right == " " and left in " \n":
        segment.text = segment.text[1:]
        return True
    if right not in _MARKS or left not in _MARKS:
        return False
    left_stays = _SEAMS.get(left + right)
    if left_stays is None:
        return False
    if left_stays == left:
        segment.text = segment.text[1:]
        return bool(segment.text) and segment.text[0] in _MARKS
    last.text = last.text[:-1]
    if last.text:
        return True
    done.pop()
    return bool(done)


def _behind_quote(done: list[Segment], segment: Segment, inside: bool) -> bool:
    """A mark follows a closing quotation mark: drop it, move it inside, or leave it."""
    index = len(done)
    while index and done[index - 1].quote == 2:
        index -= 1
    if not index or done[index - 1].quote or not done[index - 1].text:
        return False
    inner = done[index - 1]
    left, right = inner.text[-1], segment.text[0]
    if not inside:
        if left != right or right != ".":
            return False
        segment.text = segment.text[1:]
        return True
    kept = _SEAMS.get(left + right) if left in _MARKS else None
    if kept == left:
        segment.text = segment.text[1:]
        return True
    if right not in _INSIDE:
        return False
    if kept == right:
        inner.text = inner.text[:-1]
    done.insert(index, Segment(right, done[index].state, done[index].link, inner.display, inner.cite))
    segment.text = segment.text[1:]
    return True


def _parts(segments: list[Segment]) -> list[Part]:
    parts: list[tuple[str, list[Run]]] = []
    for segment in segments:
        if not segment.text:
            continue
        if not parts or parts[-1][0] != segment.display:
            parts.append((segment.display, []))
        current = parts[-1][1]
        style = _FORMATS.get(segment.state)
        if style is None:
            style = _FORMATS[segment.state] = Format(*segment.state)  # type: ignore[arg-type]
        previous = current[-1] if current else None
        if previous and (previous.format, previous.link, previous.cite) == (style, segment.link, segment.cite):
            current[-1] = Run(previous.text + segment.text, style, segment.link, segment.cite)
        else:
            current.append(Run(segment.text, style, segment.link, segment.cite))
    return [Part(cast(Display, display), tuple(found)) for display, found in parts]
