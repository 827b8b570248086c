"""What a reader fills in to comment, and to change a comment."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from authors.comments.consent import TEXTS
from authors.comments.markup import count_links, words
from authors.comments.models.comment import LONGEST
from authors.plain_text import OneEmailField, PlainTextField
from authors.public_forms import PublicForm


def check_text(text: str, most_links: int) -> str:
    """Return a comment's text. Raise ValidationError for one of markup alone or of many links."""
    if not words(text):
        raise ValidationError(_("Write something."), code="required")
    if count_links(text) > most_links:
        message = ngettext(
            "At most %(n)d link, please: comments full of links are mostly advertising.",
            "At most %(n)d links, please: comments full of links are mostly advertising.",
            most_links,
        )
        raise ValidationError(message % {"n": most_links}, code="links")
    return text


class TextForm(PublicForm):
    """The words alone, to change them later."""

    prefix_of_ids = "comment"

    text = PlainTextField(
        label=_("Your comment"),
        max_length=LONGEST,
        multiline=True,
        error_messages={"required": _("Write something.")},
    )

    def __init__(self, *args: Any, most_links: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.most_links = most_links
        self.fields["text"].widget.attrs["rows"] = 8

    def clean_text(self) -> str:
        return check_text(self.cleaned_data["text"], self.most_links)


class CommentForm(TextForm):
    """A comment by a guest."""

    name = PlainTextField(
        label=_("Your name"),
        max_length=80,
        help_text=_("Stands above your comment. It needn’t be your real one."),
        error_messages={"required": _("Under which name shall your comment appear?")},
    )
    email = OneEmailField(
        label=_("Your e-mail address"),
        help_text=_("Never shown, and used for nothing but this comment."),
        error_messages={"required": _("Give an e-mail address. It is never shown.")},
    )
    website = forms.URLField(
        label=_("Your website"), required=False, max_length=200, assume_scheme="https"
    )
    wants_answers = forms.BooleanField(
        label=_("Tell me by e-mail when somebody answers me"), required=False
    )
    consent = forms.BooleanField(
        error_messages={"required": _("Without your consent we can’t publish the comment.")}
    )

    field_order = ["text", "name", "email", "website", "wants_answers", "consent"]

    def __init__(self, *args: Any, consent_version: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["consent"].label = TEXTS.wording(consent_version)
        self.fields["name"].widget.attrs["autocomplete"] = "name"
        self.fields["email"].widget.attrs["autocomplete"] = "email"
        self.fields["website"].widget.attrs["autocomplete"] = "url"

    def clean_website(self) -> str:
        website: str = self.cleaned_data["website"]
        if website and not website.lower().startswith(("http://", "https://")):
            raise ValidationError(_("Give an address that starts with https:// or http://."))
        if "@" in website.partition("//")[2].partition("/")[0]:
            raise ValidationError(_("A website’s address must not contain a user name."))
        return website
