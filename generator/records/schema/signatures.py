"""The record of who compared which sentence of a paper with its sources, and when: briefings/<edition>/signatures.yaml.

It belongs to the sheet of sources and to nothing else: no paper is made from it.
"""

from pydantic import Field

from generator.records.schema.base import Part, Record, Visibility
from generator.records.schema.partial_dates import PartialDate


class Signature(Part):
    """One person compared one sentence with its sources. It holds as long as all that is kept here of it is still
    so."""

    block: str = Field(description="Where the sentence stood: the id of its block.")
    text: str = Field(description="The words that were compared.")
    notes: str | None = Field(None, description="Fingerprint of its notes’ words and addresses, where it has notes.")
    sources: dict[str, str] = Field({}, description="Fingerprint of each source that supports it, by id.")
    prints: dict[str, tuple[str, ...]] = Field(
        {}, description="Values of the records it mentions that stand in its words, by record: {case:zapt: [3 years]}."
    )
    by: str = Field(min_length=1, description="Who signed, as given on the command line.")
    date: PartialDate = Field(description="The day of signing.")
    audience: Visibility = Field("public", description="For whom the paper was whose sheet was signed.")


class Signatures(Record):
    """All signatures of an edition, in the order of the paper."""

    signatures: tuple[Signature, ...] = Field((), description="One for each sentence and signer.")
