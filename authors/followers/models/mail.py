"""Mails that are owed to followers."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from authors.followers.models.news import News
from authors.followers.models.people import Follower
from authors.letters import Letter
from authors.outbox import OutboxRow


class Mail(OutboxRow):
    """One mail to one follower: a question, or the news of a moment, a day or a week."""

    class Kind(models.TextChoices):
        CONFIRM = "confirm", _("Please confirm")
        KNOWN = "known", _("You follow this already")
        NEWS = "news", _("News")

    follower = models.ForeignKey(Follower, on_delete=models.CASCADE, related_name="mails")
    kind = models.CharField(_("kind"), max_length=7, choices=Kind.choices)
    period = models.CharField(
        max_length=40, help_text="What it is the only mail about, such as daily:2026-11-25."
    )
    news = models.ManyToManyField(News, through="authors_followers.MailItem", related_name="mails")

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        ordering = ["pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["follower", "period"], name="followers_mail_once_a_period"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    def letter(self) -> Letter | None:
        from authors.followers.letters import letter_of

        return letter_of(self)


class MailItem(models.Model):
    """That a follower is told of a piece of news: never twice, whichever mail it stands in."""

    mail = models.ForeignKey(Mail, on_delete=models.CASCADE, related_name="items")
    follower = models.ForeignKey(Follower, on_delete=models.CASCADE, related_name="+")
    news = models.ForeignKey(News, on_delete=models.CASCADE, related_name="items")

    class Meta:
        default_permissions = ()
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["follower", "news"], name="followers_told_once_of_news")
        ]

    def __str__(self) -> str:
        return f"{self.mail_id} {self.news_id}"
