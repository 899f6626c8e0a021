"""Cross-references in the sentence: what a reference prints, and the words around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from reports.checks.masking import REF
from reports.checks.places import marked
from reports.checks.registry import Finding, rule
from reports.checks.subject import Subject
from reports.diagnostics import Severity
from reports.language import words
from reports.model import inlines as i
from reports.model.walk import plain_text, walk

_BEFORE = re.compile(rf"(?<!\w)(?P<word>[^\W\d_]{{3,}})\.?[ \n\u00a0]+(?={REF})")
_NAME = re.compile(r"@\{?((?:fig|tbl|sec|rec|opt)-[\w-]*\w)")
#: What the words for things are shortened to, whatever the language.
_SHORT = frozenset(("fig", "tab", "tbl", "abb", "sec", "rec", "сл", "таб"))


@rule("GFX008", Severity.WARNING)
def word_doubled(subject: Subject) -> Iterator[Finding]:
    """Word that a reference prints itself.

    What it does
        Finds “Figure”, “Table”, “Section” … and their short forms before a reference that prints the same word.
    Why it matters
        `Figure @fig-map` prints “Figure Figure 2”.
    Example
        sections:
          - body:
              - The European Union (EU) waits [@study], as Figure @fig-map shows.
              - figure: {id: fig-map, src: map.png, caption: Four desks, source: Own, alt: A map.}
    Instead
        sections:
          - body:
              - The European Union (EU) waits [@study], as @fig-map shows.
              - figure: {id: fig-map, src: map.png, caption: Four desks, source: Own, alt: A map.}
    """
    labels = _labels(subject)
    for unit in subject.units:
        for found in _BEFORE.finditer(unit.text):
            name = _NAME.match(str(unit.source), unit.start + found.end())
            label = labels.get(name[1], "") if name else ""
            if name and label and _same(found["word"], label):
                shown = label.strip("“”„«»")
                text = f"`{found['word']}` stands here, and @{name[1]} prints “{shown}” itself"
                hint = f"write @{name[1]} alone, or -@{name[1]} for the bare number"
                yield marked(unit, found.span("word"), text, hint)


def _labels(subject: Subject) -> Mapping[str, str]:
    """What references print: as the document says, else the word of the language for figures and tables."""
    known = words(subject.lang)
    found = {}
    for _, block in subject.graphics:
        if block.id:
            found[str(block.id)] = known["table" if str(block.id).startswith("tbl-") else "figure"]
    for node in walk(subject.document.content) if subject.document else ():
        if isinstance(node, i.Ref) and node.form == "label" and node.content:
            found[node.target] = plain_text(node.content)
    return found


def _same(typed: str, label: str) -> bool:
    """Whether *typed* is the word of *label*, in another case, shortened or in the plural."""
    one, other = typed.casefold(), label.casefold().split()[0].strip("“”„«»\"'")
    if one in _SHORT:
        return other.startswith(one[:2])
    return one[:4] == other[:4] and abs(len(one) - len(other)) <= 3
