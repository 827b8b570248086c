"""“Goal”: what an author saves for, how far it is, and what was saved for before."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, View
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from authors.plain_text import PlainTextField
from tips.admin.amounts import currency_choices, read_amount, typed_amount
from tips.admin.sections import OwnScreen
from tips.goals import progress_of_all, rows_of
from tips.models import Goal, TipPreferences, TipSettings
from tips.money import CURRENCIES
from tips.period import today

MOST_TIPS = 1000  # a goal is at most so many of the largest tips


class GoalForm(forms.ModelForm):
    """Title, target and days of a goal."""

    title = PlainTextField(label=gettext_lazy("What do you save for?"), max_length=80)
    target = forms.CharField(
        label=gettext_lazy("Target"),
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )
    currency = forms.ChoiceField(label=gettext_lazy("Currency"), choices=currency_choices)
    field_order = ["title", "currency", "target", "starts_on", "ends_on", "is_public"]

    class Meta:
        model = Goal
        fields = ["title", "currency", "starts_on", "ends_on", "is_public"]
        help_texts = {
            "starts_on": gettext_lazy("Money that came before doesn't count."),
            "ends_on": gettext_lazy("Empty: until you end it."),
        }
        widgets = {
            name: forms.DateInput({"type": "date"}, "%Y-%m-%d") for name in ("starts_on", "ends_on")
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Dates come from the browser's own picker, in one format whatever the language is.
        for name in ("starts_on", "ends_on"):
            cast(forms.DateField, self.fields[name]).input_formats = ["%Y-%m-%d"]
        if self.instance.target_minor:
            self.initial["target"] = typed_amount(
                self.instance.target_minor, self.instance.currency
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("target") and cleaned.get("currency"):
            self.read_target(cleaned["target"], cleaned["currency"])
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day lies before the first."))
        return cleaned

    def read_target(self, text: str, currency: str) -> None:
        most_minor = CURRENCIES[currency].maximum_minor * MOST_TIPS
        try:
            self.instance.target_minor = read_amount(text, currency, maximum_minor=most_minor)
        except ValidationError as error:
            self.add_error("target", error)


class GoalView(OwnScreen, WagtailAdminTemplateMixin, FormView):
    """Begin a goal, or change the open one."""

    section = "my_tips:goal"
    template_name = "tips/admin/goal.html"
    form_class = GoalForm
    page_title = gettext_lazy("Goal")
    header_icon = "success"

    @cached_property
    def goals(self) -> list[Goal]:
        found = Goal.objects.filter(author__in=rows_of(self.author))
        return list(found.select_related("author__merged_into"))

    @property
    def open_goal(self) -> Goal | None:
        return next((goal for goal in self.goals if goal.ended_at is None), None)

    def get_form_kwargs(self) -> dict[str, Any]:
        fresh = Goal(author=self.author, currency=self.usual_currency())
        return super().get_form_kwargs() | {"instance": self.open_goal or fresh}

    def usual_currency(self) -> str:
        own = TipPreferences.objects.filter(author=self.author).first()
        site = TipSettings.for_request(self.request)
        return (own.currency if own else "") or str(site.default_currency)

    def form_valid(self, form: GoalForm) -> HttpResponse:
        try:
            with transaction.atomic():
                form.save()
        except IntegrityError:  # the same form from two windows
            form.add_error(None, _("You have an open goal already. Please load this page again."))
            return self.form_invalid(form)
        messages.success(self.request, _("Your goal is saved."))
        return redirect("my_tips:goal")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        goal, known = self.open_goal, progress_of_all(self.author, self.goals)
        return super().get_context_data(**kwargs) | {
            "sections": self.sections(),
            "progress": next((one for one in known if one.goal == goal), None),
            "is_over": bool(goal and goal.ends_on and goal.ends_on < today()),
            "earlier": [one for one in known if one.goal.ended_at],
        }


class EndGoalView(OwnScreen, View):
    """End the open goal. It stays in the list with what came in until now."""

    def post(self, request: HttpRequest) -> HttpResponse:
        goals = Goal.objects.filter(author__in=rows_of(self.author), ended_at=None)
        if not goals.update(ended_at=timezone.now()):
            raise Http404
        messages.success(request, _("Your goal is ended."))
        return redirect("my_tips:goal")
