"""Locators of citations: "p. 33", "arts. 5–7", "čl. 12" → the kind by its CSL name, and the value.

The kinds are those of CSL 1.0.2 (appendix IV, "Locators"). English words are understood in every brief, since authors
copy citations; those of the brief's language besides.
"""

from __future__ import annotations

import re
from functools import cache

from reports.patterns import expression
from reports.records import record

_ENGLISH = """
page: p. pp. page pages
chapter: ch. chs. chap. chaps. chapter chapters
article-locator: art. arts. article articles
paragraph: para. paras. par. pars. paragraph paragraphs ¶ ¶¶
section: sec. secs. sect. sects. section sections § §§
volume: vol. vols. volume volumes
issue: no. nos. issue issues number
note: n. nn. note notes
figure: fig. figs. figure figures
table: tab. tbl. table tables
column: col. cols. column columns
folio: fol. fols. folio folios
line: l. ll. line lines
part: pt. pts. part parts
book: bk. bks. book books
appendix: app. apps. appendix appendices
sub-verbo: s.v. s.vv.
verse: v. vv. verse verses
opus: op. opp. opus
title-locator: tit. title titles
version: ver. version
timestamp: timestamp
supplement: supp. supplement
canon: can. canon
equation: eq. eqs. equation
rule: rule rules
act: act
scene: scene
"""

_LATIN_SOUTH_SLAVIC = """
page: str. strana strane stranica stranice
chapter: gl. glava pogl. poglavlje
article-locator: čl. član članovi članak članci
paragraph: st. stav stavovi stavak para.
section: tač. tačka tačke toč. točka odj. odeljak odjeljak §
volume: tom sv. knj. vol.
issue: br. broj
note: nap. napomena fus. fusnota bilj.
figure: sl. slika
table: tab. tabela tablica
part: dio deo
appendix: dod. dodatak prilog aneks
"""

_CYRILLIC_SOUTH_SLAVIC = """
page: стр. страна стране страници
chapter: гл. глава погл. поглавље поглавје
article-locator: чл. члан чланови член членови
paragraph: ст. став ставови
section: тач. тачка тачке точ. точка одељак дел
volume: том књ. кн. св.
issue: бр. број
note: нап. напомена фус. фуснота
figure: сл. слика
table: таб. табела
appendix: дод. додатак прилог анекс
"""

_WORDS = {
    "en": "",
    "de": """
page: S. Seite Seiten
chapter: Kap. Kapitel
article-locator: Art. Artikel
paragraph: Abs. Absatz Rn. Rz. Randnummer
section: Abschn. Abschnitt Abschnitte
volume: Bd. Bde. Band Bände
issue: Nr. Heft
note: Fn. Anm. Anmerkung
figure: Abb. Abbildung
table: Tab. Tabelle
column: Sp. Spalte
part: Teil
appendix: Anh. Anhang
""",
    "fr": """
page: p. pp. page pages
chapter: chap. chapitre
article-locator: art. article articles
paragraph: par. paragraphe al. alinéa
section: sect. section
volume: vol. t. tome tomes
issue: n° no numéro
note: note notes
figure: fig. figure
table: tabl. tableau
column: col. colonne
part: partie
appendix: annexe
""",
    "sq": """
page: f. fq. faqe faqja faqet
chapter: kap. kapitulli kreu krerët
article-locator: neni nenet
paragraph: par. paragrafi paragrafët
section: seksioni pika pikat
volume: vëll. vëllimi
issue: nr. numri
note: shën. shënimi
figure: fig. figura
table: tab. tabela
part: pjesa
appendix: shtojca aneksi
""",
    "el": """
page: σ. σσ. σελ. σελίδα σελίδες
chapter: κεφ. κεφάλαιο
article-locator: άρθρο άρθρα
paragraph: παρ. παράγραφος
section: ενότητα
volume: τόμ. τόμος
issue: αρ. τεύχος
note: σημ. σημείωση
figure: εικ. εικόνα
table: πίν. πίνακας
part: μέρος
appendix: παράρτημα
""",
    "it": """
page: p. pp. pag. pagina pagine
chapter: cap. capitolo
article-locator: art. artt. articolo
paragraph: par. paragrafo
section: sez. sezione
volume: vol.
issue: n.
note: nota
figure: fig. figura
table: tab. tabella
appendix: allegato
""",
    "es": """
page: p. pp. pág. págs. página páginas
chapter: cap. capítulo
article-locator: art. arts. artículo
paragraph: párr. párrafo
section: sec. sección
volume: vol. t.
issue: núm. n.º
note: nota
figure: fig. figura
table: tabla
appendix: anexo
""",
    "sr": _LATIN_SOUTH_SLAVIC + _CYRILLIC_SOUTH_SLAVIC,
    "bs": _LATIN_SOUTH_SLAVIC,
    "hr": _LATIN_SOUTH_SLAVIC,
    "cnr": _LATIN_SOUTH_SLAVIC + _CYRILLIC_SOUTH_SLAVIC,
    "mk": _CYRILLIC_SOUTH_SLAVIC,
    "bg": _CYRILLIC_SOUTH_SLAVIC,
}

_NUMBER = r"(?:[§¶]*\d[\w.:/]*(?:\([\w.]{1,12}\))*|(?:[ivxIVX]|[ivxlcdmIVXLCDM]{2,12})(?!\w)(?:\([\w.]{1,12}\))*)"
_JOINT = r"(?:\s*[-\u2010-\u2015]+\s*|\s*,\s*|\s*[&;]\s*)"
_VALUE = expression(rf"{_NUMBER}(?:{_JOINT}{_NUMBER})*")
_BRACED = expression(r"\s*,?\s*\{(?P<inside>[^{}]*)\}")
_LEAD = expression(r"\s*,?\s*")


@record(frozen=True, slots=True)
class Locator:
    """Which part of a work: *label* as CSL names the kind, *value* as the author wrote it; *end* is where the rest of
    the words begins."""

    label: str
    value: str
    end: int


@cache
def _terms(language: str) -> tuple[dict[str, str], re.Pattern[str]]:
    """Words of kinds in lower case, and a pattern of them all, longest first."""
    table: dict[str, str] = {}
    for block in (_ENGLISH, _WORDS.get(language, "")):
        for line in filter(None, block.splitlines()):
            label, words = line.split(": ", 1)
            table.update((word.lower().rstrip("."), label) for word in words.split())
    spellings = {
        word.lower() for block in (_ENGLISH, _WORDS.get(language, "")) for word in re.sub(".+: ", "", block).split()
    }
    longest = sorted(spellings, key=lambda word: (-len(word), word))
    pattern = "|".join(_spelt(word) for word in longest)
    return table, re.compile(rf"(?P<term>{pattern})\s*", re.IGNORECASE)


def _spelt(word: str) -> str:
    """A pattern for *word*; the full stop of an abbreviation may be missing before a number."""
    if word.endswith(".") and (len(word) > 2 or word == "p.") and "." not in word[:-1]:
        return re.escape(word[:-1]) + r"(?:\.|(?=\s*\d))"
    return re.escape(word) + (r"(?!\w)" if word[-1].isalpha() else "")


def find_locator(text: str, lang: str) -> Locator | None:
    """The locator at the beginning of *text*, which is what follows a citekey (", p. 33, and passim").

    Without a word of its kind a number is a page. Braces hold a locator together: ``{ch. IV and V}``.
    """
    table, pattern = _terms(lang.partition("-")[0].lower())
    braced = _BRACED.match(text)
    if braced:
        inside = braced["inside"].strip()
        found = pattern.match(inside)
        label = table[_bare(found["term"])] if found else "page"
        return Locator(label, inside[found.end() :] if found else inside, braced.end()) if inside else None
    lead = _LEAD.match(text)
    start = lead.end() if lead else 0
    if start == 0 and text:
        return None
    found = pattern.match(text, start)
    value = _VALUE.match(text, found.end() if found else start)
    if value is None or (found is None and not text[start].isdigit()):
        return None
    whole = _trim(value[0])
    return Locator(table[_bare(found["term"])] if found else "page", whole, value.start() + len(whole))


def _bare(term: str) -> str:
    return term.lower().rstrip(".")


def _trim(value: str) -> str:
    """Without the full stop or colon of the sentence around it; "33 f." keeps its own."""
    return value if re.search(r"\df{1,2}\.$", value) else value.rstrip(".:/")
