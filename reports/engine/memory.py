"""When Python looks for garbage in cycles. It looks by the count of new objects, and a build makes many that stay.

Of the time of a first build a tenth went into looking through libraries just imported, in which nothing is ever to be
found. What a build leaves behind is freed by counting references; cycles are few and small.
"""

from __future__ import annotations

import gc

#: New objects before the first look: more than a long paper and all libraries together have, so that one brief is
#: built without; some 60 MB at most.
_FIRST = 500_000
#: And from then on: a look at what came since the first brief, several a brief. Five times as many would save nothing
#: that can be measured, and let a worker grow from 118 to 184 MB.
_LATER = 10000


def starting() -> None:
    """Called when a process begins: no look before the first brief is done."""
    gc.set_threshold(_FIRST, 10, 10)


def settled() -> None:
    """Called when all libraries are there, before further briefs: never look at these again.

    Workers forked afterwards share the memory of what is never looked at.
    """
    if gc.get_threshold()[0] != _LATER:
        gc.freeze()
        gc.set_threshold(_LATER, 10, 10)
