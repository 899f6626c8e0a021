"""BibTeX and BibLaTeX: ``scanner`` finds entries and fields, ``inherit`` resolves crossref and xdata, ``latex`` turns
LaTeX into text, ``authors`` takes names apart, ``mapping`` says what becomes what in CSL, ``reader`` does it all.

Sources: "BibTeXing" and "Tame the BeaST" for the syntax and names; the biblatex manual (sections 2 and 3, appendices
B and C) for types, fields, dates and inheritance.
"""
