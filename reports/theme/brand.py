"""``_brand.yml`` by the brand.yml convention (https://posit-dev.github.io/brand-yml/): colours, typography, logo.

Everything is checked where it is written. Keys of the convention that do not touch paper (``defaults``, ``meta.link``,
web font sources) are accepted and left alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from posixpath import dirname, join, normpath

from reports.diagnostics import Collector
from reports.patterns import expression
from reports.records import record
from reports.schema.text import SourceList, SourceMap, SourceText
from reports.source import Position, SourceFile
from reports.theme import fonts
from reports.theme.palette import ColourError, Palette
from reports.theme.reading import Reader, nearest, read_mapping
from reports.theme.tokens import Face, Family

#: The colour roles of the convention, in its order.
COLOUR_ROLES = (
    "foreground", "background", "primary", "secondary", "tertiary", "success", "info", "warning", "danger", "light",
    "dark",
)  # fmt: skip
_TOP = ("meta", "logo", "color", "typography", "defaults")
_TEXT_KEYS = ("family", "size", "weight", "style", "line-height", "color", "background-color", "decoration")
_TYPE_KEYS = ("fonts", "base", "headings", "monospace", "monospace-inline", "monospace-block", "link")
_FONT_KEYS = ("family", "source", "files", "weight", "style", "display")
_LOGO_KEYS = ("images", "small", "medium", "large", "path", "alt")
_ROLES = {"base": "body", "headings": "headings", "monospace": "mono"}
_SIZE = expression(r"(?P<number>\d{1,3}(?:\.\d{1,4})?)\s*(?P<unit>pt|px|rem|em|%|)\Z")
_POINTS = {"pt": 1.0, "px": 0.75, "rem": 12.0, "em": 12.0, "%": 0.12, "": 1.0}
_WEIGHT_NAMES = {
    "thin": 100, "extra-light": 200, "ultra-light": 200, "light": 300, "normal": 400, "regular": 400, "medium": 500,
    "semi-bold": 600, "demi-bold": 600, "bold": 700, "extra-bold": 800, "ultra-bold": 800, "black": 900,
}  # fmt: skip
_PICTURES = ((b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpeg"))


@record(slots=True)
class Typeface:
    """What a brand says about one kind of text; None for what it leaves to the look."""

    size: float | None = None
    weight: int | None = None
    italic: bool | None = None
    line_height: float | None = None
    colour: str | None = None


@record(slots=True)
class Brand:
    """A brand, read and checked."""

    name: str = ""
    colours: dict[str, str] = field(default_factory=dict)
    colour_places: dict[str, Position] = field(default_factory=dict)
    families: dict[str, Family] = field(default_factory=dict)
    family_places: dict[str, Position] = field(default_factory=dict)
    types: dict[str, Typeface] = field(default_factory=dict)
    logos: dict[str, bytes] = field(default_factory=dict)
    logo: str | None = None

    def type(self, name: str) -> Typeface:
        """What the brand says about *name* (``base``, ``headings``, ``monospace``, ``link``)."""
        return self.types.get(name) or Typeface()

    def accents(self) -> list[str]:
        """Colours that charts may take beside the primary one: the second voice, then those without a role."""
        taken = {self.colours[role] for role in COLOUR_ROLES if role in self.colours}
        free = [one for name, one in self.colours.items() if name not in COLOUR_ROLES and one not in taken]
        return [self.colours["secondary"], *free] if "secondary" in self.colours else free


def read_brand(source: SourceFile, files: Mapping[str, bytes], collector: Collector) -> Brand:
    """The brand in *source*; *files* are the logo and font files by their path in the workspace."""
    tree = read_mapping(source, collector)
    if tree is None:
        return Brand()
    return _BrandReader(source.path, files, collector).read(tree)


class _BrandReader:
    def __init__(self, path: str, files: Mapping[str, bytes], collector: Collector) -> None:
        self.folder = dirname(path)
        self.files = files
        self.collector = collector
        self.values = Reader(collector, path)
        self.brand = Brand()

    def read(self, tree: SourceMap) -> Brand:
        self.values.check_keys(tree, _TOP, "_brand.yml")
        self._meta(tree)
        self._colours(self.values.mapping(tree, "color"))
        self._typography(self.values.mapping(tree, "typography"))
        self._logo(tree)
        return self.brand

    def _meta(self, tree: SourceMap) -> None:
        meta = self.values.mapping(tree, "meta")
        self.values.check_keys(meta, ("name", "link"), "meta")
        name = meta.get("name")
        if isinstance(name, SourceMap):
            self.values.check_keys(name, ("short", "full"), "meta.name")
            self.brand.name = str(self.values.text(name, "full") or self.values.text(name, "short") or "")
        else:
            self.brand.name = str(self.values.text(meta, "name") or "")

    # Colours

    def _colours(self, tree: SourceMap) -> None:
        self.values.check_keys(tree, ("palette", *COLOUR_ROLES), "color")
        named: dict[str, SourceText] = {}
        own = self.values.mapping(tree, "palette")
        for name in own:
            text = self.values.text(own, name)
            if text is not None:
                named[str(name)] = text
        for role in COLOUR_ROLES:
            text = self.values.text(tree, role)
            if text is not None:
                # a role may bear the name of the palette colour that it takes: `primary: primary`
                named[role] = named[role] if text == role and role in named else text
        palette = Palette({name: str(text) for name, text in named.items()})
        for name, text in named.items():
            place = text.at or Position(self.values.path)
            try:
                self.brand.colours[name] = palette.get(name)
                self.brand.colour_places[name] = place
            except ColourError as fault:
                self._colour_fault(fault, place, str(text), named)

    def _colour_fault(self, fault: ColourError, place: Position, text: str, known: Mapping[str, object]) -> None:
        if any(one.code == fault.code and one.at == place for one in self.collector.found):
            return
        hint = "write a colour as #rrggbb"
        if fault.code == "THM003" and not text.startswith("#"):
            hint = nearest(text, known) or hint
        self.collector.error(fault.code, place, str(fault), hint)

    def _colour(self, owner: SourceMap, key: str) -> str | None:
        text = self.values.text(owner, key)
        if text is None:
            return None
        try:
            return Palette(self.brand.colours).settle(str(text))
        except ColourError as fault:
            place = text.at or Position(self.values.path)
            self._colour_fault(fault, place, str(text), self.brand.colours)
            return None

    # Typography

    def _typography(self, tree: SourceMap) -> None:
        self.values.check_keys(tree, _TYPE_KEYS, "typography")
        own = self._font_files(tree)
        for kind in ("base", "headings", "monospace", "monospace-inline", "monospace-block", "link"):
            value = tree.get(kind)
            if isinstance(value, SourceText) and not value.is_null and kind in _ROLES:
                self._family(kind, value, own)
                continue
            spec = self.values.mapping(tree, kind)
            self.values.check_keys(spec, _TEXT_KEYS, f"typography.{kind}")
            family = self.values.text(spec, "family")
            if family is not None and kind in _ROLES:
                self._family(kind, family, own)
            self.brand.types[kind] = self._typeface(spec)
            if self.brand.types[kind].colour:
                self.brand.colour_places[f"typography.{kind}"] = self.values.at(spec.get("color"))

    def _typeface(self, spec: SourceMap) -> Typeface:
        style = self.values.text(spec, "style")
        return Typeface(
            size=self._size(spec),
            weight=self._weight(spec.get("weight")),
            italic=None if style is None else style.lower() in ("italic", "oblique"),
            line_height=self._line_height(spec),
            colour=self._colour(spec, "color"),
        )

    def _size(self, spec: SourceMap) -> float | None:
        text = self.values.text(spec, "size")
        if text is None:
            return None
        found = _SIZE.match(text.strip())
        points = float(found["number"]) * _POINTS[found["unit"]] if found else 0.0
        if 6 <= points <= 16:
            return points
        message = f"`{text[:40]}` is no size from 6 to 16 points"
        self.collector.error("THM006", self.values.at(text), message, "write it as 10.25pt, 14px or 0.9rem")
        return None

    def _weight(self, value: object) -> int | None:
        if value is None or (isinstance(value, SourceText) and value.is_null):
            return None
        if isinstance(value, SourceText) and value.lower() in _WEIGHT_NAMES:
            return _WEIGHT_NAMES[value.lower()]
        scalar = value.scalar if isinstance(value, SourceText) else None
        if isinstance(scalar, int) and not isinstance(scalar, bool) and 1 <= scalar <= 1000:
            return scalar
        message = "the weight must be a number from 1 to 1000 or a name such as bold"
        self.collector.error("THM006", self.values.at(value), message)
        return None

    def _line_height(self, spec: SourceMap) -> float | None:
        text = self.values.text(spec, "line-height")
        if text is None:
            return None
        return self.values.number(text, "the line height", 0.9, 2.2, 1.4)

    def _family(self, kind: str, name: SourceText, own: Mapping[str, Family]) -> None:
        place = self.values.at(name)
        family = own.get(name.lower())
        if family is None and name in fonts.vendored_names():
            family = fonts.vendored(str(name))
        if family is None:
            known = [*fonts.vendored_names(), *(one.name for one in own.values())]
            message = f"the font family `{name[:60]}` is not at hand, so the look's own is used"
            hint = nearest(str(name), known) + "; or list its .ttf files in typography.fonts with `source: file`"
            self.collector.warning("THM007", place, message, hint)
            return
        self.brand.families[_ROLES[kind]] = family
        self.brand.family_places[_ROLES[kind]] = place

    def _font_files(self, tree: SourceMap) -> dict[str, Family]:
        listed = tree.get("fonts")
        if listed is None or (isinstance(listed, SourceText) and listed.is_null):
            return {}
        if not isinstance(listed, SourceList):
            self.collector.error("THM002", self.values.at(listed, tree, "fonts"), "`fonts` must be a list of families")
            return {}
        faces: dict[str, list[Face]] = {}
        about: dict[str, tuple[str, fonts.FontFile]] = {}
        for entry in listed:
            if not isinstance(entry, SourceMap):
                self.collector.error("THM002", self.values.at(entry), "a font must hold keys and values")
                continue
            self._font_entry(entry, faces, about)
        return {key: _family(about[key], found) for key, found in faces.items()}

    def _font_entry(
        self, entry: SourceMap, faces: dict[str, list[Face]], about: dict[str, tuple[str, fonts.FontFile]]
    ) -> None:
        self.values.check_keys(entry, _FONT_KEYS, "typography.fonts")
        name = self.values.text(entry, "family")
        source = self.values.text(entry, "source") or "file"
        if name is None or source != "file":
            return
        listed = entry.get("files")
        for item in listed if isinstance(listed, SourceList) else [listed]:
            face, found = self._face(item, entry)
            if face is not None and found is not None:
                faces.setdefault(name.lower(), []).append(face)
                about.setdefault(name.lower(), (str(name), found))

    def _face(self, item: object, entry: SourceMap) -> tuple[Face | None, fonts.FontFile | None]:
        spec = item if isinstance(item, SourceMap) else SourceMap()
        path = self.values.text(spec, "path") if isinstance(item, SourceMap) else item
        if not isinstance(path, SourceText):
            self.collector.error("THM002", self.values.at(item, entry, "files"), "`files` must list font files")
            return None, None
        data = self.files.get(self._path(path))
        if data is None:
            self.collector.error("THM008", self.values.at(path), f"the font file `{path[:80]}` is not there")
            return None, None
        try:
            found = fonts.inspect(data)
        except fonts.FontError as fault:
            self.collector.error("THM008", self.values.at(path), f"the font file `{path[:80]}` {fault}")
            return None, None
        style = self.values.text(spec, "style")
        italic = found.italic if style is None else style.lower() in ("italic", "oblique")
        weight = self._weight(spec.get("weight")) or found.weight
        return Face(weight, italic, found.postscript_name, data), found

    def _path(self, path: str) -> str:
        return normpath(join(self.folder, path))

    # Logo

    def _logo(self, tree: SourceMap) -> None:
        value = tree.get("logo")
        if isinstance(value, SourceText):
            if not value.is_null:
                self._picture("medium", value)
        else:
            self._logos(self.values.mapping(tree, "logo"))
        self.brand.logo = next((one for one in ("medium", "large", "small") if one in self.brand.logos), None)

    def _logos(self, logo: SourceMap) -> None:
        self.values.check_keys(logo, _LOGO_KEYS, "logo")
        images = self.values.mapping(logo, "images")
        for size in ("small", "medium", "large", "path"):
            value = logo.get(size)
            name = "medium" if size == "path" else size
            if isinstance(value, SourceMap) and ("light" in value or "dark" in value):
                self._picture(name, self._named(value.get("light", value.get("dark")), images))
                if "dark" in value:
                    self._picture(f"{name}.dark", self._named(value["dark"], images))
            elif value is not None:
                self._picture(name, self._named(value, images))

    def _named(self, value: object, images: SourceMap) -> object:
        if isinstance(value, SourceText) and value in images:
            value = images[str(value)]
        return value.get("path") if isinstance(value, SourceMap) else value

    def _picture(self, name: str, value: object) -> None:
        if not isinstance(value, SourceText):
            self.collector.error("THM002", self.values.at(value), "a logo must be a path, or `path` and `alt`")
            return
        data = self.files.get(self._path(value))
        if data is None:
            self.collector.error("THM009", self.values.at(value), f"the logo `{value[:80]}` is not there")
        elif picture_kind(data) is None:
            message = f"the logo `{value[:80]}` is not PNG, JPEG or SVG"
            self.collector.error("THM009", self.values.at(value), message)
        else:
            self.brand.logos[name] = data


def _family(about: tuple[str, fonts.FontFile], faces: list[Face]) -> Family:
    name, found = about
    generic: fonts.Generic = "monospace" if found.fixed_pitch else "serif" if found.serif else "sans-serif"
    unique = {(one.weight, one.italic): one for one in reversed(faces)}
    return Family(name, generic, tuple(unique[key] for key in sorted(unique)))


def picture_kind(data: bytes) -> str | None:
    """``png``, ``jpeg`` or ``svg`` by the first bytes; None for anything else."""
    for magic, kind in _PICTURES:
        if data.startswith(magic):
            return kind
    head = data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n")
    return "svg" if head.startswith((b"<svg", b"<?xml")) and b"<svg" in data[:5000] else None


def files_wanted(source: SourceFile) -> tuple[tuple[str, Position], ...]:
    """The files that the brand names, by path in the workspace and with the place, for the one who may open files."""
    tree = read_mapping(source, Collector())
    if tree is None:
        return ()
    found: dict[str, Position] = {}
    for one in [*_font_paths(tree), *_logo_paths(tree)]:
        found.setdefault(normpath(join(dirname(source.path), one)), one.at or Position(source.path))
    return tuple(found.items())


def _font_paths(tree: SourceMap) -> list[SourceText]:
    typography = tree.get("typography")
    listed = typography.get("fonts") if isinstance(typography, SourceMap) else None
    found: list[SourceText] = []
    for entry in listed if isinstance(listed, SourceList) else ():
        paths = entry.get("files") if isinstance(entry, SourceMap) and entry.get("source", "file") == "file" else ()
        for item in paths if isinstance(paths, SourceList) else [paths]:
            path = item.get("path") if isinstance(item, SourceMap) else item
            if isinstance(path, SourceText) and not path.is_null:
                found.append(path)
    return found


def _logo_paths(tree: SourceMap) -> list[SourceText]:
    logo = tree.get("logo")
    if isinstance(logo, SourceText):
        return [] if logo.is_null else [logo]
    if not isinstance(logo, SourceMap):
        return []
    images = logo.get("images")
    known = images if isinstance(images, SourceMap) else SourceMap()
    found: list[SourceText] = []
    for size in ("small", "medium", "large", "path"):
        value = logo.get(size)
        ways = [value.get(key) for key in ("light", "dark", "path")] if isinstance(value, SourceMap) else [value]
        for one in ways:
            item = known.get(one, one) if isinstance(one, SourceText) else one
            path = item.get("path") if isinstance(item, SourceMap) else item
            if isinstance(path, SourceText) and not path.is_null:
                found.append(path)
    return found
