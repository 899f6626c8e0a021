"""What is told of a brand that would print badly: weak colours, a dark ground, fonts without letters or cuts."""

from __future__ import annotations

from reports.diagnostics import Collector
from reports.source import Position
from reports.theme import colour, fonts
from reports.theme.brand import Brand
from reports.theme.tokens import Family, Theme

#: Least contrast of text with its ground: WCAG 2.2, 1.4.3.
TEXT_CONTRAST = 4.5
#: Brand colours that print text, on the background.
TEXT_COLOURS = ("foreground", "primary", "secondary", "link", "warning", "danger")
#: A ground below this luminance is none for paper: black on it has a contrast under 7.
PAPER = 0.3
#: Weights that a text can be set in, and those that stand out from it.
_REGULAR, _BOLD = range(300, 501), range(600, 1001)


def tell(theme: Theme, brand: Brand, lang: str, path: str, collector: Collector) -> None:
    """All that is to be told of *brand*, with the codes THM005 and THM012 to THM014."""
    _ground(brand, collector)
    _contrast(theme, brand, path, collector)
    for key, family in brand.families.items():
        if key != "mono" and family.faces:
            _letters(family, lang, brand.family_places[key], collector)
            _cuts(family, key == "body", brand.family_places[key], collector)


def is_dark(brand: Brand) -> bool:
    """Whether the brand's background is too dark to be paper."""
    ground = brand.colours.get("background")
    return ground is not None and colour.luminance(ground) < PAPER


def _ground(brand: Brand, collector: Collector) -> None:
    if is_dark(brand):
        message = f"`background` ({brand.colours['background']}) is dark, and paper is white"
        hint = "it is taken for screens set to dark alone; give the colours as they stand on white"
        collector.warning("THM013", brand.colour_places["background"], message, hint)


def _contrast(theme: Theme, brand: Brand, path: str, collector: Collector) -> None:
    ground = theme.palette["background"]
    for name in TEXT_COLOURS:
        own = brand.type("link").colour if name == "link" else None
        place = (brand.colour_places.get("typography.link") if own else None) or brand.colour_places.get(name)
        shown = own or brand.colours.get(name)
        if place is None or shown is None or (name == "foreground" and is_dark(brand)):
            continue
        ratio = colour.contrast(shown, ground)
        if ratio < TEXT_CONTRAST:
            message = f"`{name}` ({shown}) prints text, and its contrast with the background is {ratio:.1f} to 1"
            hint = f"at least {TEXT_CONTRAST} is needed; {colour.towards(shown, ground, 4.6)} would do"
            collector.warning("THM005", place, message, hint)


def _letters(family: Family, lang: str, at: Position, collector: Collector) -> None:
    missing = fonts.missing_letters(family.face(), lang)
    if missing:
        some = " ".join(missing[:20]) + (" …" if len(missing) > 20 else "")
        message = f"the font family `{family.name}` has no letters {some}, which {lang} needs"
        collector.error("THM012", at, message, "choose a font that has them")


def _cuts(family: Family, running: bool, at: Position, collector: Collector) -> None:
    """Headings can do with one upright cut; running text needs a regular, an italic and a bold one."""
    cuts = {"regular": any(one.weight in _REGULAR and not one.italic for one in family.faces)}
    if running:
        cuts["italic"] = any(one.italic for one in family.faces)
        cuts["bold"] = any(one.weight in _BOLD for one in family.faces)
    elif any(not one.italic for one in family.faces):
        return
    lacking = [name for name, there in cuts.items() if not there]
    if lacking:
        message = f"the font family `{family.name}` has no {' and no '.join(lacking)} cut"
        hint = "list the files of all cuts; until then the nearest cut stands in for what is missing"
        collector.warning("THM014", at, message, hint)
