"""Charges in words: articles with their parts and items, what they are charged in connection with, and the offence.

In: a charge of a record. Out: words; nothing where the audience may not see the law.
"""

from __future__ import annotations

from typing import NamedTuple

from generator.paper.assemble.context import Context
from generator.paper.assemble.wording import Labels, join_words, say
from generator.records.schema import Law
from generator.records.schema.proceedings import Charge


class _Cited(NamedTuple):
    """An article with its part and items, as a charge has it: known to be right, so that none is validated again."""

    provision: str
    part: str | None = None
    items: tuple[str, ...] = ()


def say_charge(context: Context, charged: str | Charge, bare: bool = False) -> str:
    """Return a charge by article, with the offence in words: Article 405, part 1: participation in … A `bare` one is
    without the words of the law's title, which stand elsewhere."""
    # the id was checked where it was read; to have it checked again takes pydantic 4 ms to begin with
    charge = Charge.model_construct(provision=charged) if isinstance(charged, str) else charged
    words = _say_charge(context, charge, bare)
    return context.labels["attribution_alleged"].format(words=words) if charge.alleged and words else words


def _say_charge(context: Context, charge: Charge, bare: bool) -> str:
    labels, offence = context.labels, say(context, charge.offence)
    if charge.provision is None:
        return _say_mode(labels, charge, offence or "")
    code, _, article = charge.provision.partition("/")
    entry = context.edition.laws.get(code)
    if entry is None:
        return ""  # withheld, or said to be unknown elsewhere
    if not article:
        return say(context, entry.record.title) or code
    provision = entry.record.provisions.get(article)  # None: withheld, or said to be unknown elsewhere
    offence = offence or (say(context, provision.title) if provision and not bare else None)
    words = _say_mode(labels, charge, _say_articles(context, charge, code))
    return labels["charge"].format(article=words, offence=offence) if offence else words


def _say_mode(labels: Labels, charge: Charge, words: str) -> str:
    return labels[f"article_{charge.mode}"].format(article=words) if charge.mode and words else words


def _say_articles(context: Context, charge: Charge, code: str) -> str:
    """Return the article of a charge and those that it is linked with, the name of a code behind the last article of
    it, where it is not the usual one."""
    first = _Cited(charge.provision or "", charge.part, charge.items)
    linked = [
        _Cited(one) if isinstance(one, str) else _Cited(one.provision, one.part, one.items)
        for one in charge.in_connection_with
    ]
    shared = all(one.provision.partition("/")[0] == code for one in linked)
    said = [words for one in linked if (words := _say_provision(context, one, of_code=not shared))]
    words = _say_provision(context, first, of_code=not (shared and said))
    if said:
        words = context.labels["article_linked"].format(article=words, linked=join_words(context.labels, said))
    return _add_code(context, words, code) if shared and said else words


def _say_provision(context: Context, one: _Cited, of_code: bool) -> str:
    """Return an article with its part and items; nothing where the audience may not see the law."""
    code, _, article = one.provision.partition("/")
    entry = context.edition.laws.get(code)
    if entry is None:
        return ""
    if not article:
        return say(context, entry.record.title) or code
    words = _number_article(context.labels, entry.record, article, one)
    return _add_code(context, words, code) if of_code else words


def _number_article(labels: Labels, law: Law, article: str, one: _Cited) -> str:
    """Return an article by its number, as people cite those of the law: Article 188, part 4, items 1 and 2; or Article
    234.4.1 and 234.4.2."""
    if law.numbering == "dotted":
        numbers = [".".join(part for part in (article, one.part, item) if part) for item in one.items or ("",)]
        return labels["article"].format(article=join_words(labels, numbers))
    words = (
        labels["article_part"].format(article=article, part=one.part)
        if one.part
        else labels["article"].format(article=article)
    )
    if not one.items:
        return words
    key = "article_item" if len(one.items) == 1 else "article_items"
    return labels[key].format(article=words, items=join_words(labels, one.items))


def _add_code(context: Context, words: str, code: str) -> str:
    """Return the words of articles with the name of their code, where papers of the country do not take it for
    granted."""
    if code in context.edition.record.usual_codes:
        return words
    title = say(context, context.edition.laws[code].record.title) or code
    return context.labels["article_of"].format(article=words, code=title)
