"""Mails as a real mail server takes them."""

import smtplib
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.utils import timezone

from authors.followers import sweeper
from authors.followers.models import Follower, Mail

pytestmark = pytest.mark.django_db


def text_of(letter, kind="plain"):
    return letter.get_body((kind,)).get_content()


def stop_path(letter):
    """Return the path that a mail program posts to; long headers come folded."""
    url = letter["List-Unsubscribe"].strip().strip("<>")
    assert url.startswith("http")
    return urlsplit(url).path


def test_a_mail_can_be_ended_by_its_header_alone(make_follower, publish, mail_server, client):
    make_follower()
    publish()
    sweeper.sweep()

    [letter] = mail_server.letters
    answer = client.post(stop_path(letter), {"List-Unsubscribe": "One-Click"})

    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert (answer.status_code, answer.cookies) == (200, {})
    assert Follower.objects.count() == 0


def test_ending_it_twice_is_no_error(make_follower, publish, mail_server, client):
    make_follower()
    publish()
    sweeper.sweep()
    path = stop_path(mail_server.letters[0])

    answers = [client.post(path, {"List-Unsubscribe": "One-Click"}) for _time in range(2)]

    assert [answer.status_code for answer in answers] == [200, 200]


def test_looking_at_the_link_ends_nothing(make_follower, publish, mail_server, client):
    make_follower()
    publish()
    sweeper.sweep()
    path = stop_path(mail_server.letters[0])

    answer = client.get(path)

    assert "Yes, stop all mails" in answer.content.decode()
    assert Follower.objects.count() == 1


def test_a_mail_is_text_and_markup_to_one_recipient(
    make_follower, publish, mail_server, make_author
):
    make_follower(email="grace@example.org")
    make_follower(email="eve@example.org")
    publish(make_author("Ada <b>Lovelace"), title="On engines\n& looms", standfirst="A <story>.")
    sweeper.sweep()

    letter = next(each for each in mail_server.letters if each["To"] == "grace@example.org")

    assert "A <story>." in text_of(letter)
    assert "A &lt;story&gt;." in text_of(letter, "html")
    assert "Ada &lt;b&gt;Lovelace" in text_of(letter, "html")
    assert all(len(recipients) == 1 for _sender, recipients in mail_server.envelopes)
    assert "eve@" not in letter.as_string()


def test_the_question_is_a_mail_without_list_headers(ask, mail_server):
    ask("grace@example.org")
    sweeper.sweep()

    [letter] = mail_server.letters
    assert [name for name in letter.keys() if name.startswith("List-")] == []  # noqa: SIM118
    assert letter["Auto-Submitted"] == "auto-generated"


def test_a_mailbox_that_isnt_there_is_written_to_once(
    make_follower, publish, mail_server, monkeypatch
):
    async def refuse(_self, server, session, envelope, address, options):
        return "550 no such mailbox"

    monkeypatch.setattr(type(mail_server), "handle_RCPT", refuse, raising=False)
    gone = make_follower()
    publish(title="One")
    sweeper.sweep()
    publish(title="Two")
    sweeper.sweep()

    gone.refresh_from_db()
    assert gone.stopped == Follower.Stopped.BOUNCED
    assert Mail.objects.count() == 1


def test_a_busy_mailbox_is_tried_again(make_follower, publish, mail_server, monkeypatch):
    async def later(_self, server, session, envelope, address, options):
        return "451 later"

    make_follower()
    publish()
    with monkeypatch.context() as busy:
        busy.setattr(type(mail_server), "handle_RCPT", later, raising=False)
        sweeper.sweep()
    assert mail_server.letters == []

    Mail.objects.update(next_try=timezone.now())
    sweeper.sweep()

    assert len(mail_server.letters) == 1
    assert Follower.objects.get().is_active


def test_a_server_that_is_down_is_asked_once_and_loses_nothing(
    make_follower, publish, mail_server, settings
):
    for _ in range(3):
        make_follower()
    publish()
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    sweeper.sweep()
    assert sorted(Mail.objects.values_list("tries", flat=True)) == [0, 0, 0]

    settings.EMAIL_PORT = port
    Mail.objects.update(next_try=timezone.now())
    sweeper.sweep()

    assert len(mail_server.letters) == 3


def test_a_connection_lost_halfway_sends_the_rest_later_and_nothing_twice(
    make_follower, publish, mail_server, monkeypatch
):
    made = [make_follower().email for _ in range(4)]
    publish()
    real, calls = smtplib.SMTP.sendmail, []

    def breaks(self, *arguments, **options):
        calls.append(1)
        if len(calls) == 3:
            raise smtplib.SMTPServerDisconnected("gone")
        return real(self, *arguments, **options)

    with monkeypatch.context() as broken:
        broken.setattr(smtplib.SMTP, "sendmail", breaks)
        sweeper.sweep()
    Mail.objects.filter(sent_at=None).update(next_try=timezone.now())
    sweeper.sweep()

    assert sorted(letter["To"] for letter in mail_server.letters) == sorted(made)


def test_a_batch_leaves_the_rest_for_the_next_wake_up(
    make_follower, publish, mail_server, settings
):
    from authors.followers import delivery, spreading
    from authors.followers.models import News

    settings.AUTHORS_FOLLOWERS_MAILS = 2
    for _ in range(5):
        make_follower()
    publish()
    spreading.spread(News.objects.get().pk)

    counts = [delivery.deliver() for _ in range(4)]

    assert counts == [2, 2, 1, 0]
    assert len(mail_server.letters) == 5


def test_who_leaves_before_the_digest_gets_none(make_follower, publish, mail_server):
    reader = make_follower(frequency="daily")
    publish()
    sweeper.sweep()
    reader.delete()

    Mail.objects.update(next_try=timezone.now() - timedelta(seconds=1))
    sweeper.sweep()

    assert mail_server.letters == []
