"""RIS, the exchange format of reference managers: ``mapping`` says what becomes what, ``reader`` does it.

Sources: the RIS specification of Research Information Systems (2001 and 2011 editions) for tags and types.
"""
