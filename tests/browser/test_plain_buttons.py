"""Links that look like buttons can be read, whatever a host says of its links."""

import pytest

from tests.messages import ROOT

PLAIN = (ROOT / "authors/static/authors/plain.css").read_text(encoding="utf-8")
RUST, WHITE, TEAL = "rgb(165, 67, 26)", "rgb(255, 255, 255)", "rgb(0, 128, 128)"
LINKS = "a { background-color: transparent; color: teal; text-decoration: underline }"


@pytest.fixture
def look(chromium):
    """Return how a button of ours looks in a host with these styles, before or after ours."""
    page = chromium.new_page()

    def look(host, name="button", is_hovered=False):
        page.set_content(
            f'<!DOCTYPE html><body><style>{PLAIN}</style><style>{host}</style><main><a href="/x" '
            f'class="{name}">Buy</a></main>'
        )
        if is_hovered:
            page.hover("a")
        return page.evaluate(
            "(({color, backgroundColor, textDecorationLine}) => "
            "[color, backgroundColor, textDecorationLine])(getComputedStyle(document.links[0]))"
        )

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
