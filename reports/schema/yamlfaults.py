"""What libyaml says about broken YAML, in words for people who write briefs; and how to read on behind a fault."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeAlias

from reports.patterns import expression
from reports.records import record

#: How the text behind a fault is made readable: the rest of the line is masked, the whole line, one character, or not.
Mend: TypeAlias = str

_KEY = expression(r"[ ]*(?:- +)*(?:[^\s:#'\"\[{][^:#'\"\[{]*?|\"[^\"\n]*\"|'[^'\n]*')[ ]*:(?:\s|$)")
_ODD_SPACE = expression(r"(?:^[ ]*(?:- )?|[\w\"']:)(?P<odd>[\u00a0\u2000-\u200b\u202f\u3000\ufeff])", re.MULTILINE)
_CURLY = expression(r":[ ]+[\u201c\u201d\u201e\u2018\u201a\u00ab\u00bb]")
_COMMENT = expression(r"[\[{][^\n\]}]*[ \t](?P<mark>#[^\s#][^\n]*)")
_TIGHT_KEY = expression(r"[ ]*(?:- +)*[A-Za-z_]\w*(?P<colon>:)\S")


@record(frozen=True, slots=True)
class YamlFault:
    """One syntax fault.

    index
        The character at fault.
    mend
        "rest" (mask from *index* to the end of the line), "value" (mask the value on the line), "line", "char", "blank"
        (a space in place of one character), or ""
        where nobody can tell how to read on.
    """

    code: str
    index: int
    message: str
    hint: str = ""
    mend: Mend = ""


@record(frozen=True, slots=True)
class _Case:
    """What is known about a fault: the places that libyaml names, and the scalar read last, if any."""

    text: str
    at: int
    start: int
    last: Any

    @property
    def char(self) -> str:
        return self.text[self.at : self.at + 1]

    @property
    def line_start(self) -> int:
        return self.text.rfind("\n", 0, self.at) + 1

    @property
    def before(self) -> str:
        """The line as far as the fault."""
        return self.text[self.line_start : self.at]

    def previous_line(self) -> tuple[int, str]:
        """The last line above with something on it, and where it begins."""
        end = self.line_start - 1
        while end > 0:
            begin = self.text.rfind("\n", 0, end) + 1
            if self.text[begin:end].strip():
                return begin, self.text[begin:end]
            end = begin - 1
        return 0, ""


def explain(text: str, fault: Any, last: Any = None) -> YamlFault:
    """One exception of libyaml in plain words. *last*: the event of the scalar that was read before it."""
    problem = str(getattr(fault, "problem", None) or getattr(fault, "reason", None) or fault)
    context = str(getattr(fault, "context", None) or "")
    mark = getattr(fault, "problem_mark", None) or getattr(fault, "context_mark", None)
    at = min(mark.index if mark is not None else 0, len(text))
    begin = fault.context_mark.index if getattr(fault, "context_mark", None) is not None else at
    case = _Case(text, at, begin, last)
    odd = _odd_space(case)
    if odd is not None:
        return odd
    for pattern, make in _KNOWN:
        if re.search(pattern, problem) or re.search(pattern, context):
            return make(case)
    return YamlFault("YML002", at, f"the file cannot be read as YAML here: {problem}")


def _odd_space(case: _Case) -> YamlFault | None:
    """A space of another kind where YAML wants a plain one: editors show no difference."""
    above, _ = case.previous_line()
    end = case.text.find("\n", case.at)
    found = _ODD_SPACE.search(case.text, min(above, case.start, case.line_start), end if end >= 0 else len(case.text))
    if found is None:
        return None
    name = "a no-break space" if found["odd"] == "\u00a0" else "an odd space"
    message = f"{name} (U+{ord(found['odd']):04X}) stands here, which is no space to YAML"
    return YamlFault("YML021", found.start("odd"), message, "type a plain space in its place", "blank")


def mask(text: str, fault: YamlFault) -> str:
    """*text* of the same length and lines, with what is at fault made harmless; "" where that cannot be done."""
    begin = text.rfind("\n", 0, fault.index) + 1
    end = text.find("\n", fault.index)
    end = len(text) if end < 0 else end
    match fault.mend:
        case "rest":
            first = fault.index
        case "value":
            key = _KEY.match(text, begin, end)
            first = key.end() if key else end
        case "blank":
            return text[: fault.index] + " " + text[fault.index + 1 :]
        case "char":
            first, end = fault.index, fault.index + 1
        case "line":
            return text[:begin] + " " * (end - begin) + text[end:]
        case _:
            return ""
    return text[:first] + "x" * (end - first) + text[end:] if first < end else ""


def _colon(case: _Case) -> YamlFault:
    """A colon where no key can stand: in a text without quotes, or after a line that went wrong."""
    hint = "text with ': ' in it must be put in quotes, or begin on a new line after |"
    if _KEY.match(case.before):
        if _CURLY.search(case.before):
            hint = "the quotes around it must be straight ones: \"…\" or '…'"
        return YamlFault("YML003", case.at, "a second ': ' stands on this line", hint, "value")
    above, line = case.previous_line()
    tight = _TIGHT_KEY.match(line)
    if tight and "//" not in line:
        message = "a space is missing after this colon"
        return YamlFault("YML021", above + tight.start("colon"), message, "write `key: value`", "")
    if line and not _KEY.match(line) and not line.lstrip().startswith("#"):
        place = above + len(line) - len(line.lstrip())
        return YamlFault("YML021", place, "this line has no key with a colon", _LINE_HINT, "")
    place = case.line_start + len(case.before) - len(case.before.lstrip())
    hint = "a key begins in the column of the keys above; text with ': ' in it must be put in quotes or after |"
    return YamlFault("YML017", place, "this line is indented deeper than the key above it, which has a value", hint)


_LINE_HINT = "write `key: value`; text over several lines begins after | and is indented"


def _no_key(case: _Case) -> YamlFault:
    """Something stands where a mapping or list should go on."""
    last = case.last
    inside = case.before.strip()
    if last is not None and last.style in ("'", '"') and _follows(case, last.end_mark.index):
        return _after_quote(case, last)
    if inside and inside[-1] in "]}":
        hint = "text that begins with [ or { must be put in quotes, the whole of it"
        return YamlFault("YML018", case.at, f"text stands after the closing `{inside[-1]}`", hint, "rest")
    if case.char == ":" and not inside:
        return YamlFault("YML006", case.at, "a key is missing before the colon", "", "line")
    hint = "keys of one mapping, and dashes of one list, begin in the same column"
    return YamlFault("YML017", case.at, "this line does not fit into what stands above it", hint, "")


def _follows(case: _Case, end: int) -> bool:
    return end <= case.at and not case.text[end : case.at].strip()


def _after_quote(case: _Case, last: Any) -> YamlFault:
    """Text behind a closing quote: the quote was meant as a character, or closes one that was forgotten above."""
    first, end = last.start_mark, last.end_mark
    if first.line != end.line:
        message = f"the quote opened here is closed only on line {end.line + 1}, in the middle of a text"
        return YamlFault("YML016", first.index, message, "close it where its text ends", "")
    hint = 'put the whole text in quotes; a quote inside \'single quotes\' is written twice, in "double quotes" as \\"'
    return YamlFault("YML016", case.at, "text stands after the closing quote", hint, "value")


def _tab(case: _Case) -> YamlFault:
    rest = case.text[case.line_start :].splitlines()[1:]
    others = sum(1 for line in rest if re.match(r" *\t", line))
    hint = "use spaces instead of tabs" + (f"; {others} more lines below begin with one" if others else "")
    return YamlFault("YML004", case.at, "a tab stands where the indentation or a value begins", hint)


def _start(case: _Case) -> YamlFault:
    if case.char == "\t":
        return _tab(case)
    shown = "a backtick" if case.char == "`" else f"`{case.char}`"
    return YamlFault(
        "YML019", case.at, f"text without quotes cannot begin with {shown}", "put the text in quotes", "rest"
    )


def _quote(case: _Case) -> YamlFault:
    backslash = case.text.rfind("\\", max(case.start, case.at - 2), case.at + 1)
    if backslash >= 0 and case.text[case.start] == '"':
        return _escape(case, backslash)
    return YamlFault("YML016", case.start, "a quote is opened here and never closed", "close it, or drop it", "rest")


def _escape(case: _Case, at: int) -> YamlFault:
    hint = "in \"double quotes\" write \\\\ for a backslash, or use 'single quotes'"
    kind = case.text[at + 1 : at + 2]
    digits = case.text[at + 2 : at + 2 + _DIGITS.get(kind, 0)]
    if kind in _DIGITS and not re.fullmatch(r"[0-9A-Fa-f]*", digits):
        message = f"the escape `\\{kind}` needs {_DIGITS[kind]} digits from 0-9 and A-F"
        return YamlFault("YML020", at, message, hint, "char")
    if kind in _DIGITS:
        message = f"the escape `\\{kind}{digits}` gives no character that there is in Unicode"
        return YamlFault("YML020", at, message, "type the character itself", "char")
    return YamlFault("YML020", at, "this backslash begins no escape that YAML knows", hint, "char")


#: How many digits the escapes with digits have.
_DIGITS = {"x": 2, "u": 4, "U": 8}


def _bracket(case: _Case) -> YamlFault:
    above, _ = case.previous_line()
    comment = _COMMENT.search(case.text, min(above, case.text.rfind("\n", 0, case.start) + 1), case.at)
    if comment:
        shown = comment["mark"].split()[0].rstrip("]},")
        message = f"behind a blank, # begins a comment, so that `{comment['mark'].strip()[:40]}` is left out"
        return YamlFault("YML023", comment.start("mark"), message, f'put text with # in quotes: "{shown}"', "char")
    kind = case.text[case.start : case.start + 1]
    close = {"[": "]", "{": "}"}.get(kind, "")
    if not close:
        return YamlFault("YML018", case.at, "a list or mapping in brackets is not written rightly here", _BRACKET_HINT)
    message = f"`{kind}` is opened here, and its `{close}` or a comma is missing"
    line_end = case.text.find("\n", case.line_start)
    key = _KEY.match(case.text, case.line_start, line_end if line_end >= 0 else len(case.text))
    opened = case.text.rfind("\n", 0, case.start) + 1
    goes_on = (
        bool(key) and opened < case.line_start and _indent(case.text, case.line_start) <= _indent(case.text, opened)
    )
    return YamlFault("YML018", case.start, message, _BRACKET_HINT, "rest" if goes_on else "")


def _indent(text: str, line_start: int) -> int:
    return len(text[line_start : line_start + 1000]) - len(text[line_start : line_start + 1000].lstrip(" "))


_BRACKET_HINT = "text with [ ] { } or , in it must be put in quotes there"


def _no_colon(case: _Case) -> YamlFault:
    message = "this line is neither a key with a colon nor part of the value above"
    return YamlFault("YML021", case.start, message, _LINE_HINT, "")


def _dash(case: _Case) -> YamlFault:
    if case.before.strip():
        hint = "a list begins on the line below its key; text that begins with a dash must be put in quotes"
        return YamlFault("YML019", case.at, "a list cannot begin on the line of its key", hint, "rest")
    hint = "dashes of one list begin in the same column"
    return YamlFault("YML017", case.at, "this dash does not fit into what stands above it", hint)


def _directive(case: _Case) -> YamlFault:
    return YamlFault("YML019", case.at, "a line cannot begin with `%`", "put the text in quotes, or indent it")


def _block_header(case: _Case) -> YamlFault:
    sign = case.text[case.start : case.start + 1]
    hint = "begin the text on the next line, indented; text that begins with | or > must be put in quotes"
    return YamlFault("YML019", case.start, f"after `{sign}` only the line end may follow", hint, "rest")


def _anchor(case: _Case) -> YamlFault:
    hint = "put the text in quotes, or begin it on the next line after |"
    return YamlFault(
        "YML008", case.start, f"text without quotes cannot begin with `{case.text[case.start]}`", hint, "rest"
    )


def _tag(case: _Case) -> YamlFault:
    hint = "put text that begins with ! in quotes"
    return YamlFault("YML007", case.start, "`!` begins a tag, which is not read", hint, "rest")


def _document(case: _Case) -> YamlFault:
    return YamlFault("YML014", case.at, "a second document begins here", "keep one document a file")


_KNOWN: tuple[tuple[str, Callable[[_Case], YamlFault]], ...] = (
    ("while scanning an? (anchor|alias)|undefined alias", _anchor),
    ("mapping values are not allowed", _colon),
    ("cannot start any token", _start),
    ("tab character|violates indentation", _tab),
    ("quoted scalar|escape character", _quote),
    ("(scanning|parsing) an? .*tag|undefined tag handle", _tag),
    ("flow (sequence|mapping|node)", _bracket),
    ("could not find expected ':'", _no_colon),
    ("block sequence entries are not allowed", _dash),
    ("block (mapping|collection|sequence)|keys are not allowed", _no_key),
    ("directive", _directive),
    ("block scalar", _block_header),
    ("document start", _document),
)
