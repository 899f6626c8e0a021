"""``brief extract``: the sources that a PDF carries along become a workspace again."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from reports.engine.files import FileError, join
from reports.errors import MachineError, UsageError

#: No PDF of ours carries more than this, in bytes; a foreign one shall not fill the disk.
LARGEST = 200_000_000


def attached(data: bytes) -> dict[str, bytes]:
    """The files attached to a PDF by name, in the order of their names. Raises UsageError where *data* is no PDF."""
    import pikepdf

    found: dict[str, bytes] = {}
    size = 0
    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            for name in sorted(pdf.attachments):
                content = pdf.attachments[name].get_file().read_bytes()
                size += len(content)
                if size > LARGEST:
                    raise UsageError(f"the attachments are larger than {LARGEST // 1_000_000} MB")
                found[name] = content
    except pikepdf.PdfError as error:
        raise UsageError("the file is no PDF that can be read") from error
    return found


def extract(file: Path, target: Path) -> list[Path]:
    """Write what *file* carries along below *target*; nothing that is there is written over.

    Raises UsageError where there is nothing to extract, a name leads outside, or a file is there already.
    """
    try:
        found = attached(file.read_bytes())
    except OSError as error:
        raise UsageError(f"{file} cannot be read: {error.strerror}") from error
    if not found:
        raise UsageError(f"{file.name} carries no sources; build it with `pdf: {{attach_source: true}}`")
    try:
        places = {target / join("", name): data for name, data in found.items() if not name.startswith("/")}
    except FileError as error:
        raise UsageError(f"an attachment has a name that leads nowhere: {error}") from error
    taken = next((place for place in places if place.exists()), None)
    if taken is not None:
        raise UsageError(f"{taken} is there already; name another folder with -o")
    try:
        for place, data in places.items():
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)
    except OSError as error:
        raise MachineError(f"{target} cannot be written: {error.strerror}") from error
    return list(places)
