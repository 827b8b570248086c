"""Who was invited to write here, and the mail with the link that they owe it to."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.core import signing
from django.db import models
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from authors.addresses import public_root
from authors.letters import Letter
from authors.outbox import OutboxRow

SALT = "authors.invitations"


def days_valid() -> int:
    return int(getattr(settings, "AUTHORS_INVITATION_DAYS", 7))


def new_deadline() -> datetime:
    return timezone.now() + timedelta(days=days_valid())


class Invitation(OutboxRow):
    """An account that waits for its owner. Its link is signed, not stored: a copy of the database
    opens no door. Each mail counts `issue` up, which ends all earlier links."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    author = models.ForeignKey(
        "authors.Author", on_delete=models.PROTECT, related_name="invitations"
    )
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="authors_invitation"
    )
    address = models.EmailField(
        max_length=254, unique=True, help_text="As authors.mailboxes.written_alike has it."
    )
    language = models.CharField(max_length=20)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    issue = models.PositiveSmallIntegerField(default=1)
    expires_at = models.DateTimeField(default=new_deadline)
    accepted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        app_label = "authors"
        verbose_name = gettext_lazy("invitation")
        verbose_name_plural = gettext_lazy("invitations")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.author)

    @property
    def is_open(self) -> bool:
        """Tell whether the link still opens, which it does for somebody without a password only."""
        is_waiting = self.accepted_at is None and not self.user.has_usable_password()
        return is_waiting and self.user.is_active and not self.is_expired

    @property
    def is_expired(self) -> bool:
        return self.expires_at <= timezone.now()

    @property
    def url(self) -> str:
        token = signing.Signer(salt=SALT).sign_object([str(self.uuid), self.issue])
        return public_root() + reverse("authors_invitations:accept", args=[token])

    def letter(self) -> Letter | None:
        if not self.is_open:
            return None
        with translation.override(self.language):
            subject = _("Write with us: your invitation")
        return Letter(
            to=self.user.email,
            language=self.language,
            subject=subject,
            template="authors/invitations/mail",
            context={"invitation": self, "url": self.url, "inviter": self.inviter},
            key=f"invitation-{self.uuid}-{self.issue}",
        )

    @property
    def inviter(self) -> str:
        """Return the name of who invited, never their user name."""
        return self.invited_by.get_full_name() if self.invited_by else ""


def from_token(token: str) -> Invitation | None:
    """Return the invitation that a link opens, or None: wrong, used, replaced, expired, revoked."""
    try:
        key, issue = signing.Signer(salt=SALT).unsign_object(token)
    except (signing.BadSignature, ValueError):
        return None
    found = Invitation.objects.select_related("user", "author").filter(uuid=key, issue=issue)
    invitation = found.first()
    return invitation if invitation and invitation.is_open else None
