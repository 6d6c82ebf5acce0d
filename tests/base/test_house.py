"""How the house is built: one step a module, functions that fit on a page, and words for what others may call."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import generator
from tests.support.places import ROOT

PACKAGE = Path(generator.__file__).parent
TEXTS = {path.relative_to(PACKAGE).as_posix(): path.read_text("utf-8") for path in sorted(PACKAGE.rglob("*.py"))}

LINES_OF_A_MODULE = 300
LINES_OF_A_FUNCTION = 60

Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def trees() -> dict[str, ast.Module]:
    """Return what stands in each module; read when the first test asks, not where the others are only counted."""
    return {name: ast.parse(text) for name, text in TEXTS.items()}


def test_no_module_is_longer_than_300_lines() -> None:
    lengths = {name: len(text.splitlines()) for name, text in TEXTS.items()}
    assert {name: length for name, length in lengths.items() if length > LINES_OF_A_MODULE} == {}


@pytest.mark.ci
def test_no_function_is_longer_than_60_lines() -> None:
    lengths = {
        f"{name}: {node.name}": (node.end_lineno or node.lineno) - node.lineno + 1
        for name, tree in trees().items()
        for node in ast.walk(tree)
        if isinstance(node, Function)
    }
    assert {name: length for name, length in lengths.items() if length > LINES_OF_A_FUNCTION} == {}


@pytest.mark.ci
def test_each_module_says_what_it_does() -> None:
    assert [name for name, tree in trees().items() if not ast.get_docstring(tree)] == []


def test_each_folder_with_modules_is_a_package() -> None:
    """Its docstring says what stands in it; that there is one is held above."""
    folders = {Path(name).parent for name in TEXTS}
    assert [str(folder) for folder in sorted(folders) if (folder / "__init__.py").as_posix() not in TEXTS] == []


@pytest.mark.ci
def test_each_public_function_and_method_says_what_it_does() -> None:
    silent = [
        f"{name}:{function.lineno}: {function.name}"
        for name, tree in trees().items()
        for function in _public(tree.body)
        if not ast.get_docstring(function)
    ]
    assert silent == []


def _public(body: list[ast.stmt]) -> Iterator[Function]:
    """Yield the functions and methods that others may call: those without an underscore, of classes without one."""
    for node in body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield from _public(node.body)
        elif isinstance(node, Function) and not node.name.startswith("_"):
            yield node


@pytest.mark.ci
def test_files_that_make_quick_leaves_unread_have_nothing_that_it_runs() -> None:
    """The long form of the choice says the same, and leaves no file unread."""
    folders = ["tests/preview", "tests/real_papers", "tests/paper"]
    said = []
    for chosen in ("not slow and not ci", "not (slow or ci)"):
        command = [sys.executable, "-m", "pytest", "-n0", "-p", "no:cacheprovider", "--collect-only", "-m", chosen]
        said.append(subprocess.run([*command, *folders], cwd=ROOT, capture_output=True, text=True, check=True).stdout)
    quick, every = (sorted(line for line in one.split("\n") if "::" in line) for one in said)
    assert quick == every
    assert len(quick) > 100
    numbers = [int(re.findall(r"/(\d+) tests collected", one)[0]) for one in said]
    assert numbers[0] < numbers[1]


def test_annotations_of_models_are_no_text_that_is_read_in_every_process() -> None:
    texts = {path.name: path.read_text("utf-8") for path in (ROOT / "generator/records/schema").glob("*.py")}
    models = {name: text for name, text in texts.items() if "Field(" in text and "\nclass " in text}
    assert len(models) > 10
    assert [name for name, text in models.items() if "from __future__ import annotations" in text] == []
