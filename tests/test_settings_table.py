"""The table of settings in the docs is whole, and tells the defaults that the code has."""

import ast
import re
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
READ = re.compile(r"""settings(?:\.|,\s*["'])((?:AUTHORS|TIPS|STRIPE|PAYPAL)_[A-Z_]+)""")
ROW = re.compile(r"^\| `([A-Z_]+)`( \*env\*)? \| ([^|]+) \|", re.MULTILINE)
FROM_ENVIRONMENT = re.compile(r"""^([A-Z_]+) = env\.\w+\(\s*"\1\"""", re.MULTILINE)
WORDS = {"on": True, "off": False}
SOURCES = [path for app in ("authors", "tips") for path in (ROOT / app).rglob("*.py")]
TABLE = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
IN_DOCS = {name: default.partition(";")[0].strip() for name, _, default in ROW.findall(TABLE)}


def read_by_code() -> set[str]:
    return {name for path in SOURCES for name in READ.findall(path.read_text(encoding="utf-8"))}


def defaults() -> list[tuple[str, Any]]:
    """Return each setting that the code reads with a default, and that; a name may come twice."""
    return [
        (name, default)
        for path in SOURCES
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and len(call.args) == 3
        for target, named, given in [call.args]
        if getattr(target, "id", "") == "settings" and (name := getattr(named, "value", ""))
        if name in IN_DOCS and (default := value_of(given, path)) is not ...
    ]


def value_of(given: ast.expr, path: Path) -> Any:
    """Return what is written there, or what a constant of the module holds; else an ellipsis."""
    if isinstance(given, ast.Name):
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        return getattr(import_module(module), given.id)
    try:
        return ast.literal_eval(given)
    except ValueError:
        return ...


def documented(text: str) -> Any:
    """Return the value that the table names, or an ellipsis where it says it in words."""
    if text in WORDS:
        return WORDS[text]
    try:
        return ast.literal_eval(text.strip("`"))
    except (ValueError, SyntaxError):
        return text.strip("`") if re.fullmatch(r"`\w+`", text) else ...


def test_the_table_lists_exactly_the_settings_that_the_code_reads():
    in_code = read_by_code()

    assert set(IN_DOCS) == in_code


@pytest.mark.parametrize(("name", "default"), defaults())
def test_a_default_is_the_one_that_the_table_names(name, default):
    told = documented(IN_DOCS[name])

    assert told in (default, ...)
    assert bool(default) is False or IN_DOCS[name] != "none"


def test_enough_defaults_are_told_as_values_for_this_to_mean_something():
    assert len([text for text in IN_DOCS.values() if documented(text) is not ...]) > 20


def test_those_marked_env_are_those_that_the_microsite_takes_from_the_environment():
    settings = (ROOT / "authorsite" / "settings.py").read_text(encoding="utf-8")

    taken = set(FROM_ENVIRONMENT.findall(settings)) & set(IN_DOCS)

    marked = {name for name, env, _ in ROW.findall(TABLE) if env}
    assert marked == taken
