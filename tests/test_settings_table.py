"""The table of settings in the docs is whole."""

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
READ = re.compile(r"""settings(?:\.|,\s*["'])((?:AUTHORS|TIPS|STRIPE|PAYPAL)_[A-Z_]+)""")
ROW = re.compile(r"^\| `([A-Z_]+)`", re.MULTILINE)


def read_by_code() -> set[str]:
    sources = [path for app in ("authors", "tips") for path in (ROOT / app).rglob("*.py")]
    return {name for path in sources for name in READ.findall(path.read_text(encoding="utf-8"))}


def listed() -> set[str]:
    return set(ROW.findall((ROOT / "docs" / "settings.md").read_text(encoding="utf-8")))


def test_the_table_lists_exactly_the_settings_that_the_code_reads():
    in_code = read_by_code()

    in_docs = listed()

    assert in_docs == in_code
