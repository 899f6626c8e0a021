"""The id of a reference in the document: ``ref-`` and the citekey, in characters that every output takes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable


def reference_ids(keys: Iterable[str]) -> dict[str, str]:
    """An id for every key, of the form ``ref-[a-z0-9-]+``, unique, and the same for the same keys in the same order."""
    taken: set[str] = set()
    ids: dict[str, str] = {}
    counts: dict[str, int] = {}
    for key in keys:
        base = f"ref-{_slug(key)}"
        candidate = base
        while candidate in taken:
            counts[base] = counts.get(base, 1) + 1
            candidate = f"{base}-{counts[base]}"
        taken.add(candidate)
        ids[key] = candidate
    return ids


def _slug(key: str) -> str:
    plain = unicodedata.normalize("NFKD", key).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "entry"
