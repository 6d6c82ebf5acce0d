"""The lists of people in a document as comma-separated values (RFC 4180), in UTF-8 with a mark of order, so that Excel
reads it.

In: a numbered Document. Out: bytes; the same document gives the same bytes.
"""

from __future__ import annotations

import csv
import io

from generator.base.text.formulas import guard_formula
from generator.formats.lists import collect_lists
from generator.paper.document import Document

_MARK = "\ufeff"


def write_csv(document: Document) -> bytes:
    """Return a row for each person, below a head; then come the addresses of the sources, with spaces between, and the
    columns for programs, from `id` on. The mark of a paper that is not for everybody stands in a column of its own,
    first in each row: a row is soon copied."""
    lists = collect_lists(document)
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    marked = [document.mark] if document.mark else []
    heads = [*marked, *(head for _, head, _ in lists.columns), document.labels["column_addresses"], *lists.keys]
    writer.writerow([guard_formula(head) for head in heads])
    for person in lists.people:
        cells = [person.words.get(key, "") for key, _, _ in lists.columns]
        addresses = " ".join(source.address for source in person.sources if source.address)
        values = [person.values.get(key, "") for key in lists.keys]
        writer.writerow([guard_formula(cell) for cell in (*marked, *cells, addresses, *values)])
    return (_MARK + text.getvalue()).encode()
