"""`briefing explain`: what a code means and what to do, or what a field of a record is for."""

from __future__ import annotations

from collections.abc import Mapping

import click

from generator.base import codes
from generator.base.diagnostics import Code, find_nearest_word


@click.command()
@click.argument("what", required=False)
def explain(what: str | None) -> None:
    """Tell what WHAT means: a code or its name, a kind of record, a field of it, a block of a section.

    Of a code: what it finds, why, an example, and what to do (docs/codes.md has them all). Of a field: what it may
    hold, where it is printed, who may see it, an example (docs/records.md). Without a word, all codes are listed.

    \b
    Examples:
      briefing explain D102
      briefing explain bad-date
      briefing explain case
      briefing explain case.proceedings
      briefing explain block.prisoners
    """
    if what is None:
        for one in codes.ALL:
            click.echo(f"{one.id}  {one.name}")
        return
    known = {word.lower(): one for one in codes.ALL for word in (one.id, one.name)}
    asked = known.get(what.strip().lower())
    if asked is None:
        _explain_field(what.strip(), known)
        return

    from generator.review.explanations import render_explanation

    click.echo(render_explanation(asked), nl=False)


def _explain_field(what: str, codes_by_word: Mapping[str, Code]) -> None:
    """Print what is told of a kind of record or a field; refuse what is neither, with what may be meant."""
    from generator.authoring.record_reference.fields import BLOCK
    from generator.authoring.record_reference.tell import list_paths, render

    paths = list_paths()
    path = next((one for one in (what, what.lower(), f"{BLOCK}{what.lower()}") if one in paths), None)
    if path is not None:
        click.echo(render(path), nl=False)
        return
    ends = [one for one in paths if one.endswith(f".{what.lower()}")]
    if len(ends) == 1:
        click.echo(render(ends[0]), nl=False)
        return
    if ends:
        more = f" and {len(ends) - _MOST} more" if len(ends) > _MOST else ""
        raise click.UsageError(f"`{what}` is a field of several records; say {', '.join(ends[:_MOST])}{more}")
    near = find_nearest_word(what.lower(), [*codes_by_word, *paths])
    code = codes_by_word.get(near or "")
    meant = code.id if code and near == code.id.lower() else near
    help = f"did you mean `{meant}`?" if meant else "`briefing explain` alone lists codes, docs/records.md fields"
    raise click.UsageError(f"there is no code and no field `{what}`; {help}")


_MOST = 8
"""Fields that are listed where several are called so."""
