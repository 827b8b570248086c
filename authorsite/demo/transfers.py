"""Tips of the demo that wait for a bank transfer, so that there is something to confirm."""

from collections.abc import Iterator

from authorsite.demo import people
from authorsite.demo.identity import key_of
from tips import ledger, payments
from tips.models import Tip

UNIT_MINOR = 300
GIFTS = [("jonas", "Frederike", 3, "de"), ("leni", "Book club of Goslar", 5, "en")]


def ensure_transfers() -> Iterator[bool]:
    """Ask for each transfer, unless an earlier run did. Tell which."""
    for place, (author, name, quantity, language) in enumerate(GIFTS):
        key = str(key_of("transfer", str(place)))
        if Tip.objects.filter(form_key=key).exists():
            yield False
            continue
        tip = ledger.open_tip(
            form_key=key,
            author=people.author(author),
            quantity=quantity,
            unit_minor=UNIT_MINOR,
            amount_minor=quantity * UNIT_MINOR,
            currency="EUR",
            display_name=name,
            email="",
            visibility=Tip.Visibility.PRIVATE,
            consent_version="demo",
            locale=language,
            livemode=False,
        )
        payments.checkout_url(tip, "bank")
        yield True
