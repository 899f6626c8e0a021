"""From the disk to a job: every file that a brief names is found, read and put into it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from posixpath import basename, dirname, relpath

from reports.diagnostics import Collector
from reports.engine import templates
from reports.engine.files import FileError, Files, join
from reports.engine.job import Job, Row
from reports.engine.parsed import house_of, sound_part_of
from reports.engine.workspace import BRAND, HOUSE, BriefRef
from reports.schema import Brief, NeededFile, needed_files, needed_files_of_house
from reports.schema.yamlreader import shorten
from reports.source import Position, SourceFile
from reports.templating.sheet import SHEET

#: What the content says a file is → the kind whose bound holds for it.
_KINDS = {"bibliography": "bibliography", "data": "data", "image": "image", "style": "csl", "document": "image"}


def gather(
    files: Files, ref: BriefRef, *, formats: tuple[str, ...], epoch: int | None, row: Row | None = None, slug: str = "",
    addressee: str = "",
) -> Job:  # fmt: skip
    """Everything that goes into the brief *ref*. What cannot be read is a diagnostic in ``Job.found``.

    row, slug
        For the edition of a row: the row, and the name of its files.
    addressee
        For the sheet of an actor: its id.
    """
    return _Gatherer(files, ref, row, addressee).job(slug or ref.slug, formats, epoch)


class _Gatherer:
    def __init__(self, files: Files, ref: BriefRef, row: Row | None, addressee: str) -> None:
        self.files = files
        self.addressee = addressee
        self.ref = ref
        self.row = row
        self.collector = Collector()
        self.named: dict[str, bytes] = {}
        self.looks: dict[str, bytes] = {}
        self.own: dict[str, bytes] = {}

    def job(self, slug: str, formats: tuple[str, ...], epoch: int | None) -> Job:
        brief, house, brand = self._yaml(self.ref.path, needed=True), self._yaml(HOUSE), self._yaml(BRAND)
        self._brief(brief)
        self._house(house)
        self._brand(brand)
        self._guarded(Position(BRAND), self._own_looks)
        return Job(
            slug=slug,
            folder=self.ref.folder,
            brief=brief,
            house=house,
            brand=brand,
            templates=self.own,
            looks=self.looks,
            files=dict(sorted(self.named.items())),
            formats=formats,
            epoch=epoch,
            found=tuple(self.collector),
            row=self.row,
            addressee=self.addressee,
        )

    def _guarded(self, at: Position, read: Callable[[], None]) -> None:
        try:
            read()
        except FileError as error:
            near = relpath(error.near, dirname(at.path) or ".") if error.near else ""
            self.collector.error(error.code, at, error.message, f"did you mean `{near}`?" if near else error.hint)

    def _yaml(self, name: str, *, needed: bool = False) -> SourceFile | None:
        found: list[bytes | None] = [None]

        def read() -> None:
            found[0] = self.files.read(name, "yaml") if needed else self.files.optional(name, "yaml")

        self._guarded(Position(name), read)
        return SourceFile(name, found[0]) if found[0] is not None else None

    def _brief(self, source: SourceFile | None) -> None:
        brief = sound_part_of(source, self.row) if source else None
        if brief is None:
            return
        self._need(needed_files(brief))
        self._original(brief)
        at = brief.where_of("template") or Position(self.ref.path)
        for name in (str(brief.template), *((SHEET,) if self.addressee else ())):
            self._guarded(at, lambda name=name: self.own.update(templates.own_templates(self.files, name)))  # type: ignore[misc]

    def _original(self, brief: Brief) -> None:
        """Tell a translation of nothing."""
        if brief.translation_of is None:
            return
        at = brief.translation_of.at or Position(self.ref.path)
        found: list[bytes | None] = [None]

        def read() -> None:
            name = f"{dirname(self.ref.folder)}/{brief.translation_of}/{basename(self.ref.path)}".lstrip("/")
            found[0] = self.files.optional(name, "yaml")

        with suppress(FileError):
            read()
        if found[0] is None:
            message = f"translation_of: there is no brief `{shorten(brief.translation_of, 40)}` in this workspace"
            hint = "write the name of the original's folder in content/"
            self.collector.warning("FIL011", at, message, hint)

    def _house(self, source: SourceFile | None) -> None:
        house = house_of(source, "en-GB")[0] if source else None
        if house is not None:
            self._need(needed_files_of_house(house))

    def _brand(self, source: SourceFile | None) -> None:
        if source is None:
            return
        from reports.theme.brand import files_wanted

        for name, at in files_wanted(source):
            self._guarded(at, lambda name=name: self._add(join("", name), "font"))  # type: ignore[misc]

    def _own_looks(self) -> None:
        self.looks.update(templates.own_looks(self.files))

    def _need(self, needs: Iterable[NeededFile]) -> None:
        for need in needs:
            if not need.at.path:  # a stand-in for what is missing, which has been told
                continue
            folder = self.ref.folder if need.base == "brief" else dirname(HOUSE)
            kind = _KINDS[need.kind]
            self._guarded(
                need.at,
                lambda folder=folder, need=need, kind=kind: self._add(join(folder, need.path), kind),  # type: ignore[misc]
            )

    def _add(self, name: str, kind: str) -> None:
        self.named[name] = self.files.read(name, kind)
