"""``brief new``: a workspace that builds at once and teaches by its comments, or a brief in one that is there.

The files to begin with lie beside this module, one folder per kind of brief; ``@@key@@`` in them is filled in.
Nothing that exists is ever overwritten: the new folder is made beside its place and then renamed into it.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from reports.engine.workspace import BRIEF, CONTENT, TEMPLATES, Workspace, enclosing
from reports.errors import MachineError, UsageError
from reports.patterns import expression

#: The kinds of brief there is a beginning for.
KINDS = ("brief", "recommendations-paper", "report", "evidence-brief", "memo")
SCHEMA = "brief.schema.json"

_HERE = Path(__file__).resolve().parent
_SLUG = expression(r"[a-z0-9](?:[a-z0-9-]{0,78}[a-z0-9])?\Z")
_LANG = expression(r"[A-Za-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|\d{3}))?\Z")


def make(start: Path, name: str, template: str, lang: str) -> list[Path]:
    """Make what *name* says and return the paths of the files made.

    In a workspace, *name* becomes a brief in ``content/``; elsewhere a workspace with one brief of the same name.
    Raises UsageError for a name, template or language that cannot be, and where something is in the way;
    MachineError where the disk refuses.
    """
    place = Path(os.path.abspath(start / name))
    _check_name(place.name)
    lang = _usual_case(lang)
    home = enclosing(start if "/" not in name and os.sep not in name else place.parent)
    kind = _kind(template, home)
    words = _words(place.name, template, lang)
    if home is not None:
        return _install(home.root / CONTENT / place.name, _brief(kind, words, _schema_path(home)))
    files = {one: text for one, text in _folder("workspace", words).items() if one != "gitignore"}
    files[".gitignore"] = _folder("workspace", words)["gitignore"]
    files[SCHEMA] = _schema()
    files |= {f"{CONTENT}/{place.name}/{one}": text for one, text in _brief(kind, words, f"../../{SCHEMA}").items()}
    return _install(place, files)


def _check_name(name: str) -> None:
    if _SLUG.match(name):
        return
    better = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
    hint = f"; {better!r} would do" if _SLUG.match(better) else ""
    raise UsageError(f"{name!r} cannot name a brief: small letters a–z, digits and hyphens make a name{hint}")


def _usual_case(lang: str) -> str:
    """*lang* with the capitals it is usually written with (``sr-Latn-RS``); raises UsageError for what is no tag."""
    if not _LANG.match(lang):
        raise UsageError(f"{lang!r} is no language tag; write it like en-GB, sq or sr-Latn-RS")
    first, *rest = lang.split("-")
    return "-".join([first.lower(), *(one.title() if len(one) == 4 else one.upper() for one in rest)])


def _kind(template: str, home: Workspace | None) -> str:
    """The folder to begin from. A template of the workspace's own begins like a brief."""
    if template in KINDS:
        return template
    own = sorted(one.parent.name for one in (home.root / TEMPLATES).glob("*/template.html")) if home else []
    if template in own:
        return "brief"
    raise UsageError(
        f"no template is called {template!r}; there are: {', '.join([*KINDS, *sorted(set(own) - set(KINDS))])}"
    )


def _words(slug: str, template: str, lang: str) -> dict[str, str]:
    from reports.language import words_tag

    table: dict[str, dict[str, str]] = json.loads((_HERE / "titles.json").read_text(encoding="utf-8"))
    titles = table[words_tag(lang)]
    title = slug.replace("-", " ").capitalize()
    return {**titles, "slug": slug, "template": template, "lang": lang, "title": json.dumps(title)}


def _schema_path(home: Workspace) -> str:
    for one in (SCHEMA, f"schema/{SCHEMA}"):
        if (home.root / one).is_file():
            return f"../../{one}"
    return ""


def _schema() -> str:
    from reports.engine.console import schema_text

    return schema_text()


def _brief(kind: str, words: Mapping[str, str], schema: str) -> dict[str, str]:
    files = _folder(kind, words)
    files[BRIEF] += _in_english(words["lang"])
    if schema:
        files[BRIEF] = f"# yaml-language-server: $schema={schema}\n" + files[BRIEF]
    return files


def _in_english(lang: str) -> str:
    """The text to begin with is English: in another language its own finding is waived, and told again as soon as the
    text is replaced, since then there is nothing to waive."""
    if lang.split("-", maxsplit=1)[0] == "en":
        return ""
    return (
        "\n# The text to begin with is English. Take these lines out when yours stands in its place.\n"
        "checks:\n  waive:\n    - {rule: LNG026, because: the text to begin with is English}\n"
    )


def _folder(kind: str, words: Mapping[str, str]) -> dict[str, str]:
    """The files of one folder of beginnings by their names in it, filled in."""
    top = _HERE / kind
    return {
        path.relative_to(top).as_posix(): _filled(path.read_text(encoding="utf-8"), words)
        for path in sorted(top.rglob("*"))
        if path.is_file() and path.suffix != ".pyc"
    }


def _filled(text: str, words: Mapping[str, str]) -> str:
    return re.sub(r"@@([a-z-]+)@@", lambda found: words[found[1]], text)


def _install(place: Path, files: Mapping[str, str]) -> list[Path]:
    if place.exists() and (not place.is_dir() or any(place.iterdir())):
        raise UsageError(f"{str(place)!r} is there already; nothing was changed")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".new-", dir=place.parent) as scratch:
            made = Path(scratch) / "made"
            for name, text in files.items():
                path = made / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8", newline="\n")
            if place.is_dir():
                place.rmdir()
            shutil.move(made, place)
    except OSError as error:
        raise MachineError(f"cannot make {str(place)!r}: {error.strerror}") from error
    return [place / name for name in files]
