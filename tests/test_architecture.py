"""The imports that keep the apps apart."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FORBIDDEN = {
    "authors": {"tips", "authorsite", "authors.pages", "authors.comments", "authors.followers"},
    "authors/pages": {"tips", "authorsite", "authors.comments", "authors.followers"},
    "authors/comments": {"tips", "authorsite", "authors.pages", "authors.followers"},
    "authors/followers": {"tips", "authorsite", "authors.comments", "authors.pages"},
    "tips": {"authorsite", "authors.pages", "authors.comments", "authors.followers"},
}
SDKS = {"stripe", "paypalserversdk", "schwifty"}


def imported(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def sources(folder: str) -> list[Path]:
    nested = {ROOT / other for other in FORBIDDEN if other.startswith(f"{folder}/")}
    return [p for p in (ROOT / folder).rglob("*.py") if not nested & set(p.parents)]


def is_of_a_provider(path: Path) -> bool:
    return "providers" in path.relative_to(ROOT).parts


@pytest.mark.parametrize("folder", FORBIDDEN)
def test_an_app_imports_only_what_lies_below_it(folder):
    allowed_self = folder.replace("/", ".")

    offenders = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in sources(folder)
        for name in imported(path)
        for banned in FORBIDDEN[folder]
        if (name == banned or name.startswith(f"{banned}.")) and banned != allowed_self
    }

    assert offenders == set()


def test_sdks_are_imported_only_by_providers():
    found = [path for folder in [*FORBIDDEN, "authorsite"] for path in sources(folder)]
    outside = [path for path in found if not is_of_a_provider(path)]

    packages = {str(p): {name.partition(".")[0] for name in imported(p)} for p in outside}
    offenders = [path for path, names in packages.items() if names & SDKS]

    assert offenders == []


def test_providers_never_write_to_the_ledger():
    banned = {
        "tips.ledger",
        "tips.payments",
        "tips.payouts",
        "tips.sweeper",
        "tips.models.Payment",
        "tips.models.Tip",
    }

    providers = [p for p in sources("tips") if is_of_a_provider(p)]
    offenders = {f"{p.name}: {name}" for p in providers for name in imported(p) & banned}

    assert offenders == set()
