"""A request to the preview: what it asks for, and what is said where it can't be answered.

In: a request and the desk. Out: the choice and the paper that it is about.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request

from generator.base.diagnostics import BriefingError
from generator.preview import choice as choices
from generator.preview.choice import Choice
from generator.preview.desk import Desk
from generator.preview.paper_state import PaperState
from generator.preview.problems import describe_problems


class Asked:
    """A request, and what it is about; `deed` is the token of pages that have something written, `edits` whether
    records are changed in forms."""

    def __init__(self, request: Request, desk: Desk, editor: str, deed: str, edits: bool = False):
        self.request, self.desk, self.editor, self.deed, self.edits = request, desk, editor, deed, edits
        self.name: Mapping[str, str] = request.path_params

    async def choice(self) -> Choice:
        """Return what the address asks for."""
        return await asyncio.to_thread(
            choices.read_choice, self.desk.root, self.desk.default, self.request.query_params
        )

    async def paper(self) -> PaperState:
        """Return the paper that the address asks for."""
        return await self.desk.paper(await self.choice())


class CannotAnswer(Exception):
    """A request that cannot be answered: a message for the reader, the HTTP status, and other fields."""

    def __init__(self, message: str, status: int, **more: Any):
        self.said, self.status = {"message": message, **more}, status


def report_fault(message: str, error: BriefingError, asked: Asked) -> CannotAnswer:
    """Return the answer that tells why something was not made, with its problems."""
    return CannotAnswer(
        message, 409, problems=describe_problems(error.diagnostics, None, asked.desk.root, asked.editor)
    )
