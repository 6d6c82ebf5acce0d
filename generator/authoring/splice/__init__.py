"""Change values in a YAML file and leave all else in it as it was written: comments, order, layout.

In: the text of a file, its path in the workspace, which says what it holds, and where which value goes. Out: the text
with that value, in the layout of `briefing fmt`. `nodes` makes nodes of plain values, `change` puts them into those of
the file, `wrappings` puts a visibility or languages around what stands there, `lines` keeps the lines of which nothing
was changed, `splice` does all of it and reads again what came out.
"""

from generator.authoring.splice.change import InsertItem, MoveItem, NoSuchPlace, Path, RemoveValue, SetValue, ValueEdit
from generator.authoring.splice.splice import (
    append_item,
    apply_value_edits,
    insert_item,
    move_item,
    remove_value,
    set_value,
    write_new,
)

__all__ = [
    "InsertItem",
    "MoveItem",
    "NoSuchPlace",
    "Path",
    "RemoveValue",
    "SetValue",
    "ValueEdit",
    "append_item",
    "apply_value_edits",
    "insert_item",
    "move_item",
    "remove_value",
    "set_value",
    "write_new",
]
