"""A new record from a few answers: what is missing is told at once, what is there already is asked about, and what is
written is laid out, loads, and is closed."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from generator.authoring.fmt.files import lay_out
from generator.authoring.new.answers import check_answers, list_choices
from generator.authoring.new.near import find_near
from generator.authoring.new.questions import COLLECTION, QUESTIONS, list_questions
from generator.authoring.new.record import make_record, write_record
from generator.authoring.new.yaml_values import write_lines
from generator.base.diagnostics import BriefingError
from generator.cli.new_records import ask_questions
from generator.records.load import Dataset, load
from generator.records.load.parse import parse
from generator.records.resolve.references import check_references
from generator.records.schema import COLLECTIONS
from tests.support.commands import run
from tests.support.places import ROOT
from tests.support.trees import read_files
from tests.support.workspaces import BRIEFING, EDITION, FILES, edited, write

ANSWERS: dict[str, dict[str, str]] = {
    "country": {"name": "Zaptinar", "adjective": "Zaptinari"},
    "dialogue": {"title": "Council: Zaptinar dialogue", "parties": "council, government", "round": "3",
                 "date": "2021-11", "place": "Hofbau"},
    "case": {"name": "Антония Зайцарева", "kind": "person", "occupation": "poet, “free”", "place": "Hofbau: old town",
             "source": "gazette-1", "stage": "arrested", "date": "2020-08-01", "charge": "ru-code/12",
             "story": "She was taken: “read” it."},
    "source": {"kind": "news", "url": "https://example.org/zapt", "publisher": "Strelsau Gazette", "title": "No. 1: #2",
               "language": "ru", "published": "2020-08-03"},
    "law": {"title": "Law on Marches", "article": "3", "article_title": "marching", "source": "code-text"},
    "event": {"title": "fire of Hofbau", "date": "2020-07", "place": "Hofbau", "text": "- A house burnt: it fell.",
              "source": "gazette-1"},
    "figure": {"what": "houses that burnt", "value": "1,200", "qualifier": "at least", "as_of": "2020-07",
               "unit": "houses", "source": "https://www.example.org/2/"},
    "recommendation": {"theme": "expression", "addressee": "the authorities of Ruritania", "text": "Rebuild Hofbau.",
                       "cases": "rassendyll", "source": "gazette-1"},
    "theme": {"title": "Freedom of peaceful assembly", "order": "7", "standards": "treaty-19"},
    "organisation": {"name": "Friends of Hofbau", "kind": "ngo", "short": "FoH", "place": "Hofbau",
                     "url": "https://example.org", "country": "ruritania"},
}  # fmt: skip
"""An answer to every question of each kind."""

SMALL = {kind: {q.key: ANSWERS[kind][q.key] for q in QUESTIONS[kind] if q.needed and q.key != "country"}
         for kind in ANSWERS}  # fmt: skip
"""What is needed, and no more."""

SMALL["source"]["url"] = "https://example.org/zapt"


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """The invented workspace as it is read; nothing in it is changed."""
    return load(write(tmp_path_factory.mktemp("new")), ())[0]


def test_every_question_has_an_answer_here() -> None:
    for kind, answers in ANSWERS.items():
        assert {q.key for q in QUESTIONS[kind]} - {"country"} <= answers.keys()
    assert QUESTIONS.keys() == ANSWERS.keys()


@pytest.mark.parametrize("answers", [ANSWERS, SMALL], ids=["every answer", "what is needed"])
def test_what_is_written_is_laid_out_loads_refers_to_what_is_there_and_is_closed(
    answers: dict[str, dict[str, str]], tmp_path: Path
) -> None:
    root = write(tmp_path)
    for kind, said in answers.items():
        # as a person would: one after the other, in a workspace that changes
        dataset, before = load(root, ())
        here = said if kind not in ("case", "law") else said | {"country": "ruritania"}
        if kind in ("source", "event", "figure", "recommendation"):
            here = said | {"country": "ruritania"}
        checked, faults = check_answers(dataset, kind, here)
        assert faults == []
        made = make_record(dataset, kind, checked)
        write_record(root, made)
        dataset, after = load(root, ())
        entry = dataset.records[COLLECTION[kind]][made.id]
        assert after == before
        assert (entry.file, entry.line) == (made.path, made.line)
        assert entry.visibility == made.visibility
        assert entry.visibility == ("public" if kind in ("law", "theme") else "internal")
        changed, problems = lay_out(root, [root / name for name in made.files], write=False)
        assert (changed, problems) == ([], [])
        assert {d.origin.file for d in check_references(dataset, "internal")} & made.files.keys() == set()


def test_every_answer_stands_in_the_record(dataset: Dataset) -> None:
    text = ""
    for kind, said in ANSWERS.items():
        country = {} if kind in ("country", "dialogue", "theme", "organisation") else {"country": "ruritania"}
        checked, _ = check_answers(dataset, kind, said | country)
        text += make_record(dataset, kind, checked).text
    for words in ("Антония Зайцарева", "poet, “free”", "already_public: gazette-1", "charges: [ru-code/12]",
                  "{date: 2020-08-01, stage: arrested, by: gazette-1}", "publisher: gazette", "marching", "value: 1200",
                  "qualifier: at_least", "by: gazette-2", "addressee: government", "short: FoH",
                  "as_of: 2020-08-01", "“read” it.[@gazette-1]"):  # fmt: skip
        assert words in text


def test_other_records_of_the_file_and_their_comments_stay(tmp_path: Path) -> None:
    name = "data/ruritania/sources.yaml"
    old = "# ours\n\n" + FILES[name] + "# the end\n"
    root = write(tmp_path, {name: old})
    assert run(root, "new", "source", "--kind", "news", "--url", "https://example.org/9").code == 0
    assert (root / name).read_text("utf-8").startswith(old + "example-9:\n")


@pytest.mark.parametrize("text", ["", "# nothing yet\n"])
def test_a_file_without_records_takes_the_first_one(text: str, tmp_path: Path) -> None:
    name = "data/ruritania/events.yaml"
    root = write(tmp_path, {name: text})
    dataset, _ = load(root, ())
    checked, _ = check_answers(dataset, "event", ANSWERS["event"])
    made = make_record(dataset, "event", checked)
    assert made.text.startswith(f"{text}fire-of-hofbau-2020:\n")


def test_windows_line_ends_are_kept(tmp_path: Path) -> None:
    name = "data/ruritania/events.yaml"
    root = write(tmp_path, {name: FILES[name].replace("\n", "\r\n").encode()})
    dataset, _ = load(root, ())
    checked, _ = check_answers(dataset, "event", ANSWERS["event"])
    assert "\n" not in make_record(dataset, "event", checked).text.replace("\r\n", "")


def test_a_file_in_braces_or_that_cannot_be_read_is_told_and_stays(tmp_path: Path) -> None:
    name = "data/ruritania/events.yaml"
    for text, code in (("{one: {title: One, date: 2020}}\n", "D013"), ("one: [\n", "D0")):
        root = write(tmp_path, {name: text})
        ran = run(root, "new", "event", "--title", "fire", "--date", "2020")
        assert (ran.code, ran.out) == (1, "")
        assert code in ran.err
        assert "nothing was made" in ran.err
        assert (root / name).read_text("utf-8") == text


# ── what is missing or wrong ──────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("kind", list(QUESTIONS))
def test_without_a_terminal_everything_that_is_missing_is_told_at_once(kind: str, tmp_path: Path) -> None:
    ran = run(write(tmp_path), "new", kind)
    assert ran.code == 2
    needed = {one.key.replace("_", "-") for one in QUESTIONS[kind] if one.needed and one.key != "country"}
    told = set(re.findall(r"^  --([\w-]+): ", ran.err, re.M))
    assert told == needed | ({"url"} if kind == "source" else set())


@pytest.mark.parametrize(
    ("kind", "said", "told"),
    [
        ("case", {"name": "X", "stage": "arested"}, "stage: did you mean `arrested`?"),
        ("case", {"name": "X", "date": "2020-13-01", "stage": "arrested"}, "date: write a date"),
        ("case", {"name": "X", "story": "It began."}, "story: say what was done and when, or a source"),
        ("case", {"name": "X", "date": "2020"}, "stage: say it beside `date`"),
        ("case", {"name": "X", "charge": "ru-code/122"}, "charge: did you mean `ru-code/12`?"),
        ("case", {"name": "X", "source": "gazete-1"}, "source: did you mean `gazette-1`?"),
        ("case", {"name": "X", "source": "https://example.org/7"}, "source: make it first: briefing new source"),
        ("case", {"name": "X", "country": "ruritanai"}, "country: did you mean `ruritania`?"),
        ("case", {"name": "X", "id": "rassendyll"}, "id: give it another id, or leave it out"),
        ("case", {"name": "X", "id": "Mr X"}, "id: write small letters"),
        ("case", {"name": "X\x07"}, "name: type it anew"),
        ("source", {"kind": "news", "url": "example.org"}, "url: write an address"),
        ("source", {"kind": "news", "url": "https://example.org", "language": "russian"}, "language: write one of two"),
        ("figure", {"what": "x", "value": "many", "as_of": "2020"}, "value: write digits"),
        ("recommendation", {"theme": "expresion", "addressee": "Council of Senda", "text": "Go"},
         "theme: did you mean `expression`?; addressee: did you mean `council` (Council of Zenda)?"),
        ("organisation", {"name": "X", "kind": "zzz"}, "kind: write one of: ngo"),
        ("event", {"title": "x", "date": "2020", "colour": "red"}, "colour: there are: country, date"),
    ],
)  # fmt: skip
def test_what_is_wrong_says_what_was_meant(dataset: Dataset, kind: str, said: dict[str, str], told: str) -> None:
    _, faults = check_answers(dataset, kind, said)
    assert "; ".join(f"{fault.key}: {fault.help}" for fault in faults).startswith(told)


def test_with_several_countries_the_country_has_to_be_said(tmp_path: Path) -> None:
    root = write(tmp_path, {"data/hentzau/country.yaml": "names: {preferred: Hentzau}\n"})
    ran = run(root, "new", "case", "--name", "Antonia Zapt")
    assert ran.code == 2
    assert "--country: the country is missing; there are: hentzau, ruritania" in ran.err


def test_choices_are_those_of_the_schema() -> None:
    for kind in QUESTIONS:
        for question in list_questions(kind):
            if question.form == "choice":
                assert len(list_choices(kind, question.path)) > 2
                assert question.otherwise is None or question.otherwise in list_choices(kind, question.path)


# ── what is there already ─────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("kind", "said", "found"),
    [
        ("case", {"name": "Rudolf Rasendyll"}, "rassendyll"),
        ("case", {"name": "Rassendyll Rudolf"}, "rassendyll"),
        ("case", {"name": "Рудольф Рассендилл"}, "rassendyll"),
        ("case", {"name": "Rupert Hentzau"}, "hentzau"),
        ("case", {"name": "Flavia Elphberg"}, None),
        ("source", {"kind": "news", "url": "http://www.example.org/2/?utm_source=mail#top"}, "gazette-2"),
        ("source", {"kind": "news", "url": "https://example.org/22"}, None),
        ("organisation", {"name": "Strelsau Bureau of Rights", "kind": "ngo"}, "bureau"),
        ("organisation", {"name": "Another", "short": "SBR", "kind": "ngo"}, "bureau"),
        ("law", {"title": "Criminal Code", "country": "ruritania"}, "ru-code"),
        ("recommendation", {"theme": "expression", "addressee": "council", "text": "Release those that are held"},
         "release"),
        ("event", {"title": "march of 2 May", "date": "2020-05-02"}, "march-2020"),
        ("theme", {"title": "Freedom of peaceful expression"}, "expression"),
        ("theme", {"title": "Freedom of peaceful assembly"}, None),
    ],
)  # fmt: skip
def test_what_may_be_the_same_is_found(dataset: Dataset, kind: str, said: dict[str, str], found: str | None) -> None:
    checked, faults = check_answers(dataset, kind, said)
    assert faults == []
    assert [near.id for near in find_near(dataset, kind, checked)][:1] == ([found] if found else [])


def test_without_a_terminal_what_may_be_the_same_is_not_made_unless_it_is_said_to_be_another(tmp_path: Path) -> None:
    root = write(tmp_path)
    words = ("new", "case", "--name", "Rudolf Rasendyll")
    ran = run(root, *words)
    assert ran.code == 2
    assert "data/ruritania/cases/rassendyll.yaml:1: `rassendyll` (Rudolf Rassendyll)" in ran.err
    assert "--another" in ran.err
    assert run(root, *words, "--another").out == "data/ruritania/cases/rudolf-rasendyll.yaml\n"


def test_whoever_asked_to_be_named_no_more_is_told_as_such(tmp_path: Path) -> None:
    gone = FILES["data/ruritania/cases/tarlenheim.yaml"].replace("date: 2020-01", "date: 2020-01, withdrawn: 2020-06")
    root = write(tmp_path, {"data/ruritania/cases/tarlenheim.yaml": gone})
    assert "do not add the person again" in run(root, "new", "case", "--name", "Fritz Tarlenheim").err


def test_an_id_that_is_taken_gets_a_number(dataset: Dataset) -> None:
    said, _ = check_answers(dataset, "organisation", {"name": "Council", "kind": "ngo"})
    assert make_record(dataset, "organisation", said).id == "council-2"


# ── who may see it ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_it_is_closed_unless_somebody_says_otherwise_and_that_is_told(tmp_path: Path) -> None:
    root = write(tmp_path)
    closed = run(root, "new", "case", "--name", "Antonia Zapt")
    assert "visibility: internal  #" in (root / "data/ruritania/cases/antonia-zapt.yaml").read_text("utf-8")
    assert "for the authors alone (internal)" in closed.err
    assert "`visibility:` in data/ruritania/cases/antonia-zapt.yaml:1 opens it" in closed.err
    opened = run(root, "new", "case", "--name", "Flavia Elphberg", "--visibility", "public")
    assert "for everybody" in opened.err
    # the folder says the same already
    assert "visibility" not in (root / "data/ruritania/cases/flavia-elphberg.yaml").read_text("utf-8")


def test_a_new_country_is_closed_by_one_line_which_opens_all_of_it(tmp_path: Path) -> None:
    root = write(tmp_path)
    assert "authors alone" in run(root, "new", "country", "--name", "Zaptinar").err
    ran = run(root, "new", "case", "--name", "Antonia Zapt", "--country", "zaptinar")
    assert "as the defaults.yaml of its folder says" in ran.err
    assert load(root, ())[0].cases["antonia-zapt"].visibility == "internal"
    folder = root / "data/zaptinar/defaults.yaml"
    folder.write_text(folder.read_text("utf-8").replace("visibility: internal", "visibility: public"), "utf-8")
    assert load(root, ())[0].cases["antonia-zapt"].visibility == "public"


# ── what comes next ───────────────────────────────────────────────────────────────────────────────────────────────────

_STANDS_FOR = {
    "SOURCE": "gazette-1", "ORGANISATION": "council", "LAW/ARTICLE": "ru-code/12", "EVENT": "march-2020",
    "CASE": "rassendyll", "STANDARD": "treaty-19", "YYYY-MM-DD": "2020-11-02", "YYYY-MM": "2020-11", "https://…": "https://example.org/x",
    "…": "words",
}  # fmt: skip


@pytest.mark.parametrize("kind", list(QUESTIONS))
def test_each_next_step_holds_once_its_sign_is_gone(dataset: Dataset, kind: str) -> None:
    said, _ = check_answers(dataset, kind, SMALL[kind] | ({"country": "ruritania"} if kind != "country" else {}))
    made = make_record(dataset, kind, said)
    lines = made.text.split("\n")[made.line - 1 :]
    steps = [line for line in lines if re.match(r" *# [a-z_]+: ", line)]
    assert steps
    text = "\n".join(line.replace("# ", "", 1) if line in steps else line for line in lines)
    for sign, word in _STANDS_FOR.items():
        text = text.replace(sign, word)
    tree, problems = parse(text, made.path)
    assert tree is not None
    assert problems == []
    own = tree.get(made.id, tree)
    assert isinstance(own, dict)
    COLLECTIONS[made.collection].model_validate({"id": made.id, **_plain(own)})


def _plain(node: object) -> dict[str, object]:
    assert isinstance(node, dict)
    return {key: _plain(value) if isinstance(value, dict) else value for key, value in node.items()}


@pytest.mark.parametrize(
    "text",
    ["a: b", "- a", "#x", "yes", "null", "~", "a, b", "[x]", "{", "it's", '"', "x #y", "1.0", "é ", "@a", "a:", "…"],
)
def test_any_words_come_back_as_they_were(text: str) -> None:
    made = "\n".join(write_lines({"one": text, text: text, "two": [text, {"three": text, "four": [[text]]}]}))
    tree, problems = parse(made + "\n", "x.yaml")
    assert problems == []
    assert tree == {"one": text, text: text, "two": [text, {"three": text, "four": [[text]]}]}


# ── in a terminal ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_questions_are_asked_until_their_answers_are_right_and_flags_are_not_asked_again(dataset: Dataset) -> None:
    asked: list[str] = []
    told: list[str] = []
    typed = iter(
        ["", "Antonia Zapt", "poet", "", "gazzete-1", "gazette-1", "arrested", "1 August", "2020-08-01", "", "", ""]
    )

    def ask(question: object) -> str:
        asked.append(question.key)  # type: ignore[attr-defined]
        return next(typed)

    said, faults = ask_questions(dataset, "case", {"kind": "person"}, ask, told.append)
    assert faults == []
    assert asked == ["name", "name", "occupation", "place", "source", "source", "stage", "date", "date", "charge",
                     "story", "visibility"]  # fmt: skip
    assert said["name"] == "Antonia Zapt"
    assert "place" not in said
    assert len(told) == 3
    assert "did you mean `gazette-1`?" in told[1]


@pytest.mark.slow
def test_a_terminal_is_asked_and_may_say_that_it_is_another_one(tmp_path: Path) -> None:
    root = write(tmp_path)
    ours, theirs = pty.openpty()
    typed = "Rudolf Rasendyll\n\n\n\n\n\n\n\n\ny\n"  # of a stage that is left out nobody asks the day
    os.write(ours, typed.encode())
    ran = subprocess.run(
        [sys.executable, "-m", "generator", "new", "case"],
        cwd=root, stdin=theirs, capture_output=True, text=True, env=os.environ | {"PYTHONPATH": str(ROOT)}, timeout=60,
    )  # fmt: skip
    os.close(ours)
    os.close(theirs)
    assert (ran.returncode, ran.stdout) == (0, "data/ruritania/cases/rudolf-rasendyll.yaml\n")
    assert "Name of the person" in ran.stderr
    assert "`rassendyll` (Rudolf Rassendyll) is called the same" in ran.stderr


def test_what_was_changed_meanwhile_is_not_written_over(tmp_path: Path) -> None:
    root = write(tmp_path)
    dataset, _ = load(root, ())
    checked, _ = check_answers(dataset, "event", ANSWERS["event"])
    made = make_record(dataset, "event", checked)
    (root / made.path).write_text("other: {title: Other, date: 2020}\n", "utf-8")
    with pytest.raises(BriefingError):
        write_record(root, made)
    assert (root / made.path).read_text("utf-8") == "other: {title: Other, date: 2020}\n"


def test_the_invented_country_of_a_new_workspace_is_never_the_one_that_is_meant(tmp_path: Path) -> None:
    """Nobody is asked, and nothing lands there unasked; said by a flag, it is a country as any."""
    example = {"data/example/country.yaml": "names: {preferred: Exampland}\n"}
    root = write(tmp_path, example)
    dataset = load(root, ())[0]
    assert check_answers(dataset, "case", {"name": "Boris Tem"})[0]["country"] == "ruritania"
    assert check_answers(dataset, "case", {"name": "Boris Tem", "country": "example"})[0]["country"] == "example"
    exported = run(root, "export", "cases", "--audience", "internal", "--format", "csv")
    assert exported.code == 0, exported.err
    assert "ruritania.cases.internal.csv" in exported.out
    write(tmp_path, example | {"data/zenda/country.yaml": "names: {preferred: Zenda}\n"})
    assert "say the country, such as --country ruritania" in run(root, "export", "cases").err
    _, faults = check_answers(load(root, ())[0], "case", {"name": "Boris Tem"})
    assert [fault.help for fault in faults] == ["there are: ruritania, zenda"]


def test_where_there_is_no_theme_the_command_that_makes_one_is_told(tmp_path: Path) -> None:
    root = write(tmp_path, {"data/themes.yaml": ""})
    _, faults = check_answers(load(root, ())[0], "recommendation", ANSWERS["recommendation"])
    assert [fault.help for fault in faults if fault.key == "theme"] == ["`briefing new theme` makes one"]
    made = run(root, "new", "theme", "--title", "Freedom of Expression")
    assert (made.code, made.out) == (0, "data/themes.yaml\n"), made.err
    assert "`expression` is made, for everybody" in made.err
    assert run(root, "new", "theme", "--title", "Right to privacy").code == 0
    orders = {id: entry.record.order for id, entry in load(root, ())[0].themes.items()}
    assert orders == {"expression": 1, "right-to-privacy": 2}
    (root / "data/standards.yaml").unlink()
    _, faults = check_answers(load(root, ())[0], "theme", {"title": "Torture", "standards": "treaty-7"})
    assert [fault.help for fault in faults] == ["write it first, into data/standards.yaml: `treaty-7: {title: …}`"]


def test_a_new_case_is_told_where_to_be_named_and_how_it_is_opened(tmp_path: Path) -> None:
    root = write(tmp_path, {"data/ruritania/defaults.yaml": "visibility: internal\n"})
    made = run(root, "new", "case", "--name", "Boris Tem", "--country", "ruritania")
    assert made.code == 0, made.err
    assert (
        "for the authors alone (internal), as the defaults.yaml of its folder says; a line `visibility: public`"
        in made.err
    )
    assert "then name it in a paper: `boris-tem` in the `prisoners:`" in made.err


# ── named in a paper ──────────────────────────────────────────────────────────────────────────────────────────────────

PAPER = f"{BRIEFING}/edition.yaml"
DRAFT = edited(PAPER, "status: reconstruction", "status: draft")
CASE = ("new", "case", "--name", "Boris Tem", "--source", "gazette-1", "--visibility", "public", "--paper")
ASK = ("new", "recommendation", "--theme", "expression", "--addressee", "government", "--text", "Open the archive",
       "--visibility", "public", "--paper")  # fmt: skip


def test_a_new_record_is_put_behind_the_last_of_each_list_and_nothing_else_changes(tmp_path: Path) -> None:
    root = write(tmp_path, DRAFT)
    made = run(root, *CASE, EDITION)
    assert made.code == 0, made.err
    assert f"named in {BRIEFING}/prisoners.yaml, `prisoners:` and `profiles:`" in made.err
    before = FILES[f"{BRIEFING}/prisoners.yaml"]
    assert (root / BRIEFING / "prisoners.yaml").read_text("utf-8") == before.replace(
        "rassendyll, tarlenheim]", "rassendyll, tarlenheim, boris-tem]"
    )
    assert "then name it in a paper" not in (root / "data/ruritania/cases/boris-tem.yaml").read_text("utf-8")
    boxed = run(root, *CASE[:3], "Marga Rix", *CASE[4:], f"{EDITION}/expression")
    assert f"named in {BRIEFING}/expression.yaml, `case_boxes:`" in boxed.err
    asked = run(root, *ASK, EDITION)
    assert f"named in {BRIEFING}/expression.yaml, `recommendations:`" in asked.err
    text = (root / BRIEFING / "expression.yaml").read_text("utf-8")
    assert text == FILES[f"{BRIEFING}/expression.yaml"].replace(
        "[repeal, release]\n", "[repeal, release, expression-1]\n  - case_boxes: [marga-rix]\n"
    )


def test_a_section_is_begun_where_the_paper_has_none_for_it(tmp_path: Path) -> None:
    outline = {
        **DRAFT,
        PAPER: DRAFT[PAPER].replace("[overview, expression]", "[overview]").replace("annexes: [prisoners]\n", ""),
    }
    root = write(tmp_path, {**outline, f"{BRIEFING}/expression.yaml": None, f"{BRIEFING}/prisoners.yaml": None})
    assert run(root, *CASE, EDITION).out.splitlines()[1:] == [f"{BRIEFING}/cases.yaml", PAPER]
    assert run(root, *ASK, EDITION).code == 0
    edition = load(root, [EDITION])[0].editions[EDITION].record
    assert (edition.outline, edition.annexes) == (("overview", "expression"), ("cases",))
    assert (root / BRIEFING / "expression.yaml").read_text("utf-8") == (
        "kind: theme\ntitle: Freedom of expression\ntheme: expression\nblocks:\n  - recommendations: [expression-1]\n"
    )
    changed, problems = lay_out(root, [root / PAPER, root / BRIEFING / "cases.yaml"], write=False)
    assert (changed, problems) == ([], [])


@pytest.mark.parametrize(
    ("words", "changes", "told"),
    [
        ((*CASE, "ruritania-2020"), {}, f"did you mean `{EDITION}`?"),
        ((*CASE, EDITION), {PAPER: FILES[PAPER]}, "there is none: `briefing new edition` makes one"),
        ((*CASE, f"{EDITION}/expresion"), {}, "did you mean `expression`?"),
        ((*CASE[:-3], "--paper", EDITION), {}, "everybody (public), would not see it"),
        ((*CASE[:4], *CASE[6:], EDITION), {}, "with a consent"),
        ((*CASE, EDITION), edited("data/ruritania/sources.yaml", "gazette-1: {", "gazette-1: {visibility: partner, "),
         "may not see `gazette-1`; where they may, write `visibility: public` into data/ruritania/sources.yaml:1"),
        ((*CASE, EDITION), {f"{BRIEFING}/overview.yaml": FILES[f"{BRIEFING}/prisoners.yaml"]},
         f"write one of: {EDITION}/overview, {EDITION}/prisoners"),
        ((*CASE, EDITION), {f"{BRIEFING}/prisoners.yaml": FILES[f"{BRIEFING}/prisoners.yaml"] + "  - prisoners: []\n"},
         "several lists `prisoners:`"),
    ],
)  # fmt: skip
def test_what_speaks_against_naming_somebody_is_told_before_anything_is_written(
    words: tuple[str, ...], changes: dict[str, str], told: str, tmp_path: Path
) -> None:
    root = write(tmp_path, {**DRAFT, **changes})
    before = read_files(root)
    ran = run(root, *words)
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err
    assert read_files(root) == before


def test_a_draft_whose_readers_may_not_see_a_new_record_is_told(tmp_path: Path) -> None:
    root = write(tmp_path, DRAFT)
    made = run(root, "new", "source", "--kind", "news", "--url", "https://example.org/9")
    assert f"`{EDITION}` is for everybody (public): it can't tell of it before it is opened that far (S101)" in made.err
