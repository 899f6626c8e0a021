"""Drawings and pictures of a few lines that would take minutes: whatever is drawn, looked up or tried again."""

# ruff: noqa: E501 - an input on one line is read at a glance
from __future__ import annotations

import io

from PIL import Image

from tests.hostile.case import HEAD as HEAD_OF_BRIEF
from tests.hostile.case import Case, Text
from tests.hostile.cases_drawings import svg

RECT = '<rect width="9" height="9"/>'
LONG = "M0 0" + "L1 1" * 10_000
LARGE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1600 1000">'


def heavy(name: str, inside: str, code: str = "IMG009") -> Case:
    """A drawing that is refused on its second line, or drawn where *code* is empty."""
    return Case(name, svg(inside), (f"a.svg:2 {code}",) if code else ())


def many(count: int, inside: str, files: int = 0) -> dict[str, Text]:
    """A brief of *count* figures, of one drawing or of *files* of them."""
    drawn = "".join(
        f"      - figure: {{id: fig-{n}, src: {n % max(files, 1)}.svg, alt: Picture}}\n" for n in range(count)
    )
    text = f"{HEAD_OF_BRIEF}sections:\n  - id: s\n    title: Section\n    body:\n{drawn}"
    return {"brief.yaml": text, **{f"{n}.svg": f"{LARGE}{inside}</svg>" for n in range(max(files, 1))}}


def nested(count: int, outer: str, inside: str) -> str:
    """*inside* within *count* times the elements named in *outer*."""
    names = outer.split()
    return "".join(f"<{one}>" for one in names) * count + inside + "".join(f"</{one}>" for one in names[::-1]) * count


REPEATED = (
    heavy("as many shapes as are drawn", RECT * 17_000, ""),
    heavy("as many long paths as are drawn", '<path d="M0 0h' + "1 " * 300_000 + '"/>', ""),
    heavy("as many letters apart as are drawn", f'<text y="20" x="{"1 " * 15_000}">{"w" * 15_000}</text>', ""),
    heavy("as many gradients as are drawn", '<linearGradient id="g"><stop/><stop offset="1"/></linearGradient>' + '<rect width="9" height="9" fill="url(#g)"/>' * 5_000, ""),
    heavy("fifty thousand shapes", RECT * 49_900),
    heavy("shapes inside fifty groups", nested(50, "g", "<path d='M0 0L9 9'/>" * 5_000), ""),
    heavy("a hundred thousand attributes", "<rect " + " ".join(f"a{n}=''" for n in range(100_000)) + "/>"),
    heavy("a hundred thousand attributes of a name space", '<rect xmlns:q="r" ' + " ".join(f"q:a{n}=''" for n in range(100_000)) + "/>"),
    heavy("twenty thousand name spaces", "<g " + " ".join(f"xmlns:a{n}='b{n}'" for n in range(20_000)) + "/>", ""),
    heavy("name spaces around each shape", "".join(f'<g xmlns:a{n}="b{n}">' for n in range(50)) + RECT * 5_000 + "</g>" * 50, ""),
    heavy("a long path that is used again and again", f'<defs><path id="p" d="{LONG}"/></defs>' + '<use href="#p"/>' * 200),
    heavy("definitions that every drawing around them draws", nested(40, "svg", f"<defs>{RECT * 2_000}</defs>")),
    heavy("definitions that double", nested(25, "defs svg", RECT)),
    heavy("a clip of many shapes around each shape", f'<clipPath id="c">{RECT * 500}</clipPath>' + '<rect width="9" height="9" clip-path="url(#c)"/>' * 500),
    heavy("a gradient of many colours in each shape", f'<linearGradient id="g">{"<stop/>" * 200}</linearGradient>' + '<rect width="9" height="9" fill="url(#g)"/>' * 500),
    heavy("a gradient of many colours that a group hands down", f'<linearGradient id="g">{"<stop/>" * 200}</linearGradient><g fill="url(#g)">{RECT * 500}</g>'),
    Case("a gradient of many colours that a style hands out", svg(f'<style>rect{{fill:url(#g)}}</style><linearGradient id="g">{"<stop/>" * 200}</linearGradient>{RECT * 2_000}')),
    heavy("a symbol with a long path", f'<symbol id="s"><path d="{LONG}"/></symbol>' + '<use href="#s"/>' * 300),
    heavy("arrowheads with a long path", f'<marker id="m"><path d="{LONG}"/></marker><path d="{LONG}" marker-mid="url(#m)"/>'),
    heavy("uses of uses of uses", '<g id="u0"/>' + "".join(f'<g id="u{n + 1}"><use href="#u{n}"/></g>' for n in range(300))),
)  # fmt: skip

STYLES = (
    heavy("a style for everything and ten thousand shapes", "<style>" + "*{fill:red}" * 1_000 + "</style>" + RECT * 10_000),
    heavy("a style of many around many", f"<style>z {'g ' * 6}rect{{fill:red}}</style>" + nested(50, "g", RECT)),
    heavy("a style of many beside many", "<style>z ~ rect ~ rect ~ rect{fill:red}</style>" + RECT * 300),
    heavy("a style that counts brothers", "<style>rect:nth-last-child(3n+1){fill:red}</style>" + RECT * 3_000),
    heavy("a style with a brace in quotes", "<style>a['{'] b{fill:red}</style>" + RECT),
    Case("a style of two thousand properties", svg("<style>*{" + ";".join(f"a{n}:b" for n in range(2_000)) + "}</style>" + RECT * 300)),
    Case("a style without a brace", svg(f"<style>{'a' * 99_000}</style>{RECT}")),
    Case("a style of comments that are not closed", svg(f"<style>{'/*' * 49_000}</style>{RECT}")),
    heavy("a style of addresses that are not closed", f"<style>{'url(' * 24_000}</style>{RECT}", "IMG005"),
    heavy("an attribute of addresses that are not closed", f'<rect style="{"url(" * 1_200}"/>', "IMG005"),
    heavy("a fill of blanks", f'<rect style="fill:url(#a{" " * 4_900})"/>' * 900),
    heavy("a width of blanks", f'<rect width="1{" " * 900}x"/>' * 3_000, ""),
    heavy("properties without end", '<g style="' + ";".join(f"a{n}:b" for n in range(2_000)) + f'">{RECT * 1_000}</g>'),
    heavy("families without end", f'<g font-family="{"a," * 5_000}">' + "<text y='9'>a</text>" * 100 + "</g>"),
    heavy("dashes for everyone", f'<g stroke="red" stroke-dasharray="{"1 2 " * 49}">{RECT * 5_000}</g>', ""),
)  # fmt: skip

PAINTED = (
    heavy("accents one upon the other in a drawing", f"<text y='20'>a{chr(0x301) * 50_000}</text>", ""),
    heavy("Arabic without end in a drawing", f"<text y='20'>{'مرح' * 20_000}</text>", ""),
    Case("shapes that cover the page", many(1, '<rect width="1600" height="1000" opacity=".5"/>' * 5_000)),
    Case("gradients that cover the page", many(1, '<radialGradient id="g"><stop/><stop offset="1"/></radialGradient>' + '<rect width="1600" height="1000" fill="url(#g)"/>' * 5_000)),
    Case("thirty drawings that cover the page", many(30, '<rect width="1600" height="1000" opacity=".5"/>' * 500, 30)),
    Case("forty drawings of a thousand shapes", many(40, RECT * 1_000, 40), status=1),
    Case("a drawing that is shown a hundred times", many(100, RECT * 9_000), status=1),
)  # fmt: skip


def pictures(count: int, mode: str, kind: str, lossy: int = 75) -> dict[str, Text]:
    """A brief of *count* pictures of one colour each, as large as one may be."""
    files: dict[str, Text] = {}
    for n in range(count):
        out = io.BytesIO()
        Image.new(mode, (6_300, 6_300), n).save(out, kind, quality=lossy)
        files[f"{n}.svg"] = out.getvalue()  # names do not matter
    return {**many(count, "", count), **files}


PICTURES = (
    Case("a dozen pictures of forty megapixels", pictures(12, "L", "PNG"), status=1),
    Case("two pictures of forty megapixels", pictures(2, "L", "PNG")),
    Case("photographs for print that hold together", pictures(3, "CMYK", "JPEG", 10)),
)

CASES: tuple[Case, ...] = (*REPEATED, *STYLES, *PAINTED, *PICTURES)
