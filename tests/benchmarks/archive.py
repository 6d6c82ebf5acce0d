"""An archive of many invented cases, of which a paper lists a few.

In: how many cases, how many of them the paper lists, and a seed. Out: a workspace. The same seed makes the same files.
"""

from __future__ import annotations

import random
from pathlib import Path

from tests.support.long_lists import write_long_list

_COURTS = ("District Court of Hentzau", "Second Court of Strelsau", "Regional Court of Zenda")
_WORK = ("journalist", "poet", "teacher", "lawyer", "farmer", "student", "nurse", "engineer", "imam")
_TOWNS = ("Strelsau", "Zenda", "Hentzau", "Tarlenheim", "Festenburg")
_STARTS = ("Ab", "Bor", "Dar", "El", "Fer", "Gal", "Hal", "Is", "Kar", "Lor", "Mar", "Nor", "Or", "Pel", "Ras", "Tov")
_MIDDLES = ("a", "e", "i", "o", "u", "ai", "en", "ir", "ol", "um")
_ENDS = ("ndil", "berin", "corim", "delan", "gar", "ldin", "voth", "rian", "mar", "zandor", "lin", "gor", "lan", "tesh")

_CASE = """\
names:
  preferred: {given} {family}
  given: {given}
  family: {family}
  variants: [{given} {family}ov]
gender: {gender}
occupation: {work}
place: {town}
themes: [{theme}]
basis: {{already_public: {id}-news}}
sources:
  {id}-news:
    kind: news
    publisher: gazette
    title: The case of {given} {family}
    published: {tried}
    url: https://example.org/archive/{year}/{id}
    language: ru
proceedings:
  - charges: [list-code/{article}]
    about: |
      A post about the march in {town}, and a notebook that was found when the house was searched that spring.
    stages:
      - date: {arrested}
        stage: arrested
        by: {id}-news
      - date: {tried}
        stage: convicted
        court: {court}
        sentence: {{kind: imprisonment, length: {years} years}}
        by: [{id}-news, bureau-watch]
timeline:
  - date: {arrested}
    text: |
      Six officers searched the house of the family in {town} and took two telephones, a computer and a notebook.
    place: {town}
    by: {id}-news
  - date: {released}
    text: |
      Released at the end of the term; a colleague met {family} at the gate.
    status: released
    by: bureau-watch
profile:
  - as_of: {released}
    lead: Sentenced to {years} years for a post.
    text: |
      {given} {family} wrote about the march, as a hundred others did.[@{id}-news] The court heard no witness of the
      defence, and the lawyer was told of the hearing on the evening before.[@bureau-watch]
"""


def write_archive(root: Path, cases: int, listed: int = 20, seed: int = 1) -> Path:
    """Write a workspace with so many cases, of which its edition lists the first; return its folder."""
    write_long_list(root, listed, seed)
    chance = random.Random(seed)
    names = _list_names(chance)
    for number in range(listed, cases):
        given, family = names[number]
        year = chance.randint(1995, 2012)
        id = f"archive-{number}"
        folder = root / "data" / "ruritania" / f"archive-{year}" / "cases"
        folder.mkdir(parents=True, exist_ok=True)
        years = chance.randint(2, 6)
        said = _CASE.format(
            id=id, given=given, family=family, year=year, years=years,
            gender=chance.choice(("female", "male")), work=chance.choice(_WORK), town=chance.choice(_TOWNS),
            theme=chance.choice(("poets", "believers", "officers", "marchers")), article=chance.randint(101, 106),
            court=chance.choice(_COURTS), arrested=f"{year}-{chance.randint(1, 6):02}-{chance.randint(1, 28):02}",
            tried=f"{year}-{chance.randint(7, 12):02}-{chance.randint(1, 28):02}",
            released=f"{year + years}-12-{chance.randint(1, 28):02}",
        )  # fmt: skip
        (folder / f"{id}.yaml").write_text(said, "utf-8")
    return root


def _list_names(chance: random.Random) -> list[tuple[str, str]]:
    """Return pairs of given name and family name, each pair once, in any order."""
    given = [start + end for start in _STARTS for end in ("a", "en", "ir", "is", "o", "ai")]
    family = [start + middle + end for start in _STARTS for middle in _MIDDLES for end in _ENDS]
    pairs = [(one, two) for one in given for two in family]
    chance.shuffle(pairs)
    return pairs
