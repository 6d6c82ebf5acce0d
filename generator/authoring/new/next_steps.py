"""What to write next into a new record, as comments in it: lines that hold once their `#` is gone, and what then."""

from __future__ import annotations

from collections.abc import Mapping

from generator.authoring.new.answers import Checked

_STEPS: Mapping[str, tuple[str, ...]] = {
    "country": ("capital: [{name: …}]", "ratings: [{rated_by: ORGANISATION, rating: …, date: YYYY-MM, by: SOURCE}]"),
    "dialogue": ('rounds: {"1": {date: YYYY-MM-DD, place: …, outcome: …, by: SOURCE}}',),
    "case": (
        "basis: {already_public: SOURCE}",
        "proceedings: [{charges: [LAW/ARTICLE], stages: [{date: YYYY-MM-DD, stage: arrested, by: SOURCE}]}]",
        "timeline: [{date: YYYY-MM-DD, text: …, by: SOURCE}]",
        "recognitions: [{recognised_by: ORGANISATION, as_of: YYYY-MM-DD, by: SOURCE}]",
        "profile: [{as_of: YYYY-MM-DD, lead: …, text: …}]",
    ),
    "source": ("title: …", "published: YYYY-MM-DD", "archive_url: https://…"),
    "law": ('provisions: {"12": {title: …, by: SOURCE}}', "summary: …", "by: SOURCE"),
    "event": ("text: …", "place: …", "by: SOURCE"),
    "figure": ("unit: people", "event: EVENT"),
    "recommendation": ("messenger: ORGANISATION", "cases: [CASE]", "by: SOURCE"),
    "theme": ("standards: STANDARD",),
    "organisation": ("short: …", "url: https://…", "about: …", "by: SOURCE"),
}
"""Fields that a record of each kind mostly has."""

_THEN: Mapping[str, str] = {
    "country": "then `briefing new edition`, and cases: `briefing new case --country {id}`",
    "dialogue": "then name it in an edition: `dialogue: {id}`",
    "case": "then name it in a paper: `{id}` in the `prisoners:`, `profiles:` or `case_boxes:` of a section",
    "source": "then cite it: `by: {id}` in records, [@{id}] behind a sentence",
    "law": "then name its articles in the `charges:` of cases: {id}/…",
    "event": "then name it in prose: [words](event:{id})",
    "figure": "then name it in prose: [words](figure:{id})",
    "recommendation": "then name it in the `recommendations:` of a section",
    "theme": "then name it: `theme: {id}` of a recommendation or a section, `themes: {id}` of a case",
    "organisation": "then name it in records, such as `publisher: {id}`",
}


def list_next_steps(kind: str, id: str, said: Checked) -> list[str]:
    """Return the comments for a record of a kind: fields that were not said yet, and where to name it."""
    given = {_FIELD.get(key, key) for key in said}
    if kind == "dialogue" and "round" in said:
        given.add("rounds")
    if kind == "law" and "article" in said:
        given.add("provisions")
    if kind == "case" and "source" in said:
        given.add("basis")
    steps = [step for step in _STEPS[kind] if step.partition(":")[0] not in given]
    whole = f"`briefing explain {kind}` tells of all fields"
    first = f"next, without the #, what a document says; {whole}:" if steps else f"{whole};"
    return [first, *steps, *(() if "paper" in said else (say_then(kind, id),))]


def say_then(kind: str, id: str) -> str:
    """Return what is done with a record of a kind once it is there: where it is named, so that papers tell it."""
    return _THEN[kind].format(id=id)


_FIELD: Mapping[str, str] = {"source": "by", "stage": "proceedings", "story": "profile"}
"""The field that an answer fills, where it is called otherwise."""
