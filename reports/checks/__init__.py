"""The strict editor: rules over a brief as an experienced publications editor would look at it.

``run_checks(subject)`` runs every rule and returns what is left after waivers. One rule is one function with one code
and one docstring; modules of a family lie in the folder of its name and are found by ``registry.load_rules``.
"""
