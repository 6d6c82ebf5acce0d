"""What there is to build is listed with the hashes of what it is made from, and papers that come from other machines
are told of above all papers, too."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from generator.runs.fingerprint import read_inputs
from generator.runs.manifest import read_manifest
from generator.runs.press import PAPER_FORMATS
from generator.runs.whole_manifests import renew_manifests
from tests.runs.test_crew import editions
from tests.support.commands import run
from tests.support.trees import read_files
from tests.support.workspaces import EDITION, edited, write


def test_targets_are_what_build_makes_and_their_hashes_those_of_what_they_are_made_from(tmp_path: Path) -> None:
    root = editions(tmp_path, "a", "b-fault", "c")
    names = ["a", "b-fault", "c", EDITION]
    (root / "briefings/a/edition.yaml").write_text(
        (root / "briefings/a/edition.yaml").read_text("utf-8") + "audience: partner\nlanguages: [en, kk]\n", "utf-8"
    )
    listed = json.loads(run(root, "targets", "--format", "json").out)
    hashes = read_inputs(root, names)
    own = {"a": "a/a.partner", **{name: f"{name}/{name}" for name in names[1:]}}
    assert listed == [
        {
            "edition": name,
            "audience": "partner" if name == "a" else "public",
            "language": "en",
            "format": format,
            "file": f"{own[name]}.{format}",
            "inputs": hashes[name].fingerprint,
        }
        for name in names
        for format in PAPER_FORMATS
    ]
    words = ("--audience", "public", "--audience", "internal", "--lang", "en", "--lang", "kk")
    asked = json.loads(run(root, "targets", "c", "--format", "json", *words).out)
    assert [one["file"] for one in asked if one["format"] == "pdf"] == [
        "c/c.pdf",
        "c/c.kk.pdf",
        "c/c.internal.pdf",
        "c/c.internal.kk.pdf",
    ]
    assert run(root, "targets", "c").out.splitlines()[0] == f"{hashes['c'].fingerprint[:12]}  c/c.docx"


@pytest.mark.slow
def test_the_hash_is_another_where_the_paper_would_be(tmp_path: Path) -> None:
    root = editions(tmp_path, "a", "c")

    def hashes() -> dict[str, str]:
        return {one["edition"]: one["inputs"] for one in json.loads(run(root, "targets", "--format", "json").out)}

    before = hashes()
    section = root / "briefings/a/overview.yaml"
    section.write_text(section.read_text("utf-8").replace("This paper", "This short paper"), "utf-8")
    one = hashes()
    assert [name for name in before if one[name] != before[name]] == ["a"]
    write(root, edited("data/ruritania/cases/rassendyll.yaml", "length: 3 years", "length: 4 years"))
    assert not set(hashes().values()) & set(one.values())


@pytest.mark.slow
def test_manifests_of_folders_from_elsewhere_are_joined_above_them(tmp_path: Path) -> None:
    root = editions(tmp_path, "a", "c")
    assert run(root, "build", "--all", "--format", "md", "--out", "here").code == 0
    for name in ("a", "c", EDITION):
        assert run(root, "build", name, "--format", "md", "--out", f"made/{name}").code == 0
        shutil.copytree(root / "made" / name / name, root / "there" / name)
    ran = run(root, "build", "--all", "--format", "md", "--out", "there")
    assert ran.code == 0
    assert ran.out.count("nothing to do") == 3
    assert read_files(root / "there") == read_files(root / "here")
    # a folder that is taken away is told of no more; where one manifest can't be read, the whole one keeps what it said
    shutil.rmtree(root / "there" / "a")
    (root / "there" / "c" / "manifest.json").write_text("{", "utf-8")
    assert renew_manifests(root / "there") == [(root / "there" / "manifest.json")]
    told = {name.split("/")[0] for name in read_manifest(root / "there" / "manifest.json").outputs}
    assert told == {"c", EDITION, "ruritania"}
    assert renew_manifests(root / "there") == []
    assert run(root, "build", "--all", "--format", "md", "--out", "there").code == 0
    assert (root / "there/manifest.json").read_bytes() == (root / "here/manifest.json").read_bytes()
