"""Elements that look alike share one computed style; none loses what is its own."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest

from generator.formats.pdf.repair import load_weasyprint
from tests.support.places import ROOT

_ITEMS = "".join(f'<li id="i{n}"><em id="m{n}">Item</em></li>' for n in range(50))
PAGE = """<html><head><style>
@layer low { #b { color: lime } }
p { color: red; margin-top: 4px }
p.told { color: blue }
p { color: green }
p.heavy { color: maroon !important }
li::before { content: "–"; color: red }
li.told::before { color: blue }
</style></head><body>
<p id="a">One</p><p id="b" class="told">Two</p><p id="c" style="color: navy">Three</p>
<p id="d" class="heavy" style="color: navy">Four</p><a name="e">Five</a>
<ul>ITEMS</ul></body></html>""".replace("ITEMS", _ITEMS)


@pytest.fixture(scope="module")
def styles() -> tuple[Any, Any]:
    html = load_weasyprint().HTML(string=PAGE)
    from weasyprint.css import get_all_computed_styles

    return html.etree_element, get_all_computed_styles(html, page_rules=[], layers=[])


@pytest.mark.slow
def test_styles_are_shared(styles: tuple[Any, Any]) -> None:
    root, style_for = styles
    made = style_for.get_computed_styles()
    assert len(made) > 250
    assert len({id(style.__dict__) for style in made.values()}) < 100
    items = root.findall(".//li")
    for pseudo in ("before", "marker"):
        assert len({id(style_for(item, pseudo)) for item in items}) == 1
    for tag in ("li", "em"):
        assert len({id(style_for(one).shared) for one in root.findall(f".//{tag}")}) == 1


@pytest.mark.slow
def test_every_element_keeps_its_anchor(styles: tuple[Any, Any]) -> None:
    root, style_for = styles
    for element in root.iter():
        style = style_for(element)
        assert style["anchor"] == (element.get("id") or element.get("name"))
        copy = style.copy()
        copy["float"] = "none"
        assert copy["anchor"] == style["anchor"]
        assert copy["color"] == style["color"]


@pytest.mark.slow
def test_the_heaviest_declaration_counts(styles: tuple[Any, Any]) -> None:
    root, style_for = styles
    found = {}
    for element in root.iter():
        if element.tag == "p":
            red, green, blue = style_for(element)["color"].coordinates
            found[element.get("id")] = (round(255 * red), round(255 * green), round(255 * blue))
    # what stands in a layer is lighter than what stands in none, however narrow its rule
    assert found == {"a": (0, 128, 0), "b": (0, 0, 255), "c": (0, 0, 128), "d": (128, 0, 0)}


@pytest.mark.slow
def test_the_import_starts_no_process() -> None:
    """Python looks for a library by asking compilers and linkers."""
    program = (
        "import sys; from generator.formats.pdf.repair import load_weasyprint\n"
        "sys.addaudithook(lambda event, args: print(event, args) if event in ('subprocess.Popen', 'os.posix_spawn',"
        " 'os.fork') else None)\n"
        "load_weasyprint()"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == ""
