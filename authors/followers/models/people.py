"""Readers who want to be told, and of what."""

import secrets
import uuid
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from authors.base_page import BASE_PAGE
from authors.mailboxes import mailbox_of, written_alike


def new_nonce() -> str:
    return secrets.token_urlsafe(16)


class FollowerQuerySet(models.QuerySet["Follower"]):
    def active(self) -> "FollowerQuerySet":
        """Those who have confirmed, and whose mailbox takes mails."""
        return self.filter(stopped="").exclude(confirmed_at=None)


class Follower(models.Model):
    """One mailbox. Nothing is mailed to it but the question whether it wants that, until it says so."""

    class Frequency(models.TextChoices):
        NOW = "now", _("At once, a mail for each")
        DAILY = "daily", _("Once a day, all in one")
        WEEKLY = "weekly", _("Once a week, all in one")

    class Stopped(models.TextChoices):
        NO = "", _("No")
        BOUNCED = "bounced", _("Mails came back")
        COMPLAINED = "complained", _("Called spam")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(_("e-mail"), max_length=254)
    address = models.CharField(
        max_length=320, unique=True, editable=False, help_text="The same in one spelling."
    )
    mailbox = models.CharField(
        max_length=320, editable=False, db_index=True, help_text="The same without its +label."
    )
    language = models.CharField(_("language"), max_length=10)
    every_language = models.BooleanField(
        _("every language"),
        default=False,
        help_text=_("Articles in other languages, too."),
    )
    frequency = models.CharField(
        _("how often"), max_length=6, choices=Frequency.choices, default=Frequency.NOW
    )
    nonce = models.CharField(
        max_length=40, default=new_nonce, editable=False, help_text="Makes a link good for once."
    )
    consent_version = models.CharField(max_length=40, blank=True)
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True, editable=False)
    stopped = models.CharField(
        _("stopped"), max_length=10, choices=Stopped.choices, default=Stopped.NO, blank=True
    )
    created_at = models.DateTimeField(_("since"), default=timezone.now, editable=False)

    objects = FollowerQuerySet.as_manager()

    class Meta:
        verbose_name = _("follower")
        verbose_name_plural = _("followers")
        ordering = ["-created_at", "-pk"]
        default_permissions = ["view", "delete"]
        permissions = [("export_follower", "Can export followers")]
        constraints = [
            models.UniqueConstraint(
                fields=["mailbox"],
                condition=Q(confirmed_at=None),
                name="followers_one_pending_a_mailbox",
            )
        ]

    def __str__(self) -> str:
        """Say nothing that must not stand in a log."""
        return f"{self._meta.verbose_name} {self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.address, self.mailbox = written_alike(self.email), mailbox_of(self.email)
        super().save(*args, **kwargs)

    @property
    def is_active(self) -> bool:
        return self.confirmed_at is not None and not self.stopped

    @property
    def unconfirmed(self) -> "models.QuerySet[Follow]":
        """Return what a yes is wanted for: after mails came back, for all of it anew."""
        return self.follows.all() if self.stopped else self.follows.filter(confirmed_at=None)

    @property
    def state(self) -> str:
        """Return where this follower stands, for the admin."""
        if self.stopped:
            return str(self.get_stopped_display())
        return str(_("Confirmed") if self.confirmed_at else _("Waiting for confirmation"))


class Follow(models.Model):
    """What a follower wants to hear of: a site, an author, a tag, or what is said about a page."""

    follower = models.ForeignKey(Follower, on_delete=models.CASCADE, related_name="follows")
    site = models.ForeignKey(
        "wagtailcore.Site", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    author = models.ForeignKey(
        "authors.Author", null=True, blank=True, on_delete=models.CASCADE, related_name="followed"
    )
    tag = models.ForeignKey(
        "taggit.Tag",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        # Not "+": taggit's own managers on pages have that, and the two clash.
        related_name="authors_follows",
    )
    page = models.ForeignKey(
        BASE_PAGE, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("follow")
        verbose_name_plural = _("follows")
        ordering = ["pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["follower", name], name=f"followers_once_a_{name}")
            for name in ("site", "author", "tag", "page")
        ] + [
            models.CheckConstraint(
                name="followers_follow_one_thing",
                condition=Q(site__isnull=False, author=None, tag=None, page=None)
                | Q(site=None, author__isnull=False, tag=None, page=None)
                | Q(site=None, author=None, tag__isnull=False, page=None)
                | Q(site=None, author=None, tag=None, page__isnull=False),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.author or self.tag or self.page or self.site)
