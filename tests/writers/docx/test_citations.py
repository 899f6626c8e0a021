"""Citations that Zotero goes on managing, read back by the rules that Zotero's own reader follows."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from xml.etree import ElementTree

from reports.model import blocks as b
from reports.model import inlines as i
from tests.documents import document, p, t
from tests.writers.docx.reading import Package, W, text_of

SOURCES = {
    "doe": {"id": "doe", "type": "book", "title": "On “seats” & <votes>", "author": [{"family": "Doe", "given": "J."}]},
    "saa": {"id": "saa", "type": "treaty", "title": "Споразум"},
}


def clusters() -> tuple[b.Block, ...]:
    one = i.Cite((i.CiteItem("doe", "33", "page", prefix=t("see")),), content=(i.Link(t("(Doe, p. 33)"), "#ref-doe"),))
    two = i.Cite((i.CiteItem("saa"), i.CiteItem("doe", mode="suppress-author")), content=t("(SAA; 2020)"))
    noted = i.Note((p(i.Cite((i.CiteItem("doe"),), content=(i.Emph(t("On seats")), *t(", 2020."))), " And more."),),
                   number="1")  # fmt: skip
    entries = (b.Reference("ref-doe", t("Doe")), b.Reference("ref-saa", t("SAA")))
    return p("Text ", one, " and ", two), p("Noted", noted), b.References(entries)


def zotero(written, blocks=None, **options) -> Package:
    made = document(*(blocks or clusters()), lang="en-GB")
    return written(replace(made, options={"docx-citations": "zotero", **options}, sources=SOURCES))


def fields(package: Package, part: str) -> list[tuple[dict, str]]:
    """Every citation field: its data, and the text it shows."""
    found = []
    for paragraph in package.find("//w:p", part):
        code, shown, state = "", "", ""
        for one in paragraph.iter(f"{{{W}}}fldChar", f"{{{W}}}instrText", f"{{{W}}}t"):
            if one.tag.endswith("fldChar"):
                state = one.get(f"{{{W}}}fldCharType")
                if state == "begin":
                    code, shown = "", ""
                elif state == "end" and "CSL_CITATION" in code:
                    found.append((json.loads(code.split("CSL_CITATION ", 1)[1]), shown))
            elif one.tag.endswith("instrText"):
                code += one.text
            elif state == "separate":
                shown += one.text
    return found


def test_items_carry_their_data_locators_and_words(written):
    package = zotero(written)
    (first, _), (second, _) = fields(package, "word/document.xml")
    item = first["citationItems"][0]
    assert item["itemData"] == {**SOURCES["doe"], "citation-key": "doe"}
    assert (item["id"], item["locator"], item["label"], item["prefix"]) == ("doe", "33", "page", "see ")
    assert [one["id"] for one in second["citationItems"]] == ["saa", "doe"]
    assert second["citationItems"][1]["suppress-author"] is True
    assert second["citationItems"][0]["itemData"]["title"] == "Споразум"


def test_the_stored_text_is_the_shown_text(written):
    package = zotero(written)
    for part in ("word/document.xml", "word/footnotes.xml"):
        for data, shown in fields(package, part):
            assert data["properties"]["plainCitation"] == shown
            assert data["schema"].endswith("csl-citation.json")
    [(noted, _)] = fields(package, "word/footnotes.xml")
    assert noted["properties"]["noteIndex"] == 1


def test_one_address_for_one_work_and_ids_for_citations(written):
    package = zotero(written)
    found = [data for part in ("word/document.xml", "word/footnotes.xml") for data, _ in fields(package, part)]
    addresses: dict[str, set[str]] = {}
    for data in found:
        for item in data["citationItems"]:
            assert len(item["uris"]) == 1
            addresses.setdefault(item["id"], set()).add(item["uris"][0])
    assert {len(one) for one in addresses.values()} == {1}
    assert len({one for values in addresses.values() for one in values}) == 2
    assert len({data["citationID"] for data in found}) == 3


def test_the_list_of_references_is_a_field(written):
    package = zotero(written)
    first, last = [one for one in package.find("//w:p") if text_of(one) in ("Doe", "SAA")]
    assert "ZOTERO_BIBL" in "".join(one.text for one in first.iter(f"{{{W}}}instrText"))
    assert [one.get(f"{{{W}}}fldCharType") for one in last.iter(f"{{{W}}}fldChar")] == ["end"]


def test_preferences_are_cut_before_escaping(written):
    package = zotero(written, csl="chicago-note-bibliography")
    properties = ElementTree.fromstring(package.read("docProps/custom.xml"))
    values = {one.get("name"): one[0].text for one in properties}
    assert all(len(one) <= 255 for one in values.values())
    joined = "".join(values[f"ZOTERO_PREF_{at}"] for at in range(1, len(values) + 1))
    data = ElementTree.fromstring(joined)
    assert data.find("style").get("id") == "http://www.zotero.org/styles/chicago-note-bibliography"
    prefs = {one.get("name"): one.get("value") for one in data.find("prefs")}
    assert (prefs["fieldType"], prefs["noteType"]) == ("Field", "1")


def test_without_notes_the_style_is_an_in_text_one(written):
    package = zotero(written, (clusters()[0], clusters()[2]))
    assert 'name="noteType" value="0"' in "".join(
        one[0].text for one in ElementTree.fromstring(package.read("docProps/custom.xml"))
    )


def test_static_is_the_default(written):
    package = written(replace(document(*clusters()), sources=SOURCES))
    assert b"ZOTERO" not in package.read("word/document.xml")
    assert "docProps/custom.xml" not in package.names
    assert re.search(r"\(Doe, p\. 33\) and \(SAA; 2020\)", package.text())


def test_a_work_without_data_stays_plain(written):
    made = document(p(i.Cite((i.CiteItem("unknown"),), content=t("(Unknown)"))))
    package = written(replace(made, options={"docx-citations": "zotero"}))
    assert package.text().startswith("(Unknown)")
    assert fields(package, "word/document.xml") == []
