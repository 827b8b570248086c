"""The strict Content-Security-Policy breaks nothing, and nobody else is asked for anything."""

import pytest


@pytest.fixture
def noise(visitor, site):
    """Open a page with JavaScript on and return what it complained of or asked others for."""

    def visit(path):
        page, heard = visitor(site), []
        page.on("console", lambda message: heard.append(message.text))
        page.on("pageerror", lambda error: heard.append(str(error)))
        page.on(
            "request", lambda request: heard.append(request.url) if is_foreign(request) else None
        )
        assert page.goto(path).ok
        return heard

    def is_foreign(request):
        return not request.url.startswith((site, "data:"))

    return visit


@pytest.mark.parametrize(
    "path", ["/", "/articles/", "/articles/grinder/", "/authors/", "/authors/ondrej-malik/"]
)
def test_a_public_page_runs_into_no_policy_and_asks_no_other_site(noise, path):
    assert noise(path) == []
