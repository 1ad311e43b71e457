"""YAML text with positions, read into plain data: every scalar stays text."""
