"""Whether the books hold: the invariants of money, as queries. One list for tests, cron and people."""

from collections.abc import Callable, Iterator

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Sum
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from tips import append_only, states
from tips.models import Dispute, Movement, Payment, Refund, Tip

CHUNK = 1000
Kind = Movement.Kind
COMING = [
    Kind.CHARGE,
    Kind.PLATFORM_FEE_BACK,
    Kind.REFUND_FAILED,
    Kind.DISPUTE_WON,
    Kind.DISPUTE_FEE_RETURNED,
]
GOING = [Kind.FEE, Kind.PLATFORM_FEE, Kind.REFUND, Kind.DISPUTE, Kind.DISPUTE_FEE]


def problems() -> list[str]:
    """Return one line for each thing that is wrong. An empty list is good news."""
    return [f"{name}: {row}" for name, check in CHECKS.items() for row in check()]


def triggers() -> Iterator[str]:
    """The database itself refuses to change a movement."""
    yield from (f"trigger {name} is missing" for name in append_only.missing())


def charges() -> Iterator[str]:
    """A payment that succeeded has one charge, of just what was asked; no other has one."""
    charge = Movement.objects.filter(payment=OuterRef("pk"), kind=Kind.CHARGE)
    asked = charge.filter(amount_minor=OuterRef("amount_minor"), currency=OuterRef("currency"))
    succeeded = Q(state=states.SUCCEEDED)
    yield from _lines("has no right charge", Payment.objects.filter(succeeded, ~Exists(asked)))
    yield from _lines("has a charge too many", Payment.objects.filter(~succeeded, Exists(charge)))


def movements() -> Iterator[str]:
    """A movement agrees with its payment, and its sign with its kind."""
    wrong_sign = Q(kind__in=COMING, amount_minor__lt=0) | Q(kind__in=GOING, amount_minor__gt=0)
    foreign = (
        ~Q(currency=F("payment__currency"))
        | ~Q(provider=F("payment__provider"))
        | ~Q(livemode=F("payment__livemode"))
    )
    early = ~Q(payment__state=states.SUCCEEDED)
    yield from _lines("has the wrong sign", Movement.objects.filter(wrong_sign))
    yield from _lines("isn't of its payment", Movement.objects.filter(foreign))
    yield from _lines("is of a payment that never came", Movement.objects.filter(early))


def fees() -> Iterator[str]:
    """A provider keeps its fee once, and no more than came in."""
    fee = Movement.objects.filter(kind=Kind.FEE)
    twice = fee.filter(payment=OuterRef("payment")).exclude(pk=OuterRef("pk"))
    yield from _lines("is a second fee", fee.filter(Exists(twice)))
    yield from _lines(
        "is more than came in", fee.filter(amount_minor__lt=-F("payment__amount_minor"))
    )


def payments() -> Iterator[str]:
    """A payment asks for its tip's amount, and can be found at the provider once it succeeded."""
    foreign = (
        ~Q(amount_minor=F("tip__amount_minor"))
        | ~Q(currency=F("tip__currency"))
        | ~Q(livemode=F("tip__livemode"))
    )
    nowhere = Q(state=states.SUCCEEDED) & (Q(remote_id=None) | Q(remote_id=""))
    undated = ~Q(state=states.SUCCEEDED) ^ Q(succeeded_at=None)
    yield from _lines("isn't of its tip", Payment.objects.filter(foreign))
    yield from _lines("has no id at the provider", Payment.objects.filter(nowhere))
    yield from _lines("came in at no time, or never", Payment.objects.filter(undated))


def credits() -> Iterator[str]:
    """A tip is credited once. A second success is a duplicate, and only beside a first."""
    succeeded = Payment.objects.filter(state=states.SUCCEEDED)
    duplicate = Q(flag=Payment.Flag.DUPLICATE)
    other = succeeded.filter(~duplicate, tip=OuterRef("tip")).exclude(pk=OuterRef("pk"))
    twice = succeeded.filter(~duplicate).filter(Exists(other))
    alone = Payment.objects.filter(duplicate).exclude(Exists(other))
    yield from _lines("is credited beside another", twice)
    yield from _lines("is a duplicate of nothing", alone)


def refunds() -> Iterator[str]:
    """No more goes back than came in, and what went back is booked.

    What we only asked for is no money yet: a refund made at the provider may overtake it, and then
    the provider refuses ours.
    """
    known = sum_of(Refund.objects.filter(state__in=states.KNOWN_REFUNDS))
    done = sum_of(Refund.objects.filter(state=Refund.State.SUCCEEDED))
    booked = sum_of(Movement.objects.filter(kind__in=[Kind.REFUND, Kind.REFUND_FAILED]))
    sums = Payment.objects.annotate(known=known, done=done, booked=booked)
    yield from _lines("gives back too much", sums.filter(known__gt=F("amount_minor")))
    yield from _lines("hasn't booked its refunds", sums.filter(~Q(booked=-F("done"))))
    early = Payment.objects.filter(refunds__isnull=False).exclude(state=states.SUCCEEDED)
    yield from _lines("gives back what never came", early.distinct())


def disputes() -> Iterator[str]:
    """What disputes took and returned is booked, and no more is disputed than came in."""
    lost = sum_of(Dispute.objects.all(), F("taken_minor") - F("returned_minor"))
    kept = sum_of(Dispute.objects.all(), F("fee_minor"))
    booked = sum_of(Movement.objects.filter(kind__in=[Kind.DISPUTE, Kind.DISPUTE_WON]))
    fees = [Kind.DISPUTE_FEE, Kind.DISPUTE_FEE_RETURNED]
    booked_fees = sum_of(Movement.objects.filter(kind__in=fees))
    sums = Payment.objects.annotate(lost=lost, kept=kept, booked=booked, booked_fees=booked_fees)
    yield from _lines("hasn't booked its disputes", sums.filter(~Q(booked=-F("lost"))))
    yield from _lines("hasn't booked its disputes' fees", sums.filter(~Q(booked_fees=-F("kept"))))
    early = Payment.objects.filter(disputes__isnull=False).exclude(state=states.SUCCEEDED)
    yield from _lines("is disputed and never came", early.distinct())
    more = Dispute.objects.filter(returned_minor__gt=F("taken_minor"))
    yield from _lines("returned more than it took", more)


def tips() -> Iterator[str]:
    """What a tip shows is what its payments say."""
    related = ["payments__refunds", "payments__disputes"]
    for tip in Tip.objects.prefetch_related(*related).order_by("pk").iterator(chunk_size=CHUNK):
        payments = list(tip.payments.all())
        paid = states.credited(payments)
        stands = states.standing(paid)
        shown = tip.status, tip.refunded_minor, tip.disputed_minor, tip.paid_at
        wanted = (
            states.tip_status(tip, payments, stands),
            stands.refunded_minor,
            stands.disputed_minor,
            paid and paid.succeeded_at,
        )
        if shown != wanted:
            yield f"tip {tip} shows {_facts(shown)} instead of {_facts(wanted)}"


CHECKS: dict[str, Callable[[], Iterator[str]]] = {
    check.__name__: check
    for check in (triggers, charges, movements, fees, payments, credits, refunds, disputes, tips)
}


def sum_of(rows: QuerySet, what: Combinable | str = "amount_minor") -> Coalesce:
    """Return a subquery that adds up a payment's rows."""
    of_payment = rows.filter(payment=OuterRef("pk")).order_by().values("payment")
    return Coalesce(of_payment.annotate(sum=Sum(what)).values("sum"), 0)


def _lines(what: str, rows: QuerySet) -> Iterator[str]:
    for row in rows.iterator(chunk_size=CHUNK):
        yield f"{row._meta.model_name} {row.pk} {what}"


def _facts(shown: tuple) -> str:
    return " ".join(str(fact) for fact in shown)
