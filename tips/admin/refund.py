"""Giving money back: one form, one refund, one log entry."""

import uuid
from typing import Any, cast

from django import forms
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import PermissionCheckedMixin, WagtailAdminTemplateMixin
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from tips import payments
from tips.admin.amounts import read_amount, typed_amount
from tips.admin.refundable import hindrance, is_refundable
from tips.exceptions import (
    AccountGone,
    ProviderRefused,
    ProviderUnavailable,
    RefundTooLarge,
    UnknownProvider,
)
from tips.ledger import refundable_minor
from tips.models import Payment, Refund, Tip
from tips.money import format_amount
from tips.providers.registry import provider

ACTION = "tips.refund"
REFUSED = gettext_lazy("The provider refused this refund. Nothing was paid back.")


def is_by_hand(payment: Payment) -> bool:
    """Return whether a person has to send the money, as the provider can't."""
    try:
        return bool(getattr(provider(payment.provider), "refunds_by_hand", False))
    except UnknownProvider:
        return False


class RefundForm(forms.Form):
    """How much and why. The form key makes a second sending of one form harmless."""

    form_key = forms.UUIDField(widget=forms.HiddenInput)
    amount = forms.CharField(
        label=gettext_lazy("Amount"),
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=200,
        help_text=gettext_lazy("For the log. The reader doesn't see it."),
    )

    def __init__(self, payment: Payment, *args: Any, **kwargs: Any) -> None:
        self.payment = payment
        self.left_minor = refundable_minor(payment)
        initial = {
            "form_key": uuid.uuid4(),
            "amount": typed_amount(self.left_minor, payment.currency),
        }
        super().__init__(*args, **{"initial": initial, **kwargs})
        self.fields["amount"].help_text = _("In %(currency)s, at most %(left)s.") % {
            "currency": payment.currency,
            "left": format_amount(self.left_minor, payment.currency),
        }

    def clean_amount(self) -> int:
        text, currency = self.cleaned_data["amount"], self.payment.currency
        # All that is left can go back, even if a refund at the provider left an odd rest.
        if self.left_minor and text == typed_amount(self.left_minor, currency):
            return self.left_minor
        return read_amount(
            text,
            currency,
            minimum_minor=1,
            maximum_minor=self.left_minor,
        )

    def renew(self) -> None:
        """Take another key, so that the form can be sent again after a refusal."""
        self.data = {**self.data, "form_key": str(uuid.uuid4())}

    @property
    def request_key(self) -> str:
        """The key of the refund: it names the payment, so that it can't be used for another."""
        key = self.cleaned_data.get("form_key")
        return f"refund-{self.payment.uuid}-{key}" if key else ""


class RefundView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """Ask for amount and reason, then give the money back."""

    model = Tip
    permission_required = "refund"
    any_permission_required = ["view"]
    template_name = "tips/admin/refund.html"
    page_title = gettext_lazy("Refund")
    header_icon = "rotate"
    index_url_name: str | None = None

    @cached_property
    def payment(self) -> Payment:
        found = Payment.objects.select_related("tip__author").prefetch_related(
            "refunds", "disputes"
        )
        return get_object_or_404(found, uuid=self.kwargs["payment"])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not is_refundable(self.payment):
            return self.refuse()
        return self.answer(RefundForm(self.payment))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = RefundForm(self.payment, request.POST)
        is_valid = form.is_valid()
        if refund := Refund.objects.filter(request_key=form.request_key).first():
            return self.done(refund)  # the same form again
        if not is_refundable(self.payment):
            return self.refuse()
        return self.refund(form) if is_valid else self.answer(form)

    def refuse(self) -> HttpResponse:
        reason = hindrance(self.payment) or _("There is nothing left to refund.")
        messages.warning(self.request, reason)
        return redirect(self.tip_url)

    def refund(self, form: RefundForm) -> HttpResponse:
        try:
            refund = payments.refund(
                self.payment,
                form.cleaned_data["amount"],
                actor=cast(AbstractBaseUser, self.request.user),
                reason=form.cleaned_data["reason"],
                request_key=form.request_key,
            )
        except RefundTooLarge:
            form.add_error("amount", _("That is more than is left to refund."))
        except AccountGone:
            self.note_refusal(form)
            form.add_error(None, _(
                "The author’s account doesn’t let us act for it any more. Only the author can "
                "pay this back now, at the provider."
            ))  # fmt: skip
        except ProviderRefused:
            self.note_refusal(form)
            form.add_error(None, REFUSED)
        except (ProviderUnavailable, UnknownProvider):
            log_refund(form.request_key, self.request.user)
            messages.warning(self.request, _(
                "The provider can't be reached. The refund is noted and will be tried again."
            ))  # fmt: skip
            return redirect(self.tip_url)
        else:
            log_refund(form.request_key, self.request.user)
            return self.done(refund)
        return self.answer(form)

    def note_refusal(self, form: RefundForm) -> None:
        log_refund(form.request_key, self.request.user)
        form.renew()

    def done(self, refund: Refund) -> HttpResponse:
        amount = {"amount": format_amount(refund.amount_minor, self.payment.currency)}
        if refund.state == Refund.State.FAILED:
            messages.error(self.request, REFUSED)
        elif refund.state == Refund.State.SUCCEEDED:
            messages.success(self.request, _("%(amount)s refunded.") % amount)
        else:
            messages.success(self.request, _("The refund of %(amount)s is under way.") % amount)
        return redirect(self.tip_url)

    def answer(self, form: RefundForm) -> HttpResponse:
        context = self.get_context_data(
            form=form,
            payment=self.payment,
            is_by_hand=is_by_hand(self.payment),
            has_duplicate=self.payment.tip.payments.filter(flag=Payment.Flag.DUPLICATE).exists(),
        )
        return self.render_to_response(context)

    @property
    def tip_url(self) -> str:
        return reverse("tips_admin:inspect", args=[self.payment.tip_id])

    def get_page_subtitle(self) -> str:
        return self.payment.tip.reference

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return self.breadcrumbs_items + [
            {"url": reverse(self.index_url_name), "label": capfirst(Tip._meta.verbose_name_plural)},
            {"url": self.tip_url, "label": self.payment.tip.reference},
            {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()},
        ]


def log_refund(request_key: str, user: Any) -> None:
    """Note who asked for a refund, when and why: once, however often the form was sent."""
    with transaction.atomic():
        refund = Refund.objects.select_for_update().filter(request_key=request_key).first()
        known = ModelLogEntry.objects.filter(action=ACTION, data__request_key=request_key)
        if refund is None or known.exists():
            return
        log(
            instance=refund.payment.tip,
            action=ACTION,
            user=user,
            data={
                "request_key": request_key,
                "amount_minor": refund.amount_minor,
                "currency": refund.payment.currency,
                "reason": refund.reason,
            },
        )
