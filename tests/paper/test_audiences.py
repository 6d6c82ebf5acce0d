"""What is above an audience never reaches its paper, nor any message: a canary in every field of every kind of
record."""

from __future__ import annotations

import io
import json
import re
import subprocess
import zipfile
from base64 import b64decode
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator.base.diagnostics import Diagnostic, Origin, render_github, render_json, render_text
from generator.formats.json import write_json
from generator.formats.markdown import write_markdown
from generator.paper.document import Box, Document, Picture, Section, walk
from generator.paper.make import make as make_paper
from generator.paper.select.picked import recall_gone
from generator.paper.select.visible import pick_parts
from generator.paper.select.withheld import find_withheld_entries
from generator.paper.workspace import Workspace
from generator.records.load import Dataset, load
from generator.records.resolve import resolve
from generator.records.schema import Case
from generator.records.schema.base import Visibility
from generator.runs.annex import make_annex
from generator.runs.build import make_files
from generator.runs.check import check_workspace
from generator.runs.press import ANNEX_FORMATS, PAPER_FORMATS
from tests.support import canaries
from tests.support.examples import some
from tests.support.workspaces import BRIEFING, EDITION, FILES, assembled, built, edited, told, write

CASE = "data/ruritania/cases/rassendyll.yaml"
SOURCES = "data/ruritania/sources.yaml"


def words_of(document: Document | None, problems: Iterable[Diagnostic]) -> str:
    """Return everything that comes of a build for an audience: the document in three ways, and its messages in
    three."""
    problems = list(problems)
    text = "\n".join(map(render_text, problems)) + render_json(problems) + "\n".join(map(render_github, problems))
    if document:
        text += repr(_undrawn(document)) + write_markdown(document).decode()
    return text.lower()


def _undrawn(part: Any) -> Any:
    """Return a document whose pictures are left with their words: figures in a drawing are those of its lines."""
    if isinstance(part, Picture):
        return replace(part, svg="", png=b"")
    if isinstance(part, tuple):
        return tuple(map(_undrawn, part))
    if isinstance(part, Document):
        return replace(part, sections=_undrawn(part.sections))
    return replace(part, blocks=_undrawn(part.blocks)) if isinstance(part, Section | Box) else part


def seen(text: str) -> list[str]:
    """Return the tokens of canaries that are in a text."""
    text = re.sub(r'w:w="\d+"', "", text)  # widths of columns, any of which may be 1901
    return [token for token in canaries.TOKENS if token in text]


@pytest.fixture(scope="module")
def complete(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    files = canaries.complete()
    return write(tmp_path_factory.mktemp("complete"), canaries.whole(files), style=True), files


def build_planted(
    complete: tuple[Path, dict[str, Any]], files: dict[str, Any], kind: str
) -> tuple[Document | None, list[Diagnostic]]:
    """Build the complete workspace with the file of one kind as it is in `files`, and put it back."""
    root, clean = complete
    file = canaries.MODELS[kind][0]
    try:
        put(root, file, files[file])
        return assembled(root, "public")
    finally:
        put(root, file, clean[file])


def put(root: Path, file: str, values: Any) -> None:
    (root / file).write_text(canaries.written({file: values})[file], "utf-8")


@pytest.mark.slow
def test_the_complete_workspace_is_clean_and_has_no_canary_in_its_paper(complete: tuple[Path, dict[str, Any]]) -> None:
    document, problems = assembled(complete[0])
    # every field is filled, so words that the edition before never had are marked as its own, and marks are typed;
    # no figure changed since
    problems = [problem for problem in problems if problem.code not in ("T115", "T121", "T152")]
    assert not problems, told(problems)
    assert not seen(words_of(document, problems))


def test_every_field_of_every_model_is_planted(complete: tuple[Path, dict[str, Any]]) -> None:
    planted = {owner for kind in canaries.MODELS for _, owner in canaries.plantings(complete[1], kind)}
    assert canaries.every_field() - planted == canaries.CLOSING


@pytest.mark.slow
@pytest.mark.parametrize("kind", canaries.MODELS)
def test_no_internal_field_is_in_the_public_paper_or_in_a_message(
    kind: str, complete: tuple[Path, dict[str, Any]], record_property: Callable[[str, object], None]
) -> None:
    _root, files = complete
    leaks = []
    # of the same field of several items of a list, the first
    once = {owner or path: (path, owner) for path, owner in reversed([*canaries.plantings(files, kind)])}
    planted = some([*once.values()])
    for path, owner in planted:
        document, problems = build_planted(complete, canaries.plant(files, kind, path), kind)
        if found := seen(words_of(document, problems)):
            leaks.append((path, found))
        if owner and canaries.is_word(owner):
            # the word may stand elsewhere, too: the paper has to be the one of a record that does not say it at all
            without, faults = build_planted(complete, canaries.remove(files, kind, path), kind)
            if not faults and document and write_json(document) != write_json(without):  # type: ignore[arg-type]
                leaks.append((path, [owner]))
    assert not leaks
    record_property("tried", len({str(owner) for _, owner in planted}))


@pytest.mark.slow
def test_the_canaries_are_found_where_a_selection_leaks(complete: tuple[Path, dict[str, Any]]) -> None:
    """The same search, over a selection that overlooks the visibility of fields, finds what it leaks."""
    root, files = complete
    for kind, *path in (
        ("cases", "names", "preferred"),
        ("cases", "occupation"),
        ("cases", "place"),
        ("cases", "detention", 0, "place"),
        ("cases", "profile", 0, "lead"),
        ("editions", "title"),
        ("editions", "keywords"),
        ("sources", "url"),
        ("sources", "language"),
        ("laws", "title"),
        ("organisations", "short"),
        ("expression", "title"),
        ("prisoners", "blocks", 0, "caption"),
    ):
        file = canaries.MODELS[str(kind)][0]
        put(root, file, canaries.plant(files, str(kind), tuple(path))[file])
        document, problems = assembled_leaking(root)
        put(root, file, files[file])
        assert seen(words_of(document, problems)), (kind, path)


def assembled_leaking(root: Path) -> tuple[Document | None, list[Diagnostic]]:
    """Build as `assembled` does, with a data set in which no field has a visibility of its own."""
    workspace = Workspace(root, [EDITION])
    paper = make_paper(workspace.with_dataset(_open(workspace.dataset)), EDITION, "public", anew=True)
    return paper.document, [*paper.problems]


def _open(dataset: Dataset) -> Dataset:
    def unlimited(entries: Any) -> Any:
        return {name: replace(entry, limits={}) for name, entry in entries.items()}

    return replace(
        dataset,
        records={kind: unlimited(entries) for kind, entries in dataset.records.items()},
        editions=unlimited(dataset.editions),
        sections={name: unlimited(entries) for name, entries in dataset.sections.items()},
    )


# ── whole records, defaults, nested sources ───────────────────────────────────────────────────────────────────────────


@pytest.mark.slow
@pytest.mark.parametrize("kind", [kind for kind in canaries.MODELS if kind != "editions"])
def test_a_record_that_is_internal_as_a_whole_is_not_in_the_paper(
    kind: str, complete: tuple[Path, dict[str, Any]]
) -> None:
    _, files = complete
    file, _, name = canaries.MODELS[kind]
    for written in ("visibility", "wrapped") if name else ("visibility",):
        planted = dict(files)
        for path, _ in canaries.plantings(files, kind):
            if len(path) == 1 and path[0] not in ("title", "blocks", "style", "country"):
                planted = canaries.plant(planted, kind, path)
                holder = planted[file] if name is None else planted[file][name]
                holder[path[0]] = holder[path[0]]["value"]
        if written == "visibility":
            holder["visibility"] = "internal"
        else:
            planted[file][name] = {"value": holder, "visibility": "internal"}
        document, problems = build_planted(complete, planted, kind)
        text = words_of(document, problems)
        assert not seen(text), (
            kind,
            written,
            [text[max(0, m.start() - 150) : m.end() + 60] for m in re.finditer("canary", text)][:2],
        )


def test_an_edition_for_partners_is_not_built_for_the_public(tmp_path: Path) -> None:
    name = f"{BRIEFING}/edition.yaml"
    root = write(tmp_path, {name: FILES[name] + "audience: partner\n"})
    document, problems = assembled(root, "public")
    assert document is None
    assert [p.code for p in problems] == ["S102"]
    own, problems = assembled(root)
    assert own is not None
    assert not problems
    assert own.mark == "For partners only"


def test_without_defaults_a_case_is_closed(tmp_path: Path) -> None:
    document, problems = assembled(write(tmp_path, {"data/ruritania/defaults.yaml": None}))
    assert {p.code for p in problems} >= {"S101"}
    assert document is not None
    text = words_of(document, [])
    assert "strelsau, zenda castle" not in text
    assert "zenda castle" not in text
    assert "example.org/1" not in text
    assert "12: slander" not in text  # laws are public; the charge stands in the case


@pytest.mark.parametrize(
    "default", ["visibility: publick\n", "visibility: [public]\n", "vsibility: public\n", "", "visibility: [\n"]
)
def test_a_default_that_is_not_clear_is_closed(default: str, tmp_path: Path) -> None:
    document, _ = assembled(write(tmp_path, {"data/ruritania/defaults.yaml": default}))
    assert document is None or "zenda castle" not in words_of(document, [])


def test_a_nested_source_is_as_closed_as_the_case_around_it(tmp_path: Path) -> None:
    root = write(tmp_path, {CASE: FILES[CASE] + "visibility: partner\n", **_citing("weekly-1")})
    dataset, _ = load(root)
    assert dataset.records["sources"]["weekly-1"].visibility == "partner"
    document, problems = assembled(root, "public")
    assert any(p.code == "S101" and "weekly-1" in p.message for p in problems)
    assert "example.org/w1" not in words_of(document, [])


def _citing(source: str) -> dict[str, str]:
    name = f"{BRIEFING}/overview.yaml"
    return {name: FILES[name].replace("(country:ruritania).", f"(country:ruritania).[@{source}]")}


def test_what_rests_on_withheld_sources_alone_is_withheld(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        {
            **edited(SOURCES, "bureau-watch: {", "bureau-watch: {visibility: partner, "),
            **edited(
                f"{BRIEFING}/expression.yaml", "[an address](https://example.org/law).[@bureau-watch]", "an address."
            ),
            **edited(CASE, "      He is held in a castle.[@bureau-watch]\n", ""),
        },
    )
    public, problems = assembled(root, "public")
    assert not problems, told(problems)
    assert public is not None
    text = words_of(public, [])
    assert "zenda castle" not in text  # by: bureau-watch
    assert "3 years in prison" in text  # by: [weekly-1, bureau-watch]
    assert "zenda castle" in words_of(assembled(root, "partner")[0], [])


CLOSED = "visibility: internal}"

NEEDED = {
    "a stage": (
        edited(CASE, "stage: arrested, by: weekly-1}", f"stage: {{value: arrested, {CLOSED}, by: weekly-1}}"),
        "2020-04-17",
        "entry 1 of `proceedings.stages`",
    ),
    "a ban": (
        edited(CASE, "{from: writing, length: 5 years}", f"{{from: {{value: writing, {CLOSED}, length: 5 years}}"),
        "5 years",
        "entry 1 of `proceedings.stages.sentence.bans`",
    ),
    "a timeline entry": (
        edited(CASE, "text: His house was searched.", f"text: {{value: His house was searched., {CLOSED}"),
        "house was searched",
        "entry 1 of `timeline`",
    ),
    "a claim, said to be one": (
        edited(
            CASE, "text: His house was searched.", f"alleged: {{value: true, {CLOSED}, text: His house was searched."
        ),
        "house was searched",
        "entry 1 of `timeline`",
    ),
    "a claim, of whom it is": (
        edited(
            CASE,
            "text: His house was searched.",
            f"attributed_to: {{value: her lawyer, {CLOSED}, text: His house was searched.",
        ),
        "house was searched",
        "entry 1 of `timeline`",
    ),
    "a witness, who without it is accused": (
        edited(CASE, "stage: arrested, by", f"stage: arrested, role: {{value: witness, {CLOSED}, by"),
        "2020-04-17",
        "entry 1 of `proceedings.stages`",
    ),
    "a block": (
        edited(f"{BRIEFING}/expression.yaml", "    title: The press\n", f"    title: {{value: The press, {CLOSED}\n"),
        "law on slander",
        "entry 2 of `blocks`",
    ),
    "a consent, which is no list": (
        edited(
            CASE,
            "{already_public: gazette-1}",
            f"{{consent: {{scope: {{value: public, {CLOSED}, giver: person, date: 2020-01-01}}}}",
        ),
        "2020-01-01",
        "`basis.consent`",
    ),
}


@pytest.mark.parametrize("which", NEEDED)
def test_a_required_field_withheld_withholds_the_smallest_entry_that_needs_it(which: str, tmp_path: Path) -> None:
    """And the rest of the record stays, so that one word hides no case."""
    change, gone, _ = NEEDED[which]
    root = write(tmp_path, change)
    document, problems = assembled(root, "public")
    assert {problem.code for problem in problems} <= {"T152"}, told(problems)
    text = words_of(document, problems)
    assert gone not in text
    assert "rudolf rassendyll" in text
    assert "3 years in prison" in text
    # what no paper prints is not picked either
    assert gone not in picked_case(root, "public")
    assert gone in words_of(assembled(root, "internal")[0], []) + picked_case(root, "internal")


def picked_case(root: Path, audience: Visibility) -> str:
    """Return what a reader may see of the case, printed or not."""
    selected, _ = Workspace(root, [EDITION], audience).selected(EDITION, audience, "en")
    assert selected is not None
    return str(selected.cases["rassendyll"].tree).lower()


@pytest.mark.parametrize("which", NEEDED)
def test_a_check_tells_which_field_withholds_which_entry(which: str, tmp_path: Path) -> None:
    change, gone, entry = NEEDED[which]
    workspace = Workspace(write(tmp_path, change), [EDITION])
    dataset = workspace.dataset
    (found,) = find_withheld_entries(dataset, "public")
    workspace.selected(EDITION, "public", "en")
    for case in dataset.cases.values():
        assert recall_gone(case, "public") in (None, pick_parts(case, Case, "public", frozenset())[1])
    assert [*find_withheld_entries(dataset, "public")] == [found]  # what was seen when it was picked is remembered
    assert (found.code, found.severity) == ("S117", "hint")
    assert f"and {entry} needs it" in found.message
    assert gone not in render_text(found).lower()
    assert not list(find_withheld_entries(dataset, "internal"))


@pytest.mark.slow
def test_a_check_tells_which_field_withholds_a_record(tmp_path: Path) -> None:
    change = edited(CASE, "{preferred: Rudolf Rassendyll,", f"{{preferred: {{value: Rudolf Rassendyll, {CLOSED},")
    found = [one for one in check_workspace(write(tmp_path, change, style=True), [EDITION]) if one.code == "S117"]
    assert [one.origin for one in found] == [Origin(CASE, 2, 20)]
    assert "the record needs it" in found[0].message
    assert "rudolf" not in "\n".join(map(render_text, found)).lower()


def test_a_required_field_withheld_withholds_its_record(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        edited(
            CASE,
            "names: {preferred: Rudolf Rassendyll,",
            "names: {preferred: {value: Rudolf Rassendyll, visibility: internal},",
        ),
    )
    document, problems = assembled(root, "public")
    assert {p.code for p in problems} == {"S101"}
    assert "rudolf" not in words_of(document, problems)


def test_an_organisation_withheld_is_not_named_by_its_id(tmp_path: Path) -> None:
    root = write(
        tmp_path, edited("data/ruritania/organisations.yaml", "  kind: media", "  kind: media\n  visibility: internal")
    )
    document, problems = assembled(root, "public")
    assert "gazette" not in "".join(
        n.inlines[0].text.lower() for n in document.notes.values() if hasattr(n.inlines[0], "text")
    )  # type: ignore[union-attr]
    assert not problems, told(problems)


@pytest.mark.slow
@pytest.mark.parametrize(
    "change",
    [
        edited(CASE, "occupation: journalist", "visibility: internal\noccupation: [CANARY]"),
        edited(CASE, "gender: male", "visibility: internal\ngender: CANARY"),
        edited(CASE, "occupation: journalist", "occupation: {value: CANARY, visibility: internal, remark: x}"),
        edited(CASE, "related: tarlenheim", "related: {value: canary-case, visibility: internal}"),
        {CASE: FILES[CASE] + "visibility: internl\nplace: CANARY\n"},
        {"data/zenda/cases/canary1.yaml": "names: {preferred: CANARY}\nproceedings: [{stages: [{date: CANARY}]}]\n"},
        {"data/zenda/cases/sapt.yaml": "names: {preferred: CANARY\n"},
        {"data/zenda/cases/sapt.yaml": "names: {preferred: Sapt}\nrelated: canary-x\n"},
        {
            "data/zenda/cases/sapt.yaml": (
                "names: {preferred: Sapt}\ntimeline: [{date: 1901-07-13, text: CANARY, status: deceased}, {date:"
                " 1901-07-14, text: x, status: detained}]\n"
            )
        },
        {
            "data/ruritania/cases/sapt.yaml": (
                'names: {preferred: Sapt}\noccupation: {"value": CANARY, "visibility": "internal"}\nplace: [x]\n'
            )
        },
        {"data/ruritania/cases/canary-x.yaml": "names: {preferred: Sapt}\nvisibility: internal\n"} | _citing("canry-x"),
        {"data/ruritania/cases/canary-x.yaml": "names: {preferred: Sapt}\nvisibility: internal\n"}
        | edited(CASE, "related: tarlenheim", "related: canry-x"),
    ],
)
def test_nothing_above_the_audience_is_in_a_message(change: dict[str, str], tmp_path: Path) -> None:
    _, problems = assembled(write(tmp_path, change), "public")
    assert problems
    text = "\n".join(map(render_text, problems)) + render_json(problems)
    text = re.sub(r"canary(1|-x)?\.yaml|canry-x", "", text)  # names of files are no secret to who has the files
    assert not seen(text.lower()), text


# ── the finished files ────────────────────────────────────────────────────────────────────────────────────────────────


def everything_in(folder: Path, format: str, data: bytes) -> str:
    """Return every part of a finished file as text: members of the Word file, words, objects and metadata of the
    PDF."""
    if format == "docx":
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            members = {name: file.read(name) for name in file.namelist()}
        texts = [f"{name}\n{_without_dots(member).decode('utf-8', 'replace')}" for name, member in members.items()]
        return "\n".join([*texts, *(re.sub(r"<[^>]+>", "", text) for text in texts)]).lower()
    if format == "pdf":
        path = folder / "paper.pdf"
        path.write_bytes(data)
        plain = subprocess.run(
            ["qpdf", "--qdf", "--object-streams=disable", path, "-"], capture_output=True, check=True
        ).stdout
        text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True).stdout
        info = subprocess.run(["pdfinfo", "-custom", path], capture_output=True, check=True).stdout
        raw = plain.decode("latin-1") + plain.decode("utf-16-be", "replace")
        # its tables of objects are full of numbers, which mean nothing
        return (re.sub(r"\d", "", raw) + text.decode() + info.decode()).lower()
    if format == "json":
        return json.dumps(json.loads(data, object_hook=_told), ensure_ascii=False).lower()
    drawings = r"data:image/svg\+xml;base64,([^\"]*)"
    return re.sub(drawings, lambda found: re.sub(r"\d", "", b64decode(found[1]).decode()), data.decode()).lower()


def _without_dots(data: bytes) -> bytes:
    """Return a file; of a picture, all but its compressed dots, which read as any letters."""
    return re.sub(rb"IDAT.*IEND", b"", data, flags=re.DOTALL) if data.startswith(b"\x89PNG") else data


def _told(part: dict[str, Any]) -> dict[str, Any]:
    """Return a part of the JSON, of a picture without the numbers of its lines and without its dots."""
    if part.get("type") != "Picture":
        return part
    dots = _without_dots(b64decode(part["png"])).decode("latin-1")
    return part | {"svg": re.sub(r"\d", "", part.get("svg") or ""), "png": dots}


@pytest.mark.ci
def test_no_part_of_a_finished_file_holds_what_is_internal(
    complete: tuple[Path, dict[str, Any]], tmp_path: Path
) -> None:
    """All optional fields at once, in all formats; and built for those who may see them, they are found."""
    _, files = complete
    planted = files
    for kind, path in (
        ("cases", ("occupation",)),
        ("cases", ("place",)),
        ("cases", ("names", "native")),
        ("cases", ("profile", 0, "lead")),
        ("cases", ("detention", 0, "place")),
        ("sources", ("language",)),
        ("sources", ("title",)),
        ("organisations", ("short",)),
        ("editions", ("keywords",)),
        ("editions", ("period",)),
        ("prisoners", ("blocks", 0, "caption")),
        ("expression", ("blocks", 1, "blocks", 0, "lead")),
        ("laws", ("provisions", "12", "wordings")),
    ):
        planted = canaries.plant(planted, kind, path)
    root = write(tmp_path, canaries.whole(planted), style=True)
    for audience, wanted in (("public", False), ("internal", True)):
        made = make_files(root, EDITION, audience=audience)  # type: ignore[arg-type]
        assert {file.format for file in made.files} == set(PAPER_FORMATS)
        for file in made.files:
            found = seen(everything_in(tmp_path, file.format, file.data))
            assert bool(found) is wanted, (audience, file.format, found)


@pytest.mark.ci
def test_no_part_of_an_annex_that_stands_alone_holds_what_is_internal(
    complete: tuple[Path, dict[str, Any]], tmp_path: Path
) -> None:
    """The same for the list that is handed over, in each of its formats."""
    _, files = complete
    planted = files
    for kind, path in (
        ("cases", ("occupation",)),
        ("cases", ("place",)),
        ("cases", ("names", "native")),
        ("cases", ("detention", 0, "place")),
        ("cases", ("proceedings", 0, "stages", 1, "sentence")),
        ("sources", ("url",)),
        ("editions", ("keywords",)),
        ("prisoners", ("blocks", 0, "caption")),
    ):
        planted = canaries.plant(planted, kind, path)
    root = write(tmp_path, canaries.whole(planted), style=True)
    for audience, wanted in (("public", False), ("internal", True)):
        made = make_annex(Workspace(root, [EDITION], audience), EDITION, audience=audience)  # type: ignore[arg-type]
        assert {file.format for file in made.files} == set(ANNEX_FORMATS)
        for file in made.files:
            found = seen(everything_in(tmp_path, "docx" if file.format == "xlsx" else file.format, file.data))
            assert bool(found) is wanted, (audience, file.format, found)


def test_two_audiences_have_two_files(tmp_path: Path) -> None:
    assert built(write(tmp_path), "internal").mark == "Internal"
    assert resolve(load(tmp_path)[0]) == []
    assert Workspace(tmp_path, [EDITION]).explained([]) == []


# ── who is on a list and is not named ─────────────────────────────────────────────────────────────────────────────────


def hiding(hidden: int, more: str = "    not_named: count\n", by_id: int = 0) -> dict[str, str]:
    """Return a workspace with a list on which some cases are internal, `by_id` of them by a mark in the list alone."""
    names = [f"detchard-{n}" for n in range(hidden)]
    person = "names: {preferred: Detchard Korkan%d}\ntimeline: [{as_of: 2020-07-01, text: Held., status: detained}]\n"
    cases = {
        f"data/ruritania/cases/{name}.yaml": person % n + ("visibility: internal\n" if n >= by_id else "")
        for n, name in enumerate(names)
    }
    listed = [f"{{value: {name}, visibility: internal}}" if n < by_id else name for n, name in enumerate(names)]
    old = "  - prisoners: [rassendyll, tarlenheim]\n"
    new = f"  - prisoners: [{', '.join(['rassendyll', *listed, 'tarlenheim'])}]\n{more}"
    return edited(f"{BRIEFING}/prisoners.yaml", old, new) | cases


@pytest.mark.parametrize(
    ("hidden", "told_of"), [(0, None), (1, None), (4, None), (5, 5), (9, 5), (10, 10), (13, 10)], ids=str
)
def test_who_is_not_named_is_counted_in_fives_and_never_singled_out(
    hidden: int, told_of: int | None, tmp_path: Path
) -> None:
    document, problems = assembled(write(tmp_path, hiding(hidden, by_id=hidden // 2)), "public")
    assert {(problem.code, problem.severity) for problem in problems} == (set() if told_of else {("T152", "hint")}), (
        told(problems)
    )
    text = words_of(document, problems)
    said = re.findall(r"at least (\d+) more people on this list are not named here", text)
    assert set(said) == ({str(told_of)} if told_of else set())
    assert "detchard" not in text
    # one hidden person and none look alike
    if hidden < 5:
        none, _ = assembled(write(tmp_path / "none", hiding(0)), "public")
        assert write_markdown(document) == write_markdown(none)  # type: ignore[arg-type]


def test_who_withdrew_is_left_out_and_not_counted(tmp_path: Path) -> None:
    """Of six people who are hidden two withdrew: four are left to count, which is too few to tell."""
    files = hiding(6)
    for n in (4, 5):
        name = f"data/ruritania/cases/detchard-{n}.yaml"
        files[name] = files[name].replace(
            "visibility: internal", "basis: {already_public: gazette-1, removed: 2020-08-01}\nvisibility: internal"
        )
    document, problems = assembled(write(tmp_path, files), "public")
    assert [(problem.code, problem.severity) for problem in problems] == [("T152", "hint")], told(problems)
    assert b"not named here" not in write_markdown(document)  # type: ignore[arg-type]


def test_who_may_read_everything_reads_the_names(tmp_path: Path) -> None:
    document, problems = assembled(write(tmp_path, hiding(6)), "internal")
    assert not problems, told(problems)
    text = words_of(document, problems)
    assert "detchard korkan5" in text
    assert "not named here" not in write_markdown(document).decode()  # type: ignore[arg-type]


def test_a_list_that_does_not_ask_for_it_stops_at_a_case_that_is_withheld(tmp_path: Path) -> None:
    _, problems = assembled(write(tmp_path, hiding(6, more="")), "public")
    assert [problem.code for problem in problems] == ["S101"] * 6


def test_a_count_that_is_not_for_the_audience_is_not_told(tmp_path: Path) -> None:
    more = "    not_named: {value: count, visibility: partner}\n"
    root = write(tmp_path, hiding(6, more=more))
    partner, public = (assembled(root, audience)[0] for audience in ("partner", "public"))
    assert b"not named here" in write_markdown(partner)  # type: ignore[arg-type]
    assert b"not named here" not in write_markdown(public)  # type: ignore[arg-type]


@pytest.mark.slow
def test_pictures_count_whom_their_readers_may_know(tmp_path: Path) -> None:
    """The bars, and the words that stand for them, are of the audience: whoever is hidden is in neither."""
    files = hiding(6)
    files[f"{BRIEFING}/prisoners.yaml"] += "  - picture: prisoners\n    caption: How many are held\n"
    root = write(tmp_path, files, style=True)
    for audience, held in (("public", "1 known to be held"), ("internal", "7 known to be held")):
        document = built(root, audience)  # type: ignore[arg-type]
        (drawn,) = (part for part, _ in walk(document.sections) if isinstance(part, Picture))
        assert held in drawn.alt, drawn.alt
