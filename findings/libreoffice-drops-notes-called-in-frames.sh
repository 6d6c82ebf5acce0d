#!/usr/bin/env bash
# LibreOffice 7.4.7: a Word file with a footnote that is called in a frame (`w:framePr`, a paragraph that text flows
# around), opened. The call and the words of the note are gone, on the page and in a PDF, without a message, and the notes
# behind it are one number lower than in Word. Saved as .docx, the note is not in the file any more. The frame itself
# stays, and so do notes called in the paragraphs around it.
# Expected: a frame is a property of a paragraph (ISO/IEC 29500-1, 17.3.1.11), in which notes may be called as in any
# other; Word puts frames, and not text boxes, where notes are called, for that reason.
# Needs libreoffice-writer-nogui and poppler-utils (Debian 12), and Python.
set -eu
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
cat > "$folder/frames.py" <<'PY'
import re, subprocess, sys, zipfile
from pathlib import Path

here = Path(sys.argv[1])
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
P, R = "http://schemas.openxmlformats.org/package/2006", "http://schemas.openxmlformats.org/officeDocument/2006"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
FRAME = '<w:pPr><w:framePr w:w="3000" w:wrap="around" w:vAnchor="text" w:hAnchor="page" w:x="1800" w:y="300"/></w:pPr>'


def write(path: Path, frame: str) -> None:
    body = "".join(
        f'<w:p>{frame if n == 2 else ""}<w:r><w:t>Text{n}</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
        f'<w:footnoteReference w:id="{n}"/></w:r></w:p>'
        for n in (1, 2, 3)
    )
    separators = "".join(
        f'<w:footnote w:id="{n}" w:type="{kind}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        for n, kind in ((-1, "separator"), (0, "continuationSeparator"))
    )
    notes = "".join(
        f'<w:footnote w:id="{n}"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> Note{n}</w:t></w:r></w:p>'
        "</w:footnote>"
        for n in (1, 2, 3)
    )
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{TYPE}.{kind}+xml"/>'
        for name, kind in (("document", "document.main"), ("footnotes", "footnotes"))
    )
    links = {"_rels/.rels": ("officeDocument", "word/document.xml"),
             "word/_rels/document.xml.rels": ("footnotes", "footnotes.xml")}
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("[Content_Types].xml", f'<Types xmlns="{P}/content-types"><Default Extension="rels" ContentType="'
                      f'application/vnd.openxmlformats-package.relationships+xml"/>{overrides}</Types>')
        for place, (kind, target) in links.items():
            made.writestr(place, f'<Relationships xmlns="{P}/relationships"><Relationship Id="a" Type="{R}/relationships/'
                          f'{kind}" Target="{target}"/></Relationships>')
        made.writestr("word/document.xml", f"<w:document {W}><w:body>{body}<w:sectPr/></w:body></w:document>")
        made.writestr("word/footnotes.xml", f"<w:footnotes {W}>{separators}{notes}</w:footnotes>")


def opened(name: str, frame: str) -> tuple[list[str], list[str]]:
    """Return the notes on the page, with their numbers, and those of the file that is saved."""
    write(here / f"{name}.docx", frame)
    (here / "out").mkdir(exist_ok=True)
    for kind in ("pdf", "docx:MS Word 2007 XML"):
        command = ["soffice", f"-env:UserInstallation=file://{here}/profile", "--headless", "--convert-to", kind]
        subprocess.run([*command, "--outdir", here / "out", here / f"{name}.docx"], check=True, capture_output=True)
    page = subprocess.run(["pdftotext", "-layout", here / "out" / f"{name}.pdf", "-"], capture_output=True, text=True)
    assert "Text2" in page.stdout, page.stdout
    with zipfile.ZipFile(here / "out" / f"{name}.docx") as saved:
        return re.findall(r"\d+ Note\d", page.stdout), re.findall(r"Note\d", saved.read("word/footnotes.xml").decode())


version = subprocess.run(["soffice", "--version"], capture_output=True, text=True, check=True).stdout
print("LibreOffice", re.search(r"[\d.]+", version)[0])
for name, frame in (("plain", ""), ("framed", FRAME)):
    shown, saved = opened(name, frame)
    print(f"{name}: on the page {shown}, saved {saved}")
    if not frame:
        assert shown == ["1 Note1", "2 Note2", "3 Note3"] and len(saved) == 3, "the control differs"
assert shown == ["1 Note1", "2 Note3"] and saved == ["Note1", "Note3"], "the note of a frame is there now"
PY
python3 "$folder/frames.py" "$folder"
# seen on Debian 12, 2026-11-30:
# LibreOffice 7.4.7.2
# plain: on the page ['1 Note1', '2 Note2', '3 Note3'], saved ['Note1', 'Note2', 'Note3']
# framed: on the page ['1 Note1', '2 Note3'], saved ['Note1', 'Note3']
