"""Leave of what is wrong with the fields of a record what is its cause: a misspelt name is one mistake, and not also a
field that is missing, or a block of another kind with fields that this kind does not have.

In: what pydantic found, and the tree. Out: the faults that are told; a block whose kind is misspelt has one of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from generator.base.diagnostics import find_nearest_word
from generator.records.schema.editions import BLOCK_KINDS

UNKNOWN, MISSING, NO_BLOCK = "extra_forbidden", "missing", "no_block"

_MOST = 100
"""Faults that are looked at: comparing takes longer than all the rest."""


def find_causes(faults: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return the faults without those that follow from a misspelt name beside them."""
    all_of_them = list(faults)
    if len(all_of_them) > _MOST:
        return all_of_them
    around: dict[tuple[Any, ...], list[Mapping[str, Any]]] = {}
    for fault in all_of_them:
        around.setdefault(tuple(fault["loc"][:-1]), []).append(fault)
    return [told for place, group in around.items() for told in (_of_block(place, group) or _of_fields(group))]


def _of_block(place: tuple[Any, ...], group: list[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return the one fault of a block whose kind is misspelt; nothing where it is not."""
    if len(place) < 3 or place[-3] != "blocks" or not isinstance(place[-2], int):
        return []
    extra = [fault for fault in group if fault["type"] == UNKNOWN]
    without_kind = place[-1] == "text" and any(f["type"] == MISSING and f["loc"][-1] == "text" for f in group)
    for fault in extra:
        near = find_nearest_word(str(fault["loc"][-1]), BLOCK_KINDS)
        if near and (near != place[-1] or without_kind) and (without_kind or len(extra) > 1):
            return [{**fault, "type": NO_BLOCK, "ctx": {"near": near}}]
    return [{**extra[0], "type": NO_BLOCK, "ctx": {}}] if extra and without_kind else []


def _of_fields(group: list[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return the faults of one record without the fields that are missing because their names are misspelt."""
    missing = {str(fault["loc"][-1]) for fault in group if fault["type"] == MISSING}
    names = [str(fault["loc"][-1]) for fault in group if fault["type"] == UNKNOWN] if missing else []
    meant = {find_nearest_word(re.split("[=\uff1a]", name)[0], missing) for name in names}
    # the words of a section stand in its blocks
    meant |= {"blocks"} if "text" in names else set()
    return [fault for fault in group if fault["type"] != MISSING or str(fault["loc"][-1]) not in meant]


def explain_name(name: str, said: Any, known: Iterable[str]) -> str | None:
    """Return how to mend a name that is no field and shows by its form how it came there; None where it does not."""
    if name == "text" and "blocks" in known:
        return "words of a section stand in a block: write `blocks:`, below it `  - text: |`, and the words below that"
    if "\uff1a" in name:
        return "a wide colon of a Chinese or Japanese keyboard stands in it: write `:` and a space"
    if "=" in name and said is None:
        return "write a colon and a space in place of the `=`"
    if said is None and ("," in name or " " in name.strip() or "-" in name):
        return (
            "a comma inside { } begins another field: put the text before it in quotation marks, or each field on a"
            " line of its own; several ids stand in brackets, such as `by: [one, two]`"
        )
    return None
