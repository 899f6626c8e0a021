"""What the diagnostics of Markdown mean; ``brief explain`` prints it."""

from __future__ import annotations

from reports.diagnostics import Explanation

EXPLANATIONS: tuple[Explanation, ...] = (
    Explanation(
        "MDN001", "raw HTML",
        "Markdown text holds an HTML element or comment.",
        "HTML has no counterpart in Word or in a PDF, and could carry scripts onto the web page.",
        "Write Markdown; a < that shall print is written \\<.",
        "The <b>gap</b> is wide.",
    ),
    Explanation(
        "MDN002", "link that is not allowed",
        "A link leads to something else than a web page, an e-mail address or a place in the brief.",
        "Links to files work on one machine only; others may run programs.",
        "Begin the address with https://, http:// or mailto:, or write #id.",
        "[annex](annex.docx)",
    ),
    Explanation(
        "MDN003", "picture in Markdown",
        "Markdown text holds a picture.",
        "A picture needs alternative text, a caption and a source, which Markdown has no room for.",
        "Make the body a list, and give the picture a figure block.",
        "![](map.png)",
    ),
    Explanation(
        "MDN004", "note without text",
        "A note is called whose text does not stand in the same field, or is empty.",
        "The call would lead to nothing.",
        "Write the text on a line of its own in the same field: [^1]: text.",
        "A claim.[^1]",
    ),
    Explanation(
        "MDN005", "note without call",
        "The text of a note stands in a field that does not call it.",
        "It would be lost.",
        "Call it with its label, or delete it. Labels are local to their field.",
        "[^1]: Nobody calls me.",
    ),
    Explanation(
        "MDN006", "label of a note twice",
        "Two notes of one field have the same label.",
        "The call could mean either.",
        "Give one of them another label.",
        "A.[^1]\n\n[^1]: One.\n\n[^1]: Two.",
    ),
    Explanation(
        "MDN007", "citation written wrongly",
        "A citation is not closed, or a part of it names no work or two.",
        "The works of a citation are parted by semicolons, and each part names one with @.",
        "Write [see @key, p. 33; @other]. An @ that shall print is written \\@.",
        "[@report, p. 3; p. 5]",
    ),
    Explanation(
        "MDN008", "cross-reference among citations",
        "One pair of brackets holds both a citation and a cross-reference.",
        "A citation is printed by the citation style, a cross-reference is not.",
        "Put the cross-reference outside of the brackets.",
        "[@report; @fig-map]",
    ),
    Explanation(
        "MDN009", "inline note not closed or empty",
        "A note is opened with ^[ and not closed, or has no text.",
        "Where the note ends cannot be told.",
        "Close it with ]; a ^ that shall print is written \\^.",
        "A claim.^[See the annex.",
    ),
    Explanation(
        "MDN010", "several paragraphs",
        "A caption, a source or a table cell has more than one paragraph.",
        "It is set as one line of thought beside what it belongs to.",
        "Make it one paragraph, or put the text into a body.",
    ),
    Explanation(
        "MDN011", "turned text",
        "The text holds an invisible character that changes the direction of writing.",
        "It can make a text read otherwise than it is stored.",
        "Delete it unless it is meant.",
    ),
    Explanation(
        "MDN012", "table too large",
        "A table in Markdown has more than 20,000 cells, or a cell more than 10,000 characters.",
        "Nobody could read it on a page.",
        "Show less of it, or put the data into a CSV file.",
    ),
    Explanation(
        "MDN013", "heading out of place",
        "A heading stands in a field that is no body of a section, or has no text.",
        "Headings make the structure of the document; a box or a summary has none of its own.",
        "Use **bold** text, or a section.",
        "summary: |\n  # In short",
    ),
    Explanation(
        "MDN014", "nested too deep",
        "Lists or quotations stand inside each other more than a dozen levels deep.",
        "There is no room for that on a page, and what stands deeper is not read.",
        "Take some levels out.",
    ),
    Explanation(
        "MDN015", "title of a link",
        "A link has a title in quotes after its address.",
        "No format prints it.",
        "Leave it out, or put it into the text.",
        '[RCC](https://www.rcc.int "Regional Cooperation Council")',
    ),
    Explanation(
        "MDN016", "code block not closed",
        "A fence of backticks or tildes opens a code block that nothing closes.",
        "The rest of the text would print as code.",
        "Close it with a line of the same marks.",
        "```\nx = 1",
    ),
    Explanation(
        "MDN017", "row too long",
        "A row of a pipe table has more cells than its head.",
        "What is too much would be lost.",
        "Write a | inside a cell as \\|.",
        "| a | b |\n|---|---|\n| 1 | 2 | 3 |",
    ),
    Explanation(
        "MDN018", "unprintable character",
        "The text holds a control character.",
        "Word refuses files that hold it.",
        "Delete it and type the text there anew.",
    ),
    Explanation(
        "MDN019", "mark without a partner",
        "Stars, a backtick or a link are begun in a way that makes neither emphasis nor code nor link.",
        "They print as they are, which was hardly meant.",
        "Close what is opened; put a backslash before a mark that shall print.",
        "The **gap is wide.",
    ),
    Explanation(
        "MDN020", "note inside a note",
        "The text of a note holds another note.",
        "No format can print it.",
        "Put its text into the outer note.",
        "A claim.^[See the annex.^[Page 3.]]",
    ),
    Explanation(
        "MDN021", "note called too often",
        "The text of one note is called more than 20 times.",
        "It is printed anew at every call.",
        "Say it once in the text, or cite a work.",
    ),
)  # fmt: skip
