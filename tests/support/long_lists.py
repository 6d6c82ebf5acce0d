"""A list of many invented people, each with all that a record can say: as long as lists of organisations get.

In: how many, and a seed. Out: a workspace whose edition lists and profiles them all by category. The same seed makes
the same files.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

from generator.records.schema.person import RecognisedAs
from tests.support.logos import make_jpeg
from tests.support.workspaces import BRIEFING, FILES, values, write

CATEGORIES = {
    "poets": "Poets and journalists", "believers": "Believers", "officers": "Officers", "marchers": "Marchers"
}  # fmt: skip
_REGIONS = ("Strelsau", "Zenda", "Hentzau", "Upper Ruritania", "Lower Ruritania")
_WORK = ("journalist", "poet", "teacher", "lawyer", "imam", "farmer", "officer", "student", "trade unionist")
_ARTICLES = {
    "101": "calls for a violent change of the constitutional order, made in a group or by means of mass media",
    "102": "illegal acquisition, transfer, sale, storage, transport or carrying of weapons and their parts",
    "103": "theft in large amounts, committed by a group of persons by previous agreement",
    "104": "treason", "105": "hooliganism", "106": "entrepreneurship without registration",
}  # fmt: skip
_STARTS = ("Ab", "Bor", "Dar", "El", "Fer", "Gal", "Hal", "Is", "Kar", "Lor", "Mar", "Nor", "Or", "Pel", "Ras")
_ENDS = (
    "andil", "berin", "corim", "delan", "egar", "ildin", "oveth", "urian", "ymar", "zandor", "əlin", "ağor", "élan"
)  # fmt: skip
PHOTOGRAPH = "data/ruritania/photographs/1.jpg"
_PRISONS = ("Zenda Castle", "Prison No. 4 of Strelsau", "Colony of Hentzau, strict regime")


def write_long_list(root: Path, people: int, seed: int = 1, *, style: bool = True) -> Path:
    """Write a workspace that lists so many people; return its folder."""
    chance = random.Random(seed)
    cases = dict(_make_cases(people, chance))
    changes: dict[str, str | bytes | None] = {
        "data/ruritania/cases/rassendyll.yaml": None, "data/ruritania/cases/tarlenheim.yaml": None,
        f"{BRIEFING}/expression.yaml": None, PHOTOGRAPH: make_jpeg(300, 400, ""),
    }  # fmt: skip
    themes = {id: {"title": title, "order": order} for order, (id, title) in enumerate(CATEGORIES.items(), 2)}
    plain: dict[str, Any] = {
        "data/themes.yaml": {**values("data/themes.yaml"), **themes},
        "data/ruritania/laws/list-code.yaml": {
            "title": "Code of Offences",
            "country": "ruritania",
            "provisions": {number: {"title": title} for number, title in _ARTICLES.items()},
        },
        f"{BRIEFING}/edition.yaml": {**values(f"{BRIEFING}/edition.yaml"), "outline": ["overview"]},
        f"{BRIEFING}/prisoners.yaml": _list_them(cases),
        **{f"data/ruritania/cases/{id}.yaml": case for id, case in cases.items()},
    }
    for name, old in (("events", "  cases: rassendyll\n"), ("recommendations", "  cases: rassendyll\n")):
        changes[f"data/ruritania/{name}.yaml"] = FILES[f"data/ruritania/{name}.yaml"].replace(old, "")
    changes |= {name: json.dumps(value, ensure_ascii=False, indent=1) for name, value in plain.items()}
    return write(root, changes, style=style)


def _list_them(cases: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Return the annex: a part for each category, with its table and its profiles."""
    blocks: list[dict[str, Any]] = []
    for category, title in CATEGORIES.items():
        ids = [id for id, case in cases.items() if case["themes"][0] == category]
        if ids:
            table = {"prisoners": ids, "caption": title, "group_by": "region", "sort_by": "name"}
            profiles = {"profiles": ids, "group_by": "lists"}
            blocks.append({"section": category, "title": title, "blocks": [table, profiles]})
    return {"kind": "annex", "title": "People in prison", "landscape": True, "blocks": blocks}


def _make_cases(people: int, chance: random.Random) -> Iterator[tuple[str, dict[str, Any]]]:
    names: set[tuple[str, str]] = set()
    for number in range(people):
        while (name := (_make_name(chance), _make_name(chance))) in names:
            pass
        names.add(name)
        yield f"person-{number}", _make_case(number, *name, chance)


def _make_name(chance: random.Random) -> str:
    return chance.choice(_STARTS) + "".join(chance.sample(("", "a", "en", "ir"), 2)) + chance.choice(_ENDS)


def _make_photograph(source: str) -> dict[str, Any]:
    return {
        "file": PHOTOGRAPH, "alt": "Somebody at a desk", "credit": "Strelsau Gazette", "licence": "CC BY 4.0",
        "date": "2019", "basis": {"already_public": source},
    }  # fmt: skip


def _make_charge(number: int, article: str) -> dict[str, Any]:
    """Return a charge; every fifth person is charged with an attempt, in connection with another article."""
    charge: dict[str, Any] = {"provision": f"list-code/{article}", "part": "2", "items": ["1", "3"]}
    linked = {"mode": "attempt", "in_connection_with": [{"provision": "list-code/106", "part": "1", "items": ["2"]}]}
    return charge | (linked if number % 5 == 0 else {})


def _make_case(number: int, given: str, family: str, chance: random.Random) -> dict[str, Any]:
    """Return a record with every field; the texts are as long as those of real lists."""
    year, month, day = chance.randint(2012, 2019), chance.randint(1, 12), chance.randint(1, 28)
    arrest, trial = f"{year}-{month:02}-{day:02}", f"{year}-{min(month + 2, 12):02}-28"
    source = f"news-{number}"
    by = [source, "bureau-watch"]
    # one in twelve stands trial under nearly all articles: a row that is a third of a page high
    articles = chance.sample(sorted(_ARTICLES), 5 if number % 12 == 0 else chance.randint(1, 3))
    father = _make_name(chance)
    years = chance.randint(2, 15)
    return {
        "names": {
            "preferred": f"{given} {father} oğlu {family}", "given": given, "patronymic": f"{father} oğlu",
            "family": family, "native": {"ru": "Имя Отчество Фамилия"}, "variants": [f"{given}a {family}ov"],
        },
        "gender": chance.choice(("female", "male")),
        "occupation": chance.choice(_WORK),
        "affiliations": [{"organisation": "gazette", "role": "contributor"}],
        "date_of_birth": {"date": f"{year - chance.randint(20, 60)}-{month:02}", "day_for": "public", "by": by},
        "relatives": [
            {"relationship": "wife", "name": f"{given}ine {father}in", "by": by},
            # no given name of the list ends so: in a list of hundreds, two people would have one name
            {"relationship": "daughter", "minor": True, "dependant": True, "name": f"{father}ine {family}", "by": by},
            {"relationship": "son", "number": chance.randint(2, 5), "by": by},
        ],
        **({"photograph": _make_photograph(source)} if number % 25 == 0 else {}),
        "place": chance.choice(_REGIONS),
        "region": chance.choice(_REGIONS),
        "themes": [chance.choice(tuple(CATEGORIES))],
        "basis": {"already_public": source},
        "sources": {source: {
            "kind": "news", "publisher": "gazette", "title": f"The case of {given} {family}", "published": trial,
            "url": f"https://example.org/people/{number}", "language": "ru",
        }},
        "proceedings": [{
            "charges": [_make_charge(number, article) for article in articles],
            "lawyers": [{
                "name": f"{_make_name(chance)} Lawgiver", "organisation": "bureau", "visibility": "public", "by": by,
            }],
            "prosecutors": [{"name": "Rupert Hentzau", "by": by}],
            "about": "A post on a march in Strelsau, and a notebook that was found at home.",
            "answers": [{"date": trial, "text": "denied as invented", "by": by}],
            "stages": [
                {"date": arrest, "stage": "arrested", "by": by},
                {"date": trial, "stage": "convicted", "court": "Second Court of Strelsau", "by": by,
                 "judges": [{"name": "Michael Elphberg", "by": by}],
                 "sentence": {"kind": "imprisonment", "length": f"{years} years"}},
            ],
        }],
        "timeline": [{"date": arrest, "text": "Six officers searched the house.", "place": "Strelsau", "by": by}],
        "detention": [{
            "as_of": "2020-07-01", "place": chance.choice(_PRISONS), "conditions": "Twelve share a cell for six.",
            "health": "Asked for a doctor.", "access": "One visit a month.", "by": by,
        }],
        "transfers": [{
            "date": "2020-08", "from_place": "Zenda Castle", "to_place": chance.choice(_PRISONS[1:]),
            "reason": "overcrowding", "by": by,
        }],
        "recognitions": [{
            "recognised_by": "bureau", "recognised_as": chance.choice(get_args(RecognisedAs)),
            "list_number": str(number + 1), "as_of": "2020-11-01", "by": "bureau-watch",
        }],
        "criteria": [{"criterion": "e", "by": "bureau-watch"}],
        "profile": [{
            "as_of": "2020-11-25", "lead": f"Sentenced to {years} years for a post.",
            "text": f"{given} {family} wrote about the march, as a hundred others did.[@{source}]\n" + "".join(
                f"Witness {witness} told the court of what had been seen at the bridge of Strelsau that morning.\n"
                for witness in ("A", "B", "C", "D")[:chance.randint(0, 4)])
            + "The court heard no witness of the defence.[@bureau-watch]",
        }],
        "raised_by": [{"raised_by": "council", "date": "2020-07", "text": "It asked for the release.", "by": by}],
    }  # fmt: skip
