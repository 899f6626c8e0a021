"""The zip file around the parts: members in order, one fixed date, nothing of the machine."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO

#: The earliest date a zip file can hold.
_DATE = (1980, 1, 1, 0, 0, 0)
#: Fonts hardly grow smaller by more work.
_DENSE = (".odttf",)
_STORED = (".png", ".jpeg", ".jpg", ".xlsx")


def pack(members: Mapping[str, bytes]) -> bytes:
    """The zip file of *members*, sorted by name, the list of content types first as readers expect it."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in sorted(members, key=lambda one: (one != "[Content_Types].xml", one != "_rels/.rels", one)):
            info = zipfile.ZipInfo(name, _DATE)
            info.create_system = 0
            info.external_attr = 0
            info.compress_type = zipfile.ZIP_STORED if name.endswith(_STORED) else zipfile.ZIP_DEFLATED
            archive.writestr(info, members[name], compresslevel=1 if name.endswith(_DENSE) else 6)
    return out.getvalue()
