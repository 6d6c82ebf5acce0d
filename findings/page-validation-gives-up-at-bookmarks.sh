#!/usr/bin/env bash
# page-validation 0.11.0: a PDF with some three hundred bookmarks side by side is not judged at all. Its limit of the
# depth of references (256) counts `/Next` from bookmark to bookmark as a step down, so that a flat list of a long
# paper's headings is "too deep": SafetyLimitError in place of a report. With 200 bookmarks, or without limits, the same
# file is judged.
# Expected: a limit of depth bounds nesting. Siblings of an outline are a linked list by the format itself (ISO 32000-1,
# 12.3.3), as long as there are headings.
# Needs Python 3.11 or newer.
set -eu
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check page-validation==0.11.0 pikepdf==10.17.0
cat > "$folder/bookmarks.py" <<'PY'
import sys
from pathlib import Path

import page
import pikepdf

PROFILE = next(profile for profile in page.ValidationProfile if "ua1" in (profile.name.lower(), str(profile.value).lower()))


def judged(bookmarks: int, limits: page.SafetyLimits | None = None) -> str:
    """What comes of a file with so many bookmarks at one level."""
    file = Path(sys.argv[1]) / f"{bookmarks}.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        with pdf.open_outline() as outline:
            outline.root.extend(pikepdf.OutlineItem(f"Heading {n}", 0) for n in range(bookmarks))
        pdf.save(file)
    try:
        page.validate_pdf(str(file), profile=PROFILE, limits=limits)
    except page.SafetyLimitError as error:
        return f"SafetyLimitError: {error}"
    return "judged"


found = [judged(200), judged(300), judged(300, page.SafetyLimits.unlimited())]
print("200 bookmarks: {}\n300 bookmarks: {}\n300, without limits: {}".format(*found))
assert found == ["judged", "SafetyLimitError: reference chain exceeds the configured depth of 256", "judged"], "otherwise now"
PY
"$folder/venv/bin/python" "$folder/bookmarks.py" "$folder"
