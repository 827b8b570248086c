"""People who look after money, and tips with money in them."""

import itertools

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.utils import timezone

from authors.models import Author
from tips import ledger
from tips.admin import roles
from tips.providers.base import PaymentTruth

numbers = itertools.count(1)


@pytest.fixture
def make_user(db, django_user_model):
    """Make a user who may open the admin, with further permissions by codename."""

    def make(*codenames, **fields):
        user = django_user_model.objects.create_user(f"user-{next(numbers)}", **fields)
        found = Permission.objects.filter(codename__in=["access_admin", *codenames])
        user.user_permissions.add(*found)
        return user

    return make


@pytest.fixture
def manager(make_user):
    group = Group.objects.create(name=roles.GROUP)
    roles.give_permissions({roles.GROUP: group})
    user = make_user(first_name="Mona", last_name="Manager")
    user.groups.add(group)
    return user


@pytest.fixture
def log_in():
    """Return a client for a user."""

    def log_in(user):
        client = Client(raise_request_exception=False)
        client.force_login(user)
        return client

    return log_in


@pytest.fixture
def people(make_user, make_writer, manager, log_in, make_paid_tip):
    """Return a client for each role. The author has a tip, the other author none of that."""
    author, other = make_writer("Ada"), make_writer("Bob")
    make_paid_tip(author=author, message="Keep going!", allows_reply=True)
    return {
        "nobody": Client(),
        "reader": log_in(make_user(is_active=True)),
        "author": log_in(author.user),
        "other author": log_in(other.user),
        "viewer": log_in(make_user("view_tip")),
        "manager": log_in(manager),
        "superuser": log_in(make_user(is_superuser=True)),
    }


@pytest.fixture
def make_writer(make_user):
    """Make an author with a user account."""

    def make(name="Ada", **fields):
        number = next(numbers)
        return Author.objects.create(
            name=name, handle=f"{name.lower()}-{number}", user=make_user(), **fields
        )

    return make


@pytest.fixture
def make_paid_tip(make_tip):
    """Make a tip whose money arrived, less a fee."""

    def make(fee_minor=50, provider="sandbox", paid_at=None, **facts):
        tip = make_tip(**facts)
        pay(ledger.open_payment(tip, provider, "", tip.livemode), fee_minor, paid_at)
        tip.refresh_from_db()
        return tip

    return make


def pay(payment, fee_minor=50, paid_at=None):
    """Let the ledger hear that a payment is paid."""
    truth = PaymentTruth(
        remote_id=f"co_{payment.uuid.hex}",
        reference=str(payment.uuid),
        account="",
        livemode=payment.livemode,
        state="succeeded",
        amount_minor=payment.amount_minor,
        currency=payment.currency,
        charge_id=f"ch_{payment.uuid.hex}",
        paid_at=paid_at or timezone.now(),
        fee_minor=fee_minor,
        fee_id=f"fee_{payment.uuid.hex}",
    )
    return ledger.apply(truth, payment.provider)
