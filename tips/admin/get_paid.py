"""“Get paid”: where an author's own money goes. No parameter ever names an author."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.log_actions import log

from authors.addresses import admin_root
from authors.models import Author
from tips import payouts
from tips.admin import ways
from tips.admin.own import own_author
from tips.admin.proof import PasswordForm, is_proven, note_proof
from tips.admin.sections import sections
from tips.exceptions import ProviderRefused, ProviderUnavailable
from tips.models import PayoutAccount
from tips.payouts import changes, onboarding
from tips.providers.base import PaymentProvider
from tips.providers.registry import name_of

CHANGED, STOPPED = "tips.change_account", "tips.stop_account"


class OwnMoney:
    """What the views of this file share: whose money, which account, how to get to a provider."""

    request: HttpRequest
    kwargs: dict[str, Any]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if own_author(request.user) is None:
            raise PermissionDenied
        if "uuid" in kwargs:
            assert self.account  # or it isn't found
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]  # of the view

    @cached_property
    def author(self) -> Author:
        author = own_author(self.request.user)
        assert author
        return author

    @cached_property
    def account(self) -> PayoutAccount:
        own = PayoutAccount.objects.filter(author=self.author)
        own = own.exclude(state=PayoutAccount.State.RETIRED)
        return get_object_or_404(own, uuid=self.kwargs["uuid"])

    @cached_property
    def source(self) -> PaymentProvider:
        key = self.kwargs.get("key") or self.account.provider
        for source in ways.joining():
            if source.key == key:
                return source
        raise Http404

    def to_provider(self, account: PayoutAccount) -> HttpResponse:
        """Send the author to the provider's own pages, or back with the reason why not."""
        urls = [
            admin_root() + reverse(f"my_tips:{name}", args=[account.uuid])
            for name in ("get_paid_return", "get_paid_refresh")
        ]
        try:
            return redirect(onboarding.onboarding_url(account, *urls))
        except ProviderUnavailable:
            messages.warning(self.request, _("The provider isn't answering. Please try again."))
        except ProviderRefused:
            messages.error(self.request, _("The provider refused this. A tip manager can help."))
        return self.back()

    def back(self) -> HttpResponse:
        return redirect("my_tips:get_paid")


class GetPaidScreen(OwnMoney, WagtailAdminTemplateMixin):
    """A screen below “My tips”."""

    page_title = gettext_lazy("Get paid")
    header_icon = "tip-cup"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return self.breadcrumbs_items + [
            {"url": reverse("my_tips:index"), "label": _("My tips")},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"sections": sections("my_tips:get_paid")}

    def render_to_response(self, *args: Any, **kwargs: Any) -> HttpResponse:
        """Let the forms of this screen end at the providers: browsers check redirects too."""
        response = super().render_to_response(*args, **kwargs)
        known = [getattr(source, "onboarding_origins", ()) for source in ways.joining()]
        origins = [origin for origins in known for origin in origins]
        if origins:
            response._csp_update = {"form-action": ["'self'", *origins]}
        return response


class GetPaidView(GetPaidScreen, TemplateView):
    """Where tips go now, provider by provider."""

    template_name = "tips/admin/get_paid.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"ways": ways.ways_of(self.author)}


class PasswordScreen(GetPaidScreen, FormView):
    """A form that ends with the password."""

    template_name = "tips/admin/get_paid_form.html"
    form_class: type[forms.Form] = PasswordForm
    button = gettext_lazy("Continue")
    explanation: Any = ""

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"request": self.request}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return context | {"button": self.button, "explanation": self.explanation}


class ConnectView(PasswordScreen):
    """Name an account of one's own, by typing it or on the provider's pages."""

    def get_form_class(self) -> type[forms.Form]:
        typed = self.source.account_form
        return type("ConnectForm", (PasswordForm, typed), {}) if typed else PasswordForm

    def get_page_subtitle(self) -> str:
        return name_of(self.source.key)

    @property
    def explanation(self) -> str:  # type: ignore[override]  # it depends on the author
        if changes.waits_for(self.author, self.source.livemode):
            return _(
                "A change takes effect after %(hours)d hours. Until then everything goes on as "
                "before. We tell you and the tip managers by e-mail, so that nobody can lead your "
                "money away behind your back."
            ) % {"hours": changes.cool_off().total_seconds() // 3600}
        return _("From then on, tips go straight to your own account.")

    def form_valid(self, form: Any) -> HttpResponse:
        typed = form.account(self.source.livemode) if self.source.account_form else None
        account = payouts.begin(self.author, self.source, self.request.user, typed)
        log(instance=account, action=CHANGED, user=self.request.user)
        note_proof(self.request)
        if typed is None:
            return self.to_provider(account)
        messages.success(self.request, _("Your account is noted."))
        return self.back()


class GoOnView(PasswordScreen):
    """Go on setting up an account on the provider's pages."""

    def form_valid(self, form: PasswordForm) -> HttpResponse:
        note_proof(self.request)
        return self.to_provider(self.account)


class DisconnectView(PasswordScreen):
    """Stop using an account."""

    page_title = gettext_lazy("Disconnect the account")
    button = gettext_lazy("Disconnect")
    explanation = gettext_lazy("It takes no more tips. Tips already given are not touched.")

    def form_valid(self, form: PasswordForm) -> HttpResponse:
        payouts.disconnect(self.account)
        log(instance=self.account, action=STOPPED, user=self.request.user)
        messages.success(self.request, _("The account is disconnected."))
        return self.back()


class CancelView(OwnMoney, View):
    """Give up a change that waits. Needs no password: it leaves the money where it goes."""

    def post(self, request: HttpRequest, uuid: str) -> HttpResponse:
        if payouts.cancel(self.account):
            log(instance=self.account, action=STOPPED, user=request.user)
            messages.success(request, _("The change is stopped. Everything goes on as before."))
        return self.back()


class ReturnView(OwnMoney, View):
    """The author is back from the provider, which doesn't mean that all is done."""

    def get(self, request: HttpRequest, uuid: str) -> HttpResponse:
        try:
            account = onboarding.bring_up_to_date(self.account)
        except (ProviderUnavailable, ProviderRefused):
            messages.warning(request, _("We can't see yet how far you got. Look again soon."))
            return self.back()
        if account.takes_payments:
            messages.success(request, _("Your account can take tips."))
        else:
            messages.warning(request, _("The provider still needs something from you."))
        return self.back()


class RefreshView(OwnMoney, View):
    """The provider's link was too old: make another, for who gave the password lately."""

    def get(self, request: HttpRequest, uuid: str) -> HttpResponse:
        if not is_proven(request):
            return redirect("my_tips:get_paid_go_on", uuid)
        return self.to_provider(self.account)
