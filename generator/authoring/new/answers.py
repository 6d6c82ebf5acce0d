"""Check the answers of somebody who makes a new record, all of them at once.

In: a dataset, a kind, and answers by the keys of its questions, as they were typed. Out: the answers as a record has
them (ids for names and addresses), and everything that is missing or wrong, each with what to do.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from generator.authoring.new.in_paper import find_against
from generator.authoring.new.questions import COLLECTION, ID, Question, Step, list_questions
from generator.base.diagnostics import find_nearest_word
from generator.base.example import list_own_countries
from generator.base.text.same_address import normalise_address
from generator.base.text.spellings import fold_words
from generator.records.load import Dataset
from generator.records.load.names import may_be_called
from generator.records.load.validate import list_models
from generator.records.schema import COLLECTIONS
from generator.records.schema.partial_dates import parse_date
from generator.records.schema.person import list_spellings
from generator.records.schema.sources import check_address

Answers = Mapping[str, str | Sequence[str]]
"""What was typed, by the keys of questions; several answers to one question as a list, or with commas between them."""

Checked = Mapping[str, str | tuple[str, ...]]
"""Answers that are right; what was left out is not in it."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is missing or wrong in the answer to a question, and what to do."""

    key: str
    message: str
    help: str
    missing: bool = False


def check_answers(dataset: Dataset, kind: str, answers: Answers) -> tuple[Checked, list[Fault]]:
    """Return the answers as a record has them, and every fault in them; with a fault no record is made."""
    checked: dict[str, str | tuple[str, ...]] = {}
    faults: list[Fault] = []
    for question in list_questions(kind):
        given = _split(question, answers.get(question.key, ""))
        if not given and question.key == "country" and question.needed:
            given = _only_country(dataset)
        if not given:
            faults += _missing(dataset, question)
            continue
        right: list[str] = []
        for word in given:
            try:
                right.append(_check(dataset, kind, question, word))
            except _Wrong as wrong:
                faults.append(Fault(question.key, wrong.message, wrong.help))
        checked[question.key] = tuple(right) if question.many else " ".join(right)
    known = {question.key for question in list_questions(kind)}
    for key in sorted(set(answers) - known):
        faults.append(Fault(key, f"nothing called `{key}` is asked", f"there are: {', '.join(sorted(known))}"))
    return checked, [*faults, *_check_together(dataset, kind, checked, {fault.key for fault in faults})]


def list_choices(kind: str, path: Sequence[Step]) -> tuple[str, ...]:
    """Return the words that the schema knows for the field at a path of a record, in its order."""
    here: Any = COLLECTIONS[COLLECTION[kind]]
    for step in path:
        if isinstance(step, str):
            fields = [model.model_fields[step] for model in list_models(here) if step in model.model_fields]
            here = fields[0].annotation
    return tuple(_list_words(here))


def find_by_name(dataset: Dataset, collection: str, word: str) -> str | None:
    """Return the id of the one record that is called so, in any spelling; None where there is none, or several."""
    folded = fold_words(word)
    found = {
        id for id, entry in dataset.records[collection].items()
        for name in list_names(entry.record) if fold_words(name) == folded
    }  # fmt: skip
    return found.pop() if folded and len(found) == 1 else None


def list_names(record: Any) -> Iterator[str]:
    """Yield everything by which a record is called: names in all spellings, its short name, its title."""
    if names := getattr(record, "names", None):
        yield from list_spellings(names)
    for field in ("short", "title", "what"):
        said = getattr(record, field, None)
        yield from (said.values() if isinstance(said, dict) else [said] if said else [])


def find_story_day(dataset: Dataset, said: Checked) -> str | None:
    """Return the day from which a story can be told: when its source appeared, or what was done, whichever is later."""
    source = dataset.sources.get(str(said.get("source", "")))
    days = [source.record.published] if source and source.record.published else []
    days += [parse_date(str(said["date"]))] if "date" in said else []
    return str(max(days, key=lambda day: day.last)) if days else None


class _Wrong(Exception):
    """An answer is not right."""

    def __init__(self, message: str, help: str):
        super().__init__(message)
        self.message, self.help = message, help


def _split(question: Question, said: str | Sequence[str]) -> list[str]:
    """Return the single answers to a question, without white space around them and line breaks in them."""
    words = [said] if isinstance(said, str) else list(said)
    if question.many and question.form == "id":
        words = [one for word in words for one in word.split(",")]
    return [plain for word in words if (plain := " ".join(word.split()))]


def _only_country(dataset: Dataset) -> list[str]:
    known = list_own_countries(dataset.countries)
    return known if len(known) == 1 else []


def _missing(dataset: Dataset, question: Question) -> list[Fault]:
    if not question.needed:
        return []
    if question.key == "country":
        known = list_own_countries(dataset.countries)
        help = f"there are: {', '.join(known)}" if known else "there is none yet: `briefing new country` makes one"
        return [Fault("country", "the country is missing", help, True)]
    return [Fault(question.key, f"{question.ask[0].lower()}{question.ask[1:]}: missing", "say it", True)]


def _check(dataset: Dataset, kind: str, question: Question, word: str) -> str:
    """Return one answer as the record has it; raise _Wrong where it is not right."""
    if not word.isprintable():
        raise _Wrong("it has a character that can't be printed", "type it anew")
    match question.form:
        case "date":
            try:
                return str(parse_date(word))
            except ValueError as error:
                raise _Wrong(f"`{word}` is {error}", "write a date, such as 2024-05-01, 2024-05 or 2024") from None
        case "address":
            try:
                return check_address(word)
            except ValueError as error:
                raise _Wrong(f"`{word}`: {error}", "write an address, such as https://example.org/page") from None
        case "number":
            return _check_number(word)
        case "language":
            if not (2 <= len(word) <= 3 and word.isascii() and word.isalpha() and word.islower()):
                raise _Wrong(f"`{word}` is no language's code", "write one of two or three letters, such as en or ru")
        case "choice":
            return _check_choice(word, list_choices(kind, question.path))
        case "id" if question.into:
            return _find_id(dataset, question.into, word)
        case "key":
            if question is ID and not may_be_called(word):
                raise _Wrong(f"`{word}` can't be an id", "write small letters, digits and hyphens, such as case-12")
            if question is ID and (word in dataset.records[COLLECTION[kind]] or word in dataset.broken):
                raise _Wrong(f"there is a {kind} `{word}` already", "give it another id, or leave it out")
    if kind == "source" and question.key == "publisher":
        return find_by_name(dataset, "organisations", word) or word
    return word


def _check_number(word: str) -> str:
    plain = word.replace(",", "").replace(" ", "")
    try:
        number = float(plain)
    except ValueError:
        number = float("nan")
    if number != number or number in (float("inf"), float("-inf")):
        raise _Wrong(f"`{word}` is no number", "write digits, such as 1200 or 2.5")
    return plain


def _check_choice(word: str, known: Sequence[str]) -> str:
    plain = word.lower().replace(" ", "_").replace("-", "_")
    if plain in known:
        return plain
    near = find_nearest_word(plain, known)
    raise _Wrong(
        f"`{word}` is not known here", f"did you mean `{near}`?" if near else f"write one of: {', '.join(known)}"
    )


def _find_id(dataset: Dataset, collection: str, word: str) -> str:
    """Return the id that a word means: an id, a name, the address of a source; the code and article of a law."""
    records = dataset.records[collection]
    if collection == "laws" and "/" in word:
        code, _, article = word.partition("/")
        code = _find_id(dataset, "laws", code)
        articles = dataset.laws[code].record.provisions
        if article not in articles:
            near = find_nearest_word(article, articles)
            help = f"did you mean `{code}/{near}`?" if near else f"it has: {', '.join(articles) or 'none'}"
            raise _Wrong(f"`{code}` has no article `{article}`", help)
        return f"{code}/{article}"
    if word in records:
        return word
    if collection == "sources" and "://" in word:
        address = normalise_address(word)
        for id, entry in dataset.sources.items():
            if entry.record.url and normalise_address(entry.record.url) == address:
                return id
        raise _Wrong(f"no source has the address {word}", f"make it first: briefing new source --url {word}")
    if found := find_by_name(dataset, collection, word):
        return found
    names = {name: id for id, entry in records.items() for name in (id, *list_names(entry.record))}
    near = find_nearest_word(word, names)
    single = COLLECTIONS[collection].__name__.lower()
    if near:
        meant = names[near]
        called = "" if near == meant else f" ({near})"
        raise _Wrong(f"there is no {single} `{word}`", f"did you mean `{meant}`{called}?")
    most = ", ".join(sorted(records)[:12]) + (", …" if len(records) > 12 else "")
    raise _Wrong(f"there is no {single} `{word}`", f"there are: {most}" if most else _say_how_to_make(collection, word))


def _say_how_to_make(collection: str, word: str) -> str:
    """Return what makes the first record of a kind: a command, or the line to write where no command asks for it."""
    model = COLLECTIONS[collection]
    single = model.__name__.lower()
    if single in COLLECTION:
        return f"`briefing new {single}` makes one"
    needed = {name: field for name, field in model.model_fields.items() if field.is_required() and name != "id"}
    line = ", ".join(f"{name}: {1 if field.annotation is int else '…'}" for name, field in needed.items())
    id = word if may_be_called(word) else single.upper()
    return f"write it first, into data/{collection}.yaml: `{id}: {{{line}}}`"


def _check_together(dataset: Dataset, kind: str, said: Checked, wrong: set[str]) -> Iterator[Fault]:
    """Yield what one answer lacks of another."""
    pairs = {
        "case": (("date", "stage", "what was done on that day"),),
        "dialogue": (("date", "round", "the number of the round"), ("round", "date", "when that round was held"),
                     ("place", "round", "the number of the round")),
        "law": (("article_title", "article", "its number"), ("article", "article_title", "what the article is about")),
    }  # fmt: skip
    for given, other, what in pairs.get(kind, ()):
        if given in said and other not in said and other not in wrong:
            yield Fault(other, f"{what}: missing", f"say it beside `{given}`", True)
    if kind == "source" and not {"url", "publisher", "title"} & {*said, *wrong}:
        yield Fault("url", "its address, its publisher or its title: missing", "say one of them", True)
    if "story" in said and not {"date", "source"} & wrong and find_story_day(dataset, said) is None:
        help = "say what was done and when, or a source of which it is known when it appeared"
        yield Fault("story", "the day from which this can be told is not known", help)
    if "paper" in said and not wrong:
        yield from (Fault("paper", message, help) for message, help in find_against(dataset, kind, said))


def _list_words(annotation: Any) -> Iterator[str]:
    """Yield the words of the literals in a type."""
    for part in get_args(annotation):
        if isinstance(part, str):
            yield part
        elif part is not type(None):
            yield from _list_words(part)
