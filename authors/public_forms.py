"""What every form for strangers has: marks for what is required, a trap for robots, a summary of errors."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class ErrorSummary:
    """Lets a form list its errors above itself, each a link to its control."""

    def error_links(self: Any) -> list[dict[str, str]]:
        """Return each error, as they stand on the page, with the id of the control it is about."""
        return [
            {"anchor": self.anchor(name), "message": str(message)}
            for name in self.fields
            for message in self.errors.get(name, [])
        ]

    def anchor(self: Any, name: str) -> str:
        bound = self[name]
        radios = isinstance(bound.field.widget, forms.RadioSelect)
        return f"{bound.auto_id}_0" if radios else str(bound.auto_id)


class PublicForm(ErrorSummary, forms.Form):
    """A form without cookie. Its key is signed, since a cached page can carry no CSRF token.

    Draw it with templates/authors/components/form/: error_summary, field, checkbox, trap.
    """

    leave_empty = forms.CharField(label=_("Leave this field empty"), required=False)
    form_key = forms.CharField(widget=forms.HiddenInput, required=False)

    prefix_of_ids = "form"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # Browsers would stop at the first error, in words of their own.
        kwargs.setdefault("auto_id", f"{self.prefix_of_ids}-%s")
        kwargs.setdefault("use_required_attribute", False)
        super().__init__(*args, **kwargs)
        self.fields["leave_empty"].widget.attrs |= {"tabindex": "-1", "autocomplete": "off"}
        for field in self.fields.values():
            if field.required:
                field.widget.attrs["aria-required"] = "true"

    @property
    def is_trapped(self) -> bool:
        """Tell whether a robot has filled in what no person sees."""
        return bool(self.data.get("leave_empty"))
