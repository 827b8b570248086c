"""What an author saves for. How far it is comes from the books, see `tips.goals`."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tips.period import today


class GoalQuerySet(models.QuerySet["Goal"]):
    def running(self) -> "GoalQuerySet":
        """Goals that have begun and neither run out nor were ended."""
        day = today()
        not_over = Q(ends_on=None) | Q(ends_on__gte=day)
        return self.filter(not_over, ended_at=None, starts_on__lte=day)

    def public(self) -> "GoalQuerySet":
        return self.filter(is_public=True)


class Goal(models.Model):
    """Something an author collects tips for, in one currency. Its total is never stored."""

    author = models.ForeignKey(
        "authors.Author", verbose_name=_("author"), on_delete=models.PROTECT, related_name="goals"
    )
    title = models.CharField(_("title"), max_length=80)
    target_minor = models.PositiveBigIntegerField(
        _("target"), help_text=_("In the smallest unit: 300 is €3.00.")
    )
    currency = models.CharField(_("currency"), max_length=3)
    starts_on = models.DateField(_("first day"), default=today)
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    is_public = models.BooleanField(_("show it on my profile"), default=True)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = GoalQuerySet.as_manager()

    class Meta:
        verbose_name = _("goal")
        verbose_name_plural = _("goals")
        ordering = ["-starts_on", "-pk"]
        default_permissions = []
        constraints = [
            models.CheckConstraint(name="tips_goal_is_positive", condition=Q(target_minor__gt=0)),
            models.CheckConstraint(
                name="tips_goal_ends_after_it_starts",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
            ),
            models.UniqueConstraint(
                fields=["author"], condition=Q(ended_at=None), name="tips_goal_one_open_an_author"
            ),
        ]

    def __str__(self) -> str:
        return self.title
