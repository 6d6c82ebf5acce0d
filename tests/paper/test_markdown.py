"""What is read quickly, because it is plain, is read as the rules for everything read it."""

from __future__ import annotations

from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.rules_core import normalize

from generator.paper.assemble.markdown import _parser, parse_blocks, parse_inlines


def make_slow_parser() -> MarkdownIt:
    parser = _parser.__wrapped__()
    parser.inline.ruler.disable("plain")
    parser.core.ruler.at("normalize", normalize)
    parser.inline.terminator_re = MarkdownIt("zero").inline.terminator_re
    return parser


SLOW = make_slow_parser()
PIECES = (
    "word", "é", " ", "  ", "\n", "\t", "\u00a0", "\u2028", "\x0b", "\x01", "\r", "\0", "- ", "1. ", "[", "]", "(", ")",
    "{", "}", "*", "**", "_", "^", "\\", "<", "@", ":", "!", "&amp;", "[a](b)", "[](x)", "[a]()",
    "[a b @c](http://e.org/x_y*)", '[a](b "t")', "[a](<b>)",
    "[a](b(c)d)", "[a](b&amp;c)", "[@x]", "[see, @x_1; @y*]", "[@a b](c)", "[;@]", "[a@b]",
    "^[n]", "]{lang=kk}", "http://a_b.c",
)  # fmt: skip
WORDS = st.lists(st.sampled_from(PIECES), max_size=9).map("".join)


@given(WORDS)
@example("[see, @one;\n@two] and [a\nb](c).")
@example("[words [@one]]{lang=kk}[a [b](c) d](e)![f](g)\\[@one]")
def test_plain_words_citations_and_links_are_read_as_all_others(words: str) -> None:
    def tell(tokens: Any) -> list[dict[str, Any]]:
        return [token.as_dict() for token in tokens]

    assert tell(parse_inlines(words)) == tell(SLOW.parseInline(words)[0].children)
    assert tell(parse_blocks(words)) == tell(SLOW.parse(words))


def test_a_bracket_that_nothing_closes_is_passed_by_at_once() -> None:
    words = "[" + "a;@ " * 50_000  # a pattern that begins anew at each of them takes a minute
    (_, inline, _) = parse_blocks(words)
    assert inline.content == words.strip()
