"""Who was invited by e-mail chooses a password and stands in their profile."""

import re

from playwright.sync_api import expect

INVITE = """
from pathlib import Path
from django.contrib.auth import get_user_model
from authors.invitations.inviting import invite
from authors.models import Author

editor = get_user_model().objects.get(username="editor")
grace = Author(name="Grace Hopper")
invitation = invite(grace, "grace@example.org", language="en", role="Authors", by=editor)
Path({path!r}).write_text(invitation.url)
"""


def test_the_invited_choose_a_password_and_fill_in_their_profile(
    visitor, site, run_in_site, tmp_path
):
    run_in_site(INVITE.format(path=str(tmp_path / "link")))
    page = visitor(site)

    page.goto((tmp_path / "link").read_text())
    for name in ("new_password1", "new_password2"):
        page.fill(f"[name={name}]", "a sentence that nobody guesses")
    page.click("main form button")

    expect(page).to_have_url(re.compile(r"/admin/pages/\d+/edit/"))
    expect(page.locator("[name=title]")).to_have_value("Grace Hopper")
