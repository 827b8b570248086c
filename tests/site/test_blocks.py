"""What our templates ask of a host's `base.html`: the blocks that `wagtail start` makes, no others."""

import re

from tests.messages import ROOT

BLOCKS = {"title", "extra_css", "content", "extra_js"}
BLOCK = re.compile(r"{% block (\w+)")
TAG = re.compile(r"{% (?:block (\w+)|(endblock))")
OURS = [
    path
    for app in ("authors", "tips")
    for path in (ROOT / "templates" / app).rglob("*.html")
    if '{% extends "base.html" %}' in path.read_text(encoding="utf-8")
]


def outermost(text: str) -> set[str]:
    """Return the blocks that are for the base; those inside are the template's own."""
    names, depth = set(), 0
    for name, end in TAG.findall(text):
        if name and depth == 0:
            names.add(name)
        depth += -1 if end else 1
    return names


def test_templates_fill_only_blocks_that_every_host_has():
    assert OURS
    asked = {name for path in OURS for name in outermost(path.read_text(encoding="utf-8"))}

    assert asked <= BLOCKS


def test_the_microsites_own_base_has_them_all():
    base = (ROOT / "templates" / "base.html").read_text(encoding="utf-8")

    assert set(BLOCK.findall(base)) >= BLOCKS
