"""What helps those who answer for a paper: rules (`lint`), comparisons (`diff`, `diff_report`), sheets and signatures.

In: papers and the records they are made from. Out: findings, reports, sheets. May import: formats, authoring, paper,
records, base.
"""
