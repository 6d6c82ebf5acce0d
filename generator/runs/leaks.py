"""The last gate: search finished files for what their readers must not see, before one of them is put in place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from generator.base import codes
from generator.base.diagnostics import Diagnostic, Origin
from generator.formats.finished_texts import list_texts
from generator.paper.guard import CALLED, tell_place
from generator.paper.protected_values import Protected

_OF_THE_TEMPLATE = ("word/styles.xml", "word/fontTable.xml", "word/theme/theme1.xml")
"""Parts into which no words of a record ever go: they come from paper.docx as they are. A surname or initials alone in
them is a word of a style or font ("Strong", "Baskerville"); a whole name is still that of a person."""
_CHANCE = ("surname", "initials")


def find_leaks(files: Mapping[str, bytes], protected: Protected) -> Iterator[Diagnostic]:
    """Yield an error (S105) for each part of a finished file, and each file name, that holds what is protected.

    `files` are the contents by name; the ending of a name is its format. The words come from where none of the records
    put them: from a template, a style sheet, a label, a picture, a program.
    """
    if not protected:
        return
    for name, data in files.items():
        found = {("its name", value): None for value in protected.find(name)}
        shown = f"a file of the format {name.rpartition('.')[2]}" if found else name
        format = name.rpartition(".")[2]
        kept: list[tuple[str, str]] = []  # those in which a word may stand by chance
        if protected.stands_in_any(_keep_apart(list_texts(data, format), kept)):
            kept = [*list_texts(data, format)]  # which of them, and in which part
        for part, text in kept:
            for value in protected.find(text):
                if not (part in _OF_THE_TEMPLATE and value.kind in _CHANCE):
                    found[part, value] = None
        for part, value in found:
            yield codes.LEAK.at(
                Origin(shown),
                f"the finished file holds {CALLED[value.kind]} of a record that its readers may not see, or not under"
                f" this name, in {part}",
                "no file was written; where S104 tells of the same record, the words of the paper say it. Else take it"
                " out of the template, label, style sheet or picture that does. The record stands in"
                f" {tell_place(value.origin, protected)}",
            )


def _keep_apart(texts: Iterable[tuple[str, str]], kept: list[tuple[str, str]]) -> Iterator[str]:
    """Yield the texts of a file; add those of its template to `kept` instead."""
    for part, text in texts:
        if part in _OF_THE_TEMPLATE:
            kept.append((part, text))
        else:
            yield text
