"""Rules on recommendations."""
