"""Macros of templates: of which it is sure that they make the same of the same part, and of which it is not."""

from __future__ import annotations

import pytest

from generator.formats.html_template import make_page_environment
from generator.formats.steady_macros import find_steady_macros
from tests.support.workspaces import STYLE

STEADY = (
    "{% macro a(x) %}{{ x.id }}{% endmacro %}",
    "{% macro a(x, y=1) %}{% for p in x.blocks %}{{ loop.index }}{{ inlines(p.inlines) }}{% endfor %}{% endmacro %}",
    "{% set n = document.numbers %}{% macro a(x) %}{{ n.headings.get(x.id) }}{% endmacro %}",
    "{% macro a(a) %}{% set b = a.id %}{{ b }}{{ medium }}{{ pictures[b] }}{{ document.labels.page }}{% endmacro %}",
    "{% macro b(x) %}{{ a(x) }}{% endmacro %}{% macro a(x) %}{% if x is box %}{{ b(x) }}{% endif %}{% endmacro %}",
)
UNSURE = (
    "{% macro a(x) %}{{ document.sections }}{% endmacro %}",
    "{% macro a(x) %}{{ document.notes }}{% endmacro %}",
    "{% macro a(x) %}{{ document['sections'] }}{% endmacro %}",
    "{% macro a(x) %}{{ document }}{% endmacro %}",
    "{% macro a(x) %}{% if document is guided %}{% endif %}{% endmacro %}",
    "{% macro a(x, y=document.sections) %}{{ y }}{% endmacro %}",
    "{% set n = document.sections|length %}{% macro a(x) %}{{ n }}{% endmacro %}",
    "{% set n = document.numbers %}{% if n %}{% set n = 1 %}{% endif %}{% macro a(x) %}{{ n }}{% endmacro %}",
    "{% set n = 1 %}{% macro a(x) %}{% for y in x %}{% set n = 2 %}{% endfor %}{{ n }}{% endmacro %}",
    "{% set inlines = 1 %}{% macro a(x) %}{{ inlines(x) }}{% endmacro %}",
    "{% macro a(document) %}{{ document.labels }}{% endmacro %}",
    "{% macro a(x) %}{{ [1, 2]|random }}{% endmacro %}",
    "{% macro a(x) %}{{ x|map('random') }}{% endmacro %}",
    "{% macro a(x) %}{{ caller() }}{{ varargs }}{% endmacro %}",
    "{% macro a(x) %}{{ varargs }}{% endmacro %}",
    "{% macro a(x) %}{{ lipsum() }}{% endmacro %}",
    "{% macro a(x) %}{{ cycler(1, 2).next() }}{% endmacro %}",
    "{% macro a(x) %}{{ x.pop() }}{% endmacro %}",
    "{% set seen = namespace(n=0) %}{% macro a(x) %}{% set seen.n = seen.n + 1 %}{{ seen.n }}{% endmacro %}",
    "{% macro a(x) %}{% include 'b.j2' %}{% endmacro %}",
    "{% include 'b.j2' %}{% macro a(x) %}{{ x.id }}{% endmacro %}",
    "{% import 'b.j2' as b %}{% macro a(x) %}{{ x.id }}{% endmacro %}",
    "{% if medium == 'paper' %}{% macro a(x) %}{{ x.id }}{% endmacro %}{% endif %}",
    "{% macro a(x) %}{{ x.id }}{% endmacro %}{% macro a(x) %}{{ x }}{% endmacro %}",
    "{% macro a(x) %}{{ b(x) }}{% endmacro %}{% macro b(x) %}{{ document.cover }}{% endmacro %}",
    "{% macro a(x) %}{% macro b(y) %}{{ y }}{% endmacro %}{{ b(x) }}{% endmacro %}",
    "{% macro a(x) %}{% endmacro %}{% macro b(x) %}{% macro a(y) %}{{ y }}{% endmacro %}{{ a(x) }}{% endmacro %}",
    "{% set loop = document.sections[0] %}{% macro a(x) %}{{ loop }}{% endmacro %}",
    "{% macro a(x) %}{{ l is defined }}{% endmacro %}{{ a(x) }}{% set l = document.labels %}{{ a(x) }}",
    "{% macro a(x) %}{{ l is defined }}{% endmacro %}{% set y = a(1) %}{% set l = document.labels %}{{ a(x) }}",
)


@pytest.mark.parametrize("source", STEADY)
def test_what_is_given_is_all_that_they_need(source: str) -> None:
    assert "a" in find_steady_macros(make_page_environment((STYLE,)), source)


@pytest.mark.parametrize("source", UNSURE)
def test_what_may_ask_for_more_is_run_each_time(source: str) -> None:
    assert "a" not in find_steady_macros(make_page_environment((STYLE,)), source)


def test_macros_of_the_shipped_style_are_steady() -> None:
    source = (STYLE / "paper.html.j2").read_text("utf-8")
    assert {"any_block", "cell", "table"} <= find_steady_macros(make_page_environment((STYLE,)), source)
