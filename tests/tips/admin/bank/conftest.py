"""Tips that wait for a bank transfer, and the manager who looks at the account."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.tips.providers.bank.statements import Entry, statement
from tips import payments
from tips.models import BankTransfer


@pytest.fixture
def make_transfer(bank, make_tip):
    """Start a tip that is paid by bank transfer; return the transfer."""

    def make(**facts):
        tip = make_tip(**facts)
        payments.checkout_url(tip, "bank")
        return BankTransfer.objects.get(pk=tip.payments.get().remote_id)

    return make


@pytest.fixture
def transfer(make_transfer):
    return make_transfer()


@pytest.fixture
def at_desk(log_in, manager):
    return log_in(manager)


@pytest.fixture
def upload(at_desk):
    """Upload a statement of entries, or any bytes; return the preview."""

    def upload(*entries, **facts):
        is_raw = entries and isinstance(entries[0], bytes)
        content = entries[0] if is_raw else statement(*entries, **facts)
        file = SimpleUploadedFile("statement.xml", content, content_type="text/xml")
        return at_desk.post(reverse("tips_bank:statement"), {"file": file})

    return upload


@pytest.fixture
def book(at_desk, upload):
    """Upload a statement and let it be booked, if there is something to book."""

    def book(*entries, **facts):
        plan = upload(*entries, **facts).context["plan"]
        return at_desk.post(reverse("tips_bank:statement"), {"plan": plan}, follow=True)

    return book


@pytest.fixture
def paying():
    """Make the entry that pays a transfer."""

    def paying(transfer, amount="5.00", **facts):
        return Entry(amount, f"Tip {transfer.reference}", **facts)

    return paying
