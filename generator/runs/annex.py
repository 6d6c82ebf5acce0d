"""Build the annex of prisoners of an edition as a paper of its own, and as a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from generator.base import codes
from generator.base.diagnostics import BriefingError, has_errors, stop_at_errors
from generator.paper.workspace import Workspace
from generator.records.schema.base import Visibility
from generator.runs.build import BuiltPapers
from generator.runs.leaks import find_leaks
from generator.runs.press import ANNEX_FORMATS, Press


def make_annex(
    workspace: Workspace,
    edition: str,
    formats: Iterable[str] = ANNEX_FORMATS,
    audience: Visibility | None = None,
    lang: str = "en",
    asked: Mapping[str, str] = {},
) -> BuiltPapers:
    """Return the annex of an edition in the formats asked for; `asked` groups and sorts it otherwise than the edition
    does (`group_by`, `sort_by`).

    Raises BriefingError with everything that is wrong with the edition, and where it has no list of prisoners (R114).
    An edition that was issued has the annex that was issued: to arrange that otherwise is refused (O606).
    """
    with Press(formats) as press:
        # imported only now, while the press loads libraries
        from generator.paper.assemble.annex_alone import cut_out_annex, number_annex, rearrange
        from generator.paper.issued import is_final
        from generator.paper.make import choose_audience, keep_order, make
        from generator.paper.named_since import find_papers_out
        from generator.paper.select import SelectedEdition

        def arranged(chosen: SelectedEdition) -> SelectedEdition:
            sections = (replace(entry, record=rearrange(entry.record, asked)) for entry in chosen.sections)
            return replace(chosen, sections=tuple(sections))

        dataset = workspace.dataset
        if asked and is_final(dataset, edition):
            raise BriefingError(
                [
                    codes.ISSUED_AS_IT_IS.at(
                        dataset.editions[edition].origin("status"),
                        "this edition was issued: its annex stays as it was then",
                        "ask for it without --group-by and --sort-by",
                    )
                ]
            )
        reader = choose_audience(dataset, edition, audience)
        paper = make(workspace, edition, audience, lang, arranged=arranged if asked else keep_order)
        problems = [*paper.problems]
        annex = cut_out_annex(paper.document) if paper.document else None
        if paper.document and not annex:
            problems.append(
                codes.NO_LIST.at(
                    dataset.editions[edition].origin(),
                    "nobody stands in a list of prisoners of this edition, for this audience",
                    "add a block `prisoners: […]` to a section of its annexes",
                )
            )
        if annex and paper.style:
            annex = number_annex(annex)
            files, more = press.print(annex, paper.style, None)
            problems += [*more, *(notice for file in files for notice in file.notices)]
            if not has_errors(problems):
                problems += find_leaks({f"annex.{f.format}": f.data for f in files}, workspace.protected(reader))
        found = workspace.explained([*problems, *find_papers_out(workspace, edition)])
    annex = stop_at_errors(found, annex)
    return BuiltPapers(reader, files, tuple(found), annex)
