"""The floors of the house: what each package may import, and what no module may."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "qingyu"
SHARED = {"qingyu.domain", "qingyu.paths"}
MAY_IMPORT = {
    "qingyu.domain": SHARED,
    "qingyu.storage": {"qingyu.storage", *SHARED},
    "qingyu.printing": {"qingyu.printing", *SHARED},
    "qingyu.services": {"qingyu.services", "qingyu.storage", "qingyu.printing", *SHARED},
    "qingyu.charts": {"qingyu.charts", *SHARED},
    "qingyu.ui.widgets": {"qingyu.ui.widgets", "qingyu.ui.theme", "qingyu.ui.icons", *SHARED},
    "qingyu.ui": {"qingyu.ui", "qingyu.services", "qingyu.charts", *SHARED},
    "qingyu.cli": {"qingyu.cli", "qingyu.services", *SHARED},
}
ONLY_IN = {
    "peewee": {"qingyu.storage"},
    "playhouse": {"qingyu.storage"},
    "sqlite3": {"qingyu.storage"},
    "sqlcipher3": {"qingyu.storage"},
    "cryptography": {"qingyu.storage"},
    "reportlab": {"qingyu.printing"},
    "pyqtgraph": {"qingyu.charts"},
    "PySide6": {"qingyu.ui", "qingyu.app", "qingyu.sitting", "qingyu.tour"},
}


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{path}: relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def within(name: str, floors: set[str]) -> bool:
    return any(name == floor or name.startswith(f"{floor}.") for floor in floors)


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def test_imports_point_down_only() -> None:
    for path in modules():
        name = module_name(path)
        floor = max((f for f in MAY_IMPORT if within(name, {f})), key=len, default=None)
        for imported in imports(path):
            for library, homes in ONLY_IN.items():
                fits = not within(imported, {library}) or within(name, homes)
                assert fits, f"{name} → {imported}"
            if floor is not None and imported.startswith("qingyu."):
                assert within(imported, MAY_IMPORT[floor]), f"{name} → {imported}"


def test_the_domain_knows_only_the_standard_library() -> None:
    import sys

    for path in (PACKAGE / "domain").rglob("*.py"):
        for imported in imports(path):
            top = imported.partition(".")[0]
            assert top == "qingyu" or top in sys.stdlib_module_names, f"{path.name} → {imported}"


def test_pages_never_import_pages() -> None:
    pages = PACKAGE / "ui" / "pages"
    names = {path.stem for path in pages.glob("*.py")}
    for path in pages.glob("*.py"):
        family = path.stem.partition("_")[0]
        for imported in imports(path):
            if imported.startswith("qingyu.ui.pages."):
                other = imported.split(".")[3]
                assert other == "page" or other.partition("_")[0] == family, f"{path} → {imported}"
    assert "page" in names


def test_every_package_is_named_in_the_build() -> None:
    listed = (ROOT / "setup.cfg").read_text(encoding="utf-8").split()
    for folder in {path.parent for path in modules()}:
        assert module_name(folder / "__init__.py") in listed
