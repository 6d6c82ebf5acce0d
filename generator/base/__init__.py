"""What every other room rests on: diagnostics, their codes, files, and the comparison and splitting of plain text.

May import: nothing of this package.
"""
