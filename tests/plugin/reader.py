"""A reader of a host site, without a browser: forms are read from the page and sent back."""

from urllib.parse import urljoin

import requests
from bs4 import BeautifulSoup

CHOICE = {"coffees": "3", "visibility": "public", "consent": "on", "message": "For the engine"}


def give_a_tip(reader: requests.Session, address: str) -> requests.Response:
    """Fill in the tip form at `address`, pay at the sandbox, and return the page that comes last."""
    page = reader.get(address, timeout=60)
    checkout = reader.post(page.url, fields(page) | CHOICE, timeout=60)
    assert "/sandbox/" in checkout.url, problems(checkout)
    return reader.post(checkout.url, fields(checkout) | {"action": "pay"}, timeout=60)


def fields(page: requests.Response) -> dict[str, str]:
    """Return the form's hidden and pre-filled fields by name."""
    form = soup(page).select_one("main form[method=post], form[method=post]")
    assert form, problems(page)
    inputs = form.select("input[name]:not([type=radio]):not([type=checkbox])")
    return {each["name"]: each.get("value", "") for each in inputs}


def tip_address(page: requests.Response) -> str:
    """Return where the button in a page's author box leads."""
    link = soup(page).select_one("a[href*='/tips/']")
    assert link, problems(page)
    return urljoin(page.url, link["href"])


def assets(page: requests.Response) -> set[str]:
    """Return the addresses of what a browser would load for a page: styles, scripts, pictures."""
    if not page.headers["Content-Type"].startswith("text/html"):
        return set()
    found = soup(page).select("link[rel~=stylesheet], link[rel~=icon], [src]")
    return {urljoin(page.url, each.get("src") or each["href"]) for each in found}


def inline_code(page: requests.Response) -> list[str]:
    """Return what a strict policy would not run: scripts, styles and handlers within a page."""
    is_html = page.headers["Content-Type"].startswith("text/html")
    parts = soup(page).find_all(True) if is_html else []
    return [
        str(part)[:200]
        for part in parts
        if part.name == "style"
        or (part.name == "script" and not part.get("src") and "json" not in part.get("type", ""))
        or any(name == "style" or name.startswith("on") for name in part.attrs)
    ]


def problems(page: requests.Response) -> str:
    """Return what a page complains of: errors beside fields, or Django's own page of an error."""
    told = soup(page).select("title, .exception_value, [class*=error]")
    return f"{page.status_code} {page.url} {[' '.join(each.text.split()) for each in told]}"


def soup(page: requests.Response) -> BeautifulSoup:
    return BeautifulSoup(page.text, "html.parser")
