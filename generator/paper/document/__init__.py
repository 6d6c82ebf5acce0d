"""The document: what every writer writes and nothing decides any more.

Sections hold blocks, blocks hold inlines. Blocks and inlines are separate types, as in Pandoc
(https://pandoc.org/using-the-pandoc-api.html). Every block has a stable `id` and the `origin` of its words. A note
stands beside the text; a `NoteCall` says where it is called, and each note is called exactly once.
The words of a document are those of `leaves()`, in that order: this is what "the same words in every format" means.
"""

from generator.paper.document.model import (
    Block,
    BlockId,
    Box,
    Cell,
    Column,
    Contents,
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
    Numbers,
    Paragraph,
    ParagraphRole,
    Picture,
    Properties,
    Reference,
    Row,
    Run,
    Section,
    Table,
)
from generator.paper.document.walks import calls, headings, leaves, leaves_of, lists, pictures, words

__all__ = [
    "Block",
    "BlockId",
    "Box",
    "Cell",
    "Column",
    "Contents",
    "Cover",
    "Document",
    "Inline",
    "ItemList",
    "Label",
    "Link",
    "ListItem",
    "Mention",
    "Note",
    "NoteCall",
    "Numbers",
    "Paragraph",
    "ParagraphRole",
    "Picture",
    "Properties",
    "Reference",
    "Row",
    "Run",
    "Section",
    "Table",
    "calls",
    "headings",
    "leaves",
    "leaves_of",
    "lists",
    "pictures",
    "words",
]
