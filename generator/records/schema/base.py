"""What all records share: texts in several languages, visibility, money."""

import os
import sys
from datetime import date
from types import ModuleType
from typing import Annotated, Any, Literal, NamedTuple, Self, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PrivateAttr

# no other package takes part in reading records; to look for such plugins costs 30 ms (pydantic 2.14,
# plugin/_loader.py), and 20 more to load what would look for them, `importlib.metadata`
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
if "pydantic.plugin._loader" not in sys.modules:
    _loader = ModuleType("pydantic.plugin._loader")
    _loader.get_plugins = tuple  # type: ignore[attr-defined]
    sys.modules[_loader.__name__] = _loader

Visibility = Literal["public", "partner", "confidential", "internal"]
"""Who may see a record or field, from everyone to the authors alone."""

VISIBILITIES: tuple[Visibility, ...] = get_args(Visibility)
_RANKS = {level: rank for rank, level in enumerate(VISIBILITIES)}


def is_above(level: Visibility, audience: Visibility) -> bool:
    """Tell whether what has this visibility is not for the audience."""
    return _RANKS[level] > _RANKS[audience]


Use = Literal["public", "partner", "un", "media"]
"""What a paper is made for, and what somebody may agree to: that everybody reads it, that partners get it, that it goes
to a mechanism of the United Nations, that journalists get it."""


def make_tuple(value: Any) -> Any:
    """Return one word as a list of one; anything else as it is."""
    return (value,) if isinstance(value, str) else value


Language = Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
"""A language tag (BCP 47): en, kk, zh-Hant."""

Text = str | dict[Language, str]
"""Words in the language of the country's papers, or by language: {en: …, ru: …}."""

Id = Annotated[str, Field(min_length=1)]
"""The name of a record; what names none is left out, not left empty."""

Ids = Annotated[tuple[Id, ...], BeforeValidator(make_tuple)]
"""One id or a list of ids."""


class RefersTo(NamedTuple):
    """Marks a field that holds ids of records of a collection; `resolve` looks each of them up."""

    collection: str


SourceIds = Annotated[Ids, RefersTo("sources")]
CaseIds = Annotated[Ids, RefersTo("cases")]
EventIds = Annotated[Ids, RefersTo("events")]
FigureIds = Annotated[Ids, RefersTo("figures")]
StandardIds = Annotated[Ids, RefersTo("standards")]
OrganisationIds = Annotated[Ids, RefersTo("organisations")]
ProvisionIds = Annotated[Ids, RefersTo("laws")]
CaseId = Annotated[Id, RefersTo("cases")]
OrganisationId = Annotated[Id, RefersTo("organisations")]
EventId = Annotated[Id, RefersTo("events")]
StandardId = Annotated[Id, RefersTo("standards")]
ThemeId = Annotated[Id, RefersTo("themes")]
ThemeIds = Annotated[Ids, RefersTo("themes")]
CountryId = Annotated[Id, RefersTo("countries")]
RecommendationId = Annotated[Id, RefersTo("recommendations")]
RecommendationIds = Annotated[Ids, RefersTo("recommendations")]
ProvisionId = Annotated[Id, RefersTo("laws")]
"""A code or an article of it: kz-criminal-code, kz-criminal-code/274."""


NOT_PRINTED = "Not printed: "
"""With this begins the last sentence in the description of a field that no paper prints: it says why."""


_put = object.__setattr__
_GIVEN: dict[frozenset[str], set[str]] = {}
"""Of each combination of fields that was given, the one set of it."""


class Part(BaseModel):
    """A part of a record."""

    # input values stay out of error messages: they may be above the audience of whoever reads a log
    model_config = ConfigDict(
        extra="forbid", frozen=True, hide_input_in_errors=True, defer_build=True, allow_inf_nan=False
    )

    def model_post_init(self, context: Any, /) -> None:
        """Have the set of the fields that were given in common with every part of which the same were given: of a long
        list it is a tenth of the memory. A copy has its own, which may be changed."""
        given = self.__pydantic_fields_set__
        _put(self, "__pydantic_fields_set__", _GIVEN.setdefault(frozenset(given), given))

    def __copy__(self) -> Self:
        """Return what pydantic's own copy is, in a third of its time: of a long list ten thousands are made, each with
        a date as narrow as its sources allow."""
        part = type(self).__new__(type(self))
        extra, private = self.__pydantic_extra__, self.__pydantic_private__
        _put(part, "__dict__", self.__dict__.copy())
        _put(part, "__pydantic_extra__", extra if extra is None else extra.copy())
        _put(part, "__pydantic_fields_set__", self.__pydantic_fields_set__.copy())
        _put(part, "__pydantic_private__", private if private is None else private.copy())
        return part

    def __setstate__(self, state: dict[Any, Any]) -> None:
        given = state["__pydantic_fields_set__"]
        _put(self, "__pydantic_fields_set__", _GIVEN.setdefault(frozenset(given), given))
        _put(self, "__pydantic_extra__", state["__pydantic_extra__"])
        _put(self, "__pydantic_private__", state["__pydantic_private__"])
        _put(self, "__dict__", state["__dict__"])


class Told(Part):
    """A part that may have no date: then it has a place in time from the first document that tells it."""

    _told: date | None = PrivateAttr(None)

    @property
    def told(self) -> date | None:
        """The first day by which a document is sure to have told it; None where that is not known, or was not asked."""
        private = self.__pydantic_private__  # asked for by its name, it is looked for among the fields first
        return private["_told"] if private else None

    def told_on(self, day: date | None) -> Self:
        """Return the same part with the first day by which a document told it."""
        if day == self.told:
            return self
        part = self.model_copy()
        object.__setattr__(part, "__pydantic_private__", {"_told": day})
        return part


class Record(Part):
    """A record with an id of its own.

    `_references` is no field of it: resolve/references.py puts there what it names, which many ask for. A copy has a
    place of its own, with nothing in it, and neither what is compared nor what is kept has anything of it.
    """

    __slots__ = ("_references",)

    id: str = Field(
        pattern=r"^[a-z0-9]+([.-][a-z0-9]+)*$",
        description="Name of the record, unique among its kind; small letters, digits and hyphens.",
    )
    visibility: Visibility | None = Field(
        None,
        description=(
            "Who may see it; its folder's default where nothing is said, and nobody outside (internal) where there is"
            " none."
        ),
    )


class Amount(Part):
    """A sum as some source printed it."""

    amount: float = Field(description="The number.")
    currency: str = Field(pattern="^[A-Z]{3}$", description="ISO 4217 code, such as KZT.")
    qualifier: Literal["around", "almost", "over", "less_than"] | None = Field(
        None, description="How the source limits it."
    )


class Money(Amount):
    """A sum of money with the equivalent that its source printed beside it."""

    equivalent: Amount | None = Field(
        None, description="What its source printed as its worth in another currency; never computed."
    )


def pick_text(text: Text, lang: str) -> str | None:
    """Return the words in `lang` (BCP 47); a text that is one string is in every language; None where it is missing."""
    return text if isinstance(text, str) else text.get(lang)
