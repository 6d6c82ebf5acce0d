"""Find what cannot be in a proceeding: a death sentence of some years, a commutation to nothing, a part of no article.

In: a Dataset. Out: diagnostics (D241, D242).
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.base import codes
from generator.base.diagnostics import Diagnostic
from generator.records.load import Dataset, Entry
from generator.records.schema import Case


def check_proceedings(dataset: Dataset) -> list[Diagnostic]:
    """Return a diagnostic (D241) for every death sentence with a length, and for every commutation without the sentence
    that it left: papers would go on to print the one before; and one (D242) for every charge with a part or items of no
    article."""
    return [
        problem for entry in dataset.cases.values() for problem in (*_find_impossible(entry), *_find_partless(entry))
    ]


def _find_partless(entry: Entry[Case]) -> Iterator[Diagnostic]:
    for number, proceeding in enumerate(entry.record.proceedings):
        for index, charge in enumerate(proceeding.charges):
            if isinstance(charge, str):
                continue
            whole = (
                (charge.provision, charge, ()),
                *(
                    (one.provision, one, ("in_connection_with", place))
                    for place, one in enumerate(charge.in_connection_with)
                    if not isinstance(one, str)
                ),
            )
            for provision, told, inner in whole:
                path = ("proceedings", number, "charges", index, *inner)
                field = next((name for name in ("part", "items") if getattr(told, name)), None)
                if field and not (provision or "").partition("/")[2]:
                    yield codes.PART_OF_NO_ARTICLE.at(
                        entry.origin(*path, field),
                        f"this `{field}` belongs to no article, so no paper prints it",
                        "name the article in `provision:`, such as kz-criminal-code/188",
                    )


def _find_impossible(entry: Entry[Case]) -> Iterator[Diagnostic]:
    for number, proceeding in enumerate(entry.record.proceedings):
        for index, stage in enumerate(proceeding.stages):
            path = ("proceedings", number, "stages", index)
            if stage.sentence and stage.sentence.kind == "death" and stage.sentence.length:
                yield codes.IMPOSSIBLE_SENTENCE.at(
                    entry.origin(*path, "sentence", "length"),
                    "a death sentence has no length",
                    "take the length out; a sentence to which it was commuted is that of a stage `commuted`",
                )
            if stage.stage == "commuted" and stage.sentence is None:
                yield codes.IMPOSSIBLE_SENTENCE.at(
                    entry.origin(*path, "stage"),
                    "nothing says to which sentence it was commuted, so the one before would stand on in papers",
                    "add `sentence:`, such as {kind: imprisonment, length: life}; without `length:` where no document"
                    " tells it",
                    width=len(stage.stage),
                )
