"""What Wagtail's log says about money."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogActionRegistry, LogFormatter

from tips import erasure, moderation, replies
from tips.admin import accounts, get_paid
from tips.admin.bank import actions as bank
from tips.admin.reconciliation import settling
from tips.admin.refund import ACTION
from tips.money import format_amount

# What people do with words: action, what it is called, and what history says.
WORDS = [
    (moderation.APPROVE, gettext_lazy("Approve a message"), gettext_lazy("Message approved")),
    (moderation.REJECT, gettext_lazy("Reject a message"), gettext_lazy("Message rejected")),
    (
        moderation.RECONSIDER,
        gettext_lazy("Reconsider a message"),
        gettext_lazy("Message put back to wait"),
    ),
    (moderation.BLOCK, gettext_lazy("Block a supporter"), gettext_lazy("Supporter blocked")),
    (moderation.UNBLOCK, gettext_lazy("Unblock a supporter"), gettext_lazy("Supporter unblocked")),
    (replies.REPLY, gettext_lazy("Reply to a tip"), gettext_lazy("Reply written")),
    (replies.REPORT, gettext_lazy("Report a tip"), gettext_lazy("Reported to the moderators")),
    (
        erasure.ERASE,
        gettext_lazy("Erase a reader"),
        gettext_lazy("Name, address and message were erased"),
    ),
    (
        replies.RESOLVE,
        gettext_lazy("Close a report of a tip"),
        gettext_lazy("Report closed"),
    ),
]


class RefundFormatter(LogFormatter):
    """Amount and reason of a refund. Who and when stand in columns of their own."""

    label = gettext_lazy("Refund a tip")

    def format_message(self, log_entry: Any) -> str:
        data = log_entry.data
        return _("Refund of %(amount)s: %(reason)s") % {
            "amount": format_amount(data["amount_minor"], data["currency"]),
            "reason": data["reason"],
        }


class TransferFormatter(LogFormatter):
    """What somebody said about money at the bank."""

    label = gettext_lazy("Bank transfer")

    def format_message(self, log_entry: Any) -> str:
        data = log_entry.data
        texts = {
            "confirmed": _("Confirmed that %(amount)s arrived at the bank"),
            "withdrawn": _("Took back that %(amount)s arrived at the bank"),
            "closed": _("Waits no longer for a transfer of %(amount)s"),
        }
        return texts[data["what"]] % {
            "amount": format_amount(data["amount_minor"], data["currency"])
        }


class SwitchFormatter(LogFormatter):
    """Why a tip manager switched an author's account off, or on again."""

    label = gettext_lazy("Switch a payout account")

    def format_message(self, log_entry: Any) -> str:
        reason = log_entry.data["reason"]
        if not log_entry.data["is_off"]:
            return _("Switched the payout account on again")
        return _("Switched the payout account off: %(reason)s") % {"reason": reason}


class SettleFormatter(LogFormatter):
    """What a tip manager did about money that didn't agree, and why."""

    label = gettext_lazy("Settle money that doesn’t agree")

    def format_message(self, log_entry: Any) -> str:
        texts = {
            settling.ACCEPT: _("Took what came as the tip: %(reason)s"),
            settling.CLOSE: _("Closed money that doesn’t agree: %(reason)s"),
        }
        return texts[log_entry.data["what"]] % {"reason": log_entry.data["reason"]}


def register_actions(actions: LogActionRegistry) -> None:
    actions.register_action(ACTION)(RefundFormatter)
    actions.register_action(settling.ACTION)(SettleFormatter)
    actions.register_action(bank.ACTION)(TransferFormatter)
    actions.register_action(accounts.SWITCHED)(SwitchFormatter)
    connected, stopped = gettext_lazy("Connect an account"), gettext_lazy("Stop an account")
    actions.register_action(get_paid.CHANGED, connected, connected)
    actions.register_action(get_paid.STOPPED, stopped, stopped)
    for action, label, message in WORDS:
        actions.register_action(action, label, message)
