"""What can go wrong with money."""

from django.core.exceptions import ValidationError


class TipError(Exception):
    """The base of all errors of this app."""


class ForgedWebhook(TipError):
    """A webhook that the provider didn't send, or not now, or not to us."""


class WebhookDisabled(TipError):
    """A webhook for a provider whose secret isn't set."""


class ProviderUnavailable(TipError):
    """The provider didn't answer, or asked to be left alone. Asking again may help."""


class ProviderRefused(TipError):
    """The provider said no. Asking again won't help."""


class PaymentUnknown(ProviderRefused):
    """The provider has no such payment, or it isn't ours to see."""


class AccountGone(ProviderRefused):
    """The author's account is closed, or no longer lets us act for it."""


class UnknownProvider(TipError):
    """No provider of that name is configured."""


class CannotBePaid(TipError):
    """The author takes no tips now, no provider is ready, or the tip is paid already."""


class RefundTooLarge(TipError):
    """More would go back than came in."""


class CannotSettle(TipError):
    """What a person chose doesn't fit the money any more, or never did."""


class InvalidAmount(TipError, ValidationError):
    """A text that is no amount. Its message is for the reader."""


class CannotReply(TipError):
    """The reader gave no address, wants no answer, or has one already."""
