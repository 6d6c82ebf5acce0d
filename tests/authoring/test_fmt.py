"""`briefing fmt`: one layout, in which a file says what it said, and which stays when it is laid out again."""

from __future__ import annotations

import re
import shutil
import time
import tomllib
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel
from ruamel.yaml import YAML

from generator.authoring.fmt.files import FOLDERS, lay_out, lay_out_text
from generator.authoring.fmt.prose import split_into_lines
from generator.base.text.sentence_ends import find_sentence_starts, is_closed
from generator.records.load import load
from generator.records.load.parse import Map, Seq, parse
from generator.runs.build import make_files
from tests.support.commands import run
from tests.support.examples import examples
from tests.support.places import ROOT
from tests.support.workspaces import BRIEFING, FILES, write

CASE = "data/ruritania/cases/rassendyll.yaml"
SCRIPTS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["scripts"]
REAL = sorted(path.relative_to(ROOT).as_posix() for name in FOLDERS for path in (ROOT / name).rglob("*.yaml"))


def laid(text: str, name: str = "data/ruritania/sources.yaml") -> str:
    """Return a file in the one layout; it has to have one, which stays when it is laid out again."""
    made, problems = lay_out_text(text, name)
    assert made is not None, problems
    assert lay_out_text(made, name) == (made, [])
    return made


# ── sentences ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def sentences(text: str) -> list[str]:
    places = [0, *find_sentence_starts(text), len(text)]
    return [text[a:b].strip() for a, b in pairwise(places)]


@pytest.mark.parametrize(
    "text",
    [
        "He met Mr. Zapt.| He left.",
        "Mr. and Mrs. A. B. Zapt came.| Dr. Zapt did not.",
        "See No. 2 of it.| She said no.| He left.",
        "It rests on art. 5 and on Art. 12.| On p. 3 it does not.",
        "He came at 5 a.m. on Monday.| At 6 p.m. Zapt left.| It was 7 a.m. The gate was open.".replace(
            "a.m. The", "a.m.| The"
        ),
        "The U.S. Embassy wrote.| He is in the U.S.| The others are not.",
        "He wrote poems, songs, etc. for us.| He wrote songs, etc.| The others sang.",
        "Some (e.g. Zapt, i.e. him) came.| Others, viz. Fritz, did not.",
        "The NGO Ar.Rukh.Khak wrote.| The party Alga Kazakhstan! answered.",
        "It cost 1.5 million.| In 2020 it was 2.50 more.| 12 people paid.",
        "On 3. May he came.| He was 12.| The others were older.",
        "So … it went.| It went on…| The end came.| It was … Zapt.",
        "“It is.| It was.”".replace("|", ""),
        "He said “It is so. It was so.”| Then he left.",
        "He asked “Is it?”, and left.| “Yes!”| They stayed.",
        "He left.[@gazette-1]| She stayed.[see, for instance, @a-1; @b-2]| They came.",
        "He left.^[It is said. By whom?]| She stayed.",
        "**He left.**| *She stayed.*| **They** came.",
        "**He left. She stayed.** They came.".replace("** They", "**| They"),
        "[He](case:a.b-1) left.| [Article 12](law:ru-code/12) stood.",
        "It ended (see above).| (It had begun late.)| (“So!”) was said.".replace("late.)| (", "late.) ("),
        "Fritz von Tarlenheim Jr. came.| He met St. Elphberg in Nov. 2020.",
        "[Nashe Pravo. Nashe Delo]{lang=ru-Latn} wrote.| It wrote.",
    ],
)
def test_where_a_sentence_ends(text: str) -> None:
    assert sentences(text.replace("|", "")) == [part.strip() for part in text.split("|")]


def _paragraphs() -> list[list[str]]:
    """Return the lines of every paragraph and item in the block texts of the repository."""
    found: list[list[str]] = []

    def walk(node: Any) -> None:
        if isinstance(node, str) and "\n" in node:
            for part in re.split(r"\n(?=[ \t]*\n|[ \t]*- )", node):
                lines = [re.sub(r"^(- )?[ \t]*", "", line) for line in part.strip("\n").split("\n") if line.strip()]
                found.extend([lines] if lines else [])
        for inner in node.values() if isinstance(node, Map) else node if isinstance(node, Seq) else ():
            walk(inner)

    for name in REAL:
        walk(parse((ROOT / name).read_text("utf-8"), name)[0])
    return found


@pytest.mark.slow
def test_the_lines_of_the_editions_are_found_again_when_they_are_joined() -> None:
    """Authors put one sentence on a line by hand; what ends no sentence was broken for its length alone."""
    paragraphs = _paragraphs()
    ends = 0
    for lines in paragraphs:
        wanted: list[str] = []
        for line in lines:
            if wanted and not is_closed(wanted[-1]):
                wanted[-1] += f" {line}"
            else:
                wanted.append(line)
        assert sentences(" ".join(lines)) == wanted
        ends += len(wanted) - 1
    assert ends > 600


def test_an_authors_break_after_a_stop_stays() -> None:
    assert (
        split_into_lines("He met Mr.\nZapt left.\nShe\nstayed. He too.\n")
        == "He met Mr.\nZapt left.\nShe stayed.\nHe too.\n"
    )


def test_what_markdown_means_stays() -> None:
    text = (
        "One. Two.\n\n- A. B.\n  C\n  D.\n  - deep. Deeper. 2020. Then.\n\n1. One. Two.\n\nHard  \nbreak. 1. May. - It."
        " # It.\n"
    )
    made = split_into_lines(text)
    assert (
        made
        == "One.\nTwo.\n\n- A.\n  B.\n  C D.\n  - deep.\n    Deeper.\n    2020.\n    Then.\n\n1. One.\n   Two.\n\n"
        "Hard  \nbreak.\n1. May. - It. # It.\n"
        or split_into_lines(made) == made
    )
    assert split_into_lines(made) == made


# ── files ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_layout_of_a_file(golden: Callable[[str, str], None]) -> None:
    golden("fmt/case.yaml", laid((ROOT / "tests" / "golden" / "fmt" / "case.before.yaml").read_text("utf-8"), CASE))


@pytest.mark.slow
@pytest.mark.parametrize("name", REAL)
def test_real_files_say_the_same_and_stay(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    made = laid(text, name)
    assert _said(parse(made, name)[0]) == _said(parse(text, name)[0])
    assert sorted(re.findall(r"# .*", made)) == sorted(re.findall(r"# .*", text))


def _said(node: Any) -> Any:
    """Return values with each space and line break inside a paragraph as one space."""
    if isinstance(node, Map):
        return {key: _said(value) for key, value in node.items()}
    if isinstance(node, Seq):
        return [_said(value) for value in node]
    return [" ".join(part.split()) for part in re.split(r"\n\s*\n", node)] if isinstance(node, str) else node


def _records(root: Path) -> dict[str, Any]:
    dataset, problems = load(root)
    assert not problems
    entries = {f"{name}/{id}": entry for name, found in dataset.records.items() for id, entry in found.items()}
    entries |= {f"editions/{id}": entry for id, entry in dataset.editions.items()}
    entries |= {f"{edition}/{id}": entry for edition, found in dataset.sections.items() for id, entry in found.items()}
    return {id: (entry.visibility, dict(entry.limits), _flat(entry.record)) for id, entry in entries.items()}


def _flat(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return type(value), _flat(dict(value))
    if isinstance(value, dict):
        return {key: _flat(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_flat(inner) for inner in value]
    return " ".join(value.split()) if isinstance(value, str) else value


def _disturbed(text: str) -> str:
    """Return a file laid out worse: wider, its sentences joined, its lists opened up."""
    text = re.sub(r"(?m)^( *)(- )?([a-z_]+): (?=[A-Za-z\[{])", r"\1\2\3:   ", text)
    text = re.sub(r"(?m)^( +)([a-z_]+): +\[([\w-]+), ([\w-]+)\]$", r"\1\2:\n\1- '\3'\n\1- \4", text)
    return re.sub(r"(?m)(?<=[.\]])\n +(?=[A-Z]\w+ [a-z\[])(?!.*: )", " ", text)


@pytest.mark.ci
@pytest.mark.parametrize("real", [False, pytest.param(True, marks=pytest.mark.slow)])
def test_records_and_papers_are_the_same_before_and_after(real: bool, tmp_path: Path) -> None:
    root = tmp_path / "w"
    if real:
        for name in FOLDERS:
            shutil.copytree(ROOT / name, root / name)
        for path in root.rglob("*.yaml"):
            path.write_text(_disturbed(path.read_text("utf-8")), "utf-8")
    else:
        write(root, style=True)
    editions = sorted(path.name for path in (root / "briefings").iterdir())
    before = _records(root), [make_files(root, edition, ["md"]).files[0].data for edition in editions]
    changed, problems = lay_out(root, [root / name for name in FOLDERS], True)
    assert changed
    assert not problems
    assert _records(root) == before[0]
    assert [make_files(root, edition, ["md"]).files[0].data for edition in editions] == before[1]
    assert lay_out(root, [root / name for name in FOLDERS], True) == ([], [])
    for name in REAL if real else ():
        assert (root / name).read_text("utf-8") == laid((ROOT / name).read_text("utf-8"), name), (
            "the same, however it was laid out"
        )


# ── whatever an author writes ─────────────────────────────────────────────────────────────────────────────────────────

_words = st.text(st.sampled_from("abzé 12.,:;?!'\"#-&*|>%@`[]{}()“”…=~\\/"), max_size=14)
_names = st.sampled_from("names text by date profile sources lead kind a b c-1 12 x.y yes null 1.5 2020-03 url".split())  # noqa: SIM905
_notes = st.text(st.sampled_from("ab #:-[]{}'\""), max_size=8).map(lambda text: f"# {text}".rstrip())


@st.composite
def files(draw: st.DrawFn) -> tuple[str, Any]:
    """A YAML file in any layout, and what it says."""
    lines: list[str] = []

    def note(indent: int) -> None:
        for _ in range(draw(st.sampled_from((0, 0, 0, 1, 2)))):
            lines.append(draw(st.sampled_from(("", " " * indent + draw(_notes)))))

    def beside() -> str:
        return draw(st.sampled_from(("", "", "", f"  {draw(_notes)}")))

    def anchor() -> str:
        return draw(st.sampled_from(("", "", "", "", "", f"&a{len(lines)} ")))

    def quoted(text: str | None) -> str:
        if text is None:
            return draw(st.sampled_from(("null", "~")))
        if re.fullmatch(r"[a-zé][a-zé0-9 ]*[a-zé0-9]", text) and text not in ("null",) and draw(st.booleans()):
            return text
        if draw(st.booleans()):
            return "'" + text.replace("'", "''") + "'"
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'

    def flow(depth: int) -> tuple[str, Any]:
        kind = draw(st.sampled_from(("text", "text", "map", "list"))) if depth < 3 else "text"
        if kind == "text":
            value = draw(st.one_of(st.none(), _words))
            return quoted(value), value
        if kind == "list":
            items = [flow(depth + 1) for _ in range(draw(st.integers(0, 3)))]
            return f"[{', '.join(text for text, _ in items)}]", [value for _, value in items]
        names = draw(st.lists(_names, unique=True, max_size=3))
        inner = {name: flow(depth + 1) for name in names}
        return "{" + ", ".join(f"{quoted(name)}: {text}" for name, (text, _) in inner.items()) + "}", {
            n: v for n, (_, v) in inner.items()
        }

    def value(start: str, indent: int, depth: int) -> Any:
        """Write a value after `start`, and return it."""
        kind = draw(st.sampled_from(("flow", "text", "literal", "folded", "map", "list"))) if depth < 4 else "flow"
        inner = indent + draw(st.sampled_from((1, 2, 4)))
        if kind in ("flow", "text"):
            text, said = flow(0 if kind == "flow" else 3)
            lines.append(f"{start} {anchor()}{text}{beside()}")
            return said
        if kind in ("literal", "folded"):
            rows = draw(
                st.lists(
                    st.text(st.sampled_from("ab cd. E“”12"), min_size=1).map(str.strip).filter(bool),
                    min_size=1,
                    max_size=4,
                )
            )
            mark = draw(st.sampled_from(("", "-")))
            lines.append(f"{start} {anchor()}{'|' if kind == 'literal' else '>'}{mark}{beside()}")
            lines.extend(" " * inner + row for row in rows)
            return ("\n" if kind == "literal" else " ").join(rows) + ("" if mark else "\n")
        lines.append(f"{start} {anchor()}".rstrip() + beside())
        return block(inner, depth, kind)

    def block(indent: int, depth: int, kind: str) -> Any:
        said: Any = {} if kind == "map" else []
        names = draw(st.lists(_names, unique=True, min_size=1, max_size=4))
        for name in names:
            note(indent)
            if kind == "map":
                said[name] = value(f"{' ' * indent}{quoted(name)}:", indent, depth + 1)
            else:
                said.append(value(f"{' ' * indent}-", indent, depth + 1))
        note(indent)
        return said

    said = block(0, 0, "map")
    return "\n".join([*lines, ""]), said


@pytest.mark.slow
@given(
    files(),
    st.sampled_from((CASE, "data/ruritania/sources.yaml", f"{BRIEFING}/overview.yaml", "templates/x/labels/en.yaml")),
)
@settings(max_examples=examples(400, 20))
def test_any_file_says_the_same_and_stays(file: tuple[str, Any], name: str) -> None:
    text, _ = file
    if parse(text, name)[1]:
        return
    made = laid(text, name)
    assert _said(parse(made, name)[0]) == _said(parse(text, name)[0])
    notes = re.findall(r"(?m)(?:^|(?<=\s))#(?= |$).*$", text)
    assert len(notes) <= made.count("#")
    assert sorted(re.findall(r"&a\d+", made)) == sorted(re.findall(r"&a\d+", text))
    assert "\n\n\n" not in made


# ── the command ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_check_lists_what_would_change_and_writes_nothing(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        {
            CASE: (
                FILES[CASE].replace(
                    "gender: male\noccupation: journalist\n", "occupation:   'journalist'\ngender: male\n"
                )
            )
        },
    )
    run(root, "fmt", "briefings", "templates")
    before = (root / CASE).read_bytes()
    ran = run(root, "fmt", "--check", CASE)
    assert ran.code == 1
    assert ran.out.startswith(f"{CASE}\n  @@")
    assert "+occupation: journalist" in ran.out
    assert "1 file would be laid out otherwise" in ran.err
    assert (root / CASE).read_bytes() == before
    ran = run(root, "fmt", CASE)
    assert (ran.code, ran.out) == (0, f"{CASE}\n")
    assert "gender: male\noccupation: journalist\n" in (root / CASE).read_text("utf-8")
    assert run(root, "fmt", CASE, "--check").code == 0
    assert not list(root.rglob(".*.new"))


def test_what_not_everybody_may_see_is_not_printed(tmp_path: Path) -> None:
    secret = "names: {preferred:   Antonia Secret}\nvisibility: internal\n"
    broken = "names: {preferred: Fritz Secret\nvisibility: internal\n"
    root = write(tmp_path, {"data/ruritania/cases/a.yaml": secret, "data/ruritania/cases/b.yaml": broken})
    ran = run(root, "fmt", "--check")
    assert ran.code == 1
    assert "data/ruritania/cases/a.yaml\n  @@" in ran.out
    assert "data/ruritania/cases/b.yaml:" in ran.err
    assert "Secret" not in ran.out + ran.err


def test_a_file_that_cant_be_read_is_told_and_left(tmp_path: Path) -> None:
    broken = {
        "data/ruritania/cases/a.yaml": b"names: [x\n",
        "data/ruritania/cases/b.yaml": b"names: {preferred: A}\nnames: {preferred: B}\n",
        "data/ruritania/cases/c.yaml": b"a: &x 1\nb: *x\n",
        "data/ruritania/cases/d.yaml": b"a: \xff\n",
    }
    root = write(tmp_path, {**broken, "data/ruritania/cases/e.yaml": "names:   {preferred: E}\n"})
    ran = run(root, "fmt", "data")
    assert ran.code == 1
    assert {match[1] for match in re.finditer(r"error (D\d+)", ran.err)} == {"D001", "D004", "D005", "D007"}
    assert {name: (root / name).read_bytes() for name in broken} == broken
    assert (root / "data/ruritania/cases/e.yaml").read_text("utf-8") == "names: {preferred: E}\n"


def test_links_that_lead_out_of_the_workspace_are_refused(tmp_path: Path) -> None:
    root = write(tmp_path / "w")
    outside = tmp_path / "outside.yaml"
    outside.write_text("names:   {preferred: A}\n", "utf-8")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "b.yaml").write_text("names:   {preferred: B}\n", "utf-8")
    (root / "data/ruritania/cases/a.yaml").symlink_to(outside)
    (root / "data/zenda").symlink_to(tmp_path / "folder", target_is_directory=True)
    (root / "data/ruritania/people2.yaml").symlink_to("people.yaml")
    ran = run(root, "fmt", "data")
    assert ran.code == 1
    assert ran.err.count("O503 outside") == 2
    assert outside.read_text("utf-8") == "names:   {preferred: A}\n"
    assert (tmp_path / "folder" / "b.yaml").read_text("utf-8") == "names:   {preferred: B}\n"
    assert (root / "data/ruritania/cases/a.yaml").is_symlink()
    assert run(root, "fmt", str(outside)).code == 1
    assert outside.read_text("utf-8") == "names:   {preferred: A}\n"


def test_line_ends_and_rights_of_a_file_stay(tmp_path: Path) -> None:
    path = write(tmp_path, {CASE: b"\xef\xbb\xbfgender:   male\r\nnames: {preferred: A}\r\n"}) / CASE
    path.chmod(0o640)
    assert run(tmp_path, "fmt", CASE).code == 0
    assert path.read_bytes() == b"names: {preferred: A}\r\ngender: male\r\n"
    assert path.stat().st_mode & 0o777 == 0o640


def test_other_files_are_refused(tmp_path: Path) -> None:
    root = write(tmp_path)
    (root / "data" / "notes.txt").write_text("x", "utf-8")
    assert run(root, "fmt", "data/notes.txt").code == 2
    assert run(root, "fmt", "nothing.yaml").code == 2


HOOKS = {hook["id"]: hook for hook in YAML(typ="safe").load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))}


@pytest.mark.slow
def test_the_hooks_of_pre_commit(tmp_path: Path) -> None:
    """Each is run as pre-commit runs it: its entry, with the changed files that it asks for."""
    root = write(tmp_path, {CASE: FILES[CASE].replace("gender: male", "gender:   male")}, style=True)
    run(root, "fmt", "briefings", "templates", "data/ruritania/laws")
    names = sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())

    def hook(id: str) -> tuple[int, bool]:
        before = {name: (root / name).read_bytes() for name in names}
        wanted = [name for name in names if re.search(HOOKS[id]["files"], name)]
        assert wanted
        program, *words = [*HOOKS[id]["entry"].split(), *(wanted if HOOKS[id].get("pass_filenames", True) else [])]
        assert program in SCRIPTS
        code = run(root, *words).code
        return code, before == {name: (root / name).read_bytes() for name in names}

    assert hook("briefing-fmt") == (0, False), "pre-commit fails where a hook changed a file"
    assert hook("briefing-fmt") == (0, True)
    assert hook("briefing-check") == (0, True)
    (root / CASE).write_text("gendre: male\n", "utf-8")
    assert hook("briefing-check") == (1, True)


@pytest.mark.ci
def test_a_thousand_files_take_seconds(tmp_path: Path) -> None:
    text = (ROOT / "data/kazakhstan/cases/max-bokayev.yaml").read_text("utf-8")
    root = write(
        tmp_path,
        {f"data/ruritania/cases/case-{n}.yaml": text.replace("gender: male\n", "gender:  male\n") for n in range(1000)},
    )
    before = time.process_time()
    changed, problems = lay_out(root, [root / "data"], True)
    took = time.process_time() - before
    assert len(changed) >= 1000
    assert not problems
    assert took < 20, f"{took:.1f} s"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('title: "{long}"', 'title: "{long}"'),
        ("title: {long}", 'title: "{long}"'),
        ("names: {{preferred: {long}}}", 'names: {{preferred: "{long}"}}'),
        ('title: "A short one"', "title: A short one"),
        ('text: "{long}"', "text: {long}"),
    ],
)
def test_a_long_title_or_name_is_quoted(text: str, expected: str) -> None:
    long = "Key words of a title that has ten words or more"
    record = f"a:\n  {text.format(long=long)}\n"
    asked = f"a:\n  {expected.format(long=long)}\n"
    assert laid(record) == asked
    assert laid(asked) == asked


def test_dates_and_names_from_machines_are_written_as_by_hand() -> None:
    """JSON and the libraries that write YAML quote dates, and write letters of other scripts as numbers."""
    by_machine = r"""{"names": {"preferred": "Fritz Tarlenheim", "native": {"ru": "\u0424\u0440\u0438\u0446"},
 "variants": ["Ta\u0308rlenheim", "Fritz\u00a0T.", "\"Fritz\", \xe0 Zenda", "12"]},
 "timeline": [{'date': '2020', "as_of": "2020-11-20", "text": "X", "status": "imprisoned"}]}
"""
    by_hand = r"""names:
  {preferred: Fritz Tarlenheim, native: {ru: Фриц},
   variants: ["Ta\u0308rlenheim", "Fritz\u00a0T.", "\"Fritz\", à Zenda", "12"]}
timeline: [{date: 2020, as_of: 2020-11-20, text: X, status: imprisoned}]
"""
    made, problems = lay_out_text(by_machine, "data/ruritania/cases/tarlenheim.yaml")
    assert not problems
    assert made is not None
    assert " ".join(made.split()) == " ".join(by_hand.split())
    assert lay_out_text(made, "data/ruritania/cases/tarlenheim.yaml") == (made, [])
    # a number of a round is no date
    edition = 'round: "2020"\nas_of: "2020-11"\n'
    assert lay_out_text(edition, "briefings/x/edition.yaml")[0] == 'round: "2020"\nas_of: 2020-11\n'


# ── blanks that nobody sees ───────────────────────────────────────────────────────────────────────────────────────────

BLANKS = ["\u00a0", " ", "\t", "\u2009", "\u3000", " \u00a0 ", "\u00a0\u00a0", "\u202f"]


@pytest.mark.parametrize("blank", BLANKS)
@pytest.mark.parametrize("mark", [">-", ">", ""])
def test_an_unseen_blank_at_the_end_of_a_folded_line_is_gone(mark: str, blank: str) -> None:
    said = "He was held in Zenda." + blank if mark else f"He was held{blank}"
    rest = "She was not." if mark else "in Zenda, and she was not."
    made = laid(f"a:\n  kind: news\n  about: {mark}\n    {said}\n    {rest}{blank}\n", "data/ruritania/sources.yaml")
    tree, _ = parse(made, "x")
    assert tree is not None
    assert tree["a"]["about"].split() == f"{said} {rest}".split()
    assert not any(line != line.rstrip() for line in made.split("\n"))


@pytest.mark.slow
@given(
    st.lists(st.tuples(st.sampled_from(["One.", "two", "5\u00a0years"]), st.sampled_from(["", *BLANKS]))), st.booleans()
)
def test_any_blanks_in_folded_lines_are_laid_out(lines: list[tuple[str, str]], prose: bool) -> None:
    rows = "".join(f"    {word}{blank}\n" for word, blank in lines)
    text = f"a:\n  about: >-\n    First\n{rows}"
    made, problems = lay_out_text(text, "data/ruritania/sources.yaml")
    assert problems == []
    before, after = parse(text, "x")[0], parse(made or "", "x")[0]
    assert before is not None
    assert after is not None
    assert before["a"]["about"].split() == after["a"]["about"].split()


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a:\n  kind: news\n  ? b\n    c\n  : d\n", (3, 3)),
        ("a:\n  kind: news\nb:  # one\n  x  # two\n", (4, 3)),
    ],
)
def test_what_cannot_be_laid_out_is_told_at_its_line(text: str, place: tuple[int, int]) -> None:
    made, (problem,) = lay_out_text(text, "data/ruritania/sources.yaml")
    assert made is None
    assert problem.code == "D013"
    assert (problem.origin.line, problem.origin.column) == place
    assert problem.excerpt == text.split("\n")[place[0] - 1]
