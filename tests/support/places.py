"""Where things are in the repository, for tests wherever they stand."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[2]
"""The repository, which is a workspace too."""
