"""The page about installing names what there is: the extras, the packages of Debian, the file of the wheel."""

from __future__ import annotations

import re
import tomllib

from generator import __version__
from generator.base.extras import DISTRIBUTION, EXTRAS
from tests.support.places import ROOT

PAGE = (ROOT / "docs/install.md").read_text("utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def test_the_extras_are_those_that_commands_name() -> None:
    assert PROJECT["name"] == DISTRIBUTION
    assert set(re.findall(r"^\| `(\w+)` \|", PAGE, re.M)) == set(EXTRAS) == set(PROJECT["optional-dependencies"])
    called = {"PIL": "pillow"}
    for extra, modules in EXTRAS.items():
        said = {re.split("[<>=]", name)[0] for name in PROJECT["optional-dependencies"][extra]}
        assert said - {f"{DISTRIBUTION}[pdf]"} == {called.get(module, module) for module in modules}


def test_the_page_and_the_container_name_what_the_pdf_needs_and_the_wheel() -> None:
    needed = re.search('^PANGO="(.+)"$', (ROOT / ".ci/packages").read_text("utf-8"), re.M)
    assert needed is not None
    assert needed[1] in PAGE
    assert needed[1] in (ROOT / "docs/Containerfile").read_text("utf-8")
    pages = PAGE + (ROOT / "README.md").read_text("utf-8")
    wheels = set(re.findall(r"briefing_papers-[\w.]+?-py3-none-any\.whl", pages))
    assert wheels == {f"briefing_papers-{__version__}-py3-none-any.whl"}
