"""The text-case attribute, applied to a stream of tokens (CSL 1.0.2, "Text-case").

Text inside a nocase span is never touched; title case also spares sub- and superscripts and small capitals.
"""

from __future__ import annotations

from collections.abc import Callable

from reports.patterns import expression

from .tokens import Kind, Mark, Tokens
from .words import words

# CSL's stop words for title case: articles, conjunctions, prepositions, name particles.
STOP_WORDS = words(
    """
    a about above across afore after against al along alongside amid amidst among amongst an and anenst apropos apud
    around as aside astride at athwart atop barring before behind below beneath beside besides between beyond but by c
    ca circa d de despite down during et except for forenenst from given in inside into lest like modulo near next nor
    notwithstanding of off on onto or out over per plus pro qua sans since so than the through throughout thru thruout
    till to toward towards under underneath until unto up upon v van versus via vis-à-vis von vs with within without yet
    """
)
_WORD = expression(r"[^\s\-–—/]+")
_SENTENCE_END = expression(r"[:.?!]['’”\")\]]*$")
_LOWER_FIRST = expression(r"^[^\w]*(\w+)")


def _spans(tokens: Tokens, start: int, guarded: frozenset[str]) -> list[tuple[int, bool]]:
    """(index, protected) of every text token from `start` on."""
    spans: list[tuple[int, bool]] = []
    stack: list[bool] = []
    for index in range(start, len(tokens)):
        token = tokens[index]
        if isinstance(token, Mark):
            if token.kind is Kind.CLOSE:
                if stack:
                    stack.pop()
            else:
                spared = token.kind is Kind.NOCASE or token.value == ("all", "normal")
                spared = spared or (token.kind is Kind.FLIP and token.value[1] in guarded)
                stack.append(spared)
        elif token:
            spans.append((index, any(stack)))
    return spans


_NOTHING: frozenset[str] = frozenset()
_IMPLICIT = frozenset(("sup", "sub", "small-caps"))


def _each(tokens: Tokens, start: int, change: Callable[[str], str]) -> None:
    for index, protected in _spans(tokens, start, _NOTHING):
        token = tokens[index]
        if not protected and isinstance(token, str):
            tokens[index] = change(token)


def _lower(tokens: Tokens, start: int, language: str) -> None:
    _each(tokens, start, str.lower)


def _upper(tokens: Tokens, start: int, language: str) -> None:
    if language[:2] in ("tr", "az"):
        _each(tokens, start, lambda text: text.replace("i", "İ").upper())
    else:
        _each(tokens, start, str.upper)


def capital(text: str) -> str:
    """`text` with its first letter in upper case when its first word is in lower case."""
    match = _LOWER_FIRST.match(text)
    if match is None or not match[1].islower() or not match[1][0].islower():
        return text
    start = match.start(1)
    return text[:start] + text[start].upper() + text[start + 1 :]


def _capitalize_first(tokens: Tokens, start: int, language: str) -> None:
    for index, protected in _spans(tokens, start, _NOTHING):
        token = tokens[index]
        if isinstance(token, str) and any(char.isalnum() for char in token):
            if not protected:
                tokens[index] = capital(token)
            return


def _sentence(tokens: Tokens, start: int, language: str) -> None:
    """Sentence case lowers all words, as the official tests want it; a first word in capitals is an abbreviation."""
    whole = "".join(str(tokens[index]) for index, _ in _spans(tokens, start, _NOTHING))
    first = next(iter(whole.split()), "")
    shouted = whole.upper() == whole
    keep = len(first) > 1 and first.isupper() and not shouted
    _each(tokens, start, str.lower)
    if not keep:
        _capitalize_first(tokens, start, language)
        return
    for index, protected in _spans(tokens, start, _NOTHING):
        token = tokens[index]
        if isinstance(token, str) and token.startswith(first.lower()) and not protected:
            tokens[index] = first + token[len(first) :]
            return


def _capitalize_all(tokens: Tokens, start: int, language: str) -> None:
    _rewrite(tokens, start, _NOTHING, _all_words)


def _title(tokens: Tokens, start: int, language: str) -> None:
    _rewrite(tokens, start, _IMPLICIT, _title_words)


def _rewrite(tokens: Tokens, start: int, guarded: frozenset[str], change: Callable[[str], str]) -> None:
    """Apply a length-preserving `change` to the text as a whole, so that words may cross marks."""
    spans = _spans(tokens, start, guarded)
    if len(spans) == 1 and not spans[0][1]:
        token = tokens[spans[0][0]]
        assert isinstance(token, str)
        tokens[spans[0][0]] = change(token)
        return
    whole = "".join(str(tokens[index]) for index, _ in spans)
    changed = change(whole)
    if len(changed) != len(whole):
        return
    position = 0
    for index, protected in spans:
        end = position + len(str(tokens[index]))
        if not protected:
            tokens[index] = changed[position:end]
        position = end


def _first_letter(word: str) -> int:
    return next((index for index, char in enumerate(word) if char.isalnum()), -1)


def _raise(word: str) -> str:
    """`word` with a capital when it is all in lower case."""
    first = _first_letter(word)
    if first < 0 or not word[first].islower() or any(char.isupper() for char in word):
        return word
    if "α" <= word[first] <= "ω" and (len(word) == first + 1 or word[first + 1].isascii()):
        return word
    upper = word[first].upper()
    return word[:first] + (upper if len(upper) == 1 else word[first]) + word[first + 1 :]


def _all_words(text: str) -> str:
    return _WORD.sub(lambda match: _raise(match.group()), text)


def _is_stop(word: str) -> bool:
    return word.strip(".,;:!?()[]“”\"'’‘").lower() in STOP_WORDS or word.lower() in ("vs.", "v.")


def _title_words(text: str) -> str:
    matches = list(_WORD.finditer(text))
    last = len(matches) - 1
    closing = next((n for n in range(last, -1, -1) if _first_letter(matches[n].group()) >= 0), -1)
    pieces: list[str] = []
    position = 0
    after_end = True
    for number, match in enumerate(matches):
        word = match.group()
        pieces.append(text[position : match.start()])
        position = match.end()
        hyphened = text[match.end() : match.end() + 1] == "-" and text[match.start() - 1 : match.start()].isspace()
        pieces.append(_title_word(word, after_end or hyphened, number == closing))
        if _first_letter(word) >= 0 or word in ":?!":
            after_end = _SENTENCE_END.search(word) is not None and not _is_abbreviation(word)
    pieces.append(text[position:])
    return "".join(pieces)


def _is_abbreviation(word: str) -> bool:
    return word.endswith(".")


def _title_word(word: str, first: bool, last: bool) -> str:
    """A word in title case; single letters are symbols ("vitamin c") unless they begin something."""
    if first:
        return _raise(word)
    if _is_stop(word) and not last:
        return word
    if sum(map(str.isalnum, word)) == 1:
        return word
    return _raise(word)


_CASES: dict[str, Callable[[Tokens, int, str], None]] = {
    "lowercase": _lower,
    "uppercase": _upper,
    "capitalize-first": _capitalize_first,
    "capitalize-all": _capitalize_all,
    "sentence": _sentence,
    "title": _title,
}


def apply(case: str, tokens: Tokens, start: int, language: str, english: bool) -> None:
    """Change the case of `tokens[start:]` in place.

    `language` is the language tag of the text; title case is left out when `english` is false.
    """
    if case == "title" and not english:
        return
    change = _CASES.get(case)
    if change is not None:
        change(tokens, start, language)
