"""The record of a source: a publication that supports what we say."""

import re
from html import unescape
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from generator.records.schema.base import Ids, Record, SourceIds, Text
from generator.records.schema.partial_dates import PartialDate
from generator.records.schema.periods import Period

SourceKind = Literal[
    "news", "law", "report", "update", "briefing_paper", "statement", "press_release", "open_letter", "appeal",
    "speech", "interview", "parliamentary_question", "parliamentary_answer", "resolution", "watch_list", "list",
    "web_page", "social_media", "video", "monitoring", "information", "court_document",
]  # fmt: skip
"""What a source is: a document of that kind, or `monitoring` and `information`, which stand in no document that is
known: what a body has observed, and what another document has from a body."""

UNDATED_KINDS = ("law", "monitoring", "information")
"""Kinds that have no day of their own on which they appeared."""


class BadAddress(ValueError):
    """An address that is none, or that no reader can or should open."""


def check_address(text: str) -> str:
    """Return an address as RFC 3986 has it: http or https, a host, no white space and no control characters.

    Raises BadAddress for anything else, and for one that no reader of a paper can or should open: with the name or
    password of a user, with `&amp;` for `&`, with a port that is none, of one's own machine or network.
    """
    from urllib.parse import urlsplit

    if not text.isprintable() or " " in text:
        raise BadAddress("an address has no spaces")
    if pasted := _ENTITY.search(text):
        raise BadAddress(f"`{pasted[0]}` was pasted from a page’s source: an address has `{unescape(pasted[0])}` there")
    if strange := _STRANGE.search(text):
        raise BadAddress(f"an address has no {strange[0]}")
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname or "." not in parts.hostname:
        raise BadAddress("not an address that begins with https:// or http://")
    if "@" in parts.netloc:
        raise BadAddress("it tells the name or password of a user; write it without what stands before the @")
    try:
        wrong = parts.port == 0 or parts.netloc.endswith(":")
    except ValueError:
        wrong = True
    if wrong:
        raise BadAddress("after the colon of its host stands no number of a port, from 1 to 65535")
    if not all(_HOST_PART.fullmatch(part) for part in parts.hostname.split(".")):
        raise BadAddress("its host is not written right: names, with one point between two, such as www.example.org")
    if _OWN_NETWORK.match(parts.hostname):
        raise BadAddress("it leads to your own machine or network, where no reader comes")
    return text


_ENTITY = re.compile(r"&(?:amp|quot|nbsp|lt|gt|apos|#\d{1,6}|#x[0-9a-f]{1,5});", re.I)
_STRANGE = re.compile(r"[<>\"\\^`{|}“”„«»‘]")
"""What RFC 3986 and RFC 3987 have nowhere in an address, and what is typed or pasted around one."""
_HOST_PART = re.compile(r"[^\W_](?:[\w-]*[^\W_])?")
_OWN_NETWORK = re.compile(
    r"(?:127|10)(?:\.\d+){3}$|192\.168(?:\.\d+){2}$|172\.(?:1[6-9]|2\d|3[01])(?:\.\d+){2}$|169\.254(?:\.\d+){2}$"
    r"|0\.0\.0\.0$|.*\.(?:local|localhost|internal|lan)$"
)


Url = Annotated[str, AfterValidator(check_address)]


class Source(Record):
    """Something published that can be looked up. What is not known is left out."""

    id: str = Field(
        "", description="Name of the source, unique among all sources.", pattern=r"^([a-z0-9]+([.-][a-z0-9]+)*)?$"
    )
    kind: SourceKind = Field(description="What it is.")
    publisher: Ids = Field((), description="Who published it: ids of organisations, or names.")
    platform: str | None = Field(None, description="Where it was published: Facebook, Instagram.")
    title: Text | None = Field(None, description="Its title, where known.")
    number: str | None = Field(None, description="Its official number, where it has one: E-006448/2020.")
    about: Text | None = Field(
        None, description="What it is about, in our own words, where no title of it is known: the events of January."
    )
    covers: Period | None = Field(
        None,
        description="The time of which it gives an account, where it says so itself: {from: 2022-03, to: 2022-05}.",
    )
    url: Url | None = Field(None, description="Its address, without tracking parameters.")
    language: str | None = Field(None, pattern="^[a-z]{2,3}$", description="Its language (ISO 639: ru), where stated.")
    published: PartialDate | None = Field(None, description="When it appeared.")
    accessed: PartialDate | None = Field(
        None, description="When it was last read. Not printed: the sheet of sources has it."
    )
    archive_url: Url | None = Field(
        None, description="Address of an archived copy. Not printed: the sheet of sources has it."
    )
    stated_in: SourceIds = Field((), description="Sources that cite it: where we have it from.")
