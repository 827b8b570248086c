"""What tips know about readers, for those who ask."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from authors.mailboxes import same_address
from authors.privacy.personal_data import Keeper, Kept
from tips import erasure
from tips.models import Tip
from tips.providers.registry import known_providers, name_of


class TipKeeper(Keeper):
    name = "tips"
    label = gettext_lazy("Tips")

    def export(self, email: str) -> list[dict[str, Any]]:
        tips = Tip.objects.filter(same_address("email", email)).select_related("author", "reply")
        return [row_of(tip) for tip in tips.order_by("created_at", "pk")]

    def erase(self, email: str) -> int:
        return erasure.erase_reader(Tip.objects.filter(same_address("email", email)))

    def forget(self) -> int:
        return erasure.forget_old_addresses()

    def kept(self) -> Iterable[Kept]:
        yield Kept(
            _("Your tip: to whom, from which page, how much, when, and how it was paid"),
            _("to hand the money on and to keep the books"),
            _("as long as the law wants books to be kept"),
            _("the author"),
        )
        yield Kept(
            _("The name and the message that you add"),
            _("to pass them on as you chose"),
            _("until you have them erased"),
            _("whom you chose: everybody, the author, or nobody"),
        )
        yield Kept(_("Your e-mail address, if you give it"), purpose(), email_period(), _("nobody"))
        if names := ", ".join(name_of(provider.key) for provider in known_providers()):
            yield Kept(
                _("What you type on the payment service’s own page, such as a card number"),
                _("to take the payment"),
                _("by the payment service’s own rules; we never see it"),
                names,
            )


def purpose() -> str:
    return _("to send you the receipt, and word of a refund")


def email_period() -> str:
    days = erasure.keep_email_days()
    if days is None:
        return _("until you have it erased")
    return ngettext("%(days)d day", "%(days)d days", days) % {"days": days}


def row_of(tip: Tip) -> dict[str, Any]:
    return {
        "reference": tip.reference,
        "given_at": tip.created_at,
        "paid_at": tip.paid_at,
        "author": str(tip.author.current),
        "page": tip.page_title,
        "page_url": tip.page_url,
        "amount_minor": tip.amount_minor,
        "refunded_minor": tip.refunded_minor,
        "currency": tip.currency,
        "status": tip.status,
        "name": tip.display_name,
        "email": tip.email,
        "message": tip.message,
        "visibility": tip.visibility,
        "consent": tip.consent_version,
        "language": tip.locale,
        "allows_reply": tip.allows_reply,
        "reply": tip.reply.text if hasattr(tip, "reply") else "",
    }
