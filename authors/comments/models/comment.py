"""What a reader wrote under a page."""

from __future__ import annotations

import secrets
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from authors.base_page import BASE_PAGE
from authors.comments.markup import words

LONGEST = 5000


def make_token() -> str:
    return secrets.token_urlsafe(24)


class CommentQuerySet(models.QuerySet["Comment"]):
    def shown(self) -> CommentQuerySet:
        """Return what readers see; withdrawn ones hold their thread together."""
        return self.filter(state__in=[Comment.State.APPROVED, Comment.State.WITHDRAWN])

    def approved(self) -> CommentQuerySet:
        return self.filter(state=Comment.State.APPROVED)

    def pending(self) -> CommentQuerySet:
        return self.filter(state=Comment.State.PENDING)


class Comment(models.Model):
    """A comment. Only `authors.comments.moderation` moves it from state to state."""

    class State(models.TextChoices):
        PENDING = "pending", pgettext_lazy("comment", "Waiting")
        APPROVED = "approved", pgettext_lazy("comment", "Published")
        REJECTED = "rejected", pgettext_lazy("comment", "Rejected")
        SPAM = "spam", _("Spam")
        WITHDRAWN = "withdrawn", _("Withdrawn by its writer")

    page = models.ForeignKey(
        BASE_PAGE,
        verbose_name=_("page"),
        on_delete=models.CASCADE,
        related_name="authors_comments",
        editable=False,
    )
    parent = models.ForeignKey(
        "self",
        verbose_name=_("answers"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="answers",
        editable=False,
    )
    author = models.ForeignKey(
        "authors.Author",
        verbose_name=_("author"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="written_comments",
        editable=False,
        help_text=_("Who wrote it in the editor. Empty for a guest."),
    )
    name = models.CharField(_("name"), max_length=80)
    email = models.EmailField(_("e-mail"), blank=True, help_text=_("Never shown to readers."))
    website = models.URLField(_("website"), blank=True)
    text = models.TextField(_("text"), max_length=LONGEST, blank=True)
    state = models.CharField(
        _("state"), max_length=9, choices=State.choices, default=State.PENDING, editable=False
    )
    created_at = models.DateTimeField(_("written at"), default=timezone.now, editable=False)
    edited_at = models.DateTimeField(_("edited at"), null=True, blank=True, editable=False)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)
    language = models.CharField(max_length=20, blank=True, editable=False)
    consent_version = models.CharField(_("agreed to"), max_length=20, blank=True, editable=False)
    wants_answers = models.BooleanField(_("wants mail about answers"), default=False)
    answers_confirmed_at = models.DateTimeField(null=True, blank=True, editable=False)
    token = models.CharField(max_length=40, unique=True, default=make_token, editable=False)
    form_key = models.CharField(max_length=40, unique=True, null=True, blank=True, editable=False)
    remote_key = models.CharField(
        max_length=200, unique=True, null=True, blank=True, editable=False
    )

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["created_at", "pk"]
        default_permissions = ["change", "delete", "view"]
        indexes = [
            models.Index(fields=["page", "state", "created_at"], name="comments_page_state"),
            models.Index(fields=["state", "created_at"], name="comments_state"),
        ]
        constraints = [
            models.CheckConstraint(
                name="comments_not_its_own_answer",
                condition=Q(parent=None) | ~Q(parent=F("id")),
            )
        ]

    def __str__(self) -> str:
        return str(_("Comment %(number)s") % {"number": self.pk})

    @property
    def excerpt(self) -> str:
        return str(Truncator(words(self.text)).chars(80, truncate="…"))

    @property
    def is_approved(self) -> bool:
        return self.state == self.State.APPROVED

    @property
    def anchor(self) -> str:
        return f"comment-{self.pk}"

    def url(self) -> str:
        """Return the comment's absolute address on its page, or "" if the page has none."""
        page: Any = self.page
        address = page.full_url
        return f"{address}#{self.anchor}" if address else ""
