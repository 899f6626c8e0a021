"""Pictures, fonts, data, names, rows and streams that nobody would think of at first."""

# ruff: noqa: E501 - an input on one line is read at a glance
from __future__ import annotations

import io
import os
import struct
import zlib
from pathlib import Path

from fontTools.ttLib import TTFont
from PIL import Image

from tests.hostile.case import CANARY, HEAD, Case, Text, brief, figure, table
from tests.hostile.cases_brands import font, sound
from tests.hostile.cases_drawings import svg
from tests.hostile.cases_paths import at
from tests.hostile.cases_pictures import JPEG, SOUND, chunk, made, png

WHERE = "brief.yaml:7"


def animated(frames: int) -> bytes:
    """An animated WebP: more pictures than one."""
    out = io.BytesIO()
    pictures = [Image.new("RGB", (40, 30), (n, n, n)) for n in range(frames)]
    pictures[0].save(out, "WEBP", save_all=True, append_images=pictures[1:])
    return out.getvalue()


def moving() -> bytes:
    """An animated PNG."""
    out = io.BytesIO()
    pictures = [Image.new("RGB", (40, 30), (n, n, n)) for n in range(5)]
    pictures[0].save(out, "PNG", save_all=True, append_images=pictures[1:])
    return out.getvalue()


def interlaced(width: int, height: int) -> bytes:
    """A PNG in seven passes whose data end in the first."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 1)
    parts = (chunk(b"IHDR", head), chunk(b"IDAT", zlib.compress(b"\0" * 100, 9)), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def drawing(name: str, inside: str, code: str = "", line: int = 2) -> Case:
    """A drawing that is refused on its line with *code*, or drawn."""
    return Case(name, svg(inside), (f"a.svg:{line} {code}",) if code else ())


PICTURES = (
    Case("an animated WebP", figure("a.webp", animated(30))),
    Case("an animated PNG", figure("a.png", moving())),
    Case("an interlaced PNG cut in its first pass", figure("a.png", interlaced(2_000, 2_000)), (f"{WHERE} IMG002",)),
    Case("a PNG without data", figure("a.png", SOUND[:33] + chunk(b"IEND", b"")), (f"{WHERE} IMG002",)),
    Case("a PNG of palette indices beyond the palette", figure("a.png", png(4, 4, chunk(b"PLTE", b"\0\0\0"), rows=b"\0\xff\xff\xff\xff" * 4, colour=3)), status=0),
    Case("a PNG of colours that are none", figure("a.png", png(4, 4, rows=b"\0" * 99, colour=5)), (f"{WHERE} IMG002",)),
    Case("a PNG of thirty-two bits", figure("a.png", png(4, 4, rows=b"\0" * 99, depth=32)), (f"{WHERE} IMG002",)),
    Case("a PNG with ten thousand chunks", figure("a.png", SOUND[:33] + chunk(b"tEXt", b"a\0b") * 10_000 + SOUND[33:])),
    Case("a JPEG with the head of a giant", figure("a.jpg", JPEG.replace(struct.pack(">HH", 30, 40), struct.pack(">HH", 65_500, 65_500), 1)), (f"{WHERE} IMG003",)),
    Case("a JPEG of CMYK with a torn profile", figure("a.jpg", made("JPEG", "CMYK", icc_profile=b"\0" * 200))),
    Case("a JPEG of a thousand scans", figure("a.jpg", JPEG[:-2] + JPEG[JPEG.index(b"\xff\xda"):-2] * 1_000 + b"\xff\xd9"), (f"{WHERE} IMG002",)),
    Case("a JPEG that turns itself in a circle", figure("a.jpg", made("JPEG", exif=b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\xff\xff\0\0\x08\0\0\0"))),
    Case("a picture of one row that is long", figure("a.png", made("PNG", size=(65_000, 1)))),
)  # fmt: skip

BOMB_OF_GRADIENTS = "".join(f'<linearGradient id="g{n}" href="#g{n + 1}"/>' for n in range(5_000))

DRAWINGS = (
    drawing("a style that fetches behind an element", "<style>a{}<g/>@import url(http://evil.example/a.css);</style>", "IMG005"),
    drawing("a style that fetches a set of pictures", "<style>svg{background-image:image-set('http://evil.example/a.png' 1x)}</style>", "IMG005"),
    drawing("a style that fetches by another name", "<style>svg{background:src('http://evil.example/a.png')}</style>", "IMG005"),
    drawing("an attribute that fetches a set of pictures", "<rect width='9' height='9' cursor=\"image-set('http://evil.example/a.png' 1x)\"/>", "IMG005"),
    drawing("a namespace for scripts", "<s:script xmlns:s='http://www.w3.org/2000/svg'>alert(1)</s:script>", "IMG005"),
    drawing("a script of XHTML", "<h:script xmlns:h='http://www.w3.org/1999/xhtml'>alert(1)</h:script>", "IMG005"),
    drawing("a link that is moved to a script", "<a><set attributeName='href' to='javascript:alert(1)'/></a>", "IMG005"),
    drawing("a drawing in a drawing", "<svg width='1e9' height='1e9' viewBox='0 0 1e-9 1e-9'><rect width='9' height='9'/></svg>"),
    drawing("a viewBox in a circle of scales", "<svg viewBox='0 0 0 0'><rect width='9' height='9'/></svg>"),
    drawing("gradients in a long row", BOMB_OF_GRADIENTS + '<rect width="9" height="9" fill="url(#g0)"/>', "IMG009"),
    drawing("patterns inside each other", "".join(f'<pattern id="p{n}" width="1" height="1"><rect width="9" height="9" fill="url(#p{n + 1})"/></pattern>' for n in range(300)) + '<rect width="9" height="9" fill="url(#p0)"/>'),
    drawing("dashes of nothing", '<path d="M0 0L90 50" stroke="#000" stroke-dasharray="0 0"/>'),
    drawing("dashes finer than paper", '<path d="M0 0L90 50" stroke="#000" stroke-dasharray="1e-9 1e-9"/>'),
    drawing("dashes without end", f'<path d="M0 0L90 50" stroke="#000" stroke-dasharray="{"1 2 " * 50_000}"/>', "IMG009"),
    drawing("dashes of no number", '<path d="M0 0L90 50" stroke="#000" stroke-dasharray="nan inf -1"/>'),
    drawing("a hundred thousand arcs", f'<path d="M0 0{" A9 9 0 1 1 5 5" * 100_000}"/>', "IMG009"),
    drawing("an arc of no radius", '<path d="M0 0A0 0 0 0 0 0 0A1e308 1e308 1e308 1 1 1e308 1e308"/>'),
    drawing("transforms without end", f'<g transform="{"rotate(1) " * 50_000}"><rect width="9" height="9"/></g>', "IMG009"),
    drawing("a transform with room in it", f'<g transform="rotate(1){" " * 4_000_000}rotate(1)"><rect width="9" height="9"/></g>', "IMG009"),
    drawing("transforms of a hundred steps", f'<g transform="{"rotate(1) " * 100}"><rect width="9" height="9"/></g>' * 510, "IMG009"),
    drawing("a transform that is singular", '<g transform="scale(0) matrix(0 0 0 0 0 0)"><rect width="9" height="9"/></g>'),
    drawing("numbers of a thousand digits", f'<rect x="{"9" * 1_000}" y="0.{"0" * 1_000}1" width="9" height="9"/>'),
    drawing("a font size without bound", '<text font-size="1e300" x="1" y="9">a</text>'),
    drawing("a text of a hundred thousand letters", f'<text y="20">{"w" * 100_000}</text>'),
    drawing("spans inside each other", "<text>" + "<tspan>" * 50 + "a" + "</tspan>" * 50 + "</text>"),
    drawing("a colour of a megabyte", f'<rect width="9" height="9" fill="{"a" * 1_000_000}"/>', "IMG009"),
    drawing("a colour of functions", '<rect width="9" height="9" fill="rgb(rgb(rgb(1,2,3)))"/>'),
    drawing("selectors without end", "<style>" + "a " * 100_000 + "{fill:red}</style><rect width='9' height='9'/>", "IMG009"),
    drawing("rules without end", "<style>" + "a{fill:red}" * 50_000 + "</style><rect width='9' height='9'/>", "IMG009"),
    drawing("markers of themselves", '<marker id="m"><path d="M0 0L9 9" marker-end="url(#m)"/></marker><path d="M0 0L9 9" marker-end="url(#m)"/>'),
    drawing("two parts of one name", '<g id="a"/><g id="a"><rect width="9" height="9"/></g><use href="#a"/>'),
    drawing("attributes without end in a drawing", "<rect " + " ".join(f"a{n}='1'" for n in range(20_000)) + "/>", "IMG009"),
    Case("a name space with a brace", figure("a.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><g><svg xmlns="a{b}c" viewBox="0 0 9 9"><g id="["/></svg></g><g xmlns="a"/></svg>')),
    Case("a drawing without an end", figure("a.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">' + "<g>" * 200_000), status=1),
    Case("a drawing of one line that is long", figure("a.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" a="' + "x" * 4_900_000 + '"/>'), ("a.svg:1 IMG009",)),
    Case("a viewBox of no numbers", figure("a.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="nan inf 1e999 -1"/>'), ("a.svg:1 IMG007",)),
)  # fmt: skip


def cyclic() -> bytes:
    """A font with a letter that is composed of itself."""
    made = TTFont(io.BytesIO(sound()))
    glyf = made["glyf"]
    name = next(one for one in made.getGlyphOrder() if glyf[one].isComposite())
    for part in glyf[name].components:
        part.glyphName = name
    out = io.BytesIO()
    made["maxp"].recalc = lambda _: None
    made.recalcBBoxes = False
    made.save(out)
    return out.getvalue()


def renamed(tag: bytes, to: bytes) -> bytes:
    """The font with one table gone."""
    return sound().replace(tag, to, 1)


def entry(tag: bytes, offset: int, length: int) -> bytes:
    """The font with a table that lies about where it is."""
    data = bytearray(sound())
    place = data.index(tag) + 8
    data[place : place + 8] = struct.pack(">II", offset, length)
    return bytes(data)


def bad_font(name: str, data: bytes) -> Case:
    """A font that is refused where the look names it."""
    return Case(name, font(data), ("/_brand.yml:3 THM008",))


FONTS = (
    bad_font("a font with a letter of itself", cyclic()),
    *(bad_font(f"a font without {tag.decode().strip()}", renamed(tag, b"zzzz")) for tag in (b"cmap", b"glyf", b"loca", b"head", b"hhea", b"hmtx", b"maxp", b"name", b"post", b"OS/2")),
    bad_font("a font whose outlines lie beyond its end", entry(b"glyf", 0xFFFFFF00, 0xFFFFFFFF)),
    bad_font("a font whose outlines are nothing", entry(b"glyf", 0, 0)),
    bad_font("a font whose letters lie beyond its end", entry(b"cmap", 0xFFFFFF00, 100)),
    bad_font("a font with a head of noise", entry(b"head", 12, 54)),
)  # fmt: skip


def each(name: str, text: Text, pattern: str = "", status: int | None = None, regret: str = "", **files: Text) -> Case:
    """Editions of the rows of *text*."""
    words = ("build", "-q", "-j", "1", "--each", "rows.csv", *(("--name", pattern) if pattern else ()))
    given = {"brief.yaml": "lang: en-GB\ntitle: About {=row.name}\n", "/rows.csv": text, **files}
    return Case(name, given, words=words, status=status, regret=regret)


EDITIONS = (
    each("rows of names that lead outside", "name\n../../../evil\n..\n/etc/passwd\n", status=1),
    each("rows of names that are commands", "name\n$(id)\n`id`\n;rm -rf /\n|cat\n", status=1),
    each("rows of names of devices", "name\nCON\nnul\n-rf\n--help\n"),
    each("rows of a name that is long", f"name\n{'n' * 5_000}\n{'ж' * 5_000}\n"),
    each("rows of one name in two writings", "name\nCaf\u00e9\nCafe\u0301\n", status=1),
    each("rows with tags and templates", "name\n<script>alert(1)</script>\n{{ 7*7 }}\n{=name}\n"),
    each("rows of control characters", b"name\na\x1b[31mb\n", status=1),
    each("rows that are not text", b"\xff\xfe\x00\x01", status=1),
    each("rows of one column of no name", "\n\n\n", status=1),
    each("rows of a thousand columns", ",".join(f"c{n}" for n in range(1_000)) + "\n", status=1),
    each("rows that are a drawing", "<svg/>\n", status=0),
    each("a pattern that leads outside", "name\na\n", "../../{name}"),
    each("a pattern of nothing", "name\na\n", "{}", regret="pattern"),
    each("a pattern of formats", "name\na\n", "{name.__class__}", regret="pattern"),
    each("a pattern of widths", "name\na\n", "{name:>1000000000}", regret="pattern"),
    Case("rows from the machine", words=("build", "-q", "--each", "/dev/zero"), regret="no file"),
    Case("rows from a pipe", words=("build", "-q", "--each", "content/x/p"), regret="no file", prepare=lambda root, _: os.mkfifo(root / "content/x/p")),
    Case("rows that the brief takes from outside", brief("each: {data: ../../../secret/canary.txt}\n"), status=1, absent=(CANARY,)),
    Case("rows that the brief takes from a pipe", brief("each: {data: p.csv}\n"), status=1, prepare=lambda root, _: os.mkfifo(root / "content/x/p.csv")),
)  # fmt: skip


def many(root: Path, _: Path) -> None:
    """Five thousand folders that are no briefs, and a name that paints the terminal."""
    for n in range(2_000):
        (root / f"content/folder-{n}").mkdir()


def painted(root: Path, _: Path) -> None:
    """A folder whose name is a command to the terminal."""
    (root / "content/a\x1b[31mb").mkdir()
    (root / "content/a\x1b[31mb/brief.yaml").write_text(HEAD)


def bytes_name(root: Path, _: Path) -> None:
    """A folder whose name is not UTF-8."""
    os.mkdir(os.fsencode(root / "content") + b"/caf\xe9")
    Path(os.fsdecode(os.fsencode(root / "content") + b"/caf\xe9/brief.yaml")).write_text(HEAD)


def brief_pipe(root: Path, _: Path) -> None:
    """A brief that is a pipe."""
    (root / "content/p").mkdir()
    os.mkfifo(root / "content/p/brief.yaml")


def brief_outside(root: Path, secret: Path) -> None:
    """A brief that is a link out of the workspace."""
    (root / "content/p").mkdir()
    (root / "content/p/brief.yaml").symlink_to(secret / "canary.txt")


def content_outside(root: Path, secret: Path) -> None:
    """A folder of content that is a link out of the workspace."""
    (secret / "brief.yaml").write_text(f"title: {CANARY}\n")
    (root / "content/p").symlink_to(secret)


def deep(root: Path, _: Path) -> None:
    """Links that lead through each other forty times."""
    (root / "content/x/l0.png").symlink_to("a.png")
    for n in range(1, 60):
        (root / f"content/x/l{n}.png").symlink_to(f"l{n - 1}.png")


NAMES = (
    Case("two thousand folders without a brief", literal=("Ordinary title",), prepare=many, words=("build", "-q", "x")),
    Case("a folder that paints the terminal", prepare=painted, regret="cannot be printed"),
    Case("a folder that is not UTF-8", prepare=bytes_name, regret="cannot be printed"),
    Case("a brief that is a pipe", prepare=brief_pipe, words=("build", "-q", "p"), status=1),
    Case("a brief that is a link outside", prepare=brief_outside, words=("build", "-q", "p"), status=1),
    Case("a brief in a folder that is a link outside", prepare=content_outside, words=("build", "-q", "p"), status=1),
    Case("sixty links in a row", {**at("l59.png"), "a.png": SOUND}, prepare=deep),
    Case("a picture by a name in another writing", {**at("Cafe\u0301.png"), "Caf\u00e9.png": SOUND}, (f"{WHERE} FIL001",)),
    Case("a picture by a name in other letters", {**at("A.PNG"), "a.png": SOUND}, (f"{WHERE} FIL001",)),
    Case("a picture by a name with a dot behind", at("a.png."), (f"{WHERE} FIL001",)),
    Case("a picture by a name of blanks", at(" "), status=1),
    Case("a picture that is the folder", at("."), (f"{WHERE} FIL003",)),
    Case("a picture that is the output", {**at("../../output/x/x.pdf"), "/output/x/x.pdf": b"%PDF"}, status=1),
    Case("a word of a hundred thousand letters for a brief", words=("build", "a" * 100_000), regret="no brief"),
    Case("a folder for a brief", words=("build", "."), literal=("Ordinary title",)),
    Case("an output that is a file", {"/output/f": "x"}, words=("build", "-q", "-o", "output/f"), regret="cannot write"),
    Case("an output below a file", {"/output/f": "x"}, words=("build", "-q", "-o", "output/f/p"), regret="cannot write"),
    Case("a format nobody knows", words=("build", "-f", "exe"), regret="no format"),
    Case("standard input for a brief", words=("check", "--stdin", "x"), status=1),
)  # fmt: skip

DATA = (
    Case("a row of quotes", table('a,b\n"' + '""' * 5_000 + '",2\n')),
    Case("quotes by turns", table('a,b\n"1"x,2\n'), ("d.csv:2 DAT004",)),
    Case("a table of UTF-16 without its mark", table("a,b\n1,2\n".encode("utf-16-le")), ("d.csv:1 DAT001",)),
    Case("line ends of every kind in data", table(b"a,b\r\n1,2\r3,4\n")),
    Case("line separators of Unicode in data", table("a,b\n1\u20282,3\n"), status=1),
    Case("two marks of byte order", table(b"\xef\xbb\xbf\xef\xbb\xbfa,b\n1,2\n"), status=0),
    Case("semicolons and commas in data", table("a;b,c\n1;2,3\n")),
    Case("two hundred columns", table(",".join(f"c{n}" for n in range(200)) + "\n" + ",".join("1" * 200) + "\n")),
    Case("lines without anything", table("a,b\n" + "\n" * 400_000 + "  \r\n" * 400_000 + "1,2\n")),
    Case("five million lines without anything", table("a,b\n" + "\n" * 4_900_000 + "1,2\n"), ("d.csv:1 DAT007",)),
    each("twenty million lines without a row", "name\n" + "\n" * 19_900_000, status=1),
)  # fmt: skip

CASES: tuple[Case, ...] = (*PICTURES, *DRAWINGS, *FONTS, *EDITIONS, *NAMES, *DATA)
