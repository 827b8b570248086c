"""What a test needs to know about a provider: its network, and the people who use it."""

from typing import Any, Protocol

from tips.providers.base import PaymentProvider


class Stage(Protocol):
    """A provider's side, played by a server of the test's own.

    The last five methods, and `spoil`, are for providers that are asked over a wire.
    """

    source: PaymentProvider
    asked: list[Any]  # the questions that came in so far

    def act(self, url: str, action: str) -> Any:
        """Let the reader `pay` or `decline` at the address they were sent to, and tell the site."""

    def spoil(self, fault: str | int) -> Any:
        """Let the next question meet a fault: see `tips.contract.trouble.FAULTS`."""

    def refund_behind_our_back(self, remote_id: str, amount_minor: int) -> Any:
        """Let whoever has the account give money back there, and tell the site."""

    def again(self) -> Any:
        """Tell the site of the latest event once more."""

    def dispute(self, remote_id: str, amount_minor: int) -> Any:
        """Let the reader's bank take a part back, and tell the site."""

    def decide(self, remote_id: str, outcome: str) -> Any:
        """Let the dispute be `won` or `lost`, and tell the site."""
