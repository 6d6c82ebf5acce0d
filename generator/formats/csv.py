"""The lists of people in a document as comma-separated values (RFC 4180), in UTF-8 with a mark of order, so that Excel
reads it.

In: a numbered Document. Out: bytes; the same document gives the same bytes.
"""

from __future__ import annotations

import csv
import io

from generator.formats.lists import collect_lists
from generator.paper.document import Document

_MARK = "\ufeff"

_STARTS = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a sheet may take for the beginning of a formula, in full width too; see OWASP, "CSV Injection"."""


def write_csv(document: Document) -> bytes:
    """Return a row for each person, below a head; then come the addresses of the sources, with spaces between. The mark
    of a paper that is not for everybody stands in a column of its own, first in each row: a row is soon copied."""
    lists = collect_lists(document)
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    marked = [document.mark] if document.mark else []
    heads = [*marked, *(head for _, head, _ in lists.columns), document.labels["column_addresses"]]
    writer.writerow([guard_formula(head) for head in heads])
    for person in lists.people:
        cells = [person.words.get(key, "") for key, _, _ in lists.columns]
        addresses = " ".join(url for _, url in person.sources if url)
        writer.writerow([guard_formula(cell) for cell in (*marked, *cells, addresses)])
    return (_MARK + text.getvalue()).encode()


def guard_formula(text: str) -> str:
    """Return the text with an apostrophe before it where a sheet would take it for a formula; other words as they
    are."""
    return f"'{text}" if is_formula(text) else text


def is_formula(text: str) -> bool:
    """Tell whether a sheet may take the text for a formula: by its first character, or the first after blanks."""
    return text.startswith(("\t", "\r", "\n")) or text.lstrip().startswith(_STARTS)
