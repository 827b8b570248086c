"""What our templates ask of a host's `base.html`: the blocks that `wagtail start` makes, no others."""

import re

from tests.messages import ROOT

BLOCKS = {"title", "extra_css", "content", "extra_js"}
BLOCK = re.compile(r"{% block (\w+)")
OURS = [
    path
    for app in ("authors", "tips")
    for path in (ROOT / "templates" / app).rglob("*.html")
    if '{% extends "base.html" %}' in path.read_text(encoding="utf-8")
]


def test_templates_fill_only_blocks_that_every_host_has():
    assert OURS
    asked = {name for path in OURS for name in BLOCK.findall(path.read_text(encoding="utf-8"))}

    assert asked <= BLOCKS


def test_the_microsites_own_base_has_them_all():
    base = (ROOT / "templates" / "base.html").read_text(encoding="utf-8")

    assert set(BLOCK.findall(base)) >= BLOCKS
