"""Where editors choose an author from thousands, or add a guest on the spot."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import chooser
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.widgets.chooser import BaseChooser

from authors.identity import name_guest
from authors.models import Author
from authors.permissions import authors_to_choose


class PartOfName(BaseFilterForm):
    """Look for any part of a name, however it is spelled."""

    q = forms.CharField(
        label=_("Part of the name"),
        widget=forms.TextInput(attrs={"placeholder": _("Part of the name"), "type": "search"}),
        required=False,
    )

    def filter(self, objects: Any) -> Any:
        self.search_query = self.cleaned_data["q"]
        self.is_searching = bool(self.search_query)
        return objects.matching(self.search_query)


class GuestForm(forms.ModelForm):  # type: ignore[type-arg]
    """Add an author without an account; ask back if the name is known already."""

    another = forms.BooleanField(label=_("This is another person of the same name"), required=False)

    class Meta:
        model = Author
        fields = ["name", "kind"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].required = True
        self.namesakes = self.find_namesakes()
        if not self.namesakes:
            del self.fields["another"]

    def find_namesakes(self) -> list[Author]:
        name = self.data.get("name", "").strip().replace("\x00", "")
        return list(Author.objects.unmerged().filter(name__iexact=name)[:3]) if name else []

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if self.namesakes and not data.get("another"):
            known = ", ".join(f"{author} ({author.handle})" for author in self.namesakes)
            message = _("Already in the list: %(known)s. Choose them there, or tick below.")
            self.add_error("name", forms.ValidationError(message, params={"known": known}))
        return data

    def save(self, commit: bool = True) -> Author:
        author: Author = super().save(commit)
        name_guest(author)
        return author


class ChoosableAuthors:
    """What all views of the chooser have in common."""

    filter_form_class = PartOfName
    request: Any

    def get_object_list(self) -> QuerySet[Author]:
        return authors_to_choose(self.request.user)

    @cached_property
    def columns(self) -> list[Column]:
        columns = super().columns  # type: ignore[misc]
        # Two people may have one name, never one handle.
        return [
            *columns,
            Column("handle", label=_("Handle")),
            Column("get_kind_display", label=_("Kind")),
        ]


class ChooseView(ChoosableAuthors, chooser.ChooseView):
    pass


class ChooseResultsView(ChoosableAuthors, chooser.ChooseResultsView):
    pass


class ChosenView(chooser.ChosenView):
    def get_object(self, pk: str) -> Author:
        return authors_to_choose(self.request.user).get(pk=int(pk) if pk.isdecimal() else 0)


class ChosenMultipleView(chooser.ChosenMultipleView):
    def get_objects(self, pks: list[str]) -> QuerySet[Author]:
        numbers = [int(pk) for pk in pks if pk.isdecimal()]
        return authors_to_choose(self.request.user).filter(pk__in=numbers)


class AuthorChooser(BaseChooser):
    def get_instance(self, value: Any) -> Author | None:
        """Show nobody for a key that is none: it comes back with the form's errors."""
        is_key = isinstance(value, Author | int) or str(value).isdecimal()
        return super().get_instance(value) if is_key else None


class AuthorChooserViewSet(ChooserViewSet):
    model = Author
    base_widget_class = AuthorChooser
    name = "author_chooser"
    icon = "user"
    per_page = 20
    choose_one_text = _("Choose an author")
    choose_another_text = _("Choose another author")
    edit_item_text = _("Edit this author")
    creation_tab_label = _("Add a guest")
    create_action_label = _("Add a guest")
    creation_form_class = GuestForm
    choose_view_class = ChooseView
    choose_results_view_class = ChooseResultsView
    chosen_view_class = ChosenView
    chosen_multiple_view_class = ChosenMultipleView
