"""The page on which a tip manager reads the whole story of one tip."""

from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views import generic
from wagtail.admin.widgets.button import HeaderButton

from tips.admin.filters import SHOWN_TO_MANAGERS
from tips.admin.refundable import hindrance, refund_buttons
from tips.admin.story import story_of
from tips.figures import totals
from tips.models import Payment, Tip


class TipInspectView(generic.InspectView):
    """One tip, read-only. Names and messages that the reader kept from us stay away."""

    any_permission_required = ["view"]
    template_name = "tips/admin/inspect.html"
    page_title = _("Tip")
    history_url_name: str | None = None

    def get_fields(self) -> list[str]:
        return []

    @cached_property
    def payments(self) -> list[Payment]:
        return list(self.object.payments.prefetch_related("refunds", "disputes"))

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        return []

    @cached_property
    def header_buttons(self) -> list[Any]:
        if not self.user_has_permission("refund"):
            return []
        return [
            HeaderButton(label, url=url, icon_name="rotate")
            for label, url in refund_buttons(self.payments)
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        tip = self.object
        return super().get_context_data(**kwargs) | {
            "tip": tip,
            "shows_words": tip.visibility in SHOWN_TO_MANAGERS,
            "payments": self.payments,
            "hindrances": {reason for payment in self.payments if (reason := hindrance(payment))},
            "figures": totals(Tip.objects.filter(pk=tip.pk)),
            "story": story_of(tip),
            "history_url": reverse(self.history_url_name, args=[tip.pk]),
        }
