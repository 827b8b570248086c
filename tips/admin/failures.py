"""Why a payment or a refund came to nothing, in words for tip managers."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# Our own codes. A provider's stand as they are: its support asks for them.
WORDS: dict[str, Promise] = {
    "account_gone": _("the author’s account no longer lets us ask"),
    "never_started": _("nobody got as far as the provider’s page"),
    "not_captured": _("the provider had not taken the money"),
    "not_received": _("no money came"),
    "refund_window_closed": _("too late for the provider"),
    "settled_by_a_person": _("settled by a person"),
    "too_much": _("more than is left"),
    "unknown_to_provider": _("the provider doesn’t know it"),
}


def with_reason(state: str, code: str) -> str:
    """Return a state, and behind it why, if that is known."""
    return f"{state} ({WORDS.get(code, code)})" if code else state
