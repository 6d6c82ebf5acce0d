"""What it finds: a diagnosis, a code of the International Classification of Diseases, a measured value or a dose, in
words that everybody may read.

Why: what ails somebody concerns the person and the physician; some diagnoses cost work, children and safety. That
somebody is ill, was not treated, or needs a physician says what a paper needs.

Example:

```yaml
health: He has HIV, with a CD4 count of 180.
```

What to do: say that the person is ill and what is withheld, or keep the words in a field that is not public. What the
person or the family made public themselves, and the paper has to say, is excused in a comment that names the document.
The message does not show the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generator.base import codes
from generator.base.diagnostics import Diagnostic
from generator.review.lint.markup import mask_markup
from generator.review.lint.shared import Shared
from generator.review.lint.subject import Subject

CODE = codes.PRECISE_HEALTH

_DISEASE = (
    r"HIV(?:[- ]positive)?|AIDS|hepatitis(?: [A-E]\b)?|tubercul\w+|syphilis|schizophreni\w+|bipolar disorder|epilep\w+"
    r"|psychosis|paranoi\w+|depressive disorder|post-traumatic stress disorder|PTSD|personality disorder"
    r"|diabet(?:es|ic)|leuka?emia|lymphoma|tumou?rs?|cirrhosis|multiple sclerosis|Parkinson’s|Alzheimer’s|dementia"
    r"|(?:breast|lung|stomach|prostate|cervical|skin|liver|brain) cancer|miscarriage|abortion|pregnan(?:t|cy)"
    r"|infertil\w+|ВИЧ|СПИД|гепатит\w*|туберкул[её]з\w*|шизофрени\w+|эпилепси\w+|диабет\w*"
)
_HEALTH = re.compile(
    rf"\b(?:has|have|had|with|from|of|is|was|been|болен|больна|диагноз\w*)"
    r" (?:(?:a|an|the|severe|acute|chronic|type [12]|advanced|viral|pulmonary|paranoid) ){0,3}"
    rf"(?P<disease>{_DISEASE})(?!\w)"
    r"|\b(?:diagnosed with|a diagnosis of) (?P<diagnosis>(?:\w+[ -]?){1,4})"
    r"|\b(?:ICD(?:-1[01])?|МКБ(?:-1[01])?)[ :(-]{1,3}(?P<code>[A-Z]\d{2}(?:\.\d)?)"
    r"|\b(?P<value>(?:blood pressure|CD4 count|viral load|blood sugar|body temperature|blood group|blood type)"
    r" (?:\w+ ){0,2}[\dABO][\d./+]*)"
    r"|(?P<dose>\b\d+(?:\.\d+)? ?(?:mg|ml|mcg|µg|mmol/l)\b)"
)

_DISEASES = (
    "HIV", "AIDS", "hepatitis", "tubercul", "syphilis", "schizophreni", "bipolar disorder", "epilep", "psychosis",
    "paranoi", "depressive disorder", "post-traumatic", "PTSD", "personality disorder", "diabet", "leuk", "lymphoma",
    "tumo", "cirrhosis", "multiple sclerosis", "Parkinson", "Alzheimer", "dementia", " cancer", "miscarriage",
    "abortion", "pregnan", "infertil", "ВИЧ", "СПИД", "гепатит", "туберкул", "шизофрени", "эпилепси", "диабет",
)  # fmt: skip
"""One of these stands in each disease."""
_VALUES = (
    "diagnos", "ICD", "МКБ", "blood ", "CD4 ", "viral load ", "body temp", re.compile(r"\d ?(?:m[glc]|µg|mmol)"),
)  # fmt: skip
"""One of these, or a disease, stands in whatever is told of somebody's health."""
_NAMED = re.compile(rf"(?<!\w)(?P<disease>{_DISEASE})(?!\w)")
"""In the field that tells of somebody's health no other word is needed."""


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Yield every precise word on somebody's health in public words."""

    told, named = subject.shared.ask(_find_each)
    for words in subject.public if told or named else ():
        found = () if words.is_address else told.get(words.text, ())
        if not found and words.text in named and "health" in words.path[-2:]:
            found = named[words.text]
        for match in found:
            group = match.lastgroup or "disease"
            yield CODE.at(
                words.at(match.start(group)),
                "a diagnosis or a measured value of somebody's health stands here, where everybody may read it",
                "say that the person is ill, or give it a visibility; what the person made public is excused",
                width=len(match[group].rstrip()),
            )


Matches = tuple[re.Match[str], ...]


def _find_each(shared: Shared) -> tuple[Mapping[str, Matches], Mapping[str, Matches]]:
    """Return what is told in each text of anybody's health, and what a field for it has."""
    told = shared.words.find_each(lambda text: _HEALTH.finditer(mask_markup(text)), *_DISEASES, *_VALUES)
    named: dict[str, Matches] = {}
    for texts in (shared.words, shared.addresses):
        named |= texts.find_each(lambda text: _NAMED.finditer(mask_markup(text)), *_DISEASES)
    return told, named
