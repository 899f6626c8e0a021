"""Rules on language."""
