"""Inline content controls: what a co-author writes in them can be told apart again (ISO/IEC 29500-1, 17.5.2)."""

from __future__ import annotations

import zlib

from reports.writers.docx.bookmarks import bookmark_name
from reports.writers.docx.job import Job
from reports.writers.docx.xml import attr


def control(job: Job, identifier: str, body: str) -> str:
    """*body* inside a control tagged *identifier*; its number is made from that, so that it stays the same."""
    job.controls += 1
    number = zlib.crc32(bookmark_name(identifier).encode()) & 0x7FFFFFFF
    tag = attr(identifier)[:64]
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="{tag}"/><w:tag w:val="{tag}"/><w:id w:val="{max(1, number)}"/>'
        f"</w:sdtPr><w:sdtContent>{body}</w:sdtContent></w:sdt>"
    )
