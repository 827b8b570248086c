"""How editors invite somebody to write, send the link again, and take it back."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from authors.exceptions import AlreadyInvited
from authors.invitations.inviting import invite as invite_author
from authors.invitations.records import Invitation
from authors.models import Author
from authors.pages.models import AuthorPage
from tests.authors.invitations.conftest import link_in

User = get_user_model()


def status_url(invitation):
    return reverse("authors:invitation", args=[invitation.author_id])


def opens(mail):
    return Client().get(link_in(mail)).status_code == 200


def test_an_invitation_makes_account_author_and_draft_profile(invite, author_index):
    invitation = invite(role="Trusted authors", language="de")

    author, user = invitation.author, invitation.user
    assert (author.name, author.handle, author.sort_name) == (
        "Grace Hopper", "grace-hopper", "Hopper, Grace",
    )  # fmt: skip
    assert (author.user, user.email, user.get_username()) == (
        user, "grace@example.org", "grace-hopper",
    )  # fmt: skip
    assert user.get_full_name() == "Grace Hopper"
    assert [group.name for group in user.groups.all()] == ["Trusted authors"]
    assert user.wagtail_userprofile.preferred_language == "de"
    page = AuthorPage.objects.get(author=author)
    assert (page.title, page.live, page.owner) == ("Grace Hopper", False, user)


def test_nobody_logs_in_before_the_link_is_used(invite, mails):
    user = invite().user

    Client().post(reverse("wagtailadmin_password_reset"), {"email": user.email})

    assert not user.has_usable_password()
    assert len(mails()) == 1


def test_a_guest_of_the_list_is_invited_and_keeps_everything(
    editor, make_profile, make_article, mails
):
    guest = make_profile(title="Ada").author
    make_article(guest)
    data = {"email": "ada@example.org", "language": "en", "role": "Authors"}

    editor.post(reverse("authors:invite_guest", args=[guest.pk]), data)

    guest.refresh_from_db()
    assert guest.user.email == "ada@example.org"
    assert AuthorPage.objects.get().author == guest
    assert opens(mails()[0])


@pytest.mark.parametrize(
    ("language", "subject", "words"),
    [
        ("en", "Write with us", "Edith Torres invites you to write"),
        ("de", "Schreib mit uns", "Edith Torres lädt dich ein"),
    ],
)
def test_the_mail_speaks_the_language_of_the_invited(language, subject, words, invite, mails):
    invite(language=language)

    (mail,) = mails()
    html = mail.alternatives[0][0]
    assert subject in mail.subject
    assert words in mail.body
    assert words in html
    assert f'<html lang="{language}">' in html
    assert mail.to == ["grace@example.org"]


def test_the_same_address_is_invited_once_however_it_is_written(invite, ask):
    invite()

    response = ask(name="Somebody Else", email="Grace@EXAMPLE.org")

    assert response.context["form"].errors["email"] == ["This address has been invited already."]
    assert User.objects.filter(email__iexact="grace@example.org").count() == 1
    assert not Author.objects.filter(name="Somebody Else").exists()


def test_an_address_with_an_account_is_not_given_a_second_one(ask, make_user):
    make_user("ada")

    response = ask(email="ADA@example.org")

    assert "link it to the author instead" in response.context["form"].errors["email"][0]


def test_of_two_editors_at_once_the_second_is_told(invite, make_author, monkeypatch):
    """The first one's account is there after the second one's form has looked for it."""
    first = invite()
    author = make_author("Grace H.")

    with pytest.raises(AlreadyInvited):
        invite_author(
            author, "grace@example.org", language="en", role="Authors", by=first.invited_by
        )

    author.refresh_from_db()
    assert author.user is None
    assert User.objects.filter(email="grace@example.org").count() == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("email", ""),
        ("email", "no address"),
        ("email", "a@example.org, b@example.org"),
        ("email", "a@example.org\r\nBcc: b@example.org"),
        ("language", "xx"),
        ("role", "Editors"),
        ("role", ""),
    ],
)
def test_what_is_wrong_is_told_beside_the_field_and_makes_nothing(field, value, ask):
    response = ask(**{field: value})

    assert field in response.context["form"].errors
    assert not Invitation.objects.exists()
    assert not Author.objects.exists()


def test_a_namesake_is_asked_about(ask, invite, make_author):
    make_author("Grace Hopper")

    asked = ask()
    invitation = invite(another="on")

    assert "name" in asked.context["form"].errors
    assert invitation.author.handle == "grace-hopper-2"


def test_a_new_link_ends_the_earlier_one(invite, editor, mails):
    invitation = invite()
    mails()

    editor.post(status_url(invitation), {"again": ""})

    old, new = mails()
    assert not opens(old)
    assert opens(new)


def test_a_link_that_ran_out_is_renewed_by_sending_it_again(invite, editor, mails):
    invitation = invite()
    (old,) = mails()
    Invitation.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    assert not opens(old)

    editor.post(status_url(invitation), {"again": ""})

    assert opens(mails()[1])


def test_a_revoked_invitation_leaves_a_guest_and_a_free_address(invite, editor, mails):
    invitation = invite()
    (mail,) = mails()

    editor.post(status_url(invitation), {"revoke": ""})

    author = Author.objects.get(pk=invitation.author_id)
    assert author.user is None
    assert not opens(mail)
    assert not User.objects.filter(email="grace@example.org").exists()
    assert invite(name="Another Person").address == "grace@example.org"


@pytest.mark.parametrize("action", ["again", "revoke"])
def test_what_was_accepted_is_neither_sent_again_nor_revoked(action, invite, editor):
    invitation = invite()
    invitation.user.set_password("a password of her own")
    invitation.user.save()

    response = editor.post(status_url(invitation), {action: ""}, follow=True)

    assert "accepted in the meantime" in response.content.decode()
    assert User.objects.filter(pk=invitation.user_id).exists()


def test_an_account_that_is_switched_off_gets_no_mail(invite, mails):
    invitation = invite()
    User.objects.filter(pk=invitation.user_id).update(is_active=False)

    assert mails() == []


def test_a_mailbox_is_not_flooded(invite, editor, mails):
    invitation = invite()
    for _number in range(3):
        answer = editor.post(status_url(invitation), {"again": ""}, follow=True)

    assert "Too many invitations" in answer.content.decode()
    assert Invitation.objects.get().issue == 3


def test_the_editor_sees_how_it_stands(invite, editor, mails):
    invitation = invite()
    before = editor.get(status_url(invitation)).content.decode()

    mails()

    assert "is on its way" in before
    assert "Sent to grace@example.org" in editor.get(status_url(invitation)).content.decode()


def test_the_lists_lead_to_it(invite, editor, make_author):
    invitation, guest = invite(), make_author("Guest")

    index = editor.get(reverse("authors:index")).content.decode()
    of_guest = editor.get(reverse("authors:edit", args=[guest.pk])).content.decode()
    of_invited = editor.get(reverse("authors:edit", args=[invitation.author_id])).content.decode()

    assert reverse("authors:invite") in index
    assert reverse("authors:invite_guest", args=[guest.pk]) in of_guest
    assert status_url(invitation) in of_invited


@pytest.mark.parametrize("group", ["Authors", "Trusted authors", "Tip managers"])
def test_only_editors_invite(group, make_user, log_in, make_author):
    client = log_in(make_user("ada", group))
    guest = make_author("Guest")
    urls = [
        reverse("authors:invite"),
        reverse("authors:invite_guest", args=[guest.pk]),
        reverse("authors:invitation", args=[guest.pk]),
    ]

    assert [client.post(url, {"email": "x@example.org"}).status_code for url in urls] == [302] * 3
    assert not Invitation.objects.exists()


def test_a_site_without_the_address_offers_no_invitations(editor, settings):
    settings.ROOT_URLCONF = "wagtail.admin.urls"

    from authors.invitations.admin import is_possible

    assert not is_possible()


def test_an_account_is_invited_once(invite):
    invitation = invite()

    with pytest.raises(IntegrityError):
        Invitation.objects.create(
            author=invitation.author, user=invitation.user, address="other@example.org"
        )
