"""What a reader fills in to follow something, and to change that."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from authors.followers.models import Follower
from authors.plain_text import OneEmailField
from authors.public_forms import PublicForm


class FollowForm(PublicForm):
    """Nothing is asked but where to write to."""

    prefix_of_ids = "follow"

    email = OneEmailField(label=_("Your e-mail address"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].widget.attrs["autocomplete"] = "email"


def language_choices() -> list[tuple[str, str]]:
    """Return the site's languages, each by its own name."""
    return [(code, get_language_info(code)["name_local"].title()) for code, _name in languages()]


def languages() -> list[tuple[str, str]]:
    return list(getattr(settings, "WAGTAIL_CONTENT_LANGUAGES", None) or settings.LANGUAGES)


class PreferencesForm(forms.ModelForm):
    """How often, in which language, and of what."""

    topics = forms.MultipleChoiceField(
        label=_("What you follow"), required=False, widget=forms.CheckboxSelectMultiple
    )
    more = forms.MultipleChoiceField(
        label=_("Follow more"), required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Follower
        fields = ["frequency", "language", "every_language"]
        widgets = {"frequency": forms.RadioSelect}
        labels = {
            "frequency": _("How often shall we write?"),
            "language": _("Language of the mails and of the articles"),
            "every_language": _("Tell me of articles in other languages, too"),
        }
        help_texts = {"every_language": ""}

    def __init__(
        self,
        *args: Any,
        followed: list[tuple[str, str]],
        offered: list[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        kwargs |= {"auto_id": "follow-%s", "use_required_attribute": False}
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["topics"].choices = followed
        fields["topics"].initial = [key for key, _label in followed]
        fields["more"].choices = offered
        fields["language"] = forms.ChoiceField(
            label=fields["language"].label, choices=language_choices()
        )
        if len(fields["language"].choices) < 2:
            del fields["language"], fields["every_language"]
