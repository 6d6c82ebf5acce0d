#!/usr/bin/env bash
# openxml-audit 0.8.0: a paragraph that takes itself out of the numbering of its style, by `w:numId w:val="0"`, is
# reported as an error of the file ("Numbering definition '0' referenced but not found"), once for each such paragraph.
# Expected: no finding. 0 names no definition: it "shall be used to remove numbering" (ISO/IEC 29500-1, 17.9.18), Word
# writes it whenever somebody switches a heading's number off, and Microsoft's Open XML SDK accepts it.
# Needs Python 3.11 or newer.
set -eu
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check openxml-audit==0.8.0 python-docx==1.2.0
cat > "$folder/zero.py" <<'PY'
import sys
from pathlib import Path

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from openxml_audit import OpenXmlValidator

folder = Path(sys.argv[1])


def findings(times: int) -> list[str]:
    """What the validator says of a file in which so many items of a numbered list have no number."""
    paper = docx.Document()
    paper.add_paragraph("numbered", style="List Number")
    for _ in range(times):
        properties = paper.add_paragraph("without a number", style="List Number")._p.get_or_add_pPr()
        numbering = OxmlElement("w:numPr")
        zero = OxmlElement("w:numId")
        zero.set(qn("w:val"), "0")
        numbering.append(zero)
        properties.append(numbering)
    file = folder / f"{times}.docx"
    paper.save(file)
    result = OpenXmlValidator(max_errors=0).validate(file)
    return [error.description for error in result.errors if "umbering definition" in error.description]


none, two = findings(0), findings(2)
print(f"no such paragraph: {none}\ntwo of them:      {two}")
assert none == [] and two == ["Numbering definition '0' referenced but not found"] * 2, "behaves otherwise now"
PY
"$folder/venv/bin/python" "$folder/zero.py" "$folder"
