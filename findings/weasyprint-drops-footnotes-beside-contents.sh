#!/usr/bin/env bash
# WeasyPrint 70.0: footnotes are dropped, without an error or a word in the log, as soon as a paper has contents with
# page numbers (`target-counter`). The same text without contents keeps every note. It depends on heights that come out
# a millionth of a millionth of a pixel too high: margins and paddings that are no whole pixels.
# Expected: every element with `float: footnote` is drawn, or the log says that one is not.
# Needs Pango (Debian: libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0) and one serif font.
set -eu
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check weasyprint==70.0 2>/dev/null
cat > "$folder/count.py" <<'PY'
import io, logging, re
import weasyprint

log = io.StringIO()
logging.getLogger("weasyprint").addHandler(logging.StreamHandler(log))
CSS = """
@page { size: A5; margin: 31.64mm 27.14mm 29.97mm; @footnote { border-top: 1pt solid; padding-top: 2.03mm } }
body { font: 9.57pt/16.02pt serif; margin: 0 }
.note { float: footnote; font-size: 8.19pt; line-height: 11.46pt }
.contents a::after { content: target-counter(attr(href), page) }
"""


def drawn(contents: bool) -> int:
    lines = "".join(f'<a href="#part{n}">Part {n} </a>' for n in range(0, 30, 5)) if contents else ""
    body = "".join(
        (f'<h2 id="part{n}">Part {n}</h2>' if n % 5 == 0 else "")
        + f'<p>{"word " * 40}<span class="note">NOTE{n}END {"note " * 8}</span> after.</p>'
        for n in range(30)
    )
    html = f'<html lang="en"><style>{CSS}</style><p class="contents">{lines}</p>{body}'
    found = set()

    def look(box):
        found.update(re.findall(r"NOTE\d+END", getattr(box, "text", "") or ""))
        for child in getattr(box, "children", ()):
            look(child)

    for page in weasyprint.HTML(string=html).render().pages:
        look(page._page_box)
    return len(found)


print("weasyprint", weasyprint.__version__)
without, beside = drawn(False), drawn(True)
print(f"notes called: 30; drawn without contents: {without}; drawn beside contents: {beside}")
print(f"log: {log.getvalue()!r}")
assert without == 30, "the control differs"
assert beside < 30, "no note is dropped any more"
assert not log.getvalue(), "the log speaks of it now"
PY
"$folder/venv/bin/python" "$folder/count.py"
# seen on Debian 12, 2026-11-29:
# weasyprint 70.0
# notes called: 30; drawn without contents: 30; drawn beside contents: 4
# log: ''
