"""Records changed in forms, without a browser: what is tried, refused, merged, written, taken back, committed."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.authoring.splice import set_value
from generator.preview.asked import CannotAnswer
from generator.preview.choice import Choice
from generator.preview.edit.changes import Asked, EditDesk, save_change, try_change, undo
from generator.preview.edit.commit import commit_files, find_changed, propose_message
from generator.preview.edit.form_schema import make_forms
from generator.preview.edit.merge import Side, merge
from generator.preview.edit.records import (
    NotEditable,
    find_new_place,
    find_place,
    find_steps,
    list_ids,
    read_text,
    read_value,
)
from generator.preview.edit.routes import list_routes
from generator.preview.edit.signoff import describe_sheet, sign_lines
from generator.records.load import list_entries, load
from generator.runs.git_revision import run_git
from generator.runs.sign import sign
from tests.support.places import ROOT
from tests.support.preview import Answer, Preview, previewed
from tests.support.workspaces import BRIEFING, EDITION, FILES, write

CASE = "data/ruritania/cases/rassendyll.yaml"
SOURCES = "data/ruritania/sources.yaml"


@pytest.fixture
def desk(tmp_path: Path) -> EditDesk:
    return EditDesk(write(tmp_path, dict(FILES), style=True))


def opened(desk: EditDesk, file: str, id: str = "") -> tuple[str, Any]:
    """Return the hash of a file and what a record in it says, as a form gets them."""
    place = find_place(desk.root, file, id)
    text = read_text(desk.root, place.path, file)
    return desk.remember(text), read_value(text, place)


def asked(desk: EditDesk, base: str, value: Any, file: str = CASE, id: str = "", **chosen: Side) -> Asked:
    return Asked(find_place(desk.root, file, id), base, value, chosen, EDITION)


# ── what a form is made of ────────────────────────────────────────────────────────────────────────────────────────────


def test_each_field_of_each_model_has_a_control_and_each_part_a_form() -> None:
    forms = make_forms()
    todo: list[Any] = [field for fields in forms.values() for field in fields]
    while todo:
        kind = todo.pop()
        if kind["is"] == "part":
            assert kind["of"] in forms
        elif kind["is"] == "either":
            todo += kind["of"]
        elif kind["is"] in ("list", "map"):
            todo.append(kind["item"])
        else:
            assert kind["is"] in ("words", "text", "date", "yes", "number", "choice", "id")
    stage = {field["name"]: field for field in forms["Stage"]}
    assert stage["date"]["is"] == "date"
    assert "convicted" in stage["stage"]["of"]
    assert stage["by"]["item"] == {"is": "id", "of": "sources"}
    assert stage["by"]["oneWord"]
    assert stage["by"]["help"] == "Sources that support it."


def test_no_field_is_limited_alone_without_which_a_paper_would_say_more() -> None:
    forms = make_forms()

    def limited(model: str, name: str) -> bool:
        (field,) = [one for one in forms[model] if one["name"] == name]
        return bool(field["limits"])

    for model, name in (
        ("Case", "display"), ("Case", "visibility"), ("Case", "basis"), ("Consent", "withdrawn"), ("Charge", "mode"),
        ("Development", "alleged"), ("Development", "attributed_to"), ("Money", "qualifier"),
        ("FigureValue", "qualifier"), ("Stage", "by"),
    ):  # fmt: skip
        assert not limited(model, name), name
    assert limited("Case", "place")
    assert limited("Stage", "stage")
    (prisoners,) = [one for one in forms["PrisonersBlock"] if one["name"] == "prisoners"]
    assert prisoners["item"]["limits"]


@pytest.mark.parametrize("file", ["../x.yaml", "data/../data/themes.yaml", "/etc/passwd", "pyproject.toml",
    f"{BRIEFING}/signatures.yaml", "templates/dialogue-paper/template.yaml", "data/ruritania/defaults.yaml",
    "data\\x.yaml", ""])  # fmt: skip
def test_no_form_is_for_other_files(desk: EditDesk, file: str) -> None:
    with pytest.raises(NotEditable):
        find_place(desk.root, file)


def test_a_link_that_leads_out_of_the_workspace_is_not_opened(
    desk: EditDesk, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside") / "x.yaml"
    outside.write_text("names: {preferred: X}\n")
    (desk.root / "data/ruritania/cases/x.yaml").symlink_to(outside)
    with pytest.raises(NotEditable):
        find_place(desk.root, "data/ruritania/cases/x.yaml")


@pytest.mark.parametrize("target", ["outside", "templates", ".git"])
def test_no_new_record_goes_through_a_folder_that_is_a_link(
    desk: EditDesk, tmp_path_factory: pytest.TempPathFactory, target: str
) -> None:
    folder = tmp_path_factory.mktemp("outside") if target == "outside" else desk.root / target
    folder.mkdir(exist_ok=True)
    (desk.root / "data/zaptinar").mkdir()
    (desk.root / "data/zaptinar/laws").symlink_to(folder)
    with pytest.raises(NotEditable):
        find_place(desk.root, "data/zaptinar/laws/new-one.yaml", "new-one")


def test_a_line_leads_to_its_record_and_field(desk: EditDesk) -> None:
    text = FILES[SOURCES]
    line = text[: text.index("gazette-2:")].count("\n") + 1
    place = find_place(desk.root, SOURCES, line=line)
    assert place.id == "gazette-2"
    case = FILES[CASE].splitlines()
    number = next(n for n, row in enumerate(case, 1) if "stage: convicted" in row)
    steps = find_steps(FILES[CASE], find_place(desk.root, CASE), number)
    assert steps[:3] == ["proceedings", 0, "stages"]


def test_a_new_record_stands_where_its_kind_does(desk: EditDesk) -> None:
    dataset, _ = load(desk.root, [EDITION])
    assert find_new_place(dataset, "cases", "new-one", "ruritania").file == "data/ruritania/cases/new-one.yaml"
    assert find_new_place(dataset, "sources", "new-one", "ruritania").file == SOURCES
    for collection, id, country in (
        ("cases", "rassendyll", "ruritania"),
        ("cases", "x", "nowhere"),
        ("none", "x", "ruritania"),
    ):
        with pytest.raises(NotEditable):
            find_new_place(dataset, collection, id, country)


@pytest.mark.ci
def test_records_of_the_real_papers_can_be_opened_and_saved_unchanged() -> None:
    edition = "eu-kazakhstan-2020-11"
    dataset, _ = load(ROOT, [edition])
    ids = list_ids(dataset)
    assert any(id == "kz-criminal-code/274" for id, *_ in ids["laws"])
    assert all(called for rows in ids.values() for _, called, _ in rows)
    own = [one for one in list_entries(dataset) if Path(one.file).stem in (one.record.id, one.collection)]
    sections = dataset.sections[edition].values()
    files = {one.file: one.record.id for one in (*own[::12], *sections, dataset.editions[edition])}
    for file, id in files.items():
        place = find_place(ROOT, file, id)
        text = read_text(ROOT, place.path, file)
        assert set_value(text, file, place.steps, read_value(text, place)) == text, file


# ── what is written ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_change_is_shown_before_it_is_written_and_taken_back_after(desk: EditDesk) -> None:
    path = desk.root / CASE
    base, value = opened(desk, CASE)
    change = asked(desk, base, value | {"occupation": "painter"})
    told = try_change(desk, change)
    assert [line for line in told["diff"] if line[0] in "+-"] == ["-occupation: journalist", "+occupation: painter"]
    assert path.read_text("utf-8") == FILES[CASE]
    assert save_change(desk, change)["saved"]
    assert path.read_text("utf-8") == FILES[CASE].replace("journalist", "painter")
    assert undo(desk)["undone"]
    assert path.read_text("utf-8") == FILES[CASE]
    assert not undo(desk)["undone"]


def test_a_new_record_taken_back_leaves_no_file(desk: EditDesk) -> None:
    place = find_new_place(load(desk.root, [EDITION])[0], "cases", "antonia-zapt", "ruritania")
    told = save_change(desk, Asked(place, "", {"names": {"preferred": "Antonia Zapt"}}, {}, EDITION))
    assert told["saved"], told
    assert place.path.read_text("utf-8") == "names: {preferred: Antonia Zapt}\n"
    assert undo(desk)["undone"]
    assert not place.path.exists()


@pytest.mark.parametrize(
    ("change", "code", "path"),
    [
        ({"place": {"no": "such"}}, "D101", ["place"]),
        ({"gender": "none"}, "D", ["gender"]),
        ({"timeline": [{"date": "2020-13", "text": "X."}]}, "D102", ["timeline", 0, "date"]),
        ({"basis": {"already_public": "no-such-source"}}, "R", ["basis", "already_public"]),
        ({"colour": "red"}, "D", ["colour"]),
    ],
)
def test_what_would_not_load_is_told_at_its_field_and_not_written(
    desk: EditDesk, change: Mapping[str, Any], code: str, path: list[Any]
) -> None:
    base, value = opened(desk, CASE)
    told = save_change(desk, asked(desk, base, value | change))
    assert not told["saved"]
    assert told["refused"]
    assert [one for one in told["problems"] if one["code"].startswith(code) and one["path"] == path], told["problems"]
    assert (desk.root / CASE).read_text("utf-8") == FILES[CASE]


def test_an_error_that_is_there_already_keeps_nobody_from_saving_something_else(desk: EditDesk) -> None:
    path = desk.root / CASE
    path.write_text(FILES[CASE].replace("gender: male", "gender: none"), "utf-8")
    base, value = opened(desk, CASE)
    assert save_change(desk, asked(desk, base, value | {"occupation": "painter"}))["saved"]


def test_another_field_that_somebody_changed_meanwhile_is_kept(desk: EditDesk) -> None:
    path = desk.root / CASE
    base, value = opened(desk, CASE)
    path.write_text("# theirs\n" + FILES[CASE].replace("place: Zenda", "place: Hofbau"), "utf-8")
    theirs = path.read_text("utf-8")
    assert save_change(desk, asked(desk, base, value | {"occupation": "painter"}))["saved"]
    assert path.read_text("utf-8") == theirs.replace("journalist", "painter")


def test_the_same_field_is_asked_about_and_undo_leaves_a_file_that_was_changed_since(desk: EditDesk) -> None:
    path = desk.root / CASE
    base, value = opened(desk, CASE)
    theirs = FILES[CASE].replace("journalist", "poet")
    path.write_text(theirs, "utf-8")
    mine = value | {"occupation": "painter"}
    told = save_change(desk, asked(desk, base, mine))
    assert [(one["name"], one["theirs"], one["mine"]) for one in told["conflicts"]] == [
        ("occupation", "poet", "painter")
    ]
    assert path.read_text("utf-8") == theirs
    assert save_change(desk, asked(desk, base, mine, occupation="theirs"))["diff"] == []
    assert save_change(desk, asked(desk, base, mine, occupation="mine"))["saved"]
    path.write_text(path.read_text("utf-8") + "# somebody else\n", "utf-8")
    told = undo(desk)
    assert not told["undone"]
    assert "was changed since" in told["message"]


def test_a_file_that_went_away_is_not_written_again(desk: EditDesk) -> None:
    base, value = opened(desk, CASE)
    (desk.root / CASE).unlink()
    told = save_change(desk, asked(desk, base, value | {"occupation": "painter"}))
    assert not told["saved"]
    assert "another one" in told["refused"]


_leaves = st.sampled_from(("a", "b", "c"))
_values = st.recursive(
    _leaves,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(_leaves, inner, max_size=3)),
    max_leaves=6,
)


@given(_values, _values, _values)
def test_a_merge_of_one_change_is_that_change_and_it_has_no_side(base: Any, theirs: Any, mine: Any) -> None:
    assert merge(base, base, mine, {}).value == mine
    assert merge(base, theirs, base, {}).value == theirs
    one, other = merge(base, theirs, mine, {}), merge(base, mine, theirs, {})
    assert {c["name"] for c in one.conflicts} == {c["name"] for c in other.conflicts}
    if not one.conflicts:
        assert one.value == other.value


def test_items_that_both_sides_added_at_other_places_are_all_kept() -> None:
    assert merge(["a", "b"], ["x", "a", "b"], ["a", "b", "y"], {}).value == ["x", "a", "b", "y"]
    assert merge([{"d": 1, "e": 1}], [{"d": 2, "e": 1}], [{"d": 1, "e": 3}], {}).value == [{"d": 2, "e": 3}]
    assert [c["name"] for c in merge(["a"], ["a", "x"], ["a", "y"], {}).conflicts] == [""]


@pytest.mark.parametrize(
    ("change", "lines"),
    [
        ({"occupation": {"en": "journalist", "ru": "журналист"}},
         ["-occupation: journalist", "+occupation: {en: journalist, ru: журналист}"]),
        ({"place": {"value": "Strelsau", "visibility": "partner"}},
         ["-place: Strelsau", "+place: {value: Strelsau, visibility: partner}"]),
        ({"related": [{"value": "tarlenheim", "visibility": "internal"}]},
         ["-related: tarlenheim", "+related:", "+  - {value: tarlenheim, visibility: internal}"]),
    ],
)  # fmt: skip
def test_a_second_language_and_a_limit_are_the_line_that_is_written_by_hand_and_go_again(
    desk: EditDesk, change: Mapping[str, Any], lines: list[str]
) -> None:
    base, value = opened(desk, CASE)
    told = save_change(desk, asked(desk, base, value | change))
    assert told["saved"], told
    assert [line for line in told["diff"] if line[0] in "+-"] == lines
    assert read_value((desk.root / CASE).read_text("utf-8"), find_place(desk.root, CASE)) == value | change
    assert save_change(desk, asked(desk, told["hash"], value))["saved"]
    assert (desk.root / CASE).read_text("utf-8") == FILES[CASE]


@pytest.mark.parametrize(
    ("change", "code", "path"),
    [
        ({"occupation": {"en": "journalist", "Russian": "журналист"}}, "D", ["occupation", "Russian"]),
        ({"place": {"value": "Strelsau", "visibility": "friends"}}, "D", ["place", "visibility"]),
    ],
)
def test_a_language_or_readers_that_there_are_not_are_told_at_the_field(
    desk: EditDesk, change: Mapping[str, Any], code: str, path: list[Any]
) -> None:
    base, value = opened(desk, CASE)
    told = try_change(desk, asked(desk, base, value | change))
    assert told["refused"]
    assert [one for one in told["problems"] if one["code"].startswith(code) and one["path"] == path], told["problems"]


# ── signing off ───────────────────────────────────────────────────────────────────────────────────────────────────────

SIGNATURES = f"{BRIEFING}/signatures.yaml"


def test_what_is_ticked_is_signed_as_the_command_signs_it_and_taken_back(desk: EditDesk, tmp_path: Path) -> None:
    choice = Choice(EDITION)
    told = describe_sheet(desk.root, choice, "expression")
    assert [one["title"] for one in told["sections"]][1:] == ["Overview", "Freedom of expression", "People in prison"]
    counts = {one["id"]: (one["signed"], one["lines"]) for one in told["sections"]}
    assert counts["expression"] == (0, len(told["lines"]))
    by_words = {one["text"]: one for one in told["lines"]}
    line = by_words["The prosecutor Rupert Hentzau charged many."]
    assert [source["id"] for source in line["sources"]] == ["gazette-1", "gazette-2"]
    assert line["notes"][0]["urls"] == ["https://example.org/1?a=1&b=2", "https://example.org/2"]
    shown = {line["id"]: line["mark"]}
    done = sign_lines(desk, choice, "A. Reader", shown)
    assert (done["new"], done["already"], done["file"]) == (1, 0, SIGNATURES)
    written = (desk.root / SIGNATURES).read_bytes()
    other = write(tmp_path / "by-hand", dict(FILES), style=True)
    sign(other, EDITION, "A. Reader", written.decode().split("date: ")[1].split()[0], blocks=[line["id"]])
    assert (other / SIGNATURES).read_bytes() == written
    again = describe_sheet(desk.root, choice, "expression")
    (same,) = [one for one in again["lines"] if one["id"] == line["id"]]
    assert (same["state"], len(same["signed"])) == ("signed", 1)
    assert sign_lines(desk, choice, "A. Reader", shown)["already"] == 1
    assert undo(desk)["undone"]
    assert not (desk.root / SIGNATURES).exists()


def test_words_that_changed_since_they_were_shown_are_not_signed(desk: EditDesk) -> None:
    choice = Choice(EDITION)
    shown = {one["id"]: one["mark"] for one in describe_sheet(desk.root, choice, "expression")["lines"]}
    path = desk.root / SOURCES
    path.write_text(FILES[SOURCES].replace("https://example.org/2,", "https://example.org/3,"), "utf-8")
    with pytest.raises(CannotAnswer) as refused:
        sign_lines(desk, choice, "A. Reader", shown)
    assert refused.value.status == 409
    with pytest.raises(CannotAnswer):
        sign_lines(desk, choice, "A. Reader", {"no-such-line": "0"})
    assert not (desk.root / SIGNATURES).exists()
    assert undo(desk)["undone"] is False


# ── who may ask ───────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    with previewed(write(tmp_path_factory.mktemp("edit"), dict(FILES), style=True), EDITION, "--edit") as preview:
        yield preview


def post(preview: Preview, path: str, body: bytes = b"{}", **headers: str) -> Answer:
    import http.client

    connection = http.client.HTTPConnection("127.0.0.1", preview.port, timeout=60)
    sent = {"Cookie": preview.cookie} | {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request("POST", path, body=body, headers=sent)
    response = connection.getresponse()
    answer = Answer(response.status, response.headers, response.read())
    connection.close()
    return answer


DEEDS = tuple(path for path, _, method in list_routes(EditDesk(ROOT)) if method == "POST")


@pytest.mark.slow
def test_only_a_page_of_the_preview_changes_anything(running: Preview) -> None:
    own, token = f"http://127.0.0.1:{running.port}", running.get("/choices").json()["deed"]
    for path in DEEDS:
        assert running.ask(path).status == 405
        assert post(running, path).status == 403
        assert post(running, path, Origin="http://example.org", X_Deed=token).status == 403
        assert post(running, path, Origin=own, X_Deed="wrong").status == 403
        assert post(running, path, Origin=own, X_Deed=token, Cookie="a=b").status == 403
    good = {"Origin": own, "X_Deed": token}
    for body, status in (
        (b"[]", 400), (b"{", 400), (b"[" * 100_000, 400), (b'{"value": []}', 400),
        (b'{"value": {"a": "' + b"x" * 1_100_000, 413),
        (json.dumps({"file": "../x", "base": "1", "value": {"a": "b"}}).encode(), 404),
        (json.dumps({"id": "../x", "collection": "cases", "country": "ruritania", "value": {"a": "b"}}).encode(), 404),
    ):  # fmt: skip
        assert post(running, "/edit/save", body, **good).status == status, body[:40]
    said = {
        "file": CASE,
        "base": "",
        "id": "rassendyll",
        "collection": "cases",
        "country": "ruritania",
        "value": {"a": "b"},
    }
    assert post(running, "/edit/save", json.dumps(said).encode(), **good).status == 404
    assert (running.root / CASE).read_text("utf-8") == FILES[CASE]
    record = running.get("/edit/record", file=CASE, line=2).json()
    value = record["value"] | {"occupation": "<script>alert(1)</script>"}
    told = post(
        running, "/edit/save", json.dumps({"file": CASE, "base": record["hash"], "value": value}).encode(), **good
    )
    assert told.json()["saved"]
    assert "occupation: <script>alert(1)</script>\n" in (running.root / CASE).read_text("utf-8")
    assert post(running, "/edit/undo", **good).json()["undone"]
    sheet = running.get("/edit/signoff", section="expression").json()
    lines = {sheet["lines"][0]["id"]: sheet["lines"][0]["mark"]}
    unseen = {"name": "A\u202e", "lines": lines}
    for bad in ({}, {"name": "A"}, {"name": " ", "lines": lines}, unseen, {"name": "A", "lines": [1]}):
        assert post(running, "/edit/sign", json.dumps(bad).encode(), **good).status == 400, bad
    assert running.get("/edit/signoff", section="../x").status == 404
    done = post(running, "/edit/sign", json.dumps({"name": " A.  Reader ", "lines": lines}).encode(), **good).json()
    assert (done["new"], done["undos"]) == (1, 1)
    assert 'by: "A. Reader"' in (running.root / done["file"]).read_text("utf-8")
    assert post(running, "/edit/undo", **good).json()["undone"]


@pytest.mark.slow
def test_without_edit_nothing_is_opened_or_changed(tmp_path: Path) -> None:
    with previewed(write(tmp_path, dict(FILES), style=True), EDITION) as preview:
        told = preview.get("/choices").json()
        assert told["edit"] is False
        assert preview.get("/edit/forms").status == 404
        assert preview.get("/edit/record", file=CASE).status == 404
        own = {"Origin": f"http://127.0.0.1:{preview.port}", "X_Deed": told["deed"]}
        assert {post(preview, path, **own).status for path in DEEDS} == {404}


# ── git ───────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_what_was_written_is_committed_with_a_message_and_no_hook_is_run(desk: EditDesk) -> None:
    root = desk.root
    assert find_changed(root, {CASE}) is None
    for words in (
        ["init", "-q"],
        ["config", "user.name", "A"],
        ["config", "user.email", "a@example.org"],
        ["add", "."],
        ["commit", "-qm", "Begin"],
    ):
        assert run_git(root, *words).returncode == 0
    hook = root / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\ntouch ran\nexit 1\n")
    hook.chmod(0o755)
    base, value = opened(desk, CASE)
    assert save_change(desk, asked(desk, base, value | {"occupation": "painter"}))["saved"]
    other = root / SOURCES
    other.write_text(other.read_text("utf-8") + "# mine\n", "utf-8")
    assert find_changed(root, desk.files) == [CASE]
    message = propose_message(root, EDITION, [CASE])
    assert message.startswith(f"{EDITION}: cases: 1 changed")
    assert "painter" in message
    assert commit_files(root, desk.files, "   ") == {"committed": False, "message": "write what was changed"}
    assert commit_files(root, desk.files, message)["committed"]
    assert not (root / "ran").exists()
    assert find_changed(root, desk.files) == []
    shown = subprocess.run(
        ["git", "-C", str(root), "show", "--name-only", "--format=%B"], capture_output=True, text=True
    )
    assert shown.stdout.rstrip().endswith(CASE)
    assert SOURCES not in shown.stdout
    assert find_changed(root, {SOURCES}) == [SOURCES]


@pytest.mark.parametrize("setting", ["filter.z.clean", "filter.z.process", "gpg.program", "gpg.ssh.defaultKeyCommand"])
def test_a_program_that_the_repository_sets_up_is_not_run_by_a_commit(tmp_path: Path, setting: str) -> None:
    """A folder from somebody else brings its .git/config along."""
    root, file = write(tmp_path, dict(FILES)), "data/themes.yaml"
    program = root / "program"
    program.write_text(f"#!/bin/sh\ntouch '{root}/ran'\ncat\n")
    program.chmod(0o755)
    (root / ".gitattributes").write_text("*.yaml filter=z\n")
    for words in (
        ["init", "-q"], ["config", "user.name", "A"], ["config", "user.email", "a@example.org"],
        ["add", "."], ["commit", "-qm", "Begin"], ["config", "commit.gpgSign", "true"],
        ["config", "gpg.format", "ssh" if "ssh" in setting else "openpgp"], ["config", setting, str(program)],
    ):  # fmt: skip
        assert run_git(root, *words).returncode == 0
    # as long as it was: git looks into it, by the filter
    text = (root / file).read_text("utf-8")
    (root / file).write_text(text.replace("order: 1", "order: 2"), "utf-8")
    assert find_changed(root, {file}) == [file]
    told = commit_files(root, {file}, "Change a theme")
    assert not told["committed"]
    assert setting.lower() in told["message"]
    assert not (root / "ran").exists()
