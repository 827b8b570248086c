"""What a developer or operator can get wrong with tips."""

from collections.abc import Sequence
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.urls import get_resolver
from django.utils import timezone

from authors.checks import PATIENCE
from tips import append_only, fees
from tips.exceptions import UnknownProvider
from tips.providers.registry import names, provider_class

NOWHERE = {
    "tips:form": "No address leads to the tip form.",
    "tips_service:status": "No address leads to status pages and webhooks.",
}
TOGETHER = 'Put path("tips/", include("tips.all_urls")) first into urlpatterns.'
APART = {
    "tips:form": 'In i18n_patterns, put path("tips/", include("tips.urls")) before Wagtail\'s own.',
    "tips_service:status": "Outside i18n_patterns, put "
    'path("tips/", include("tips.service_urls")) first into urlpatterns.',
}


@register(Tags.security, deploy=True)
def no_make_believe_money(**_kwargs: Any) -> list[CheckMessage]:
    if "sandbox" not in getattr(settings, "TIPS_PROVIDERS", []):
        return []
    return [
        Error(
            "The sandbox takes no money: readers would believe they had paid.",
            hint="Take it out of TIPS_PROVIDERS.",
            id="tips.E001",
        )
    ]


@register("tips")
def providers_exist(**_kwargs: Any) -> list[CheckMessage]:
    chosen = getattr(settings, "TIPS_PROVIDERS", [])
    if isinstance(chosen, str):
        hint = f'Put it into a list: TIPS_PROVIDERS = ["{chosen}"].'
        return [Error("TIPS_PROVIDERS is no list.", hint=hint, id="tips.E010")]
    return [fault for name in chosen if (fault := _fault_of(name))]


def _fault_of(name: str) -> CheckMessage | None:
    try:
        provider_class(name)
    except UnknownProvider as error:
        lacking = getattr(error.__cause__, "name", None)
        if isinstance(error.__cause__, ModuleNotFoundError) and name in names():
            text = f"TIPS_PROVIDERS names “{name}”, which needs “{lacking}”."
            hint = f"Our extra brings it: wagtail-authorsite[{name}]."
        else:
            text = f"TIPS_PROVIDERS names “{name}”, which isn't there."
            hint = f"There are {', '.join(names())}, and paths to classes."
        return Error(text, hint=hint, id="tips.E002")
    return None


@register("tips")
def providers_are_set_up(**_kwargs: Any) -> list[CheckMessage]:
    return _told_by_providers(is_deployed=False)


@register("tips", deploy=True)
def providers_are_ready(**_kwargs: Any) -> list[CheckMessage]:
    return _told_by_providers(is_deployed=True)


@register("tips")
def addresses_are_included(**_kwargs: Any) -> list[CheckMessage]:
    missing = [name for name in NOWHERE if not _resolves(name)]
    if len(missing) == len(NOWHERE):
        hint = f"{TOGETHER} With i18n_patterns: {' '.join(APART.values())}"
        return [Error("No address leads to tips.", hint=hint, id="tips.E007")]
    return [Error(NOWHERE[name], hint=APART[name], id="tips.E007") for name in missing]


@register("tips")
def settings_app_is_installed(**_kwargs: Any) -> list[CheckMessage]:
    if apps.is_installed("wagtail.contrib.settings"):
        return []
    hint = "Add “wagtail.contrib.settings” to INSTALLED_APPS."
    return [Error("Nobody can set the price of a coffee.", hint=hint, id="tips.E008")]


@register("tips")
def fees_are_numbers(**_kwargs: Any) -> list[CheckMessage]:
    hint = 'A fee is a percentage and a fixed part in the smallest unit: ("1.5", 25).'
    return [Error(fault, hint=hint, id="tips.E009") for fault in fees.faults()]


@register("tips")
def transactions_are_ours(**_kwargs: Any) -> list[CheckMessage]:
    """Without these, two requests at once can give back more than came in."""
    found: list[CheckMessage] = []
    for alias, database in settings.DATABASES.items():
        if database.get("ATOMIC_REQUESTS"):
            hint = "Take it out: while a provider is asked over HTTP, no row may stay locked."
            found.append(Error(f"ATOMIC_REQUESTS is on for “{alias}”.", hint=hint, id="tips.E005"))
        mode = str(database.get("OPTIONS", {}).get("transaction_mode", ""))
        is_sqlite = str(database.get("ENGINE", "")).endswith("sqlite3")
        if is_sqlite and mode.upper() not in ("IMMEDIATE", "EXCLUSIVE"):
            hint = 'SQLite locks no rows: put "transaction_mode": "IMMEDIATE" into its OPTIONS.'
            text = f"Transactions in “{alias}” don't wait for each other."
            found.append(Error(text, hint=hint, id="tips.E006"))
    return found


@register(Tags.database)
def movements_are_guarded(
    databases: Sequence[str] | None = None, **_kwargs: Any
) -> list[CheckMessage]:
    return [
        Error(
            f"Movements in “{alias}” can be changed: the trigger {name} is missing.",
            # Without the option this very error would keep migrate from running.
            hint="Run `manage.py migrate --skip-checks`, on SQLite or PostgreSQL: it puts it back.",
            id="tips.E004",
        )
        for alias in databases or []
        if append_only.is_migrated(alias)
        for name in append_only.missing(alias)
    ]


@register(Tags.database)
def somebody_works_on_what_is_due(
    databases: Sequence[str] | None = None, **_kwargs: Any
) -> list[CheckMessage]:
    """A sweeper puts off even what fails, so whatever is due for long was never looked at."""
    from tips.ledger import inbox

    hint = "Run `manage.py sweep` every minute, or a worker; see docs/operate.md."
    long_ago = timezone.now() - PATIENCE
    due = {
        "webhooks": inbox.due_events().filter(next_try__lt=long_ago),
        "refunds": inbox.due_refunds().filter(next_try__lt=long_ago),
        "payments": inbox.due_payments().filter(next_poll__lt=long_ago),
    }
    return [
        Warning(
            f"{count} {name} wait for half an hour or more: nobody sweeps.",
            hint=hint,
            id="tips.W001",
        )
        for alias in databases or []
        if append_only.is_migrated(alias)
        for name, rows in due.items()
        if (count := rows.using(alias).count())
    ]


def _told_by_providers(is_deployed: bool) -> list[CheckMessage]:
    known = [name for name in getattr(settings, "TIPS_PROVIDERS", []) if not _fault_of(name)]
    asked = [getattr(provider_class(name)(), "check", None) for name in known]
    return [message for check in asked if check for message in check(is_deployed)]


def _resolves(name: str) -> bool:
    try:
        resolver = get_resolver()
        for namespace in name.split(":")[:-1]:
            resolver = resolver.namespace_dict[namespace][1]
    except KeyError:
        return False
    return name.rpartition(":")[2] in resolver.reverse_dict
