"""Numbering definitions: bullets, numbered lists that restart, numbered headings (ISO/IEC 29500-1, 17.9)."""

from __future__ import annotations

from dataclasses import field
from typing import Literal, TypeAlias

from reports.records import record
from reports.writers.docx.properties import indent
from reports.writers.docx.xml import DECLARATION, W, twips

ListKind: TypeAlias = Literal["bullet", "number"]

LEVELS = 9
_BULLETS = ("\N{BULLET}", "\N{EN DASH}", "\N{MIDDLE DOT}")
_FORMATS = ("decimal", "lowerLetter", "lowerRoman")
_MAX_START = 32767


@record(frozen=True, slots=True)
class ListForm:
    """What makes one kind of list: its indents in points; *base* is where its outermost markers stand."""

    kind: ListKind
    base: float = 0.0
    step: float = 16.0
    marker: str = ""


@record(slots=True)
class Numbering:
    """Hands out numbering instances; definitions are made when first asked for.

    marker
        Run properties of list markers.
    """

    marker: str = ""
    _abstract: dict[ListForm, int] = field(default_factory=dict)
    _bullets: dict[ListForm, int] = field(default_factory=dict)
    _definitions: list[str] = field(default_factory=list)
    _instances: list[str] = field(default_factory=list)
    _silent: int = 0
    _foreign: tuple[list[str], list[str]] = field(default_factory=lambda: ([], []))

    def instance(self, form: ListForm, level: int, start: int) -> int:
        """The instance for one list. All bullet lists of a form share one; a numbered list gets its own, restarted."""
        if form.kind == "bullet":
            if form not in self._bullets:
                self._bullets[form] = self._new(self._define(form), "")
            return self._bullets[form]
        start = max(0, min(_MAX_START, start))
        override = f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
        return self._new(self._define(form), override)

    def headings(self, places: list[float]) -> int:
        """The instance for headings, tied to their styles; *places*: where their text starts, by level."""
        levels = []
        for level in range(LEVELS):
            pattern = ".".join(f"%{one + 1}" for one in range(level + 1))
            place = twips(places[level])
            levels.append(
                f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
                f'<w:pStyle w:val="Heading{level + 1}"/><w:suff w:val="tab"/><w:lvlText w:val="{pattern}"/>'
                f'<w:lvlJc w:val="left"/><w:pPr><w:tabs><w:tab w:val="num" w:pos="{place}"/></w:tabs>'
                f'<w:ind w:left="{place}" w:hanging="{place}"/></w:pPr></w:lvl>'
            )
        return self._new(self._add("".join(levels)), "")

    def silent(self) -> int:
        """The instance that counts nothing, for headings without number among numbered ones.

        The standard has the number 0 for that, which validators take for one that is missing.
        """
        if not self._silent:
            level = '<w:start w:val="1"/><w:numFmt w:val="none"/><w:suff w:val="nothing"/><w:lvlText w:val=""/>'
            level += f'<w:lvlJc w:val="left"/><w:pPr>{indent(0.0)}</w:pPr>'
            levels = "".join(f'<w:lvl w:ilvl="{one}">{level}</w:lvl>' for one in range(LEVELS))
            self._silent = self._new(self._add(levels), "")
        return self._silent

    def _define(self, form: ListForm) -> int:
        if form not in self._abstract:
            self._abstract[form] = self._add("".join(self._level(form, one) for one in range(LEVELS)))
        return self._abstract[form]

    def _level(self, form: ListForm, level: int) -> str:
        if form.kind == "bullet":
            look, pattern = "bullet", _BULLETS[level % len(_BULLETS)]
        else:
            look, pattern = _FORMATS[level % len(_FORMATS)], f"%{level + 1}."
        ind = indent(form.base + form.step * (level + 1), 0, -form.step)
        return (
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{look}"/><w:suff w:val="tab"/>'
            f'<w:lvlText w:val="{pattern}"/><w:lvlJc w:val="left"/><w:pPr>{ind}</w:pPr>{self.marker}</w:lvl>'
        )

    def _add(self, levels: str) -> int:
        number = len(self._definitions) + 1
        self._definitions.append(
            f'<w:abstractNum w:abstractNumId="{number}"><w:nsid w:val="{number:08X}"/>'
            f'<w:multiLevelType w:val="multilevel"/><w:tmpl w:val="{0x10000000 + number:08X}"/>{levels}</w:abstractNum>'
        )
        return number

    def _new(self, abstract: int, override: str) -> int:
        number = len(self._instances) + 1
        self._instances.append(f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>{override}</w:num>')
        return number

    def adopt(self, definitions: list[str], instances: list[str]) -> None:
        """Take over definitions and instances of a designer's template; their ids must not meet ours."""
        self._foreign = (definitions, instances)

    def xml(self) -> str:
        """The numbering part. Definitions come before instances."""
        body = "".join((*self._definitions, *self._foreign[0], *self._instances, *self._foreign[1]))
        return f'{DECLARATION}<w:numbering xmlns:w="{W}">{body}</w:numbering>'


def numbered(number: int, level: int) -> str:
    """The paragraph property that puts a paragraph into a list."""
    return f'<w:numPr><w:ilvl w:val="{min(level, LEVELS - 1)}"/><w:numId w:val="{number}"/></w:numPr>'
