"""The one door to payout accounts: how they begin, take over, stop, and whom that is told.

Every function that writes is one short transaction that first locks the author, so that two changes
of one author never interleave. Only `onboarding` speaks to providers.
"""

from tips.payouts.capabilities import record, record_gone
from tips.payouts.changes import begin, cancel, disconnect, switch_off, switch_on, take_over_due
from tips.payouts.merges import follow_merges

__all__ = [
    "begin",
    "cancel",
    "disconnect",
    "follow_merges",
    "record",
    "record_gone",
    "switch_off",
    "switch_on",
    "take_over_due",
]
