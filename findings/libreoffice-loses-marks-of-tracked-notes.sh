#!/usr/bin/env bash
# LibreOffice 7.4.7: a Word file with tracked changes, opened and saved as .docx. Where a note's number mark
# (`w:footnoteRef`) stands within `w:del` or `w:ins`, the mark of change is lost with it in every note but the first: text
# that was deleted is live again, text that was inserted is there as if it always had been. With the number before the
# change all stays. A tracked change of a paragraph's properties is kept, in a form that no schema has: `w:rPr` stands
# behind `w:pPrChange`, which is the last there may be; where nothing was set before, it lacks the `w:pPr` that it has to
# have; and all of them have the id 0.
# Expected: what is saved has the tracked changes of what was opened (ISO/IEC 29500-1, 17.13.5.14 and 17.13.5.18), and
# CT_PPr and CT_PPrChange are as in 17.3.1.26 and 17.13.5.29.
# Needs libreoffice-writer-nogui (Debian 12) and Python.
set -eu
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
cat > "$folder/notes.py" <<'PY'
import re, subprocess, sys, zipfile
from pathlib import Path

here = Path(sys.argv[1])
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
P = "http://schemas.openxmlformats.org/package/2006"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
NOTES = 4


def mark(n: int) -> str:
    return f'w:id="{n}" w:author="A" w:date="2024-01-01T00:00:00Z"'


def note(n: int, change: str, inside: bool) -> str:
    """A note that was deleted or inserted; its number within the change, or before it."""
    number, text = "<w:r><w:footnoteRef/></w:r>", "delText" if change == "del" else "t"
    said = f'<w:r><w:{text} xml:space="preserve"> NOTE{n}FIRST</w:{text}></w:r>'
    words = f'<w:{change} {mark(n)}>{number if inside else ""}{said}</w:{change}>'
    return f'<w:footnote w:id="{n}"><w:p>{"" if inside else number}{words}</w:p></w:footnote>'


def write(path: Path, change: str, inside: bool) -> None:
    calls = "".join(
        f'<w:p><w:r><w:t>Text</w:t></w:r><w:{change} {mark(100 + n)}><w:r><w:footnoteReference w:id="{n}"/></w:r></w:{change}></w:p>'
        for n in range(1, NOTES + 1)
    )
    changed = (
        f'<w:p><w:pPr><w:jc w:val="center"/><w:pPrChange {mark(200)}><w:pPr/></w:pPrChange></w:pPr>'
        "<w:r><w:t>Changed</w:t></w:r></w:p>"
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{P}/content-types"><Default Extension="rels" ContentType="application/vnd.'
        'openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override '
        f'PartName="/word/document.xml" ContentType="{TYPE}.document.main+xml"/><Override PartName="/word/footnotes.xml" '
        f'ContentType="{TYPE}.footnotes+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{P}/relationships"><Relationship Id="a" Type="{R}/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{P}/relationships"><Relationship Id="a" '
        f'Type="{R}/footnotes" Target="footnotes.xml"/></Relationships>',
        "word/document.xml": f"<w:document {W}><w:body>{calls}{changed}</w:body></w:document>",
        "word/footnotes.xml": f'<w:footnotes {W}><w:footnote w:id="-1" w:type="separator"><w:p><w:r><w:separator/></w:r>'
        '</w:p></w:footnote><w:footnote w:id="0" w:type="continuationSeparator"><w:p><w:r><w:continuationSeparator/></w:r>'
        f"</w:p></w:footnote>{''.join(note(n, change, inside) for n in range(1, NOTES + 1))}</w:footnotes>",
    }
    with zipfile.ZipFile(path, "w") as made:
        for name, text in parts.items():
            made.writestr(name, text)


def saved(change: str, inside: bool) -> tuple[int, str]:
    """Return in how many notes the words are still marked as changed after a save, and the body."""
    (here / "out").mkdir(exist_ok=True)
    write(here / "paper.docx", change, inside)
    profile = f"-env:UserInstallation=file://{here}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir", here / "out"]
    subprocess.run([*command, here / "paper.docx"], check=True, capture_output=True)
    with zipfile.ZipFile(here / "out" / "paper.docx") as made:
        notes = re.findall(r"<w:footnote [^>]*>.*?</w:footnote>", made.read("word/footnotes.xml").decode(), re.S)
        body = made.read("word/document.xml").decode()
    kept = [bool(re.search(rf"<w:{change} .*NOTE.*</w:{change}>", one, re.S)) for one in notes if "NOTE" in one]
    return sum(kept), body


version = subprocess.run(["soffice", "--version"], capture_output=True, text=True, check=True).stdout
print("LibreOffice", re.search(r"[\d.]+", version)[0])
for change in ("del", "ins"):
    before, body = saved(change, inside=False)
    within, _ = saved(change, inside=True)
    print(f"{change}: with the number before it {before} of {NOTES} notes keep it, with the number within it {within}")
    assert before == NOTES, "the control differs"
    assert within < NOTES, "the changes of notes stay now"
told = re.search(r"<w:pPrChange .*?</w:pPrChange>", body, re.S)[0]
print("a paragraph's change:", told)
print("w:rPr behind it:", "</w:pPrChange><w:rPr" in body)
assert "<w:pPr" not in told.removeprefix("<w:pPrChange") and "</w:pPrChange><w:rPr" in body, "its form is right now"
PY
python3 "$folder/notes.py" "$folder"
# seen on Debian 12, 2026-11-29:
# LibreOffice 7.4.7.2
# del: with the number before it 4 of 4 notes keep it, with the number within it 1
# ins: with the number before it 4 of 4 notes keep it, with the number within it 1
# a paragraph's change: <w:pPrChange w:id="0" w:author="A" w:date="2024-01-01T00:00:00Z"></w:pPrChange>
# w:rPr behind it: True
