"""One mail a day instead of one a tip."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from tests.tips.admin.conftest import pay
from tips import ledger, sweeper
from tips.models import Digest, Notice, TipPreferences

pytestmark = pytest.mark.django_db


@pytest.fixture
def author(make_author, django_user_model):
    user = django_user_model.objects.create_user("ada", "ada@example.org")
    author = make_author("Ada", user=user)
    TipPreferences.objects.create(author=author, notification="daily")
    return author


@pytest.fixture
def give(make_tip, author):
    def give(**facts):
        tip = make_tip(**({"author": author, "email": ""} | facts))
        pay(ledger.open_payment(tip, "sandbox", "", tip.livemode))
        return tip

    return give


def next_morning():
    sweeper.sweep()
    assert mail.outbox == []
    Digest.objects.update(next_try=timezone.now())
    sweeper.sweep()


def test_a_day_of_tips_is_one_mail(give):
    give(display_name="Grace", message="Keep going!")
    give(amount_minor=300, visibility="anonymous", display_name="Kay")

    next_morning()

    [letter] = mail.outbox
    assert letter.subject == "[TEST] 2 tips for you"
    assert "€5.00" in letter.body
    assert "Grace" in letter.body
    assert "> Keep going!" in letter.body
    assert "Kay" not in letter.body + letter.alternatives[0][0]


def test_it_goes_out_on_the_next_local_morning(give):
    give()

    due = timezone.localtime(Digest.objects.get().next_try)

    assert due.hour == 7
    assert due.date() == timezone.localdate() + timedelta(days=1)


def test_it_goes_out_once(give):
    give()

    next_morning()
    sweeper.sweep()

    assert len(mail.outbox) == 1
    assert Digest.objects.get().sent_at is not None


def test_who_wants_no_mails_by_then_gets_none(give):
    give()
    TipPreferences.objects.update(notification="never")

    next_morning()

    assert mail.outbox == []


def test_a_day_counts_no_notice_as_failed(give):
    give()

    next_morning()

    assert not Notice.objects.filter(tries__gt=0).exists()
