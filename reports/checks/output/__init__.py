"""Rules on output."""
