"""Reading a Markdown field: ``read_blocks`` for prose of many paragraphs, ``read_line`` for that of one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import field

from markdown_it.token import Token

from reports.diagnostics import Collector
from reports.model import blocks as b
from reports.model import inlines as i
from reports.patterns import expression
from reports.records import record
from reports.schema.markdown import slips
from reports.schema.markdown.budget import MAX_MARKS, Budget
from reports.schema.markdown.convert import InlineConverter, Placer
from reports.schema.markdown.parser import MAX_NESTING, tokens_of
from reports.schema.markdown.shapes import MAX_CELLS, Looseness, align_of, cells_of, find_cell
from reports.schema.slips import tell_hidden
from reports.schema.text import BIDI, FORBIDDEN, SourceText
from reports.schema.values.lookup import Values
from reports.source import Position

MAX_CELL_CHARACTERS = 10_000
MAX_HEADING = 1_000
#: One note text may be called at most this often.
MAX_CALLS = 20
#: Faults told for one field.
MAX_FAULTS = 100

#: Text that no rule of Markdown touches, nor one of typography: not worth parsing.
_PLAIN = r"(?:[^\W_]|[,;:%()/+€$§°–—’“”„»?]| (?![;:?»])|«(?! )|-(?!-)|\.(?!\.\.))*[^\W_.)]?[.)]?"
_PLAIN_LINE = expression(rf"[^\W_]{_PLAIN}(?<! )")
_PLAIN_BLOCK = expression(rf"[^\W\d_]{_PLAIN}(?<! )")
_NOWHERE = Position("")


def read_blocks(
    text: SourceText,
    lang: str,
    collector: Collector,
    *,
    headings: bool = False,
    budget: Budget | None = None,
    values: Values | None = None,
) -> b.Blocks:
    """The blocks of a Markdown text; what is wrong goes to *collector* at its line and column.

    Headings keep their number of ``#`` as level; where they may not stand (*headings* false) they are told. *budget*
    bounds the markup that is read for one brief. Without *values* a ``{=name}`` prints as it is written.
    """
    if _PLAIN_BLOCK.fullmatch(text):
        return (b.Para((i.Text(str(text)),), at=text.at),)
    if not _affordable(text, collector, budget):
        return ()
    return _Reader(text, lang, collector, headings=headings, values=values).read()


def read_line(
    text: SourceText,
    lang: str,
    collector: Collector,
    budget: Budget | None = None,
    values: Values | None = None,
) -> i.Inlines:
    """The inlines of a Markdown text of one paragraph: a caption, a source, a table cell."""
    if _PLAIN_LINE.fullmatch(text):
        return (i.Text(str(text)),)
    if not _affordable(text, collector, budget):
        return ()
    reader = _Reader(text, lang, collector, headings=False, values=values)
    blocks = reader.read(one_line=True)
    content: list[i.Inline] = []
    for count, one in enumerate(blocks):
        assert isinstance(one, b.Para)
        if count == 1:
            hint = "make it one paragraph, or put the text into a body"
            reader.report("MDN010", one.at, "only one paragraph may stand here", hint)
        if count:
            content.append(i.LineBreak())
        content.extend(one.content)
    return tuple(content)


def _affordable(text: SourceText, collector: Collector, budget: Budget | None) -> bool:
    budget = budget or Budget()
    if budget.spend(text):
        return True
    if not budget.told:
        budget.told = True
        message = f"there is more markup up to here than is read for one brief ({MAX_MARKS:,} marks and line ends)"
        collector.error("MDN022", text.at or _NOWHERE, message, "split the text into several briefs")
    return False


@record(slots=True)
class _Definition:
    """The text of one labelled note, as tokens until it is called."""

    at: Position | None
    tokens: list[Token]
    calls: int = 0
    blocks: b.Blocks | None = None


@record(slots=True)
class _Reader:
    """One Markdown field."""

    text: SourceText
    lang: str
    collector: Collector
    headings: bool
    values: Values | None = None
    lines: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    definitions: dict[str, _Definition] = field(default_factory=dict)
    inlines: InlineConverter = field(init=False)
    note_inlines: InlineConverter = field(init=False)
    cell_from: int = 0
    faults: int = 0
    told: set[str] = field(default_factory=set)

    def read(self, *, one_line: bool = False) -> b.Blocks:
        value = self._checked(str(self.text))
        self.lines = value.split("\n")
        self.starts = [0]
        for line in self.lines:
            self.starts.append(self.starts[-1] + len(line) + 1)
        html: set[str] = set()
        self.inlines = InlineConverter(self.lang, self.report, self._note_text, False, html)
        self.note_inlines = InlineConverter(self.lang, self.report, self._note_text, True, html)
        tokens = self._take_definitions(tokens_of(value, self.lang, one_line=one_line, values=self.values))
        for slip in slips.colonless_notes(self.lines, self.definitions):
            self.told.add(slip.label)
            self.report("MDN004", self.text.place(self.starts[slip.line] + slip.column), slip.message, slip.hint)
        blocks = tuple(self._blocks(iter(tokens), self.inlines))
        for label, one in self.definitions.items():
            if not one.calls:
                hint = f"call it in the text with [^{label}], or delete it"
                self.report("MDN005", one.at, f"the note [^{label}] is called nowhere in this text", hint)
                tuple(self._blocks(iter(one.tokens), self.note_inlines))
        return blocks

    def report(self, code: str, at: Position | None, message: str, hint: str = "") -> None:
        """To the collector, as a warning where the text prints all the same."""
        self.faults += 1
        if self.faults > MAX_FAULTS:
            return
        add = self.collector.warning if code in _WARNINGS else self.collector.error
        add(code, at or self.text.at or _NOWHERE, message, hint)

    def _checked(self, value: str) -> str:
        """*value* with characters that cannot be printed told and left out of sight, of unchanged length."""
        for bad in FORBIDDEN.finditer(value):
            message = f"the character U+{ord(bad[0]):04X} cannot be printed"
            self.report("MDN018", self.text.place(bad.start()), message, "delete it, and type the text anew there")
        tell_hidden(self.text, "MDN011", self.collector)
        found = BIDI.search(value)
        if found:
            message = f"the invisible character U+{ord(found[0]):04X} changes the direction of the text after it"
            self.report("MDN011", self.text.place(found.start()), message, "delete it unless it is meant")
        return FORBIDDEN.sub(" ", value.replace("\r", " "))

    # --- notes -------------------------------------------------------------------------------------------------

    def _take_definitions(self, tokens: list[Token]) -> list[Token]:
        """*tokens* without the texts of notes, which are kept by label until they are called."""
        kept: list[Token] = []
        target = kept
        depth = 0
        for token in tokens:
            if token.type == "note_open":
                depth += 1
                if depth == 1:
                    target = self._define(token)
            elif token.type == "note_close":
                depth -= 1
                if depth == 0:
                    target = kept
            else:
                target.append(token)
        return kept

    def _define(self, token: Token) -> list[Token]:
        label = token.meta["label"]
        at = self._line_place(token)
        if label in self.definitions:
            first = self.definitions[label].at
            hint = f"the first one is on line {first.line}; give this one another label" if first else ""
            self.report("MDN006", at, f"the note [^{label}] is written a second time", hint)
            return []
        self.definitions[label] = _Definition(at, [])
        return self.definitions[label].tokens

    def _note_text(self, label: str, at: Position | None, in_note: bool) -> b.Blocks:
        found = self.definitions.get(label)
        if in_note:
            self.report("MDN020", at, "a note stands inside a note", "put its text into the outer note")
            if found is not None:
                found.calls += 1
            return ()
        if label in self.told:
            return ()
        if found is None:
            hint = f"write its text in the same field, on a line of its own: `[^{label}]: …`"
            self.report("MDN004", at, f"the note [^{label}] has no text in this field", hint)
            return ()
        found.calls += 1
        if found.calls == MAX_CALLS + 1:
            self.report("MDN021", at, f"the note [^{label}] is called more than {MAX_CALLS} times")
        if found.calls > MAX_CALLS:
            return ()
        if found.blocks is None:
            found.blocks = tuple(self._blocks(iter(found.tokens), self.note_inlines))
            if not found.blocks:
                self.report("MDN004", found.at, f"the note [^{label}] is empty", "write its text after the colon")
        return found.blocks

    # --- blocks ------------------------------------------------------------------------------------------------

    def _blocks(self, tokens: Iterator[Token], inlines: InlineConverter, until: str = "") -> Iterator[b.Block]:
        """Blocks up to the token of type *until*."""
        for token in tokens:
            if token.type == until:
                return
            if token.level >= MAX_NESTING - 2 and token.nesting > 0:
                self.report("MDN014", self._line_place(token), "lists or quotations are nested too deep", "")
            yield from self._block(token, tokens, inlines)

    def _block(self, token: Token, tokens: Iterator[Token], inlines: InlineConverter) -> Iterator[b.Block]:
        match token.type:
            case "paragraph_open":
                content, at = self._inline(tokens, inlines)
                self._tell_slips(token)
                if content:
                    yield b.Para(content, at=at)
            case "heading_open":
                yield from self._heading(token, tokens, inlines)
            case "bullet_list_open" | "ordered_list_open":
                yield self._list(token, tokens, inlines)
            case "blockquote_open":
                yield b.Quote(tuple(self._blocks(tokens, inlines, "blockquote_close")))
            case "fence" | "code_block":
                self._check_fence(token)
                yield b.CodeBlock(token.content.removesuffix("\n"))
            case "hr":
                yield b.Rule()
            case "table_refused":
                self._too_many_cells(self._line_place(token))
            case "table_open":
                yield self._table(token, tokens, inlines)
            case "note_open" | "note_close" | "inline" | "paragraph_close" | "heading_close":
                return
            case kind:  # pragma: no cover - the rules that are enabled make nothing else
                raise AssertionError(f"unknown block token {kind}")

    def _tell_slips(self, token: Token) -> None:
        first, last = token.map or (0, 0)
        for one in slips.of_paragraph(self.lines[first:last]):
            self.report(one.code, self.text.place(self.starts[first + one.line] + one.column), one.message, one.hint)

    def _inline(self, tokens: Iterator[Token], inlines: InlineConverter) -> tuple[i.Inlines, Position | None]:
        """The content of the inline token that comes next, and where it begins."""
        token = next(tokens)
        place = self._placer(token)
        return inlines.convert(token.children or [], place), place(0)

    def _heading(self, token: Token, tokens: Iterator[Token], inlines: InlineConverter) -> Iterator[b.Block]:
        inner = next(tokens)
        if len(inner.content) > MAX_HEADING:
            message = f"a heading has {len(inner.content):,} characters, and {MAX_HEADING:,} are the most"
            self.report("MDN023", self._line_place(token), message, "put the text into a paragraph")
            return
        content, at = self._inline(iter((inner,)), inlines)
        if not self.headings:
            hint = "headings stand in the body of a section; for emphasis write **bold** text"
            self.report("MDN013", self._line_place(token), "a heading cannot stand here", hint)
        elif not content:
            self.report("MDN013", self._line_place(token), "this heading has no text", "write it after the #")
        else:
            yield b.Heading(int(token.tag[1:]), content, at=at)

    def _list(self, token: Token, tokens: Iterator[Token], inlines: InlineConverter) -> b.List:
        items, tight = list[b.ListItem](), True
        for inner in tokens:
            if inner.type in ("bullet_list_close", "ordered_list_close"):
                break
            gathered = Looseness(tokens)
            items.append(b.ListItem(tuple(self._blocks(gathered, inlines, "list_item_close"))))
            tight = tight and not gathered.loose
        start = token.attrGet("start")
        ordered = token.type == "ordered_list_open"
        return b.List(tuple(items), ordered=ordered, start=int(start) if start is not None else 1, tight=tight)

    def _check_fence(self, token: Token) -> None:
        """A fence that nothing closes swallows the rest of the text."""
        if token.type != "fence" or token.map is None:
            return
        last = self.lines[token.map[1] - 1].strip() if token.map[1] - 1 < len(self.lines) else ""
        closed = token.map[1] - token.map[0] >= 2 and last.strip("> ") and not last.strip("> ").strip(token.markup[0])
        if not closed:
            hint = f"close it with a line {token.markup}"
            self.report(
                "MDN016",
                self._line_place(token),
                f"`{token.markup}` opens a code block that nothing closes",
                hint,
            )

    # --- tables ------------------------------------------------------------------------------------------------

    def _table(self, token: Token, tokens: Iterator[Token], inlines: InlineConverter) -> b.Table:
        columns: list[b.Column] = []
        head: list[b.Row] = []
        body: list[b.Row] = []
        cells: list[b.Cell] = []
        at = self._line_place(token)
        for inner in tokens:
            if inner.type == "table_close":
                break
            if inner.type == "tr_open":
                cells, self.cell_from = [], 0
            elif inner.type in ("th_open", "td_open"):
                content, place = self._cell(tokens, inlines)
                header = inner.type == "th_open"
                if header:
                    columns.append(b.Column(align_of(inner)))
                cells.append(b.Cell((b.Para(content, at=place),) if content else (), header=header))
            elif inner.type == "tr_close":
                (head if not body and not head else body).append(b.Row(tuple(cells)))
        self._check_table(token, len(columns), len(body), at)
        return b.Table(tuple(columns), tuple(head), tuple(body), at=at)

    def _too_many_cells(self, at: Position | None) -> None:
        self.report("MDN012", at, f"the table has more than {MAX_CELLS:,} cells", "put the data into a CSV file")

    def _check_table(self, token: Token, columns: int, rows: int, at: Position | None) -> None:
        if columns * rows > MAX_CELLS:
            self._too_many_cells(at)
        assert token.map is not None
        for row in range(token.map[0] + 2, min(token.map[1], len(self.lines))):
            count = len(list(cells_of(self.lines[row])))
            if count > columns:
                message = f"this row has {count} cells and the head of the table {columns}"
                place = self.text.place(self.starts[row])
                self.report("MDN017", place, message, "a | inside a cell is written \\|")

    def _cell(self, tokens: Iterator[Token], inlines: InlineConverter) -> tuple[i.Inlines, Position | None]:
        token = next(tokens)
        assert token.map is not None
        line = self.lines[token.map[0]]
        first, self.cell_from = find_cell(line, token.content, self.cell_from)
        start = self.starts[token.map[0]] + first
        pipes = [offset for offset, char in enumerate(token.content) if char == "|"]  # each written \\|

        def place(offset: int) -> Position | None:
            return self.text.place(start + offset + bisect_left(pipes, offset))

        if len(token.content) > MAX_CELL_CHARACTERS:
            self.report("MDN012", place(0), f"a cell has more than {MAX_CELL_CHARACTERS:,} characters", "shorten it")
        return inlines.convert(token.children or [], place), place(0)

    # --- places ------------------------------------------------------------------------------------------------

    def _line_place(self, token: Token) -> Position | None:
        """The first character on the line where a block begins."""
        if token.map is None or token.map[0] >= len(self.lines):
            return self.text.at
        line = self.lines[token.map[0]]
        return self.text.place(self.starts[token.map[0]] + len(line) - len(line.lstrip()))

    def _placer(self, token: Token) -> Placer:
        """For an inline token of a paragraph or heading: its lines found again in the text."""
        first = token.map[0] if token.map else 0
        table: list[tuple[int, int]] = []

        def place(offset: int) -> Position | None:
            if not table:
                table.extend(self._line_table(token.content, first))
            inside, outside = table[bisect_right(table, (offset, _FAR)) - 1]
            return self.text.place(outside + offset - inside)

        return place

    def _line_table(self, content: str, first: int) -> Iterator[tuple[int, int]]:
        """For each line of *content*: its offset there, and in the text of the field."""
        offset = 0
        for count, line in enumerate(content.split("\n")):
            row = min(first + count, len(self.lines) - 1)
            found = max(self.lines[row].rfind(line.strip()), 0) - (len(line) - len(line.lstrip()))
            yield offset, self.starts[row] + max(found, 0)
            offset += len(line) + 1


_FAR = 1 << 60
_WARNINGS = frozenset(("MDN011", "MDN015", "MDN019", "MDN024", "MDN025", "MDN026"))
