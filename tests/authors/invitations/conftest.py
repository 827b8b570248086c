"""An editor who invites, and the mails that go out."""

import re

import pytest
from django.core.cache import cache
from django.urls import reverse

from authors import outbox
from authors.invitations.records import Invitation


@pytest.fixture
def fresh_limits():
    cache.clear()


@pytest.fixture
def editor(make_user, log_in, fresh_limits):
    user = make_user("ed", "Editors", author=None)
    user.first_name, user.last_name = "Edith", "Torres"
    user.save()
    return log_in(user)


@pytest.fixture
def ask(editor):
    """Send the editor's form; return the answer."""

    def post(name="Grace Hopper", email="grace@example.org", **data):
        form = {"name": name, "kind": "person", "email": email, "language": "en", "role": "Authors"}
        return editor.post(reverse("authors:invite"), form | data)

    return post


@pytest.fixture
def invite(ask):
    """Invite somebody; return the invitation."""

    def send(**data):
        response = ask(**data)
        assert response.status_code == 302, response.context["form"].errors
        return Invitation.objects.latest("pk")

    return send


@pytest.fixture
def mails(mailoutbox):
    """Send what is owed; return the mails."""

    def send():
        outbox.send_due(Invitation)
        return mailoutbox

    return send


def link_in(mail):
    return re.search(r"http://testserver(/invitations/\S+/)", mail.body)[1]
