"""Write cases and sources as CSV files that Uwazi (HURIDOCS) imports, one for each of its templates.

In: the dataset, the audience, the day on which consents have to hold. Out: files by name. Uwazi finds related entities
by their titles, so each has a title of its own. In them is what the audience may see: people whom a record names in
full, and of whom its basis allows to tell; a file whose words name somebody else is not written (S105).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from datetime import date

from generator.base.diagnostics import BriefingError
from generator.base.text.formulas import guard_formula
from generator.paper.basis import list_untold
from generator.paper.select.visible import list_hidden_sources, pick_fields
from generator.records.load import Dataset
from generator.records.resolve.references import list_references
from generator.records.schema import Case, Source
from generator.records.schema.base import Text, Visibility
from generator.records.uwazi_cells import LANGUAGE, join_values, write_range
from generator.runs.export_sources import find_told, name_bodies, pick_sources

Cells = dict[str, str]


def export_uwazi(
    dataset: Dataset, audience: Visibility, country: str, day: date, lang: str = "en"
) -> tuple[dict[str, bytes], int, int]:
    """Return the files, and how many cases and sources stand in them; `lang` is the default language of the Uwazi.

    Raises BriefingError (S105) where a file would tell what its readers may not know.
    """
    sources = pick_sources(dataset, audience, country)
    titles = _make_titles(sources, lang)
    names = name_bodies(dataset, audience)
    cases = pick_cases(dataset, audience, country, day)
    source_rows = [_write_source(source, titles[source.id], names) for source in sources]
    case_rows = [_write_case(case, dataset, audience, titles, names) for case in cases]
    files = {"sources.csv": _write_csv(source_rows, lang), "cases.csv": _write_csv(case_rows, lang)}
    if leaks := find_told(files, dataset, audience, day):
        raise BriefingError(leaks)
    return files, len(cases), len(sources)


def pick_cases(dataset: Dataset, audience: Visibility, country: str, day: date) -> list[Case]:
    """Return the cases of which an audience may be told by name, with what of them it may know."""
    hidden = list_hidden_sources(dataset, audience)
    untold = list_untold(dataset, audience, day)
    found = []
    for id, entry in sorted(dataset.cases.items()):
        named = entry.record.display == "full_name" and not entry.record.names.pseudonym
        ours = entry.file.startswith(f"data/{country}/") and not entry.above(audience)
        if named and ours and id not in untold:
            picked = pick_fields(entry, Case, audience, hidden)
            found += [picked.record] if picked else []
    return found


def _make_titles(sources: Iterable[Source], lang: str) -> dict[str, str]:
    """Return a title for each source, which no other has: Uwazi finds related entities by it."""
    found: dict[str, str] = {}
    for source in sources:
        said = source.title if isinstance(source.title, str) else (source.title or {}).get(lang, "")
        title = (said or source.id).replace("|", "/")
        found[source.id] = f"{title} ({source.id})" if title in found.values() else title
    return found


def _write_source(source: Source, title: str, names: Mapping[str, str]) -> Cells:
    cells = {"title": title, "record_id": source.id, "kind": source.kind}
    if isinstance(source.title, dict):
        cells |= {f"title{LANGUAGE}{tag}": said for tag, said in source.title.items() if len(tag) <= 3}
    cells["publisher"] = join_values(names.get(id, id) for id in source.publisher)
    cells |= {"language": source.language or "", "number": source.number or "", "address": source.url or ""}
    cells |= {"archive": source.archive_url or ""}
    cells["publication_date"] = write_range(source.published) if source.published else ""
    cells["date_of_access"] = write_range(source.accessed) if source.accessed else ""
    return cells


def _write_case(
    case: Case, dataset: Dataset, audience: Visibility, titles: Mapping[str, str], names: Mapping[str, str]
) -> Cells:
    cells = {"title": case.names.preferred, "record_id": case.id, "kind": case.kind}
    cells["other_names"] = join_values(case.names.variants)
    cells["native_names"] = join_values(f"{tag}: {name}" for tag, name in case.names.native.items())
    cells |= {"gender": case.gender or "", "place": case.place or "", "region": case.region or ""}
    cells |= _write_text("occupation", case.occupation)
    cells["date_of_birth"] = write_range(case.date_of_birth.date) if case.date_of_birth else ""
    themes = (dataset.themes[id] for id in case.themes if id in dataset.themes)
    cells["themes"] = join_values(_say(theme.record.title) for theme in themes if not theme.above(audience))
    bodies = dict.fromkeys(id for one in case.recognitions for id in one.recognised_by if id in names)
    cells["recognised_by"] = join_values(names[id] for id in bodies)
    cited = dict.fromkeys(id for _, into, id in list_references(case) if into == "sources")
    named = dict.fromkeys([*case.sources, *cited])
    cells["sources"] = join_values(titles[id] for id in named if id in titles)
    return cells


def _write_text(name: str, text: Text | None) -> Cells:
    """Return a text in a column, or in one for each language."""
    if isinstance(text, dict):
        return {f"{name}{LANGUAGE}{tag}": said for tag, said in text.items() if len(tag) <= 3}
    return {name: text or ""}


def _say(text: Text) -> str:
    return text if isinstance(text, str) else next(iter(text.values()))


def _write_csv(rows: list[Cells], lang: str) -> bytes:
    """Return a table in UTF-8, columns in the order in which they are first said. A property that is told in several
    languages has no column without one, as Uwazi asks for: what is said in none is said in its default language."""
    keys = list(dict.fromkeys(key for row in rows for key in row)) or ["title"]
    told = {key.rpartition(LANGUAGE)[0] for key in keys if LANGUAGE in key}
    heads = list(dict.fromkeys(f"{key}{LANGUAGE}{lang}" if key in told else key for key in keys))
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(heads)
    for row in rows:
        own = {f"{key}{LANGUAGE}{lang}" if key in told else key: cell for key, cell in row.items()}
        own |= {key: cell for key, cell in row.items() if LANGUAGE in key}
        writer.writerow([guard_formula(own.get(head, "")) for head in heads])
    return text.getvalue().encode()
