"""What an author does about one tip of their own: decide, block, report, answer."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, View
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from authors.plain_text import PlainTextField
from tips import moderation, replies
from tips.admin.sections import OwnScreen
from tips.admin.words import card, messages_url
from tips.exceptions import CannotReply
from tips.models import Tip

State = Tip.MessageState
STATES = {"approve": State.APPROVED, "reject": State.REJECTED, "wait": State.PENDING}


class OwnTipScreen(OwnScreen):
    """A screen about one of the author's own tips. Another's doesn't exist here."""

    kwargs: dict[str, Any]

    @cached_property
    def tip(self) -> Tip:
        return get_object_or_404(self.own_tips.select_related("reply"), uuid=self.kwargs["uuid"])


class DecideView(OwnTipScreen, View):
    """Approve, reject or reconsider one message."""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        tip = self.tip
        moderation.decide(self.own_tips.filter(pk=tip.pk), STATES[kwargs["action"]], request.user)
        return redirect(messages_url(request, tip))


class BlockView(OwnTipScreen, View):
    """Block a supporter, or let their words through again."""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        act: Callable[[Tip, Any], None] = getattr(moderation, kwargs["action"])
        if self.tip.email:
            act(self.tip, request.user)
        return redirect(messages_url(request, self.tip))


class ReplyForm(forms.Form):
    text = PlainTextField(
        label=gettext_lazy("Your reply"),
        max_length=1000,
        multiline=True,
        help_text=gettext_lazy("We mail it. You don't see the address, and the reader not yours."),
    )


class ReportForm(forms.Form):
    reason = PlainTextField(
        label=gettext_lazy("What is wrong?"),
        max_length=500,
        multiline=True,
        help_text=gettext_lazy("The moderators of this site read it. The supporter doesn't."),
    )


class WordsFormView(OwnTipScreen, WagtailAdminTemplateMixin, FormView):
    """A form under the message that it is about."""

    section = "my_tips:messages"
    template_name = "tips/admin/words_form.html"
    button: Any = ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "sections": self.sections(),
            "card": card(self.tip, set()),
            "button": self.button,
        }


class ReplyView(WordsFormView):
    """Answer a reader, once."""

    form_class = ReplyForm
    page_title = button = gettext_lazy("Reply")
    header_icon = "mail"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if self.own and not card(self.tip, set())["can_reply"]:
            messages.warning(request, _("This reader wants no reply, or has one already."))
            return redirect("my_tips:messages")
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: ReplyForm) -> HttpResponse:
        try:
            replies.reply(self.tip, form.cleaned_data["text"], self.request.user)
        except CannotReply:
            messages.warning(self.request, _("This reader wants no reply, or has one already."))
        else:
            messages.success(self.request, _("Your reply is on its way."))
        return redirect("my_tips:messages")


class ReportView(WordsFormView):
    """Ask the moderators for help."""

    form_class = ReportForm
    page_title = gettext_lazy("Report")
    button = gettext_lazy("Send to the moderators")
    header_icon = "warning"

    def form_valid(self, form: ReportForm) -> HttpResponse:
        replies.report(self.tip, form.cleaned_data["reason"], self.request.user)
        messages.success(self.request, _("Thank you. The moderators will look at it."))
        return redirect("my_tips:messages")
