"""Where those who may hand out or erase what is kept about a person, and see that it was done."""

import json
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import HeaderButton

from authors.mailboxes import written_alike
from authors.models import PrivacyRecord
from authors.plain_text import OneEmailField
from authors.privacy.personal_data import erase_person, export_person

NO_FORMS = dict.fromkeys(["add_url_name", "edit_url_name", "delete_url_name"])
EXPORT, ERASE = "authors.export_person", "authors.erase_person"


class ExportForm(forms.Form):
    email = OneEmailField(label=gettext_lazy("E-mail address"))


class EraseForm(ExportForm):
    again = OneEmailField(
        label=gettext_lazy("The same address once more"),
        help_text=gettext_lazy("Typed, not pasted: it can't be undone."),
    )

    def clean_again(self) -> str:
        again: str = self.cleaned_data["again"]
        if written_alike(again) != written_alike(self.cleaned_data.get("email", "")):
            raise ValidationError(gettext_lazy("The two addresses differ. Nothing was erased."))
        return again


class PersonView(View):
    """Ask whom it is about."""

    permission = ""
    form_class: type[forms.Form] = ExportForm
    title: Any = ""
    explanation: Any = ""
    action: Any = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm(self.permission):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(self.form_class())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = self.form_class(request.POST)
        return self.do(form.cleaned_data["email"]) if form.is_valid() else self.show(form)

    def show(self, form: forms.Form) -> HttpResponse:
        status = 422 if form.is_bound else 200
        context = {"view": self, "form": form, "is_serious": self.permission == ERASE}
        return render(self.request, "authors/admin/person.html", context, status=status)

    def do(self, email: str) -> HttpResponse:
        raise NotImplementedError


class ExportView(PersonView):
    permission = EXPORT
    title = gettext_lazy("Hand out what is kept about a person")
    explanation = gettext_lazy("You get one file with all that is kept under an e-mail address.")
    action = gettext_lazy("Download")

    def do(self, email: str) -> HttpResponse:
        found = export_person(email, user=self.request.user)
        text = json.dumps(found, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
        return HttpResponse(
            text + "\n",
            content_type="application/json; charset=utf-8",
            headers={
                "Content-Disposition": 'attachment; filename="person.json"',
                "Cache-Control": "no-store, private",
            },
        )


class EraseView(PersonView):
    permission = ERASE
    form_class = EraseForm
    title = gettext_lazy("Erase a person")
    explanation = gettext_lazy(
        "Name, address and words of the owner of an e-mail address are taken out everywhere. "
        "Amounts stay, so that the books hold. It can't be undone."
    )
    action = gettext_lazy("Erase")

    def do(self, email: str) -> HttpResponse:
        record = erase_person(email, user=self.request.user)
        text = _("Erased. Recorded as %(reference)s, without the address.")
        messages.success(self.request, text % {"reference": record.reference})
        return redirect("privacy_records:index")


def in_short(record: PrivacyRecord) -> str:
    return ", ".join(f"{app}: {count}" for app, count in record.counts.items())


class RecordIndexView(generic.IndexView):
    any_permission_required = ["view"]

    @cached_property
    def header_buttons(self) -> list[Any]:
        offered = [
            (EXPORT, _("Hand out"), "privacy_records:export", "download"),
            (ERASE, _("Erase a person"), "privacy_records:erase", "bin"),
        ]
        return [
            HeaderButton(label, url=reverse(url), icon_name=icon)
            for permission, label, url, icon in offered
            if self.request.user.has_perm(permission)
        ]


class PrivacyViewSet(ModelViewSet):
    """What was done for people who asked. Rows are written by the act itself."""

    model = PrivacyRecord
    name = "privacy_records"
    icon = "lock"
    menu_label = gettext_lazy("Privacy")
    menu_order = 800
    add_to_settings_menu = True
    copy_view_enabled = False
    form_fields: list[str] = []
    index_view_class = RecordIndexView
    list_display = [
        Column("reference", label=gettext_lazy("Reference")),
        Column("get_action_display", label=gettext_lazy("Action"), sort_key="action"),
        Column("in_short", label=gettext_lazy("Rows"), accessor=in_short),
        Column("user", label=gettext_lazy("By")),
        DateColumn("done_at", label=gettext_lazy("Date"), sort_key="done_at"),
    ]
    list_filter = ["action"]

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """Offer no forms for rows, not even to a superuser: there are none."""
        return super().get_common_view_kwargs(**kwargs) | NO_FORMS

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("export/", ExportView.as_view(), name="export"),
            path("erase/", EraseView.as_view(), name="erase"),
        ]
