"""What a card statement calls a tip is told to whom a card was charged, and to nobody else."""

import pytest
from django.urls import reverse

from authors import outbox
from tips import payments
from tips.models import Notice

pytestmark = pytest.mark.django_db
LINE = "On your card statement"


@pytest.fixture
def receipts(client, mailoutbox):
    """Return the status page and the mail of a paid tip."""

    def receipts(tip):
        outbox.send_due(Notice)
        page = client.get(reverse("tips_service:status", args=[tip.token])).content.decode()
        [mail] = [mail for mail in mailoutbox if mail.to == [tip.email]]
        return page, mail.body, mail.alternatives[0].content

    return receipts


def test_a_form_for_cards_tells_it(client, home, make_author):
    make_author("Ada Lovelace")

    assert LINE in client.get("/tips/ada-lovelace/").content.decode()


def test_a_form_for_bank_transfers_alone_does_not(client, home, make_author, bank):
    make_author("Ada Lovelace")

    page = client.get("/tips/ada-lovelace/").content.decode()

    assert "card statement" not in page
    assert "<dl" in page


def test_a_form_with_a_card_and_a_bank_tells_it(client, home, make_author, bank, settings):
    settings.TIPS_PROVIDERS = ["sandbox", "bank"]
    make_author("Ada Lovelace")

    assert LINE in client.get("/tips/ada-lovelace/").content.decode()


def test_the_receipts_of_a_card_tell_it(pay, receipts):
    texts = receipts(pay().tip)

    assert all("card statement" in text for text in texts)


def test_the_receipts_of_a_bank_transfer_do_not(paid_by_bank, receipts):
    texts = receipts(paid_by_bank)

    assert not any("card statement" in text for text in texts)


@pytest.fixture
def paid_by_bank(bank, make_tip):
    tip = make_tip(livemode=bank.source.livemode)
    bank.act(payments.checkout_url(tip, "bank"), "pay")
    tip.refresh_from_db()
    return tip
