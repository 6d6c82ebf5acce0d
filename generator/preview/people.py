"""List the people of an edition's lists, to tick of whom one statement is to be made.

In: the chosen paper, the day, the status. Out: plain values for the app. The preview itself writes no record: what is
ticked becomes the command that does (`briefing verify-all`).
"""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any, get_args

from generator.paper.workspace import Workspace
from generator.preview.choice import Choice, complete_choice
from generator.records.schema.partial_dates import parse_date
from generator.records.schema.proceedings import Status
from generator.runs.verify_all import find_people


def list_people(root: Path, choice: Choice, day: str, status: str) -> dict[str, Any]:
    """Return everybody on the lists of the paper, each with whether a statement of `day` (empty: that of the paper) and
    `status` (empty: as each record tells) covers them; and the sources that may be named.

    Raises ValueError, with what is wrong in words, for what is no such day or status, and where there is no paper.
    """
    choice = complete_choice(root, choice)
    workspace = Workspace(root, [choice.edition], choice.audience or "public")
    selected, _ = workspace.selected(choice.edition, choice.audience, choice.lang or "en")
    if selected is None:
        raise ValueError("there is no paper to list people of: see the problems")
    said = day or str(selected.record.as_of)
    try:
        last = parse_date(said).last
    except ValueError:
        raise ValueError(f"{said} is no date: write 2024-05-01, 2024-05 or 2024") from None
    if last > selected.as_of:
        raise ValueError(f"{said} is or may be after {selected.record.as_of}, the day of this paper")
    if status and status not in get_args(Status):
        raise ValueError(f"there is no status {status}")
    return {
        "edition": choice.edition,
        "day": said,
        "status": status,
        "statuses": list(get_args(Status)),
        "sources": sorted(selected.sources),
        "people": [asdict(one) for one in find_people(selected, last, status or None)],
    }
