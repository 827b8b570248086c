"""What followers are told of."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from authors.base_page import BASE_PAGE


class News(models.Model):
    """That an article or a comment has appeared, once and for all."""

    class Kind(models.TextChoices):
        ARTICLE = "article", _("Article")
        COMMENT = "comment", _("Comment")

    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices)
    page = models.ForeignKey(
        BASE_PAGE, verbose_name=_("page"), on_delete=models.CASCADE, related_name="+"
    )
    comment = models.PositiveBigIntegerField(default=0, help_text="Its key; 0 for an article.")
    created_at = models.DateTimeField(_("created at"), default=timezone.now, db_index=True)
    reached = models.PositiveBigIntegerField(
        default=0, help_text="The last follower whose mail is in the books."
    )
    told = models.PositiveIntegerField(_("followers told"), default=0)
    spread_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try = models.DateTimeField(default=timezone.now, null=True, db_index=True)

    class Meta:
        verbose_name = _("news")
        verbose_name_plural = _("news")
        ordering = ["-created_at", "-pk"]
        default_permissions = ["view"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "page", "comment"], name="followers_news_once_an_event"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.page_id} {self.comment}"
