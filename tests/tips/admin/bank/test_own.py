"""An author with a bank account of their own looks after transfers to it."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from tests.tips.providers.bank.statements import statement
from tips import payments
from tips.models import BankTransfer, Payment, PayoutAccount, Tip

pytestmark = pytest.mark.django_db
OWN = "DE89370400440532013000"
PASSWORD = "engine"


@pytest.fixture
def author(home, bank, make_writer):
    author = make_writer("Ada")
    author.user.set_password(PASSWORD)
    author.user.save()
    return author


@pytest.fixture
def desk(author, log_in):
    return log_in(author.user)


@pytest.fixture
def connect(desk):
    """Fill in the form of an author's own account."""

    def connect(iban="DE89 3704 0044 0532 0130 00", holder="Ada L.", bic=""):
        url = reverse("my_tips:get_paid_connect", args=["bank"])
        data = {"holder": holder, "iban": iban, "bic": bic, "password": PASSWORD}
        return desk.post(url, data)

    return connect


@pytest.fixture
def own(author, connect, make_tip):
    """A transfer to the author's own account."""
    connect()
    payments.checkout_url(make_tip(author=author), "bank")
    return BankTransfer.objects.get()


@pytest.fixture
def foreign(bank, make_tip):
    """A transfer to the site's account, for somebody else."""
    payments.checkout_url(make_tip(), "bank")
    return BankTransfer.objects.exclude(account=OWN).get()


def test_an_account_is_noted_as_readers_will_see_it(author, connect):
    connect()

    account = PayoutAccount.objects.get()
    assert (account.remote_id, account.label, account.country) == (OWN, "DE … 3000", "DE")
    assert account.details == {"holder": "Ada L.", "bic": "COBADEFFXXX"}
    assert account.is_usable


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"iban": "DE89370400440532013001"}, "iban"),
        ({"iban": "nonsense"}, "iban"),
        ({"iban": ""}, "iban"),
        ({"holder": ""}, "holder"),
        ({"holder": "x" * 71}, "holder"),
        ({"bic": "NONSENSE!"}, "bic"),
    ],
)
def test_what_cannot_be_right_is_told_beside_its_field(connect, facts, field):
    page = connect(**facts)

    assert page.context["form"].errors[field]
    assert not PayoutAccount.objects.exists()


def test_a_tip_goes_there(own):
    assert (own.iban, own.payee, own.account) == (OWN, "Ada L.", OWN)


def test_the_author_confirms_it(desk, own):
    url = reverse("my_tips:bank_transfer", args=[own.pk])
    data = {"form_key": uuid.uuid4(), "amount": "5.00", "booked_on": timezone.localdate()}

    answer = desk.post(url, data, follow=True)

    assert "The tip is paid." in answer.content.decode()
    assert Tip.objects.get().status == Tip.Status.PAID
    assert Payment.objects.get().account == OWN


def test_the_list_leads_to_it(desk, own, foreign):
    page = desk.get(reverse("my_tips:bank_index"))

    assert list(page.context["object_list"]) == [own]
    assert reverse("my_tips:bank_transfer", args=[own.pk]) in page.content.decode()


def test_the_way_there_is_beside_the_account(desk, own):
    page = desk.get(reverse("my_tips:get_paid")).content.decode()

    assert reverse("my_tips:bank_index") in page
    assert "Tips go straight to your account DE … 3000." in page


def test_the_authors_statement_pays_the_authors_tips_only(desk, own, foreign, paying):
    url = reverse("my_tips:bank_statement")
    content = statement(paying(own), paying(foreign), iban=OWN)
    preview = desk.post(url, {"file": SimpleUploadedFile("s.xml", content)})

    desk.post(url, {"plan": preview.context["plan"]})

    own.refresh_from_db()
    foreign.refresh_from_db()
    assert (own.is_settled, foreign.is_settled) == (True, False)
    assert foreign.description not in preview.content.decode().replace(own.description, "")


def test_others_transfers_are_not_there(desk, own, foreign):
    url = reverse("my_tips:bank_transfer", args=[foreign.pk])

    assert desk.get(url).status_code == 404
    assert desk.post(url, {"close": "1"}).status_code == 404


def test_a_transfer_to_the_site_is_for_the_tip_managers(desk, author, make_tip):
    payments.checkout_url(make_tip(author=author), "bank")
    transfer = BankTransfer.objects.get()

    answer = desk.get(reverse("my_tips:bank_transfer", args=[transfer.pk]))

    assert answer.status_code == 404


@pytest.mark.parametrize("who", ["nobody", "viewer", "other author"])
@pytest.mark.parametrize("name", ["index", "results", "statement", "transfer"])
@pytest.mark.props
def test_nobody_else_sees_them(people, own, who, name):
    arguments = [own.pk] if name == "transfer" else []
    answer = people[who].get(reverse(f"my_tips:bank_{name}", args=arguments))

    is_empty = answer.status_code == 200 and own.reference[:4] not in answer.content.decode()
    assert answer.status_code in (302, 404) or is_empty
