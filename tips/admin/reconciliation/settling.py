"""The forms with which a tip manager settles a mismatch or closes a difference."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.log_actions import log

from tips import ledger, payments
from tips.admin.reconciliation.pages import MoneyPage
from tips.exceptions import (
    CannotSettle,
    PaymentUnknown,
    ProviderRefused,
    ProviderUnavailable,
    UnknownProvider,
)
from tips.models import Payment, ReconciliationItem
from tips.money import format_amount
from tips.providers.base import PaymentTruth

ACTION = "tips.settle"
ACCEPT, CLOSE = "accept", "close"
Outcome = ReconciliationItem.Outcome


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=200,
        help_text=gettext_lazy("For the log, such as what you found at the provider."),
    )


class MismatchForm(ReasonForm):
    what = forms.ChoiceField(
        label=gettext_lazy("What should happen?"),
        widget=forms.RadioSelect,
        choices=[
            (ACCEPT, gettext_lazy("Take what came as the tip, and book it")),
            (CLOSE, gettext_lazy("Close it: I have dealt with the money at the provider")),
        ],
    )
    field_order = ["what", "reason"]

    def __init__(self, payment: Payment, data: Any = None) -> None:
        super().__init__(data)
        if payment.state != Payment.State.SUCCEEDED:
            return
        what = self.fields["what"]
        what.choices = [(CLOSE, text) for value, text in what.choices if value == CLOSE]  # type: ignore[attr-defined]
        what.help_text = _(
            "%(amount)s are booked already, and that stays. Send back what is too much at the "
            "provider, or keep it."
        ) % {"amount": format_amount(payment.amount_minor, payment.currency)}


def close(items: "QuerySet[ReconciliationItem]", user: Any, reason: str) -> int:
    """Close what is left of some differences, and return how many that were."""
    return items.filter(outcome=Outcome.LEFT).update(
        outcome=Outcome.CLOSED, closed_at=timezone.now(), closed_by=user, closed_reason=reason
    )


class SettlingView(MoneyPage):
    """Ask for a reason, then settle."""

    permission_required = "refund"
    any_permission_required: Any = None
    template_name = "tips/admin/reconciliation/settle.html"
    form_class: type[ReasonForm] = ReasonForm

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.answer(self.make_form())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.make_form(request.POST)
        return self.settle(form) if form.is_valid() else self.answer(form)

    def make_form(self, data: Any = None) -> ReasonForm:
        return self.form_class(data)

    def answer(self, form: ReasonForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form))

    def settle(self, form: ReasonForm) -> HttpResponse:
        raise NotImplementedError

    def back(self) -> HttpResponse:
        return redirect("tips_reconciliation:index")

    def trail(self) -> list[dict[str, Any]]:
        index = reverse("tips_reconciliation:index")
        return [{"url": index, "label": _("Reconciliation")}, *super().trail()]


class MismatchView(SettlingView):
    """Settle a payment of which the provider reports other money than we asked for."""

    page_title = gettext_lazy("Other money than asked for")
    silence: Any = gettext_lazy("It can’t be reached now.")

    @cached_property
    def payment(self) -> Payment:
        found = Payment.objects.select_related("tip__author").filter(flag=Payment.Flag.MISMATCH)
        return get_object_or_404(found, uuid=self.kwargs["payment"])

    @cached_property
    def truth(self) -> PaymentTruth | None:
        """What the provider says now, or None if it can't be asked."""
        try:
            return payments.truth_of(self.payment)
        except PaymentUnknown:
            self.silence = _("It doesn’t know this payment.")
            return None
        except (ProviderUnavailable, ProviderRefused, UnknownProvider):
            return None

    def make_form(self, data: Any = None) -> MismatchForm:
        return MismatchForm(self.payment, data)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        state = Payment.State(self.truth.state).label if self.truth else ""
        facts = {
            "payment": self.payment,
            "truth": self.truth,
            "reported_state": state,
            "silence": self.silence,
        }
        return super().get_context_data(**kwargs) | facts

    def settle(self, form: ReasonForm) -> HttpResponse:
        try:
            if form.cleaned_data["what"] == ACCEPT:
                self.accept()
            else:
                ledger.close_mismatch(self.payment)
        except CannotSettle:
            form.add_error("what", _("Here more than the amount differs. Please close it instead."))
            return self.answer(form)
        except ProviderUnavailable:
            form.add_error(
                None, _("Nothing was booked, as the provider tells nothing of the payment.")
            )
            return self.answer(form)
        reason = form.cleaned_data["reason"]
        # What the last comparison said of it is settled, too.
        close(ReconciliationItem.objects.filter(payment=self.payment), self.request.user, reason)
        data = {"what": form.cleaned_data["what"], "reason": reason}
        log(instance=self.payment.tip, action=ACTION, user=self.request.user, data=data)
        messages.success(self.request, _("Settled."))
        return self.back()

    def accept(self) -> None:
        if self.truth is None:
            raise ProviderUnavailable(self.payment.provider)
        ledger.accept_other_amount(self.payment, self.truth)


class ItemView(SettlingView):
    """Close a difference that no program can settle."""

    page_title = gettext_lazy("Close a difference")

    @cached_property
    def item(self) -> ReconciliationItem:
        found = ReconciliationItem.objects.filter(outcome=Outcome.LEFT)
        return get_object_or_404(found.select_related("payment__tip"), pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"item": self.item}

    def settle(self, form: ReasonForm) -> HttpResponse:
        reason = form.cleaned_data["reason"]
        if not close(ReconciliationItem.objects.filter(pk=self.item.pk), self.request.user, reason):
            raise Http404
        about = self.item.payment.tip if self.item.payment else self.item
        data = {"what": CLOSE, "reason": reason}
        log(instance=about, action=ACTION, user=self.request.user, data=data, title=str(about))
        messages.success(self.request, _("Closed."))
        return self.back()
