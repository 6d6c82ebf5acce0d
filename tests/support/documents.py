"""Documents about an invented country, made by hand, for tests of what comes after `assemble`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from generator.paper.document import (
    Box,
    Cell,
    Column,
    Cover,
    Document,
    Inline,
    ItemList,
    Label,
    Link,
    ListItem,
    Mention,
    Note,
    NoteCall,
    Paragraph,
    Properties,
    Reference,
    Row,
    Run,
    Section,
    Table,
)
from generator.paper.document.numbering import number
from generator.records.style import Style
from tests.support.places import ROOT


def style_at(folder: Path) -> Style:
    """Return the style whose files are all in this folder."""
    return Style(folder.name, (folder,), ("dialogue_paper",), fonts={"Cambria": "Paper Serif", "Calibri": "Paper Sans"})


STYLE = style_at(ROOT / "templates" / "dialogue-paper")

LABELS = {
    "box": "Box",
    "annex": "Annex",
    "contents": "In this paper",
    "page": "Page {page} of {pages}",
    "notes": "Notes",
    "back_to_text": "Back to the text",
    "recommendations": "Recommendations",
}


def note(id: str, *, url: str | None = "", text: str = "See (in Ruritanian): ", kind: str = "news") -> Note:
    """Return a note that ends in an address (None: no address)."""
    if url is None:
        return Note(id, kind, (Run(text),))
    url = url or f"https://example.org/news/{id}?a=1&b=2"
    return Note(id, kind, (Run(text), Link(url, (Run(url),)), Run(".")))


def cell(id: str, *inlines: Inline, header: bool = False) -> Cell:
    return Cell(id, (Paragraph(f"{id}.p", inlines, "cell"),), header)


def sample() -> Document:
    """Return a numbered document with one theme, ten notes, boxes, lists, a table with a note in a cell, and an
    annex."""
    notes = {n: note(n) for n in ("n1", "n2", "n3", "n4", "n5", "n6", "n7", "n8")}
    notes["n4"] = note("n4", text="Monitoring by the Strelsau Bureau.", url=None, kind="monitoring")
    notes["n5"] = note(
        "n5", text="A law that is & was <disputed>; the name of the party, ", url=None, kind="explanatory"
    )
    notes["n5"] = Note(
        "n5", "explanatory", (*notes["n5"].inlines, Run("Жаңа Әділет", lang="kk"), Run(", means New Justice."))
    )
    notes["n9"] = note("n9", url="https://example.org/статья?ids[0]=1")
    notes["n10"] = note("n10", text="See, for instance (in Ruritanian): ")
    theme = Section(
        "expression",
        1,
        (Run("Freedom of expression"),),
        (
            Paragraph(
                "expression.1",
                (
                    Run("In 2020 "),
                    Run("media & bloggers", strong=True),
                    Run(" came under pressure."),
                    NoteCall("n1"),
                    Run(" A second sentence follows"),
                    NoteCall("n2"),
                    Run(" and ends."),
                ),
            ),
            ItemList(
                "expression.2",
                (
                    ListItem(
                        "expression.2.1",
                        (
                            Paragraph(
                                "expression.2.1.p",
                                (
                                    Mention(
                                        "case:rassendyll", (Run("Rudolf Rassendyll"),), target="profile.rassendyll"
                                    ),
                                    Run(" was fined."),
                                    NoteCall("n3"),
                                ),
                            ),
                        ),
                    ),
                    ListItem(
                        "expression.2.2", (Paragraph("expression.2.2.p", (Run("Others were warned."), NoteCall("n4"))),)
                    ),
                ),
            ),
            Box(
                "box.tarlenheim",
                "case",
                (Run("The prosecution of Fritz Tarlenheim"),),
                (
                    Paragraph("box.tarlenheim.lead", (Run("He was tried for a post.", strong=True),), "lead"),
                    Paragraph(
                        "box.tarlenheim.1",
                        (
                            Run("The court spoke of "),
                            Run("La Liberté", emphasis=True, lang="fr"),
                            Run(" and of Җ, ә ғ қ ң ө ұ ү һ і."),
                            NoteCall("n5"),
                            Run(" More later."),
                            NoteCall("n6"),
                        ),
                    ),
                ),
            ),
            Section(
                "expression.law",
                2,
                (Run("The law on slander"),),
                (
                    Paragraph(
                        "expression.law.1",
                        (
                            Run("See "),
                            Reference("box.tarlenheim", (Run("the box above"),)),
                            Run(" and "),
                            Link("https://example.org/law", (Run("the law"),)),
                            Run("."),
                            NoteCall("n7"),
                        ),
                    ),
                ),
            ),
            Box(
                "expression.recommendations",
                "recommendations",
                (Label("recommendations", "Recommendations"),),
                (
                    Paragraph("expression.addressee", (Run("The authorities of Ruritania should:"),), "addressee"),
                    ItemList(
                        "expression.r",
                        tuple(
                            ListItem(f"r.{k}", (Paragraph(f"r.{k}.p", (Run(t),)),))
                            for k, t in (
                                ("repeal", "Repeal the law on slander;"),
                                ("stop", "Stop prosecuting journalists."),
                            )
                        ),
                        "recommendations",
                    ),
                ),
            ),
        ),
        "theme",
    )
    head = Row(
        "annex.head",
        (
            cell("annex.head.n", Label("no", "No."), header=True),
            cell("annex.head.name", Label("name", "Name"), header=True),
            cell("annex.head.status", Label("status", "Status"), header=True),
        ),
    )
    rows = tuple(
        Row(
            f"annex.row{n}",
            (
                cell(f"annex.row{n}.n", Run(str(n))),
                cell(f"annex.row{n}.name", Run(f"Prisoner {n}", strong=True), header=True),
                cell(
                    f"annex.row{n}.status",
                    Run("imprisoned" + " for a long while" * n),
                    *([NoteCall("n8")] if n == 2 else []),
                ),
            ),
        )
        for n in range(1, 5)
    )
    annex = Section(
        "annex",
        1,
        (Run("Political prisoners"),),
        (
            Table(
                "annex.table",
                (Column("no", 0.1), Column("name", 0.4), Column("status", 0.5)),
                (head,),
                rows,
                Paragraph("annex.table.caption", (Run("Four prisoners"),), "caption"),
            ),
            Section(
                "profile.rassendyll",
                2,
                (Run("Rudolf Rassendyll"),),
                (
                    Paragraph(
                        "profile.rassendyll.facts", (Label("since", "Since", strong=True), Run(" 2019")), "facts"
                    ),
                    Paragraph(
                        "profile.rassendyll.1",
                        (Run("He wrote."), NoteCall("n9"), Run(" He was sentenced."), NoteCall("n10")),
                    ),
                ),
                "profile",
            ),
        ),
        "annex",
        landscape=True,
    )
    overview = Section(
        "overview",
        1,
        (Run("Overview"),),
        (Paragraph("overview.1", (Run("This paper is about an invented country."),)),),
        "overview",
    )
    return number(
        Document(
            id="ruritania-2020-11",
            lang="en",
            properties=Properties(
                "Key concerns in Ruritania",
                ("Strelsau Bureau",),
                "Human rights in Ruritania",
                ("Ruritania",),
                "2020-11",
                "draft",
            ),
            cover=Cover(
                Paragraph("cover.kind", (Run("Briefing paper"),), "cover-kind"),
                Paragraph("cover.title", (Run("Key concerns in Ruritania"),), "cover-title"),
                Paragraph("cover.dialogue", (Run("Dialogue, November 2020"),), "cover-dialogue"),
                (Paragraph("cover.author.1", (Run("Strelsau Bureau (Ruritania)"),), "cover-author"),),
                (Paragraph("cover.as-of", (Run("As of 26 November 2020"),), "cover-fact"),),
                Paragraph("cover.status", (Run("A draft."),), "cover-status"),
            ),
            sections=(overview, theme, annex),
            notes=notes,
            labels=LABELS,
            running="Key concerns in Ruritania · as of 26 November 2020",
        )
    )


def sample_of_boxes(sections: int, inner: int) -> Document:
    """Return the sample with so many themes in place of its own, each with so many subsections, and a box in each."""
    made = tuple(
        Section(
            f"s{n}", 1, (Run("Findings"),),
            tuple(
                Section(f"s{n}.{k}", 2, (Run("More"),), (Box(f"b.{n}.{k}", "case", (Run("A case"),), ()),))
                for k in range(inner)
            ),
            "theme",
        )
        for n in range(sections)
    )  # fmt: skip
    return number(replace(sample(), sections=made, notes={}))
