"""The records of the tip jar."""

from tips.models.bank import BankCredit, BankRefund, BankTransfer
from tips.models.dispute import Dispute
from tips.models.goal import Goal
from tips.models.inbox import AccountNotice, Digest, Notice, ProviderEvent
from tips.models.movement import Movement
from tips.models.payment import Payment, Refund
from tips.models.payout_account import PayoutAccount
from tips.models.paypal import PayPalOrder
from tips.models.preferences import TipPreferences, TipSettings
from tips.models.reconciliation import ReconciliationItem, ReconciliationRun
from tips.models.sandbox import SandboxCheckout, SandboxDispute, SandboxEvent, SandboxRefund
from tips.models.tip import Tip
from tips.models.words import BlockedSupporter, Reply, Report

__all__ = [
    "AccountNotice",
    "BlockedSupporter",
    "Dispute",
    "Digest",
    "Goal",
    "BankCredit",
    "BankRefund",
    "BankTransfer",
    "Movement",
    "Notice",
    "Payment",
    "PayPalOrder",
    "PayoutAccount",
    "ProviderEvent",
    "ReconciliationItem",
    "ReconciliationRun",
    "Refund",
    "Reply",
    "Report",
    "SandboxCheckout",
    "SandboxDispute",
    "SandboxEvent",
    "SandboxRefund",
    "Tip",
    "TipPreferences",
    "TipSettings",
]
