"""The records of the tip jar."""

from tips.models.inbox import AccountNotice, Notice, ProviderEvent
from tips.models.movement import Movement
from tips.models.payment import Payment, Refund
from tips.models.payout_account import PayoutAccount
from tips.models.preferences import TipPreferences, TipSettings
from tips.models.sandbox import SandboxCheckout, SandboxEvent, SandboxRefund
from tips.models.tip import Tip

__all__ = [
    "AccountNotice",
    "Movement",
    "Notice",
    "Payment",
    "PayoutAccount",
    "ProviderEvent",
    "Refund",
    "SandboxCheckout",
    "SandboxEvent",
    "SandboxRefund",
    "Tip",
    "TipPreferences",
    "TipSettings",
]
