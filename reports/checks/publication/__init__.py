"""Rules on publication."""
