"""What the group "Tip managers" may do."""

from django.contrib.auth.models import Group, Permission

GROUP = "Tip managers"
PERMISSIONS = [
    ("wagtailadmin", "access_admin"),
    ("tips", "view_tip"),
    ("tips", "refund_tip"),
    ("tips", "export_tip"),
    ("tips", "confirm_banktransfer"),
    ("tips", "view_payoutaccount"),
    ("tips", "switch_off_payoutaccount"),
    ("tips", "change_tipsettings"),
]


def give_permissions(groups: dict[str, Group]) -> None:
    """Let the tip managers read, refund and export tips, confirm transfers, and change the tip settings."""
    if group := groups.get(GROUP):
        group.permissions.add(
            *[
                Permission.objects.get(content_type__app_label=app_label, codename=codename)
                for app_label, codename in PERMISSIONS
            ]
        )
