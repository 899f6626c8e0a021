"""Complex fields, always with the result that Word would compute (ISO/IEC 29500-1, 17.16)."""

from __future__ import annotations

from reports.writers.docx.xml import run, text


def begin(instruction: str, properties: str = "") -> str:
    """The start of a field up to where its result stands.

    Long instructions are cut into pieces: Word reads them back joined.
    """
    pieces = [instruction[at : at + 4000] for at in range(0, len(instruction), 4000)] or [""]
    code = "".join(run(f'<w:instrText xml:space="preserve">{text(one)}</w:instrText>', properties) for one in pieces)
    return (
        run('<w:fldChar w:fldCharType="begin"/>', properties)
        + code
        + run('<w:fldChar w:fldCharType="separate"/>', properties)
    )


def end(properties: str = "") -> str:
    """The end of a field."""
    return run('<w:fldChar w:fldCharType="end"/>', properties)


def complex_field(instruction: str, result: str, properties: str = "") -> str:
    """A whole field; *result* is runs."""
    return begin(f" {instruction} ", properties) + result + end(properties)
