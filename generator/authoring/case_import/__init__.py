"""Take people from a list of others, or from a sheet of our own, into the cases of a country.

In: a workbook, a CSV or JSON Lines, by choice a mapping of its columns, and the dataset. Out: what would become of each
row, and the files as they are to be; or everything that is wrong with the list, each with its sheet, row and column.
Nothing is guessed: which day, which person, which entry of a record. It may import
generator.records and generator.base.
"""
