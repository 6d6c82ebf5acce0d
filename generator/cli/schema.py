"""`briefing schema`: JSON Schemas, so that an editor completes and checks YAML while it is written."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import click

from generator.cli.printing import shorten_path
from generator.cli.workspace import find_root


@click.command()
@click.option(
    "--out",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where to write; build/schema/ where nothing is said.",
)
@click.option(
    "--vscode", is_flag=True, help="Also tell VS Code which schema is for which file, in .vscode/settings.json."
)
@click.option(
    "--modelines", is_flag=True, help="Also name its schema in the first line of every YAML file, for other editors."
)
def schema(out: Path | None, vscode: bool, modelines: bool) -> None:
    """Write a JSON Schema for each kind of YAML file.

    Editors with the YAML language server (in VS Code, the extension YAML of Red Hat) then complete names and words,
    tell what each is for, and underline what is wrong.

    \b
    Example: briefing schema --vscode
    """
    from generator.authoring.editor_schemas.schemas import make_file_schemas
    from generator.authoring.editor_schemas.settings import make_vscode_settings, name_schema_file
    from generator.base.files import write_files

    root = find_root().resolve()
    folder = Path(os.path.abspath(out or root / "build" / "schema"))  # where a link on its way leads is judged later
    if (vscode or modelines) and not folder.is_relative_to(root):
        raise click.UsageError(f"editors look for schemas in the workspace: let --out be a folder of {root.name}/")
    schemas = make_file_schemas()
    settings = root / ".vscode" / "settings.json"
    said = ""
    if vscode:
        try:
            before = settings.read_text("utf-8-sig") if settings.is_file() else ""
            said = make_vscode_settings(before, schemas, folder.relative_to(root).as_posix())
        except ValueError as error:
            raise click.UsageError(
                f"`{shorten_path(settings)}` is no plain JSON, so nothing can be added to it without losing something:"
                " take its comments out"
            ) from error
    files = {
        folder / name_schema_file(s.name): json.dumps(s.schema, indent=1, ensure_ascii=False) + "\n" for s in schemas
    }
    if vscode:
        files[settings] = said
    write_files({path: text.encode() for path, text in files.items()}, root)
    click.echo(f"{shorten_path(folder)}: {len(schemas)} schemas")
    if vscode:
        click.echo(shorten_path(settings))
    if modelines:
        sys.exit(_modelines(root, folder.relative_to(root).as_posix()))


def _modelines(root: Path, folder: str) -> int:
    """Put the line into every file of records; return the exit code."""
    from generator.authoring.editor_schemas.settings import add_modeline
    from generator.authoring.fmt.files import FOLDERS, rewrite

    changed, problems = rewrite(
        root, [root / name for name in FOLDERS], lambda text, name: (add_modeline(text, name, folder), []), True
    )
    click.echo(f"{len(changed)} files name their schema now")
    if problems:
        from generator.cli.printing import show

        show(problems)
    return 1 if problems else 0
