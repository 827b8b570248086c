"""Where followers join Wagtail's admin and the pages of authors."""

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail import hooks

from authors.followers import buttons, sweeper
from authors.followers.admin.figures import FollowersPanel
from authors.followers.admin.lists import FollowersGroup
from authors.followers.admin.policy import FOR_EDITORS, give_permissions
from authors.followers.personal_data import FollowerKeeper

# Readers' pages.

hooks.register("authors_box_actions", buttons.in_box)
hooks.register("authors_below_article", buttons.below_article)
hooks.register("authors_below_list", buttons.below_list)

# Work and duties.

hooks.register("authors_sweep", sweeper.sweep)
hooks.register("authors_personal_data", FollowerKeeper)

# The admin.

hooks.register("register_admin_viewset", FollowersGroup)
hooks.register("authors_setup_roles", give_permissions)


@hooks.register("register_permissions")
def permissions() -> "QuerySet[Permission]":
    return Permission.objects.filter(
        content_type__app_label="authors_followers", codename__in=[*FOR_EDITORS, "export_follower"]
    )


@hooks.register("construct_homepage_panels")
def count_followers(request: HttpRequest, panels: list[Any]) -> None:
    if request.user.has_perm("authors_followers.view_follower"):
        panels.append(FollowersPanel())
