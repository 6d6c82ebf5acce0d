"""`briefing new case`, `source` and the others: a new record from a few answers, typed in the terminal or as flags."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.authoring.new.questions import OPEN, QUESTIONS, Question, list_questions
from generator.base.diagnostics import BriefingError
from generator.cli.printing import count, shorten_path, show
from generator.cli.workspace import check_editions, find_root, read_summary

if TYPE_CHECKING:
    from generator.authoring.new.answers import Checked, Fault
    from generator.authoring.new.near import Near
    from generator.authoring.new.record import NewRecord
    from generator.records.load import Dataset

EXAMPLES: Mapping[str, str] = {
    "country": "--name Ruritania --adjective Ruritanian",
    "dialogue": '--title "Zenda Human Rights Dialogue" --parties council,government --round 3 --date 2020-11-26',
    "case": '--name "Antonia Zapt" --occupation poet --source gazette-2020-08 --stage arrested --date 2020-08-01',
    "source": "--kind news --publisher gazette --url https://example.org/zapt --language ru --published 2020-08-03",
    "law": '--title "Criminal Code" --article 12 --article-title slander',
    "event": '--title "march of 2 May" --date 2020-05-02 --place Strelsau --source gazette-2020-08',
    "figure": '--what "people on the march" --value 1200 --qualifier over --as-of 2020-05-02 --source gazette-2020-08',
    "recommendation": '--theme expression --addressee government --text "Release her" --cases antonia-zapt',
    "theme": '--title "Right to privacy"',
    "organisation": '--name "Strelsau Bureau for Rights" --short SBR --kind ngo --country ruritania',
}  # fmt: skip

_WHAT: Mapping[str, str] = {
    "country": "a country: its folder, closed to everybody but the authors at first",
    "dialogue": "a dialogue between governments, with one of its rounds",
    "case": "a case: a person, family, group or organisation, and what was done to them",
    "source": "a source: something published that can be looked up",
    "law": "a law, with one of its articles",
    "event": "an event: told once, cited often",
    "figure": "a figure: a number, its day and its source",
    "recommendation": "a recommendation: who should do what",
    "theme": "a theme: a matter under which recommendations, sections and cases stand",
    "organisation": "an organisation: an NGO, party, court, ministry, medium",
}


def add_record_commands(group: click.Group) -> None:
    """Add the command of each kind of record to the group `briefing new`."""
    for kind in QUESTIONS:
        group.add_command(_make_command(kind))


def _make_command(kind: str) -> click.Command:
    """Return the command that makes a record of a kind, with a flag for each question."""
    options: list[click.Parameter] = [
        click.Option([f"--{one.key.replace('_', '-')}", one.key], multiple=one.many, help=_say_help(one))
        for one in list_questions(kind)
    ]
    other = "It is another one, whatever is called nearly the same: asks nothing about it."
    options.append(click.Option(["--another"], is_flag=True, help=other))

    def make(another: bool, **given: Any) -> None:
        _run(kind, {key: said for key, said in given.items() if said}, another)

    words = (
        f"Make {_WHAT[kind]}.\n\nWithout a flag that is needed it asks, in a terminal; the rest can be written later,"
        f" and comments in the new record say how.\n\n\b\nExample: briefing new {kind} {EXAMPLES[kind]}"
    )
    return click.Command(kind, callback=make, params=options, help=words, short_help=f"{_WHAT[kind]}.")


def _say_help(question: Question) -> str:
    needed = " Needed." if question.needed and question.key != "country" else ""
    default = f" [default: {question.otherwise}]" if question.otherwise else ""
    return f"{question.ask}.{needed}{default}"


def _run(kind: str, given: dict[str, Any], another: bool) -> None:
    """Make a record from what was said by flags, and ask for the rest where somebody can answer."""
    from generator.authoring.new.answers import check_answers
    from generator.authoring.new.near import find_near
    from generator.authoring.new.record import make_record, write_record
    from generator.records.load import load

    root = find_root()
    dataset, _ = load(root, _list_drafts(root))
    said, faults = check_answers(dataset, kind, given)
    asks = sys.stdin.isatty()
    if asks and any(fault.missing for fault in faults) and all(fault.missing for fault in faults):
        said, faults = ask_questions(dataset, kind, given, _prompt, lambda words: click.echo(words, err=True))
    if faults:
        raise click.UsageError(_say_faults(kind, faults))
    for name in dataset.unread:
        click.echo(f"{name} can't be read, and nothing is compared with it: see `briefing check`", err=True)
    near = [] if another else find_near(dataset, kind, said)
    if near:
        _tell_near(kind, near)
        if not asks:
            raise click.UsageError("nothing was made; say --another if it is another one")
        if not click.confirm("Is it another one?", default=False, err=True):
            raise click.UsageError("nothing was made")
    try:
        made = make_record(dataset, kind, said)
        for path in write_record(root, made):
            click.echo(shorten_path(path))
    except BriefingError as error:
        show(error.diagnostics)
        click.echo(f"{kind}: {count(error.diagnostics)}; nothing was made", err=True)
        sys.exit(1)
    click.echo(_say_made(dataset, kind, made), err=True)


def ask_questions(
    dataset: Dataset, kind: str, given: Mapping[str, Any], ask: Callable[[Question], str], tell: Callable[[str], None]
) -> tuple[Checked, list[Fault]]:
    """Ask every question that no flag answered, each until its answer is right; return what `check_answers` does."""
    from generator.authoring.new.answers import check_answers

    answers = dict(given)
    for question in list_questions(kind):
        said, faults = check_answers(dataset, kind, answers)
        if question.key in answers or (question.key == "country" and not _is_missing(faults, "country")):
            continue
        if question.key == "id":
            continue  # it is made of what it is called; a flag says another
        if question.after and question.after not in answers:
            continue
        worded = _name_drafts(dataset, question, said)
        if worded is None:
            continue
        while True:
            answers[question.key] = ask(worded)
            _, faults = check_answers(dataset, kind, answers)
            own = [fault for fault in faults if fault.key == question.key]
            # what belongs to another answer, which is asked for later, is no fault yet
            wrong = [fault for fault in own if not fault.missing or question.needed or question.after]
            if not wrong:
                break
            for fault in wrong:
                tell(f"  {fault.message}; {fault.help}")
        if not answers[question.key]:
            del answers[question.key]
    return check_answers(dataset, kind, answers)


def _name_drafts(dataset: Dataset, question: Question, said: Checked) -> Question | None:
    """Return a question with the drafts that it is about; None where there is none to name the record in."""
    from generator.authoring.new.in_paper import list_drafts, list_drafts_for

    if question.key == "visibility" and (drafts := list_drafts(dataset)):
        told = ", ".join(f"`{id}` is for {one.audience}" for id, one in drafts.items())
        return question._replace(ask=f"{question.ask}; {told}")
    if question.key == "paper":
        ids = list_drafts_for(dataset, said.get("visibility", "internal"))  # type: ignore[arg-type]
        return question._replace(ask=f"{question.ask}: {', '.join(ids)}") if ids else None
    return question


def _is_missing(faults: Sequence[Fault], key: str) -> bool:
    return any(fault.key == key for fault in faults)


def _prompt(question: Question) -> str:
    """Ask a question in the terminal; nothing typed is an answer that leaves the field out."""
    more = "" if question.needed else f" [{question.otherwise}]" if question.otherwise else " (or nothing)"
    return str(click.prompt(f"{question.ask}{more}", default="", show_default=False, err=True))


def _say_faults(kind: str, faults: Sequence[Fault]) -> str:
    """Return everything that is missing or wrong, a line each, with its flag."""
    lines = [f"  --{fault.key.replace('_', '-')}: {fault.message}; {fault.help}" for fault in faults]
    return "\n".join([f"no {kind} was made:", *lines])


def _tell_near(kind: str, near: Sequence[Near]) -> None:
    for one in near:
        line = f"{one.place.file}:{one.place.line}: `{one.id}` ({one.called}) {one.why}"
        if one.withdrawn:
            line += ", and asked to be named no more: do not add the person again"
        click.echo(line, err=True)


def _say_made(dataset: Dataset, kind: str, made: NewRecord) -> str:
    """Return what was made, who may see it, how that is changed, and what is done with it."""
    from generator.authoring.new.next_steps import say_then

    if made.named:
        then = f"named in {made.named.section}, {' and '.join(f'`{block}:`' for block in made.named.blocks)}"
    else:
        then = say_then(kind, made.id)
    return "\n".join([_say_readers(kind, made), *_say_blind_drafts(dataset, kind, made), then])


def _say_blind_drafts(dataset: Dataset, kind: str, made: NewRecord) -> Iterator[str]:
    """Yield of each draft whose readers may not see the record that it can't tell of it yet."""
    from generator.authoring.new.in_paper import READERS, list_drafts, list_drafts_for

    drafts = {} if kind == "country" else list_drafts(dataset)
    for id in sorted(drafts.keys() - set(list_drafts_for(dataset, made.visibility))):
        yield f"`{id}` is for {READERS[drafts[id].audience]}: it can't tell of it before it is opened that far (S101)"


def _say_readers(kind: str, made: NewRecord) -> str:
    from generator.authoring.new.in_paper import READERS

    if kind == "country":
        return (
            f"`{made.id}` is made; data/{made.id}/defaults.yaml says who may see its records:"
            f" {READERS[made.visibility]}"
        )
    opens = "" if made.visibility == "public" else f"; `visibility:` in {made.path}:{made.line} opens it"
    if made.by_folder:
        opens = ", as the defaults.yaml of its folder says" if kind not in OPEN else ""
        opens += "" if made.visibility == "public" else "; a line `visibility: public` in it would open it"
    return f"`{made.id}` is made, for {READERS[made.visibility]}{opens}"


def _list_drafts(root: Path) -> list[str]:
    """Return the editions in which something may still be named."""
    return [name for name in check_editions(root, ()) if read_summary(root, name).get("status") == "draft"]
