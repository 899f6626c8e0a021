"""The engine: what to build, from which files, in which order, on how many processes, and how it is published.

Together with the command line this is the only room that opens files. Everything it hands to the rooms below is
bytes, and everything it gets back is bytes and diagnostics.
"""
