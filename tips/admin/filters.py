"""What tips can be filtered and searched by."""

import re
import uuid
from typing import Any

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet

from authors.models import Author
from tips.figures import shows_live_money
from tips.models import Movement, Payment, Tip

LIVE, TEST = "live", "test"
REFERENCE = re.compile(r"(?:T-)?([0-9a-f]{4,10})", re.IGNORECASE)


def currencies() -> list[tuple[str, str]]:
    codes = Tip.objects.order_by("currency").values_list("currency", flat=True).distinct()
    return [(code, code) for code in codes]


def tipped_authors(_request: Any) -> "QuerySet[Author]":
    return Author.objects.filter(Exists(Tip.objects.filter(author=OuterRef("pk"))))


class TipFilterSet(WagtailFilterSet):
    """Filters of the tip list. Real and test money are never listed together."""

    money = django_filters.ChoiceFilter(
        label=_("Money"),
        choices=[(LIVE, _("Real money")), (TEST, _("Test money"))],
        method="filter_money",
        empty_label=None,
        widget=forms.RadioSelect,
    )
    status = django_filters.MultipleChoiceFilter(
        label=_("Status"), choices=Tip.Status.choices, widget=forms.CheckboxSelectMultiple
    )
    currency = django_filters.MultipleChoiceFilter(
        label=_("Currency"), choices=currencies, widget=forms.CheckboxSelectMultiple
    )
    author = django_filters.ModelChoiceFilter(label=_("Author"), queryset=tipped_authors)
    source = django_filters.MultipleChoiceFilter(
        label=_("Source"), choices=Tip.Source.choices, widget=forms.CheckboxSelectMultiple
    )
    created_at = django_filters.DateFromToRangeFilter(label=_("Date"), widget=DateRangePickerWidget)

    class Meta:
        model = Tip
        fields = ["money", "status", "currency", "author", "source", "created_at"]

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        first = LIVE if shows_live_money(Tip.objects.all()) else TEST
        data = data.copy() if data is not None else {}
        data.setdefault("money", first)
        super().__init__(data, *args, **kwargs)
        self.filters["money"].extra["initial"] = first

    def filter_money(self, tips: "QuerySet[Tip]", _name: str, value: str) -> "QuerySet[Tip]":
        return tips.filter(livemode=value != TEST)


def matching(tips: "QuerySet[Tip]", query: str) -> "QuerySet[Tip]":
    """Return the tips with this reference, provider's id, or in their visible name."""
    query = query.strip()
    paid = Payment.objects.filter(tip=OuterRef("pk"), remote_id=query)
    moved = Movement.objects.filter(payment__tip=OuterRef("pk"), remote_id=query)
    named = Q(display_name__icontains=query) & Q(visibility__in=SHOWN_TO_MANAGERS)
    return tips.filter(named | Exists(paid) | Exists(moved) | with_reference(query))


def with_reference(query: str) -> Q:
    """Return a condition on the start of the uuid, of which a reference shows ten digits."""
    found = REFERENCE.fullmatch(query)
    if not found:
        return Q(pk=None)
    start = found.group(1).lower()
    # A range works alike where uuids are text and where they are a type, and uses the index.
    return Q(uuid__range=(uuid.UUID(start.ljust(32, "0")), uuid.UUID(start.ljust(32, "f"))))


SHOWN_TO_MANAGERS = [Tip.Visibility.PUBLIC, Tip.Visibility.HIDE_AMOUNT]
