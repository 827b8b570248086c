"""Who may do what with profiles, articles and authors. Hiding is cosmetic: this is the lock."""

from typing import Any

import swapper
from django.db.models import Q, QuerySet
from wagtail.models import PagePermissionTester
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import policy_registry

from authors import ownership
from authors.models import Author
from authors.visibility import visible

# An action of nobody's form: to see what concerns everybody's drafts, such as a report.
OVERSEE = "oversee"


def visible_q(user: Any) -> Q:
    """Return what leaves out the profiles and articles that aren't the user's or theirs to edit."""
    if user.is_superuser:
        return Q()
    visible = ~ownership.owned_type_q() | ownership.mine_q(user)
    for path in paths_to_change(user):
        visible |= Q(path__startswith=path)
    return visible


def paths_to_change(user: Any) -> list[str]:
    """Return the roots of the sections in which the user may change all pages."""
    policy = policy_registry.get_by_type(swapper.load_model("wagtailcore", "Page"))
    granted = policy.get_cached_permissions_for_user(user)
    return [grant.page.path for grant in granted if grant.permission.codename.startswith("change_")]


def is_writer(user: Any) -> bool:
    """Tell whether the user adds pages somewhere without being an editor."""
    policy = policy_registry.get_by_type(swapper.load_model("wagtailcore", "Page"))
    is_editor = user.is_superuser or bool(paths_to_change(user))
    return not is_editor and policy.user_has_permission(user, "add")


def is_plain_author(user: Any) -> bool:
    """Tell whether the user writes here, or is written about, without being an editor."""
    if not user.is_active or user.is_superuser or user.has_perm("authors.change_author"):
        return False
    return not paths_to_change(user) and (ownership.author_of(user) is not None or is_writer(user))


def may_change_bylines(user: Any) -> bool:
    return bool(user.has_perm("authors.change_byline"))


def authors_to_choose(user: Any) -> QuerySet[Author]:
    """Return whom the user may choose: editors anybody, others only whom readers know."""
    authors = Author.objects.unmerged().named()
    if may_change_bylines(user):
        return authors
    from authors.profiles import profile_models

    public = Q()
    for model in profile_models():
        public |= Q(pk__in=visible(model.objects).values("author"))  # type: ignore[attr-defined]
    return authors.filter(public) if public else authors.none()


class OwnedPageTester(PagePermissionTester):
    """Take every right on another's page from whoever can't change all pages of the section."""

    def __init__(self, user: Any, page: Any) -> None:
        super().__init__(user, page)
        self.is_editor = user.is_superuser or "change" in getattr(self, "permissions", ())
        self.is_mine = user.is_active and self.belongs_to_user()
        if not self.is_editor and not self.is_mine:
            self.permissions: set[str] = set()

    @property
    def is_foreign(self) -> bool:
        return not (self.is_editor or self.is_mine or self.can_review())

    def belongs_to_user(self) -> bool:
        raise NotImplementedError

    def can_review(self) -> bool:
        """Tell whether a workflow asks the user to look at the page."""
        task = self.page.current_workflow_task
        return bool(task and task.user_can_access_editor(self.page, self.user))

    def can_copy(self) -> bool:
        return self.is_editor and super().can_copy()

    def can_set_view_restrictions(self) -> bool:
        return self.is_editor and super().can_set_view_restrictions()

    def can_view_revisions(self) -> bool:
        return not self.is_foreign and super().can_view_revisions()

    def can_submit_for_moderation(self) -> bool:
        return not self.is_foreign and super().can_submit_for_moderation()


class ArticleTester(OwnedPageTester):
    """An author edits the articles that name them; who may add and publish may publish those."""

    def belongs_to_user(self) -> bool:
        return ownership.names_user(self.page, self.user)

    def can_edit(self) -> bool:
        if self.is_editor:
            return super().can_edit()
        is_own = self.is_mine and "add" in self.permissions
        return self.user.is_active and (is_own or self.can_review())

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        if self.is_editor:
            return super().can_delete(ignore_bulk)
        is_draft = not self.page.live and self.page.first_published_at is None
        return is_draft and self.page.owner_id == self.user.pk and self.can_edit()


class ProfileTester(OwnedPageTester):
    """An author edits and publishes their own profile, without any right on its section."""

    def __init__(self, user: Any, page: Any) -> None:
        super().__init__(user, page)
        if self.is_mine and not user.is_superuser:
            self.permissions = self.permissions | {"publish"}

    def belongs_to_user(self) -> bool:
        return ownership.presents_user(self.page, self.user)

    def can_edit(self) -> bool:
        return (self.is_mine and not self.page_is_root) or super().can_edit()

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return self.is_editor and super().can_delete(ignore_bulk)

    def can_submit_for_moderation(self) -> bool:
        """Nobody is asked about what the author may publish, least of all an empty group."""
        return not self.is_mine and super().can_submit_for_moderation()

    def can_copy(self) -> bool:
        """A second profile in the same language would be nobody's."""
        return False


class SectionTester(PagePermissionTester):
    """Keep what publishing rights below an index would allow on the index: to hide it, say."""

    def __init__(self, user: Any, page: Any) -> None:
        super().__init__(user, page)
        self.is_editor = user.is_superuser or "change" in getattr(self, "permissions", ())

    def can_edit(self) -> bool:
        return self.is_editor and super().can_edit()

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return self.is_editor and super().can_delete(ignore_bulk)

    def can_publish(self) -> bool:
        return self.is_editor and super().can_publish()

    def can_unpublish(self) -> bool:
        return self.is_editor and super().can_unpublish()

    def can_reorder_children(self) -> bool:
        return self.is_editor and super().can_reorder_children()


class AuthorsPagePolicy(PagePermissionPolicy):
    """Leave other authors' profiles and articles out of whatever Wagtail lists for a user."""

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        if OVERSEE not in actions:
            return super().user_has_any_permission(user, actions)
        return user.is_active and (user.is_superuser or bool(paths_to_change(user)))

    def user_has_any_permission_for_instance(self, user: Any, actions: Any, instance: Any) -> bool:
        allowed = super().user_has_any_permission_for_instance(user, actions, instance)
        if user.is_superuser or not user.is_active or not ownership.is_owned_type(instance):
            return allowed
        tester = instance.permissions_for_user(user)
        tests = {
            "add": tester.can_add_subpage,
            "change": tester.can_edit,
            "publish": tester.can_publish,
            "delete": tester.can_delete,
            "bulk_delete": tester.can_delete,
            "lock": tester.can_lock,
            "unlock": tester.can_unlock,
        }
        return any(tests[action]() for action in actions if action in tests)

    def instances_user_has_any_permission_for(self, user: Any, actions: Any) -> QuerySet[Any]:
        pages = super().instances_user_has_any_permission_for(user, actions)
        return pages.filter(visible_q(user))


class AuthorPolicy(ModelPermissionPolicy):
    """Nobody deletes an author, not even a superuser: bylines and tips point at them."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "delete" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_any_permission_for_instance(self, user: Any, actions: Any, instance: Any) -> bool:
        return self.user_has_any_permission(user, actions)
