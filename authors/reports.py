"""What editors are told of all articles at once."""

from typing import Any

import swapper
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.reports.base import PageReportView
from wagtail.permissions import policy_registry

from authors.mixins import ArticleMixin
from authors.ownership import owned_models
from authors.permissions import OVERSEE

Page = swapper.load_model("wagtailcore", "Page")


class PartnerLinksReport(PageReportView):
    """The articles that link to partners, as far as the editor may change them."""

    page_title = _("Partner links")
    header_icon = "link-external"
    index_url_name = "authors_partner_links"
    index_results_url_name = "authors_partner_links_results"
    any_permission_required = [OVERSEE]

    def get_queryset(self) -> QuerySet[Any]:
        listed = Q(pk=None)
        for model in owned_models():
            if issubclass(model, ArticleMixin):
                found = model.objects.filter(has_partner_links=True)  # type: ignore[attr-defined]
                listed |= Q(pk__in=found.order_by().values("pk"))
        editable = self.permission_policy.instances_user_has_permission_for(
            self.request.user, "change"
        )
        self.queryset = (
            editable.filter(listed)
            .prefetch_workflow_states()
            .select_related("content_type")
            .annotate_approved_schedule()
            .order_by("-latest_revision_created_at", "pk")
        )
        return super().get_queryset()


class EditorsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        policy = policy_registry.get_by_type(Page)
        return policy.user_has_any_permission(request.user, [OVERSEE])


def menu_item() -> MenuItem:
    return EditorsMenuItem(
        _("Partner links"),
        reverse("authors_partner_links"),
        name="partner-links",
        icon_name="link-external",
        order=1150,
    )


urlpatterns = [
    path("reports/partner-links/", PartnerLinksReport.as_view(), name="authors_partner_links"),
    path(
        "reports/partner-links/results/",
        PartnerLinksReport.as_view(results_only=True),
        name="authors_partner_links_results",
    ),
]
