"""Parts of ours look as they should in a page of a host, and leave all else on it alone."""

import pytest

from tests.messages import ROOT

PARTS = (ROOT / "authors/static/authors/parts.css").read_text(encoding="utf-8")
RUST, WHITE, TEAL = "rgb(165, 67, 26)", "rgb(255, 255, 255)", "rgb(0, 128, 128)"
LINKS = "a { background-color: transparent; color: teal; text-decoration: underline }"
COLOURS = ["color", "backgroundColor", "textDecorationLine"]


@pytest.fixture
def look(chromium):
    """Return how a link looks within an element, in a host with styles after ours."""
    page = chromium.new_page()

    def look(host, link="button", around="author-boxes", what=COLOURS, is_hovered=False):
        page.set_content(
            f"<!DOCTYPE html><body><style>{PARTS}</style><style>{host}</style><main>"
            f'<div class="{around}"><p>Text</p><a href="/x" class="{link}">Buy</a></div></main>'
        )
        if is_hovered:
            page.hover("a")
        return page.evaluate(
            "what => what.map(name => getComputedStyle(document.links[0])[name])", what
        )

    look.page = page
    yield look
    page.close()


@pytest.mark.parametrize("host", ["", LINKS, LINKS.replace("a {", "main a {")])
def test_a_hosts_links_leave_a_button_its_colours(look, host):
    assert look(host) == [WHITE, RUST, "none"]


def test_a_hosts_hovered_links_leave_a_button_its_colours(look):
    assert look("a:hover { color: red }", is_hovered=True) == [WHITE, RUST, "none"]


def test_a_second_button_has_the_colour_of_the_text_around(look):
    color, _background, line = look(LINKS + "body { color: black }", "button-secondary")

    assert (color, line) == ("rgb(0, 0, 0)", "none")


def test_a_hosts_own_buttons_count(look):
    assert look(".button { background: black; color: teal }")[:2] == [TEAL, "rgb(0, 0, 0)"]


@pytest.mark.parametrize("around", ["wrap", "article", "stack", "notice"])
def test_a_hosts_own_elements_of_the_same_names_stay_as_they_are(look, around):
    shown = look("", around=around, what=["display", "borderRadius", "paddingLeft"])
    margin = look.page.evaluate("getComputedStyle(document.querySelector('p')).marginTop")
    padding = look.page.evaluate("getComputedStyle(document.querySelector('div')).paddingLeft")

    assert shown == ["inline", "0px", "0px"]
    assert (margin, padding) == ("16px", "0px")
