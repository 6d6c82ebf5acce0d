"""The wheel and the sdist, installed outside the checkout in an environment that has nothing of it.

The environment of the test is a new one; the libraries that the program needs it shares with this one, by their folder:
no name of the checkout is among them.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.support.places import ROOT
from tests.support.preview import previewed, until
from tests.support.workspaces import BRIEFING, EDITION, write

pytestmark = pytest.mark.ci

_BUILD = """
import sys, setuptools.build_meta as backend
for name in sys.argv[2:]:
    getattr(backend, f"build_{name}")(sys.argv[1])
"""
_CLEAN = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}


class Installed(NamedTuple):
    """What was built and installed: the wheel, the folder of its environment's packages, and the command."""

    wheel: Path
    packages: Path
    command: Path


def build(source: Path, into: Path, *what: str) -> list[Path]:
    """Return what setuptools builds of a source, as pip asks it to."""
    into.mkdir()
    command = [sys.executable, "-c", _BUILD, str(into), *what]
    done = subprocess.run(command, cwd=source, env=_CLEAN, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return sorted(into.iterdir())


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    root = tmp_path_factory.mktemp("installed")
    source = root / "source"
    source.mkdir()
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source / name)
    for name in ("generator", "templates"):  # with what Python compiled and editors left: it must not go along
        shutil.copytree(ROOT / name, source / name)
    (source / "generator/__pycache__").mkdir(exist_ok=True)
    (source / "generator/__pycache__/old.cpython-311.pyc").write_bytes(b"old")
    [sdist] = build(source, root / "sdist", "sdist")
    shutil.unpack_archive(sdist, root / "unpacked")
    [unpacked] = (root / "unpacked").iterdir()
    [wheel] = build(unpacked, root / "wheel", "wheel")  # of what the sdist holds, and of nothing else
    environment = root / "environment"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", environment], check=True)
    python = next(environment.glob("*/python*"))
    [packages] = environment.glob("lib/python*/site-packages")
    pip = ["-m", "pip", "--python", str(python), "install", "-q", "--no-deps", "--no-index", "--no-compile", str(wheel)]
    subprocess.run([sys.executable, *pip], env=_CLEAN, check=True)
    (packages / "libraries.pth").write_text(f"{sysconfig.get_path('purelib')}\n", "utf-8")
    return Installed(wheel, packages, python.parent / "briefing")


def run_it(installed: Installed, folder: Path, *words: str, may_fail: bool = False) -> subprocess.CompletedProcess[str]:
    """Run the installed command in a folder, as a shell would."""
    command, nobody = [installed.command, *words], subprocess.DEVNULL
    done = subprocess.run(command, cwd=folder, env=_CLEAN, stdin=nobody, capture_output=True, text=True, check=False)
    assert may_fail or done.returncode == 0, done.stdout + done.stderr
    return done


def test_it_holds_the_program_and_its_styles_in_one_folder(installed: Installed) -> None:
    with zipfile.ZipFile(installed.wheel) as packed:
        held = {name for name in packed.namelist() if ".dist-info/" not in name}
    tracked = subprocess.run(
        ["git", "-C", ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard", "generator", "templates"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split("\0")
    assert held == {f"briefing_papers/{name}" for name in tracked if name}
    names = {path.name for path in installed.packages.iterdir() if not path.name.endswith((".dist-info", ".pth"))}
    assert names == {"briefing_papers"}


def test_nothing_called_generator_can_be_imported(installed: Installed, tmp_path: Path) -> None:
    python = installed.command.parent / "python"
    said = "import importlib.util as u; print(*(bool(u.find_spec(n)) for n in ('generator', 'templates', 'pydantic')))"
    found = subprocess.run([python, "-c", said], cwd=tmp_path, env=_CLEAN, capture_output=True, text=True, check=True)
    assert found.stdout.split() == ["False", "False", "True"]


def test_a_workspace_is_begun_checked_built_and_previewed(installed: Installed, tmp_path: Path) -> None:
    # somebody's own module of the program's name must not come into its way
    (tmp_path / "generator.py").write_text("raise SystemExit('not this one')\n", "utf-8")
    answers = [
        "--organisation",
        "Zaptinar Watch",
        "--country",
        "Zaptinar",
        "--dialogue",
        "Dialogue",
        "--as-of",
        "2024-05-01",
    ]
    run_it(installed, tmp_path, "init", ".", *answers)
    assert run_it(installed, tmp_path, "check").stdout.startswith("no findings")
    run_it(installed, tmp_path, "build", "--all", "--format", "docx,pdf")
    for name in ("zaptinar-2024-05", "example"):
        folder = tmp_path / "build" / name
        assert zipfile.is_zipfile(folder / f"{name}.docx")
        assert (folder / f"{name}.pdf").read_bytes().startswith(b"%PDF-")
    assert run_it(installed, tmp_path, "build", "--all", "--check", "--format", "docx,pdf").returncode == 0
    # its pages are laid out by a process that the preview starts itself
    with previewed(tmp_path, "example", command=installed.command) as preview, preview.events() as events:
        assert until(events, "laid")


NOT_EVERYBODYS = (
    "PIL", "contourpy", "cssselect2", "cycler", "dateutil", "kiwisolver", "matplotlib", "mpl_toolkits",
    "numpy", "pikepdf", "pydyf", "pylab.py", "pyparsing", "pypdfium2", "pypdfium2_raw", "starlette", "tinyhtml5",
    "uvicorn", "watchfiles", "weasyprint",
)  # fmt: skip
"""What the extras bring along, by its folder or file."""


@pytest.fixture
def bare(installed: Installed) -> Iterator[Installed]:
    """Return the command without the libraries of any extra: a folder leads to all others, each by a link."""
    libraries = installed.packages.parent / "libraries"
    libraries.mkdir()
    for path in Path(sysconfig.get_path("purelib")).iterdir():
        if path.name not in NOT_EVERYBODYS and not path.name.startswith("__editable__"):
            (libraries / path.name).symlink_to(path)
    (installed.packages / "libraries.pth").write_text(f"{libraries}\n", "utf-8")
    yield installed
    (installed.packages / "libraries.pth").write_text(f"{sysconfig.get_path('purelib')}\n", "utf-8")
    shutil.rmtree(libraries)


def test_the_word_file_needs_no_extra_and_what_does_says_so(bare: Installed, tmp_path: Path) -> None:
    root = write(tmp_path)
    shutil.rmtree(root / "templates")
    done = run_it(bare, root, "build", EDITION)
    how = "type: pip install 'briefing-papers[{}]' (installed with pipx or uv: see docs/install.md)\n"
    assert done.stderr.startswith("without the PDF, whose libraries are not installed; " + how.format("pdf"))
    made = {path.suffix for path in (root / "build" / EDITION).glob(f"{EDITION}.*")}
    assert made == {".docx", ".html", ".md", ".json"}
    assert run_it(bare, root, "check", may_fail=True).returncode == 0
    drawn = "blocks:\n  - picture: prisoners\n    cases: [rassendyll]\n    caption: Who was held\n"
    for words, what, module, extra in (
        (("build", EDITION, "--format", "pdf"), "the PDF", "weasyprint", "pdf"),
        (("preview", "--no-browser"), "the preview", "uvicorn", "preview"),
        (("build", EDITION, "--format", "docx"), "a picture drawn from the records", "matplotlib", "pictures"),
    ):
        if extra == "pictures":
            (root / BRIEFING / "overview.yaml").write_text(f"kind: overview\ntitle: Overview\n{drawn}", "utf-8")
        refused = run_it(bare, root, *words, may_fail=True)
        assert refused.returncode in (1, 2)
        told = f"error O319 missing-library: {what} needs libraries that are not installed here: {module}\n"
        assert told in refused.stderr, refused.stderr
        assert f"help: {how.format(extra)}" in refused.stderr
        assert "Traceback" not in refused.stderr


def test_a_checkout_is_installed_in_place(tmp_path: Path) -> None:
    """`pip install -e .` and `make paper`: the command runs generator/ where it stands, whatever mode is asked for."""
    source = tmp_path / "source"
    source.mkdir()
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source / name)
    for name in ("generator", "templates"):
        (source / name).symlink_to(ROOT / name)
    [wheel] = build(source, tmp_path / "wheel", "editable")
    with zipfile.ZipFile(wheel) as packed:
        files = {name.rpartition("/")[2]: packed.read(name).decode() for name in packed.namelist()}
    assert [text.strip() for name, text in files.items() if name.endswith(".pth")] == [str(source)]
    assert "briefing = generator.__main__:main" in files["entry_points.txt"]
