"""Mails that are owed, and what becomes of them."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.checks import run_checks
from django.core.management import call_command
from django.utils import timezone
from wagtail import hooks

from authors import outbox, retries
from tests.plugin_host.models import Postcard

pytestmark = pytest.mark.django_db


@pytest.fixture
def make_postcard():
    def make(to="ada@example.org", **fields):
        return Postcard.objects.create(to=to, **fields)

    return make


def test_a_mail_has_one_recipient_text_and_html(make_postcard, mail_server):
    make_postcard()

    outbox.send_due(Postcard)

    [letter] = mail_server.letters
    assert mail_server.envelopes[0][1] == ["ada@example.org"]
    assert letter["Subject"] == "Grüße aus dem Urlaub"
    assert letter.get_body(["plain"]).get_content().startswith("Wish you were here.")
    assert '<html lang="de">' in letter.get_body(["html"]).get_content()


def test_a_mail_that_can_be_stopped_says_so_to_mail_programs(make_postcard, mail_server):
    make_postcard(stop_url="https://magazine.example/stop/1/")

    outbox.send_due(Postcard)

    [letter] = mail_server.letters
    assert letter["List-Unsubscribe"] == "<https://magazine.example/stop/1/>"
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "https://magazine.example/stop/1/" in letter.get_body(["plain"]).get_content()


def test_a_mail_that_cannot_be_stopped_promises_nothing(make_postcard, mail_server):
    make_postcard()

    outbox.send_due(Postcard)

    assert mail_server.letters[0]["List-Unsubscribe"] is None


def test_a_mail_goes_out_once(make_postcard):
    make_postcard()

    outbox.send_due(Postcard)
    outbox.send_due(Postcard)

    assert len(mail.outbox) == 1


def test_a_mail_that_nobody_wants_is_not_called_sent(make_postcard):
    card = make_postcard(to="")

    outbox.send_due(Postcard)

    card.refresh_from_db()
    assert (card.sent_at, card.next_try, card.error) == (None, None, outbox.UNWANTED)


def test_a_mail_that_fails_waits_and_keeps_the_reason(make_postcard, settings):
    settings.EMAIL_BACKEND = "tests.no_mail.Backend"
    card = make_postcard(tries=3)

    outbox.send_due(Postcard)

    card.refresh_from_db()
    assert card.error == "SMTPServerDisconnected"
    assert card.next_try > timezone.now() + timedelta(minutes=7)


def test_a_mail_that_failed_too_often_is_given_up(make_postcard, settings):
    settings.EMAIL_BACKEND = "tests.no_mail.Backend"
    card = make_postcard(tries=retries.MOST_TRIES - 1)

    outbox.send_due(Postcard)

    card.refresh_from_db()
    assert card.next_try is None


def test_the_worker_sends_after_the_commit(
    make_postcard, django_capture_on_commit_callbacks, settings
):
    settings.TASKS = settings.TASKS | {
        "now": {"BACKEND": settings.TASKS["default"]["BACKEND"], "QUEUES": []}
    }
    settings.AUTHORS_TASK_BACKEND = "now"

    with django_capture_on_commit_callbacks(execute=True):
        outbox.owe(make_postcard())
        assert mail.outbox == []

    assert len(mail.outbox) == 1


def test_a_broken_queue_breaks_no_request(
    make_postcard, django_capture_on_commit_callbacks, settings
):
    settings.AUTHORS_TASK_BACKEND = "nowhere"

    with django_capture_on_commit_callbacks(execute=True):
        outbox.owe(make_postcard())

    assert Postcard.objects.count() == 1


def test_the_sweep_of_one_app_outlives_the_fault_of_another(make_postcard):
    make_postcard()

    with (
        hooks.register_temporarily("authors_sweep", lambda: 1 / 0, order=-1),
        hooks.register_temporarily("authors_sweep", lambda: outbox.send_due(Postcard)),
    ):
        call_command("sweep")

    assert len(mail.outbox) == 1


def test_an_unknown_task_backend_is_told(settings):
    settings.AUTHORS_TASK_BACKEND = "nowhere"

    assert "authors.E001" in [message.id for message in run_checks()]
