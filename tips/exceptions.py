"""What can go wrong with money."""


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


class CannotBePaid(TipError):
    """The author takes no tips now, or no provider is ready."""


class RefundTooLarge(TipError):
    """More would go back than came in."""
