"""Mend: from a couple's answers to their private site, printed guide and agreement."""
