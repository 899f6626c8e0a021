"""Views of the data in briefs: recommendations as a tracker, the chain of evidence as a table.

Pure functions: briefs in, rows and texts out.

    recommendations(entries, to=…, status=…, since=…) -> Sheet
    evidence(entries)                                 -> Sheet
    FORMATS[name](sheet)                              -> str | bytes
"""
