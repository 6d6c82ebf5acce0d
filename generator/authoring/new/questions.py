"""What is asked of somebody who makes a new record: a few questions for each kind, as few as a record of use needs.

In: the name of a kind. Out: its questions, each with the place in the record where the answer goes. The terminal asks
them one by one, flags and forms answer them by their keys.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

Step = str | int

Form = Literal["text", "date", "address", "number", "language", "choice", "id", "key", "paper"]
"""What an answer has to be: words, a date, an address, a number, a language, one of the schema's words, the id of a
record (of `into`), a key such as the number of an article, a draft paper (and its section: `paper/section`)."""


class Question(NamedTuple):
    """One question. `path` is where the answer stands in the record (empty: it decides where the record goes, or is put
    together with others); `into` the collection of which it is an id; `otherwise` what counts where nothing is said;
    `after` the question that it belongs to: where that has no answer, nobody asks it."""

    key: str
    ask: str
    path: tuple[Step, ...] = ()
    form: Form = "text"
    needed: bool = False
    many: bool = False
    into: str | None = None
    otherwise: str | None = None
    after: str | None = None


_SOURCE = Question("source", "Source that supports it: its id or address", ("by",), "id", into="sources")

_COUNTRY = Question("country", "Country in whose folder it goes: its id", (), "id", needed=True, into="countries")

VISIBILITY = Question(
    "visibility",
    "Who may see it: public, partner, confidential, or internal (the authors alone)",
    ("visibility",),
    "choice",
    otherwise="internal",
)

PAPER = Question("paper", "Draft paper that names it, as its id, or as paper/section", (), "paper")

ID = Question("id", "Its id; made from what it is called where nothing is said", (), "key")

QUESTIONS: Mapping[str, tuple[Question, ...]] = {
    "country": (
        Question("name", "Name of the country", ("names", "preferred"), needed=True),
        Question("adjective", "Its adjective, such as Ruritanian", ("adjective",)),
    ),
    "dialogue": (
        Question("title", "Name of the dialogue", ("title",), needed=True),
        Question(
            "parties", "Who talks to whom: ids of organisations", ("parties",), "id", many=True, into="organisations"
        ),
        Question("round", "Number of a round, such as 12", (), "key"),
        Question("date", "When that round was held", (), "date", after="round"),
        Question("place", "Where it was held", after="round"),
    ),
    "case": (
        Question("name", "Name of the person, family, group or organisation", ("names", "preferred"), needed=True),
        Question(
            "kind",
            "Who the case is about: person, family, group or organisation",
            ("kind",),
            "choice",
            otherwise="person",
        ),
        Question("occupation", "What the person does, such as poet", ("occupation",)),
        Question("place", "Where the person lives", ("place",)),
        Question(
            "source",
            "Public source in which the case stands already: its id or address",
            ("basis", "already_public"),
            "id",
            into="sources",
        ),
        Question(
            "stage",
            "What was done, such as detained, arrested, charged, convicted",
            ("proceedings", 0, "stages", 0, "stage"),
            "choice",
        ),
        Question("date", "When", ("proceedings", 0, "stages", 0, "date"), "date", after="stage"),
        Question("charge", "Article of a law, such as ru-code/12", ("proceedings", 0, "charges", 0), "id", into="laws"),
        Question("story", "What happened, in a sentence or two, as papers are to tell it", ("profile", 0, "text")),
        _COUNTRY,
    ),
    "source": (
        Question("kind", "What it is, such as news, report, statement, monitoring", ("kind",), "choice", needed=True),
        Question("url", "Its address", ("url",), "address"),
        Question("publisher", "Who published it: ids of organisations, or names", ("publisher",), many=True),
        Question("title", "Its title", ("title",)),
        Question("language", "Its language, such as en or ru", ("language",), "language"),
        Question("published", "When it appeared", ("published",), "date"),
        _COUNTRY,
    ),
    "law": (
        Question("title", "Name of the law, such as Criminal Code", ("title",), needed=True),
        Question("article", "Number of an article of it", (), "key"),
        Question("article_title", "What that article is about, such as slander", after="article"),
        _SOURCE,
        _COUNTRY,
    ),
    "event": (
        Question("title", "Name of the event", ("title",), needed=True),
        Question("date", "When it happened or began", ("date",), "date", needed=True),
        Question("place", "Where", ("place",)),
        Question("text", "What happened, in a sentence", ("text",)),
        _SOURCE,
        _COUNTRY,
    ),
    "figure": (
        Question("what", "What is counted, such as people on the march", ("what",), needed=True),
        Question("value", "The number", ("values", 0, "value"), "number", needed=True),
        Question(
            "qualifier",
            "How its source limits it, such as at_least, over, around",
            ("values", 0, "qualifier"),
            "choice",
            otherwise="exactly",
        ),
        Question("as_of", "The day for which it holds", ("values", 0, "as_of"), "date", needed=True),
        Question("unit", "Of what: people, cases, KZT", ("unit",)),
        Question("source", "Source that supports it: its id or address", ("values", 0, "by"), "id", into="sources"),
        _COUNTRY,
    ),
    "recommendation": (
        Question("theme", "Theme: its id", ("theme",), "id", needed=True, into="themes"),
        Question(
            "addressee",
            "Who should act: id of an organisation",
            ("addressee",),
            "id",
            needed=True,
            into="organisations",
        ),
        Question("text", "The demand, verb first, such as Release those who are held", ("text",), needed=True),
        Question("cases", "Cases that it is about: their ids", ("cases",), "id", many=True, into="cases"),
        Question("source", "Document that makes it: its id or address", ("by",), "id", into="sources"),
        _COUNTRY,
    ),
    "theme": (
        Question("title", "Name of the theme, such as Freedom of expression", ("title",), needed=True),
        Question(
            "order", "Its usual place in a paper, such as 3; behind the others where nothing is said", (), "number"
        ),
        Question(
            "standards", "Standards that protect it: their ids", ("standards",), "id", many=True, into="standards"
        ),
    ),
    "organisation": (
        Question("name", "Name of the organisation", ("names", "preferred"), needed=True),
        Question(
            "kind",
            "What sort of body it is, such as ngo, media, court, state_body, international",
            ("kind",),
            "choice",
            needed=True,
        ),
        Question("short", "Its short name, such as SBR", ("short",)),
        Question("place", "Where it sits", ("place",)),
        Question("url", "Its own page", ("url",), "address"),
        Question("country", "Country: its id; none where it is international", ("country",), "id", into="countries"),
    ),
}
"""The questions of each kind, in the order in which a person is asked; `list_questions` has
those of several kinds, too."""

COLLECTION: Mapping[str, str] = {
    "country": "countries", "dialogue": "dialogues", "case": "cases", "source": "sources", "law": "laws",
    "event": "events", "figure": "figures", "recommendation": "recommendations", "theme": "themes",
    "organisation": "organisations",
}  # fmt: skip
"""The collection of data/ in which a record of each kind stands."""

OPEN = frozenset({"law", "theme"})
"""Kinds that anybody may see: nobody is asked."""

NAMED = frozenset({"case", "recommendation"})
"""Kinds that a paper lists by their ids."""


def list_questions(kind: str) -> tuple[Question, ...]:
    """Return every question of a kind, those that several kinds have at the end."""
    seen, named = (() if kind in OPEN else (VISIBILITY,)), ((PAPER,) if kind in NAMED else ())
    return (*QUESTIONS[kind], *seen, *named, ID)
