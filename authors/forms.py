"""The forms behind the editing screens of profiles and bylines."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from modelcluster.forms import BaseChildFormSet
from wagtail.admin.forms import WagtailAdminPageForm


class AuthorPageForm(WagtailAdminPageForm):
    """Keep a profile with its author, and an author with one profile in a language.

    Autosave makes an author from a half-typed title: until the first publish an editor may still
    choose whom the profile is of.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.author_before = self.instance.author if self.instance.pk else None
        if self.author_before is None:
            return
        if self.instance.live or self.instance.first_published_at:
            self.fields.pop("author", None)
        elif self.author_before.is_placeholder:
            self.initial["author"] = None

    def clean_author(self) -> Any:
        author = self.cleaned_data["author"]
        if author is None:
            return self.author_before
        author = author.current
        if self.instance.locale_id is None and self.parent_page is not None:
            self.instance.locale = self.parent_page.locale
        if self.instance.twin_of_author(author.pk) is not None:
            message = _("%(name)s already has a profile in this language.")
            raise forms.ValidationError(message, params={"name": author})
        return author

    def save(self, commit: bool = True) -> Any:
        page, before = super().save(commit), self.author_before
        if commit and before is not None and before.is_placeholder and page.author_id != before.pk:
            # Not deleted: another draft may name it.
            before.merged_into = page.author
            before.save(update_fields=["merged_into"])
        return page


class BylineFormSet(BaseChildFormSet):
    """Bylines that only editors change; an author's new page names the author by itself."""

    def __init__(
        self,
        data: Any = None,
        files: Any = None,
        instance: Any = None,
        form_kwargs: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        from authors.permissions import may_change_bylines

        user = (form_kwargs or {}).get("for_user")
        self.is_locked = user is not None and not may_change_bylines(user)
        if self.is_locked:
            data = files = None
            kwargs["queryset"] = self.model._default_manager.none()
        if data is None and user is not None and instance is not None and instance.pk is None:
            name_creator(instance, user)
        super().__init__(data, files, instance, form_kwargs=form_kwargs, **kwargs)

    def is_valid(self) -> bool:
        return self.is_locked or super().is_valid()

    def save(self, commit: bool = True) -> list[Any]:
        return [] if self.is_locked else super().save(commit)


def name_creator(page: Any, user: Any) -> None:
    """Give a new page a byline of whoever writes it, if that is an author."""
    from authors.models import Byline
    from authors.ownership import author_of

    author = author_of(user)
    if author is not None and not page.authors_bylines.all():
        page.authors_bylines.add(Byline(author=author))
