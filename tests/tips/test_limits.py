"""How often a client may start a payment."""

import pytest
from django.core.cache import cache
from django.test import RequestFactory

from authors import limits
from authors.limits import LimitReached
from tips.limits import count_start


@pytest.fixture(autouse=True)
def empty_counters():
    cache.clear()
    limits.spare.clear()


@pytest.fixture
def request_from():
    def make(address, forwarded=None):
        headers = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}
        return RequestFactory().post("/", REMOTE_ADDR=address, **headers)

    return make


@pytest.fixture
def two_a_minute(settings):
    settings.TIPS_START_LIMITS = ((2, 60),)


def test_the_start_after_the_last_allowed_one_is_refused(request_from, two_a_minute):
    request = request_from("192.0.2.1")
    count_start(request)
    count_start(request)

    with pytest.raises(LimitReached) as refused:
        count_start(request)

    assert 0 < refused.value.retry_after_seconds <= 60


def test_another_client_has_its_own_limit(request_from, two_a_minute):
    count_start(request_from("192.0.2.1"))
    count_start(request_from("192.0.2.1"))

    count_start(request_from("192.0.2.2"))


def test_the_limit_holds_while_the_cache_is_down(request_from, two_a_minute, settings):
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": "redis://127.0.0.1:1",
        }
    }
    request = request_from("192.0.2.1")
    count_start(request)
    count_start(request)

    with pytest.raises(LimitReached):
        count_start(request)


def test_forged_headers_make_no_new_client(request_from, two_a_minute):
    count_start(request_from("192.0.2.1", forwarded="198.51.100.1"))
    count_start(request_from("192.0.2.1", forwarded="198.51.100.2"))

    with pytest.raises(LimitReached):
        count_start(request_from("192.0.2.1", forwarded="198.51.100.3"))
