"""Cases that do not hold yet, each with what is wrong: open work, counted and shown, never hidden."""

from __future__ import annotations

KNOWN: dict[str, str] = {}
