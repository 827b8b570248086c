"""How far a goal is: summed from the books each time, so that a refund counts at once."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet, Sum

from authors.models import Author
from tips.figures import FEES, credited, shows_live_money
from tips.models import Goal, Tip
from tips.period import Period


@dataclass(frozen=True)
class Progress:
    """A goal and what readers gave towards it, before the provider's fees."""

    goal: Goal
    raised_minor: int
    is_live: bool

    @property
    def percent(self) -> int:
        """How much is there, rounded down; more than 100 if readers gave more."""
        return max(self.raised_minor, 0) * 100 // self.goal.target_minor

    @property
    def bar_percent(self) -> int:
        return min(self.percent, 100)

    @property
    def is_reached(self) -> bool:
        return self.raised_minor >= self.goal.target_minor


def progress_of(goal: Goal) -> Progress:
    return progress_of_all(goal.author, [goal])[0]


def progress_of_all(author: Author, goals: list[Goal]) -> list[Progress]:
    """Sum the money of an author's goals, however many, in one query.

    Test money counts only where the author never got any other.
    """
    tips = Tip.objects.filter(author__in=rows_of(author.current))
    is_live = shows_live_money(tips)
    given = credited(tips.filter(livemode=is_live)).exclude(kind__in=FEES)
    sums = given.aggregate(
        **{f"goal_{goal.pk}": Sum("amount_minor", filter=_counts_for(goal)) for goal in goals}
    )
    return [Progress(goal, sums[f"goal_{goal.pk}"] or 0, is_live) for goal in goals]


def _counts_for(goal: Goal) -> Q:
    counts = Q(currency=goal.currency) & Period(goal.starts_on, goal.ends_on).covers("happened_at")
    return counts & Q(happened_at__lte=goal.ended_at) if goal.ended_at else counts


def public_goal(author: Author) -> Progress | None:
    """Return the goal that readers may see on an author's pages, or None."""
    goal = Goal.objects.running().public().filter(author__in=rows_of(author.current)).first()
    return progress_of(goal) if goal else None


def rows_of(author: Author) -> "QuerySet[Author]":
    """Return the author's row and all rows merged into it."""
    rows, newest = {author.pk}, {author.pk}
    while newest:
        merged = Author.objects.filter(merged_into__in=newest).values_list("pk", flat=True)
        newest = set(merged) - rows
        rows |= newest
    return Author.objects.filter(pk__in=rows)
