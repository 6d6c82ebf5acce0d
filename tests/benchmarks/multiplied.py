"""A workspace that holds a real paper several times over: sections, cases, sources, events and figures with ids of
their own."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from generator.records.load import Dataset, load

COPIED = frozenset({"cases", "sources", "events", "figures", "people", "recommendations"})
"""Kinds of record of which every copy of the paper has its own. Laws, organisations, themes and standards are
shared."""


def multiplied(root: Path, edition: str, times: int, into: Path) -> Path:
    """Return a workspace below `into` whose edition has `times` the content of that in `root`, notes and all."""
    # records name other editions, too, so those stand beside it as they are
    for name in ("data", "templates", "briefings"):
        shutil.copytree(root / name, into / name)
    folder = into / "briefings" / edition
    (folder / "pages.json").unlink(missing_ok=True)
    dataset, problems = load(root, [edition])
    assert not problems, problems
    ids = {entry.file: [] for kind in COPIED for entry in dataset.records[kind].values()}
    for kind in COPIED:
        for id, entry in dataset.records[kind].items():
            ids[entry.file].append(id)
    # a source inside the record of a law is shared, as the law is
    files = [file for file in ids if Path(file).stem in COPIED or Path(file).parent.name in COPIED]
    tokens = _tokens([id for file in files for id in ids[file]])
    for number in range(2, times + 1):
        for file in files:
            path = Path(file)
            copy = into / path.parent / f"copy-{number}" / path.name
            if path.parent.name in COPIED:
                copy = into / path.parent.parent / f"copy-{number}" / path.parent.name / f"{path.stem}-x{number}.yaml"
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_text(_renamed((root / path).read_text("utf-8"), tokens, number), "utf-8")
    _edition(dataset, edition, folder, tokens, times)
    return into


def _edition(dataset: Dataset, edition: str, folder: Path, tokens: re.Pattern[str], times: int) -> None:
    """Copy the sections, and name the copies in the edition's outline and annexes."""
    record = dataset.editions[edition].record
    path = folder / "edition.yaml"
    text = path.read_text("utf-8")
    for field in ("outline", "annexes"):
        names = getattr(record, field)
        copies = [*names, *(f"{name}-x{number}" for number in range(2, times + 1) for name in names)]
        text = re.sub(rf"^{field}: .*$", f"{field}: [{', '.join(copies)}]", text, flags=re.M)
    # a paper cites itself nowhere, whichever of its copies
    by = [*record.by, *(f"{id}-x{number}" for number in range(2, times + 1) for id in record.by)]
    text = re.sub(r"^by: .*$", f"by: [{', '.join(by)}]", text, flags=re.M)
    path.write_text(text, "utf-8")
    for name in (*record.outline, *record.annexes):
        text = (folder / f"{name}.yaml").read_text("utf-8")
        for number in range(2, times + 1):
            copy = _renamed(text, tokens, number)
            copy = re.sub(r"(\bbox: )([a-z0-9-]+)", rf"\g<1>\g<2>-x{number}", copy)
            copy = re.sub(r"(\]\(#)([a-z0-9-]+)\)", rf"\g<1>\g<2>-x{number})", copy)
            (folder / f"{name}-x{number}.yaml").write_text(copy, "utf-8")


def _tokens(ids: list[str]) -> re.Pattern[str]:
    # not within an address or a longer id
    longest_first = "|".join(re.escape(id) for id in sorted(ids, key=len, reverse=True))
    return re.compile(rf"(?<![\w/.=-])(?:{longest_first})(?![\w/-]|\.\w)")


def _renamed(text: str, tokens: re.Pattern[str], number: int) -> str:
    return tokens.sub(lambda id: f"{id[0]}-x{number}", text)
