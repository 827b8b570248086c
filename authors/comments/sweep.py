"""What is due with comments: mails."""

from authors import outbox
from authors.comments.models import Notice


def sweep() -> int:
    return outbox.send_due(Notice)
