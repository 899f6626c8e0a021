"""LaTeX in fields."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.citing.bibtex.latex import DepthError, decode
from reports.citing.export.bibtex import text as encode


def _decoded(text: str, protect: bool = False) -> tuple[str, list[str]]:
    unknown: list[str] = []
    return decode(text, lambda _, name: unknown.append(name), protect=protect), unknown


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"{\'e}t{\'e} \'Elan {\"o} \"{u} \v{c} \v s \c{c} \~n {\ss} \o{} \i", "été Élan ö ü č š ç ñ ß ø ı"),
        (r"\DJ{}in\dj i\'c, Kri\v{z}evci, {\'{\i}}", "Đinđić, Križevci, í"),
        (r"\emph{The EU} \textbf{b} \textsuperscript{th}", "<i>The EU</i> <b>b</b> <sup>th</sup>"),
        (r"{\em x y} z {\bf b}", "<i>x y</i> z <b>b</b>"),
        (r"\textsc{abc}", '<span style="font-variant:small-caps;">abc</span>'),
        (r"``quoted'' --- a -- b `c' O'Brien", "“quoted” — a – b ‘c’ O’Brien"),
        (r"CO$_2$, H$_{2}$O, $\alpha$, $10^{-3}$", "CO<sub>2</sub>, H<sub>2</sub>O, α, 10<sup>-3</sup>"),
        (r"$5 billion and $7 million", "$5 billion and $7 million"),
        (r"100\% \& \$5 \# \_ \{x\}", "100% & $5 # _ {x}"),
        (r"a~b\,c", "a\u00a0b\u202fc"),
        (r"\href{https://x.org}{text} \url{abc}", "text abc"),
        (r"\enquote{hi} \mkbibquote{ho}", "“hi” “ho”"),
        (r"5% of x_y^z & more", "5% of x_y^z & more"),
        ("trailing \\", "trailing "),
        ("a } b { c", "a  b  c"),
        (r"\LaTeX{} and \S\,7", "LaTeX and §\u202f7"),
        ("plain text", "plain text"),
    ],
)
def test_decoding(latex: str, text: str) -> None:
    assert _decoded(latex) == (text, [])


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (
            "The {European Union} and {NATO}",
            'The <span class="nocase">European Union</span> and <span class="nocase">NATO</span>',
        ),
        ("{{All of it}}", '<span class="nocase">All of it</span>'),
        (r"{\'E}tat {\emph{x}} \emph{the {EU}}", "État <i>x</i> <i>the EU</i>"),
        ("{}{1}", "1"),
    ],
)
def test_braces_protect_capitals_in_titles(latex: str, text: str) -> None:
    assert _decoded(latex, protect=True) == (text, [])


def test_unknown_commands_are_told_and_their_argument_is_printed() -> None:
    assert _decoded(r"a \foo{b} \bar c") == ("a b c", ["foo", "bar"])


def test_depth_is_bounded() -> None:
    for deep in ("{" * 60 + "}" * 60, r"\emph{" * 60, r"\'" * 200):
        with pytest.raises(DepthError):
            _decoded(deep)


@given(st.text(max_size=40))
@settings(derandomize=True, deadline=None, max_examples=400)
def test_what_is_escaped_reads_back(text: str) -> None:
    import unicodedata

    plain = unicodedata.normalize("NFC", text.replace("<", ""))
    assert _decoded(encode(plain)) == (plain, [])
