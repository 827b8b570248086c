"""One text area a language, kept together as a dictionary."""

from typing import Any

from django import forms
from django.forms.renderers import get_default_renderer
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from authors.plain_text import PlainTextField
from tips.languages import content_languages


def other_languages() -> list[tuple[str, str]]:
    return content_languages()[1:]


class LanguageTextsWidget(forms.MultiWidget):
    """A labelled text area for each language but the main one."""

    template_name = "tips/admin/language_texts.html"

    def __init__(self) -> None:
        self.languages = other_languages()
        areas: Any = {
            code: forms.Textarea(attrs={"rows": 3, "lang": code}) for code, _n in self.languages
        }
        super().__init__(areas)

    def decompress(self, value: Any) -> list[str]:
        texts = value if isinstance(value, dict) else {}
        return [texts.get(code, "") for code, _name in self.languages]

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        for part, (_code, language) in zip(
            context["widget"]["subwidgets"], self.languages, strict=True
        ):
            part["language"] = _(language)
        return context

    def _render(self, template_name: str, context: dict[str, Any], renderer: Any = None) -> Any:
        """Look for our template where pages look, not where Django keeps its widgets."""
        renderer = renderer or get_default_renderer()
        for part in context["widget"]["subwidgets"]:
            part["html"] = mark_safe(renderer.render(part["template_name"], {"widget": part}))
        return render_to_string(template_name, context)


class LanguageTextsField(forms.MultiValueField):
    """Texts by language code. Empty ones are left out."""

    def __init__(self, *, max_length: int, **kwargs: Any) -> None:
        areas = [
            PlainTextField(max_length=max_length, multiline=True, required=False)
            for _language in other_languages()
        ]
        kwargs |= {"require_all_fields": False, "required": False}
        super().__init__(areas, widget=LanguageTextsWidget(), **kwargs)

    def compress(self, data_list: list[str]) -> dict[str, str]:
        codes = [code for code, _name in other_languages()]
        return {code: text for code, text in zip(codes, data_list, strict=False) if text}
