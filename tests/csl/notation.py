"""A short notation for CSL test cases: style, references, citations and what they print, in a few lines.

    ## names: two names and "and"            family: title
    style  initialize-with=.                 attributes of cs:style, cs:citation, cs:bibliography (optional lines)
    locale (term name=and form=symbol +)     children of a cs:locale in the style (optional)
    macro  m title                           a macro
    sort   (key variable=issued)             cs:sort of the citation; `bibsort` of the bibliography
    layout (names variable=author (name and=text)) ", " title      cs:layout; `entry` is that of the bibliography
    ref    a book "A Title" "Doe,Jane+[World Bank]" 2020-05 volume=2
    cite   a@33 pre="see " b@chapter:3 post=" passim" -c !d        one cluster per line; note styles count notes up
    >      what the cluster prints                                 in order
    =      what the bibliography prints                            in order

An s-expression is an element (`(text variable=title)`), a bare word a cs:text variable, a quoted text a cs:text
value. `-c` suppresses the author, `!d` prints it alone. `_italic_ *bold* %small caps% ^sup^ ~sub~` mark formats.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from reports.citing.csl import CiteItem, Cluster, Processor, Run, data, load_style
from reports.citing.csl.render import plain_entry

_TOKEN = re.compile(r"""\s*(?:([()])|([\w-]+)=("(?:[^"])*"|[^\s()]+)|"((?:[^"])*)"|([^\s()]+))""")


@dataclass
class Case:
    """One case as written."""

    title: str
    lines: dict[str, list[str]] = field(default_factory=dict)

    def first(self, key: str) -> str:
        return (self.lines.get(key) or [""])[0]


def read(path: Path) -> Iterator[Case]:
    case: Case | None = None
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            if case is not None:
                yield case
            case = Case(line[3:].strip())
        elif line.strip() and not line.startswith("#") and case is not None:
            key, _, rest = line.partition(" ")
            case.lines.setdefault(key, []).append(rest.lstrip(" ") if key in ">=" else rest.strip(" "))
    if case is not None:
        yield case


def elements(text: str) -> str:
    """S-expressions as XML."""
    out: list[str] = []
    stack: list[tuple[str, bool]] = []
    position = 0

    def close_start() -> None:
        if stack and not stack[-1][1]:
            out.append(">")
            stack[-1] = (stack[-1][0], True)

    while position < len(text.rstrip()):
        match = _TOKEN.match(text, position)
        assert match is not None, text[position:]
        position = match.end()
        bracket, key, value, quoted, word = match.groups()
        if bracket == "(":
            close_start()
            name = _TOKEN.match(text, position)
            assert name is not None
            position = name.end()
            out.append(f"<{name[5]}")
            stack.append((name[5], False))
        elif bracket == ")":
            name_, opened = stack.pop()
            out.append(f"</{name_}>" if opened else "/>")
        elif key is not None and stack and not stack[-1][1]:
            out.append(f" {key}={quoteattr(value.strip(chr(34)))}")
        else:
            close_start()
            inside = stack and stack[-1][0] in ("term", "single", "multiple")
            body = quoted if quoted is not None else word or f"{key}={value}"
            if inside:
                out.append(escape(body))
            else:
                out.append(f"<text {'value' if quoted is not None else 'variable'}={quoteattr(body)}/>")
    return "".join(out)


def _attributes(text: str) -> str:
    return "".join(
        f" {key}={quoteattr(value)}" for key, _, value in (part.partition("=") for part in shlex.split(text))
    )


def style_xml(case: Case) -> str:
    """The CSL style that a case describes."""
    kind = "note" if "note" in case.lines else "in-text"
    macros = ""
    for macro in case.lines.get("macro", []):
        name, _, body = macro.partition(" ")
        macros += f'<macro name="{name}">{elements(body)}</macro>'
    locale = "".join(_locale(line) for line in case.lines.get("locale", []))
    cite_layout = case.first("layout") or "title"
    sort = f"<sort>{elements(case.first('sort'))}</sort>" if "sort" in case.lines else ""
    xml = (
        f'<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="{kind}"'
        f"{_attributes(case.first('style'))}>"
        f"<info><title>t</title><id>t</id></info>{locale}{macros}"
        f"<citation{_attributes(case.first('citation'))}>{sort}<layout{_attributes(case.first('affixes'))}>"
        f"{elements(cite_layout)}</layout></citation>"
    )
    if "entry" in case.lines:
        sort = f"<sort>{elements(case.first('bibsort'))}</sort>" if "bibsort" in case.lines else ""
        attributes = _attributes(case.first("bibliography"))
        suffix = _attributes(case.first("entryaffixes"))
        xml += (
            f"<bibliography{attributes}>{sort}<layout{suffix}>{elements(case.first('entry'))}</layout></bibliography>"
        )
    return xml + "</style>"


def _locale(line: str) -> str:
    rest = elements(line)
    terms = "".join(re.findall(r"<term.*?(?:</term>|/>)", rest))
    other = re.sub(r"<term.*?(?:</term>|/>)", "", rest)
    return f"<locale>{other}<terms>{terms}</terms></locale>"


def reference(line: str) -> dict[str, object]:
    """A CSL-JSON item from a `ref` line."""
    id_, kind, title, names, date, *extra = shlex.split(line)
    item: dict[str, object] = {"id": id_, "type": kind}
    if title != "-":
        item["title"] = title
    if names != "-":
        item["author"] = people(names)
    if date != "-":
        item["issued"] = when(date)
    for part in extra:
        key, _, value = part.partition("=")
        if key in ("editor", "translator", "director", "container-author"):
            item[key] = people(value)
        elif key in ("accessed", "original-date"):
            item[key] = when(value)
        else:
            item[key] = value
    return item


def people(text: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    for name in text.split("+"):
        if name.startswith("["):
            found.append({"literal": name.strip("[]")})
            continue
        family, _, given = name.partition(",")
        given, _, suffix = given.partition(",")
        found.append({k: v for k, v in (("family", family), ("given", given), ("suffix", suffix)) if v})
    return found


def when(text: str) -> dict[str, object]:
    if not text.lstrip("-~").replace("-", "").replace("/", "").isdigit():
        return {"literal": text}
    circa = text.startswith("~")
    parts = [[int(n) for n in re.findall(r"(?:^-)?\d+", end)] for end in text.lstrip("~").split("/")]
    return {"date-parts": parts, **({"circa": True} if circa else {})}


def clusters(case: Case) -> list[Cluster]:
    found = []
    for number, line in enumerate(case.lines.get("cite", []), start=1):
        items: list[CiteItem] = []
        prefix = ""
        for token in shlex.split(line):
            if token.startswith("pre="):
                prefix = token[4:]
            elif token.startswith("post="):
                last = items.pop()
                items.append(CiteItem(last.id, last.locator, last.label, last.prefix, token[5:], last.mode))
            else:
                items.append(_item(token, prefix))
                prefix = ""
        note = number if "note" in case.lines else 0
        found.append(Cluster(str(number), items, note, "composite" if "composite" in case.lines else "normal"))
    return found


def _item(token: str, prefix: str) -> CiteItem:
    mode = {"-": "suppress-author", "!": "author-only"}.get(token[0], "normal")
    id_, _, locator = token.lstrip("-!").partition("@")
    label, colon, rest = locator.partition(":")
    return CiteItem(id_, rest if colon else locator, label if colon else "", prefix, "", mode)  # type: ignore[arg-type]


def marked(runs: tuple[Run, ...]) -> str:
    """Runs as text with the notation's format marks."""
    out = ""
    for form, same in groupby(runs, key=lambda run: run.format):
        text = "".join(run.text for run in same)
        marks = [m for m, on in (("_", form.italic), ("*", form.bold), ("%", form.small_caps)) if on]
        marks += {"sup": ["^"], "sub": ["~"]}.get(form.vertical, [])
        out += "".join(marks) + text + "".join(reversed(marks))
    return out


def run(case: Case) -> tuple[list[str], list[str]]:
    """What the case prints: (clusters, bibliography)."""
    lang = case.first("lang") or "en-US"
    style = load_style(style_xml(case).encode(), locale=lang, locales=data.locale, parents=data.parent)
    items = [reference(line) for line in case.lines.get("ref", [])]
    processor = Processor(style, {str(item["id"]): item for item in items})
    cited = clusters(case)
    rendered = processor.cite(cited, uncited=[str(item["id"]) for item in items])
    texts = [(marked(c.author) + " " if c.author else "") + marked(c.runs) for c in rendered]
    entries = [
        marked(entry.runs) if len(entry.parts) == 1 else plain_entry(entry)
        for entry in processor.bibliography().entries
    ]
    return texts, entries
