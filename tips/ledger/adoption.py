"""How a tip is written anew that a provider knows and our database doesn't."""

import uuid

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from authors.models import Author
from tips import states
from tips.ledger.opening import FIRST_POLL
from tips.ledger.truth import apply
from tips.models import Payment, Tip
from tips.money import CURRENCIES
from tips.providers.base import PaymentTruth


def adopt(truth: PaymentTruth, provider: str) -> Payment | None:
    """Write a payment and its tip from a provider's truth, and book it.

    The reader's words are lost; they were never at the provider. Return None if the author is
    unknown: then a person must decide.
    """
    author = _author(truth.payee)
    if author is None or truth.currency not in CURRENCIES or truth.amount_minor < 1:
        return None
    with transaction.atomic():
        tip, is_new = Tip.objects.get_or_create(
            form_key=f"found-{truth.reference}",
            defaults={
                "author": author,
                "source": Tip.Source.FOUND,
                "unit_minor": truth.amount_minor,
                "amount_minor": truth.amount_minor,
                "currency": truth.currency,
                "visibility": Tip.Visibility.PRIVATE,
                "locale": settings.LANGUAGE_CODE,
                "livemode": truth.livemode,
            },
        )
        if is_new:
            _open(tip, truth, provider)
        return apply(truth, provider)


def _open(tip: Tip, truth: PaymentTruth, provider: str) -> None:
    Payment.objects.create(
        uuid=uuid.UUID(truth.reference),
        tip=tip,
        attempt=1,
        provider=provider,
        account=truth.account,
        livemode=truth.livemode,
        request_key=truth.request_key or f"tip-{truth.reference}",
        remote_id=truth.remote_id,
        state=states.AWAITING,
        amount_minor=truth.amount_minor,
        currency=truth.currency,
        next_poll=timezone.now() + FIRST_POLL,
    )


def _author(payee: str) -> Author | None:
    try:
        return Author.objects.filter(uuid=uuid.UUID(payee)).first()
    except ValueError:
        return None
