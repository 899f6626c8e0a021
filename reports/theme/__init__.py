"""The theme: a brand and a house look become style tokens by role, which all writers read.

No writer holds a colour, a size or a font name of its own.
"""
