"""`briefing template`: what editors need to change how papers look."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator.base.diagnostics import BriefingError, has_errors
from generator.base.style_folders import is_shipped, list_style_files
from generator.cli.printing import count, shorten_path, show
from generator.cli.workspace import find_root, require_known


@click.group(no_args_is_help=True)
def template() -> None:
    """For editors: the styles, what a template may place, and what is wrong with one.

    \b
    Example: briefing template check dialogue-paper --annotate marked.docx
    """


@template.command("list")
def list_() -> None:
    """List the styles: what they are for, and which they extend.

    \b
    Example: briefing template list
    """
    from generator.records.load import load

    root = find_root()
    styles = load(root, [])[0].styles
    width = max(map(len, styles), default=0)
    for name, style in sorted(styles.items()):
        kinds = ", ".join(kind.replace("_", " ") for kind in style.kinds)
        extends = f", extends {style.folders[1].name}" if style.folders[1:] else ""
        demands = ", recommendations at the end" if style.recommendations == "at_end" else ""
        named = "links in the text" if style.notes == "links" else "footnotes"
        whose = ", of the program" if is_shipped(root, name) else ""
        click.echo(f"{name:<{width}}  {kinds}, sources as {named}{demands}{extends}{whose}")


@template.command()
@click.option("--style", default="dialogue-paper", show_default=True, help="The style whose papers give the examples.")
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True)
def fields(style: str, form: str) -> None:
    """Print what a template may place: each name, what it is, how it is written, and an example from the newest
    edition.

    \b
    Example: briefing template fields --style monitor-update
    """
    from generator.runs.style_reference import list_template_fields, render_json, render_text

    root = find_root()
    require_known("style", style, _styles(root))
    try:
        found = list_template_fields(root, style)
    except BriefingError as error:
        show(error.diagnostics)
        sys.exit(1)
    click.echo(render_json(found) if form == "json" else render_text(found))


@template.command()
@click.argument("name", required=False)
@click.option(
    "--annotate",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE.docx",
    help="Write a copy of paper.docx there, with a Word comment at each problem.",
)
@click.option("--format", "form", type=click.Choice(("text", "json", "github")), default="text", show_default=True)
def check(name: str | None, annotate: Path | None, form: str) -> None:
    """Look for everything that is wrong with a style, or with all those of the workspace; nothing is built.

    \b
    Examples: briefing template check
              briefing template check dialogue-paper --annotate marked.docx
    """
    from generator.base.files import write_file
    from generator.paper.workspace import Workspace
    from generator.records.load import add_excerpts
    from generator.runs.style_check import TEMPLATE, annotate_faults, check_style

    root = find_root()
    known = _styles(root)
    if name:
        require_known("style", name, known)
    if annotate and not name:
        raise click.UsageError("say the style whose paper.docx is to be annotated")
    workspace = Workspace(root, [])
    about_styles = [d for d in workspace.problems_of_data() if d.origin.file.startswith("templates/")]
    found = add_excerpts(about_styles, workspace.lines)
    for one in [name] if name else [style for style in known if not is_shipped(root, style)]:
        style = workspace.dataset.styles.get(one)
        if style is None:
            continue  # what is wrong with its template.yaml is told
        checked = check_style(workspace, style)
        found += checked.diagnostics
        if annotate:
            template = style.file(TEMPLATE)
            if annotate.resolve() == template.resolve():
                raise click.UsageError("the copy can't take the place of the template itself: name another file")
            marked = annotate_faults(template, checked.faults)
            if marked is None:
                click.echo("nothing was annotated: the template can't be read", err=True)
            else:
                write_file(annotate, marked)
                click.echo(
                    f"{shorten_path(annotate)}: {len(checked.faults)} comment{'' if len(checked.faults) == 1 else 's'}",
                    err=True,
                )
    found = list(dict.fromkeys(found))
    show(found, form, to_error=False)
    errors = has_errors(found)
    if form == "text":
        click.echo(count(found) if found else "no findings")
    sys.exit(1 if errors else 0)


@template.command()
@click.argument("name")
def copy(name: str) -> None:
    """Take a style that comes with the program into templates/, whole and under its name, to change it there.

    From then on the workspace's counts: what a newer program changes in its own is not seen. A style that extends it
    (`briefing new template OURS --extends STYLE`) holds only what is otherwise, and follows.

    \b
    Example: briefing template copy dialogue-paper
    """
    from generator.authoring.new.template import take_style

    root = find_root()
    require_known("style", name, _styles(root))
    if not is_shipped(root, name):
        raise click.UsageError(f"there is `{name}` in templates/ already, and nothing there is written over")
    try:
        files = take_style(root, name)
    except BriefingError as error:
        show(error.diagnostics)
        sys.exit(1)
    for path in files:
        click.echo(shorten_path(path))


@template.command()
@click.argument("name")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="FILE.ttf")
def font(name: str, file: Path) -> None:
    """Add an openly licensed font to a style, for letters that its own fonts lack.

    \b
    Example: briefing template font dialogue-paper NotoSerifGeorgian.ttf
    """
    from generator.records.load import load
    from generator.runs.add_font import add_font

    root = find_root()
    require_known("style", name, _styles(root))
    if is_shipped(root, name):
        raise click.UsageError(
            f"`{name}` comes with the program, and nothing is written there: take it into your templates/ first:"
            f" `briefing template copy {name}`"
        )
    try:
        family = add_font(load(root, [])[0].styles[name], file, root)
    except BriefingError as error:
        show(error.diagnostics)
        sys.exit(1)
    click.echo(f"{family} is now among the fonts of {name}; put the text of its licence beside it")


def _styles(root: Path) -> list[str]:
    return [path.parent.name for path in list_style_files(root)]
