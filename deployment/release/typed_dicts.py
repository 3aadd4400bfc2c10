"""Classes that only type checkers read: pydantic_core describes each kind of schema, a dictionary, by a `TypedDict`.

Making these 80 classes is the largest part of an import of pydantic. While a program runs, they appear in
annotations only, which are not evaluated there, and in unions of them. So in the release each is another name of
`dict`.
"""

import ast
from pathlib import Path

MODULE = "pydantic_core/core_schema.py"
FUTURE = "from __future__ import annotations"  # makes annotations texts
BASE = "TypedDict"


def replace(folder: Path) -> None:
    """Raises `ValueError` if the module has changed."""
    path = folder / MODULE
    path.write_text(replaced(path.read_text(encoding="utf-8")), encoding="utf-8")


def replaced(source: str) -> str:
    """The other lines keep their numbers, which tracebacks show."""
    lines = source.splitlines(keepends=True)
    found = typed_dicts(ast.parse(source))
    if FUTURE not in source or not found:
        raise ValueError(f"{MODULE} has changed: see deployment/release/typed_dicts.py.")
    for each in found:
        assert each.end_lineno
        blank = ["\n"] * (each.end_lineno - each.lineno)
        lines[each.lineno - 1 : each.end_lineno] = [f"{each.name} = dict\n", *blank]
    return "".join(lines)


def typed_dicts(module: ast.Module) -> list[ast.ClassDef]:
    """Raises `ValueError` if one has more than fields, which a program could use."""
    names, found = {BASE}, []
    for each in module.body:
        if isinstance(each, ast.ClassDef) and any(
            isinstance(base, ast.Name) and base.id in names for base in each.bases
        ):
            if not all(isinstance(part, ast.AnnAssign | ast.Expr | ast.Pass) for part in each.body):
                raise ValueError(f"{MODULE} has changed: {each.name} has more than fields.")
            names.add(each.name)
            found.append(each)
    return found
