"""What a developer or operator can get wrong with authors."""

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import connections
from django.template import TemplateDoesNotExist, engines
from django.template.backends.django import DjangoTemplates
from django.utils import timezone
from wagtail.models import get_page_models

from authors import feeds, networks
from authors.addresses import is_placeholder

BLOCKS = {  # by name, where in base.html each belongs
    "title": "within <title>",
    "extra_css": "in <head>, after your own style sheets",
    "content": "in <body>, where a page's own part stands",
    "extra_js": "at the end of <body>",
}
IN_ONE_PROCESS = ("LocMemCache", "DummyCache")
PATIENCE = timedelta(minutes=30)


@register("authors")
def task_backend_exists(**_kwargs: Any) -> list[CheckMessage]:
    name = getattr(settings, "AUTHORS_TASK_BACKEND", "")
    if not name or name in getattr(settings, "TASKS", {}):
        return []
    hint = (
        "Name a key of TASKS, or leave AUTHORS_TASK_BACKEND out: then `manage.py sweep` does all."
    )
    text = f"AUTHORS_TASK_BACKEND names “{name}”, which isn't in TASKS."
    return [Error(text, hint=hint, id="authors.E001")]


@register("authors")
def cache_exists(**_kwargs: Any) -> list[CheckMessage]:
    name = getattr(settings, "AUTHORS_CACHE", None)
    if not name or name in settings.CACHES:
        return []
    hint = "Name a key of CACHES, or leave AUTHORS_CACHE out: then nothing is kept."
    text = f"AUTHORS_CACHE names “{name}”, which isn't in CACHES."
    return [Error(text, hint=hint, id="authors.E005")]


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
def feed_formats_can_be_loaded(**_kwargs: Any) -> list[CheckMessage]:
    try:
        feeds.formats()
    except (ImportError, TypeError, ValueError) as error:
        hint = 'A format is a label and a class: {"text": ("Plain text", "mysite.feeds.TextFeed")}.'
        text = f"AUTHORS_FEED_FORMATS can't be read: {error}."
        return [Error(text, hint=hint, id="authors.E006")]
    return []


@register("authors")
def networks_can_be_read(**_kwargs: Any) -> list[CheckMessage]:
    own: dict[str, Any] = getattr(settings, "AUTHORS_NETWORKS", {})
    hint = (
        'A network is a label and an icon of Simple Icons, or "": {"matrix": ("Matrix", "matrix")}.'
    )
    found: list[CheckMessage] = []
    for key, value in own.items():
        if isinstance(value, str) or not 2 <= len(value) <= 4:
            text = f"AUTHORS_NETWORKS can't be read at “{key}”."
            found.append(Error(text, hint=hint, id="authors.E007"))
        elif value[1] and not networks.get_icon(value[1]):
            text = f"Simple Icons has no “{value[1]}”, so “{key}” gets a globe."
            found.append(Warning(text, hint=hint, id="authors.W005"))
    return found


@register("authors")
def base_template_has_our_blocks(**_kwargs: Any) -> list[CheckMessage]:
    try:
        source = django_engine().get_template("base.html").template.source
    except TemplateDoesNotExist:
        hint = (
            f"Our pages extend it and fill its blocks {', '.join(BLOCKS)}. If yours has another "
            'name, a base.html with {% extends "that/name.html" %} is enough.'
        )
        return [Warning("There is no template base.html.", hint=hint, id="authors.W001")]
    has = set(re.findall(r"{%-?\s*block\s+(\w+)", source))
    is_whole = "{% extends" not in source
    return [
        Warning(
            f"base.html has no block “{name}”, which our pages fill.",
            hint=f"Put {{% block {name} %}}{{% endblock %}} {place}.",
            id="authors.W001",
        )
        for name, place in BLOCKS.items()
        if is_whole and name not in has
    ]


def django_engine() -> DjangoTemplates:
    """Return the engine that draws our pages; a host may have another beside it."""
    return next(engine for engine in engines.all() if isinstance(engine, DjangoTemplates))


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
def caches_are_shared(**_kwargs: Any) -> list[CheckMessage]:
    """Limits are counted in the default cache; what AUTHORS_CACHE names tells of changes."""
    names = dict.fromkeys(["default", getattr(settings, "AUTHORS_CACHE", None) or "default"])
    hint = "With several processes use Redis, Valkey, files or the database."
    return [
        Warning(
            f"The cache “{name}” isn't shared: each process counts and keeps for itself.",
            hint=hint,
            id="authors.W002",
        )
        for name in names
        if settings.CACHES.get(name, {}).get("BACKEND", "").endswith(IN_ONE_PROCESS)
    ]


@register("authors", deploy=True)
def the_address_is_known(**_kwargs: Any) -> list[CheckMessage]:
    if not is_placeholder():
        return []
    hint = "Set it to this site's: links into the admin begin with it, in mails too."
    text = f"WAGTAILADMIN_BASE_URL is still {settings.WAGTAILADMIN_BASE_URL}."
    return [Warning(text, hint=hint, id="authors.W004")]


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
                sent_at=None, next_try__lt=timezone.now() - PATIENCE
            )
            if count := rows.count():
                yield model, count
