"""Whatever is saved, one file after the other: what the preview makes with all that it knows of the versions before is
what it would make if it began anew; and nobody is named who is protected since, or in words that were written since."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from generator.formats.page_pieces import PageMemory
from generator.paper.last_version import LastVersion
from generator.preview.choice import Choice
from generator.preview.rebuild import Rebuilt, rebuild
from tests.support.long_lists import write_long_list
from tests.support.workspaces import BRIEFING, EDITION

PEOPLE = 6
_CASES = "data/ruritania/cases"
_SECRET = "visibility: internal\nnames: {preferred: Anton Zaptov}\n"


def case(number: int, change: Callable[[dict[str, Any]], object]) -> Callable[[Path], None]:
    """Return what changes the record of somebody in the list."""

    def save(root: Path) -> None:
        path = root / _CASES / f"person-{number}.yaml"
        record = json.loads(path.read_text("utf-8"))
        change(record)
        path.write_text(json.dumps(record, ensure_ascii=False, indent=1), "utf-8")

    return save


def said(name: str, old: str, new: str) -> Callable[[Path], None]:
    """Return what puts other words in the place of some in a file, and takes them back the next time."""

    def save(root: Path) -> None:
        text = (root / name).read_text("utf-8")
        (root / name).write_text(text.replace(new, old) if new in text else text.replace(old, new, 1), "utf-8")

    return save


def write_secret(root: Path) -> None:
    """Write a record that is closed, or take it away."""
    path = root / _CASES / "secret.yaml"
    if path.exists():
        path.unlink()
    else:
        path.write_text(_SECRET, "utf-8")


def move_lines(root: Path) -> None:
    """Put an empty line before the first of a record."""
    path = root / _CASES / "person-1.yaml"
    path.write_text("\n" + path.read_text("utf-8"), "utf-8")


def tell(words: str) -> Callable[[dict[str, Any]], object]:
    """Return what adds words to somebody's story, or takes them back."""

    def change(record: dict[str, Any]) -> None:
        text = record["profile"][0]["text"]
        record["profile"][0]["text"] = text.replace(words, "") if words in text else words + text

    return change


def list_last(root: Path) -> None:
    """Take the last of the list out of it, or add who is not in it."""
    path = root / BRIEFING / "prisoners.yaml"
    section = json.loads(path.read_text("utf-8"))
    for block in section["blocks"]:
        table, profiles = block["blocks"]
        if len(table["prisoners"]) > 1:
            table["prisoners"] = profiles["profiles"] = table["prisoners"][::-1]
    path.write_text(json.dumps(section, indent=1), "utf-8")


_OTHERS = {"names": {"preferred": "Somebody Zelse", "family": "Zelse"}}

EDITS: Mapping[str, Callable[[Path], object]] = {
    "nothing": lambda root: None,
    "a sentence": case(0, tell("One more thing was said. ")),
    "another's": case(3, tell("Nobody had asked. ")),
    "a note more": case(0, tell("It was told before.[@news-3; @bureau-watch] ")),
    "a mention": case(1, tell("So was [](case:person-2). ")),
    "a mention in other words": case(1, tell("So was [Nobody](case:person-2). ")),
    "a source that is not there": case(4, tell("So they say.[@nobody] ")),
    "what is left of markup": case(4, tell("He wrote (@news-1) and [news-2] on it. ")),
    "a name": case(2, lambda one: one.update(_OTHERS)),
    "an assumed name": case(5, lambda one: one.update(
        display="pseudonym", names={**one["names"], "pseudonym": "The Miller"}
    )),
    "a name for all": case(5, lambda one: one.update(display="full_name")),
    "closed": case(4, lambda one: one.update(visibility="internal")),
    "open": case(4, lambda one: one.pop("visibility", None)),
    "a photograph less": case(0, lambda one: one.pop("photograph", None)),
    "a member": case(3, lambda one: one.update(group="person-1")),
    "no member": case(3, lambda one: one.pop("group", None)),
    "free": case(2, lambda one: one["proceedings"][0]["stages"].append(
        {"date": "2020-06", "stage": "released", "by": "bureau-watch"}
    )),
    "two sources alike": case(1, lambda one: one["sources"]["news-1"].update(published="2015-02-28", title="A case")),
    "as alike": case(2, lambda one: one["sources"]["news-2"].update(published="2015-02-28", title="A case")),
    "a younger source": case(2, lambda one: one["sources"]["news-2"].update(published="2021-03-01")),
    "a relative": case(0, lambda one: one["relatives"][0].update(case="person-1", name="Anton Zaptov")),
    "lines": move_lines,
    "an order": list_last,
    "a secret": write_secret,
    "its name": case(3, tell("Anton Zaptov stood by. ")),
    "its name in a field": case(1, lambda one: one.update(occupation="friend of Anton Zaptov")),
    "no such field": case(1, lambda one: one.update(occupation="poet")),
    "its name in prose": said(f"{BRIEFING}/overview.yaml", "This paper", "Zaptov, Anton: this paper"),
    "prose": said(f"{BRIEFING}/overview.yaml", "is about", "tells [in part](#prisoners) about"),
    "an organisation": said("data/ruritania/organisations.yaml", "short: SBR", "short: Bureau"),
    "a law": said("data/ruritania/laws/list-code.yaml", '"treason"', '"high treason"'),
    "a theme": said("data/themes.yaml", "Poets and journalists", "Poets"),
    "a day": said(f"{BRIEFING}/edition.yaml", "2020-11-26", "2020-10-26"),
    "a title": said(f"{BRIEFING}/edition.yaml", "Key concerns", "Concerns"),
    "a label": said("templates/dialogue-paper/labels/en.yaml", "arrested", "taken"),
    "notes": said("templates/dialogue-paper/template.yaml", "notes: footnotes", "notes: links"),
    "a template": said("templates/dialogue-paper/paper.html.j2", '<p{%', '<p title="a"{%'),
    "a file that can't be read": said(f"{_CASES}/person-2.yaml", '"names": {', '"names": [{'),
}  # fmt: skip


def make_list(root: Path) -> Path:
    """Write the list; return its folder."""
    return write_long_list(root, PEOPLE)


def describe(made: Rebuilt) -> tuple[object, ...]:
    """Return all that is told and kept of a version."""
    page = made.made
    return (made.problems, page and page.page, page and page.document, page and page.choice)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_each_version_is_that_of_a_preview_that_began_anew(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    root, known = make_list(tmp_path), (LastVersion(), PageMemory())
    for name in ("nothing", *chance.sample(sorted(EDITS), 10)):
        before = read_files(root)
        EDITS[name](root)
        now, anew = rebuild(root, Choice(EDITION), *known), rebuild(root, Choice(EDITION))
        assert describe(now) == describe(anew), name
        if now.made is None:  # what stops the paper is taken back, or there would be little to see of the others
            put_back(root, before)
            assert describe(rebuild(root, Choice(EDITION), *known)) == describe(rebuild(root, Choice(EDITION))), name


def read_files(root: Path) -> dict[Path, bytes]:
    """Return what authors have written."""
    return {path: path.read_bytes() for name in ("data", BRIEFING) for path in (root / name).rglob("*.yaml")}


def put_back(root: Path, files: Mapping[Path, bytes]) -> None:
    """Make the files what they were."""
    for path in read_files(root).keys() - files.keys():
        path.unlink()
    for path, data in files.items():
        if not path.exists() or path.read_bytes() != data:
            path.write_bytes(data)


@pytest.mark.parametrize(
    "edits",
    [
        ["a secret", "its name"],
        ["its name", "a secret"],
        ["a secret", "its name in a field"],
        ["its name in prose", "a sentence", "a secret"],
    ],
    ids=" then ".join,
)
def test_whoever_is_protected_is_found_after_each_edit(edits: list[str], tmp_path: Path) -> None:
    root, known = make_list(tmp_path), (LastVersion(), PageMemory())
    for name in ("nothing", "a sentence", *edits):
        made = rebuild(root, Choice(EDITION), *known)
        assert made.made, name
        EDITS[name](root)
    made = rebuild(root, Choice(EDITION), *known)
    assert made.made is None
    assert {one.code for one in made.problems if one.severity == "error"} == {"S104"}
    for name in reversed(edits):  # and found no more
        EDITS["no such field" if name == "its name in a field" else name](root)
    assert rebuild(root, Choice(EDITION), *known).made
    EDITS[edits[0]](root)
    EDITS[edits[-1]](root)
    assert rebuild(root, Choice(EDITION), *known).made is None


def test_what_is_as_it_was_is_the_very_same(tmp_path: Path) -> None:
    root, known = make_list(tmp_path), (LastVersion(), PageMemory())
    before, _ = rebuild(root, Choice(EDITION), *known), EDITS["a sentence"](root)
    after = rebuild(root, Choice(EDITION), *known)
    assert before.made
    assert after.made
    assert "One more thing was said." in re.sub(r"\s+", " ", after.made.page)
    old, new = (_list_profiles(one.made.document) for one in (before, after) if one.made)
    assert [id for id in new if new[id] is not old[id]] == ["profile.person-0"]


def _list_profiles(document: Any) -> dict[str, Any]:
    from generator.paper.document import Section, walk

    return {
        part.id: part for part, _ in walk(document.sections) if isinstance(part, Section) and part.kind == "profile"
    }
