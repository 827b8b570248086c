"""The records of the tip jar."""

from tips.models.inbox import Notice, ProviderEvent
from tips.models.movement import Movement
from tips.models.payment import Payment, Refund
from tips.models.preferences import TipPreferences, TipSettings
from tips.models.sandbox import SandboxCheckout, SandboxEvent, SandboxRefund
from tips.models.tip import Tip

__all__ = [
    "Movement",
    "Notice",
    "Payment",
    "ProviderEvent",
    "Refund",
    "SandboxCheckout",
    "SandboxEvent",
    "SandboxRefund",
    "Tip",
    "TipPreferences",
    "TipSettings",
]
