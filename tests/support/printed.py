"""Find out where a field of a record is printed: in papers and pages that use all records in all ways.

In: the files of canaries.complete(), in which each record has every field of its kind. Out: uses of them, each a change
of the files and what is made then; values with which a field makes another document.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from generator.formats.json import write_json
from generator.paper.workspace import Workspace
from generator.runs.country_page import write_page
from tests.support import canaries
from tests.support.workspaces import BRIEFING, EDITION, assembled

CASE = "data/ruritania/cases/rassendyll.yaml"
LIST = f"{BRIEFING}/prisoners.yaml"

Files = dict[str, Any]


HELD = {"date": "2019-06", "text": "He was taken away.", "status": "imprisoned", "by": "gazette-1"}


def make_paper(root: Path) -> str:
    """Return the paper as JSON, which tells all that it says and nothing of where that comes from; nothing where none
    can be made. What rows say to programs is not printed."""
    document, _ = assembled(root)
    return json.dumps(json.loads(write_json(document), object_hook=_leave_out_values)) if document else ""


def _leave_out_values(part: Files) -> Files:
    return {key: value for key, value in part.items() if part.get("type") != "Row" or key != "values"}


def make_page(root: Path) -> str:
    """Return the words of the country's page."""
    files, _ = write_page(Workspace(root, [EDITION, canaries.BEFORE]), "ruritania", root / "build", ["md"], "en")
    return "".join(file.data.decode() for file in files)


def _as_it_is(files: Files) -> None:
    """Everything is told by an author: the profile, the titles of sources."""


def _from_the_record(files: Files) -> None:
    """Nobody has written the story yet; sources have neither title nor address, entries and authors only one of their
    two days and places, a relative has no case, nobody judges at two steps, and the case is in no table of prisoners.
    The paper is for no round, but those since the edition before stand in it, and so do the articles of treaties."""
    case = files[CASE]
    del case["profile"], case["proceedings"][0]["charges"][1]["dismissed"]
    _drop_days(files)
    del case["relatives"][0]["case"]
    for stage in case["proceedings"][0]["stages"]:
        del stage["judges"]
    case["timeline"][0] |= {"date": "2020-05", "as_of": "2020-11-20", "verified": "true"}
    for source in (*case["sources"].values(), *files["data/ruritania/sources.yaml"].values()):
        source.pop("title", None)
    for name in ("title", "url"):
        case["sources"]["weekly-1"].pop(name, None)
    files[LIST]["blocks"][0] |= {"prisoners": ["tarlenheim"], "group_by": "region"}
    files["data/ruritania/cases/tarlenheim.yaml"]["region"] = case["region"]
    del files["data/ruritania/organisations.yaml"]["bureau"]["country"]
    files[f"{BRIEFING}/edition.yaml"] |= {"treaty_articles": "true", "usual_codes": ["ru-code"]}
    del files[f"{BRIEFING}/edition.yaml"]["round"]


def _drop_days(part: Any) -> None:
    """Leave of two days the one by which something was so, where the other may be unknown."""
    if isinstance(part, dict) and {"date", "as_of"} <= part.keys() and part.keys().isdisjoint(_DATED):
        del part["date"]
    for inner in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        _drop_days(inner)


_DATED = {"rating", "outcome", "outline"}
"""Fields of ratings, rounds and editions, whose date stands beside the other day."""


def _otherwise(files: Files) -> None:
    """The person has a pseudonym and lives in the capital, which had another name; lists are grouped by theme; who
    signs the paper is asked to act; a recommendation takes the place of one that somebody raised."""
    files[CASE] |= {"display": "pseudonym", "place": "Old Strelsau"}
    _postpone(files, without="until")
    files["data/ruritania/country.yaml"]["capital"].append({"name": "Old Strelsau"})
    recommendations = files["data/ruritania/recommendations.yaml"]
    for asked in recommendations.values():
        asked["addressee"] = "bureau"
    recommendations["release"]["raised_by"] = [{"raised_by": ["council"], "date": "2020-02-03", "text": "It asked."}]
    files["data/ruritania/cases/tarlenheim.yaml"] |= {"themes": ["canary"], "timeline": [HELD]}
    files[LIST]["blocks"][0]["group_by"] = "theme"


def _postpone(files: Files, without: str) -> None:
    stage = files[CASE]["proceedings"][0]["stages"][1]
    del stage[without], stage["status"]
    stage |= {"stage": "sentence_postponed", "date": "2020-11-21"}


def _without_predecessor(files: Files) -> None:
    """There is no edition before, and some on the list are not named; what was raised at the round is about an article
    alone, and who raised a case called for all that is asked for it."""
    _postpone(files, without="length")
    files[CASE]["place"] = "Old Strelsau"
    capital = files["data/ruritania/country.yaml"]["capital"]
    capital.append({"name": "Old Strelsau"})
    del capital[0]["from"]
    files["data/ruritania/cases/tarlenheim.yaml"]["timeline"] = [HELD]
    del files[f"{BRIEFING}/edition.yaml"]["predecessor"], files[CASE]["raised_by"][0]["recommendations"]
    (point,) = files["data/dialogues.yaml"]["zenda-dialogue"]["rounds"]["3"]["raised"]
    del point["cases"], point["events"]
    del files[LIST]["blocks"][0]["group_by"]
    hidden = [f"hidden-{number}" for number in range(5)]
    files[LIST]["blocks"][0]["prisoners"] += hidden
    for id in hidden:
        files[f"data/ruritania/cases/{id}.yaml"] = {"visibility": "internal", "names": {"preferred": id}}


def _on_the_page(files: Files) -> None:
    """No paper tells the numbers of an event."""
    files[f"{BRIEFING}/expression.yaml"]["blocks"][0]["text"] = "Nothing."


def _undated(files: Files) -> None:
    """The same, of a notice whose day is not known."""
    _on_the_page(files)
    del files["data/ruritania/country.yaml"]["watch_list"][0]["date"]


USES: tuple[tuple[Callable[[Files], None], Callable[[Path], str]], ...] = (
    (_as_it_is, make_paper), (_on_the_page, make_page), (_undated, make_page), (_from_the_record, make_paper),
    (_otherwise, make_paper), (_without_predecessor, make_paper),
)  # fmt: skip


def apply(files: Files, change: Callable[[Files], None]) -> Files:
    """Return a copy of the files with the change."""
    changed = copy.deepcopy(files)
    change(changed)
    return changed


def put(root: Path, files: Mapping[str, Any]) -> None:
    """Write the files below `root`."""
    for name, text in canaries.written(dict(files)).items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")


def hold(files: Files, kind: str, path: canaries.Path) -> Any:
    """Return what holds the value at a path of the record of a kind."""
    file, _, name = canaries.MODELS[kind]
    holder: Any = files[file] if name is None else files[file][name]
    for step in path[:-1]:
        holder = holder[step]
    return holder


def list_leaves(files: Files, kind: str) -> Iterator[tuple[canaries.Path, str]]:
    """Yield the path of each value that has no parts, and the field whose it is (`Names.native`)."""
    owner = ""
    for path, named in canaries.plantings(files, kind):
        owner = named or owner
        if not isinstance(hold(files, kind, path)[path[-1]], dict | list):
            yield path, owner


def differs(
    root: Path, files: Files, places: list[tuple[str, canaries.Path]], make: Callable[[Path], str], was: str
) -> bool:
    """Tell whether something else is made than `was` of the files, which stand below `root`, with another value at one
    of the places, or with none."""
    for kind, path in places:
        try:
            holder = hold(files, kind, path)
            values = canaries.list_other_values(files, kind, path)
        except (KeyError, IndexError):
            continue  # this use of the records has no such part
        file, kept = canaries.MODELS[kind][0], copy.copy(holder)
        for value in values:
            if value is None:
                del holder[path[-1]]
            else:
                holder[path[-1]] = value
            put(root, {file: files[file]})
            made = make(root)
            holder[path[-1]] = kept[path[-1]]
            if made and made != was:
                put(root, {file: files[file]})
                return True
        put(root, {file: files[file]})
    return False


_IDS = frozenset({"kind", "style", "first_edition", "predecessor", "carried_over", "supersedes", "outline", "annexes"})
"""Fields of texts that are names of something: any other word is an error."""


def plant_words(files: Files) -> tuple[Files, dict[str, str]]:
    """Return the files with a word of its own in each free text, and by the word the field in which it stands."""
    planted, fields = copy.deepcopy(files), dict[str, str]()
    for kind in canaries.MODELS:
        for path, owner in list_leaves(files, kind):
            if hold(canaries.plant(files, kind, path), kind, path)[path[-1]]["value"] != "CANARY words":
                continue
            if owner.partition(".")[2] not in _IDS:
                word = f"zqa{len(fields):03}x"
                fields[word] = owner
                hold(planted, kind, path)[path[-1]] = f"{word} words"
    return planted, fields
