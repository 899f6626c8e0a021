"""Clusters: cites rendered, grouped, collapsed and joined.

Source: CSL 1.0.2, "Cite Grouping", "Cite Collapsing", "Affixes"; in CSL-JSON's citation items: prefix, suffix,
suppress-author, author-only.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from reports.patterns import expression
from reports.records import record

from . import locators, output, richtext
from .context import Context, Plan, Position
from .model import CitationOutput, Cluster
from .positions import Placed
from .reference import Reference
from .runs import Run
from .style import Style
from .tokens import CLOSE, Kind, Mark, Token, Tokens, plain

_SENTENCE = expression(r"\S\s.*[.?!][\"'”’»)]?\s*$", re.DOTALL)
_OPENERS = frozenset("([{“‘«\"'/-–— \u00a0\u202f")


@record(slots=True)
class Cite:
    """One rendered cite of a cluster."""

    placed: Placed
    tokens: Tokens
    names: str
    collapsed: bool = False
    year: str = ""
    end: Cite | None = None  # the last cite of a collapsed range that starts here


class ClusterRenderer:
    """Renders the clusters of one document, given what is known of all its references."""

    def __init__(
        self,
        style: Style,
        refs: Mapping[str, Reference],
        numbers: Mapping[str, int],
        plans: Mapping[str, Plan],
        suffixes: Mapping[str, str],
    ) -> None:
        self.style = style
        self.refs = refs
        self.numbers = numbers
        self.plans = plans
        self.suffixes = suffixes
        self.options = style.citation.options
        self.collapse = self.options.get("collapse", "")
        self.grouping = self.collapse in ("year", "year-suffix", "year-suffix-ranged") or (
            "cite-group-delimiter" in self.options
        )

    def context(self, placed: Placed) -> Context:
        item = placed.item
        context = Context(self.refs[item.id], "citation")
        context.position = placed.position
        context.locator, context.label = locators.normalize(item.locator, item.label)
        context.first_note = placed.first_note if placed.position & Position.SUBSEQUENT else 0
        context.citation_number = self.numbers.get(item.id, 0)
        context.plan = self.plans.get(item.id)
        context.year_suffix = self.suffixes.get(item.id, "")
        context.in_prefix = bool(item.prefix.strip()) and not _SENTENCE.search(item.prefix)
        return context

    def cite(self, placed: Placed, names: bool = True, years: bool = True, first: bool = True) -> Cite:
        context = self.context(placed)
        context.in_prefix = context.in_prefix or not (first or placed.item.prefix)
        context.names_suppressed = not names or placed.item.mode == "suppress-author"
        context.years_suppressed = not years
        self.style.citation.render(context)
        printed = first_names(context.out)
        return Cite(placed, context.out, plain(printed) if printed is not None else "")

    def cluster(self, cluster: Cluster, placed: Sequence[Placed]) -> CitationOutput:
        """One cluster as runs. An empty cite leaves no delimiter behind."""
        if cluster.mode == "composite" and placed:
            return self.composite(cluster, placed)
        cites = [self.cite(cite, first=not index) for index, cite in enumerate(placed)]
        cites = [cite for cite in cites if plain(cite.tokens) or cite.placed.item.prefix]
        only = [cite for cite in cites if cite.placed.item.mode == "author-only"]
        if only and len(only) == len(cites):
            return CitationOutput(cluster.id, self.author_runs(only), cluster.note)
        if self.grouping and self.style.citation.sort:
            cites = group(cites)
        return CitationOutput(cluster.id, output.runs(self.join(cites), self.style.quotes), cluster.note)

    def composite(self, cluster: Cluster, placed: Sequence[Placed]) -> CitationOutput:
        """A narrative citation: the names for the sentence, the rest as a cluster without them."""
        first = self.cite(placed[0])
        author = self.author_runs([first])
        rest = [self.cite(placed[0], names=not author), *map(self.cite, placed[1:])]
        if self.style.is_note:
            rest = [self.cite(cite) for cite in placed]
        cites = [cite for cite in rest if plain(cite.tokens)]
        if self.grouping and self.style.citation.sort:
            cites = group(cites)
        body = output.runs(self.join(cites), self.style.quotes)
        return CitationOutput(cluster.id, body, cluster.note, author)

    def author_runs(self, cites: Sequence[Cite]) -> tuple[Run, ...]:
        tokens: Tokens = []
        for cite in cites:
            names = first_names(cite.tokens)
            if not names:
                names = self.fallback_author(cite)
            if tokens and names:
                tokens.append(self.style.citation.delimiter or ", ")
            tokens.append(Mark(Kind.CITE, cite.placed.item.id))
            tokens.extend(names)
            tokens.append(CLOSE[Kind.CITE])
        return output.runs(tokens, self.style.quotes)

    def fallback_author(self, cite: Cite) -> Tokens:
        """Names for the sentence in a style whose cites print none (numeric styles): the short names."""
        ref = self.refs[cite.placed.item.id]
        names = ref.names("author") or ref.names("editor") or ref.names("translator")
        words = [
            name.literal or " ".join(filter(None, (name.non_dropping, name.family))) or name.given for name in names
        ]
        if not words:
            return []
        locale = self.style.locale
        if len(words) > 2:
            return [f"{words[0]} {locale.term('et-al') or 'et al.'}"]
        return [f" {locale.term('and') or 'and'} ".join(words)]

    def join(self, cites: list[Cite]) -> Tokens:
        layout = self.style.citation
        if not cites:
            return []
        cites, delimiters = self.collapsed(cites)
        tokens: Tokens = list(layout.opening)
        if layout.prefix:
            tokens.append(layout.prefix)
        for index, cite in enumerate(cites):
            body = self.dressed(cite)
            if index:
                _delimit(tokens, delimiters[index], cites[index - 1], cite)
            tokens.extend(body)
        if layout.suffix:
            tokens.append(layout.suffix)
        tokens.extend(layout.closing)
        return tokens

    def dressed(self, cite: Cite) -> Tokens:
        item = cite.placed.item
        tokens: Tokens = [Mark(Kind.CITE, item.id)]
        if item.prefix:
            tokens.extend(richtext.parse(spaced_prefix(item.prefix)))
        tokens.extend(cite.tokens)
        if cite.end is not None:
            tokens.append(CLOSE[Kind.CITE])
            tokens.append(self.style.locale.term("citation-range-delimiter") or "–")
            tokens.append(Mark(Kind.CITE, cite.end.placed.item.id))
            tokens.extend(cite.end.tokens)
            item = cite.end.placed.item
        if item.suffix:
            tokens.extend(richtext.parse(spaced_suffix(item.suffix)))
        tokens.append(CLOSE[Kind.CITE])
        return tokens

    def collapsed(self, cites: list[Cite]) -> tuple[list[Cite], list[str]]:
        """The cites to print and the delimiter before each of them."""
        delimiter = self.style.citation.delimiter
        if self.collapse == "citation-number":
            cites = self.number_ranges(cites)
            return cites, [delimiter] * len(cites)
        if not self.grouping:
            return cites, [delimiter] * len(cites)
        return self.grouped(cites, delimiter)

    def number_ranges(self, cites: list[Cite]) -> list[Cite]:
        result: list[Cite] = []
        index = 0
        while index < len(cites):
            end = index
            while end + 1 < len(cites) and self.follows(cites[end], cites[end + 1]):
                end += 1
            first = cites[index]
            if end - index >= 2:
                first.end = cites[end]
                result.append(first)
            else:
                result.extend(cites[index : end + 1])
            index = end + 1
        return result

    def follows(self, first: Cite, second: Cite) -> bool:
        a, b = first.placed.item, second.placed.item
        if a.suffix or b.prefix or b.suffix or not (self.bare(first) and self.bare(second)):
            return False
        return self.numbers.get(b.id, 0) == self.numbers.get(a.id, -1) + 1

    def bare(self, cite: Cite) -> bool:
        """Whether a cite printed its number and nothing else."""
        text = plain(cite.tokens)
        number = str(self.numbers.get(cite.placed.item.id, 0))
        return "".join(char for char in text if char.isalnum()) == number

    def grouped(self, cites: list[Cite], delimiter: str) -> tuple[list[Cite], list[str]]:
        note = self.style.is_note
        within = self.options.get("cite-group-delimiter", delimiter if note else ", ")
        after = self.options.get("after-collapse-delimiter", delimiter)
        suffix_delimiter = self.options.get(
            "year-suffix-delimiter", self.options.get("cite-group-delimiter", delimiter)
        )
        delimiters = [delimiter] * len(cites)
        result = list(cites)
        for index in range(1, len(cites)):
            first, second = result[index - 1], cites[index]
            if cites[index - 1].names != second.names:
                if result[index - 1].collapsed or not note:
                    delimiters[index] = after
                continue
            if not second.names and not (self.collapse != "year" and self.same_year(first.placed, second.placed)):
                continue
            apart = first.placed.item.locator and "after-collapse-delimiter" in self.options
            delimiters[index] = after if apart else within
            if not self.collapse:
                continue
            if second.placed.item.mode == "normal":
                result[index] = self.cite(second.placed, names=False)
                result[index].names = second.names
            result[index].collapsed = True
            if self.collapse != "year" and self.same_year(first.placed, second.placed):
                result[index] = self.cite(second.placed, names=False, years=False)
                result[index].names, result[index].collapsed = second.names, True
                result[index].year = "same"
                delimiters[index] = suffix_delimiter
        kept = [index for index, cite in enumerate(result) if plain(cite.tokens) or cite.placed.item.prefix]
        result, delimiters = [result[index] for index in kept], [delimiters[index] for index in kept]
        if self.collapse == "year-suffix-ranged":
            return self.suffix_ranges(result, delimiters)
        return result, delimiters

    def same_year(self, first: Placed, second: Placed) -> bool:
        a, b = self.refs[first.item.id].date("issued"), self.refs[second.item.id].date("issued")
        if first.item.locator or second.item.locator or first.item.suffix or second.item.prefix:
            return False
        if not (self.suffixes.get(first.item.id) and self.suffixes.get(second.item.id)):
            return False
        return (a.start.year, a.literal) == (b.start.year, b.literal) if a and b else a is b

    def suffix_ranges(self, cites: list[Cite], delimiters: list[str]) -> tuple[list[Cite], list[str]]:
        result: list[Cite] = []
        kept: list[str] = []
        index = 0
        while index < len(cites):
            end = index
            while end + 1 < len(cites) and cites[end + 1].year and self.next_letter(cites[end], cites[end + 1]):
                end += 1
            result.append(cites[index])
            kept.append(delimiters[index])
            if end - index >= 2:
                result[-1].end = cites[end]
                index = end + 1
            else:
                index += 1
        return result, kept

    def next_letter(self, first: Cite, second: Cite) -> bool:
        a = self.suffixes.get(first.placed.item.id, "")
        b = self.suffixes.get(second.placed.item.id, "")
        return len(a) == len(b) == 1 and ord(b) == ord(a) + 1


def group(cites: list[Cite]) -> list[Cite]:
    """Bring cites with the same names together, at the place of the first of them."""
    result: list[Cite] = []
    for cite in cites:
        place = len(result)
        if cite.names:
            for index in range(len(result) - 1, -1, -1):
                if result[index].names == cite.names:
                    place = index + 1
                    break
        result.insert(place, cite)
    return result


def first_names(tokens: Sequence[Token]) -> Tokens | None:
    """What the first cs:names element printed, None when there is none."""
    for start, token in enumerate(tokens):
        if isinstance(token, Mark) and token.kind is Kind.NAMES:
            depth = 0
            for end in range(start, len(tokens)):
                mark = tokens[end]
                if isinstance(mark, Mark):
                    depth += -1 if mark.kind is Kind.CLOSE else 1
                    if depth == 0:
                        return list(tokens[start + 1 : end])
    return None


def spaced_prefix(prefix: str) -> str:
    """A cite's prefix with the space that has to follow it, when the author left it out."""
    last = richtext.strip(prefix)[-1:]
    return prefix if not last or last in _OPENERS else prefix + " "


def spaced_suffix(suffix: str) -> str:
    """A cite's suffix with a space before it, unless it starts with punctuation or a space."""
    first = richtext.strip(suffix)[:1]
    return " " + suffix if first.isalnum() or (first in "([" and first) else suffix


def _delimit(tokens: Tokens, delimiter: str, before: Cite, after: Cite) -> None:
    """The delimiter between two cites, left out where the author's own affixes already punctuate."""
    suffix, prefix = before.placed.item.suffix.rstrip(), after.placed.item.prefix.lstrip()
    if not delimiter:
        return
    if suffix[-1:] in (",", ";", ".") and suffix:
        tokens.append(" ")
    elif prefix[:1] in (",", ";", ".") and prefix:
        return
    else:
        tokens.append(delimiter)
