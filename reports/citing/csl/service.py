"""JSON in, JSON out: format a list of clusters and the bibliography they make."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import get_args

from . import data, locators, render
from .errors import DataError
from .model import CiteItem, CiteMode, Cluster, ClusterMode
from .positions import GIVEN
from .processor import Processor
from .style import Style, compile_style, read_style

StyleLoader = Callable[[str], bytes]

_REQUEST_KEYS = frozenset(("references", "clusters", "style", "locale", "uncited"))
_CLUSTER_KEYS = frozenset(("id", "items", "note", "mode"))
_ITEM_KEYS = frozenset(
    ("id", "locator", "label", "prefix", "suffix", "suppress-author", "author-only", "mode", "position")
)
MAX_REFERENCES = 50_000
MAX_CITES = 200_000


def process_json(request: object, style: StyleLoader = data.style) -> dict[str, list[str]]:
    """Format a request and return plain text.

    Request: `{"references": [CSL-JSON …], "clusters": [{"id", "items": [{"id", "locator", "label", "prefix",
    "suffix", "suppress-author"}], "note"}], "style": name, "locale": tag}`; `uncited` may list the ids (or be true
    for all) of references that only the bibliography names. Without clusters the bibliography lists everything.
    Answer: `{"clusters": [text …], "bibliography": [text …]}`.
    Raises DataError for a request of another shape, StyleError for a style that cannot be used.
    """
    if not isinstance(request, Mapping):
        raise DataError("the request must be a JSON object")
    _known(request, _REQUEST_KEYS, "the request")
    references = read_references(request.get("references"))
    clusters = _clusters(request.get("clusters", []), references)
    compiled = load(
        _text(request, "style", "the request", required=True), _text(request, "locale", "the request"), style
    )
    processor = Processor(compiled, references)
    rendered = processor.cite(clusters, _uncited(request.get("uncited"), references, bool(clusters)))
    return {
        "clusters": [citation.text for citation in rendered],
        "bibliography": [render.plain_entry(entry) for entry in processor.bibliography().entries],
    }


def load(name: str, locale: str, style: StyleLoader = data.style) -> Style:
    """A style by name with the installed locale files. Raises StyleError."""
    return compile_style(read_style(style(name), data.parent), locale, data.locale)


def read_references(value: object) -> dict[str, Mapping[str, object]]:
    """References by id from a list of CSL-JSON items. Raises DataError naming the item at fault."""
    if not isinstance(value, list):
        raise DataError('"references" must be a list of CSL-JSON items')
    if len(value) > MAX_REFERENCES:
        raise DataError(f"more than {MAX_REFERENCES} references")
    found: dict[str, Mapping[str, object]] = {}
    for number, item in enumerate(value, start=1):
        if not isinstance(item, Mapping):
            raise DataError(f"reference {number} must be an object, not {_kind(item)}")
        id_ = item.get("id")
        if isinstance(id_, bool) or not isinstance(id_, str | int) or id_ == "":
            raise DataError(f'reference {number} has no "id"')
        if str(id_) in found:
            raise DataError(f"two references have the id {str(id_)!r}")
        found[str(id_)] = {**item, "id": str(id_)}
    return found


def _clusters(value: object, references: Mapping[str, object]) -> list[Cluster]:
    if not isinstance(value, list):
        raise DataError('"clusters" must be a list')
    clusters: list[Cluster] = []
    cites = 0
    for number, raw in enumerate(value, start=1):
        where = f"cluster {number}"
        if not isinstance(raw, Mapping):
            raise DataError(f"{where} must be an object, not {_kind(raw)}")
        _known(raw, _CLUSTER_KEYS, where)
        items = raw.get("items")
        if not isinstance(items, list) or not items:
            raise DataError(f'{where} needs "items", a list of at least one cite')
        cites += len(items)
        if cites > MAX_CITES:
            raise DataError(f"more than {MAX_CITES} cites")
        mode = _choice(raw, "mode", get_args(ClusterMode), where) or "normal"
        read = [_item(item, f"{where}, item {index}", references) for index, item in enumerate(items, start=1)]
        clusters.append(Cluster(str(raw.get("id", number)), read, _note(raw.get("note", 0), where), mode))  # type: ignore[arg-type]
    return clusters


def _item(raw: object, where: str, references: Mapping[str, object]) -> CiteItem:
    if not isinstance(raw, Mapping):
        raise DataError(f"{where} must be an object, not {_kind(raw)}")
    _known(raw, _ITEM_KEYS, where)
    id_ = _text(raw, "id", where, required=True)
    if id_ not in references:
        raise DataError(f"{where} cites {id_!r}, which is not among the references")
    mode = _choice(raw, "mode", get_args(CiteMode), where) or "normal"
    for flag in ("suppress-author", "author-only"):
        if _flag(raw, flag, where):
            mode = flag
    return CiteItem(
        id_,
        _text(raw, "locator", where),
        _label(raw, where),
        _text(raw, "prefix", where),
        _text(raw, "suffix", where),
        mode,  # type: ignore[arg-type]
        _choice(raw, "position", tuple(GIVEN), where),
    )


def _label(raw: Mapping[str, object], where: str) -> str:
    label = _text(raw, "label", where)
    if label and label not in locators.LABELS:
        close = data.closest(label, locators.LABELS)
        hint = f"; did you mean {close!r}?" if close else ""
        raise DataError(f"{where} has an unknown locator label {label!r}{hint}")
    return label


def _uncited(value: object, references: Mapping[str, object], cited: bool) -> list[str]:
    if value is True or (value is None and not cited):
        return list(references)
    if value in (None, False):
        return []
    if not isinstance(value, list):
        raise DataError('"uncited" must be true or a list of ids')
    for id_ in value:
        if str(id_) not in references:
            raise DataError(f'"uncited" names {str(id_)!r}, which is not among the references')
    return [str(id_) for id_ in value]


def _known(raw: Mapping[str, object], keys: frozenset[str], where: str) -> None:
    for key in raw:
        if key not in keys:
            close = data.closest(str(key), sorted(keys))
            hint = f"; did you mean {close!r}?" if close else ""
            raise DataError(f"{where} has an unknown key {str(key)!r}{hint}")


def _text(raw: Mapping[str, object], key: str, where: str, required: bool = False) -> str:
    value = raw.get(key)
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if value is None and not required:
        return ""
    if not isinstance(value, str) or (required and not value):
        raise DataError(f'{where} needs "{key}" as text' if required else f'{where}: "{key}" must be text')
    return value


def _flag(raw: Mapping[str, object], key: str, where: str) -> bool:
    value = raw.get(key, False)
    if not isinstance(value, bool) and value not in (0, 1):
        raise DataError(f'{where}: "{key}" must be true or false')
    return bool(value)


def _choice(raw: Mapping[str, object], key: str, choices: tuple[str, ...], where: str) -> str:
    value = _text(raw, key, where)
    if value and value not in choices:
        raise DataError(f'{where}: "{key}" must be one of {", ".join(choices)}, not {value!r}')
    return value


def _note(value: object, where: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 1_000_000:
        raise DataError(f'{where}: "note" must be a note number, 0 for running text')
    return value


def _kind(value: object) -> str:
    names = {list: "a list", str: "text", bool: "true or false", int: "a number", float: "a number"}
    return names.get(type(value), "null")
