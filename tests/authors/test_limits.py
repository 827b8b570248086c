"""Telling clients apart, and counting what they do."""

import pytest
from django.core.cache import cache
from django.test import RequestFactory

from authors import limits
from authors.limits import LimitReached, address_of, count, is_first_in, network_of


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


def test_behind_a_proxy_only_what_the_proxy_saw_counts(request_from, settings):
    settings.AUTHORS_PROXY_HOPS = 1

    request = request_from("127.0.0.1", forwarded="203.0.113.66, 198.51.100.7")

    assert address_of(request) == "198.51.100.7"


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("nonsense", "unknown"),
        ("", "unknown"),
    ],
)
def test_an_ipv6_household_is_one_client(address, network):
    assert network_of(address) == network


def test_only_the_first_of_several_looks_passes():
    assert is_first_in(60, "payment")

    assert not is_first_in(60, "payment")


def test_each_action_has_its_own_count():
    count("comments", "somebody", ((1, 60),))

    count("followers", "somebody", ((1, 60),))


def test_the_narrowest_limit_says_when_to_come_back():
    count("comments", "somebody", ((1, 60), (5, 3600)))

    with pytest.raises(LimitReached) as refused:
        count("comments", "somebody", ((1, 60), (5, 3600)))

    assert 0 < refused.value.retry_after_seconds <= 60
