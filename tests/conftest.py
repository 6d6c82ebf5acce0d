"""Golden files: `pytest --update-golden` writes them anew; read the diff before you commit it.

What takes long begins first, so that at the end no processor waits for another.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

GOLDEN = Path(__file__).parent / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="Write the golden files anew.")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: not (item.get_closest_marker("ci") or item.get_closest_marker("slow")))


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str | bytes], None]:
    """Return a function that compares text with a golden file, or writes it with --update-golden."""

    def compare(name: str, found: str | bytes) -> None:
        path = GOLDEN / name
        text = found.decode() if isinstance(found, bytes) else found
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
        assert path.is_file(), f"{path} is missing: run pytest --update-golden, and read it"
        assert text == path.read_bytes().decode()

    return compare
