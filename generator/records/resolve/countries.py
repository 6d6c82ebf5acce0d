"""Compare the country of an edition with that of its dialogue.

In: a Dataset. Out: diagnostics (R141). A dialogue is with the countries of those who talk in it: an organisation of its
`parties` that has a `country`, such as a government.
"""

from __future__ import annotations

from generator.base import codes
from generator.base.diagnostics import Diagnostic
from generator.records.load import Dataset, Entry
from generator.records.schema import Dialogue, Edition
from generator.records.schema.base import Visibility


def check_dialogues(dataset: Dataset, audience: Visibility) -> list[Diagnostic]:
    """Return a diagnostic (R141) for every loaded edition whose dialogue has no party from the edition's country.

    What stands above `audience` is told without its values, and no dialogue above it is proposed.
    """
    problems = []
    for edition in dataset.editions.values():
        record = edition.record
        dialogue = dataset.dialogues.get(record.dialogue or "")
        if dialogue is None or is_with(dataset, dialogue, record.country):
            continue
        if edition.above(audience, ("dialogue",)) or edition.above(audience, ("country",)):
            message, help, width = "the dialogue has no party from the edition's country", _HELP, 1
        else:
            message = f"the dialogue `{dialogue.record.id}` has no party from `{record.country}`"
            fitting = list_dialogues_with(dataset, record.country, audience)
            help = f"with this country there are: {', '.join(fitting)}" if fitting else _HELP
            width = len(dialogue.record.id)
        problems.append(codes.DIALOGUE_OF_ANOTHER_COUNTRY.at(edition.origin("dialogue"), message, help, width=width))
    return problems


_HELP = (
    "correct one of the two; or name among the `parties` of the dialogue an organisation that has this `country`, such"
    " as its government"
)


def is_with(dataset: Dataset, dialogue: Entry[Dialogue], country: str) -> bool:
    """Tell whether a dialogue has a party from the country; True where a party's record is not there, or could not be
    read, which is told elsewhere."""
    parties = dialogue.record.parties
    known = [dataset.organisations[id].record for id in parties if id in dataset.organisations]
    return len(known) < len(parties) or any(party.country == country for party in known)


def list_dialogues_with(dataset: Dataset, country: str, audience: Visibility) -> list[str]:
    """Return the ids of the dialogues that have a party from the country and that `audience` may see."""
    return [
        id
        for id, dialogue in dataset.dialogues.items()
        if not dialogue.above(audience) and is_with(dataset, dialogue, country)
    ]


def fits_edition(dataset: Dataset, edition: Edition, collection: str, id: str) -> bool:
    """Tell whether a record may be proposed to an edition in the place of an id that there is not: any but a dialogue
    without a party from its country."""
    dialogue = dataset.dialogues.get(id) if collection == "dialogues" else None
    return dialogue is None or is_with(dataset, dialogue, edition.country)
