"""Where the link of an invitation leads."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from authors.invitations.personal_data import InvitationKeeper
from authors.invitations.records import Invitation
from tests.authors.invitations.conftest import link_in

PASSWORD = "a pot of strong coffee"
CHOSEN = {"new_password1": PASSWORD, "new_password2": PASSWORD}


@pytest.fixture
def link(invite, mails, author_index):
    invite()
    return link_in(mails()[0])


@pytest.fixture
def invited():
    return Client()


def test_a_link_opens_once_and_leads_to_the_own_profile(link, invited):
    shown = invited.get(link)
    answer = invited.post(link, CHOSEN, follow=True)

    assert "Welcome, Grace Hopper!" in shown.content.decode()
    assert "grace-hopper" in shown.content.decode()
    assert answer.redirect_chain[0][0] == reverse("authors_my_profile")
    assert "/edit/" in answer.redirect_chain[-1][0]
    assert answer.status_code == 200
    assert Client().get(link).status_code == 410
    assert Client().login(username="grace-hopper", password=PASSWORD)


def test_looking_at_the_link_uses_nothing_up(link, invited):
    assert [invited.get(link).status_code for _time in range(3)] == [200, 200, 200]
    assert invited.head(link).status_code == 200


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("short", "short"),
        ("a pot of strong coffee", "a pot of weak coffee"),
        ("password1234", "password1234"),
        ("grace-hopper", "grace-hopper"),
        ("", ""),
    ],
)
def test_a_bad_password_is_explained_and_not_set(first, second, link, invited):
    answer = invited.post(link, {"new_password1": first, "new_password2": second})

    assert answer.status_code == 422
    assert answer.context["form"].errors
    assert 'aria-invalid="true"' in answer.content.decode()
    assert not Invitation.objects.get().user.has_usable_password()


def ended():
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))


def replaced():
    Invitation.objects.update(issue=2)


def switched_off():
    user = Invitation.objects.get().user
    user.is_active = False
    user.save()


def revoked():
    Invitation.objects.get().user.delete()


@pytest.mark.parametrize("change", [ended, replaced, switched_off, revoked])
def test_every_dead_link_looks_the_same(change, link, invited):
    change()

    answers = [invited.get(link), invited.post(link, CHOSEN), invited.get("/invitations/made-up/")]

    assert [answer.status_code for answer in answers] == [410, 410, 410]
    assert len({answer.content for answer in answers}) == 1


@pytest.mark.parametrize("token", ["x", "W10:abc", "a" * 5_000, "%00", "ä"])
def test_a_made_up_link_opens_nothing(token, invited, home):
    assert invited.get(f"/invitations/{token}/").status_code == 410


def test_a_link_is_kept_to_the_invited(link, invited):
    answer = invited.get(link)

    assert "no-store" in answer["Cache-Control"]
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["X-Robots-Tag"] == "noindex"


def test_the_page_speaks_german_to_germans(invite, mails, invited, author_index):
    invite(language="de")

    answer = invited.get(link_in(mails()[0]))

    assert "Willkommen, Grace Hopper!" in answer.content.decode()
    assert '<html lang="de"' in answer.content.decode()
    assert answer["Content-Language"] == "de"


def test_a_post_needs_the_token_of_its_form(link):
    assert Client(enforce_csrf_checks=True).post(link, CHOSEN).status_code == 403


def test_what_is_kept_is_handed_out_and_erased(link):
    keeper = InvitationKeeper()

    (row,) = keeper.export("Grace@example.org")

    assert row["author"] == "Grace Hopper"
    assert keeper.erase("GRACE@example.org") == 1
    assert keeper.export("grace@example.org") == []


def test_what_is_settled_is_forgotten_in_time(link, invited):
    invited.post(link, CHOSEN)
    keeper = InvitationKeeper()

    early = keeper.forget()
    Invitation.objects.update(accepted_at=timezone.now() - timedelta(days=31))

    assert (early, keeper.forget()) == (0, 1)
    assert Client().login(username="grace-hopper", password=PASSWORD)


def test_what_nobody_answered_is_forgotten_with_its_account(link):
    Invitation.objects.update(expires_at=timezone.now() - timedelta(days=31))

    assert InvitationKeeper().forget() == 1
    assert not Client().login(username="grace-hopper", password=PASSWORD)
