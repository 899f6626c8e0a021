"""PDF files given to ``brief extract`` that carry something else than sources."""

from __future__ import annotations

import io
import zlib
from collections.abc import Mapping
from functools import cache
from typing import Any

import pikepdf

from tests.hostile.case import Case, Text

CARRIES = "carries no sources"


def pdf(attachments: Mapping[str, bytes]) -> bytes:
    """A PDF with *attachments*."""
    out = io.BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page()
        for name, data in attachments.items():
            made.attachments[name] = pikepdf.AttachedFileSpec(made, data, filename=name)
        made.save(out, static_id=True)
    return out.getvalue()


@cache
def bomb() -> bytes:
    """Three hundred megabytes in a few hundred kilobytes."""
    return _raw(zlib.compress(b"\0" * 300_000_000, 9), pikepdf.Name.FlateDecode)


@cache
def double_bomb() -> bytes:
    """The same, packed twice: a few hundred bytes."""
    inner = zlib.compress(zlib.compress(b"\0" * 300_000_000, 9), 9)
    return _raw(inner, [pikepdf.Name.FlateDecode, pikepdf.Name.FlateDecode])


def _raw(data: bytes, packed: Any) -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page()
        stream = pikepdf.Stream(made, data)
        stream.Filter = pikepdf.Array(packed) if isinstance(packed, list) else packed
        spec = pikepdf.Dictionary(Type=pikepdf.Name.Filespec, F="brief.yaml", UF="brief.yaml")
        spec.EF = pikepdf.Dictionary(F=made.make_indirect(stream))
        names = pikepdf.Array(["brief.yaml", made.make_indirect(spec)])
        made.Root.Names = pikepdf.Dictionary(EmbeddedFiles=pikepdf.Dictionary(Names=names))
        as_it_is = {"compress_streams": False, "stream_decode_level": pikepdf.StreamDecodeLevel.none}
        made.save(out, static_id=True, **as_it_is)
    return out.getvalue()


def circle() -> bytes:
    """Names of attachments that hold themselves."""
    out = io.BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page()
        tree = made.make_indirect(pikepdf.Dictionary())
        tree.Kids = pikepdf.Array([tree, tree])
        made.Root.Names = pikepdf.Dictionary(EmbeddedFiles=tree)
        made.save(out, static_id=True)
    return out.getvalue()


def odd() -> bytes:
    """An attachment that is a number, and one without a file."""
    out = io.BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page()
        names = pikepdf.Array(["a", 1, "b", pikepdf.Dictionary(Type=pikepdf.Name.Filespec)])
        made.Root.Names = pikepdf.Dictionary(EmbeddedFiles=pikepdf.Dictionary(Names=names))
        made.save(out, static_id=True)
    return out.getvalue()


def taken(name: str, data: Text, regret: str = "", status: int | None = None) -> Case:
    """``brief extract`` of *data* into output/."""
    return Case(name, {"/a.pdf": data}, words=("extract", "a.pdf", "-o", "output"), regret=regret, status=status)


SOUND = pdf({"content/x/brief.yaml": b"title: A\n"})

CASES: tuple[Case, ...] = (
    taken("sources given back", SOUND, status=0),
    taken("text called PDF", "hello", "no PDF"),
    taken("nothing called PDF", "", "no PDF"),
    taken("a PDF that carries nothing", pdf({}), CARRIES),
    taken("an attachment above", pdf({"../../evil.txt": b"x"}), "leads"),
    taken("an attachment in the middle above", pdf({"a/../../../evil.txt": b"x"}), "leads"),
    taken("an attachment at the top of the disk", pdf({"/tmp/brief-evil.txt": b"x"}), "leads"),
    taken("an attachment with backslashes", pdf({"..\\evil.txt": b"x"}), "leads"),
    taken("an attachment on a drive", pdf({"C:/evil.txt": b"x"}), "leads"),
    taken("an attachment that paints the terminal", pdf({"\x1b[31mred.txt": b"x"}), "leads"),
    taken("an attachment with a line end", pdf({"a\nb.txt": b"x"}), "leads"),
    taken("an attachment of a long name", pdf({"a" * 3_000: b"x"}), "leads"),
    taken("an attachment without a name", pdf({"": b"x"}), "leads"),
    taken("an attachment of dots", pdf({".": b"x"}), "leads"),
    taken("an attachment below a file", pdf({"a": b"x", "a/b": b"x"}), "inside"),
    taken("two attachments in one place", pdf({"a": b"x", "./a": b"y"}), "same place"),
    taken("an attachment in a hidden folder", pdf({".git/hooks/post-checkout": b"x"}), "hidden"),
    taken("an attachment that unpacks to 300 megabytes", bomb(), "larger"),
    taken("an attachment packed twice", double_bomb(), regret="packed"),
    taken("attachments in a circle", circle(), " "),
    taken("attachments that are none", odd(), " "),
    taken("a PDF cut in the middle", SOUND[: len(SOUND) // 2], " "),
    taken("a PDF with a broken table", SOUND.replace(b"startxref", b"startxxxx"), status=None),
    taken("a PDF of brackets", b"%PDF-1.7\n1 0 obj\n" + b"[" * 200_000 + b"\nendobj\ntrailer <</Root 1 0 R>>\n", " "),
)
