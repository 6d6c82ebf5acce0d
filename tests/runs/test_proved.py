"""Every file can be proved: from what it was made, that it is as it was made, and who made it."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from generator.base.style_folders import find_input
from generator.base.versions import LIBRARIES, read_versions
from tests.support.commands import run
from tests.support.places import ROOT
from tests.support.trees import tree
from tests.support.workspaces import BRIEFING, EDITION, FILES, edited, write

BUILT = f"build/{EDITION}"
PAPER = f"{BUILT}/{EDITION}.md"
EDITION_FILE = f"{BRIEFING}/edition.yaml"
CASE = "data/ruritania/cases/rassendyll.yaml"
FRIEND = "data/ruritania/cases/case-12.yaml"
SECRET = "data/ruritania/cases/antoinette-mauban.yaml"
LOGO = "templates/dialogue-paper/Antoinette Mauban.txt"
HIDDEN = {SECRET: "visibility: internal\nnames: {preferred: Antoinette Mauban}\n"}


def git(root: Path, *words: str) -> str:
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    return subprocess.run(["git", *who, *words], cwd=root, check=True, capture_output=True, text=True).stdout.strip()


def built(root: Path, changes: Mapping[str, str] = {}, *words: str) -> Path:
    write(root, changes, style=True)
    ran = run(root, "build", EDITION, "--format", "md,json", *words)
    assert ran.code == 0, ran.err
    return root


def manifest(root: Path, name: str = "build/manifest.json") -> dict[str, Any]:
    found = json.loads((root / name).read_text("utf-8"))
    assert isinstance(found, dict)
    return found


def made_from(root: Path, name: str = "build/manifest.json") -> dict[str, Any]:
    (made,) = manifest(root, name)["made_from"].values()
    assert isinstance(made, dict)
    return made


# ── the manifest ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_it_names_outputs_and_inputs_with_their_hashes_and_what_made_them(tmp_path: Path) -> None:
    root = built(tmp_path)
    said = manifest(root)
    assert {name: (one["sha256"], one["bytes"]) for name, one in said["outputs"].items()} == {
        f"{EDITION}/{path.name}": (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_size)
        for path in (root / BUILT).glob(f"{EDITION}.*")
    }
    made = made_from(root)
    for name, sha256 in made["inputs"].items():
        assert hashlib.sha256(find_input(root, name).read_bytes()).hexdigest() == sha256
    assert {CASE, EDITION_FILE, "data/ruritania/defaults.yaml"} <= made["inputs"].keys()
    assert "templates/dialogue-paper/paper.docx" in made["inputs"]
    assert made["all_listed"] is True
    assert (made["edition"], made["commit"], made["as_committed"]) == (EDITION, None, None)
    assert made["versions"] == read_versions()
    assert str(tmp_path) not in (root / "build/manifest.json").read_text("utf-8")
    own = manifest(root, f"{BUILT}/manifest.json")
    assert own["outputs"] == {name.partition("/")[2]: one for name, one in said["outputs"].items()}


def test_versions_are_those_of_what_the_program_needs() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    every = [*project["dependencies"], *(name for extra in project["optional-dependencies"].values() for name in extra)]
    needed = {re.split(r"[<>=~[]", name)[0].replace(".", "-") for name in every}
    assert needed <= {*LIBRARIES, project["name"]}
    assert set(read_versions()) == {"briefing", "python", *LIBRARIES}


@pytest.mark.slow
def test_it_names_the_commit_and_whether_the_files_are_as_there(tmp_path: Path) -> None:
    root = write(tmp_path, HIDDEN, style=True)
    git(root, "init", "-q")
    git(root, "add", ".")
    git(root, "commit", "-qm", "x")
    made = made_from(built(root, HIDDEN))
    assert (made["commit"], made["as_committed"]) == (git(root, "rev-parse", "HEAD"), True)
    made = made_from(built(root, {SECRET: HIDDEN[SECRET] + "gender: female\n"}))
    assert (made["commit"], made["as_committed"]) == (git(root, "rev-parse", "HEAD"), False)
    git(root, "commit", "-qam", "y")
    shutil.rmtree(root / "build")
    (root / SECRET).unlink()
    assert made_from(built(root))["as_committed"] is False


@pytest.mark.slow
@pytest.mark.parametrize(
    ("changes", "closed"),
    [
        (HIDDEN, SECRET),
        (edited(CASE, "gender: male", "gender: {value: male, visibility: confidential}"), CASE),
        ({FRIEND: "names: {preferred: Antoinette Mauban}\ndisplay: initials\n"}, FRIEND),
        ({**HIDDEN, LOGO: "x"}, LOGO),
        ({f"{BRIEFING}/signatures.yaml": "signatures: []\n"}, f"{BRIEFING}/signatures.yaml"),
        ({"data/notes about Mauban.txt": "x"}, "data/notes about Mauban.txt"),
    ],
)
def test_it_says_nothing_of_what_its_audience_may_not_read(
    changes: Mapping[str, str], closed: str, tmp_path: Path
) -> None:
    root = write(tmp_path, changes, style=True)
    ran = run(root, "build", EDITION, "--format", "md")
    assert ran.code == 0, ran.err
    for name in ("build/manifest.json", f"{BUILT}/manifest.json"):
        text = (root / name).read_text("utf-8")
        assert closed.rpartition("/")[2].removesuffix(".yaml") not in text
        assert hashlib.sha256((root / closed).read_bytes()).hexdigest() not in text
        assert "Mauban" not in text
        assert made_from(root, name)["all_listed"] is False


@pytest.mark.slow
def test_each_audience_has_its_own(tmp_path: Path) -> None:
    root = built(tmp_path, HIDDEN)
    assert run(root, "build", EDITION, "--format", "md", "--audience", "internal").code == 0
    assert [*manifest(root)["outputs"]] == [f"{EDITION}/{EDITION}.json", f"{EDITION}/{EDITION}.md"]
    internal = manifest(root, "build/manifest.internal.json")
    assert [*internal["outputs"]] == [f"{EDITION}/{EDITION}.internal.md"]
    assert SECRET in made_from(root, "build/manifest.internal.json")["inputs"]
    assert "internal.md" not in (root / "build/manifest.json").read_text("utf-8")


@pytest.mark.slow
def test_what_is_gone_is_not_named_any_more(tmp_path: Path) -> None:
    root = built(tmp_path)
    (root / PAPER).unlink()
    assert run(root, "annex", EDITION, "--format", "csv").code == 0
    assert [*manifest(root)["outputs"]] == [f"{EDITION}/{EDITION}.annex.csv", f"{EDITION}/{EDITION}.json"]


@pytest.mark.slow
def test_what_was_issued_was_made_from_what_was_kept(tmp_path: Path) -> None:
    root = write(tmp_path, edited(EDITION_FILE, "status: reconstruction", "status: draft"), style=True)
    assert run(root, "issue", EDITION).code == 0
    assert run(root, "build", EDITION, "--format", "md").code == 0
    inputs = made_from(root)["inputs"]
    assert f"{BRIEFING}/issued/public-en.json" in inputs
    assert not [name for name in inputs if name.startswith("data/")]


@pytest.mark.ci
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="makes a locale as the GNU C library has them")
def test_the_same_bytes_wherever_they_are_made(tmp_path: Path) -> None:
    made = ["localedef", "-i", "tr_TR", "-f", "UTF-8", str(tmp_path / "tr_TR.UTF-8")]
    subprocess.run(made, check=True, capture_output=True)
    shown = subprocess.run(
        [sys.executable, "-c", "import locale; locale.setlocale(locale.LC_ALL, ''); print(locale.localeconv())"],
        env={**os.environ, "LC_ALL": "tr_TR.UTF-8", "LOCPATH": str(tmp_path)},
        check=True,
        capture_output=True,
        text=True,
    )
    assert "'decimal_point': ','" in shown.stdout
    found = []
    for number, more in enumerate(
        (
            {"LC_ALL": "C.UTF-8", "TZ": "UTC", "PYTHONHASHSEED": "0"},
            {"LC_ALL": "tr_TR.UTF-8", "LANGUAGE": "tr", "TZ": "Asia/Almaty", "PYTHONHASHSEED": "1"},
            {"LC_ALL": "C", "TZ": "America/St_Johns", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
        )
    ):
        root = write(tmp_path / f"workspace {number}", HIDDEN, style=True)
        ran = subprocess.run(
            [sys.executable, "-m", "generator", "build", EDITION],
            cwd=root,
            env={**os.environ, **more, "LOCPATH": str(tmp_path), "PYTHONPATH": str(ROOT)},
            capture_output=True,
            check=False,
        )
        assert ran.returncode == 0, ran.stderr
        found.append(tree(root / "build"))
    assert len(found[0]) == 9
    assert found[1] == found[0]
    assert found[2] == found[0]


# ── verify, and build --check ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.slow
def test_a_file_with_its_manifest_alone_tells_from_what_it_was_made(tmp_path: Path) -> None:
    root, away = built(tmp_path / "root", HIDDEN), tmp_path / "away"
    away.mkdir()
    shutil.copy(root / PAPER, away / "what I was sent.md")
    ran = run(away, "verify", "what I was sent.md")
    assert (ran.code, ran.out) == (1, "")
    assert "O902 in-no-manifest" in ran.err
    shutil.copy(root / BUILT / "manifest.json", away / "other.json")
    ran = run(away, "verify", "what I was sent.md", "--manifest", "other.json")
    number = len(made_from(root)["inputs"])
    assert ran.code == 0
    assert ran.out.splitlines()[:3] == [
        "what I was sent.md: as it was made",
        f"  made as {EDITION}.md, for {EDITION}, says other.json",
        f"  from {number} files, and others that its readers may not see, in no git repository",
    ]
    assert "since" not in ran.out


def test_what_was_changed_is_told(tmp_path: Path) -> None:
    root = built(tmp_path)
    assert run(root, "verify", PAPER).out.endswith("none of these files was changed since\n")
    write(root, edited(CASE, "length: 3 years", "length: 4 years"), style=True)
    ran = run(root, "verify", PAPER)
    assert ran.code == 0
    assert ran.out.endswith(f"changed since, or not here: {CASE}\n")
    (root / PAPER).write_bytes((root / PAPER).read_bytes() + b" ")
    ran = run(root, "verify", PAPER, f"{BUILT}/{EDITION}.json")
    assert ran.code == 1
    assert "O901 changed-since-made" in ran.err
    assert ran.out.startswith(f"{BUILT}/{EDITION}.json: as it was made")


@pytest.mark.slow
@pytest.mark.parametrize(
    "words",
    ["", "[]", '{"form": 2}', '{"form": 1, "audience": "public", "outputs": {"a": {}}, "made_from": {}}', "\udcff"],
)
def test_a_manifest_that_is_none_is_told(words: str, tmp_path: Path) -> None:
    (tmp_path / "paper.md").write_text("x")
    (tmp_path / "manifest.json").write_bytes(words.encode("utf-8", "surrogateescape"))
    ran = run(tmp_path, "verify", "paper.md")
    assert ran.code == 1
    assert "O903 unreadable-manifest" in ran.err
    # the next build makes it anew
    root = built(write(tmp_path / "root", style=True))
    (root / "build/manifest.json").write_bytes(words.encode("utf-8", "surrogateescape"))
    built(root, edited(CASE, "length: 3 years", "length: 4 years"))
    assert len(manifest(root)["outputs"]) == 2


def test_a_manifest_of_somebody_else_reads_no_file_outside(tmp_path: Path) -> None:
    root = built(tmp_path / "root")
    (tmp_path / "outside").write_text("x")
    said = manifest(root)
    (made,) = said["made_from"].values()
    made["inputs"] = {"../outside": hashlib.sha256(b"x").hexdigest()}
    (root / "build/manifest.json").write_text(json.dumps(said))
    (root / BUILT / "manifest.json").unlink()
    assert run(root, "verify", PAPER).out.endswith("changed since, or not here: ../outside\n")


@pytest.mark.slow
def test_a_file_that_was_saved_meanwhile_has_no_hash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from generator.paper.workspace import Workspace

    root = write(tmp_path, style=True)
    explained = Workspace.explained

    def saved(self: Workspace, *arguments: Any) -> Any:
        (root / CASE).write_text(FILES[CASE] + "# saved while the paper is made\n", "utf-8")
        return explained(self, *arguments)

    monkeypatch.setattr(Workspace, "explained", saved)
    assert run(root, "build", EDITION, "--format", "md").code == 0
    monkeypatch.undo()
    inputs = made_from(root)["inputs"]
    assert [name for name, sha256 in inputs.items() if sha256 is None] == [CASE]
    assert f"saved while it was being made, so build it again: {CASE}" in run(root, "verify", PAPER).out
    assert run(root, "build", EDITION, "--format", "md", "--check").code == 1


@pytest.mark.slow
def test_check_says_whether_the_papers_are_up_to_date_and_builds_nothing(tmp_path: Path) -> None:
    root = write(tmp_path, style=True)
    words = ("build", EDITION, "--format", "md,json", "--check")
    before = tree(root)
    ran = run(root, *words)
    assert (ran.code, ran.out) == (
        1,
        f"{EDITION}: not up to date\n  {PAPER} was not built\n  {BUILT}/{EDITION}.json was not built\n",
    )
    assert tree(root) == before
    built(root)
    assert run(root, *words) == (0, f"{EDITION}: up to date\n", "")
    write(root, edited(CASE, "length: 3 years", "length: 4 years"), style=True)
    (root / PAPER).write_text("Mine.")
    before = tree(root)
    ran = run(root, *words)
    assert (ran.code, ran.out) == (
        1,
        f"{EDITION}: not up to date\n"
        f"  {PAPER} was made before something was changed: {CASE}\n"
        f"  {BUILT}/{EDITION}.json was made before something was changed: {CASE}\n",
    )
    assert tree(root) == before
    built(root, edited(CASE, "length: 3 years", "length: 4 years"))
    (root / PAPER).write_text("Mine.")
    assert run(root, *words).out == f"{EDITION}: not up to date\n  {PAPER} was changed by hand\n"
    assert run(root, "build", "--check", "--format", "json").code == 0


@pytest.mark.slow
def test_papers_made_before_the_names_behind_pseudonyms_changed_are_not_up_to_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = tmp_path / "names.yaml"
    names.write_text("tarlenheim: Zhanna Zaptova\n", "utf-8")
    monkeypatch.setenv("BRIEFING_PSEUDONYMS", str(names))
    root = write(tmp_path / "workspace", style=True)
    words = ("build", EDITION, "--format", "md", "--check")
    os.utime(names, (1, 1))
    assert run(root, *words[:-1]).code == 0
    assert run(root, *words) == (0, f"{EDITION}: up to date\n", "")
    later = (root / "build" / EDITION / ".manifest.json").stat().st_mtime + 10
    os.utime(names, (later, later))
    ran = run(root, *words)
    assert (ran.code, "not searched for the names behind pseudonyms as they are now" in ran.out) == (1, True)


def test_each_paper_is_made_again_when_the_names_behind_pseudonyms_are_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names, later = tmp_path / "names.yaml", tmp_path / "later.yaml"
    for file, name in ((names, "Zhanna Zaptova"), (later, "Zarina Zaptova")):
        file.write_text(f"tarlenheim: {name}\n", "utf-8")
        os.utime(file, (1, 1))
    monkeypatch.setenv("BRIEFING_PSEUDONYMS", str(names))
    root = write(tmp_path / "workspace", style=True)
    assert run(root, "build", EDITION, "--format", "md,json").code == 0
    later.replace(names)  # with an old time
    assert run(root, "build", EDITION, "--format", "md,json", "--check").code == 1
    assert "nothing to do" not in run(root, "build", EDITION, "--format", "json").out
    assert run(root, "build", EDITION, "--format", "json", "--check").code == 0
    ran = run(root, "build", EDITION, "--format", "md", "--check")
    assert (ran.code, "not searched for the names behind pseudonyms as they are now" in ran.out) == (1, True)
    monkeypatch.setenv("BRIEFING_PSEUDONYMS", str(tmp_path / "nowhere.yaml"))
    assert run(root, "build", EDITION, "--format", "json", "--check").code == 1


def test_a_paper_is_made_again_when_an_old_file_of_names_comes_to_hand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = tmp_path / "names.yaml"
    names.write_text("tarlenheim: Zhanna Zaptova\n", "utf-8")
    os.utime(names, (1, 1))
    root = write(tmp_path / "workspace", style=True)
    words = ("build", EDITION, "--format", "md")
    assert [run(root, *words).code, run(root, *words, "--check").code] == [0, 0]
    monkeypatch.setenv("BRIEFING_PSEUDONYMS", str(names))
    assert run(root, *words, "--check").code == 1
    assert "nothing to do" not in run(root, *words).out
    assert "nothing to do" in run(root, *words).out
    monkeypatch.delenv("BRIEFING_PSEUDONYMS")
    assert "nothing to do" in run(root, *words).out  # it was searched for more than is known here


# ── signatures, judged by ssh-keygen itself ───────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("keys")
    for name, comment in (("office", "office@example.org"), ("other", "")):
        words = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", comment, "-f", str(folder / name)]
        subprocess.run(words, check=True)
    words = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "a passphrase", "-f", str(folder / "closed")]
    subprocess.run(words, check=True)
    (folder / "both").write_text(
        (folder / "other.pub").read_text() + "# of us\n\n" + (folder / "office.pub").read_text()
    )
    key = (folder / "office.pub").read_text()
    (folder / "allowed").write_text(f'a@example.org,b@example.org namespaces="file" {key}')
    (folder / "git-only").write_text(f'a@example.org namespaces="git" {key}')
    return folder


@pytest.mark.slow
def test_a_signature_is_one_that_ssh_keygen_accepts_and_the_other_way_round(tmp_path: Path, keys: Path) -> None:
    root = built(tmp_path)
    ran = run(root, "sign", PAPER, "build/manifest.json", "--key", str(keys / "office"))
    assert (ran.code, ran.out.split()) == (0, [f"{PAPER}.sig", "build/manifest.json.sig"])
    words = ["ssh-keygen", "-Y", "verify", "-f", str(keys / "allowed"), "-I", "a@example.org", "-n", "file"]
    for name in (PAPER, "build/manifest.json"):
        judged = subprocess.run(
            [*words, "-s", str(root / f"{name}.sig")], input=(root / name).read_bytes(), check=False
        )
        assert judged.returncode == 0
    (root / f"{PAPER}.sig").unlink()
    made = ["ssh-keygen", "-q", "-Y", "sign", "-f", str(keys / "office"), "-n", "file", str(root / PAPER)]
    subprocess.run(made, check=True)
    for name, who in (
        ("office.pub", "office@example.org"),
        ("both", "office@example.org"),
        ("allowed", "a@example.org"),
    ):
        ran = run(root, "verify", PAPER, "--manifest", str(root / "build/manifest.json"), "--key", str(keys / name))
        assert ran.code == 0, ran.err
        assert re.search(rf"^  signed by {who}\S* \(ED25519 key SHA256:\S+\)$", ran.out, re.M)
        assert re.search(rf"^  its manifest is signed by {who}", ran.out, re.M)
    ran = run(root, "verify", PAPER, "--key", str(keys / "office.pub"))
    assert "its manifest is not signed: from what it was made is told, and not proved" in ran.out


@pytest.mark.slow
def test_what_is_not_signed_by_one_of_the_keys_is_refused(tmp_path: Path, keys: Path) -> None:
    root = built(tmp_path)

    def verified(key: str) -> tuple[int, list[str]]:
        ran = run(root, "verify", PAPER, "--manifest", str(root / "build/manifest.json"), "--key", str(keys / key))
        assert not (ran.code and ran.out)
        return ran.code, re.findall(r" error (\w+)", ran.err)

    assert verified("office.pub") == (1, ["O904"])
    assert run(root, "sign", PAPER, "--key", str(keys / "office")).code == 0
    assert verified("office.pub") == (0, [])
    assert verified("other.pub") == (1, ["O905"])
    assert verified("git-only") == (1, ["O905"])
    assert verified("office") == (1, ["O908"])
    (root / PAPER).write_bytes((root / PAPER).read_bytes() + b" ")
    assert verified("office.pub") == (1, ["O901"])
    # the manifest was made to fit, but the signature is that of another content
    said = manifest(root)
    said["outputs"][f"{EDITION}/{EDITION}.md"]["sha256"] = hashlib.sha256((root / PAPER).read_bytes()).hexdigest()
    (root / "build/manifest.json").write_text(json.dumps(said))
    assert verified("office.pub") == (1, ["O905"])
    (root / f"{PAPER}.sig").write_text("no signature")
    assert verified("office.pub") == (1, ["O905"])


@pytest.mark.slow
def test_a_forged_manifest_is_refused(tmp_path: Path, keys: Path) -> None:
    root = built(tmp_path)
    assert run(root, "sign", PAPER, "build/manifest.json", "--key", str(keys / "office")).code == 0
    said = manifest(root)
    (made,) = said["made_from"].values()
    made["commit"] = "0" * 40
    (root / "build/manifest.json").write_text(json.dumps(said))
    ran = run(root, "verify", PAPER, "--manifest", "build/manifest.json", "--key", str(keys / "office.pub"))
    assert (ran.code, ran.out) == (1, "")
    assert "O905 wrong-signature: `manifest.json.sig`" in ran.err


@pytest.mark.slow
def test_what_cant_be_signed_is_told_and_nothing_is_written(
    tmp_path: Path, keys: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = built(tmp_path)
    before = tree(root)
    (keys / "empty").write_text("# none\n")
    # nobody is there to be asked for a passphrase
    monkeypatch.setenv("SSH_ASKPASS", "false")
    monkeypatch.setenv("SSH_ASKPASS_REQUIRE", "force")
    for words, code in (
        (("sign", PAPER, "--key", str(keys / "none")), "O908"),
        (("sign", PAPER, "--key", str(keys / "empty")), "O907"),
        (("sign", PAPER, "--key", str(keys / "closed")), "O907"),
        (("sign", PAPER, "--key", str(keys / "office.pub"), "build/manifest.json"), ""),
    ):
        ran = run(root, *words)
        if code:
            assert (ran.code, ran.out) == (2, "")
            assert re.findall(r" error (\w+)", ran.err) == [code]
            assert tree(root) == before
    assert run(root, "verify", PAPER, "--key", str(keys / "empty")).code == 1
    ran = run(root, "sign", EDITION, "--key", str(keys / "office"))
    assert ran.code == 2
    assert f"`briefing sources {EDITION} --sign-off NAME`" in ran.err
    monkeypatch.setenv("PATH", str(tmp_path))
    ran = run(root, "sign", PAPER, "--key", str(keys / "office"))
    assert (ran.code, re.findall(r" error (\w+)", ran.err)) == (2, ["O906"])


@pytest.mark.slow
def test_the_guide_works_as_it_says(tmp_path: Path, keys: Path) -> None:
    guide = (ROOT / "docs/prove-a-file.md").read_text("utf-8")
    commands = re.findall(r"^\.venv/bin/briefing (.*)$", guide, re.M)
    assert [words.split()[0] for words in commands] == ["verify", "build", "sign", "verify"]
    for folder in ("data", "briefings", "templates"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    name = "eu-kazakhstan-2020-11"
    assert run(tmp_path, "build", name, "--format", "md").code == 0
    here = (tmp_path, tmp_path, tmp_path, tmp_path / "build" / name)
    shutil.copy(keys / "office.pub", here[-1])
    for words, folder, code in zip(commands, here, (0, 1, 0, 0), strict=True):
        said = words.replace(".pdf", ".md").replace("~/.ssh/id_ed25519", str(keys / "office"))
        assert run(folder, *said.split()).code == code
    assert "manifest.json.sig" in {path.name for path in here[-1].iterdir()}
