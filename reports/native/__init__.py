"""The native notation: semantic HTML and the document model, exact inverses of each other.

``write(blocks) -> str`` and ``read(html, …) -> blocks``. Templates produce this notation; it is read strictly, so
that what a template says is what every writer draws. ``docs/templates.md`` shows it to template authors.
"""

from reports.native.reader import Slots, read
from reports.native.writer import write, write_inlines

__all__ = ["Slots", "read", "write", "write_inlines"]
