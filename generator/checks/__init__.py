"""Judges of finished files: bytes in, letters by block or diagnostics out."""
