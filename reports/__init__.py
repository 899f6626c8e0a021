"""The policy-brief builder: structured YAML in; PDF, Word and web page out, as one document."""

__version__ = "0.1.0"
