"""What “My tips” and the managers' report share: figures, charts and a list, for chosen days.

All of it comes from one selection of tips and one period, the files included, so that it agrees.
"""

from typing import Any

from django.db.models import QuerySet
from django.utils.functional import cached_property
from wagtail.admin.views import generic

from tips import figures
from tips.admin import charts
from tips.admin.choices import ChoicesForm, active_in
from tips.admin.export import TipExport
from tips.models import Tip
from tips.period import Period


class OverviewView(TipExport, generic.IndexView):
    """Needs `all_tips`: those that the user may see, of real and of test money."""

    model = Tip
    default_ordering = "-created_at"
    paginate_by = 25
    choices_form: type[ChoicesForm] = ChoicesForm
    all_tips: "QuerySet[Tip]"

    @cached_property
    def is_live(self) -> bool:
        """Whether real or test money is shown. They never stand in one sum or one list."""
        asked = self.request.GET.get("money")
        if asked in ("live", "test"):
            return asked == "live"
        return figures.shows_live_money(self.all_tips)

    @cached_property
    def choices(self) -> ChoicesForm:
        return self.choices_form(self.request.GET, self.all_tips.filter(livemode=self.is_live))

    @cached_property
    def tips(self) -> "QuerySet[Tip]":
        return self.choices.narrow(self.all_tips.filter(livemode=self.is_live))

    def get_base_queryset(self) -> "QuerySet[Tip]":
        return active_in(self.tips, self.choices.period)

    def exported_period(self) -> Period:
        return self.choices.period

    @cached_property
    def header_buttons(self) -> list[Any]:
        return []

    def get_list_more_buttons(self, instance: Tip) -> list[Any]:
        return []

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(*args, **kwargs)
        return context if self.results_only else context | self.overview()

    def overview(self) -> dict[str, Any]:
        tips, period = self.tips, self.choices.period
        days = charts.last_days(period)
        months = figures.by_month(tips, period)
        return {
            "choices": self.choices,
            "is_live": self.is_live,
            "has_other_money": self.all_tips.exclude(livemode=self.is_live).exists(),
            "totals": figures.totals(tips, period),
            "days": days,
            "day_charts": charts.day_charts(figures.by_day(tips, days), days),
            "month_charts": charts.month_charts(months),
            "months": months[::-1],
            "sources": figures.by_source(tips, period),
        }
