"""Make the id of a new record from what it is called: small letters, digits and hyphens, and nobody else's."""

from __future__ import annotations

import itertools
import re
from urllib.parse import urlsplit

from generator.authoring.new.answers import Checked
from generator.authoring.new.questions import COLLECTION
from generator.records.load import Dataset
from generator.records.load.names import make_slug, may_be_called

_LONGEST = 60


def make_id(dataset: Dataset, kind: str, said: Checked) -> str:
    """Return the id that the answers say, or one of what the record is called; with a number where that is taken."""
    if "id" in said:
        return str(said["id"])
    made = _shorten(make_slug(_say_name(dataset, kind, said))) or kind
    if kind == "recommendation":
        return next(f"{made}-{n}" for n in itertools.count(1) if is_free(dataset, kind, f"{made}-{n}"))
    return next(id for n in itertools.count(1) if is_free(dataset, kind, id := made if n == 1 else f"{made}-{n}"))


def is_free(dataset: Dataset, kind: str, id: str) -> bool:
    """Tell whether no record of the kind has this id, nor may have it in a file that can't be read."""
    return may_be_called(id) and id not in dataset.records[COLLECTION[kind]] and id not in dataset.broken


def shorten_theme(title: str) -> str:
    """Return the title of a theme as papers say it in short: expression, assembly."""
    return re.sub(r"^freedom of (peaceful )?(?=\w)", "", title, flags=re.I)


def _say_name(dataset: Dataset, kind: str, said: Checked) -> str:
    """Return the words of which an id is made."""
    match kind:
        case "source":
            return _say_source(said)
        case "event":
            title, year = str(said["title"]), str(said["date"])[:4]
            return title if year in title else f"{title} {year}"
        case "law":
            title, country = make_slug(str(said["title"])), str(said["country"])
            return title if title.startswith(country) else f"{country} {title}"
        case "recommendation":
            return str(said["theme"])
        case "theme":
            return shorten_theme(str(said["title"]))
        case "organisation":
            return str(said.get("short") or said["name"])
    return str(said.get("name") or said.get("title") or said.get("what"))


def _say_source(said: Checked) -> str:
    """Return who published a source and when, or else the end of its address."""
    url = str(said.get("url", ""))
    host = (urlsplit(url).hostname or "").removeprefix("www.").split(".")[0]
    publishers = said.get("publisher", ())
    first = _shorten(make_slug(publishers[0]), 24) if publishers else host
    if "published" in said:
        return f"{first} {said['published']}"
    last = next((part for part in reversed(urlsplit(url).path.split("/")) if make_slug(part)), "")
    return f"{first} {_shorten(make_slug(str(said.get('title') or last)), 32)}"


def _shorten(slug: str, most: int = _LONGEST) -> str:
    """Return the words of an id that go into so many letters, the first one in any case."""
    if len(slug) <= most:
        return slug
    return slug[: most + 1].rpartition("-")[0] or slug[:most]
