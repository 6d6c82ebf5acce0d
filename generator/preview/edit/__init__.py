"""`briefing preview --edit`: records as forms in the browser, written back into their YAML files.

In: the workspace, what a form says. Out: the record and its form as JSON; the lines that would change, and the errors,
each with its field; the files, changed by splicing (generator/authoring/splice). `form_schema` makes forms of the
models, `records` opens one, `merge` joins a change with somebody else's of the same file, `trial` reads the workspace
as it would be, `changes` writes and undoes, `additions` adds sections to a paper and records to its lists, `find` finds
whom a name means, `signoff` signs lines of the paper, `commit` asks git, `routes` answers the browser (with
`addition_routes`).
"""
