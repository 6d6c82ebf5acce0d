"""The command: its words, its exit codes, and where it points when a word is wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import generator.runs.build
from generator import __version__
from generator.runs.press import PAPER_FORMATS
from tests.support.commands import run
from tests.support.workspaces import BRIEFING, EDITION, FILES, edited, prose, values, with_pages, write


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("build",),
        ("digest",),
        ("check",),
        ("list",),
        ("paginate",),
        ("new",),
        ("new", "edition"),
        ("new", "template"),
        ("template",),
        ("template", "list"),
        ("template", "fields"),
        ("template", "check"),
        ("issue",),
        ("verify",),
        ("sign",),
        ("verify-all",),
    ],
)
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
        (("build",), "name an edition, or say --all"),
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
    assert "not built: ruritania-2020-11 (2 errors), second (2 errors), ruritania (2 errors)" in ran.err
    assert not (root / "build").exists()


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
    assert "no paper is public" in ran.err
    assert not (root / "build").exists()


def test_a_workspace_without_the_style_of_pages_has_none(tmp_path: Path) -> None:
    root = write(tmp_path)
    assert run(root, "build", "--all", "--format", "md").out == f"build/{EDITION}/{EDITION}.md\n"
    asked = run(root, "digest")
    assert asked.code == 1
    assert "there is no style `digest`" in asked.err


@pytest.mark.slow
def test_check_looks_at_the_pages_too(tmp_path: Path) -> None:
    name = f"{BRIEFING}/edition.yaml"
    root = with_pages(write(tmp_path, {name: FILES[name] + "abstract: About [him](case:nobody).\n"}, style=True))
    ran = run(root, "check")
    assert ran.code == 1
    assert f"{name}:18:" in ran.err
    assert "there is no case `nobody`" in ran.err


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
    assert "T102" in text.err
    assert "D103" in text.err
    rows = json.loads(run(root, "check", "--format", "json").out)
    assert {"T102", "D103", "D104"} <= {row["code"] for row in rows}
    github = run(root, "check", EDITION, "--format", "github").out
    assert "::error file=data/ruritania/cases/sapt.yaml,line=1,col=9,title=D103 unknown-field::" in github
    assert not (root / "build").exists()


def test_a_clean_workspace_has_no_errors(tmp_path: Path) -> None:
    ran = run(write(tmp_path, style=True), "check")
    assert ran.code == 0


def test_a_fault_of_the_program_is_no_traceback_and_tells_no_value(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise KeyError("a secret value")

    monkeypatch.setattr(generator.runs.build, "make_each", broken)
    ran = run(write(tmp_path), "build", EDITION, "--format", "md")
    assert ran.code == 2
    assert "a fault of its own" in ran.err
    assert "secret" not in ran.err
    assert "Traceback" not in ran.err
