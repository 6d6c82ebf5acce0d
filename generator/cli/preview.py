"""`briefing preview`: the paper in the browser, as the files say it now."""

from __future__ import annotations

from threading import Thread

import click

from generator.base.extras import need_extra
from generator.cli.workspace import check_editions, find_root
from generator.preview.editor import EDITORS


@click.command()
@click.argument("edition", required=False)
@click.option("--port", type=click.IntRange(1, 65535), help="Port; a free one near 8400 where nothing is said.")
@click.option("--no-browser", is_flag=True, help="Print the address alone, and open no browser.")
@click.option(
    "--editor",
    type=click.Choice(EDITORS),
    default=EDITORS[0],
    show_default=True,
    help="Where links to lines of files lead.",
)
@click.option("--edit", is_flag=True, help="Change the records behind the paper in forms, in the browser.")
def preview(edition: str | None, port: int | None, no_browser: bool, editor: str, edit: bool) -> None:
    """Show an edition in the browser while you write: its pages, what is wrong with it, and where each sentence comes
    from.

    Without EDITION it shows the one that looks at the latest day. The paper follows every file that is saved. It is
    shown on this machine alone, to the browser that has the address. Ctrl-C ends it. With --edit, a click on a sentence
    opens the record behind it as a form, and what is saved there is written into its YAML file.

    \b
    Examples: briefing preview eu-kazakhstan-2020-11
              briefing preview --no-browser --port 8400
              briefing preview --edit
    """
    root = find_root().resolve()
    known = check_editions(root, [edition] if edition else [])
    with need_extra("preview", "the preview"):
        from generator.preview.choice import find_latest_edition
        from generator.preview.run import listen, serve

    edition = edition or find_latest_edition(root) or next(iter(known), None)
    if edition is None:
        raise click.UsageError("there is no edition in briefings/: `briefing new edition` makes one")
    try:
        at = listen(port)
    except OSError as error:
        raise click.UsageError(f"port {port} is taken: name another, or none ({error.strerror})") from None

    def ready(address: str, once: str) -> None:
        click.echo(f"{edition}: {address}")
        click.echo("Keep this open while you write; Ctrl-C ends it.", err=True)
        if not no_browser:
            import webbrowser

            # a browser that runs in the terminal returns when it is closed
            Thread(target=webbrowser.open, args=(once,), daemon=True).start()

    serve(root, edition, at, editor, ready, edit)
