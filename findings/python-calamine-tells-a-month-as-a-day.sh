#!/usr/bin/env bash
# python-calamine 0.9.1: a date of which the cell shows the month alone (`mmm yyyy`, as lists of arrests have it) is read
# as the first day of that month, and of a formula the value that was kept beside it is read as if somebody had typed it.
# Neither the format of a cell nor that it holds a formula can be asked for, so an import can't tell a known day from a
# month, nor a fact from a calculation. openpyxl 3.1.5 tells both of the same file.
# Needs Python 3.11 or newer.
set -eu
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check python-calamine==0.9.1 openpyxl==3.1.5 xlsxwriter==3.3.1
"$folder/venv/bin/python" - "$folder/month.xlsx" <<'PY'
import sys
from datetime import date

import openpyxl
import xlsxwriter
from python_calamine import CalamineWorkbook

book = xlsxwriter.Workbook(sys.argv[1])
sheet = book.add_worksheet()
sheet.write_datetime(0, 0, date(2020, 4, 1), book.add_format({"num_format": "mmm yyyy"}))
sheet.write_formula(0, 1, "=1+1", None, 2)
book.close()
bare = CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0).to_python()
told = next(openpyxl.load_workbook(sys.argv[1], read_only=True).active.iter_rows())
print("python-calamine:", bare)
print("openpyxl:", [(str(cell.value), cell.data_type, cell.number_format) for cell in told])
assert bare == [[date(2020, 4, 1), 2.0]], bare
assert (told[0].number_format, told[1].data_type) == ("mmm yyyy", "f")
PY
