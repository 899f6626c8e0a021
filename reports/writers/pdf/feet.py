"""The foot of a page: how much of which note stands on it."""

from __future__ import annotations

from reports.writers.pdf.galley import NoteBody, Strip

#: Gap above the rule over the notes, and between rule and notes, and between two notes.
NOTE_GAP, NOTE_RULE_GAP, NOTE_BETWEEN = 9.0, 5.0, 2.0

#: Lines of a note that may stand alone on either page.
_NOTE_LINES = 2

_EPS = 0.01


def each_once(bodies: list[NoteBody]) -> list[NoteBody]:
    """A note called twice on a page stands at its foot once; both calls lead there."""
    known: dict[tuple[str, str], NoteBody] = {}
    out: list[NoteBody] = []
    for body in bodies:
        first = known.setdefault((body.number, body.text), body)
        if first is body or not body.number or not first.strips:
            out.append(body)
        else:
            first.strips[0].anchors = (*first.strips[0].anchors, f"@{body.id}")
    return out


def least(strip: Strip) -> float:
    """Height that the notes called in *strip* need at least on its page: the first lines of each."""
    return sum(_first_lines(body) for body in strip.notes)


def _first_lines(body: NoteBody) -> float:
    return NOTE_BETWEEN + sum(one.space + one.height for one in body.strips[: _start_of(body)])


def _start_of(body: NoteBody) -> int:
    """How many lines of a note must stand with its call: two, or all where only three would be parted badly."""
    return len(body.strips) if len(body.strips) <= _NOTE_LINES + 1 else _NOTE_LINES


def allot(bodies: list[NoteBody], room: float) -> list[int]:
    """How many strips of each note stand on the page."""
    counts: list[int] = []
    for body in bodies:
        height = _first_lines(body)
        fits = height <= room + _EPS
        counts.append(_start_of(body) if fits else 0)
        room -= height if fits else 0.0
    for number, body in enumerate(bodies):
        count, lines = counts[number], body.strips
        while 0 < count < len(lines) and lines[count].space + lines[count].height <= room + _EPS:
            room -= lines[count].space + lines[count].height
            count += 1
        if counts[number] < count == len(lines) - 1 and count - 1 >= _NOTE_LINES:
            count -= 1
            room += lines[count].space + lines[count].height
        counts[number] = count
        if count < len(lines):
            break
    return counts


def note_area(notes: float) -> float:
    return notes + NOTE_GAP + NOTE_RULE_GAP if notes > 0 else 0.0
