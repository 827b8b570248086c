"""The page on which a reader changes or takes back what they wrote, by the secret link of a tip."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from authors.bylines import credits_for
from authors.plain_text import PlainTextField
from tips import erasure, moderation
from tips.models import Tip
from tips.views.checkout import SeeOther
from tips.views.status import find


class WordsForm(forms.Form):
    """What a reader wrote to the author."""

    message = PlainTextField(label=_("Message"), max_length=500, multiline=True, required=False)


class ErasureForm(forms.Form):
    """Taking back name, address and message for good."""

    sure = forms.BooleanField(
        label=_("Erase my name, my address and my message. This can't be undone."),
        error_messages={"required": _("Tick this box if you are sure.")},
    )


# Exempt as the form is: who knows the secret token gave the tip, and no cookie says anything.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def words(request: HttpRequest, token: str) -> HttpResponse:
    """Show what a reader wrote, and change or erase it on POST."""
    tip = find(token)
    with translation.override(tip.locale):
        request.LANGUAGE_CODE = tip.locale  # type: ignore[attr-defined]  # as the middleware does
        action = request.POST.get("action", "") if request.method == "POST" else ""
        rewriting = WordsForm(
            request.POST if action == "rewrite" else None, initial={"message": tip.message}
        )
        erasing = ErasureForm(request.POST if action == "erase" else None)
        if rewriting.is_valid() and moderation.rewrite(tip, rewriting.cleaned_data["message"]):
            return SeeOther(reverse("tips_service:words", args=[tip.token]) + "?saved")
        if erasing.is_valid():
            erasure.erase_reader(Tip.objects.filter(pk=tip.pk))
            return SeeOther(reverse("tips_service:words", args=[tip.token]) + "?erased")
        return show(request, tip, rewriting, erasing)


def show(
    request: HttpRequest, tip: Tip, rewriting: WordsForm, erasing: ErasureForm
) -> HttpResponse:
    [credit] = credits_for([tip.author])
    context: dict[str, Any] = {
        "tip": tip,
        "credit": credit,
        "rewriting": rewriting,
        "erasing": erasing,
        "can_rewrite": moderation.may_rewrite(tip),
        "has_anything": bool(tip.display_name or tip.email or tip.message),
        "is_saved": "saved" in request.GET,
        "is_erased": "erased" in request.GET,
    }
    is_wrong = rewriting.errors or erasing.errors
    response = render(request, "tips/words.html", context, status=422 if is_wrong else 200)
    response.headers["Content-Language"] = tip.locale
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
