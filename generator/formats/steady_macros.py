"""Tell of which macros of a template what they make follows from what they are given, and from little else.

In: the source of a template. Out: the names of macros that make the same of the same part of a document, as long as
the numbers of the document, its fixed words, what it says of itself and its pictures are the same, and the same notes
were written before. Whatever is not surely so is not among them: of a template that includes or extends another none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping

from jinja2 import Environment, nodes

STEADY_FIELDS = frozenset(("id", "lang", "labels", "mark", "numbers", "properties", "running"))
"""What of a document is the same where `page_pieces` uses pieces again."""

_GIVEN = frozenset(("inlines", "medium", "pictures"))
_ELSEWHERE = (
    nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport, nodes.Block, nodes.CallBlock, nodes.FilterBlock,
    nodes.With, nodes.AssignBlock, nodes.NSRef, nodes.ScopedEvalContextModifier, nodes.EvalContextModifier,
    nodes.ExprStmt, nodes.Break, nodes.Continue,
)  # fmt: skip
_PLAIN = (
    nodes.Output, nodes.TemplateData, nodes.If, nodes.For, nodes.Assign, nodes.Name, nodes.Const, nodes.Getattr,
    nodes.Getitem, nodes.Filter, nodes.Test, nodes.Call, nodes.CondExpr, nodes.Compare, nodes.Operand, nodes.And,
    nodes.Or, nodes.Not, nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod, nodes.Pow, nodes.Neg,
    nodes.Pos, nodes.Concat, nodes.Tuple, nodes.List, nodes.Dict, nodes.Pair, nodes.Slice,
)  # fmt: skip
_FILTERS = frozenset(
    ("abs", "css_string", "default", "d", "e", "escape", "first", "float", "format", "int", "join", "label", "last",
     "length", "count", "list", "lower", "max", "min", "page_line", "replace", "reverse", "round", "safe", "string",
     "sum", "title", "trim", "upper")
)  # fmt: skip
_METHODS = frozenset(("get", "items", "keys", "values", "startswith", "endswith", "strip", "lower", "upper", "replace"))


def find_steady_macros(environment: Environment, source: str) -> frozenset[str]:
    """Return the names of the macros."""
    tree = environment.parse(source)
    macros = {one.name: one for one in tree.body if isinstance(one, nodes.Macro)}
    bound = Counter(_list_bound(tree, macros))
    # whoever gives one of these names to something else, or a name of a macro twice, knows why
    if any(tree.find_all(_ELSEWHERE)) or bound.keys() & {*_GIVEN, "document", "loop"}:
        return frozenset()
    shared = {
        one.target.name
        for one in _list_first(tree)
        if isinstance(one, nodes.Assign) and isinstance(one.target, nodes.Name) and _is_field(one.node)
    }
    steady = {name for name in macros if bound[name] == 1}
    around = frozenset((*bound, *_GIVEN, "document", *environment.globals))
    while True:
        known = {*_GIVEN, *(name for name in shared if bound[name] == 1), *steady}
        kept = {name for name in steady if _is_steady(macros[name], known, steady, around)}
        if kept == steady:
            return frozenset(steady)
        steady = kept


def _list_first(tree: nodes.Template) -> Iterator[nodes.Node]:
    """Yield what stands before anything that may call a macro, which would not see what is given to a name later."""
    for one in tree.body:
        if not isinstance(one, nodes.Macro) and one.find(nodes.Call):
            return
        yield one


def _list_bound(tree: nodes.Template, macros: Mapping[str, nodes.Macro]) -> Iterator[str]:
    """Yield each name that macros see, or may see, beside what they are given, as often as something is given to it;
    of a macro inside another, too: by its name alone is it known which one is called."""
    yield from (one.name for one in tree.find_all(nodes.Macro))
    inside = {id(one) for macro in macros.values() for one in macro.find_all(nodes.Assign)}
    for one in tree.find_all(nodes.Assign):
        if id(one) not in inside:
            yield from _list_names(one.target)


def _list_names(target: nodes.Node) -> Iterator[str]:
    if isinstance(target, nodes.Name):
        yield target.name
    yield from (one.name for one in target.find_all(nodes.Name))


def _is_field(node: nodes.Node) -> bool:
    """Tell whether something is what a document says that is the same."""
    return (
        isinstance(node, nodes.Getattr)
        and isinstance(node.node, nodes.Name)
        and node.node.name == "document"
        and node.attr in STEADY_FIELDS
    )


def _is_steady(macro: nodes.Macro, known: Collection[str], macros: Collection[str], around: Collection[str]) -> bool:
    given = {name.name for name in macro.args}
    # a name to which something is given somewhere in a macro may mean, elsewhere in it, what stands around the macro
    made = {name.name for one in macro.body for name in one.find_all(nodes.Name) if name.ctx != "load"}
    made |= {
        one.target.name for one in macro.body if isinstance(one, nodes.Assign) and isinstance(one.target, nodes.Name)
    }
    if not made.isdisjoint(around) or not given.isdisjoint({*_GIVEN, "document"}):
        return False
    own = {*given, *made, "loop"}
    left: list[nodes.Node] = [*macro.body, *macro.defaults]
    while left:
        node = left.pop()
        if _is_field(node):
            continue
        if not isinstance(node, _PLAIN) or not _is_plain(node, own, known, macros):
            return False
        left.extend(node.iter_child_nodes())
    return True


def _is_plain(node: nodes.Node, own: Collection[str], known: Collection[str], macros: Collection[str]) -> bool:
    """Tell whether a node, apart from what is in it, asks for nothing else."""
    match node:
        case nodes.Name(name=name, ctx="load"):
            return name in own or name in known
        case nodes.Filter(name=name):
            return name in _FILTERS
        case nodes.Assign(target=target):
            return isinstance(target, nodes.Name)
        case nodes.For(recursive=recursive):
            return not recursive
        case nodes.Call(node=called, kwargs=kwargs, dyn_args=more, dyn_kwargs=others):
            if kwargs or more is not None or others is not None:
                return False
            if isinstance(called, nodes.Name):
                return called.name == "inlines" or (called.name in macros and called.name not in own)
            return isinstance(called, nodes.Getattr) and called.attr in _METHODS
    return True
