"""From a brief to a document: Jinja2 templates make native HTML of the brief, which is read into the model.

``compose`` is the one entry. Templates come as bytes by name; ``builtin_templates`` has those of the program.
"""

from reports.templating.compose import Composed, compose

__all__ = ["Composed", "compose"]
