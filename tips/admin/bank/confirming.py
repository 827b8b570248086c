"""One bank transfer: what we wait for, what arrived, and a form to confirm more."""

import uuid
from datetime import date
from typing import Any, cast

from django import forms
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from tips.admin.amounts import read_amount, typed_amount
from tips.admin.bank import actions
from tips.admin.bank.desk import Desk, ManagersDesk
from tips.admin.bank.wording import state_of
from tips.models import BankTransfer, Payment
from tips.money import CURRENCIES, format_amount
from tips.providers.bank import books
from tips.providers.bank.reference import spaced


class ConfirmForm(forms.Form):
    """What arrived, and when. The form key makes a second sending of one form harmless."""

    form_key = forms.UUIDField(widget=forms.HiddenInput)
    amount = forms.CharField(
        label=gettext_lazy("Amount that arrived"),
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )
    booked_on = forms.DateField(
        label=gettext_lazy("Arrived on"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("The day on the bank statement."),
    )

    def __init__(self, transfer: BankTransfer, *args: Any, **kwargs: Any) -> None:
        self.transfer = transfer
        missing_minor = max(transfer.amount_minor - transfer.received_minor, 1)
        initial = {
            "form_key": uuid.uuid4(),
            "amount": typed_amount(missing_minor, transfer.currency),
            "booked_on": timezone.localdate(),
        }
        super().__init__(*args, **{"initial": initial, **kwargs})
        self.fields["amount"].help_text = _(
            "In %(currency)s. Another amount than asked for is noted, but not booked."
        ) % {"currency": transfer.currency}

    def clean_amount(self) -> int:
        currency = CURRENCIES[self.transfer.currency]
        highest = max(currency.maximum_minor, self.transfer.amount_minor) * 10
        return read_amount(
            self.cleaned_data["amount"], currency.code, minimum_minor=1, maximum_minor=highest
        )

    def clean_booked_on(self) -> date:
        booked_on: date = self.cleaned_data["booked_on"]
        if booked_on > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come."))
        if booked_on < timezone.localdate(self.transfer.created_at):
            raise forms.ValidationError(_("The reader was asked for the money later than that."))
        return booked_on


class TransferView(Desk, WagtailAdminTemplateMixin, TemplateView):
    """Show a transfer; on POST confirm, take back or close."""

    template_name = "tips/admin/bank/transfer.html"
    page_title = gettext_lazy("Bank transfer")
    header_icon = "tip-bank"

    @cached_property
    def transfer(self) -> BankTransfer:
        found = self.transfers().prefetch_related("credits__confirmed_by", "refunds")
        return get_object_or_404(found, pk=self.kwargs["pk"])

    @property
    def user(self) -> AbstractBaseUser:
        return cast(AbstractBaseUser, self.request.user)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.answer(ConfirmForm(self.transfer))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            if "withdraw" in request.POST:
                return self.withdraw(request.POST["withdraw"])
            if "close" in request.POST:
                return self.close()
        except books.NotThere:
            return self.back(_("Meanwhile that has changed. Nothing was done."), is_good=False)
        form = ConfirmForm(self.transfer, request.POST)
        return self.confirm(form) if form.is_valid() else self.answer(form)

    def confirm(self, form: ConfirmForm) -> HttpResponse:
        data = form.cleaned_data
        key = f"hand-{self.transfer.pk}-{data['form_key']}"
        try:
            actions.confirm(
                self.transfer.pk, data["amount"], data["booked_on"], key, actor=self.user
            )
        except books.AlreadySettled:
            return self.back(_("This transfer is paid already. Nothing was done."), is_good=False)
        self.transfer.refresh_from_db()
        amount = format_amount(data["amount"], self.transfer.currency)
        if self.transfer.is_settled:
            return self.back(_("%(amount)s confirmed. The tip is paid.") % {"amount": amount})
        text = _("%(amount)s noted. That isn’t what was asked for, so the tip isn’t paid.")
        return self.back(text % {"amount": amount}, is_good=False)

    def withdraw(self, number: str) -> HttpResponse:
        credit = next((c for c in self.transfer.credits.all() if str(c.pk) == number), None)
        if credit is None:
            raise books.NotThere(number)
        actions.withdraw(credit, actor=self.user)
        return self.back(_("The confirmation was taken back."))

    def close(self) -> HttpResponse:
        actions.close(self.transfer.pk, actor=self.user)
        return self.back(_("We wait for this transfer no longer. If it comes, confirm it here."))

    def back(self, text: str, is_good: bool = True) -> HttpResponse:
        (messages.success if is_good else messages.warning)(self.request, text)
        return redirect(self.address("transfer", self.transfer.pk))

    def answer(self, form: ConfirmForm) -> HttpResponse:
        payment = Payment.objects.filter(uuid=self.transfer.payment_reference).first()
        context = self.get_context_data(
            form=None if self.transfer.is_settled else form,
            transfer=self.transfer,
            reference=spaced(self.transfer.reference),
            state=state_of(self.transfer),
            tip=payment.tip if payment else None,
            **self.surroundings(),
        )
        return self.render_to_response(context)

    def get_page_subtitle(self) -> str:
        return spaced(self.transfer.reference)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        here = {"label": self.get_page_title(), "sublabel": self.get_page_subtitle()}
        return [*self.above(), {"url": "", **here}]


class ManagersTransferView(ManagersDesk, TransferView):
    """Any transfer, for tip managers."""
