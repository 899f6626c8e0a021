"""What the diagnostics of data and picture files mean."""

from __future__ import annotations

from reports.diagnostics import Explanation

DATA: tuple[Explanation, ...] = (
    Explanation(
        "DAT001", "not UTF-8",
        "A CSV file holds bytes that are no UTF-8 text, or a control character, or is a workbook.",
        "In another encoding the same bytes are other letters; a workbook is no text at all.",
        "Save it as UTF-8; in Excel as “CSV UTF-8”.",
    ),
    Explanation(
        "DAT002", "ragged row",
        "A row has more or fewer cells than the header row, or other keys than the first row.",
        "Values would stand under the wrong column.",
        'Put a cell that holds the separator in "quotes"; a gap is an empty cell with its separator.',
        "country,share\nKosovo,4,2",
    ),
    Explanation(
        "DAT003", "column names",
        "A column has no name, or two have the same.",
        "Charts and tables name their columns.",
        "Give every column a name of its own in the first row.",
        "country,country",
    ),
    Explanation(
        "DAT004", "quotes in CSV",
        "A cell opens a quote that nothing closes, or goes on after the closing one.",
        "Where the cell ends cannot be told.",
        'Put the whole cell in quotes; a quote inside is written twice: "".',
        '"Kosovo,4',
    ),
    Explanation(
        "DAT005", "cell is not text",
        "A cell of rows written in the brief is a list or a mapping.",
        "A cell is a text or a number.",
        "Write text, or several columns.",
    ),
    Explanation(
        "DAT006", "no data",
        "A CSV file is empty, or has no row below its header where a chart needs some.",
        "There is nothing to draw.",
        "Check the path, and fill in the rows.",
    ),
    Explanation(
        "DAT007", "too much data",
        "A file, a chart or a table is larger than can be read or drawn.",
        "A chart of thousands of points shows nothing, and a table of 50,000 cells fills hundreds of pages.",
        "Show a part, or sum up.",
    ),
    Explanation(
        "DAT008", "unknown column",
        "A chart or table names a column that its data do not have.",
        "Nothing can be drawn from it.",
        "Use one of the names that the hint lists; upper and lower case count.",
        "y: shares",
    ),
    Explanation(
        "DAT009", "text among numbers",
        "A column that a chart draws holds text, or no number at all.",
        "A bar needs a number for its length.",
        "Write the number alone; the unit goes into `unit`, a gap is an empty cell.",
        "country,share\nKosovo,about 4",
    ),
    Explanation(
        "DAT010", "number that may be read in two ways",
        "Every number of a column has one mark with three digits behind it, and nothing else in the data shows whether "
        "it parts thousands or decimals.",
        "1.234 is a thousand in one country and one in another. In doubt a file parted by semicolons has a decimal "
        "comma, any other a decimal point, whatever the language of the brief.",
        "Say `decimal: point` or `decimal: comma` beside `data`, or write the numbers without thousands.",
        "region;flats\nNorth;1.234\nSouth;2.345",
    ),
)  # fmt: skip

PICTURES: tuple[Explanation, ...] = (
    Explanation(
        "IMG001", "kind of picture",
        "A picture file is neither PNG, JPEG, WebP nor SVG, whatever its name says.",
        "Other formats cannot be embedded, or need programs that run code from the file.",
        "Save it as PNG, JPEG or SVG.",
    ),
    Explanation(
        "IMG002", "damaged picture",
        "A picture file breaks off or contradicts itself.",
        "It would print in part, or not at all.",
        "Save the picture anew from where it came.",
    ),
    Explanation(
        "IMG003", "too many pixels",
        "A picture has more than 40 million pixels, or the pictures of a brief together more than 80 million and 20 "
        "to each byte of their files.",
        "A small file can unfold to gigabytes of memory.",
        "Save it smaller: 3,000 pixels across fill a printed page.",
    ),
    Explanation(
        "IMG004", "picture file too large",
        "A picture file is larger than 20 MB, or an SVG than 5 MB.",
        "The brief could not be mailed.",
        "Save it smaller, photographs as JPEG.",
    ),
    Explanation(
        "IMG005", "drawing that reaches out",
        "An SVG drawing holds a script, another picture, an animation, or a reference out of itself.",
        "It could load or run something on the reader's machine.",
        "Delete what the message names, or export the drawing as a plain SVG.",
        '<image href="https://example.org/x.png"/>',
    ),
    Explanation(
        "IMG006", "not a drawing",
        "A file that looks like SVG is no well-formed XML, or its outermost element is not <svg>.",
        "It cannot be drawn.",
        "Export the drawing anew.",
    ),
    Explanation(
        "IMG007", "drawing without size",
        "An SVG drawing gives neither a viewBox nor width and height in units.",
        "How large it is on the page cannot be told.",
        'Add viewBox="0 0 640 360" with its own numbers to the <svg> element.',
    ),
    Explanation(
        "IMG008", "document type in a drawing",
        "An SVG drawing has a <!DOCTYPE …>.",
        "Document types can define entities that read files or unfold to gigabytes.",
        "Delete the declaration.",
    ),
    Explanation(
        "IMG009", "drawing too complex",
        "An SVG drawing, or the drawings of a brief together, come to more shapes, points, steps of transforms, styles "
        "or attributes than can be drawn in time, with every <use> spelt out.",
        "It would hold up the build, and slow down whoever opens the paper.",
        "Simplify it, or save it as PNG.",
    ),
    Explanation(
        "IMG010", "drawn on the web page only",
        "An SVG drawing has a mask, a filter, a pattern, a blend mode or stretched text.",
        "Browsers draw it, the PDF and the Word file do not: the three would differ.",
        "Draw it with plain shapes and colours, or save the drawing as PNG.",
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9" mask="url(#m)"/></svg>',
    ),
)  # fmt: skip
