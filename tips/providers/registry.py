"""Which providers there are: the names in TIPS_PROVIDERS, in the order readers see them.

A name is a file or a folder beside this one, an entry point of the group below, or a dotted path to a
class. A file calls its class `Provider`; a folder keeps it in `provider.py`, so that other files of the
folder can be loaded where its SDK isn't installed.
"""

from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from importlib.util import find_spec
from pkgutil import iter_modules
from typing import cast

from django.conf import settings
from django.utils.module_loading import import_string

from tips import providers
from tips.exceptions import UnknownProvider
from tips.providers.base import PaymentProvider

ENTRY_POINTS = "authorsite.tips.providers"


def provider(key: str) -> PaymentProvider:
    """Return the configured provider of a key. Raise UnknownProvider."""
    for known in known_providers():
        if known.key == key:
            return known
    raise UnknownProvider(key)


def name_of(key: str) -> str:
    """Return what people call a provider, or its key if it isn't configured any more."""
    try:
        source = provider(key)
    except UnknownProvider:
        return key
    return str(getattr(source, "name", "") or source.label)


def known_providers() -> list[PaymentProvider]:
    return [_load(name) for name in getattr(settings, "TIPS_PROVIDERS", [])]


@cache
def _load(name: str) -> PaymentProvider:
    """Return the one instance of a provider. Raise UnknownProvider."""
    return cast(PaymentProvider, provider_class(name)())


def provider_class(name: str) -> type:
    """Find a provider's class by its name in TIPS_PROVIDERS. Raise UnknownProvider."""
    if "." in name:
        return _dotted(name)
    if spec := find_spec(f"tips.providers.{name}"):
        return _ours(f"{spec.name}.provider" if spec.submodule_search_locations else spec.name)
    for point in entry_points(group=ENTRY_POINTS, name=name):
        return cast(type, point.load())
    raise UnknownProvider(name)


def names() -> list[str]:
    """Return the names that a site can choose from, whether their SDK is installed or not."""
    ours = [module.name for module in iter_modules(providers.__path__) if module.ispkg]
    return sorted({*ours, *(point.name for point in entry_points(group=ENTRY_POINTS))})


def _ours(module: str) -> type:
    try:
        return cast(type, import_module(module).Provider)
    except (ModuleNotFoundError, AttributeError) as error:  # an SDK is missing, or it is none
        raise UnknownProvider(module) from error


def _dotted(path: str) -> type:
    try:
        return cast(type, import_string(path))
    except ImportError as error:
        raise UnknownProvider(path) from error
