"""What invitations know about people, for those who ask."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from authors.invitations.records import Invitation
from authors.mailboxes import written_alike
from authors.privacy.personal_data import Keeper, Kept

KEEP_DAYS = 30


class InvitationKeeper(Keeper):
    name = "invitations"
    label = gettext_lazy("Invitations to write here")

    def export(self, email: str) -> list[dict[str, Any]]:
        rows = Invitation.objects.filter(address=written_alike(email)).select_related("author")
        return [
            {
                "author": str(row.author),
                "language": row.language,
                "invited": row.created_at,
                "accepted": row.accepted_at,
            }
            for row in rows
        ]

    def erase(self, email: str) -> int:
        """Take out the invitation, and the account if nobody has used it."""
        rows = list(Invitation.objects.filter(address=written_alike(email)))
        for row in rows:
            row.delete() if row.accepted_at else row.user.delete()
        return len(rows)

    def forget(self) -> int:
        """Take out what is settled, and what nobody has answered together with its account."""
        long_ago = timezone.now() - timedelta(days=KEEP_DAYS)
        settled = Invitation.objects.filter(accepted_at__lt=long_ago)
        unanswered = Invitation.objects.filter(accepted_at=None, expires_at__lt=long_ago)
        rows = list(settled) + list(unanswered)
        for row in rows:
            is_unused = row.accepted_at is None and not row.user.has_usable_password()
            row.user.delete() if is_unused else row.delete()
        return len(rows)

    def kept(self) -> Iterable[Kept]:
        yield Kept(
            _("For those who are invited to write here: e-mail address and language"),
            _("to send the invitation"),
            _("until 30 days after it was accepted or ran out"),
            _("editors"),
        )
