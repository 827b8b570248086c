"""The page that tells a reader what to transfer."""

import re

import pytest
from django.utils import timezone

from tests.tips.providers.bank.stage import IBAN
from tips import payments, sweeper
from tips.models import BankTransfer, Payment, PayoutAccount, Tip
from tips.providers.bank import books
from tips.providers.bank.girocode import girocode
from tips.providers.bank.reference import is_intact, spaced

pytestmark = pytest.mark.django_db


@pytest.fixture
def start(bank, make_tip):
    """Start a tip that is paid by bank transfer; return the address of the page."""

    def start(**facts):
        return payments.checkout_url(make_tip(**facts), "bank")

    return start


@pytest.fixture
def transfer(start):
    start()
    return BankTransfer.objects.get()


def test_the_page_says_what_to_transfer_where(client, start):
    page = client.get(start()).content.decode()

    reference = BankTransfer.objects.get().reference
    assert "DE02 1203 0000 0000 2020 51" in page
    assert "BYLADEM1001" in page
    assert "Magazin e. V." in page
    assert "€5.00" in page
    assert spaced(reference) in page
    assert is_intact(reference)


def test_what_is_copied_is_what_a_banks_form_takes(client, start):
    page = client.get(start()).content.decode()

    copied = re.findall('data-copy="([^"]*)"', page)
    reference = BankTransfer.objects.get().reference
    assert copied == ["Magazin e. V.", IBAN, "BYLADEM1001", "5.00", reference]


def test_the_page_speaks_the_readers_language(client, start):
    answer = client.get(start(locale="de"))

    page = answer.content.decode()
    assert '<html lang="de">' in page
    assert "Verwendungszweck" in page
    assert 'data-copy="5,00"' in page
    assert answer["Content-Language"] == "de"


def test_nobody_else_learns_the_address(client, start):
    answer = client.get(start())

    assert answer["Referrer-Policy"] == "no-referrer"
    assert "noindex" in answer["X-Robots-Tag"]
    assert "no-store" in answer["Cache-Control"]
    assert not answer.cookies


def test_the_code_holds_what_banking_apps_expect(transfer, monkeypatch):
    told = []
    monkeypatch.setattr("segno.helpers.segno.make_qr", lambda data, **_: told.append(data))
    with pytest.raises(AttributeError):
        girocode(transfer)

    assert told[0].decode().split("\n") == [
        "BCD",
        "002",
        "1",
        "SCT",
        "BYLADEM1001",
        "Magazin e. V.",
        IBAN,
        "EUR5",
        "",
        "",
        transfer.reference,
    ]


def test_the_code_has_the_error_correction_that_is_prescribed(transfer):
    assert girocode(transfer).error == "M"
    assert girocode(transfer).version <= 13


def test_it_is_never_shown_as_paid_before_it_is_confirmed(client, start):
    client.get(start())

    page = client.get(f"/tips/status/{Tip.objects.get().token}/").content.decode()

    assert "Thank you" not in page
    assert "Until then we can’t know whether you have paid." in page
    assert Payment.objects.get().state == Payment.State.AWAITING_READER


def test_a_paid_transfer_leads_to_the_status_page(client, transfer):
    today = timezone.localdate()
    books.add_credit(transfer.pk, 500, today, "key", actor=None)

    answer = client.get(f"/tips/pay/bank/{transfer.pk}/")

    assert answer.status_code == 302
    assert answer["Location"] == transfer.return_url


@pytest.mark.parametrize("pk", ["bt_unknown", "x" * 41, "sandbox"])
def test_an_unknown_transfer_is_not_there(client, bank, pk):
    assert client.get(f"/tips/pay/bank/{pk}/").status_code == 404


@pytest.mark.parametrize("key", ["sandbox", "stripe", "nothing"])
def test_other_providers_have_no_page(client, bank, settings, key):
    settings.TIPS_PROVIDERS = ["bank", "sandbox"]

    assert client.get(f"/tips/pay/{key}/bt_1/").status_code == 404


def test_a_transfer_that_nobody_makes_expires(transfer):
    BankTransfer.objects.update(expires_at=timezone.now())
    Payment.objects.update(next_poll=timezone.now())

    sweeper.sweep()

    assert Payment.objects.get().state == Payment.State.EXPIRED


def test_how_long_is_waited_is_a_setting(start, settings):
    settings.TIPS_BANK_DAYS = 30
    start()

    transfer = BankTransfer.objects.get()

    assert (transfer.expires_at - transfer.created_at).days in (29, 30)


def test_an_old_transfer_keeps_the_account_its_reader_saw(client, start, settings):
    url = start()
    settings.TIPS_BANK_IBAN = "DE89370400440532013000"

    assert "DE02 1203" in client.get(url).content.decode()


@pytest.fixture
def own_account(bank, make_author):
    """An author with a bank account of their own."""
    author = make_author("Bob Own")
    PayoutAccount.objects.create(
        author=author,
        provider="bank",
        livemode=False,
        remote_id="DE89370400440532013000",
        details={"holder": "Bob Own"},
        takes_payments=True,
        state=PayoutAccount.State.CURRENT,
        takes_effect_at=timezone.now(),
    )
    return author


def test_a_tip_goes_to_the_authors_own_account(client, start, own_account):
    page = client.get(start(author=own_account)).content.decode()

    assert "Bob Own" in page
    assert "DE89 3704 0044 0532 0130 00" in page
    assert Payment.objects.get().account == "DE89370400440532013000"


def test_two_authors_with_two_accounts_are_paid_there(start, own_account):
    start(author=own_account)
    start()

    assert set(BankTransfer.objects.values_list("iban", "account")) == {
        ("DE89370400440532013000", "DE89370400440532013000"),
        (IBAN, ""),
    }
