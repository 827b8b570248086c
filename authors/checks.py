"""What a developer or operator can get wrong with authors."""

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import connections
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from django.utils import timezone
from wagtail.models import get_page_models

BLOCKS = ("title", "extra_css", "content", "extra_js")
IN_ONE_PROCESS = ("LocMemCache", "DummyCache")
PATIENCE = timedelta(minutes=30)


@register("authors")
def task_backend_exists(**_kwargs: Any) -> list[CheckMessage]:
    name = getattr(settings, "AUTHORS_TASK_BACKEND", "")
    if not name or name in getattr(settings, "TASKS", {}):
        return []
    return [Error(f"AUTHORS_TASK_BACKEND names “{name}”, which isn't in TASKS.", id="authors.E001")]


@register("authors")
def article_model_is_a_page_type(**_kwargs: Any) -> list[CheckMessage]:
    name = getattr(settings, "AUTHORS_ARTICLE_MODEL", "")
    pages = {model._meta.label_lower for model in get_page_models()}
    if not name or name.lower() in pages:
        return []
    hint = "Name the page type that lists and feeds show, as “blog.BlogPage”."
    text = f"AUTHORS_ARTICLE_MODEL names “{name}”, which is no page type."
    return [Error(text, hint=hint, id="authors.E003")]


@register("authors")
def base_template_has_our_blocks(**_kwargs: Any) -> list[CheckMessage]:
    hint = f"Our pages extend it and fill {', '.join(BLOCKS)}; see “Look” in docs/plug-in.md."
    try:
        source = get_template("base.html").template.source  # type: ignore[attr-defined]
    except TemplateDoesNotExist:
        return [Warning("There is no template base.html.", hint=hint, id="authors.W001")]
    has = set(re.findall(r"{%-?\s*block\s+(\w+)", source))
    is_whole = "{% extends" not in source
    return [
        Warning(f"base.html has no block “{name}”.", hint=hint, id="authors.W001")
        for name in BLOCKS
        if is_whole and name not in has
    ]


@register("authors")
def times_have_a_zone(**_kwargs: Any) -> list[CheckMessage]:
    if settings.USE_TZ:
        return []
    hint = "Set USE_TZ = True, which is Django's default: feeds and providers tell exact moments."
    return [Error("Times have no zone.", hint=hint, id="authors.E004")]


@register("authors")
def templates_know_the_request(**_kwargs: Any) -> list[CheckMessage]:
    needed = "django.template.context_processors.request"
    templates: list[dict[str, Any]] = settings.TEMPLATES
    engines = [e for e in templates if e["BACKEND"].endswith("DjangoTemplates")]
    if any(needed in e.get("OPTIONS", {}).get("context_processors", []) for e in engines):
        return []
    hint = f"Add “{needed}” to the context_processors in TEMPLATES."
    return [Error("Templates don't know the request.", hint=hint, id="authors.E002")]


@register(Tags.caches, deploy=True)
def cache_is_shared(**_kwargs: Any) -> list[CheckMessage]:
    backend = settings.CACHES.get("default", {}).get("BACKEND", "")
    if not backend.endswith(IN_ONE_PROCESS):
        return []
    hint = "With several processes use Redis, Valkey, files or the database as the default cache."
    text = "The cache isn't shared: limits are counted, and pages kept, by each process alone."
    return [Warning(text, hint=hint, id="authors.W002")]


@register(Tags.database)
def somebody_sends_what_is_owed(
    databases: Sequence[str] | None = None, **_kwargs: Any
) -> list[CheckMessage]:
    hint = "Run `manage.py sweep` every minute, or a worker; see docs/operate.md."
    return [
        Warning(
            f"{count} rows of {model._meta.label} wait for half an hour or more: nobody sweeps.",
            hint=hint,
            id="authors.W003",
        )
        for alias in databases or []
        for model, count in waiting(alias)
    ]


def waiting(alias: str) -> Iterator[tuple[Any, int]]:
    """Yield each kind of mail that is owed for longer than a sweeper would leave it."""
    from authors.outbox import OutboxRow

    tables = connections[alias].introspection.table_names()
    models = [model for model in apps.get_models() if issubclass(model, OutboxRow)]
    for model in models:
        if model._meta.db_table in tables:
            rows = model._default_manager.using(alias).filter(
                sent_at=None, tries=0, next_try__lt=timezone.now() - PATIENCE
            )
            if count := rows.count():
                yield model, count
