"""For the printer: bleed and crop marks, a saddle-stitched booklet, a greyscale proof.

All of them take a finished PDF and return another one; structure and archival marks are for the screen and do not
survive, which is what a printer wants.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

#: Bleed, and the room around it for the marks, in points; 3 mm is what printers ask for.
BLEED = 8.504
_MARK_ROOM = 20.0
_MARK_GAP, _MARK_LENGTH = 3.0, 13.0

#: Weights of red, green and blue in the grey that a colour prints as (ITU-R BT.601).
_GREY = (0.299, 0.587, 0.114)


def _pikepdf() -> Any:
    import pikepdf

    return pikepdf


def _saved(pdf: Any) -> bytes:
    out = BytesIO()
    pdf.save(out, deterministic_id=True, object_stream_mode=_pikepdf().ObjectStreamMode.generate)
    return out.getvalue()


def _without_structure(pdf: Any) -> None:
    """A file for the press makes no claims about accessibility or archiving."""
    for name in ("/StructTreeRoot", "/MarkInfo", "/Metadata", "/Outlines", "/PageLabels", "/Names", "/AF"):
        if name in pdf.Root:
            del pdf.Root[name]
    for page in pdf.pages:
        for name in ("/Annots", "/StructParents", "/Tabs"):
            if name in page:
                del page[name]


def with_crop_marks(data: bytes) -> bytes:
    """Every page with its bleed and crop marks on a sheet that is larger on all sides."""
    pikepdf = _pikepdf()
    with pikepdf.open(BytesIO(data)) as pdf:
        _without_structure(pdf)
        for page in pdf.pages:
            left, bottom, right, top = (float(value) for value in page.MediaBox)
            out = BLEED + _MARK_ROOM
            page.MediaBox = pikepdf.Array([left - out, bottom - out, right + out, top + out])
            page.CropBox = page.MediaBox
            page.TrimBox = pikepdf.Array([left, bottom, right, top])
            page.BleedBox = pikepdf.Array([left - BLEED, bottom - BLEED, right + BLEED, top + BLEED])
            page.contents_add(pdf.make_stream(_marks(left, bottom, right, top)))
        return _saved(pdf)


def _marks(left: float, bottom: float, right: float, top: float) -> bytes:
    near = BLEED + _MARK_GAP
    far = near + _MARK_LENGTH
    lines = []
    for x, side in ((left, -1), (right, 1)):
        for y in (bottom, top):
            lines.append(f"{x + side * near:.3f} {y:.3f} m {x + side * far:.3f} {y:.3f} l S")
    for y, side in ((bottom, -1), (top, 1)):
        for x in (left, right):
            lines.append(f"{x:.3f} {y + side * near:.3f} m {x:.3f} {y + side * far:.3f} l S")
    return ("q 0 G 0.25 w " + " ".join(lines) + " Q").encode("ascii")


def booklet_order(count: int) -> list[tuple[int | None, int | None]]:
    """Pages (from 0) side by side on each side of a saddle-stitched booklet; None is a blank page.

    >>> booklet_order(4)
    [(3, 0), (1, 2)]
    """
    total = max(count + -count % 4, 4)

    def real(page: int) -> int | None:
        return page if page < count else None

    sides: list[tuple[int | None, int | None]] = []
    for sheet in range(total // 4):
        sides.append((real(total - 1 - 2 * sheet), real(2 * sheet)))
        sides.append((real(2 * sheet + 1), real(total - 2 - 2 * sheet)))
    return sides


def booklet(data: bytes) -> bytes:
    """The pages imposed two by two, to be printed on both sides (flipped on the short edge), folded and stitched.

    The first page gives the size; pages that lie on their side are turned to the left, so that the sheets stay even.
    """
    pikepdf = _pikepdf()
    with pikepdf.open(BytesIO(data)) as source, pikepdf.new() as made:
        _without_structure(source)
        pages = list(source.pages)
        width, height = _size(pages[0])
        forms = [made.copy_foreign(page.as_form_xobject()) for page in pages]
        for sides in booklet_order(len(pages)):
            used = {f"/P{k}": forms[number] for k, number in enumerate(sides) if number is not None}
            code = " ".join(
                f"q {_placed(pages[number], k * width, width, height)} cm /P{k} Do Q"
                for k, number in enumerate(sides) if number is not None
            )  # fmt: skip
            sheet = pikepdf.Dictionary(
                Type=pikepdf.Name.Page,
                MediaBox=[0, 0, 2 * width, height],
                Resources=pikepdf.Dictionary(XObject=pikepdf.Dictionary(used)),
                Contents=made.make_stream(code.encode("ascii")),
            )
            made.pages.append(pikepdf.Page(sheet))
        for name in ("/Title", "/Author", "/Subject", "/Keywords", "/CreationDate"):
            if name in source.docinfo:
                made.docinfo[name] = str(source.docinfo[name])
        return _saved(made)


def _size(page: Any) -> tuple[float, float]:
    left, bottom, right, top = (float(value) for value in page.MediaBox)
    return right - left, top - bottom


def _placed(page: Any, x: float, width: float, height: float) -> str:
    """The matrix that puts *page* in the middle of its half of the sheet, which begins at *x*; turned where it lies."""
    wide, high = _size(page)
    if (wide > high) == (width > height):
        return f"1 0 0 1 {x + (width - wide) / 2:.3f} {(height - high) / 2:.3f}"
    return f"0 1 -1 0 {x + (width + high) / 2:.3f} {(height - wide) / 2:.3f}"


def greyscale(data: bytes) -> bytes:
    """The same pages as one ink prints them."""
    pikepdf = _pikepdf()
    with pikepdf.open(BytesIO(data)) as pdf:
        _without_structure(pdf)
        seen: set[tuple[int, int]] = set()
        for page in pdf.pages:
            page.Contents = pdf.make_stream(_grey_code(page))
            for form in page.get("/Resources", {}).get("/XObject", {}).values():
                if form.objgen in seen:
                    continue
                seen.add(form.objgen)
                if form.get("/Subtype") == "/Image":
                    _grey_image(form)
        return _saved(pdf)


def _grey_code(page: Any) -> bytes:
    pikepdf = _pikepdf()
    out = []
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in ("rg", "RG") and len(operands) == 3:
            grey = sum(weight * float(value) for weight, value in zip(_GREY, operands, strict=True))
            out.append(([round(grey, 4)], pikepdf.Operator("g" if name == "rg" else "G")))
        else:
            out.append((operands, operator))
    return bytes(pikepdf.unparse_content_stream(out))


def _grey_image(image: Any) -> None:
    pikepdf = _pikepdf()
    if image.get("/ColorSpace") == "/DeviceGray":
        return
    found = pikepdf.PdfImage(image).as_pil_image().convert("L")
    image.write(found.tobytes())
    image.ColorSpace = pikepdf.Name.DeviceGray
    image.BitsPerComponent = 8
    for name in ("/Decode", "/DecodeParms"):
        if name in image:
            del image[name]
