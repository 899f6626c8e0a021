"""Values: numbers and words that prose takes from data, by name, in the form ``{=name}``.

``names`` tells one name from another, ``lookup`` finds what a name stands for, ``fill`` puts it into plain text,
``spec`` is what an author writes under ``values``, and ``read`` makes the one into the other.
"""
