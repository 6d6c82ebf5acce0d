"""A finished PDF is read back alike in this process and in one beside it; one that ends too early is an error."""

from __future__ import annotations

import inspect
import io
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Generator
from pathlib import Path

import pikepdf
import pytest

from generator.formats import finished_pdf
from generator.formats.finished_pdf import list_pdf_texts, read_beside, read_here

pytestmark = pytest.mark.slow
BOTH = pytest.mark.parametrize("read", [read_here, read_beside])
SAID = "Zhanna Yeshtayeva"


def make(strings: int = 20, filling: int = 0) -> bytes:
    """Return a PDF with an empty page, so many strings, an attached file and a stream of so many random bytes."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.attachments["notes.txt"] = SAID.encode()
    pdf.Root.Said = pikepdf.Array([pikepdf.String(f"{n} {'said ' * 30}") for n in range(strings)])
    pdf.Root.Again = pdf.make_indirect(pikepdf.Array([pikepdf.String("again"), pikepdf.String("again")]))
    pdf.Root.Filling = pdf.make_indirect(pikepdf.Stream(pdf, os.urandom(filling)))
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def find_process(reading: Generator[tuple[str, str]]) -> subprocess.Popen[bytes]:
    """Return the process that reads."""
    process = inspect.getgeneratorlocals(reading)["process"]
    assert isinstance(process, subprocess.Popen)
    return process


def test_the_same_is_read_here_and_beside_in_one_batch_or_many() -> None:
    for data in (make(), make(3 * finished_pdf._BATCH)):
        here = [*read_here(data)]
        assert [*read_beside(data)] == here
        assert ("page 1", "") in here
        assert any(SAID in text for _, text in here)
        assert here.count(("its objects", "again")) == 1


def test_of_a_large_file_nothing_is_left_out() -> None:
    data = make(filling=finished_pdf._SMALL)
    assert len(data) > finished_pdf._SMALL
    assert [*list_pdf_texts(data)] == [*read_here(data)]


def test_a_reader_that_is_killed_is_an_error_however_much_it_has_told() -> None:
    reading = read_beside(make(10 * finished_pdf._BATCH))
    next(reading)
    find_process(reading).kill()
    with pytest.raises(RuntimeError, match="ended before it had read all"):
        list(reading)


def test_a_reader_that_cannot_begin_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", shutil.which("true"))
    with pytest.raises(RuntimeError, match="ended before it had read all"):
        list(read_beside(make(filling=1_000_000)))


def test_who_stops_listening_leaves_no_process() -> None:
    reading = read_beside(make(10 * finished_pdf._BATCH))
    next(reading)
    process = find_process(reading)
    reading.close()
    assert process.returncode is not None


@BOTH
def test_what_is_no_pdf_is_an_error(read: Callable[[bytes], finished_pdf.Texts]) -> None:
    with pytest.raises(Exception, match="Failed to load document"):
        list(read(b"no PDF"))


def test_nothing_is_loaded_from_the_folder_of_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("pickle", "pikepdf", "sitecustomize"):
        (tmp_path / f"{name}.py").write_text(f"open({str(tmp_path / 'loaded')!r}, 'w')\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setattr(sys, "path", ["", *sys.path])
    assert [*read_beside(make())]
    assert not (tmp_path / "loaded").exists()
