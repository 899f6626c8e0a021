"""What the diagnostics of templates mean; ``brief explain`` prints it."""

from __future__ import annotations

from reports.diagnostics import Explanation

EXPLANATIONS: tuple[Explanation, ...] = (
    Explanation(
        "TPL010", "unknown template",
        "The brief, or a template that extends another, names a template that is nowhere.",
        "Without it there is no structure to put the content in.",
        "Use a template of the program, or put yours in templates/<name>/template.html of the workspace.",
        "template: breif",
    ),
    Explanation(
        "TPL011", "template fails",
        "The template cannot be read, or asks for something that is not there.",
        "A field misspelt in a template would print as nothing, and nobody would miss it before it was printed.",
        "The message names the line; docs/templates.md lists what templates can ask for.",
        "{{ breif.title }}",
    ),
    Explanation(
        "TPL012", "unknown template setting",
        "settings.yaml has a key or a value that the program does not know.",
        "A misspelt setting would be left out in silence.",
        "Use one of the settings that the message lists.",
        "number_section: yes",
    ),
    Explanation(
        "TPL013", "template without end",
        "A template of the workspace ran longer, or made more text, than any paper needs.",
        "A loop without end would keep the machine busy for ever.",
        "Look for loops in loops, and text that is put together over and over.",
        "{% for a in range(99999) %}{% for b in range(99999) %}…",
    ),
    Explanation(
        "TPL017", "content that is not printed",
        "A template of the workspace prints nothing of a field in which the brief has text.",
        "What an author wrote would be missing in all formats, and nobody would be told.",
        "Print the field, or name it in `leaves_out` of the template's settings.yaml.",
        "{% block opening %}{% endblock %}",
    ),
    Explanation(
        "TPL015", "template that prints nothing",
        "The template made no text at all.",
        "An empty paper would be published.",
        'Begin the template with {% extends "_partials/base.html" %}, or write its parts.',
        "{# to be written #}",
    ),
    Explanation(
        "TPL016", "dropped part",
        "A template that extends another has a block which that one does not have, or text outside of its blocks.",
        "Jinja2 drops both without a word.",
        "Use one of the blocks that the message names, and put everything that is to be printed into a block.",
        "{% block openning %}…{% endblock %}",
    ),
)  # fmt: skip
