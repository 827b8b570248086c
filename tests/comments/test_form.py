"""A reader fills in the comment form."""

import re
import time

import pytest
from bs4 import BeautifulSoup
from django.core import signing
from django.test import Client

from authors.comments.consent import TEXTS
from authors.comments.form_key import SALT
from authors.comments.models import Comment, CommentRules

pytestmark = pytest.mark.django_db


def form_on(response):
    return BeautifulSoup(response.content, "html.parser").select_one("form.comment-form")


def errors_of(response, field):
    return [str(error) for error in response.context["form"].errors.get(field, [])]


def test_a_comment_is_stored_and_waits(write, read):
    response = write(text="I disagree.", website="https://grace.example/")

    comment = Comment.objects.get()
    assert response.status_code == 303
    assert (comment.state, comment.text, comment.name) == ("pending", "I disagree.", "Grace")
    assert comment.website == "https://grace.example/"
    assert "I disagree." not in read()


def test_an_approved_comment_is_shown_without_the_address(make_comment, read):
    make_comment("I disagree.")

    html = read()

    assert "I disagree." in html
    assert "grace@example.org" not in html


def test_nothing_that_is_stored_tells_where_a_reader_came_from(write):
    write()

    stored = " ".join(str(value) for value in Comment.objects.values()[0].values())
    assert "127.0.0.1" not in stored


@pytest.mark.parametrize("field", ["text", "name", "email", "consent"])
def test_what_is_required_says_so_to_eyes_and_screen_readers(client, article, field):
    form = form_on(client.get(f"/comments/{article.pk}/"))

    control = form.select_one(f"[name={field}]")
    assert control["aria-required"] == "true"
    assert "(required)" in form.select_one(f"label[for={control['id']}]").get_text()


def test_the_email_field_tells_a_screen_reader_what_becomes_of_it(client, article):
    form = form_on(client.get(f"/comments/{article.pk}/"))

    control = form.select_one("[name=email]")
    assert "Never shown" in form.select_one(f"#{control['aria-describedby']}").get_text()


def test_the_consent_is_not_ticked_beforehand(client, article):
    form = form_on(client.get(f"/comments/{article.pk}/"))

    assert not form.select_one("[name=consent]").has_attr("checked")


def test_without_consent_nothing_is_stored(write):
    response = write(consent="")

    assert response.status_code == 422
    assert errors_of(response, "consent") != []
    assert Comment.objects.count() == 0


def test_the_version_of_the_text_is_stored_in_the_readers_language(write):
    write(prefix="/de")

    version = Comment.objects.get().consent_version
    assert version == f"{TEXTS.newest}/de"
    assert TEXTS.wording(version).startswith("Ich bin damit einverstanden")


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("text", ""),
        ("text", "<b> </b>"),
        ("text", "\u200b\u200b"),
        ("text", "x" * 5001),
        ("text", "https://a.example https://b.example https://c.example"),
        ("name", ""),
        ("name", "x" * 81),
        ("email", "nobody"),
        ("email", "a@example.org\nBcc: b@example.org"),
        ("website", "javascript:alert(1)"),
        ("website", "https://user@host.example/"),
    ],
)
def test_bad_input_is_told_next_to_the_field(write, field, typed):
    response = write(**{field: typed})

    form = form_on(response)
    control = form.select_one(f"[name={field}]")
    assert response.status_code == 422
    assert errors_of(response, field) != []
    assert control["aria-invalid"] == "true"
    assert form.select_one(f"#{control['id']}_error") is not None
    assert f"{control['id']}_error" in control["aria-describedby"]
    assert Comment.objects.count() == 0


def test_the_error_summary_leads_to_the_field(write):
    form = form_on(write(email=""))

    link = form.select_one(".error-summary a")
    assert form.select_one(link["href"])["name"] == "email"


def test_what_was_typed_stands_there_again(write):
    form = form_on(write(email="", text="A long thought"))

    assert form.select_one("[name=text]").get_text().strip() == "A long thought"


def test_a_robot_that_fills_the_trap_is_thanked_and_forgotten(write):
    response = write(leave_empty="https://casino.example")

    assert response.status_code == 200
    assert "Thank you for your comment" in response.content.decode()
    assert Comment.objects.count() == 0


def test_who_is_faster_than_people_is_asked_to_send_again(write, settings):
    settings.AUTHORS_COMMENTS_MINIMUM_SECONDS = 3

    response = write()

    assert response.status_code == 422
    assert "faster than people" in response.content.decode()
    assert Comment.objects.count() == 0


def test_the_same_form_can_be_sent_after_the_minimum_time(client, article, settings, write):
    settings.AUTHORS_COMMENTS_MINIMUM_SECONDS = 3
    key = {"page": article.pk, "consent": "2026-11/en", "parent": None, "key": "0" * 32}
    key["made_at"] = int(time.time()) - 4

    response = write(form_key=signing.dumps(key, salt=SALT, compress=True))

    assert response.status_code == 303


@pytest.mark.parametrize("form_key", ["", "nonsense", "a:b:c"])
def test_a_form_without_our_key_is_refused(write, form_key):
    response = write(form_key=form_key)

    assert response.status_code == 403
    assert Comment.objects.count() == 0


def test_the_key_of_another_page_is_refused(write, make_article, author, client):
    other = make_article(author, title="On looms")
    key = client.get(f"/comments/{other.pk}/").context["form"].initial["form_key"]

    assert write(form_key=key).status_code == 403


def test_a_form_sent_twice_makes_one_comment(write, client, article):
    key = client.get(f"/comments/{article.pk}/").context["form"].initial["form_key"]

    first, second = write(form_key=key), write(form_key=key)

    assert first["Location"] == second["Location"]
    assert Comment.objects.count() == 1


def test_a_form_sent_again_with_other_words_is_asked_about(write, client, article):
    key = client.get(f"/comments/{article.pk}/").context["form"].initial["form_key"]
    write(form_key=key)

    response = write(form_key=key, text="And another thing.")

    assert response.status_code == 422
    assert "sent before" in response.content.decode()


def test_neither_article_nor_form_set_a_cookie(client, article, write):
    responses = [client.get(article.url), client.get(f"/comments/{article.pk}/"), write()]

    assert [response.cookies for response in responses] == [{}, {}, {}]
    assert "csrfmiddlewaretoken" not in responses[1].content.decode()


def test_a_post_needs_no_csrf_token_but_the_key(article):
    strict = Client(enforce_csrf_checks=True)
    key = strict.get(f"/comments/{article.pk}/").context["form"].initial["form_key"]

    fields = {"text": "Hi", "name": "G", "email": "g@example.org", "consent": "on"}
    response = strict.post(f"/comments/{article.pk}/", fields | {"form_key": key})

    assert response.status_code == 303


def test_the_rules_stand_beside_the_form_in_its_language(client, article, site_settings):
    from wagtail.models import Locale

    german, _new = Locale.objects.get_or_create(language_code="de")
    own = site_settings()
    own.rules.add(CommentRules(locale=Locale.get_default(), text="Be kind.\nStay on topic."))
    own.rules.add(CommentRules(locale=german, text="Sei freundlich."))
    own.save()

    english = client.get(f"/comments/{article.pk}/").content.decode()
    deutsch = client.get(f"/de/comments/{article.pk}/").content.decode()

    assert "<li>Be kind.</li><li>Stay on topic.</li>" in re.sub(r">\s+<", "><", english)
    assert "<li>Sei freundlich.</li>" in deutsch


def test_the_form_says_that_all_comments_are_moderated(client, article):
    assert "All comments are moderated" in client.get(f"/comments/{article.pk}/").content.decode()


def test_the_form_is_german_under_the_german_address(client, article):
    html = client.get(f"/de/comments/{article.pk}/").content.decode()

    assert '<html lang="de">' in html
    assert "Kommentar absenden" in html
    assert "Dein Name" in html


def test_the_fourth_comment_in_a_minute_is_told_when_to_come_back(write):
    for _number in range(3):
        write()

    response = write(text="One more")

    assert response.status_code == 429
    assert 0 < int(response["Retry-After"]) <= 60
    assert "One more" in response.content.decode()
    assert Comment.objects.count() == 3


def test_a_flood_from_one_source_leaves_other_readers_alone(write):
    for _number in range(10):
        write()

    answers = [write(sender=Client(REMOTE_ADDR="198.51.100.7")), write()]

    assert [answer.status_code for answer in answers] == [303, 429]
