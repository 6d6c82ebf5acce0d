"""`briefing explain`: what a code means, why it matters, and what to do."""

from __future__ import annotations

import click

from generator.base import codes
from generator.base.diagnostics import find_nearest_word


@click.command()
@click.argument("code", required=False)
def explain(code: str | None) -> None:
    """Tell what a code means: what it finds, why, an example, and what to do.

    CODE is a code or its name; without one, all codes are listed. They stand in docs/codes.md, too.

    \b
    Examples:
      briefing explain D102
      briefing explain bad-date
    """
    if code is None:
        for one in codes.ALL:
            click.echo(f"{one.id}  {one.name}")
        return
    known = {word.lower(): one for one in codes.ALL for word in (one.id, one.name)}
    asked = known.get(code.strip().lower())
    if asked is None:
        near = find_nearest_word(code.strip().lower(), known)
        meant = (known[near].id if near == known[near].id.lower() else near) if near else None
        help = f"did you mean `{meant}`?" if meant else "`briefing explain` alone lists them"
        raise click.UsageError(f"there is no code `{code}`; {help}")

    from generator.review.explanations import render_explanation

    click.echo(render_explanation(asked), nl=False)
