"""The command: its words, its exit codes, and where it points when a word is wrong."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

import generator.runs.build
from generator import __version__
from generator.cli import briefing
from generator.cli.fault_mark import PACKAGE, find_places
from generator.runs.press import PAPER_FORMATS
from tests.support.commands import run
from tests.support.workspaces import BRIEFING, EDITION, FILES, STYLE, edited, prose, values, with_pages, write


def list_commands(group: click.Group, words: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yield the words of every command, of those inside others too."""
    yield words
    for name, one in group.commands.items():
        if isinstance(one, click.Group):
            yield from list_commands(one, (*words, name))
        else:
            yield (*words, name)


@pytest.mark.parametrize("words", [*list_commands(briefing)])
def test_help_shows_an_example(words: tuple[str, ...], tmp_path: Path) -> None:
    ran = run(tmp_path, *words, "--help")
    assert ran.code == 0
    assert "Example" in ran.out
    assert f"briefing {' '.join(words)}".strip() in ran.out


def test_version(tmp_path: Path) -> None:
    assert run(tmp_path, "--version").out == f"briefing {__version__}\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("build", "ruritania-2020-12"), f"did you mean `{EDITION}`?"),
        (("build", "zzz"), f"there are: {EDITION}"),
        (("build", EDITION, "--format", "docs"), "did you mean `docx`?"),
        (("build", EDITION, "--format", "xml"), f"there are: {', '.join(PAPER_FORMATS)}"),
        (("build", EDITION, "--format", ","), "name a format"),
        (("build", EDITION, "--audience", "everybody"), "everybody"),
        (("build", EDITION, "--all"), "name editions, or say --all"),
        (("digest", "ruritanai"), "did you mean `ruritania`?"),
        (("bild",), "bild"),
        (("check", "zzz"), "there is no edition"),
        (("paginate", "zzz"), "there is no edition"),
    ],
)
def test_misuse_is_2_and_says_what_there_is(words: tuple[str, ...], said: str, tmp_path: Path) -> None:
    ran = run(write(tmp_path), *words)
    assert ran.code == 2
    assert said in ran.err
    assert "Traceback" not in ran.err
    assert not (tmp_path / "build").exists()


def test_no_workspace(tmp_path: Path) -> None:
    ran = run(tmp_path, "build", EDITION)
    assert ran.code == 2
    assert "no workspace" in ran.err


@pytest.mark.slow
def test_build_says_where_the_files_are_and_then_has_nothing_to_do(tmp_path: Path) -> None:
    root = write(tmp_path)
    ran = run(root, "build", EDITION, "--format", "md, JSON")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.split() == [f"build/{EDITION}/{EDITION}.md", f"build/{EDITION}/{EDITION}.json"]
    again = run(root, "build", EDITION, "--format", "md,json")
    assert (again.code, again.out) == (0, f"{EDITION}: nothing to do; the papers in build/{EDITION} are up to date\n")
    (root / "build" / EDITION / f"{EDITION}.md").write_text("changed by hand", "utf-8")
    assert "nothing to do" not in run(root, "build", EDITION, "--format", "md").out
    write(root, edited("data/themes.yaml", "order: 1", "order: 2"))
    assert "nothing to do" not in run(root, "build", EDITION, "--format", "md").out
    assert "nothing to do" in run(root / "data", "build", EDITION, "--format", "md").out


@pytest.mark.slow
def test_audiences_have_files_of_their_own(tmp_path: Path) -> None:
    name = f"{BRIEFING}/edition.yaml"
    root = write(tmp_path, {name: FILES[name] + "audience: partner\n"})
    assert run(root, "build", EDITION, "--format", "md").out == f"build/{EDITION}/{EDITION}.partner.md\n"
    assert "nothing to do" in run(root, "build", EDITION, "--format", "md").out
    assert (
        run(root, "build", EDITION, "--format", "md", "--audience", "internal").out
        == f"build/{EDITION}/{EDITION}.internal.md\n"
    )
    refused = run(root, "build", EDITION, "--format", "md", "--audience", "public")
    assert refused.code == 1
    assert "S102" in refused.err
    assert sorted(p.name for p in (root / "build" / EDITION).iterdir() if not p.name.startswith(".")) == [
        "manifest.internal.json",
        "manifest.partner.json",
        f"{EDITION}.internal.md",
        f"{EDITION}.partner.md",
    ]


def second(id: str = "second", more: str = "") -> dict[str, str]:
    """Return a second edition of the workspace."""
    own = {name: text for name, text in FILES.items() if EDITION in name}
    files = {name.replace(EDITION, id): text.replace(EDITION, id) for name, text in own.items()}
    return files | {f"briefings/{id}/edition.yaml": files[f"briefings/{id}/edition.yaml"] + more}


def test_one_edition_at_fault_does_not_stop_another_nor_the_page(tmp_path: Path) -> None:
    root = with_pages(write(tmp_path, {**second(), **prose("A word.^[]")}))
    ran = run(root, "build", "--all", "--format", "md", "--out", "papers")
    assert ran.code == 1
    assert ran.out == "papers/second/second.md\npapers/ruritania/index.md\n"
    assert "T102" in ran.err
    assert f"{EDITION}: 1 error; no file was touched" in ran.err
    assert ran.err.endswith(f"2 editions: 1 built; not built: {EDITION} (1 error)\n")
    page = (root / "papers" / "ruritania" / "index.md").read_text("utf-8")
    assert "../second/second.md" in page
    assert f"../{EDITION}/" not in page


@pytest.mark.slow
def test_everything_at_once_and_then_nothing(tmp_path: Path) -> None:
    root = with_pages(write(tmp_path, second()))
    ran = run(root, "build", "--all", "--format", "md,json")
    assert (ran.code, ran.err) == (0, "2 editions: 2 built\n")
    assert ran.out.split() == [
        *(f"build/{name}/{name}.{format}" for name in (EDITION, "second") for format in ("md", "json")),
        "build/ruritania/index.md",
    ]
    again = run(root, "build", "--all", "--format", "md,json")
    assert (again.code, again.err) == (0, "2 editions: 2 up to date\n")
    assert again.out.count("nothing to do") == 3
    # what one edition says changes its own papers alone, and the page
    write(root, second(more="abstract: Some words.\n"))
    changed = run(root, "build", "--all", "--format", "md,json")
    assert changed.err == "2 editions: 1 built; 1 up to date\n"
    assert f"{EDITION}: nothing to do" in changed.out
    assert "build/ruritania/index.md" in changed.out.split()
    assert "Some words." in (root / "build" / "ruritania" / "index.md").read_text("utf-8")
    # a paper more is a link more
    run(root, "build", "second", "--format", "html")
    assert "build/ruritania/index.html" in run(root, "digest").out
    assert "../second/second.html" in (root / "build" / "ruritania" / "index.md").read_text("utf-8")
    assert "nothing to do" in run(root, "digest", "ruritania").out


def test_faults_of_the_data_are_told_of_each_edition_and_of_the_page(tmp_path: Path) -> None:
    case = "data/ruritania/cases/sapt.yaml"
    root = with_pages(write(tmp_path, {**second(), case: "names: {prefered: Sapt}\n"}))
    ran = run(root, "build", "--all", "--format", "md")
    assert ran.code == 1
    assert ran.out == ""
    assert "not built: ruritania-2020-11 (1 error), second (1 error), ruritania (1 error)" in ran.err
    assert not (root / "build").exists()


@pytest.mark.slow
def test_a_page_that_was_changed_by_hand_is_kept(tmp_path: Path) -> None:
    root = with_pages(write(tmp_path))
    run(root, "digest")
    page = root / "build" / "ruritania" / "index.md"
    page.write_text("changed by hand", "utf-8")
    assert "index.edited-1.md" in run(root, "digest").err
    assert "Ruritania" in page.read_text("utf-8")


def test_a_country_without_a_public_paper_has_no_page(tmp_path: Path) -> None:
    name = f"{BRIEFING}/edition.yaml"
    root = with_pages(write(tmp_path, {name: FILES[name] + "audience: partner\n"}))
    ran = run(root, "digest", "ruritania")
    assert (ran.code, ran.out) == (0, "")
    assert "no paper is for everybody" in ran.err
    assert not (root / "build").exists()


def test_a_workspace_without_the_style_of_pages_takes_that_of_the_program(tmp_path: Path) -> None:
    root = write(tmp_path)
    made = f"build/{EDITION}/{EDITION}.md\nbuild/ruritania/index.md\n"
    assert run(root, "build", "--all", "--format", "md").out == made


@pytest.mark.slow
def test_check_looks_at_the_pages_too(tmp_path: Path) -> None:
    name = f"{BRIEFING}/edition.yaml"
    root = with_pages(write(tmp_path, {name: FILES[name] + "abstract: About [him](case:nobody).\n"}, style=True))
    ran = run(root, "check")
    assert ran.code == 1
    assert f"{name}:18:" in ran.out
    assert "there is no case `nobody`" in ran.out


@pytest.mark.slow
def test_the_list_tells_what_each_edition_is_and_what_was_built(tmp_path: Path) -> None:
    root = with_pages(write(tmp_path, second()))
    run(root, "build", EDITION, "--format", "md")
    run(root, "digest")
    assert run(root, "list").out.splitlines() == [
        f"{EDITION}  dialogue paper, as of 2020-11-26, {STATUS}",
        f"  build/{EDITION}/{EDITION}.md",
        f"second             dialogue paper, as of 2020-11-26, {STATUS}",
        "ruritania",
        "  build/ruritania/index.html",
        "  build/ruritania/index.md",
    ]
    (root / BRIEFING / "edition.yaml").write_text("kind: [\n", "utf-8")
    assert run(root, "list").out.splitlines()[0] == EDITION


STATUS = values(f"{BRIEFING}/edition.yaml")["status"]


@pytest.mark.slow
def test_check_tells_text_json_and_github(tmp_path: Path) -> None:
    root = write(
        tmp_path, {**prose("A word.^[]"), "data/ruritania/cases/sapt.yaml": "names: {prefered: Sapt}\n"}, style=True
    )
    text = run(root, "check")
    assert text.code == 1
    assert text.err == ""
    assert "T102" in text.out
    assert "D103" in text.out
    rows = json.loads(run(root, "check", "--format", "json").out)
    assert {"T102", "D103"} <= {row["code"] for row in rows}
    github = run(root, "check", EDITION, "--format", "github").out
    assert "::error file=data/ruritania/cases/sapt.yaml,line=1,col=9,title=D103 unknown-field::" in github
    assert not (root / "build").exists()


@pytest.mark.slow
def test_a_clean_workspace_has_no_errors(tmp_path: Path) -> None:
    ran = run(write(tmp_path, style=True), "check")
    assert ran.code == 0


@pytest.mark.slow
def test_a_fault_of_the_program_is_no_traceback_and_tells_no_value(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise KeyError("a secret value")

    monkeypatch.setattr(generator.runs.build, "make_each", broken)
    ran = run(write(tmp_path), "build", EDITION, "--format", "md")
    assert ran.code == 2
    assert "a fault of its own" in ran.err
    assert "secret" not in ran.err
    assert not re.search(r"\.py\b|KeyError|line \d", ran.err), "an inner file, or what only its makers know"
    (mark,) = re.findall(r"its mark (\w+)", ran.err)
    (place,) = find_places(mark)
    file, _, line = place.rpartition(":")
    assert "make_each(" in (PACKAGE / file).read_text("utf-8").split("\n")[int(line) - 1]
    assert "Traceback" not in ran.err


def test_a_file_of_the_program_that_can_not_be_read_is_not_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(PACKAGE / "preview" / "static" / "main.js"))

    monkeypatch.setattr(generator.runs.build, "make_each", broken)
    ran = run(write(tmp_path), "build", EDITION, "--format", "md")
    assert ran.code == 2
    assert ran.err == (
        "briefing stopped: a file of the program itself can't be read or written: Permission denied; install the"
        " program anew\n"
    )


def test_a_file_that_can_not_be_read_is_named_from_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root, place = write(tmp_path), ["data", "ruritania", "cases", "a.yaml"]

    def broken(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(root.joinpath(*place)))

    monkeypatch.setattr(generator.runs.build, "make_each", broken)
    ran = run(root, "build", EDITION, "--format", "md")
    assert ran.err == f"briefing stopped: `{os.path.join(*place)}` can't be read or written: Permission denied\n"


@pytest.mark.parametrize(
    "word",
    [f"briefings/{EDITION}/", f"briefings\\{EDITION}\\", f"./briefings/{EDITION}/edition.yaml", EDITION.upper(),
     f'briefings\\{EDITION}"', f"/home/somebody/briefings/{EDITION}"],
)  # fmt: skip
def test_an_edition_may_be_named_by_its_path_and_in_any_case(word: str, tmp_path: Path) -> None:
    ran = run(write(tmp_path), "build", word, "--format", "markdown")
    assert (ran.code, ran.out.strip()) == (0, f"build/{EDITION}/{EDITION}.md"), ran.err


@pytest.mark.slow
def test_the_only_edition_need_not_be_named_and_of_several_there_is_a_list(tmp_path: Path) -> None:
    root = write(tmp_path)
    assert run(root, "build", "--format", "md").code == 0
    assert run(root, "annex", "--format", "csv").code == 0
    assert "reconstruction" in run(root, "issue").err  # which can't be issued: it was chosen
    write(tmp_path, second())
    for words in (
        ("build",),
        ("annex",),
        ("issue",),
        ("paginate",),
        ("sources",),
        ("diff",),
        ("diff", EDITION),
        ("verify-all",),
    ):
        ran = run(root, *words)
        assert ran.code == 2
        assert f"there are: {EDITION}, second" in ran.err
        assert "Usage:" not in ran.err
        assert len(ran.err.splitlines()) == 1


def test_what_a_statement_for_many_needs_is_asked_for_in_one_line(tmp_path: Path) -> None:
    root = write(tmp_path)
    said = [run(root, "verify-all", *words).err for words in ((), ("--as-of", "2020-11"))]
    assert said == [
        "briefing: name the day on which it was found to be so (--as-of)\n",
        "briefing: name a source that says so (--by)\n",
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("build", "—all"), "type `--all` with two hyphens"),  # Word and chats make one long dash of two hyphens
        (("build", "–format"), "type `--format` with two hyphens"),
        (("build", EDITION, "--format", "docx", "pdf"), '--format "docx,pdf"'),  # what PowerShell makes of docx,pdf
        (("bild",), "`briefing --help` shows what there is"),
        (("build", "--langg", "en"), "Did you mean '--lang'? (`briefing build --help`"),
    ],
)
def test_what_shells_and_word_make_of_words_is_told_in_one_line(
    words: tuple[str, ...], said: str, tmp_path: Path
) -> None:
    ran = run(write(tmp_path), *words)
    assert (ran.code, len(ran.err.splitlines())) == (2, 1)
    assert ran.err.startswith("briefing: ")
    assert said in ran.err


@pytest.mark.parametrize("asked", [["md, json"], ["md;json"], [".md .json"], ["Markdown,JSON"], ["md", "json"]])
def test_formats_may_be_written_as_people_write_them(asked: list[str], tmp_path: Path) -> None:
    ran = run(write(tmp_path), "build", *(word for one in asked for word in ("--format", one)))
    assert (ran.code, ran.out.split()) == (0, [f"build/{EDITION}/{EDITION}.{one}" for one in ("md", "json")]), ran.err


@pytest.mark.slow
def test_an_edition_in_one_language_is_built_in_it(tmp_path: Path) -> None:
    name = f"{BRIEFING}/edition.yaml"
    for number, said in enumerate(("languages: [ru]", "languages:\n  - ru  # alone")):
        root = write(tmp_path / str(number), {name: FILES[name] + f"{said}\n"})
        (root / "templates/dialogue-paper/labels/ru.yaml").write_bytes(
            (STYLE / "labels/en.yaml").read_bytes()  # the words don't matter here, and which were asked for does
        )
        ran = run(root, "build", "--format", "md")
        assert (ran.code, ran.out.strip()) == (0, f"build/{EDITION}/{EDITION}.ru.md"), ran.err
        stated = run(root, "verify-all", f"{BRIEFING}/", "--as-of", "2020-11-20", "--by", "gazette-2")
        assert (stated.code, stated.out.startswith("covered, as of 2020-11-20")) == (0, True), stated.err
        compared = run(root, "diff", EDITION, EDITION.upper())
        assert (compared.code, compared.err) == (0, "")


def test_the_help_has_each_first_line_whole_in_the_order_of_work(tmp_path: Path) -> None:
    said = run(tmp_path, "--help").out
    listed = said.partition("Commands:")[2]
    assert "..." not in listed
    names = ["new", "preview", "check", "fmt", "build", "annex", "paginate", "diff", "sources", "issue", "sign"]
    places = [listed.index(f"\n  {name} ") for name in names]
    assert places == sorted(places)
    assert run(tmp_path, "/?").out == run(tmp_path, "help").out == said


@pytest.mark.slow
def test_check_says_how_much_it_read_and_errors_come_last(tmp_path: Path) -> None:
    case = "data/ruritania/cases/rassendyll.yaml"
    root = write(tmp_path, {case: FILES[case].replace("gender: male", "gender: man")}, style=True)
    ran = run(root, "check")
    assert (ran.code, ran.err) == (1, "")
    assert ran.out.splitlines()[-1].startswith("1 error, ")
    assert "; read: 1 edition, " in ran.out.splitlines()[-1]
    severities = re.findall(r"^\S+:\d+:\d+: (hint|warning|error) ", ran.out, re.M)
    assert severities == sorted(severities, key=("hint", "warning", "error").index)
    assert severities[-1] == "error"


@pytest.mark.slow
def test_many_warnings_of_a_kind_are_counted_by_file_and_told_on_request(tmp_path: Path) -> None:
    many = "".join(f"s-{n}: {{kind: news, url: https://bit.ly/{n}}}\n" for n in range(30))
    root = write(tmp_path, {"data/ruritania/sources.yaml": FILES["data/ruritania/sources.yaml"] + many}, style=True)
    ran = run(root, "check")
    assert re.search(r"sources\.yaml:5:\d+: 30 warnings D304 shortened-address, on lines 5, 6, .*…; ", ran.out)
    assert ran.out.count(" warning D304 ") == 0
    assert run(root, "check", "--rule", "D304").out.count(" warning D304 ") == 30


def test_warnings_of_a_kind_that_are_spread_over_many_files_are_one_list_with_counts(tmp_path: Path) -> None:
    case = "names: {preferred: Person %s}\nbasis: {already_public: gazette-1}\ntimeline:\n" + (
        "  - {date: 2020-05, text: The case came to %s Street., by: gazette-1}\n"
    )
    names = [f"{one}{other}" for one in "ABCDE" for other in "uvwxy"]
    streets = ["Kessel", "Smolny", "Kessel"]
    files = {f"data/ruritania/cases/{n.lower()}.yaml": case % (n, streets[at % 3]) for at, n in enumerate(names)}
    ran = run(write(tmp_path, files, style=True), "check")
    (line,) = [line for line in ran.out.splitlines() if " T506 " in line]
    assert re.search(r"^data/ruritania/cases/au\.yaml:4:\d+: 25 warnings T506 unknown-name, in 25 files: ", line)
    assert line.endswith("; about: Kessel Street (17), Smolny Street (8)")


def test_paths_are_told_from_where_one_stands_and_none_of_the_machine(tmp_path: Path) -> None:
    root = write(tmp_path)
    ran = run(root / "briefings" / EDITION, "build", EDITION, "--format", "md")
    assert ran.out.strip() == f"../../build/{EDITION}/{EDITION}.md"
    assert str(tmp_path) not in ran.out + ran.err
