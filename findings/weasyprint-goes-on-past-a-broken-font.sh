#!/usr/bin/env bash
# WeasyPrint 70.0: a font of `@font-face` that is not there, that is cut off, or that is no font is a warning in the log, and
# the PDF is written with some other font of the machine, exit 0: the same input is another PDF on the next machine. No
# option makes it an error, and the result does not say which fonts were asked for.
# Expected: a way to stop (an option, or an exception as `presentational_hints` and `url_fetcher` have their say), since
# https://www.w3.org/TR/css-fonts-4/#font-face-loading leaves it to the program how it falls back.
# Needs Pango (Debian: libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0), DejaVu (fonts-dejavu-core) and poppler-utils.
set -eu
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check weasyprint==70.0 2>/dev/null
cat > "$folder/fonts.py" <<'PY'
import io, logging, re, subprocess, sys
from pathlib import Path
import weasyprint

here = Path(sys.argv[1])
whole = Path("/usr/share/fonts/truetype/dejavu/DejaVuSerif-Bold.ttf").read_bytes()
(here / "whole.ttf").write_bytes(whole)
(here / "cut.ttf").write_bytes(whole[:3000])
(here / "none.ttf").write_text("this is no font")


def write(font: str) -> tuple[list[str], str]:
    """Write a PDF whose only font is that of the file; return the fonts that are in it, and what the log said."""
    log = io.StringIO()
    handler = logging.StreamHandler(log)
    logging.getLogger("weasyprint").addHandler(handler)
    css = f'@font-face {{ font-family: "Ours"; src: url({font}) }} p {{ font-family: "Ours" }}'
    pdf = here / "out.pdf"
    weasyprint.HTML(string=f"<style>{css}</style><p>Some words", base_url=str(here) + "/").write_pdf(pdf)
    logging.getLogger("weasyprint").removeHandler(handler)
    told = subprocess.run(["pdffonts", pdf], capture_output=True, text=True, check=True).stdout.split("\n")[2:]
    return [re.sub(r"^[A-Z]{6}\+", "", line.split()[0]) for line in told if line], log.getvalue().replace(str(here), "…")


print("weasyprint", weasyprint.__version__)
for font in ("whole.ttf", "cut.ttf", "none.ttf", "missing.ttf"):
    fonts, log = write(font)
    print(f"{font}: the PDF has {fonts}; log: {log!r}")
    if font == "whole.ttf":
        assert fonts == ["Ours-Bold"] and not log, "the control differs"
    else:
        assert fonts and fonts[0].startswith("DejaVu"), "no other font is taken any more"
        assert log, "nothing is told of it now"
PY
"$folder/venv/bin/python" "$folder/fonts.py" "$folder"
# seen on Debian 12, 2026-11-29:
# weasyprint 70.0
# whole.ttf: the PDF has ['Ours-Bold']; log: ''
# cut.ttf: the PDF has ['DejaVu-Sans']; log: "Font-face 'Ours' cannot be loaded\n"
# none.ttf: the PDF has ['DejaVu-Sans']; log: "Font-face 'Ours' cannot be loaded\n"
# missing.ttf: the PDF has ['DejaVu-Sans']; log: "Font-face 'Ours' cannot be loaded\n"
