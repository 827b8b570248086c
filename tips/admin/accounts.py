"""The tip managers' list of payout accounts: read-only, but any can be switched off with a reason."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, DateColumn, StatusFlagColumn, StatusTagColumn
from wagtail.admin.views import generic
from wagtail.admin.views.generic import PermissionCheckedMixin, WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import log

from tips import payouts
from tips.admin.read_only import ReadOnlyViewSet
from tips.models import PayoutAccount
from tips.providers.registry import name_of

SWITCHED = "tips.switch_account"
State = PayoutAccount.State


def condition(account: PayoutAccount) -> str:
    """Return how an account stands, in a word or two."""
    if account.switched_off_at:
        return _("Switched off")
    if account.state == State.CURRENT and not account.takes_payments:
        return _("Not ready")
    return account.get_state_display()


def takes_effect(account: PayoutAccount) -> str:
    """Return the moment itself: a column of how long ago can't tell what is still to come."""
    return date_format(localtime(account.takes_effect_at), "SHORT_DATETIME_FORMAT")


def switch_url(account: PayoutAccount) -> str:
    return reverse("tips_accounts:switch", args=[account.uuid])


class PayoutAccountIndexView(generic.IndexView):
    """All accounts of authors, those no longer in use included."""

    any_permission_required = ["view"]
    default_ordering = "-created_at"

    @cached_property
    def columns(self) -> list[Column]:
        return [
            self._get_title_column("author"),
            Column(
                "provider", label=_("Provider"), accessor=lambda account: name_of(account.provider)
            ),
            Column("shown", label=_("Account")),
            StatusFlagColumn("livemode", label=_("Mode"), false_label=_("TEST")),
            StatusTagColumn(
                "state", label=_("State"), accessor=condition, primary=lambda a: a.is_usable
            ),
            Column("switched_off_reason", label=_("Reason")),
            Column("takes_effect_at", label=_("Takes effect"), accessor=takes_effect),
            DateColumn("created_at", label=_("Made"), sort_key="created_at"),
        ]

    def get_base_queryset(self) -> Any:
        return PayoutAccount.objects.select_related("author")

    def get_list_more_buttons(self, instance: PayoutAccount) -> list[Any]:
        if instance.state == State.RETIRED or not self.user_has_permission("switch_off"):
            return []
        is_off = instance.switched_off_at is not None
        label = _("Switch on") if is_off else _("Switch off")
        return [Button(label, url=switch_url(instance), icon_name="lock", priority=50)]


class SwitchForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=200,
        help_text=gettext_lazy("The author reads it."),
    )


class SwitchView(PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView):
    """Switch an account off with a reason, or on again."""

    model = PayoutAccount
    permission_required = "switch_off"
    any_permission_required = ["switch_off"]
    template_name = "tips/admin/switch_account.html"
    header_icon = "lock"
    index_url_name: str | None = None

    @cached_property
    def account(self) -> PayoutAccount:
        accounts = PayoutAccount.objects.select_related("author").exclude(state=State.RETIRED)
        return get_object_or_404(accounts, uuid=self.kwargs["uuid"])

    @property
    def is_off(self) -> bool:
        return self.account.switched_off_at is not None

    def get_form_class(self) -> type[forms.Form]:
        return forms.Form if self.is_off else SwitchForm

    def form_valid(self, form: forms.Form) -> HttpResponse:
        was_off, reason = self.is_off, form.cleaned_data.get("reason", "")
        if was_off:
            payouts.switch_on(self.account)
        else:
            payouts.switch_off(self.account, self.request.user, reason)
        data = {"reason": reason, "is_off": not was_off}
        log(instance=self.account, action=SWITCHED, user=self.request.user, data=data)
        messages.success(
            self.request,
            _("The account is on again.") if was_off else _("The account is switched off."),
        )
        return redirect("tips_accounts:index")

    def get_page_title(self) -> str:
        return _("Switch on") if self.is_off else _("Switch off")

    def get_page_subtitle(self) -> str:
        return str(self.account)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        name = capfirst(PayoutAccount._meta.verbose_name_plural)
        return self.breadcrumbs_items + [
            {"url": reverse("tips_accounts:index"), "label": name},
            {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()},
        ]


class PayoutAccountViewSet(ReadOnlyViewSet):
    """Where the money of each author goes."""

    model = PayoutAccount
    name = url_namespace = "tips_accounts"
    url_prefix = "payout-accounts"
    icon = "tip-cup"
    menu_label = gettext_lazy("Payout accounts")
    menu_order = 255
    add_to_settings_menu = True
    search_fields = ["author__name"]
    list_filter = ["provider", "state"]
    index_view_class = PayoutAccountIndexView

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("<uuid:uuid>/switch/", self.construct_view(SwitchView), name="switch"),
        ]
