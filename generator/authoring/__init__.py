"""What helps those who write the YAML: its layout (`fmt`), new editions and styles (`new`), what editors complete.

In: files of the workspace. Out: files of the workspace. May import: paper, records, base.
"""
