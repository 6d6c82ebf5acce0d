"""Read pickled objects that were kept: of the classes that are named, and nothing else that Python could load."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from io import BytesIO
from typing import Any


class Reader(pickle.Unpickler):
    """Reads what was pickled; `find` returns a class by its module and name, and None for every other name."""

    def __init__(self, stream: BytesIO, find: Callable[[str, str], Any]):
        super().__init__(stream)
        self._find = find

    def find_class(self, module: str, name: str) -> Any:
        """Return a class that is allowed; raise UnpicklingError for every other name."""
        if (found := self._find(module, name)) is not None:
            return found
        raise pickle.UnpicklingError(f"{module}.{name} is no part of what is kept")
