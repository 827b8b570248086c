"""Uploading a bank statement: first see what it would do, then let it be done.

Nothing of a statement is kept but the lines that pay a tip: the others are other people's business.
What was seen comes back signed, and is judged again.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django import forms
from django.contrib.auth.models import AbstractBaseUser
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from tips.admin.bank import actions
from tips.admin.bank.desk import Desk, ManagersDesk
from tips.providers.bank import books, camt
from tips.providers.bank.matching import COUNTED, USED, Match, Verdict, judge

SALT = "tips.bank.statement"
PLAN_MAX_AGE_SECONDS = 60 * 60


class StatementForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Statement"),
        help_text=gettext_lazy("A CAMT.053 file (XML), as your bank offers it for download."),
        widget=forms.FileInput(attrs={"accept": ".xml,text/xml,application/xml"}),
    )

    def clean_file(self) -> list[camt.Line]:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > camt.MOST_BYTES:
            limit = filesizeformat(camt.MOST_BYTES)
            raise forms.ValidationError(_("The file is larger than %(limit)s.") % {"limit": limit})
        try:
            return camt.read(file.read())
        except camt.UnreadableStatement as error:
            raise forms.ValidationError(
                _("This is no CAMT.053 statement, or not a whole one. Nothing was booked.")
            ) from error


@dataclass(frozen=True)
class Group:
    """Lines of which the same is to be said."""

    verdict: Verdict
    count: int
    matches: list[Match]


class StatementView(Desk, WagtailAdminTemplateMixin, TemplateView):
    """Read a statement, show what it would do, and do it."""

    template_name = "tips/admin/bank/statement.html"
    page_title = gettext_lazy("Upload a statement")
    header_icon = "upload"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.answer(StatementForm())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "plan" in request.POST:
            return self.book(request.POST["plan"])
        form = StatementForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.answer(form)
        matches = judge(form.cleaned_data["file"], self.transfers())
        plan = plan_of(matches, request.user.pk)
        return self.answer(StatementForm(), groups=groups_of(matches), plan=plan)

    def book(self, signed: str) -> HttpResponse:
        try:
            plan = signing.loads(signed, salt=SALT, max_age=PLAN_MAX_AGE_SECONDS)
        except signing.BadSignature:
            plan = {}
        if plan.get("user") != str(self.request.user.pk):
            messages.warning(self.request, _("That took too long. Please upload it again."))
            return redirect(self.address("statement"))
        counts = Counter(carry_out(step, self.request.user) for step in plan["steps"])
        for text in report(counts):
            messages.success(self.request, text)
        return redirect(self.address("index"))

    def answer(self, form: StatementForm, **context: Any) -> HttpResponse:
        context |= {"form": form, **self.surroundings()}
        return self.render_to_response(self.get_context_data(**context))

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.above(), {"url": "", "label": self.get_page_title()}]


class ManagersStatementView(ManagersDesk, StatementView):
    """A statement of the site's account, or of any other."""


def plan_of(matches: list[Match], user_pk: Any) -> str:
    """Return what is to be done, signed for this user, or an empty string for nothing."""
    steps = [
        [
            m.line.key,
            m.transfer.pk,
            m.line.amount_minor,
            m.line.booked_on.isoformat(),
            m.line.statement,
        ]
        for m in matches
        if m.verdict in USED and m.transfer
    ]
    plan = {"user": str(user_pk), "steps": steps}
    return signing.dumps(plan, salt=SALT, compress=True) if steps else ""


def carry_out(step: list[Any], user: Any) -> str:
    """Note one line. Return what came of it."""
    key, pk, amount_minor, booked_on, statement = step
    try:
        credit = actions.confirm(
            pk,
            amount_minor,
            date.fromisoformat(booked_on),
            key,
            actor=cast(AbstractBaseUser, user),
            statement=statement,
        )
    except books.AlreadySettled:
        return "left"
    if credit is None:
        return "left"
    return "booked" if credit.transfer.is_settled else "noted"


def report(counts: Counter[str]) -> list[str]:
    texts = {
        "booked": ngettext(
            "%(count)d transfer booked.", "%(count)d transfers booked.", counts["booked"]
        ),
        "noted": ngettext(
            "%(count)d transfer with another amount noted, not booked.",
            "%(count)d transfers with another amount noted, not booked.",
            counts["noted"],
        ),
        "left": ngettext(
            "%(count)d line had been noted meanwhile.",
            "%(count)d lines had been noted meanwhile.",
            counts["left"],
        ),
    }
    return [text % {"count": counts[name]} for name, text in texts.items() if counts[name]]


def groups_of(matches: list[Match]) -> list[Group]:
    """Return the lines by verdict, what is to be done first."""
    groups = []
    for verdict in Verdict:
        alike = [match for match in matches if match.verdict == verdict]
        if alike:
            groups.append(Group(verdict, len(alike), [] if verdict in COUNTED else alike))
    return groups
