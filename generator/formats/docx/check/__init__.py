"""Judges of the finished Word file: its parts, structure, notes and words against the Document."""
