"""Reading a page back with someone else's parser, and what every page must fulfil."""

from __future__ import annotations

import re
from functools import cache
from urllib.parse import unquote

import html5lib
from lxml import etree

from reports.diagnostics import Collector
from reports.model.document import Document
from reports.theme.load import load_theme
from reports.theme.tokens import Theme
from reports.writers.html import write


@cache
def theme(look: str = "brief") -> Theme:
    return load_theme(look, None, {}, Collector(), "en-GB")


def page_of(document: Document, look: str = "brief") -> str:
    return write(document, theme(look), pages={}).data.decode("utf-8")


def parse(page: str) -> etree._Element:
    """The tree of *page*; raises on anything that the HTML standard calls a parse error."""
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("lxml"), strict=True, namespaceHTMLElements=False)
    root = parser.parse(page).getroot()
    for one in root.iter():
        if isinstance(one.tag, str):
            one.tag = one.tag.rpartition("}")[2]
    return root


def body_of(page: str) -> str:
    return page[page.index("<body") :]


def text_of(node: etree._Element) -> str:
    return re.sub(r"[ \t\n]+", " ", "".join(node.itertext())).strip()


def check(page: str) -> etree._Element:
    """The rules that hold for every page."""
    root = parse(page)
    assert root.get("lang")
    ids = [one.get("id") for one in root.iter() if one.get("id") is not None]
    assert len(ids) == len(set(ids)), sorted(one for one in ids if ids.count(one) > 1)
    assert not any(re.search(r"\s", one) or not one for one in ids)
    for link in root.iter("a"):
        href = link.get("href")
        assert href, etree.tostring(link)
        if href.startswith("#"):
            assert unquote(href[1:]) in ids, href
        else:
            assert re.match(r"(https?://|mailto:)", href), href
        assert not [one for one in link.iterancestors() if one.tag == "a"]
        assert text_of(link) or link.get("aria-label") or link.find(".//svg") is not None
    for name in ("aria-labelledby", "aria-describedby"):
        for one in root.iter():
            for target in (one.get(name) or "").split():
                assert target in ids, target
    assert len(root.findall(".//h1")) == 1
    assert len(root.findall(".//main")) == 1
    assert {one.get("type") for one in root.findall(".//script")} <= {"application/ld+json"}
    for one in root.iter():
        assert not [name for name in one.attrib if name.lower().startswith("on")]
        assert not re.match(r"\s*(javascript|vbscript|file)", one.get("src") or "", re.IGNORECASE)
    for image in root.iter("img"):
        assert image.get("alt") is not None
        assert image.get("src", "").startswith("data:image/")
    for drawing in root.iter("svg"):
        assert drawing.get("role") == "img"
        assert drawing.get("aria-label")
    for header in root.iter("th"):
        assert header.get("scope") in ("col", "row", "colgroup", "rowgroup")
    for region in root.iter():
        if region.get("role") == "region":
            assert region.get("aria-label") or region.get("aria-labelledby")
    loaded = re.findall(r"url\((?!data:)[^)]*\)|@import|src=\"(?!data:)|<link(?! rel=\"(?:canonical|license)\")", page)
    assert not loaded
    return root
