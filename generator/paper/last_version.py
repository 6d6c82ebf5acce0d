"""What is known of the last version of a paper, for whoever shows it again after each saved file.

Nothing of it decides anything: what it says is what would come of the same steps again. It is handed to `make`, which
notes the new version in it, one version after the other.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.paper.assemble.memory import Memory
from generator.paper.looked_up import LookedUp
from generator.paper.passed import Passed


@dataclass(frozen=True, slots=True)
class LastVersion:
    """What was assembled and from what, what was looked up in records, and in which parts nothing protected stands."""

    assembled: Memory = field(default_factory=Memory)
    known: LookedUp = field(default_factory=LookedUp)
    passed: Passed = field(default_factory=Passed)
