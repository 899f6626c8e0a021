"""Bibliographies and citations: files to a library, clusters to inlines.

``reading.read_library`` reads CSL-YAML, CSL-JSON, BibTeX/BibLaTeX and RIS; ``quality`` says what references lack;
``styles.load`` finds a citation style; ``render`` is the seam to the rest of the house, on top of the engine in
``csl``; ``export`` writes references out again, and the brief's own suggested citation with them.
"""
