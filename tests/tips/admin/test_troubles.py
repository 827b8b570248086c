"""Managers send mails again and have dead events looked at again."""

import pytest
from django.core import mail
from django.urls import reverse

from tips import ledger, sweeper
from tips.models import Notice, ProviderEvent
from tips.providers.base import WebhookEvent

pytestmark = pytest.mark.django_db


@pytest.fixture
def press(log_in, manager):
    def press(name, *rows, user=None):
        url = reverse(f"tips_troubles:{name}")
        return log_in(user or manager).post(url, {"row": [row.pk for row in rows]}, follow=True)

    return press


@pytest.fixture
def failed(make_paid_tip, home):
    """A receipt that was tried until nobody tried any more."""
    notice = make_paid_tip().notices.get(kind="thank_you")
    Notice.objects.filter(pk=notice.pk).update(tries=15, next_try=None, error="SMTPDataError")
    return notice


@pytest.fixture
def dead(db):
    event = ledger.store_event(WebhookEvent("ev_1", "paid", "co_1", "", False), "sandbox")
    ProviderEvent.objects.update(outcome="dead", error="KeyError", next_try=None, tries=15)
    return event


def test_a_failed_mail_goes_out_again_once(failed, press):
    press("mails", failed)
    sweeper.sweep()
    sweeper.sweep()

    assert [letter.to for letter in mail.outbox] == [["grace@example.org"]]


def test_a_mail_that_is_sent_is_not_sent_again(failed, press):
    press("mails", failed)
    sweeper.sweep()

    press("mails", failed)
    sweeper.sweep()

    assert len(mail.outbox) == 1


def test_the_list_names_the_tip_and_no_address(failed, log_in, manager):
    page = log_in(manager).get(reverse("tips_troubles:mails")).content.decode()

    assert failed.tip.reference in page
    assert "SMTPDataError" in page
    assert "example.org" not in page


def test_a_dead_event_falls_due_again(dead, press):
    press("events", dead)

    dead.refresh_from_db()
    assert (dead.outcome, dead.tries) == ("", 0)
    assert dead.next_try is not None


def test_who_only_looks_presses_no_button(failed, dead, press, make_user):
    viewer = make_user("view_tip")

    press("mails", failed, user=viewer)
    press("events", dead, user=viewer)

    assert Notice.objects.get(pk=failed.pk).tries == 15
    assert ProviderEvent.objects.get().outcome == "dead"


def test_the_front_page_leads_there(failed, dead, log_in, manager):
    page = log_in(manager).get("/admin/").content.decode()

    assert reverse("tips_troubles:mails") in page
    assert reverse("tips_troubles:events") in page
