"""What the diagnostics of the native notation mean; ``brief explain`` prints it."""

from __future__ import annotations

from reports.diagnostics import Explanation

_WHERE = "docs/templates.md lists every element with its attributes and where it may stand."

EXPLANATIONS: tuple[Explanation, ...] = (
    Explanation(
        "TPL001", "unknown element",
        "A template wrote an element that the notation does not have.",
        "What the notation does not know could mean one thing in the PDF and another in Word, so nothing is guessed.",
        f"Use an element of the notation. {_WHERE}",
        '<p style="color: red">Act now</p> is a <p class="warning">; <center> has no counterpart.',
    ),
    Explanation(
        "TPL002", "attribute unknown, missing or given twice",
        "An element has an attribute that it does not take, lacks one that it needs, or has one twice.",
        "Looks belong in the theme: an attribute such as `style` would be drawn in one format only.",
        f"Say what a thing is with `class`, and let the look say how it is drawn. {_WHERE}",
        '<aside>…</aside> needs a role: <aside class="note">…</aside>',
    ),
    Explanation(
        "TPL003", "element in the wrong place",
        "An element is not closed, closes nothing, or stands where it cannot stand.",
        "The notation is read strictly: a repair that a browser would make may put a table into a heading.",
        "Close every element, put blocks in blocks and inlines in lines.",
        "<p>Before <table>…</table></p> puts a table in a line.",
    ),
    Explanation(
        "TPL004", "unknown character reference",
        "`&name;` is not a character that HTML knows.",
        "It would be printed as it stands.",
        "Write the character itself, or `&amp;` for an ampersand.",
        "<p>&nosuch;</p>",
    ),
    Explanation(
        "TPL014", "tag that is not whole",
        "A tag or a comment lacks its end, a quote or a name.",
        "What a reader makes of it is a matter of luck, and what stands behind it would be swallowed.",
        "Close the tag with >, each value with the quote it began with, a comment with -->.",
        '<p class="lead>Text.</p>',
    ),
    Explanation(
        "TPL005", "text outside a paragraph",
        "Words stand directly in a section, a group or at the top of the template.",
        "Text without a block has no style, no place in the reading order and no tag in the PDF.",
        "Put it in a <p>, or in a heading.",
        "<section>Words</section>",
    ),
    Explanation(
        "TPL006", "attribute value of the wrong kind",
        "An attribute holds something else than the number, name or choice it takes.",
        "A wrong role or id would be styled or linked wrongly without a word.",
        "The message says what the attribute takes.",
        '<ol start="first">',
    ),
    Explanation(
        "TPL007", "uneven table",
        "A row has more or fewer cells than the table has columns, spans counted in.",
        "Screen readers and Word lose count of the columns, and the wrong header is read out.",
        "Give every row a cell for each column that no cell from above takes.",
        "<tr><th>Country</th><th>Year</th></tr> … <tr><td>Albania</td></tr>",
    ),
    Explanation(
        "TPL008", "field in the wrong place",
        "A Markdown field with lists, tables or several blocks stands in a line; or a template wrote <x-slot>.",
        "Blocks cannot be set inside a line.",
        "Put the field in a <div>, <li>, <td> or <section> in place of a <p>.",
        "<p>{{ section.body }}</p>",
    ),
    Explanation(
        "TPL009", "link to somewhere unsafe",
        "A link goes to something else than http, https, mailto or an id of the document.",
        "Links to files and scripts run things on the reader's machine; reviewers' Word and PDF readers warn of them.",
        "Link to a public address, or to an id with #.",
        '<a href="javascript:…">',
    ),
)  # fmt: skip
