"""Recognise words of accusation, and words that attribute them to somebody."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

ACTS = {
    "torture": re.compile(r"\b(?:tortur|ill-treat|electric shock|mock execution|waterboard)\w*", re.I),
    "violence": re.compile(
        r"\b(?:beat(?:en|s|ing|ings)?\b(?! (?:in|at|during) (?:a|an|the) (?:\w+"
        r" )?(?:match|game|election|race|final|vote)\b)|punch|kick|assault|attacked|strangl|stabb)\w*|\b(?:physical"
        r"|excessive|used)"
        r" force\b|\bby force\b|\bforcefully\b|\bforcibly\b|\bviolen(?:ce|tly)\b|\bhit (?:him|her|them|in)\b",
        re.I,
    ),
    "killing": re.compile(
        r"\b(?:murder|massacr)\w*|\bkilled\b|\bshot (?:dead|at|and|him|her|them|protesters|people)\b|\blethal force\b",
        re.I,
    ),
    "rape": re.compile(r"\brap(?:e|ed|es|ing|ist)\b|\bsexual(?:ly)? (?:violence|assault\w*|abus\w+)|\bmolest\w*", re.I),
    "corruption": re.compile(
        r"\b(?:brib|embezzl|misallocat|extort|launder)\w*|\bcorrupt(?:ion|ly)?\b|\bfraud\w*|\bstole\b|\bstolen\b", re.I
    ),
    "forgery": re.compile(r"\b(?:forg(?:ed|ery|ing)|falsif\w+|fabricat\w+|planted (?:evidence|drugs))\b", re.I),
    "abduction": re.compile(r"\b(?:abduct|kidnap)\w*|\bforced disappearance", re.I),
    "threats": re.compile(r"\b(?:blackmail|threatened)\w*", re.I),
}
"""What is a grave accusation wherever it stands."""

STEPS = {
    "arrest": re.compile(r"\b(?:(?:was|were|been) (?:\w+ )?(?:arrested|detained|apprehended)|police (?:arrested"
                         r"|detained)|(?:arrested|detained|apprehended)(?= (?:on|in|by|for|at)\b))", re.I),
    "charge": re.compile(r"\b(?:(?:was|were|is|are|been) (?:\w+ )?(?:charged|accused|indicted|prosecuted)|stands?"
                         r" accused)\b", re.I),
    "conviction": re.compile(r"\b(?:(?:was|were|been) (?:\w+ )?(?:convicted|sentenced|found guilty|fined)|sentenced"
                             r" (?:him|her)|convicted (?:him|her))\b", re.I),
}  # fmt: skip
"""What a proceeding does to one person."""

BACKING = {
    **ACTS,
    "violence": re.compile(ACTS["violence"].pattern
        + r"|\b(?:attack|forc|brawl|batter|injur|bruise|dispers|tortur|ill-treat)\w*", re.I),
    "killing": re.compile(ACTS["killing"].pattern + r"|\b(?:death|dead|died|kill|shot|fatal|shooting)\w*", re.I),
    "corruption": re.compile(ACTS["corruption"].pattern
        + r"|\b(?:theft|abus\w+ (?:of|his|her) (?:power|office)|money)\b", re.I),
    "threats": re.compile(ACTS["threats"].pattern + r"|\b(?:threat|warn|intimidat|pressur|harass)\w*", re.I),
    "torture": re.compile(ACTS["torture"].pattern + r"|\b(?:beat|abus|violen)\w*", re.I),
    "forgery": re.compile(ACTS["forgery"].pattern + r"|\bfalse\b", re.I),
    "arrest": re.compile(r"\b(?:arrest|detain|detention|custody|remand|apprehend|taken to|held|in prison|imprison"
                         r"|pretrial)\w*", re.I),
    "charge": re.compile(r"\b(?:charge|accus|indict|prosecut|suspect|case|investigation|trial|sued|convict|sentenc|fine"
                         r"|kz-|code/)\w*", re.I),
    "conviction": re.compile(r"\b(?:convict|sentenc|guilty|fine|ruled|imprison|administrative|detention|penal"
                             r"|sanction)\w*", re.I),
}  # fmt: skip
"""Which words of a record back which accusation: a little wider, since a record may say the same in other words."""

_ATTRIBUTED = re.compile(
    r"\b(?:alleg\w+|report(?:s|ed|edly|ing)?|apparently|purported\w*|supposed\w*|seem\w*|presumabl\w+|believ\w+"
    r"|claim\w*|"
    r"sa(?:y|ys|id|ying)|stat(?:e|es|ed|ing|ement|ements)|t(?:ell|ells|old|elling)|accord\w+ to|accus\w+|by (?:\w+"
    r" ){1,4}account|complain\w*|testif\w+|testimon\w+|"
    r"assert\w*|maintain\w*|insist\w*|den(?:y|ies|ied)|suspect\w*|suspicion\w*|charged|charges|concern\w*|fear\w*"
    r"|warn\w*|describ\w+|document(?:ed|s)|acknowledg\w+|"
    r"survey\w*|witness\w*|recount\w*|quot\w+|criticis\w+|condemn\w*|view|opinion|in (?:his|her|their)"
    r" words|call(?:s|ed) (?:it|them|him|her|the)|found that|concluded|"
    r"appear\w*|argu\w+|question\w*|investigat\w+|admit\w*|mention\w*|announc\w+|inform(?:s|ed|ation)|learn\w*|refer\w*"
    r"|expla(?:in|nation)\w*|add(?:s|ed)"
    r" that|thought|thinks?|consider\w*|might|may have|whether|if|"
    r"petition\w*|lawsuit|sued|demand\w*|trial|court|verdict|risk|could|would|prohibit\w*|prevent\w*|against"
    r" torture|committee)\b",
    re.I,
)


def find_accusations(text: str, patterns: dict[str, re.Pattern[str]]) -> list[tuple[str, re.Match[str]]]:
    """Return the kinds of accusation in a text, each with its first words."""
    small = fold(text)
    return [
        (kind, match)
        for kind, pattern in patterns.items()
        if any(stem in small for stem in STEMS[kind]) and (match := pattern.search(text))
    ]


def is_backed(kind: str, texts: Iterable[str]) -> bool:
    """Tell whether any of the texts of records says something of this kind; no word of it goes from one into the
    next."""
    return BACKING[kind].search("\0".join(texts).replace("_", " ")) is not None


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Return a text in small letters, as patterns of any case read it: each letter that they take for an `i` is one."""
    small = text.casefold()
    return small if small.isascii() else small.replace("ı", "i").replace("i\u0307", "i")


STEMS = {
    "torture": ("tortur", "ill-treat", "electric shock", "mock execution", "waterboard"),
    "violence": ("beat", "punch", "kick", "assault", "attacked", "strangl", "stabb", "forc", "violen", "hit "),
    "killing": ("murder", "massacr", "killed", "shot ", "lethal force"),
    "rape": ("rap", "sexual", "molest"),
    "corruption": ("brib", "embezzl", "misallocat", "extort", "launder", "corrupt", "fraud", "stole"),
    "forgery": ("forg", "falsif", "fabricat", "planted "),
    "abduction": ("abduct", "kidnap", "forced disappearance"),
    "threats": ("blackmail", "threatened"),
    "arrest": ("arrested", "detained", "apprehended"),
    "charge": ("charged", "accused", "indicted", "prosecuted"),
    "conviction": ("convicted", "sentenced", "found guilty", "fined"),
}
"""One of these stands in whatever the patterns above find: to look for them takes a tenth of their time."""


_DENIED = re.compile(
    r"\b(?:no|nobody|no one|none|not|never|neither|nor|without|whether|any|if|should|must)\b[^.;]*$", re.I
)

_IN_LAW = re.compile(
    r"^\w*(?: (?:of|by|in|at|and|or|against) [\w’ ]{1,40}?)?,? (?:is|are|was|were|has been|have"
    r" been|becomes?|became)(?: (?:now|also|again|first|already))?"
    r"(?: made)?(?: (?:a|an))?(?: (?:criminal|administrative|separate))?"
    r" (?:punishable|criminali[sz]ed|penali[sz]ed|outlawed|prohibited|forbidden|crimes?|offences?|felony)\b",
    re.I,
)
"""What follows the name of an act where a sentence tells what the law makes of it."""


def is_asserted(text: str, match: re.Match[str]) -> bool:
    """Tell whether a sentence says that it happened: not that it did not, might have, should be looked into, or is a
    crime in law."""
    return not _DENIED.search(text[: match.start()]) and not _IN_LAW.match(text[match.end() :])


def is_attributed(text: str) -> bool:
    """Tell whether a sentence attributes what it tells to a speaker or document."""
    return _ATTRIBUTED.search(text) is not None
