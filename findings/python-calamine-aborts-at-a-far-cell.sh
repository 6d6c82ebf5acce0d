#!/usr/bin/env bash
# python-calamine 0.9.1: a workbook of 5 kilobytes with one cell at the end of a sheet (XFD1048576) ends the whole process:
# the reader asks for room for every cell before it (512 gigabytes), and an allocation that fails aborts, so that no
# exception can be caught. openpyxl 3.1.5 reads the same file row by row in its read-only mode.
# Also: of a formula it returns what the file has beside it, without a word that it is one, and of a date of which the cell
# shows the month alone (`mmm yyyy`) the first of the month; the format of a cell can't be asked for.
# Expected: an exception that names the size; a way to tell formulas and formats.
# Needs Python with openpyxl and python-calamine.
set -eu
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
cat > "$folder/far.py" <<'PY'
import subprocess, sys
from datetime import date
from pathlib import Path

import openpyxl

here = Path(sys.argv[1])
book = openpyxl.Workbook()
sheet = book.active
sheet["A1"], sheet["XFD1048576"] = "first", "last"
book.save(here / "far.xlsx")
READ = """
import resource, sys
from python_calamine import CalamineWorkbook
resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
try:
    CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0).to_python()
except BaseException as error:
    print("caught", type(error).__name__)
"""
ran = subprocess.run([sys.executable, "-c", READ, here / "far.xlsx"], capture_output=True, text=True)
print("far cell, python-calamine:", ran.stdout.strip() or f"process ended with {ran.returncode}")
read = openpyxl.load_workbook(here / "far.xlsx", read_only=True).active
print("far cell, openpyxl:", next(read.iter_rows())[0].value)

book = openpyxl.Workbook()
sheet = book.active
sheet.append([date(2020, 4, 1), "=1+1"])
sheet["A1"].number_format = "mmm yyyy"
book.save(here / "month.xlsx")
from python_calamine import CalamineWorkbook

print("month and formula, python-calamine:", CalamineWorkbook.from_path(here / "month.xlsx").get_sheet_by_index(0).to_python())
row = next(openpyxl.load_workbook(here / "month.xlsx", read_only=True).active.iter_rows())
print("month and formula, openpyxl:", [(str(cell.value), cell.data_type, cell.number_format) for cell in row])
PY
python3 "$folder/far.py" "$folder"
