"""Words of the reference: what kinds of records and places in a paper are called, and who may see a kind."""

from __future__ import annotations

from collections.abc import Mapping

from generator.records.schema import ALWAYS_PUBLIC
from generator.records.schema.files import SINGLE

A_RECORD: Mapping[str, str] = {
    name: f"{'an' if word[0] in 'aeiou' else 'a'} {word}" for name, word in SINGLE.items()
} | {"laws": "an article of a law (code/article), or of a law"}  # fmt: skip
"""One record of each collection, with its article."""

RECORDS: Mapping[str, str] = {name: name for name in SINGLE} | {"laws": "articles of laws (code/article)"}
"""Several records of each collection."""

PLACES: Mapping[str, str] = {
    "cover": "the cover",
    "running": "the head of each page",
    "headings": "headings",
    "text": "the text",
    "box": "its box",
    "recommendations": "the box of recommendations",
    "treaty_articles": "the treaty articles below a theme’s heading",
    "asks": "the page of asks",
    "to_name": "the people to name",
    "handover": "the handover table",
    "prisoners": "the table of prisoners",
    "profiles": "the profile",
    "case_boxes": "the case’s box",
    "picture": "pictures",
    "changes": "the tables of changes",
    "scorecard": "the scorecard",
    "rounds": "the table of rounds",
    "definition": "the definition of a political prisoner",
    "notes": "notes",
    "contacts": "the authors at the end",
    "country_page": "the country’s page",
    "properties": "the properties of the file",
}
"""Places of a paper in the order in which they stand in it, by their keys in printed.json."""

_CLOSED = "whatever its folder’s defaults.yaml says; internal (the authors alone) where nothing is said"

_OPEN = "public, unless the record or its folder says otherwise"

VISIBILITY: Mapping[str, str] = {
    name: _OPEN if collection in ALWAYS_PUBLIC else _CLOSED for collection, name in SINGLE.items()
} | {
    "edition": "public: who reads the paper is its `audience`",
    "section": "public: whoever reads the paper",
    "verified": "the readers of the edition, and of each case",
    "style": "it says nothing of anybody",
}
"""Who may see a record of each kind where it says nothing itself."""

_BIRTH = "the year for readers of the case, the day for those of `day_for`: internal where nothing is said"

_RELATIVE = "internal, unless `basis` allows more, and a child’s never public"

_LAWYER = "internal, unless its `visibility` opens it"

OWN_VISIBILITY: Mapping[str, str] = {
    "case.date_of_birth": _BIRTH,
    "case.relatives": f"as the case; the name of a relative {_RELATIVE}",
    "case.relatives.name": _RELATIVE,
    "case.proceedings.lawyers": _LAWYER,
    "case.proceedings.stages.lawyers": _LAWYER,
    "case.detention.lawyers": _LAWYER,
}
"""Who may see a field that is closed by itself (generator/records/load/own_limits.py)."""

FILES: Mapping[str, str] = {
    "case": "data/…/cases/ID.yaml",
    "event": "data/…/events.yaml, each below its id",
    "law": "data/…/laws/ID.yaml",
    "source": "data/…/sources.yaml, each below its id; or inside the record that cites it (`sources:`)",
    "recommendation": "data/…/recommendations.yaml, each below its id",
    "figure": "data/…/figures.yaml, each below its id",
    "person": "data/…/people.yaml, each below its id",
    "organisation": "data/…/organisations.yaml, each below its id",
    "theme": "data/themes.yaml, each below its id",
    "standard": "data/standards.yaml, each below its id",
    "country": "data/ID/country.yaml",
    "dialogue": "data/dialogues.yaml, each below its id",
    "edition": "briefings/ID/edition.yaml",
    "section": "briefings/EDITION/ID.yaml",
    "verified": "briefings/EDITION/verified.yaml; `briefing verify-all` writes it",
    "style": "templates/ID/template.yaml",
}
"""Where a record of each kind stands. A file of many may be a folder of that name, with a file for each."""
