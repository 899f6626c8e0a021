"""A brief as the views are given it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from reports.records import record
from reports.schema.brief import Brief


@record(frozen=True, slots=True)
class Entry:
    """A brief under its slug.

    sources
        What its bibliography calls the works by their keys, such as "World Bank, Doing Business (2020)"; a view falls
        back to the key.
    tables
        The texts of its data files by their path as written.
    """

    slug: str
    brief: Brief
    sources: Mapping[str, str] = field(default_factory=dict)
    tables: Mapping[str, str] = field(default_factory=dict)
