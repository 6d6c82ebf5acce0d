"""The table of codes: each code and each name once, each used, and none written out where its value belongs."""

from __future__ import annotations

import re
from pathlib import Path

import generator
from generator.base.codes import ALL

PACKAGE = Path(generator.__file__).parent
SOURCES = {path: path.read_text("utf-8") for path in PACKAGE.rglob("*.py") if path.parent.name != "codes"}


def test_each_code_and_each_name_is_given_once() -> None:
    assert len({code.id for code in ALL}) == len({code.name for code in ALL}) == len(ALL) > 150
    assert all(re.fullmatch(r"[DRTSPO][0-9]{3}", code.id) for code in ALL)
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code.name) for code in ALL)


def test_codes_stand_in_the_table_in_their_order() -> None:
    letters = "DRSTPO"
    assert list(ALL) == sorted(ALL, key=lambda code: (letters.index(code.id[0]), code.id))


def test_each_code_is_used() -> None:
    used = {name for text in SOURCES.values() for name in re.findall(r"\bcodes\.([A-Z0-9_]+)\b", text)}
    assert {code.name.upper().replace("-", "_") for code in ALL} == used - {"ALL", "BY_ID"}


def test_no_code_is_written_out_in_code() -> None:
    written = {
        f"{path.relative_to(PACKAGE)}: {code}"
        for path, text in SOURCES.items()
        for code in re.findall(r"""["']([DRTSPO]\d{3})["']""", text)
    }
    assert written == set()
