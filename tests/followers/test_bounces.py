"""Mailboxes that take no mails, as a mail service reports them."""

from types import SimpleNamespace

import pytest
from anymail.signals import AnymailTrackingEvent, tracking

from authors.followers import bounces
from authors.followers.models import Follower

pytestmark = pytest.mark.django_db


def told(kind, recipient):
    return SimpleNamespace(event_type=kind, recipient=recipient)


@pytest.mark.parametrize(
    ("kind", "stopped"),
    [
        ("bounced", "bounced"),
        ("rejected", "bounced"),
        ("complained", "complained"),
        ("deferred", ""),
        ("delivered", ""),
        ("opened", ""),
    ],
)
def test_only_a_lasting_failure_or_a_complaint_stops_the_mails(make_follower, kind, stopped):
    make_follower(email="Grace@example.org")

    bounces.tracked(None, told(kind, "grace@EXAMPLE.org"), "postmark")

    assert Follower.objects.get().stopped == stopped


def test_who_is_stopped_gets_no_news(make_follower, publish, work):
    make_follower(email="grace@example.org")
    bounces.tracked(None, told("bounced", "grace@example.org"))

    publish()

    assert work() == []


def test_who_confirms_again_is_written_to_again(make_follower, ask, work, link, client):
    make_follower(email="grace@example.org", stopped="bounced")
    ask("grace@example.org")
    [question] = work()

    client.post(link(question, "confirm"))

    assert Follower.objects.get().is_active


def test_an_event_without_recipient_is_ignored(make_follower):
    make_follower()

    bounces.tracked(None, told("bounced", None))

    assert Follower.objects.get().is_active


def test_django_anymail_reports_by_its_signal(make_follower):
    make_follower(email="grace@example.org")
    event = AnymailTrackingEvent(event_type="bounced", recipient="grace@example.org")

    tracking.send(sender=object, event=event, esp_name="Postmark")

    assert not Follower.objects.get().is_active
