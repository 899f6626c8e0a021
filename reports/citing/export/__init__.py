"""References going out: the brief's own record, and BibTeX, RIS and CSL-JSON files.

``own`` makes everything that is said about the brief as a whole from one source, ``Document.meta``; ``csljson``,
``bibtex`` and ``ris`` write items so that other programs, and the readers of this room, read the same again.
"""

from __future__ import annotations

from reports.citing.export.bibtex import to_bibtex
from reports.citing.export.csljson import to_csl_json
from reports.citing.export.own import item_of, json_ld, json_ld_text
from reports.citing.export.ris import to_ris

__all__ = ["item_of", "json_ld", "json_ld_text", "to_bibtex", "to_csl_json", "to_ris"]
