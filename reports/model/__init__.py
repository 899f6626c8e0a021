"""The semantic document: a small closed vocabulary that every writer draws.

``inlines`` and ``blocks`` hold the nodes, ``document`` what stands around them, ``walk`` how to go through them.
Standard library only.
"""
