"""One run of the program: `build` makes papers, `check` looks for faults, `compare`, `issue`, `sign` and others do
their work.

In: what somebody asked for. Out: files in their places, and everything that is wrong. May import: all but cli and
preview.
"""
