"""From the files to the numbered Document of one paper: select, label, assemble, number. `make` is the pipeline; read
it first.

In: a workspace, an edition, an audience, a language. Out: a Paper with its Document, which knows nothing of formats,
and what is wrong. May import: records, base.
"""
