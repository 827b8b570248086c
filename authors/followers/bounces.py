"""What a mail service tells of mailboxes, through django-anymail if that is installed."""

from typing import Any

from authors.followers import joining
from authors.followers.models import Follower

# Source: https://anymail.dev/en/stable/sending/tracking/
MEANING = {
    "bounced": Follower.Stopped.BOUNCED,
    "rejected": Follower.Stopped.BOUNCED,
    "complained": Follower.Stopped.COMPLAINED,
    "unsubscribed": Follower.Stopped.COMPLAINED,
}


def tracked(sender: Any, event: Any, esp_name: str = "", **_kwargs: Any) -> None:
    """Write no more to a mailbox that takes no mails or calls them spam."""
    if event.event_type in MEANING and event.recipient:
        joining.stop(event.recipient, MEANING[event.event_type])
