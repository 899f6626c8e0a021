"""Markdown prose into the model's blocks and inlines, with the place of everything that can be at fault."""

from __future__ import annotations

from reports.schema.markdown.read import read_blocks, read_line

__all__ = ["read_blocks", "read_line"]
