"""What the engine's own codes mean: FIL for the files that content names, OUT9xx for faults of the tool itself."""

from __future__ import annotations

from reports.diagnostics import Explanation

EXPLANATIONS: tuple[Explanation, ...] = (
    Explanation(
        code="FIL001",
        title="no such file",
        what="The content names a file that does not exist.",
        why="Without it the brief would go out with a hole where a figure, a table or the references should be.",
        instead="Names are relative to the file that names them; capital letters count, on every system.",
        example="- figure: {id: fig-map, src: figures/mpa.png, alt: …}",
    ),
    Explanation(
        code="FIL002",
        title="file outside of the workspace",
        what="The name leads out of the workspace, by '..' or by a link.",
        why="A brief is built from its workspace alone: so it builds on other machines, and foreign content cannot "
        "pull private files into a publication.",
        instead="Copy the file into the workspace and name the copy.",
        example="bibliography: ../../../library.bib",
    ),
    Explanation(
        code="FIL003",
        title="not a regular file",
        what="The name leads to a folder, a pipe, a device, or to a link that leads to itself.",
        why="Only regular files have a content that stays the same from one build to the next.",
        instead="Name a file.",
        example="bibliography: data/",
    ),
    Explanation(
        code="FIL004",
        title="file too large",
        what="The file is larger than a file of its kind may be: 5 MB for YAML and citation styles, 1 MB for "
        "templates, 20 MB for pictures, data and bibliographies.",
        why="A bound on every input keeps time and memory bounded, whatever the content brings.",
        instead="Make it smaller: fewer pixels for a picture, only the rows that the brief shows for data.",
    ),
    Explanation(
        code="FIL005",
        title="file cannot be read",
        what="The file is there, but the system does not let it be read.",
        why="Permissions are missing or the disk is failing.",
        instead="Look at the permissions of the file and of the folders above it.",
    ),
    Explanation(
        code="FIL006",
        title="not a name inside the workspace",
        what="The text is an absolute path, a web address, has backslashes, or cannot be a file name at all.",
        why="Names work the same on all systems only when they are relative and have forward slashes. "
        "Nothing is fetched from the web.",
        instead="Save the file beside the brief and name it relative to the file that names it.",
        example=r"src: C:\Users\me\map.png",
    ),
    Explanation(
        code="FIL007",
        title="too many or too large files together",
        what="The files of one brief pass the bound on their number or on their bytes together.",
        why="A bound keeps time and memory bounded, whatever the content brings.",
        instead="Make the pictures and the data smaller, or split the brief.",
    ),
    Explanation(
        code="FIL011",
        title="translation of nothing",
        what="`translation_of` names no brief of the workspace.",
        why="Whoever works with the data of the briefs would look for an original that is not there.",
        instead="Write the name of the original's folder, below content/.",
        example="translation_of: nosuch",
    ),
    Explanation(
        code="FIL010",
        title="no name for the files of a row",
        what="The pattern of names gives a row of --each no name, or the name that a row before it has.",
        why="One edition would overwrite the other.",
        instead="Choose columns that tell the rows apart: --name '{district}-{municipality}'.",
    ),
    Explanation(
        code="OUT900",
        title="internal fault",
        what="The builder itself failed in a way that nobody foresaw. It is not the content's fault.",
        why="A fault of the tool must not look like a fault of yours, nor stop the other briefs.",
        instead="Report it together with the brief that raises it. BRIEF_DEBUG=1 in the environment prints where "
        "it happened.",
    ),
    Explanation(
        code="OUT901",
        title="the process building this brief died",
        what="The process that built this brief ended without an answer: the system killed it, mostly for want of "
        "memory. It was tried again alone, and died again.",
        why="The other briefs are built all the same.",
        instead="Build it alone with -j 1 on a machine with more memory, and report it if it dies there too.",
    ),
)
