"""Whether the books hold: the invariants of money, as queries. One list for tests, cron and people."""

from collections.abc import Iterator

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from tips import append_only, states
from tips.models import Movement, Payment, Refund, Tip

CHUNK = 1000


def problems() -> list[str]:
    """Return one line for each thing that is wrong. An empty list is good news."""
    return [
        *(f"trigger {name} is missing" for name in append_only.missing()),
        *_charges(),
        *_movements(),
        *_payments(),
        *_refunds(),
        *_tips(),
    ]


def _charges() -> Iterator[str]:
    """A payment that succeeded has one charge, of just what was asked; no other has one."""
    charge = Movement.objects.filter(payment=OuterRef("pk"), kind=Movement.Kind.CHARGE)
    asked = charge.filter(amount_minor=OuterRef("amount_minor"), currency=OuterRef("currency"))
    succeeded = Q(state=states.SUCCEEDED)
    yield from _lines("has no right charge", Payment.objects.filter(succeeded, ~Exists(asked)))
    yield from _lines("has a charge too many", Payment.objects.filter(~succeeded, Exists(charge)))


def _movements() -> Iterator[str]:
    """A movement agrees with its payment, and its sign with its kind."""
    kind = Movement.Kind
    wrong_sign = Q(kind__in=[kind.CHARGE, kind.REFUND_FAILED], amount_minor__lt=0) | Q(
        kind__in=[kind.FEE, kind.REFUND], amount_minor__gt=0
    )
    foreign = (
        ~Q(currency=F("payment__currency"))
        | ~Q(provider=F("payment__provider"))
        | ~Q(livemode=F("payment__livemode"))
    )
    yield from _lines("has the wrong sign", Movement.objects.filter(wrong_sign))
    yield from _lines("isn't of its payment", Movement.objects.filter(foreign))


def _payments() -> Iterator[str]:
    """A payment asks for its tip's amount, and can be found at the provider once it succeeded."""
    foreign = (
        ~Q(amount_minor=F("tip__amount_minor"))
        | ~Q(currency=F("tip__currency"))
        | ~Q(livemode=F("tip__livemode"))
    )
    nowhere = Q(state=states.SUCCEEDED) & (Q(remote_id=None) | Q(remote_id=""))
    other = Payment.objects.filter(
        ~Q(flag=Payment.Flag.DUPLICATE), tip=OuterRef("tip"), state=states.SUCCEEDED
    ).exclude(pk=OuterRef("pk"))
    twice = Payment.objects.filter(~Q(flag=Payment.Flag.DUPLICATE), state=states.SUCCEEDED)
    yield from _lines("isn't of its tip", Payment.objects.filter(foreign))
    yield from _lines("has no id at the provider", Payment.objects.filter(nowhere))
    yield from _lines("is credited beside another", twice.filter(Exists(other)))


def _refunds() -> Iterator[str]:
    """No more goes back than came in, and what went back is booked."""
    live = _sum_of(Refund.objects.filter(state__in=states.LIVE_REFUNDS))
    done = _sum_of(Refund.objects.filter(state=Refund.State.SUCCEEDED))
    kinds = [Movement.Kind.REFUND, Movement.Kind.REFUND_FAILED]
    booked = _sum_of(Movement.objects.filter(kind__in=kinds))
    payments = Payment.objects.annotate(live=live, done=done, booked=booked)
    yield from _lines("gives back too much", payments.filter(live__gt=F("amount_minor")))
    yield from _lines("hasn't booked its refunds", payments.filter(~Q(booked=-F("done"))))
    early = Payment.objects.filter(refunds__isnull=False).exclude(state=states.SUCCEEDED)
    yield from _lines("gives back what never came", early.distinct())


def _tips() -> Iterator[str]:
    """What a tip shows is what its payments say."""
    tips = Tip.objects.prefetch_related("payments__refunds").order_by("pk")
    for tip in tips.iterator(chunk_size=CHUNK):
        payments = list(tip.payments.all())
        paid = states.credited(payments)
        refunded_minor = _refunded_minor(paid) if paid else 0
        wanted = states.tip_status(tip, payments, refunded_minor), refunded_minor, bool(paid)
        if (tip.status, tip.refunded_minor, tip.paid_at is not None) != wanted:
            yield f"tip {tip} shows {tip.status} instead of {wanted[0]}"


def _refunded_minor(payment: Payment) -> int:
    done = (r.amount_minor for r in payment.refunds.all() if r.state == Refund.State.SUCCEEDED)
    return sum(done)


def _sum_of(rows: QuerySet) -> Coalesce:
    """Return a subquery that adds up a payment's rows."""
    of_payment = rows.filter(payment=OuterRef("pk")).order_by().values("payment")
    return Coalesce(of_payment.annotate(sum=Sum("amount_minor")).values("sum"), 0)


def _lines(what: str, rows: QuerySet) -> Iterator[str]:
    for row in rows.iterator(chunk_size=CHUNK):
        yield f"{row._meta.model_name} {row.pk} {what}"
