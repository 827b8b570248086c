"""What comments know about readers, for those who ask."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from authors.comments.changes import comments_changed
from authors.comments.models import Comment, Standing
from authors.comments.moderation import blank
from authors.mailboxes import same_address, written_alike
from authors.privacy.personal_data import Keeper, Kept

KEEP_REFUSED_DAYS = 30


class CommentKeeper(Keeper):
    name = "comments"
    label = gettext_lazy("Comments")

    def export(self, email: str) -> list[dict[str, Any]]:
        comments = Comment.objects.filter(same_address("email", email)).select_related("page")
        standings = Standing.objects.filter(email=written_alike(email))
        return [row_of(comment) for comment in comments] + [
            {"standing": standing.kind, "note": standing.note, "decided_at": standing.decided_at}
            for standing in standings
        ]

    @transaction.atomic
    def erase(self, email: str) -> int:
        """Empty the comments; their places stay, where somebody has answered them."""
        comments = list(Comment.objects.filter(same_address("email", email)).select_related("page"))
        for comment in comments:
            blank(comment)
            comments_changed(comment.page)
        gone, _by_model = Standing.objects.filter(
            email=written_alike(email), kind=Standing.Kind.TRUSTED
        ).delete()
        return len(comments) + gone

    def forget(self) -> int:
        """Delete what was refused, and what was withdrawn without an answer, after a while."""
        before = timezone.now() - timedelta(days=keep_refused_days())
        refused = [Comment.State.REJECTED, Comment.State.SPAM, Comment.State.WITHDRAWN]
        old = Comment.objects.filter(state__in=refused, changed_at__lt=before, answers=None)
        pks = list(old.values_list("pk", flat=True))
        Comment.objects.filter(pk__in=pks).delete()
        return len(pks)

    def kept(self) -> Iterable[Kept]:
        days = keep_refused_days()
        yield Kept(
            _("Your comment, with the name and the website that you give"),
            _("to publish it, if it is approved"),
            _("until you withdraw it by your secret link, or have it erased"),
            _("everybody"),
        )
        yield Kept(
            _("Your e-mail address"),
            _("to tell you of answers if you want it, and to know regular commenters"),
            _("as long as the comment"),
            _("the editors"),
        )
        yield Kept(
            _("What was rejected or taken for spam"),
            _("to correct a mistake"),
            ngettext("%(days)d day", "%(days)d days", days) % {"days": days},
            _("the editors"),
        )


def keep_refused_days() -> int:
    return int(getattr(settings, "AUTHORS_COMMENTS_KEEP_REFUSED_DAYS", KEEP_REFUSED_DAYS))


def row_of(comment: Comment) -> dict[str, Any]:
    return {
        "page": comment.page.title,
        "written_at": comment.created_at,
        "edited_at": comment.edited_at,
        "state": comment.state,
        "name": comment.name,
        "email": comment.email,
        "website": comment.website,
        "text": comment.text,
        "consent": comment.consent_version,
        "language": comment.language,
        "wants_answers": comment.wants_answers,
    }
