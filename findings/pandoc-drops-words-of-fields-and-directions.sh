#!/usr/bin/env bash
# Pandoc 3.9 (of pypandoc_binary 1.17), a Word file read: words within `w:fldSimple`, `w:dir`, `w:bdo` and `w:customXml`
# are not in what comes out, and neither is a note that is called there: its words are gone as well. Within custom XML a
# paragraph, a row or a cell is lost whole, and the cells behind it move into its column. --verbose says nothing of it,
# and --fail-if-warnings ends with 0. The same words within `w:smartTag`, `w:sdt` and a field of `w:fldChar` are there,
# and so are hidden ones (`w:vanish`), which Word neither shows nor prints. docx2txt 0.9 and docx2python 3.7.1 read all
# the words, but leave out hyphens that do not break: a name with one is another name. python-docx 1.2.0 has the hyphen,
# and not the words.
# Expected: each of these elements holds content of the document like any other (ISO/IEC 29500-1, 17.16.19, 17.3.2.8,
# 17.3.2.3, 17.5.1; 17.3.3.18 for the hyphen), and what can't be read is told.
# Needs Python 3.11 or newer.
set -eu
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check pypandoc_binary==1.17 docx2txt==0.9 docx2python==3.7.1 \
    python-docx==1.2.0
"$folder/venv/bin/python" - "$folder/words.docx" <<'PY'
import json, subprocess, sys, zipfile

import docx
import docx2python
import docx2txt
import pypandoc

PATH = sys.argv[1]
OOXML = "http://schemas.openxmlformats.org"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
NAMESPACE = f'xmlns:w="{OOXML}/wordprocessingml/2006/main" xmlns:r="{OOXML}/officeDocument/2006/relationships"'


def run(words: str, properties: str = "") -> str:
    return f'<w:r>{properties}<w:t xml:space="preserve">{words}</w:t></w:r>'


def cell(words: str) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr><w:p>{run(words)}</w:p></w:tc>'


call = '<w:r><w:footnoteReference w:id="1"/></w:r>'
kept = {
    "complex field": '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> AUTHOR </w:instrText></w:r>'
    f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("complex")}<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    "smart tag": f'<w:smartTag w:uri="urn:x" w:element="x">{run("smart")}</w:smartTag>',
    "content control": f"<w:sdt><w:sdtContent>{run('control')}</w:sdtContent></w:sdt>",
    "hidden": run("hidden", "<w:rPr><w:vanish/></w:rPr>"),
}
lost = {
    "simple field": f'<w:fldSimple w:instr=" AUTHOR ">{run("simple")}</w:fldSimple>',
    "embedding": f'<w:dir w:val="rtl">{run("embedded")}{call}</w:dir>',
    "override": f'<w:bdo w:val="rtl">{run("overridden")}</w:bdo>',
    "custom XML": f'<w:customXml w:element="x">{run("custom")}</w:customXml>',
}
hyphen = "<w:r><w:t>Rassen</w:t><w:noBreakHyphen/><w:t>Dyll</w:t></w:r>"
inline = "".join(f"<w:p>{run(name.upper() + ': ')}{words}{run(' end')}</w:p>" for name, words in (kept | lost).items())
block = f'<w:customXml w:element="x"><w:p>{run("paragraph")}</w:p></w:customXml>'
table = (
    '<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid><w:gridCol w:w="2000"/><w:gridCol w:w="2000"/>'
    f'</w:tblGrid><w:tr>{cell("left")}{cell("right")}</w:tr>'
    f'<w:tr><w:customXml w:element="x">{cell("first")}</w:customXml>{cell("second")}</w:tr></w:tbl>'
)
with zipfile.ZipFile(PATH, "w") as package:
    def part(name: str, kind: str, said: str) -> None:
        package.writestr(f"word/{name}.xml", f"<w:{kind} {NAMESPACE}>{said}</w:{kind}>")

    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{TYPE}.{kind}+xml"/>'
        for name, kind in (("document", "document.main"), ("footnotes", "footnotes"))
    )
    package.writestr(
        "[Content_Types].xml",
        f'<Types xmlns="{OOXML}/package/2006/content-types"><Default Extension="rels" ContentType="'
        f'application/vnd.openxmlformats-package.relationships+xml"/>{overrides}</Types>',
    )
    for place, kind, target in (
        ("_rels/.rels", "officeDocument", "word/document.xml"),
        ("word/_rels/document.xml.rels", "footnotes", "footnotes.xml"),
    ):
        link = f'Id="r1" Type="{OOXML}/officeDocument/2006/relationships/{kind}" Target="{target}"'
        package.writestr(
            place, f'<Relationships xmlns="{OOXML}/package/2006/relationships"><Relationship {link}/></Relationships>'
        )
    part("footnotes", "footnotes", f'<w:footnote w:id="1"><w:p>{run("note")}</w:p></w:footnote>')
    part("document", "document", f"<w:body>{inline}<w:p>{hyphen}</w:p>{block}{table}<w:sectPr/></w:body>")

told = subprocess.run(
    [pypandoc.get_pandoc_path(), PATH, "-t", "json", "--verbose", "--fail-if-warnings"], capture_output=True, text=True
)
document = json.loads(told.stdout)


def words(of: object) -> list[str]:
    if isinstance(of, dict):
        return [of["c"]] if of.get("t") == "Str" else words(list(of.values()))
    return [one for each in of for one in words(each)] if isinstance(of, list) else []


read = words(document)
print("Pandoc:", *read)
print("it says:", repr(told.stderr), told.returncode)
assert (told.stderr, told.returncode) == ("", 0)
assert {"complex", "smart", "control", "hidden", "left", "right", "second"} <= set(read)
assert not {"simple", "embedded", "overridden", "custom", "paragraph", "first", "note"} & set(read)
assert "Rassen\u2011Dyll" in read
rows = next(one for one in document["blocks"] if one["t"] == "Table")["c"]
every = [rows[3][1], *(body[3] for body in rows[4])]
cells = [[words(one) for one in row[1]] for some in every for row in some]
print("the cells of its rows:", cells)
assert [row[0] for row in cells] == [["left"], ["second"]]
others = {
    "docx2txt": docx2txt.process(PATH),
    "docx2python": docx2python.docx2python(PATH).text,
    "python-docx": "\n".join(one.text for one in docx.Document(PATH).paragraphs),
}
for name, text in others.items():
    there = {one: one in text for one in ("simple", "embedded", "overridden", "custom", "paragraph", "Rassen-Dyll")}
    print(f"{name}:", there)
    assert there["Rassen-Dyll"] == (name == "python-docx")
    assert {there[one] for one in there if one != "Rassen-Dyll"} == {name != "python-docx"}
    assert ("RassenDyll" in text) == (name != "python-docx")
PY
# seen on Debian 12, 2026-11-30:
# Pandoc: COMPLEX FIELD: complex end SMART TAG: smart end CONTENT CONTROL: control end HIDDEN: hidden end SIMPLE FIELD:
#   end EMBEDDING: end OVERRIDE: end CUSTOM XML: end Rassen‑Dyll left right second
# it says: '' 0
# the cells of its rows: [[['left'], ['right']], [['second'], []]]
# docx2txt: all words True, 'Rassen-Dyll' False; docx2python: the same; python-docx: all words False, 'Rassen-Dyll' True
