"""Views of the data in briefs: recommendations as a tracker, the chain of evidence as a table and as a picture.

Pure functions: briefs in, rows and texts out.

    recommendations(entries, to=…, status=…, since=…) -> Sheet
    evidence(entries)                                 -> Sheet
    picture(entries)                                  -> str, a page of HTML
    FORMATS[name](sheet)                              -> str | bytes
"""
