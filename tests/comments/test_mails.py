"""The mails about comments, as a real server gets them."""

import re

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.users.models import UserProfile

from authors import outbox
from authors.comments import moderation
from authors.comments.models import Comment, CommentWishes, Notice

pytestmark = pytest.mark.django_db


@pytest.fixture
def delivered(mail_server):
    """Send what is owed; return the letters by recipient."""

    def deliver():
        mail_server.letters.clear()
        mail_server.envelopes.clear()
        outbox.send_due(Notice)
        pairs = zip(mail_server.envelopes, mail_server.letters, strict=True)
        return {envelope[1][0]: letter for envelope, letter in pairs}

    return deliver


@pytest.fixture
def stranger():
    """A mail program: no cookie, no page seen, and CSRF is checked."""
    return Client(enforce_csrf_checks=True)


def text_of(letter):
    return letter.get_body(["plain"]).get_content()


def path_in(letter, pattern):
    return re.search(rf"http://\S*?(/\S*{pattern}\S*)", text_of(letter)).group(1)


def stop_path(letter):
    address = letter["List-Unsubscribe"].strip("<>")
    return "/" + address.partition("//")[2].partition("/")[2]


@pytest.fixture
def told(make_comment):
    """A published comment whose writer has confirmed that they want to hear of answers."""
    return make_comment(wants_answers=True, answers_confirmed_at=timezone.now())


@pytest.fixture
def answer_to(make_comment):
    def make(parent, **fields):
        known = {"name": "Charles", "email": "charles@example.org", "state": "pending"}
        answer = make_comment("I agree.", parent=parent, **known | fields)
        moderation.approve(answer)
        return answer

    return make


def test_the_author_is_told_of_a_comment_in_their_language(write, delivered, author):
    UserProfile.objects.create(user=author.user, preferred_language="de")
    write(text="I disagree.")

    letter = delivered()["ada@example.org"]

    assert letter["Subject"] == "Grace hat „On engines“ kommentiert"
    assert "I disagree." in text_of(letter)
    assert f"/admin/comments/{Comment.objects.get().pk}/" in text_of(letter)
    assert "grace@example.org" not in letter.as_string()


def test_an_author_hears_of_a_comment_once(write, delivered):
    write()

    assert len(delivered()) == 1
    assert delivered() == {}


def test_nobody_hears_of_spam(write, delivered, make_comment):
    moderation.ban(make_comment(state="pending"))

    write()

    assert delivered() == {}


def test_an_author_stops_the_mails_by_one_click(write, delivered, stranger, author):
    write()
    letter = delivered()["ada@example.org"]

    answer = stranger.post(stop_path(letter), {"List-Unsubscribe": "One-Click"})
    write(text="Another")

    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert answer.status_code == 200
    assert answer.cookies == {}
    assert delivered() == {}


def test_looking_at_the_stop_page_stops_nothing(write, delivered, stranger):
    write()
    path = stop_path(delivered()["ada@example.org"])

    page = stranger.get(path)

    assert "<button" in page.content.decode()
    assert not CommentWishes.objects.exists()


def test_whoever_wants_to_hear_of_answers_is_asked_first(write, delivered):
    write(wants_answers="on")

    letter = delivered()["grace@example.org"]

    assert "/comments/confirm/" in text_of(letter)
    assert letter["List-Unsubscribe"] is None
    assert Comment.objects.get().answers_confirmed_at is None


def test_the_question_carries_no_words_of_whoever_asked(write, delivered):
    write(wants_answers="on", text="Buy at casino.example", name="Casino")

    letter = delivered()["grace@example.org"]

    assert "casino" not in letter.as_string().lower()


def test_a_mail_scanner_confirms_nothing(write, delivered, stranger):
    write(wants_answers="on")

    page = stranger.get(path_in(delivered()["grace@example.org"], "confirm"))

    assert page.status_code == 200
    assert "<button" in page.content.decode()
    assert Comment.objects.get().answers_confirmed_at is None


def test_a_person_confirms_by_a_button(write, delivered, stranger):
    write(wants_answers="on")
    path = path_in(delivered()["grace@example.org"], "confirm")

    answer = stranger.post(path)

    assert answer.status_code == 200
    assert Comment.objects.get().answers_confirmed_at is not None


def test_a_link_of_last_month_confirms_nothing(write, delivered, stranger, monkeypatch):
    write(wants_answers="on")
    path = path_in(delivered()["grace@example.org"], "confirm")
    monkeypatch.setattr("authors.comments.links.CONFIRM_WITHIN_SECONDS", -1)

    assert stranger.post(path).status_code == 404


@pytest.mark.parametrize("kind", ["confirm", "stop", "stop-author"])
def test_a_made_up_link_does_nothing(stranger, home, kind):
    assert stranger.post(f"/comments/{kind}/made:up:link/").status_code in {200, 404}


def test_the_reader_who_was_answered_is_told(told, answer_to, delivered):
    answer = answer_to(told)

    letter = delivered()["grace@example.org"]

    assert letter["Subject"] == "Charles answered you on “On engines”"
    assert "I agree." in text_of(letter)
    assert f"#comment-{answer.pk}" in text_of(letter)
    assert "charles@example.org" not in letter.as_string()


def test_an_answer_is_told_once_however_often_it_is_approved(told, answer_to, delivered):
    answer = answer_to(told)
    delivered()

    moderation.reject(answer)
    moderation.approve(answer)

    assert "grace@example.org" not in delivered()


def test_who_never_confirmed_is_not_told(make_comment, answer_to, delivered):
    answer_to(make_comment(wants_answers=True))

    assert "grace@example.org" not in delivered()


def test_who_answers_themselves_is_not_told(told, answer_to, delivered):
    answer_to(told, name="Grace", email="GRACE+blog@example.org")

    assert "grace@example.org" not in delivered()


def test_an_answer_that_was_rejected_meanwhile_is_not_told(told, answer_to, delivered):
    moderation.reject(answer_to(told))

    assert "grace@example.org" not in delivered()


def test_a_reader_stops_the_mails_by_one_click(told, answer_to, delivered, stranger):
    answer_to(told)
    letter = delivered()["grace@example.org"]

    answer = stranger.post(stop_path(letter), {"List-Unsubscribe": "One-Click"})
    answer_to(told, name="Hedy", email="hedy@example.org")

    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert answer.status_code == 200
    assert "grace@example.org" not in delivered()


def test_a_stop_link_changes_no_comment(told, answer_to, delivered, stranger):
    answer_to(told)

    stranger.post(stop_path(delivered()["grace@example.org"]))

    told.refresh_from_db()
    assert (told.state, told.text) == ("approved", "Well said.")


def test_the_mail_speaks_the_language_of_the_comment(told, answer_to, delivered):
    Comment.objects.filter(pk=told.pk).update(language="de")
    told.refresh_from_db()
    answer_to(told)

    letter = delivered()["grace@example.org"]

    assert letter["Subject"].strip() == "Charles hat dir zu „On engines“ geantwortet"
    assert "/de/comments/own/" in text_of(letter)


def test_one_address_is_asked_three_times_a_day_however_it_is_spelled(write, delivered, settings):
    settings.AUTHORS_COMMENTS_LIMITS = ()

    for number in range(6):
        write(wants_answers="on", name=f"N{number}", email=f"Grace+{number}@Example.org")

    assert Notice.objects.filter(kind="confirm").count() == 3


def test_who_has_confirmed_before_is_not_asked_again(told, write, delivered):
    write(wants_answers="on")

    assert "grace@example.org" not in delivered()
    assert Comment.objects.latest("pk").answers_confirmed_at is not None


def test_a_mail_server_that_is_down_troubles_no_reader(write, settings):
    settings.EMAIL_BACKEND = "tests.no_mail.Backend"

    response = write(wants_answers="on")
    outbox.send_due(Notice)

    assert response.status_code == 303
    assert set(Notice.objects.values_list("sent_at", flat=True)) == {None}


def test_every_mail_has_text_and_html_in_its_language(write, delivered):
    write(prefix="/de", wants_answers="on")

    letter = delivered()["grace@example.org"]

    assert "Antworten" in letter["Subject"]
    assert '<html lang="de">' in letter.get_body(["html"]).get_content()
