"""Wagtail's screens for a model, less all that would write: the books change by the ledger alone."""

from typing import Any

from wagtail.admin.viewsets.model import ModelViewSet

WRITING = dict.fromkeys([f"{name}_url_name" for name in ("add", "edit", "copy", "delete", "usage")])


class ReadOnlyViewSet(ModelViewSet):
    """Lists a model. `get_urlpatterns` of a subclass says which screens there are."""

    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = False
    form_fields: list[str] = []
    list_per_page = 25

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_common_view_kwargs(**kwargs) | WRITING
