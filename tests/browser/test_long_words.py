"""A name, a title or a sentence without a place to break makes no page wider than the screen."""

import pytest

from tests.browser.conftest import PHONE

# What people write, and none of our own labels.
WORDS = """
  main :is(.p-name, .p-name a, .p-job-title, .p-note, .p-author, .p-locality, .p-summary),
  .prose :is(p, h2, h3, a), .tags a, .profile-topics a, .follow-line li a, .found :is(h3 a, p)
"""
STRETCH = """words => {
  for (const element of document.querySelectorAll(words)) {
    if (!element.children.length && element.textContent.trim())
      element.textContent = "Donaudampfschifffahrtsgesellschaft".repeat(3)
  }
  return document.documentElement.scrollWidth - document.documentElement.clientWidth
}"""


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/articles/",
        "/articles/phone-screwdriver/",
        "/articles/anatomy/",
        "/authors/",
        "/authors/mara-holtkamp/",
        "/search/?q=coffee",
    ],
)
def test_nothing_sticks_out_of_a_phone(visitor, site, path):
    page = visitor(site, viewport=PHONE)
    page.goto(path)

    assert page.evaluate(STRETCH, WORDS) <= 0
