"""`make fuzz`: spoil files of an invented workspace for some minutes, and keep each that is not dealt with.

Usage: python -m tests.fuzz [--minutes 5] [--seed N]. A finding is written into tests/fuzz/corpus, where the tests
try it from then on. The numbers of the last run stand in tests/fuzz/last-run.json, of which docs/safety.md tells.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import sys
import time
from base64 import b64encode
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.fuzz.tries import KINDS, list_targets, make_workspace, spoil, try_file

CORPUS = Path(__file__).parent / "corpus"
LAST_RUN = Path(__file__).parent / "last-run.json"


def fuzz(minutes: float, seed: int) -> dict[str, dict[str, int]]:
    """Return how many files of each kind were tried, and how many findings there were."""
    counts = {kind: {"tried": 0, "found": 0} for kind in KINDS}
    chance = random.Random(seed)
    end = time.monotonic() + minutes * 60
    with TemporaryDirectory() as folder:
        root = make_workspace(Path(folder))
        while time.monotonic() < end:
            for kind in KINDS:
                name = chance.choice(list_targets(root, kind))
                data = spoil((root / name).read_bytes(), name, chance)
                counts[kind]["tried"] += 1
                if said := try_file(root, name, data, kind):
                    counts[kind]["found"] += 1
                    print(f"{keep(name, data, kind, said)}: {said}", flush=True)
    return counts


def keep(name: str, data: bytes, kind: str, said: str) -> Path:
    """Write a finding into the corpus; return its file."""
    CORPUS.mkdir(exist_ok=True)
    path = CORPUS / f"{kind}-{hashlib.sha256(data).hexdigest()[:12]}.json"
    found = {"kind": kind, "file": name, "said": said, "base64": b64encode(data).decode("ascii")}
    path.write_text(json.dumps(found, indent=1) + "\n", "utf-8")
    return path


def main() -> None:
    words = argparse.ArgumentParser(prog="python -m tests.fuzz")
    words.add_argument("--minutes", type=float, default=5)
    words.add_argument("--seed", type=int, default=None)
    asked = words.parse_args()
    seed = asked.seed if asked.seed is not None else random.SystemRandom().randrange(2**32)
    counts = fuzz(asked.minutes, seed)
    LAST_RUN.write_text(json.dumps({"minutes": asked.minutes, "seed": seed, "kinds": counts}, indent=1) + "\n", "utf-8")
    for kind, count in counts.items():
        print(f"{kind}: {count['tried']} tried, {count['found']} not dealt with")
    sys.exit(any(count["found"] for count in counts.values()))


if __name__ == "__main__":
    main()
