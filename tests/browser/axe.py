"""What axe-core finds on a page, in light and in dark."""

from axe_playwright_python.sync_playwright import Axe

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def faults(page):
    """Return each rule that a page breaks, with the elements that break it."""
    # A script may run before the style sheets are there, without which nothing has room.
    page.wait_for_load_state()
    found = set()
    for scheme in ("light", "dark"):
        # Without motion: halfway between two colours nothing has contrast.
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        for violation in Axe().run(page, options=RULES).response["violations"]:
            found |= {(violation["id"], node["html"]) for node in violation["nodes"]}
    return found
