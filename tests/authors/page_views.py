"""Every address of Wagtail's page views, and a page in a state in which each of them answers."""

from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

SECRET = "Foreign draft title"

# With what each needs. A new one in Wagtail fails a test.
PAGE_VIEWS = {
    "usage": {"page_id": "page"},
    "edit": {"page_id": "page"},
    "preview_on_edit": {"page_id": "page"},
    "view_draft": {"page_id": "page"},
    "add_subpage": {"parent_page_id": "page"},
    "delete": {"page_id": "page"},
    "unpublish": {"page_id": "page"},
    "convert_alias": {"page_id": "page"},
    "move": {"page_to_move_id": "page"},
    "move_confirm": {"page_to_move_id": "page", "destination_id": "parent"},
    "set_page_position": {"page_to_move_id": "page"},
    "copy": {"page_id": "page"},
    "workflow_action": {"page_id": "page", "action_name": "approve", "task_state_id": "task_state"},
    "collect_workflow_action_data": {
        "page_id": "page", "action_name": "reject", "task_state_id": "task_state",
    },
    "confirm_workflow_cancellation": {"page_id": "page"},
    "workflow_preview": {"page_id": "page", "task_id": "task"},
    "set_privacy": {"page_id": "page"},
    "lock": {"page_id": "page"},
    "unlock": {"page_id": "page"},
    "revisions_index": {"page_id": "page"},
    "revisions_view": {"page_id": "page", "revision_id": "revision"},
    "revisions_revert": {"page_id": "page", "revision_id": "revision"},
    "revisions_unschedule": {"page_id": "page", "revision_id": "scheduled"},
    "revisions_compare": {"pk": "page", "revision_id_a": "earliest", "revision_id_b": "latest"},
    "workflow_history": {"page_id": "page"},
    "workflow_history_detail": {"page_id": "page", "workflow_state_id": "workflow_state"},
    "history": {"page_id": "page"},
    "history_results": {"page_id": "page"},
}  # fmt: skip


class BusyPage:
    """A page with a draft, a schedule and a workflow."""

    def __init__(self, page, admin):
        page.title = SECRET
        page.go_live_at = timezone.now() + timezone.timedelta(days=1)
        self.scheduled = page.save_revision(approved_go_live_at=page.go_live_at).pk
        page.go_live_at = None
        self.revision = page.save_revision().pk
        Page.objects.filter(pk=page.pk).update(draft_title=SECRET)
        page = Page.objects.get(pk=page.pk).specific
        workflow_state = page.get_workflow().start(page, admin)
        self.workflow_state = workflow_state.pk
        self.task_state = workflow_state.current_task_state.pk
        self.task = workflow_state.current_task_state.task_id
        self.page, self.parent = page.pk, page.get_parent().pk
        self.app, self.model = page._meta.app_label, page._meta.model_name

    def value(self, name):
        return getattr(self, name, name)

    def url(self, name, args):
        return reverse(name, args=[self.value(arg) for arg in args])

    def page_urls(self):
        return [
            reverse(
                f"wagtailadmin_pages:{view}",
                kwargs={name: self.value(value) for name, value in kwargs.items()},
            )
            for view, kwargs in PAGE_VIEWS.items()
        ]
