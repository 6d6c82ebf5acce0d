"""`briefing verify` and `briefing sign`: what proves a finished file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.base.diagnostics import BriefingError
from generator.cli.printing import shorten_path, show
from generator.cli.workspace import find_root

if TYPE_CHECKING:
    from generator.runs.manifest import MadeFrom
    from generator.runs.verify import Proved

_SHOWN = 10
"""Files that are named as changed since."""

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=_FILE)
@click.option("--manifest", "manifests", multiple=True, type=_FILE, help="The manifest that came with the files.")
@click.option("--key", "keys", type=_FILE, help="Public keys: who of them signed the files is told, and has to be one.")
def verify(files: tuple[Path, ...], manifests: tuple[Path, ...], keys: Path | None) -> None:
    """Tell from what files were made, and whether they were changed since.

    The manifest stands beside a file, or above it in build/. In a workspace it is also told which of the data was
    changed since.

    \b
    Examples: briefing verify build/eu-kazakhstan-2020-11/*.pdf
              briefing verify paper.pdf --manifest manifest.json --key office.pub
    """
    from generator.runs.verify import find_manifests, prove

    root = _find_workspace()
    failed = False
    for path in files:
        try:
            proved = prove(path, manifests or find_manifests(path, root))
            told = _tell(proved, root)
            told += _tell_signed(proved, keys) if keys else []
        except BriefingError as error:
            show(error.diagnostics)
            failed = True
            continue
        click.echo("\n  ".join([f"{shorten_path(path)}: as it was made", *told]))
    sys.exit(1 if failed else 0)


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@click.option("--key", required=True, type=click.Path(path_type=Path), help="Your private SSH key.")
def sign(files: tuple[Path, ...], key: Path) -> None:
    """Sign finished files: whoever has your public key can tell that they are yours, and as you made them.

    It is ssh-keygen that signs. Sign the manifest, too: it says from what the files were made. (That sentences were
    compared with their sources is kept by `briefing sources EDITION --sign-off NAME`.)

    \b
    Example: briefing sign build/eu-kazakhstan-2020-11/*.pdf build/manifest.json --key ~/.ssh/id_ed25519
    """
    from generator.base.files import write_files
    from generator.runs.ssh_signature import name_signature, sign_file

    for path in files:
        if not path.is_file():
            raise click.UsageError(
                f"there is no file `{path}` to sign; sentences are signed off by `briefing sources {path.name}"
                " --sign-off NAME`"
            )
    signed = {name_signature(path): sign_file(path, key) for path in files}
    write_files(signed)
    for path in signed:
        click.echo(shorten_path(path))


def _find_workspace() -> Path | None:
    try:
        return find_root()
    except click.UsageError:
        return None


def _tell(proved: Proved, root: Path | None) -> list[str]:
    """Return, in lines, from what a file was made, and what of that was changed since."""
    from generator.runs.verify import find_changes, hash_inputs

    made = proved.output.made_from
    others = "" if made.all_listed else ", and others that its readers may not see"
    rows = [
        f"made as {proved.output.name}, for {made.edition}, says {shorten_path(proved.manifest)}",
        f"from {len(made.inputs)} files{others}{_tell_commit(made)}",
        f"by briefing {made.versions.get('briefing', '?')} ({made.program[:12]})",
    ]
    if unknown := [name for name, sha256 in made.inputs.items() if sha256 is None]:
        rows.append(f"saved while it was being made, so build it again: {_list(unknown)}")
    if root is not None:
        changed = find_changes(made, hash_inputs(root, made))
        rows.append(
            f"changed since, or not here: {_list(changed)}" if changed else "none of these files was changed since"
        )
    return rows


def _tell_commit(made: MadeFrom) -> str:
    if made.commit is None:
        return ", in no git repository"
    return f", {'as in' if made.as_committed else 'some of them changed after'} commit {made.commit[:12]}"


def _tell_signed(proved: Proved, keys: Path) -> list[str]:
    from generator.runs.ssh_signature import check_signature, name_signature

    rows = [f"signed by {check_signature(proved.path, keys)}"]
    if name_signature(proved.manifest).is_file():
        return [*rows, f"its manifest is signed by {check_signature(proved.manifest, keys)}"]
    return [*rows, "its manifest is not signed: from what it was made is told, and not proved"]


def _list(names: list[str]) -> str:
    more = f", and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return ", ".join(names[:_SHOWN]) + more
