"""Templates that never end, or take all memory: each is stopped in time and told at its place."""

from __future__ import annotations

import io
import os
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.base.diagnostics import BriefingError, Diagnostic
from generator.base.limits import SECONDS, OutOfTime, _run_here, run_limited
from generator.formats.docx import write_docx
from generator.formats.html import write_html
from generator.formats.sandbox import bound_page, limit_page, run_template
from generator.records.load import load
from generator.records.style import Style
from tests.support.commands import run
from tests.support.documents import sample
from tests.support.docx_files import BODY, TEMPLATE, changed
from tests.support.memory import most_memory, stayed_small
from tests.support.workspaces import EDITION, write

HOSTILE = {
    "range": "{% for i in range(1000000000) %}x{% endfor %}",
    "loops": "{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}",
    "macro": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "power": "{{ 9**(9**9) }}",
    "number": "{% set n = namespace(s=3) %}{% for i in range(60) %}{% set n.s = n.s * n.s %}{% endfor %}",
    "times": "{{ 'x' * 10000000000 }}",
    "centred": "{{ 'x'|center(2000000000) }}",
    "format": "{{ '%2000000000d' % 1 }}",
    "doubled": "{% set n = namespace(s='x') %}{% for i in range(99) %}{% set n.s = n.s ~ n.s %}{% endfor %}",
    "brackets": "{{ " + "(" * 50000 + "1" + ")" * 50000 + " }}",
}


def style_with(root: Path, page: str = "", word: str = "") -> Style:
    """Return a style whose template of pages and whose Word file hold these words as well."""
    write(root, style=True)
    folder = root / "templates/dialogue-paper"
    text = (folder / "paper.html.j2").read_text("utf-8")
    (folder / "paper.html.j2").write_text(text.replace("</body>", f"{page}\n</body>"))
    paragraph = f"<w:p><w:r><w:t>{word}</w:t></w:r></w:p>"
    if not word:
        return load(root, [])[0].styles["dialogue-paper"]
    edits = {BODY: lambda xml: xml.replace("<w:body>", f"<w:body>{paragraph}", 1)}
    (folder / "paper.docx").write_bytes(changed(TEMPLATE.read_bytes(), edits))
    return load(root, [])[0].styles["dialogue-paper"]


def only(error: BriefingError) -> Diagnostic:
    (diagnostic,) = error.diagnostics
    return diagnostic


@pytest.fixture
def soon(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """Templates have an eighth of their time; in CI pages that never end, or take long to judge, have all of it."""
    whole = request.function in (
        test_a_page_that_does_not_end_is_told_at_its_line,
        test_a_page_that_takes_long_to_judge_is_told,
    )
    if not (whole and os.environ.get("CI")):
        monkeypatch.setattr("generator.base.limits.SECONDS", SECONDS / 8)
        monkeypatch.setattr("generator.formats.sandbox.SECONDS", SECONDS / 8)


@pytest.mark.slow
@pytest.mark.usefixtures("soon")
@pytest.mark.parametrize("name", HOSTILE)
def test_a_page_that_does_not_end_is_told_at_its_line(tmp_path: Path, name: str) -> None:
    style, before = style_with(tmp_path, page=HOSTILE[name]), most_memory()
    begun = time.process_time()
    with pytest.raises(BriefingError) as caught:
        write_html(sample(), style)
    found = only(caught.value)
    lines = (style.folders[0] / "paper.html.j2").read_text("utf-8").split("\n")
    assert found.code == "P241"
    assert name == "brackets" or HOSTILE[name] in lines[found.origin.line - 1]
    assert time.process_time() - begun < 8
    assert stayed_small(before)


@pytest.mark.slow
@pytest.mark.usefixtures("soon")
@pytest.mark.parametrize("name", HOSTILE)
def test_a_word_file_that_does_not_end_is_told_with_its_words(tmp_path: Path, name: str) -> None:
    style, before = style_with(tmp_path, word=HOSTILE[name]), most_memory()
    with pytest.raises(BriefingError) as caught:
        write_docx(sample(), style.file("paper.docx"))
    found = only(caught.value)
    assert found.code == "P241"
    assert name == "brackets" or (found.excerpt or "")[:40] in HOSTILE[name]
    assert stayed_small(before)


@pytest.mark.slow
@pytest.mark.usefixtures("soon")
def test_a_page_that_includes_itself_is_told(tmp_path: Path) -> None:
    style = style_with(tmp_path, page="{% include 'paper.html.j2' %}")
    with pytest.raises(BriefingError) as caught:
        write_html(sample(), style)
    assert only(caught.value).code == "P241"


@pytest.mark.slow
def test_each_command_tells_it_and_leaves_no_file(tmp_path: Path) -> None:
    style_with(tmp_path, HOSTILE["macro"], HOSTILE["times"])
    for words in (("build", EDITION, "--format", "html,docx"), ("template", "check", "dialogue-paper")):
        done = run(tmp_path, *words)
        assert done.code == 1
        assert "a fault of its own" not in done.err
        # a check's findings are its output, a build's are why there is none
        told = done.out if words[0] == "template" else done.err
        assert told.count("paper.docx:1:1: error P241") == told.count("paper.html.j2:") == 1
    assert not (tmp_path / "build").exists()


@pytest.mark.slow
def test_any_error_of_a_template_is_told_as_its_fault(tmp_path: Path) -> None:
    style = style_with(tmp_path, page="{{ inlines(5) }}")
    with pytest.raises(BriefingError) as caught:
        write_html(sample(), style)
    assert only(caught.value).code == "P204"


TOO_LONG = {
    "tags": "{% for i in range(900) %}{% for j in range(300) %}<b> </b>{% endfor %}{% endfor %}",
    "letters": "{% for i in range(900) %}{{ '                              ' * 1000 }}{% endfor %}",
    "sheets": "{% for i in range(90000) %}<style>{% endfor %}",
}
"""What a template makes in no time, and whoever judges it goes through: the last again and again."""


@pytest.mark.slow
@pytest.mark.usefixtures("soon")
def test_a_page_that_takes_long_to_judge_is_told(tmp_path: Path) -> None:
    for name, page in TOO_LONG.items():
        style = style_with(tmp_path / name, page=page)
        begun = time.process_time()
        with pytest.raises(BriefingError) as caught:
            write_html(sample(), style)
        assert only(caught.value).code == "P241", name
        assert time.process_time() - begun < 8


@pytest.mark.slow
def test_very_many_faults_in_one_line_take_little_memory(tmp_path: Path) -> None:
    """Each fault kept the line in which it stands: 30,000 of them took four gigabytes."""
    style = style_with(tmp_path, page="{% for i in range(30000) %}<x{% endfor %}")
    with pytest.raises(BriefingError) as caught:
        write_html(sample(), style)
    assert {one.code for one in caught.value.diagnostics} == {"P211"}
    assert len(caught.value.diagnostics) <= 200


def test_what_a_page_may_take_grows_with_the_paper() -> None:
    """A list of 1,500 people: its page takes 4.6 s, and has 8 million letters and 240,000 tags."""
    seconds, taken = bound_page(4_700_000)
    assert (seconds > 30, taken > 1_000_000_000) == (True, True)
    assert limit_page("<b>" * 1_000_000 + " " * 50_000_000, 4_700_000)
    seconds, taken = bound_page(100_000)
    assert (seconds < 6, taken < 1_000_000_000) == (True, True)


# ── the limits themselves ─────────────────────────────────────────────────────────────────────────────────────────────


def describe(error: Exception) -> BriefingError:
    from generator.base import codes
    from generator.base.diagnostics import Origin

    return BriefingError([codes.ENDLESS_TEMPLATE.at(Origin("x"), type(error).__name__)])


def busy() -> None:
    while True:
        pass


def test_work_comes_back_from_the_other_process_whole() -> None:
    assert run_limited(lambda: {"a": [1, "ä" * 3_000_000]}, describe) == {"a": [1, "ä" * 3_000_000]}


@pytest.mark.slow
def test_time_and_memory_are_held_to(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(BriefingError) as caught:
        run_limited(lambda: 1 / 0, describe)
    assert only(caught.value).message == "ZeroDivisionError"
    assert told(lambda: bytearray(3_000_000_000)) == "OutOfMemory"
    monkeypatch.setattr("generator.base.limits.SECONDS", 0.3)
    assert told(busy) == "OutOfTime"


@pytest.mark.slow
def test_memory_is_looked_at_where_the_system_holds_nobody_to_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.base.limits._limit_memory", lambda bounds: None)
    monkeypatch.setattr("generator.base.limits.BYTES", 50_000_000)
    assert told(lambda: (bytearray(b"x") * 200_000_000, busy())) == "OutOfMemory"


def test_a_process_that_dies_without_a_word_is_told_by_how_it_ended() -> None:
    """A system without memory left kills; one that was given a limit of time sends a signal of its own."""
    import signal

    assert told(lambda: os.kill(os.getpid(), signal.SIGKILL)) == "OutOfMemory"
    assert told(lambda: os.kill(os.getpid(), signal.SIGXCPU)) == "OutOfTime"
    assert told(lambda: os._exit(0)) == "OutOfMemory"


def told(work: Callable[[], object]) -> str:
    with pytest.raises(BriefingError) as caught:
        run_limited(work, describe)
    return only(caught.value).message


@pytest.mark.slow
def test_where_nothing_forks_the_time_is_held_to_in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.base.limits.SECONDS", 0.3)
    with pytest.raises(BriefingError) as caught:
        _run_here(busy, describe, 0.3)
    assert only(caught.value).message == OutOfTime.__name__
    assert _run_here(lambda: 5, describe, 4) == 5


def test_what_was_compiled_beside_is_not_compiled_again(tmp_path: Path) -> None:
    from generator.formats.sandbox import Sandbox, _compiled

    source = "{{ 1 + 1 }} of this test alone"
    assert run_template(lambda: Sandbox().from_string(source).render(), describe) == "2 of this test alone"
    assert any(key[0] == source for key in _compiled)
    assert run_template(lambda: Sandbox().from_string(source).render(), describe) == "2 of this test alone"


# ── archives ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def bomb(parts: int, size: int) -> bytes:
    """Return the template with so many parts more, of so many bytes each when unpacked."""
    stream = io.BytesIO(TEMPLATE.read_bytes())
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as file:
        for number in range(parts):
            file.writestr(f"word/more{number}.xml", b" " * size)
    return stream.getvalue()


@pytest.mark.ci
@pytest.mark.parametrize(("parts", "size", "words"), [(1, 200_000_000, "200 megabytes"), (3000, 1, "3,0")])
def test_an_archive_that_unpacks_to_too_much_is_not_unpacked(tmp_path: Path, parts: int, size: int, words: str) -> None:
    write(tmp_path, style=True)
    (tmp_path / "templates/dialogue-paper/paper.docx").write_bytes(bomb(parts, size))
    for command in (("build", EDITION, "--format", "docx,html"), ("template", "check")):
        done = run(tmp_path, *command)
        assert done.code == 1
        told = done.out if command[0] == "template" else done.err
        assert told.count("paper.docx:1:1: error P116") == told.count(" error ") == 1
    style = load(tmp_path, [])[0].styles["dialogue-paper"]
    with pytest.raises(BriefingError) as caught:
        write_docx(sample(), style.file("paper.docx"))
    assert words in only(caught.value).message


def test_entities_that_multiply_are_refused(tmp_path: Path) -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "x" * 1000}">' for n in range(9))
    style = style_with(tmp_path)
    template = style.file("paper.docx")

    def grown(xml: str) -> str:
        return f"<!DOCTYPE x [{entities}]>" + xml[xml.index("<w:styles") :].replace("><", ">&e8;<", 1)

    data = changed(template.read_bytes(), {"word/styles.xml": grown})
    template.write_bytes(data)
    for write_one in (lambda: write_docx(sample(), template), lambda: write_html(sample(), style)):
        with pytest.raises(BriefingError):
            write_one()
