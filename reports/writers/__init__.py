"""The writers: each draws the same resolved document in one format, and decides nothing."""
