"""The seam to the rest of the house: citation clusters and a library in, inlines and the list of references out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field, replace

from reports.citing import csl, output, styles
from reports.citing.affixes import Affixes
from reports.citing.csl import CslError, Run, Style, richtext
from reports.citing.csl.model import ClusterMode
from reports.citing.library import Entry, Library
from reports.citing.slugs import reference_ids
from reports.citing.suggest import nearest
from reports.citing.tree import shorten
from reports.diagnostics import Collector
from reports.model.blocks import Reference
from reports.model.inlines import Cite, CiteItem, Inlines, Span, Text
from reports.records import record
from reports.source import Position

#: The style whose short form stands in the source lines of figures and tables, where notes have none of their own.
_SHORT_STYLE = "chicago-author-date"
#: The note of a cluster in a source line; see ``CitationStyle.render``.
_IN_SOURCE = -1
#: For so many unknown keys the nearest one is looked for.
_MAX_SUGGESTED = 20
#: Uncited references that are named, of each file.
_MAX_NAMED = 5


@record(frozen=True, slots=True)
class Rendered:
    """What a style makes of the citations of a document.

    clusters
        The text of each cluster, in the order they were given.
    leads
        For narrative clusters of a note style, the names that stand in the text before the call; else empty.
    references
        The list of references in the order of the style, entries with the ids that the clusters link to.
    hanging
        Whether the style sets entries with a hanging indent, or labels in a column of their own.
    """

    clusters: tuple[Inlines, ...] = ()
    leads: tuple[Inlines, ...] = ()
    references: tuple[Reference, ...] = ()
    note_style: bool = False
    hanging: bool = True


@record(frozen=True, slots=True)
class CitationStyle:
    """A style applied to a library, for one document in *lang* (BCP 47); *at* is where the brief names the style."""

    library: Library
    style: Style
    lang: str
    at: Position

    @property
    def note_style(self) -> bool:
        """Whether clusters are set in notes."""
        return self.style.is_note

    @property
    def lists(self) -> bool:
        """Whether the style has a list of references, in which a short form is found."""
        return self.style.has_bibliography

    def render(self, clusters: Sequence[Cite], notes: Sequence[int], collector: Collector) -> Rendered:
        """The text of all clusters of a document, in its order; *notes* holds the number of each one's note, 0 in the
        text, or -1 in a source line: there a note style prints author and year.

        Keys that the library does not have are CIT001, references that nothing cites CIT002; the rest is rendered.
        """
        known = _known(clusters, self.library, collector)
        _tell_uncited(known, self.library, collector)
        try:
            return _Rendering(self, known, notes).run()
        except CslError as fault:
            collector.error("CIT006", self.at, f"the citation style cannot print these references: {fault}")
            return Rendered(tuple(() for _ in clusters), tuple(() for _ in clusters), note_style=self.note_style)


def render(
    library: Library, clusters: Sequence[Cite], style: Style, locale: str, *,
    notes: Sequence[int] | None = None, collector: Collector | None = None, at: Position | None = None,
) -> Rendered:  # fmt: skip
    """As :meth:`CitationStyle.render`. Without *notes*, a note style gets one note a cluster."""
    applied = CitationStyle(library, style, locale, at or Position("brief.yaml"))
    if notes is None:
        notes = range(1, len(clusters) + 1) if style.is_note else [0] * len(clusters)
    return applied.render(clusters, notes, collector if collector is not None else Collector())


def format_item(item: Mapping[str, object], style: Style) -> Inlines:
    """One work as the style prints it in a list of references: a brief's own suggested citation, for example.

    A style without a list prints the work as its first note. Raises CslError.
    """
    key = str(item["id"])
    processor = csl.Processor(style, {key: item})
    cited = processor.cite([csl.Cluster("0", [csl.CiteItem(key)], note=1 if style.is_note else 0)])
    entries = processor.bibliography().entries
    if entries:
        return output.entry_inlines(entries[0], Affixes())[1]
    return output.cluster_inlines(cited[0].runs, lambda _: "", Affixes(), lambda _, __: ("", ""))


def _known(clusters: Sequence[Cite], library: Library, collector: Collector) -> list[Cite]:
    """The clusters with the keys of the library, unknown ones told and taken out."""
    told: dict[str, str] = {}
    out: list[Cite] = []
    for cluster in clusters:
        items: list[CiteItem] = []
        for item in cluster.items:
            entry = library.find(item.key)
            if entry is not None:
                items.append(replace(item, key=entry.key))
            elif item.key not in library.broken and library.whole:
                _tell_unknown(item, cluster, library, told, collector)
        out.append(replace(cluster, items=tuple(items)))
    return out


def _tell_unknown(item: CiteItem, cluster: Cite, library: Library, told: dict[str, str], collector: Collector) -> None:
    if item.key not in told:
        suggested = len(told) < _MAX_SUGGESTED
        told[item.key] = nearest(item.key, [*library.entries, *library.aliases]) if suggested else ""
    near = told[item.key]
    hint = (
        f"did you mean @{near}?"
        if near
        else "add it to the bibliography, or mend the key; an @ that shall print is written \\@"
    )
    if not len(library):
        hint = "the brief has no references: name a file under bibliography, or give references"
    place = item.at or cluster.at or Position("brief.yaml")
    collector.error("CIT001", place, f"there is no reference with the key {shorten(item.key)!r}", hint)


def _tell_uncited(clusters: Sequence[Cite], library: Library, collector: Collector) -> None:
    """One line for each file, at the first of its entries that nothing cites: a shared library has hundreds."""
    cited = {item.key for cluster in clusters for item in cluster.items}
    uncited: dict[str, list[Entry]] = {}
    for entry in library:
        if entry.key not in cited and entry.sound:
            uncited.setdefault(entry.at.path, []).append(entry)
    for entries in uncited.values():
        named = ", ".join(repr(shorten(entry.key, 40)) for entry in entries[:_MAX_NAMED])
        more = len(entries) - _MAX_NAMED
        message = f"the reference {named} is not cited, and not printed"
        if len(entries) > 1:
            listed = f"{named} and {more} more" if more > 0 else named
            message = f"{len(entries)} references are not cited, and not printed: {listed}"
        collector.info("CIT002", entries[0].place("id"), message)


@record(slots=True)
class _Rendering:
    """One rendering of one document."""

    applied: CitationStyle
    clusters: Sequence[Cite]
    notes: Sequence[int]
    affixes: Affixes = field(default_factory=Affixes)
    ids: Mapping[str, str] = field(default_factory=dict)

    def run(self) -> Rendered:
        library, style = self.applied.library, self.applied.style
        cited = dict.fromkeys(item.key for cluster in self.clusters for item in cluster.items)
        data = {key: library.entries[key].data for key in cited}
        ours = [self._cluster(index) for index in range(len(self.clusters))]
        processor = csl.Processor(style, data)
        shown = [one for one in ours if one.items and self.notes[int(one.id)] >= 0 and not self._is_lead(int(one.id))]
        outputs = {one.id: one for one in processor.cite(shown, self._led(cited, shown))}
        outputs |= self._short([one for one in ours if one.items and self.notes[int(one.id)] == _IN_SOURCE], data)
        bibliography = processor.bibliography()
        self.ids = self._ids([entry.id for entry in bibliography.entries])
        leads = self._leads(data)
        texts = tuple(self._text(index, outputs.get(str(index)), leads[index]) for index in range(len(self.clusters)))
        references = tuple(self._reference(one, library.entries[one.id]) for one in bibliography.entries)
        hanging = bibliography.hanging_indent or bool(bibliography.second_field_align)
        return Rendered(texts, leads, references, style.is_note, hanging)

    def _ids(self, listed: Sequence[str]) -> dict[str, str]:
        """The ids of the entries that are in the list; the same whatever else the list holds."""
        ids = reference_ids(self.applied.library.entries)
        return {key: ids[key] for key in listed}

    @staticmethod
    def _led(cited: Mapping[str, None], shown: Sequence[csl.Cluster]) -> list[str]:
        """Works that only leads name: the list has them all the same."""
        inside = {item.id for cluster in shown for item in cluster.items}
        return [key for key in cited if key not in inside]

    def _short(
        self, asked: Sequence[csl.Cluster], data: Mapping[str, Mapping[str, object]]
    ) -> dict[str, csl.CitationOutput]:
        """Clusters of source lines, by author and year: a note style has no form for a place without a note."""
        style = styles.load(_SHORT_STYLE, self.applied.lang, Collector(), self.applied.at) if asked else None
        return {} if style is None else {one.id: one for one in csl.Processor(style, data).cite(asked)}

    def _is_lead(self, index: int) -> bool:
        """Whether a cluster prints nothing but names: a narrative one in the text, its note follows by itself."""
        return self.applied.note_style and self.clusters[index].mode == "narrative" and self.notes[index] == 0

    def _cluster(self, index: int) -> csl.Cluster:
        """A cluster as the engine takes it."""
        cluster = self.clusters[index]
        narrative, plain = cluster.mode == "narrative", not self.applied.note_style or self.notes[index] == _IN_SOURCE
        items = [
            csl.CiteItem(
                item.key, item.locator, item.label, *self._around(item),
                "suppress-author" if narrative and not plain and not count else item.mode,
            )
            for count, item in enumerate(cluster.items)
        ]  # fmt: skip
        mode: ClusterMode = "composite" if narrative and plain else "normal"
        return csl.Cluster(str(index), items, max(0, self.notes[index]), mode)

    def _around(self, item: CiteItem) -> tuple[str, str]:
        return self.affixes.encode(item.prefix), self.affixes.encode(item.suffix)

    def _leads(self, data: Mapping[str, Mapping[str, object]]) -> tuple[Inlines, ...]:
        """The names of narrative clusters of a note style, linked to the entry; empty for all others."""
        wanted = [
            (index, cluster.items[0].key)
            for index, cluster in enumerate(self.clusters)
            if self.applied.note_style and cluster.mode == "narrative" and cluster.items and self.notes[index] >= 0
        ]
        clusters = [
            csl.Cluster(str(index), [csl.CiteItem(key, mode="author-only", position="subsequent")])
            for index, key in wanted
        ]
        processor = csl.Processor(self.applied.style, data)
        found = {one.id: one.author or one.runs for one in processor.cite(clusters)}
        return tuple(self._inlines(found.get(str(index), ()), ()) for index in range(len(self.clusters)))

    def _text(self, index: int, found: csl.CitationOutput | None, lead: Inlines) -> Inlines:
        cluster = self.clusters[index]
        if self._is_lead(index):
            return ()
        if found is None:
            return (Text("[?]"),) if not cluster.items else ()
        body = self._inlines(found.runs, cluster.items)
        if lead:
            return (*lead, Text(", "), *body) if body else lead
        author = self._inlines(found.author, ())
        return output.joined(author, body)

    def _inlines(self, runs: Sequence[Run], items: Sequence[CiteItem]) -> Inlines:
        def around(key: str, count: int) -> tuple[str, str]:
            same = [item for item in items if item.key == key]
            if count >= len(same):
                return "", ""
            before, after = self._around(same[count])
            return richtext.strip(before), richtext.strip(after)

        return output.cluster_inlines(runs, lambda key: self.ids.get(key, ""), self.affixes, around)

    def _reference(self, shown: csl.Entry, entry: Entry) -> Reference:
        label, content = output.entry_inlines(shown, self.affixes)
        lang = str(entry.data.get("language", ""))
        if _is_foreign(lang, self.applied.lang) and content:
            content = (Span(content, lang=lang),)
        return Reference(self.ids[entry.key], content, label)


def _is_foreign(lang: str, document: str) -> bool:
    """Whether *lang* is a language tag of another language, or script, than the document's."""
    parts = lang.split("-")
    if not (2 <= len(parts[0]) <= 3 and parts[0].isalpha() and parts[0].isascii()):
        return False
    if not all(part.isalnum() and part.isascii() and len(part) <= 8 for part in parts[1:]):
        return False
    scripts = [next((part.lower() for part in tag.split("-")[1:] if len(part) == 4), "") for tag in (lang, document)]
    differ = bool(scripts[0] and scripts[1] and scripts[0] != scripts[1])
    return differ or parts[0].lower() != document.split("-", maxsplit=1)[0].lower()
