"""Localisation: terms, date formats and options, merged by CSL's locale fallback.

Source: CSL 1.0.2, "Locale Fallback", "Terms", "Ordinal Suffixes", "Gender-specific Ordinals".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import field

from reports.records import record

from .errors import StyleError
from .xml import XML_LANG, Element, parse

LocaleLoader = Callable[[str], bytes | None]

# Dialects whose language has another primary dialect (CSL 1.0.2, "Locale Fallback").
PRIMARY = {
    "de": "de-DE", "en": "en-US", "es": "es-ES", "fr": "fr-FR", "pt": "pt-PT", "zh": "zh-CN", "af": "af-ZA",
    "bg": "bg-BG", "bs": "bs-BA", "ca": "ca-AD", "cs": "cs-CZ", "cy": "cy-GB", "da": "da-DK", "el": "el-GR",
    "et": "et-EE", "fa": "fa-IR", "fi": "fi-FI", "gl": "gl-ES", "he": "he-IL", "hi": "hi-IN", "hr": "hr-HR",
    "hu": "hu-HU", "hy": "hy-AM", "id": "id-ID", "is": "is-IS", "it": "it-IT", "ja": "ja-JP", "km": "km-KH",
    "ko": "ko-KR", "lij": "lij-IT", "lt": "lt-LT", "lv": "lv-LV", "mk": "mk-MK", "mn": "mn-MN", "ms": "ms-MY",
    "nb": "nb-NO", "nl": "nl-NL", "nn": "nn-NO", "pa": "pa-PK", "pl": "pl-PL", "ro": "ro-RO", "ru": "ru-RU",
    "sk": "sk-SK", "sl": "sl-SI", "sq": "sq-AL", "sr": "sr-Cyrl-RS", "sr-Latn": "sr-Latn-RS",
    "sr-Cyrl": "sr-Cyrl-RS", "sv": "sv-SE", "th": "th-TH", "tl": "tl-PH", "tr": "tr-TR", "uk": "uk-UA",
    "vi": "vi-VN", "bal": "bal-PK", "brh": "brh-PK",
}  # fmt: skip
_ALIASES = {"no": "nb", "sh": "sr-Latn", "cnr": "sr-Latn", "iw": "he", "in": "id", "mo": "ro"}
_LATIN_SERBIAN_REGIONS = frozenset(("ME", "TR", "RO"))
_FORM_FALLBACK = {"verb-short": ("verb", "long"), "symbol": ("short", "long"), "verb": ("long",), "short": ("long",)}


@record(frozen=True, slots=True)
class Term:
    """A term's two numbers, and the gender of the noun ("" is neuter)."""

    single: str
    multiple: str
    gender: str = ""


@record(slots=True)
class Ordinal:
    """An ordinal suffix: which numbers it fits and the text by gender form."""

    match: str
    by_gender: dict[str, str] = field(default_factory=dict)


@record(slots=True)
class Locale:
    """All that a style needs of a language, fallback applied."""

    lang: str
    terms: dict[tuple[str, str], Term] = field(default_factory=dict)
    ordinals: dict[str, Ordinal] = field(default_factory=dict)
    long_ordinals: dict[tuple[int, str], str] = field(default_factory=dict)
    dates: dict[str, Element] = field(default_factory=dict)
    options: dict[str, str] = field(default_factory=dict)

    def term(self, name: str, form: str = "long", plural: bool = False) -> str | None:
        """The text of a term after fallback of forms; None when no form is defined."""
        found = self.entry(name, form)
        return None if found is None else found.multiple if plural else found.single

    def entry(self, name: str, form: str = "long") -> Term | None:
        found = self.terms.get((name, form or "long"))
        if found is not None:
            return found
        for other in _FORM_FALLBACK.get(form, ()):
            found = self.terms.get((name, other))
            if found is not None:
                return found
        return None

    def gender(self, name: str) -> str:
        """The gender of a noun, "" when it has none."""
        found = self.terms.get((name, "long"))
        return found.gender if found else ""

    def ordinal_suffix(self, number: int, gender: str = "") -> str:
        """The suffix that makes `number` an ordinal, e.g. "nd" for 2 in English."""
        if "ordinal" not in self.ordinals and "ordinal-04" in self.ordinals:
            return self._old_ordinal(number, gender)
        last_two, last = number % 100, number % 10
        for key, modes in (
            (f"ordinal-{last_two:02d}", ("last-two-digits", "whole-number") if last_two >= 10 else ()),
            (f"ordinal-{number:02d}", ("whole-number", "last-two-digits")),
            (f"ordinal-{last_two:02d}", ("last-two-digits",)),
            (f"ordinal-{last:02d}", ("last-digit",)),
            ("ordinal", ("",)),
        ):
            found = self.ordinals.get(key)
            if found is None or found.match not in modes:
                continue
            if found.match == "whole-number" and key != f"ordinal-{number:02d}":
                continue
            text = found.by_gender.get(gender, found.by_gender.get(""))
            if text is not None:
                return text
        return ""

    def _old_ordinal(self, number: int, gender: str) -> str:
        """The CSL 1.0 scheme: ordinal-01 … ordinal-04."""
        last, last_two = number % 10, number % 100
        key = f"ordinal-0{last}" if last in (1, 2, 3) and last_two not in (11, 12, 13) else "ordinal-04"
        found = self.ordinals.get(key)
        return "" if found is None else found.by_gender.get(gender, found.by_gender.get("", ""))

    def long_ordinal(self, number: int, gender: str = "") -> str | None:
        """ "second" for 2; None when the language has no long form for the number."""
        found = self.long_ordinals.get((number, gender))
        return found if found is not None else self.long_ordinals.get((number, ""))


def normal_tag(tag: str) -> str:
    """A language tag in CSL's spelling: "sr_latn_rs" → "sr-Latn-RS"."""
    parts = tag.replace("_", "-").split("-")
    fixed = [parts[0].lower()]
    for part in parts[1:]:
        fixed.append(part.title() if len(part) == 4 else part.upper() if len(part) == 2 else part)
    return "-".join(fixed)


def candidates(tag: str) -> list[str]:
    """Names of locale files to try for a language tag, best first, en-US last.

    Serbian keeps its script: sr-Latn never falls back to Cyrillic terms, nor the other way round.
    """
    tag = normal_tag(tag) if tag else "en-US"
    language, _, rest = tag.partition("-")
    if language in _ALIASES:
        tag = _ALIASES[language] if "-" in _ALIASES[language] or not rest else f"{_ALIASES[language]}-{rest}"
        language = tag.partition("-")[0]
    names = [tag]
    if language == "sr":
        latin = "Latn" in tag or ("Cyrl" not in tag and tag.rpartition("-")[2] in _LATIN_SERBIAN_REGIONS)
        names = ["sr-Latn-RS" if latin else "sr-Cyrl-RS"]
    elif language == "zh" and ("Hant" in tag or tag[-2:] in ("TW", "HK", "MO")):
        names = ["zh-TW", "zh-CN"]
    else:
        names += [PRIMARY[language]] if language in PRIMARY else []
    names += [language, "en-US"]
    return list(dict.fromkeys(names))


def build(tag: str, load: LocaleLoader, overrides: Iterable[Element], *, foreign: bool = False) -> Locale:
    """The locale for `tag`: locale files by fallback, then the style's own cs:locale elements.

    foreign
        The style is written for another language: words that it gives for all languages ("and others") do not
        replace those of the language; what is no word does, such as an empty "p.".

    Raises StyleError when not even en-US can be loaded.
    """
    names = candidates(tag)
    layers: list[Element] = []
    for name in reversed(names):
        source = load(name)
        if source is not None:
            layers.append(parse(source))
    if not layers:
        raise StyleError("no locale file could be loaded, not even en-US")
    found = layers[-1].get(XML_LANG) or names[0]
    locale = Locale(normal_tag(tag) if tag else found)
    for layer in layers:
        _merge(locale, layer)
    for layer in _ordered(list(overrides), names[0]):
        _merge(locale, layer, keep_words=foreign and not layer.get(XML_LANG))
    return locale


def _ordered(overrides: list[Element], tag: str) -> list[Element]:
    """The style's cs:locale elements that apply to `tag`, weakest first."""
    language = tag.partition("-")[0]
    wanted = ("", language, tag) if tag != language else ("", language, PRIMARY.get(language, language))
    return [item for lang in dict.fromkeys(wanted) for item in overrides if normal_or_empty(item) == lang]


def normal_or_empty(element: Element) -> str:
    lang = element.get(XML_LANG)
    return normal_tag(lang) if lang else ""


def _merge(locale: Locale, layer: Element, *, keep_words: bool = False) -> None:
    for child in layer.children:
        if child.name == "terms":
            terms = list(child.all("term"))
            _merge_terms(locale, [one for one in terms if not _is_known_word(locale, one)] if keep_words else terms)
        elif child.name == "date":
            locale.dates[child.get("form", "text")] = child
        elif child.name == "style-options":
            locale.options.update(child.attrs)


def _merge_terms(locale: Locale, terms: list[Element]) -> None:
    if any(_is_ordinal(term.get("name")) for term in terms):
        locale.ordinals.clear()
    for term in terms:
        name = term.get("name")
        if _is_ordinal(name):
            _merge_ordinal(locale, term, name)
            continue
        single, multiple = term.find("single"), term.find("multiple")
        text = _content(term) if single is None else single.text
        if name.startswith("long-ordinal-") and name[13:].isdigit():
            locale.long_ordinals[int(name[13:]), term.get("gender-form")] = text
            continue
        form = term.get("form", "long")
        known = locale.terms.get((name, form))
        gender = term.get("gender") or (known.gender if known else "")
        locale.terms[name, form] = Term(text, text if multiple is None else multiple.text, gender)


def _is_known_word(locale: Locale, term: Element) -> bool:
    """Whether a term is in words, and the locale has words for it."""
    single = term.find("single")
    known = locale.terms.get((term.get("name"), term.get("form", "long")))
    text = _content(term) if single is None else single.text
    return known is not None and known.single != "" and any(sign.isalpha() for sign in text)


def _is_ordinal(name: str) -> bool:
    return name == "ordinal" or (name.startswith("ordinal-") and name[8:].isdigit())


def _merge_ordinal(locale: Locale, term: Element, name: str) -> None:
    default = "" if name == "ordinal" else "last-digit" if name[8:] < "10" else "last-two-digits"
    entry = locale.ordinals.setdefault(name, Ordinal(term.get("match") or default))
    single = term.find("single")
    entry.by_gender[term.get("gender-form")] = _content(term) if single is None else single.text


def _content(term: Element) -> str:
    """A term's text. Spaces at its ends belong to it (" AD"); mere indentation does not."""
    return term.text.strip("\n\t") if term.text.strip() else ""
