"""What the groups "Tip managers" and "Editors" may do with tips."""

from django.contrib.auth.models import Group, Permission

GROUP = "Tip managers"
PERMISSIONS = [
    ("wagtailadmin", "access_admin"),
    ("tips", "view_tip"),
    ("tips", "refund_tip"),
    ("tips", "export_tip"),
    ("tips", "moderate_tip"),
    ("tips", "confirm_banktransfer"),
    ("tips", "view_payoutaccount"),
    ("tips", "switch_off_payoutaccount"),
    ("tips", "change_tipsettings"),
]


# Words are editors' business, money isn't.
MODERATORS = "Editors"


def give_permissions(groups: dict[str, Group]) -> None:
    """Let tip managers do all that is done with tips by hand, and editors judge messages."""
    give(groups.get(GROUP), PERMISSIONS)
    give(groups.get(MODERATORS), [("tips", "moderate_tip")])


def give(group: Group | None, permissions: list[tuple[str, str]]) -> None:
    if group:
        group.permissions.add(
            *[
                Permission.objects.get(content_type__app_label=app_label, codename=codename)
                for app_label, codename in permissions
            ]
        )
