"""What may be seen of a record is the same whether parts that lose nothing are copied or not."""

from __future__ import annotations

from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from generator.paper.select.visible import _keep, _list_around, _Reader
from generator.records.load.parse import Map, Seq, leave_places

LEAVES = st.sampled_from(["a", "b", "hidden", "public", "internal", None])
KEYS = st.sampled_from(["by", "visibility", "value", "text", "sources", "date_of_birth"])
TREES = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3), max_leaves=8
)


def placed(node: Any) -> Any:
    """Return values as if they were read from a file."""
    if isinstance(node, dict):
        tree = Map({key: placed(value) for key, value in node.items()})
        tree.at = dict.fromkeys(tree, (0, 0, 0, 0))
        return tree
    if isinstance(node, list):
        items = Seq(map(placed, node))
        items.at = [(0, 0, 0, 0)] * len(items)
        return items
    return node


class Everything(tuple[Any, ...]):
    """Holds whatever is asked for."""

    def __contains__(self, one: object) -> bool:
        return True


@example({"by": {"value": "hidden"}}, set(), frozenset({"hidden"}))
@given(
    st.dictionaries(KEYS, TREES, max_size=4),
    st.sets(st.sampled_from([("text",), ("text", 0), ("sources", "by"), ("date_of_birth", "value", 1), ("by", 0)])),
    st.sampled_from([frozenset[str](), frozenset({"hidden"})]),
)
def test_what_stays_whole_is_as_if_it_were_copied(
    said: dict[str, Any], left: set[tuple[str | int, ...]], hidden: frozenset[str]
) -> None:
    tree, reader = placed(said), _Reader("public", hidden, frozenset(left))
    try:
        copied = _keep(tree, (), reader, Everything())
    except TypeError:
        return  # a list of lists of sources, which is no record
    kept = _keep(tree, (), reader, _list_around(reader.left, False))
    assert (leave_places(kept[0]), kept[1]) == (leave_places(copied[0]), copied[1])
