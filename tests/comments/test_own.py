"""A reader comes back to their own comment by its secret link."""

import pytest
from django.test import Client

from authors.comments.models import Comment

pytestmark = pytest.mark.django_db


def own(comment):
    return f"/comments/own/{comment.token}/"


def test_sending_leads_to_the_secret_page(write, client):
    response = client.get(write()["Location"])

    assert response.status_code == 200
    assert "Thank you for your comment" in response.content.decode()
    assert response["Referrer-Policy"] == "no-referrer"
    assert "noindex" in response["X-Robots-Tag"]
    assert "no-store" in response["Cache-Control"]


def test_the_address_cannot_be_guessed(make_comment):
    assert len(make_comment().token) >= 32


@pytest.mark.parametrize("state", ["pending", "approved"])
def test_an_edited_comment_waits_again(client, make_comment, read, state):
    comment = make_comment("Teh engine", state=state)

    response = client.post(own(comment), {"text": "The engine"})

    comment.refresh_from_db()
    assert response.status_code == 303
    assert (comment.text, comment.state) == ("The engine", "pending")
    assert "engine</p>" not in read()


def test_saving_the_same_words_changes_nothing(client, make_comment):
    comment = make_comment("The engine")

    client.post(own(comment), {"text": "The engine"})

    comment.refresh_from_db()
    assert (comment.state, comment.edited_at) == ("approved", None)


def test_bad_input_is_told_and_changes_nothing(client, make_comment):
    comment = make_comment("The engine")

    response = client.post(own(comment), {"text": "  "})

    assert response.status_code == 422
    assert "Write something." in response.content.decode()
    comment.refresh_from_db()
    assert comment.text == "The engine"


def test_a_trusted_writers_edit_appears_at_once(client, make_comment, site_settings):
    site_settings(moderation="first")
    comment = make_comment("Teh engine")

    client.post(own(comment), {"text": "The engine"})

    comment.refresh_from_db()
    assert comment.state == "approved"


def test_withdrawing_deletes_words_name_and_address(client, make_comment):
    comment = make_comment("The engine", website="https://grace.example/")

    client.post(own(comment) + "withdraw/")

    comment.refresh_from_db()
    left = (comment.text, comment.name, comment.email, comment.website)
    assert (comment.state, left) == ("withdrawn", ("", "", "", ""))
    assert "withdrawn" in client.get(own(comment)).content.decode()


def test_looking_withdraws_nothing(client, make_comment):
    comment = make_comment()

    assert client.get(own(comment) + "withdraw/").status_code == 405
    assert Comment.objects.approved().count() == 1


def test_no_csrf_token_is_needed_as_the_address_is_the_secret(make_comment):
    strict = Client(enforce_csrf_checks=True)
    comment = make_comment()

    assert strict.post(own(comment) + "withdraw/").status_code == 303


@pytest.mark.parametrize("state", ["spam", "rejected", "withdrawn"])
def test_what_was_decided_about_cannot_be_edited(client, make_comment, state):
    comment = make_comment(state=state)

    client.post(own(comment), {"text": "Buy this"})

    comment.refresh_from_db()
    assert (comment.text, comment.state) == ("Well said.", state)


def test_spam_learns_nothing(client, make_comment):
    html = client.get(own(make_comment(state="spam"))).content.decode()

    assert "Thank you for your comment" in html
    assert "pam" not in html


def test_nobody_edits_an_authors_answer_by_a_link(client, make_comment, author):
    comment = make_comment(author=author)

    assert client.get(own(comment)).status_code == 404


def test_a_wrong_link_is_not_found(client, home):
    assert client.get("/comments/own/wrong/").status_code == 404
