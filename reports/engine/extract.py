"""``brief extract``: the sources that a PDF carries along become a workspace again."""

from __future__ import annotations

import os
import zlib
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Any

from reports.engine.files import FileError, join
from reports.errors import MachineError, UsageError

#: No PDF of ours carries more than this, in bytes; a foreign one shall not fill the disk.
LARGEST = 200_000_000
MOST_FILES = 5_000


def attached(data: bytes) -> dict[str, bytes]:
    """The files attached to a PDF by name, in the order of their names.

    Raises UsageError where *data* is no PDF, carries too much, or packs it in a way that ours never do.
    """
    import pikepdf

    found: dict[str, bytes] = {}
    size = 0
    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            names = sorted(pdf.attachments)
            if len(names) > MOST_FILES:
                raise UsageError(f"the file carries more than {MOST_FILES:,} attachments")
            for name in names:
                found[name] = _unpacked(pdf.attachments[name].get_file().obj, LARGEST - size)
                size += len(found[name])
    except (pikepdf.PdfError, RecursionError) as error:
        raise UsageError("the file is no PDF that can be read") from error
    except (ValueError, TypeError, KeyError, AttributeError, IndexError, RuntimeError) as error:
        raise UsageError("the attachments of the file are damaged") from error
    return found


def _unpacked(stream: Any, most: int) -> bytes:
    """The bytes of an embedded file, unpacked no further than *most*. Only the one way of packing that ours use."""
    import pikepdf

    raw = bytes(stream.read_raw_bytes())
    packed = stream.get("/Filter")
    way = [] if packed is None else [str(one) for one in packed] if isinstance(packed, pikepdf.Array) else [str(packed)]
    if way[:1] == ["/ASCIIHexDecode"]:
        raw, way = bytes.fromhex(raw.rstrip().removesuffix(b">").decode("ascii")), way[1:]
    if way == ["/FlateDecode"] and "/DecodeParms" not in stream:
        unpacker = zlib.decompressobj()
        raw = unpacker.decompress(raw, most + 1)
    elif way:
        raise UsageError("an attachment is packed in an unknown way")
    if len(raw) > most:
        raise UsageError(f"the attachments are larger than {LARGEST // 1_000_000} MB")
    return raw


def extract(file: Path, target: Path) -> list[Path]:
    """Write what *file* carries along below *target*; nothing that is there is written over.

    Raises UsageError where there is nothing to extract, a name leads outside, or a file is there already.
    """
    try:
        if not file.is_file() or file.stat().st_size > 2 * LARGEST:
            raise UsageError(f"{file} is no file, or larger than {2 * LARGEST // 1_000_000} MB")
        found = attached(file.read_bytes())
    except OSError as error:
        raise UsageError(f"{file} cannot be read: {error.strerror}") from error
    if not found:
        raise UsageError(f"{file.name} carries no sources; build it with `pdf: {{attach_source: true}}`")
    places = _places(found)
    taken = next((target / name for name in places if os.path.lexists(target / name)), None)
    if taken is not None:
        raise UsageError(f"{taken} is there already; name another folder with -o")
    try:
        for name, data in places.items():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            with open(target / name, "xb") as stream:
                stream.write(data)
    except OSError as error:
        raise MachineError(f"{target} cannot be written: {error.strerror}") from error
    return [target / name for name in places]


def _places(found: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files by where they belong below the target; raises UsageError before the first of them is written."""
    places: dict[str, bytes] = {}
    for name, data in found.items():
        try:
            place = join("", name)
        except FileError as error:
            raise UsageError(f"an attachment has a name that leads nowhere: {error}") from error
        if not place:
            raise UsageError(f"an attachment has a name that leads nowhere: {name!r}")
        if any(part.startswith(".") for part in place.split("/")):
            raise UsageError(f"the attachment {name!r} would be hidden, which sources never are")
        if place in places:
            raise UsageError(f"two attachments belong into the same place, {place!r}")
        places[place] = data
    folders = {str(folder) for place in places for folder in PurePosixPath(place).parents}
    clash = next((place for place in places if place in folders), None)
    if clash is not None:
        raise UsageError(f"an attachment lies inside of another, {clash!r}")
    return places
