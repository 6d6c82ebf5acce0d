"""Say by example what shape a value has to have that was written in another one.

In: the name of a field, and what was written there. Out: how to write it (the help of D101).
"""

from __future__ import annotations

import re
from typing import Any

from generator.records.load.values import Map, Seq

_EXAMPLES = {
    "names": "names: {preferred: Example One}",
    "basis": "basis: {already_public: a-source}` or `basis: {consent: {scope: public, giver: person, date: 2024-05}}",
    "consent": "consent: {scope: public, giver: person, date: 2024-05}",
    "period": "period: {from: 2019-10-01, to: 2020-11-26}",
    "sentence": "sentence: {kind: imprisonment, length: 3 years}",
    "sources": "sources: {an-id-of-its-own: {kind: news, url: https://example.org/1}}",
    "native": "native: {ru: Пример}",
    "blocks": "- text: |` with the words below it, further in; another kind of block begins as in `- box: an-id",
    "timeline": "- {date: 2024-05-01, text: What happened., by: id-of-a-source}",
    "proceedings": "- charges: [id-of-a-law/12]",
    "stages": "- {date: 2024-05-01, stage: arrested, by: id-of-a-source}",
    "detention": "- {as_of: 2024-05-01, place: Example Prison, by: id-of-a-source}",
    "profile": "- {as_of: 2024-05-01, lead: What it is about.}",
    "recognitions": "- {recognised_by: id-of-an-organisation, as_of: 2024-05-01, by: id-of-a-source}",
    "date_of_birth": "date_of_birth: {date: 1980-05-17, by: id-of-a-source}",
    "relatives": "- {relationship: daughter, minor: true, by: id-of-a-source}",
    "photograph": "photograph: {file: data/1.jpg, alt: A man, credit: A. Nobody, basis: {already_public: a-source}}",
    "capital": "- {name: Exampletown}",
    "values": "- {value: 12, as_of: 2024-05-01, by: id-of-a-source}",
    "rounds": 'rounds: {"1": {date: 2024-05-01, by: id-of-a-source}}',
    "status": "- {date: 2024-05, status: open, evidence: What shows it., by: id-of-a-source}",
}
_FILLED = {"names": "names: {preferred: %s}", "basis": "basis: {already_public: %s}", "period": "period: {from: %s}"}
"""The examples into which what was written fits."""

_LONGEST = 60


def say_shape(name: str, wanted: str, said: Any, is_open: bool) -> str:
    """Return how to write a field; what was written stands in the example only where the record `is_open` to
    everybody."""
    if name == "text" and said is None:
        return "write the text behind the colon, or below `text: |`, two spaces further in"
    if isinstance(said, Map) and wanted.startswith("a list") and said:
        first = next(iter(said))
        return f"begin each of the list with a dash: write `- ` before `{first}`, and indent what follows as far"
    one_word = is_open and isinstance(said, str) and re.fullmatch(r"[\w.,/ -]{1,60}", said)
    if one_word and wanted.startswith("a list") and name not in _EXAMPLES:
        return f"write it in brackets: `{name}: [{said}]`"
    if isinstance(said, Seq) and name == "names" and len(said) == 1:
        said = said[0]
    if name == "basis" and said in ("consent", "already_public", "public"):
        said = None  # the way, and not the source
    if (
        is_open
        and name in _FILLED
        and isinstance(said, str)
        and len(said) <= _LONGEST
        and not set(said) & set("{}[],:#")
    ):
        return f"write `{_FILLED[name] % said}`"
    if name in _EXAMPLES:
        return f"write it as in `{_EXAMPLES[name]}`"
    return f"write {wanted}"


def say_line(name: str) -> str:
    """Return the line to add where a field is missing."""
    example = _EXAMPLES[name] if name in _FILLED or name in ("consent", "sentence") else f"{name}: …"
    return f"add a line `{example}`"
