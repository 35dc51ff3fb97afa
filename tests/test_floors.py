"""The house rules that imports tell: a module imports only from lower floors, and only one package knows sympy."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "derive"
MODULES = sorted(PACKAGE.rglob("*.py"))

# The floor of each part of the package; plain data lies one floor below the part that it belongs to.
FLOORS = {
    "words": 0, "expressions": 0, "domains": 0, "records": 0, "claims": 0, "steps": 0, "garbage": 0,
    "problem.characters": 0,
    "notation": 1, "exact": 1, "balls": 1, "interchange": 1, "families.family": 1, "problem.diagnostics": 1,
    "rules": 2, "families": 2, "referee": 2, "problem.model": 2,
    "problem": 3, "plans": 3, "checking.report": 3,
    "checking": 4, "documents": 5,
    "api": 6, "cli": 6, "lines": 6, "reports": 6, "sympy_values": 6, "views": 6, "__init__": 6, "__main__": 6,
}
TOP = 6


def module_name(path: Path) -> str:
    """`notation.reader` for derive/notation/reader.py, `notation` for its `__init__`."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)


def part_of(module: str) -> str:
    """The longest prefix that has a floor."""
    words = module.split(".")
    for length in range(len(words), 0, -1):
        if (prefix := ".".join(words[:length])) in FLOORS:
            return prefix
    raise AssertionError(f"derive.{module} stands on no floor; give it one in this table")


def imports(path: Path, tree: ast.AST) -> Iterator[str]:
    """Absolute names of all that is imported under a node, functions included."""
    package = ["derive", *path.relative_to(PACKAGE).parts[:-1]]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            stem = package[: len(package) - node.level + 1] if node.level else []
            base = ".".join([*stem, *([node.module] if node.module else [])])
            for alias in node.names:
                target = PACKAGE.parent.joinpath(*base.split("."), alias.name)
                is_module = target.is_dir() or target.with_suffix(".py").exists()
                yield f"{base}.{alias.name}" if is_module else base


def at_module_level(path: Path) -> Iterator[str]:
    """What importing the module imports: no function bodies, nothing that is there for the type checker only."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        typing_only = isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
        if not typing_only and not isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield from imports(path, node)


def breach(importer: str, imported: str) -> bool:
    """Whether one part of the package may not import another."""
    upper, lower = part_of(importer), part_of(imported)
    if FLOORS[upper] == FLOORS[lower]:
        return upper != lower and FLOORS[upper] not in (0, TOP)
    return FLOORS[lower] > FLOORS[upper]


@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_a_module_imports_only_from_lower_floors(path):
    importer = module_name(path)
    tree = ast.parse(path.read_text(encoding="utf-8"))
    ours = {name.removeprefix("derive.") for name in imports(path, tree) if name.startswith("derive.")}
    assert [name for name in sorted(ours) if breach(importer, name)] == []


@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_only_interchange_imports_sympy(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    if part_of(module_name(path)) != "interchange":
        assert "sympy" not in {name.split(".")[0] for name in imports(path, tree)}
        assert not [name for name in at_module_level(path) if name.startswith("derive.interchange")]


@pytest.mark.parametrize(("importer", "imported", "is_breach"), [
    ("rules.logs", "exact", False), ("rules.logs", "referee", True), ("expressions", "notation.plain", True),
    ("plans.solving", "problem.model", False), ("plans.solving", "problem.loading", True),
    ("problem.loading", "problem.model", False), ("cli", "api", False), ("documents.latex", "cli", True),
    ("steps", "domains", False), ("exact", "balls", True),
])
def test_the_table_of_floors_can_fail(importer, imported, is_breach):
    assert breach(importer, imported) is is_breach
