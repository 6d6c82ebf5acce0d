"""`briefing init`: a workspace of one's own, in which nothing is wrong from the beginning."""

from __future__ import annotations

import io
import json
import re
import shutil
import sys
from datetime import date
from pathlib import Path

import pytest

from generator.authoring.start import PLACES, Answers, begin_workspace
from generator.base.diagnostics import BriefingError
from generator.records.load import load
from tests.support.commands import Ran, run
from tests.support.trees import read_files

SAID = {
    "organisation": "Zaptinar Watch",
    "short": "ZW",
    "country": "Zaptinar",
    "adjective": "Zaptinari",
    "dialogue": "EU-Zaptinar Human Rights Dialogue",
    "as-of": "2026-11-30",
}
EDITION = "zaptinar-2026-11"


def begin(root: Path, **said: str) -> Ran:
    """Run `briefing init` with these answers as flags."""
    words = [word for name, answer in said.items() for word in (f"--{name.replace('_', '-')}", answer)]
    return run(root, "init", "papers", *words)


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("begun")
    made = begin(root, **SAID)
    assert made.code == 0, made.err
    assert "`briefing build zaptinar-2026-11`" in made.err
    return root / "papers"


@pytest.mark.slow
def test_nothing_is_wrong_with_it(begun: Path) -> None:
    checked = run(begun, "check")
    assert checked.code == 0
    assert checked.out.startswith("no findings; read: 2 editions, 16 records"), checked.out
    assert run(begun, "fmt", "--check").code == 0
    built = run(begun, "build", EDITION, "--format", "docx,md", "--out", "made")
    assert built.code == 0
    paper = (begun / "made" / EDITION / f"{EDITION}.md").read_text("utf-8")
    assert "# Human rights in Zaptinar: concerns and recommendations\n" in paper
    assert "Zaptinar Watch (ZW)" in paper
    assert "This paper is about human rights in Zaptinar." in paper


@pytest.mark.slow
def test_the_example_goes_with_one_command(begun: Path, tmp_path: Path) -> None:
    """The one that README.md names; no record of the country is invented."""
    root = tmp_path / "papers"
    shutil.copytree(begun, root)
    command = re.search(r"^rm -r (\S+) (\S+) ", (root / "README.md").read_text("utf-8"), re.M)
    assert command is not None
    for name in command.groups():
        shutil.rmtree(root / name)
    checked = run(root, "check")
    assert checked.code == 0
    assert checked.out.startswith("no findings; read: 1 edition, "), checked.out
    left = "".join(path.read_text("utf-8") for path in root.rglob("*.yaml"))
    assert "Exampland" not in left


@pytest.mark.slow
def test_what_its_readme_says_of_the_next_steps_makes_a_paper_with_a_case_and_a_recommendation(
    begun: Path, tmp_path: Path
) -> None:
    """Word for word, beside the example: no command asks for a country, and no theme has to be written first."""
    root = tmp_path / "papers"
    shutil.copytree(begun, root)
    readme = (root / "README.md").read_text("utf-8")
    commands = [
        "new source",
        "new case",
        "new recommendation",
        "check",
        f"build {EDITION}",
        "import cases",
    ]
    for command in (*commands, "import sources", "reconcile", "explain", f"preview {EDITION} --edit", "confirm"):
        assert f"briefing {command}" in readme
    said = {
        "source": "--kind news --url https://example.org/1 --language en --published 2026-08-04 --id wake-1",
        "case": "--name Larsk --source wake-1 --stage arrested --date 2026-08-01",
        "recommendation": "--theme expression --addressee government-of-zaptinar --cases larsk --text Release",
    }
    for kind, words in said.items():
        made = run(root, "new", kind, *words.split(), "--visibility", "public")
        assert made.code == 0, made.err
        assert made.out.startswith("data/zaptinar/")
        assert "then" in made.err.splitlines()[-1]
    section = re.search(r"```yaml\n(.*?)```", readme, re.S)
    assert section is not None
    text = re.sub("id-of-a-case, id-of-another", "larsk", section[1]).replace("id-of-a-recommendation", "expression-1")
    (root / f"briefings/{EDITION}/cases.yaml").write_text(text, "utf-8")
    edition = root / f"briefings/{EDITION}/edition.yaml"
    edition.write_text(edition.read_text("utf-8") + "annexes: [cases]\n", "utf-8")
    built = run(root, "build", EDITION, "--format", "md", "--out", "made")
    assert built.code == 0, built.err
    paper = (root / "made" / EDITION / f"{EDITION}.md").read_text("utf-8")
    assert "Larsk" in paper
    assert "Release" in paper
    listed = tmp_path / "list.csv"
    listed.write_text("names.preferred\nVasko\n", "utf-8")
    taken = run(root, "import", "cases", str(listed), "--write")
    assert (taken.code, "are in no paper" in taken.err) == (0, True), taken.err
    assert (root / "data/zaptinar/cases/vasko.yaml").is_file()


def test_it_holds_only_what_is_its_own_and_the_settings_beside_it(begun: Path) -> None:
    assert not (begun / "templates").exists()
    assert {path.name for path in begun.iterdir()} - {"made"} <= set(PLACES)
    ignored = (begun / ".gitignore").read_text("utf-8")
    assert {"/build/", "/pseudonyms.yaml"} <= set(ignored.splitlines())
    hooks = (begun / ".pre-commit-config.yaml").read_text("utf-8")
    assert re.findall("entry: (.+)", hooks) == ["briefing fmt --check", "briefing check"]
    assert "files: ^(data|briefings|templates)/.*\\.yaml$\n" in hooks
    settings = json.loads((begun / ".vscode/settings.json").read_text("utf-8"))
    assert all((begun / name).is_file() for name in settings["yaml.schemas"])
    assert "visibility: internal" in (begun / "data/zaptinar/defaults.yaml").read_text("utf-8")


def test_what_stands_there_is_never_written_over(begun: Path, tmp_path: Path) -> None:
    for name in PLACES:
        root = tmp_path / name
        (root / "papers").mkdir(parents=True)
        (root / "papers" / name).symlink_to("nowhere")  # a broken link, too, is somebody's
        refused = begin(root, **SAID)
        assert refused.code == 2
        assert f"there is `{name}` there already, and nothing is written over" in refused.err
        assert [path.name for path in (root / "papers").iterdir()] == [name]


def test_it_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    """Here somebody else's file came to be there meanwhile."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data/organisations.yaml").write_text("mine", "utf-8")
    answers = Answers("Watch", "", "Zaptinar", "", "Dialogue", "Title", date(2024, 2, 29), "en", "internal", "public")
    with pytest.raises(BriefingError) as raised:
        begin_workspace(tmp_path, answers)
    assert [d.code for d in raised.value.diagnostics] == ["O501"]
    assert read_files(tmp_path) == {"data/organisations.yaml": b"mine"}
    assert [path.name for path in tmp_path.iterdir()] == ["data"]


def test_who_asks_nobody_is_told_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("Zaptinar\n"))  # no terminal: whatever stands there is no answer
    refused = begin(tmp_path, organisation="Zaptinar Watch")
    assert (refused.code, refused.out) == (2, "")
    assert refused.err == "briefing: say what this is for: the country, the dialogue (--country … --dialogue …)\n"
    assert not (tmp_path / "papers").exists()


@pytest.mark.parametrize(
    ("name", "answer", "told"),
    [
        ("country", "Example", "the country of the example is called so"),
        ("country", "…", "`…` can't be the name of the country"),
        ("dialogue", "*the* dialogue", "`*the*` would be printed as it stands"),
        ("title", "Concerns[^1]", "would be printed as it stands"),
        ("as-of", "30 November", "`30 November` is no day"),
        ("as-of", "2024-11", "`2024-11` is no day"),
        ("language", "xx", "no style of the program has words in `xx`"),
    ],
)
def test_an_answer_that_no_paper_could_print_is_refused(tmp_path: Path, name: str, answer: str, told: str) -> None:
    refused = begin(tmp_path, **{**SAID, name: answer})
    assert (refused.code, refused.out) == (2, "")
    assert told in refused.err
    assert not (tmp_path / "papers").exists()


def test_any_name_makes_records_that_load(tmp_path: Path) -> None:
    said = {
        "organisation": 'Fonds: #1 "Droits" [$HOME] – {x}',
        "country": "Côte d'Ivoire",
        "dialogue": "UE–Côte d'Ivoire: dialogue, % & !tag",
        "title": "- yes: 'no' # null",
        "as-of": "2024-02-29",
    }
    made = begin(tmp_path, **said)
    assert made.code == 0, made.err
    dataset, problems = load(tmp_path / "papers", ["cote-divoire-2024-02"])
    assert not problems
    edition = dataset.editions["cote-divoire-2024-02"].record
    assert (edition.title, edition.country) == ("- yes: ’no’ # null", "cote-divoire")
    assert edition.period is not None
    assert edition.period.start.first == date(2023, 2, 28)
    assert dataset.organisations[edition.authors[0]].record.names.preferred == "Fonds: #1 “Droits” [$HOME] – {x}"
    assert dataset.countries["cote-divoire"].record.names.preferred == "Côte d’Ivoire"


class Terminal(io.StringIO):
    """What somebody types, line by line."""

    def isatty(self) -> bool:
        return True


def test_on_a_terminal_it_asks_at_most_ten_things(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Enter takes what stands in brackets; what can't be is asked again."""
    typed = ["Zaptinar Watch", "", "Example", "Zaptinar", "", "EU-Zaptinar Dialogue", "", "soon", "2024-05-01", "", ""]
    monkeypatch.setattr(sys, "stdin", Terminal("\n".join([*typed, "one line that nobody asks for", ""])))
    made = run(tmp_path, "init")
    assert made.code == 0, made.err
    assert "the country of the example is called so" in made.err
    asked_again = 2
    assert len(typed) - asked_again <= 10
    assert sys.stdin.readline() == "one line that nobody asks for\n"
    dataset, problems = load(tmp_path, ["zaptinar-2024-05"])
    assert not problems
    assert dataset.editions["zaptinar-2024-05"].record.title == "Human rights in Zaptinar: concerns and recommendations"
