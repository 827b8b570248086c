"""What readers see of what others gave: the goal, and a wall of those who want to be seen."""

import re
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from authors.memory import until_readers_add
from authors.models import Author
from tips.figures import shows_live_money
from tips.goals import Progress, public_goal, rows_of
from tips.models import Tip, TipPreferences

SHOWN = 6
# Money that came and is still there, at least in part.
GIVEN = [Tip.Status.PAID, Tip.Status.PARTLY_REFUNDED]
ADVERTISES = re.compile(r"https?:|www\.|[/@]|\.[a-z]{2,}\b", re.IGNORECASE)
OPEN = [Tip.Visibility.PUBLIC, Tip.Visibility.HIDE_AMOUNT]


@dataclass(frozen=True)
class Supporter:
    """A reader who wants to be seen. `amount_minor` is None if the amount isn't to be seen."""

    name: str
    message: str
    amount_minor: int | None
    currency: str
    locale: str


@dataclass(frozen=True)
class Wall:
    """The latest supporters, and how many there are in all, the unseen ones among them."""

    supporters: tuple[Supporter, ...]
    total: int
    goal: Progress | None
    is_live: bool

    @property
    def unseen(self) -> int:
        return self.total - len(self.supporters)

    def __bool__(self) -> bool:
        return bool(self.total or self.goal)


def wall_of(author: Author) -> Wall:
    """Return an author's wall, as it was when readers or content changed last."""
    return until_readers_add(("tips.wall", author.pk), lambda: read_wall(author))


def read_wall(author: Author) -> Wall:
    tips = Tip.objects.filter(author__in=rows_of(author.current))
    is_live = shows_live_money(tips)
    given = tips.filter(livemode=is_live, status__in=GIVEN)
    is_shown = not TipPreferences.objects.filter(author=author.current, shows_wall=False).exists()
    shown = tuple(supporter(tip) for tip in seen(given)[:SHOWN]) if is_shown else ()
    total = given.count() if is_shown else 0
    return Wall(shown, total, public_goal(author), is_live)


def seen(given: "QuerySet[Tip]") -> "QuerySet[Tip]":
    """Return the tips whose readers want to be seen, and whose words nobody waits to judge."""
    words = Q(message="") | Q(message_state=Tip.MessageState.APPROVED)
    named = given.filter(words, visibility__in=OPEN).exclude(display_name="", message="")
    return named.order_by("-paid_at", "-pk")


def supporter(tip: Tip) -> Supporter:
    """Take what may be seen. A name that advertises is left out: nobody approves bare names."""
    name = "" if ADVERTISES.search(tip.display_name) else tip.display_name
    hides = tip.visibility == Tip.Visibility.HIDE_AMOUNT
    amount_minor = None if hides else tip.amount_minor - tip.refunded_minor
    return Supporter(name, tip.message, amount_minor, tip.currency, tip.locale)
