"""Put the sheet of sources of an edition together, and sign its claims.

In: a workspace, an edition. Out: the sheet; or the file of signatures with what somebody signed on a day.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ruamel.yaml.error import YAMLError

from generator.base import codes
from generator.base.diagnostics import BriefingError, Diagnostic, Origin, has_errors, suggest
from generator.base.files import ChangedMeanwhile, write_files
from generator.base.inputs import read_input
from generator.paper.assemble.context import Context
from generator.paper.document import Document
from generator.paper.issued import is_final
from generator.paper.make import make, require_sound
from generator.paper.select import SelectedEdition
from generator.paper.workspace import Workspace
from generator.records.load import SIGNATURES
from generator.records.load.parse import Map, parse
from generator.records.schema.base import Visibility
from generator.records.style import Style
from generator.review.signoff import Claim, ClaimStatus, judge_claims, list_claims
from generator.review.signoff.fingerprint import make_signature, mark_claim
from generator.review.signoff.signature_file import NewSignature, update_signatures
from generator.review.signoff.status import read_signatures
from generator.runs.known_program import tell_program

if TYPE_CHECKING:
    from generator.review.sheet import SourceSheet
    from generator.runs.kept_paper import KeptPaper


@dataclass(frozen=True, slots=True)
class SigningResult:
    """What came of signing: how many claims got a signature, how many had this one already, and how many nobody signed
    yet; what the file held before (None: it was not there), and since, both None where nothing was written."""

    new: int
    already: int
    unsigned: int
    path: Path
    before: bytes | None = None
    after: bytes | None = None


class ChangedSinceShown(Exception):
    """Lines are not any more what the reader was shown; the message is for the reader."""


@dataclass(frozen=True, slots=True)
class _Paper:
    """A paper of which nothing is wrong, and who answers for what in it."""

    document: Document
    edition: SelectedEdition
    style: Style
    labels: Mapping[str, str]
    standings: tuple[ClaimStatus, ...]
    notices: list[Diagnostic]


def put_sheet_together(
    workspace: Workspace, edition: str, audience: Visibility | None, lang: str, kept: KeptPaper | None = None
) -> tuple[SourceSheet, Style, Visibility, tuple[Diagnostic, ...]]:
    """Return what the files of the sheet of an edition show, its style, whom it is for, and what there is to tell of
    the paper. Raises BriefingError with everything that is wrong with the edition: a sheet of a paper that can't be
    built would be signed in vain. Where the paper was `kept` by a build of the very same files, it is not assembled
    again."""
    from generator.review.sheet import keep_shown

    paper = _recalled(workspace, edition, audience, lang, kept) if kept else None
    paper = paper or _paper(workspace, edition, audience, lang)
    # sections and notes of the paper go before the sheet is packed
    shown = keep_shown(_sheet(workspace, paper))
    return shown, paper.style, paper.edition.audience, tuple(paper.notices)


def read_sheet(
    workspace: Workspace, edition: str, audience: Visibility | None = None, lang: str = "en"
) -> tuple[SourceSheet, Mapping[str, str]]:
    """Return the sheet of an edition in no format, and by the id of each claim the mark of what is shown of it, which
    `sign` takes. Raises BriefingError as `put_sheet_together` does."""
    paper = _paper(workspace, edition, audience, lang)
    marks = {one.claim.id: mark_claim(one.claim, paper.document, paper.edition) for one in paper.standings}
    return _sheet(workspace, paper), marks


def _sheet(workspace: Workspace, paper: _Paper) -> SourceSheet:
    from generator.review.sheet.content import make_sheet_content

    context = Context(paper.edition, paper.labels, workspace.dataset.lines)
    return make_sheet_content(paper.document, paper.standings, context)


def sign(
    root: Path,
    edition: str,
    name: str,
    day: str,
    audience: Visibility | None = None,
    lang: str = "en",
    sections: Collection[str] = (),
    blocks: Collection[str] = (),
    shown: Mapping[str, str] | None = None,
) -> SigningResult:
    """Keep that `name` compared claims with their sources on a day: those of the sections and blocks named, or all that
    nobody signed where none is. What `name` has signed already, and is as it was, keeps its day. Where somebody else
    signs at the same time, what they signed is read and kept. With `shown`, the claims of these ids alone are signed,
    and none where one is not what its mark (`read_sheet`) stands for: then ChangedSinceShown is raised.

    Raises BriefingError where something is wrong with the edition, where there is no such section or block (R115), and
    where the file of signatures is laid out so that nothing can be put into it (D013); then nothing was written.
    """
    path = root / "briefings" / edition / SIGNATURES
    while True:
        data = _read_signatures_file(path, root)
        workspace = Workspace(root, [edition], audience or "public", program=tell_program(root))
        paper = _paper(workspace, edition, audience, lang)
        if _read_signatures_file(path, root) != data:
            continue  # the workspace may have read what somebody else wrote between: the places would not be the same
        chosen = _chosen(paper, sections, blocks) if shown is None else _as_shown(paper, shown)
        new, gone, already = _new(paper, chosen, read_signatures(workspace.dataset, edition), name, day)
        after = None
        if new:
            try:
                after = _write(root, path, data, new, gone)
            except ChangedMeanwhile:
                continue
        left = sum(not standing.signed for standing in paper.standings)
        left -= sum(not standing.signed for standing in chosen)
        return SigningResult(len(new), already, left, path, data if new else None, after)


def _read_signatures_file(path: Path, root: Path) -> bytes | None:
    return read_input(path, root) if path.exists() else None


def _paper(workspace: Workspace, edition: str, audience: Visibility | None, lang: str) -> _Paper:
    made = make(workspace, edition, audience, lang, anew=True)
    found = workspace.explained(made.problems)
    chosen, style, labels, document = require_sound(made, found)
    return _signed(workspace, document, chosen, style, labels, found)


def _recalled(
    workspace: Workspace, edition: str, audience: Visibility | None, lang: str, kept: KeptPaper
) -> _Paper | None:
    """Return the paper that a build kept; None where that is another than the one that is signed: a final one is kept
    as it was issued."""
    if is_final(workspace.dataset, edition):
        return None
    chosen, _ = workspace.selected(edition, audience, lang)
    labels, _ = workspace.labels(kept.style, lang)
    if chosen is None or labels is None or chosen.audience != kept.audience:
        return None
    if has_errors(workspace.problems(edition)):
        return None  # it was changed since it was asked whether the paper is kept
    found = workspace.explained(kept.problems) if kept.problems else []
    return _signed(workspace, kept.document, chosen, kept.style, labels, found)


def _signed(
    workspace: Workspace,
    document: Document,
    chosen: SelectedEdition,
    style: Style,
    labels: Mapping[str, str],
    found: list[Diagnostic],
) -> _Paper:
    dataset = workspace.dataset
    signed = judge_claims(list_claims(document, chosen, dataset.lines), document, chosen, dataset)
    return _Paper(document, chosen, style, labels, signed, found)


def _chosen(paper: _Paper, sections: Collection[str], blocks: Collection[str]) -> list[ClaimStatus]:
    """Return the standings of what was named, or of all that nobody signed."""
    if not sections and not blocks:
        return [standing for standing in paper.standings if not standing.signed]
    ids = {part for s in paper.standings for part in (s.claim.id, s.claim.block)}
    around = {parent for s in paper.standings for parent in _with_parents(s.claim.section)}
    for name, known, what in [(n, around, "section") for n in sections] + [(n, ids, "block") for n in blocks]:
        if name not in known:
            help = suggest(name, known, "the sheet shows the id of each line")
            raise BriefingError(
                [
                    codes.UNKNOWN_PART.at(
                        paper.edition.entry.origin(), f"there is no {what} `{name}` in this paper", help
                    )
                ]
            )
    return [s for s in paper.standings if _is_meant(s.claim, sections, blocks)]


def _as_shown(paper: _Paper, shown: Mapping[str, str]) -> list[ClaimStatus]:
    """Return the standings of the claims that a reader was shown."""
    found = [one for one in paper.standings if one.claim.id in shown]
    if len(found) < len(shown) or any(
        mark_claim(one.claim, paper.document, paper.edition) != shown[one.claim.id] for one in found
    ):
        raise ChangedSinceShown("the paper has changed since it was shown here: compare these lines once more")
    return found


def _is_meant(claim: Claim, sections: Collection[str], blocks: Collection[str]) -> bool:
    return claim.id in blocks or claim.block in blocks or any(one in sections for one in _with_parents(claim.section))


def _with_parents(section: str) -> list[str]:
    """Return the id of a section and of those around it: expression.press stands in expression."""
    parts = section.split(".")
    return [".".join(parts[:n]) for n in range(1, len(parts) + 1)]


def _new(
    paper: _Paper, chosen: Iterable[ClaimStatus], kept: tuple[object, ...], name: str, day: str
) -> tuple[list[NewSignature], set[int], int]:
    """Return the signatures to be written, the indexes of those they take the place of, and how many are there
    already."""
    wanted = {standing.claim.number for standing in chosen}
    index = {id(one): n for n, one in enumerate(kept)}
    after, already = -1, 0
    new: list[NewSignature] = []
    gone: set[int] = set()
    fresh: set[tuple[object, ...]] = set()
    for standing in paper.standings:
        own = [index[id(one)] for one in standing.signed] + [index[id(lost.signature)] for lost in standing.lost]
        after = max(own, default=after)
        if standing.claim.number not in wanted:
            continue
        if any(one.by == name for one in standing.signed):
            already += 1
            continue
        signature = make_signature(standing.claim, paper.document, paper.edition, name, day, paper.edition.audience)
        same = (signature.text, signature.notes, tuple(signature.sources.items()), tuple(signature.prints.items()))
        if same not in fresh:  # the same words with the same sources are compared once
            new.append(NewSignature(signature, after))
            fresh.add(same)
        gone |= {index[id(lost.signature)] for lost in standing.lost}
    return new, gone, already


def _write(root: Path, path: Path, data: bytes | None, new: list[NewSignature], gone: set[int]) -> bytes:
    """Write the file of signatures, which holds `data`, with the new ones, whole or not at all; return what it holds
    then."""
    before = (data or b"").decode("utf-8-sig")
    try:
        text = update_signatures(before, new, gone)
    except (YAMLError, AssertionError):
        text = None
    if text is None or not _reads_as(text, before, new, gone):
        raise BriefingError(
            [
                codes.NOT_SIGNED.at(
                    Origin(path.as_posix()),
                    "nothing can be put into a file that is laid out like this",
                    "write each signature as lines of its own that begin with `- block:`",
                )
            ]
        )
    write_files({path: text.encode()}, root, was={path: data})
    return text.encode()


def _reads_as(text: str, before: str, new: list[NewSignature], gone: set[int]) -> bool:
    """Tell whether the text holds what the old one did, without what goes and with what is new."""

    def kept(text: str) -> list[Map] | None:
        tree, problems = parse(text.replace("\r\n", "\n"), SIGNATURES) if text.strip() else (Map(), [])
        return None if tree is None or problems else [*(tree.get("signatures") or [])]

    was, now = kept(before), kept(text)
    if was is None or now is None:
        return False
    left = [str(one) for n, one in enumerate(was) if n not in gone]
    told = [str(one) for one in now]
    return len(now) == len(left) + len(new) and [one for one in told if one in left] == left
