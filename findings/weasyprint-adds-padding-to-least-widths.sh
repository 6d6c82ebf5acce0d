#!/usr/bin/env bash
# WeasyPrint 70.0: `box-sizing: border-box` does not hold for the `min-width` of an inline block whose width is `auto`: its
# padding is added, so that a number of a note which is to take 6 mm with a gap of 1 mm in it takes 7. The `width` of a
# block beside it is right.
# Expected: the same for both: with `border-box`, "the sizing properties" all hold for the border box (CSS Box Sizing 3,
# section 3.1: https://www.w3.org/TR/css-sizing-3/#box-sizing), and browsers do so.
# Needs Python 3.11 or newer, and Pango.
set -eu
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check weasyprint==70.0
"$folder/venv/bin/python" - <<'PY'
from weasyprint import HTML

page = HTML(string="""
<style>
span { display: inline-block; box-sizing: border-box; min-width: 100px; padding-right: 20px }
div { box-sizing: border-box; width: 100px; padding-right: 20px }
</style><p><span>1</span> See <div>See</div>""").render().pages[0]
wide = {
    box.element_tag: box.border_width()
    for box in page._page_box.descendants()
    if box.element_tag in ("span", "div") and type(box).__name__ in ("InlineBlockBox", "BlockBox")
}
print(wide)
assert wide == {"span": 120, "div": 100}
PY
