"""The mails about comments, and who doesn't want them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from authors.letters import Letter
from authors.outbox import OutboxRow


class Notice(OutboxRow):
    """A mail about a comment: to an author of its page, or to a reader."""

    class Kind(models.TextChoices):
        WRITTEN = "written", _("New comment, to the author")
        CONFIRM = "confirm", _("Asks whether answers are wanted")
        ANSWERED = "answered", _("Answer, to who was answered")

    comment = models.ForeignKey(
        "authors_comments.Comment", on_delete=models.CASCADE, related_name="notices"
    )
    kind = models.CharField(max_length=8, choices=Kind.choices)
    author = models.ForeignKey(
        "authors.Author", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["created_at", "pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["comment", "kind", "author"], name="comments_notice_one_an_author"
            ),
            models.UniqueConstraint(
                fields=["comment", "kind"],
                condition=Q(author=None),
                name="comments_notice_one_a_reader",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.comment_id} {self.kind}"

    def letter(self) -> Letter | None:
        from authors.comments.letters import letter_of

        return letter_of(self)


class CommentWishes(models.Model):
    """What an author wants to hear. Who has no row hears of every comment."""

    author = models.OneToOneField(
        "authors.Author", on_delete=models.CASCADE, related_name="comment_wishes"
    )
    wants_mail = models.BooleanField(_("mail me new comments on my articles"), default=True)

    class Meta:
        verbose_name = _("wishes about comments")
        verbose_name_plural = _("wishes about comments")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.author)
