"""A document's citations and bibliography: the engine's front."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from . import bibliography as bib
from .citations import ClusterRenderer
from .context import Context, Plan, Position
from .disambiguate import Disambiguator, Rendered, Result, Settings
from .errors import DataError
from .model import CitationOutput, CiteItem, Cluster
from .positions import place
from .reference import Reference
from .runs import Bibliography
from .sorting import Sorter
from .style import Style
from .tokens import plain


class Processor:
    """Cites references in one style.

    `references` maps ids to CSL-JSON items. Positions, disambiguation and year suffixes hold for the document as a
    whole, so all its clusters are handed to `cite` at once; `bibliography` then lists what was cited.
    """

    def __init__(self, style: Style, references: Mapping[str, Mapping[str, object]]) -> None:
        self.style = style
        self.refs = {str(id_): Reference(data) for id_, data in references.items()}
        self.sorter = Sorter(style)
        self.registered: list[str] = []
        self.numbers: dict[str, int] = {}
        self.order: list[str] = []
        self.first_notes: dict[str, int] = {}
        self.found = Result()

    def cite(self, clusters: Sequence[Cluster], uncited: Sequence[str] = ()) -> list[CitationOutput]:
        """Render all clusters of a document, in order.

        `uncited` names references that the bibliography lists although nothing cites them. Raises DataError for a
        cite whose reference is unknown.
        """
        self.register(clusters, uncited)
        ordered = [self.sorted_items(cluster) for cluster in clusters]
        distance = self.style.citation.options.get("near-note-distance", "5")
        placed = place(clusters, ordered, int(distance) if distance.isdigit() else 5)
        self.first_notes = {cite.item.id: cite.note for cites in reversed(placed) for cite in reversed(cites)}
        self.found = self.disambiguate()
        renderer = ClusterRenderer(self.style, self.refs, self.numbers, self.found.plans, self.found.suffixes)
        return [renderer.cluster(cluster, cites) for cluster, cites in zip(clusters, placed, strict=True)]

    def bibliography(self) -> Bibliography:
        """The reference list of what `cite` registered; empty when the style has none."""
        if self.style.bibliography is None:
            return Bibliography(())
        return bib.render(self.style, self.refs, self.order, self.numbers, self.found)

    def register(self, clusters: Sequence[Cluster], uncited: Sequence[str]) -> None:
        cited = [item.id for cluster in clusters for item in cluster.items]
        self.registered = list(dict.fromkeys([*cited, *uncited]))
        for id_ in self.registered:
            if id_ not in self.refs:
                raise DataError(f"there is no reference with the id {id_!r}")
        first = {id_: index for index, id_ in enumerate(self.registered, start=1)}
        self.order = self.registered
        layout = self.style.bibliography
        if layout is not None and layout.sort:
            self.order = self.sorter.sort(
                self.registered, layout.sort, self.refs.__getitem__, first.__getitem__, "bibliography"
            )
        self.numbers = {id_: index for index, id_ in enumerate(self.order, start=1)}

    def sorted_items(self, cluster: Cluster) -> Sequence[CiteItem]:
        keys = self.style.citation.sort
        if not keys or len(cluster.items) < 2:
            return cluster.items
        listed = sorted(cluster.items, key=lambda item: self.numbers[item.id])
        return self.sorter.sort(
            listed, keys, lambda item: self.refs[item.id], lambda item: self.numbers[item.id], "citation"
        )

    def disambiguate(self) -> Result:
        layout = self.style.citation
        settings = Settings(
            add_names=layout.flag("disambiguate-add-names"),
            add_given=layout.flag("disambiguate-add-givenname"),
            rule=layout.options.get("givenname-disambiguation-rule", "by-cite"),
            year_suffix=layout.flag("disambiguate-add-year-suffix"),
        )
        mark = layout.options.get("initialize-with")
        hyphen = layout.options.get("initialize-with-hyphen") != "false"
        if not (
            settings.add_names or settings.add_given or settings.year_suffix or "disambiguate" in self.conditions()
        ):
            return Result()
        return Disambiguator(settings, self.ambiguous_cite, self.order, (mark, hyphen)).run()

    def conditions(self) -> set[str]:
        """Whether the style tests the disambiguate condition anywhere."""
        found: set[str] = set()
        stack = [self.style.root]
        while stack and not found:
            element = stack.pop()
            if element.name in ("if", "else-if") and "disambiguate" in element.attrs:
                found.add("disambiguate")
            stack.extend(element.children)
        return found

    def ambiguous_cite(self, id_: str, plan: Plan) -> Rendered:
        """A cite as later ones look, without locator: what has to be unambiguous."""
        context = Context(self.refs[id_], "citation")
        context.position = int(Position.SUBSEQUENT)
        context.plan = plan
        context.looking = True
        context.first_note = self.first_notes.get(id_, 0)
        context.citation_number = self.numbers.get(id_, 0)
        self.style.citation.render(context)
        return Rendered(plain(context.out), context.name_sets, context.asked_disambiguate)
