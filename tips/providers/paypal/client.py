"""Questions to PayPal over plain HTTP. Source: https://developer.paypal.com/api/rest/"""

import logging
import re
import threading
import time
from typing import Any

import requests
from django.conf import settings

from tips.exceptions import PaymentUnknown, ProviderRefused, ProviderUnavailable

Facts = dict[str, Any]
LIVE = "https://api-m.paypal.com"
TEST = "https://api-m.sandbox.paypal.com"
TIMEOUT_SECONDS = (3, 10)
EARLY_SECONDS = 60  # a token is renewed this long before it ends
UNAUTHORISED, NOT_FOUND, CONFLICT, TOO_MANY, BROKEN = 401, 404, 409, 429, 500
logger = logging.getLogger(__name__)
_tokens: dict[tuple[str, str, str], tuple[str, float]] = {}
_lock = threading.Lock()


def credentials() -> tuple[str, str]:
    return (
        str(getattr(settings, "PAYPAL_CLIENT_ID", "")),
        str(getattr(settings, "PAYPAL_CLIENT_SECRET", "")),
    )


def api_base() -> str:
    """Return where PayPal is: its sandbox, unless the settings name its real one or a stand-in."""
    return str(getattr(settings, "PAYPAL_API_BASE", "")).rstrip("/") or TEST


def is_live() -> bool:
    """Return whether real money moves. The credentials can't tell, but the address can."""
    return api_base() == LIVE


def ask(
    method: str,
    path: str,
    body: Facts | bytes | None = None,
    *,
    key: str = "",
    headers: dict[str, str] | None = None,
) -> Facts:
    """Ask PayPal. `key` is our idempotency key. Raise ProviderUnavailable or ProviderRefused.

    A token may be taken back before its time: then another is tried, once.
    """
    sent = {"Prefer": "return=representation", **(headers or {})}
    if key:
        sent["PayPal-Request-Id"] = key
    token = _token()
    answer = _send(method, path, body, sent | {"Authorization": f"Bearer {token}"})
    if answer.status_code == UNAUTHORISED:
        _forget(token)
        answer = _send(method, path, body, sent | {"Authorization": f"Bearer {_token()}"})
    return _facts(answer)


def _token() -> str:
    """Return this process's token, asking for one when there is none or it is about to end."""
    base, (client_id, secret) = api_base(), credentials()
    with _lock:
        token, ends_at = _tokens.get((base, client_id, secret), ("", 0.0))
    if token and time.monotonic() < ends_at:
        return token
    facts = _facts(_ask_for_token(client_id, secret))
    fresh, seconds = facts.get("access_token"), facts.get("expires_in")
    if not isinstance(fresh, str) or not isinstance(seconds, int):
        raise ProviderUnavailable("unreadable")
    with _lock:
        _tokens[base, client_id, secret] = fresh, time.monotonic() + seconds - EARLY_SECONDS
    return fresh


def _forget(token: str) -> None:
    with _lock:
        for known in [key for key, (value, _end) in _tokens.items() if value == token]:
            del _tokens[known]


def _ask_for_token(client_id: str, secret: str) -> requests.Response:
    return _request(
        "POST",
        "/v1/oauth2/token",
        data={"grant_type": "client_credentials"},
        auth=(client_id, secret),
    )


def _send(
    method: str, path: str, body: Facts | bytes | None, headers: dict[str, str]
) -> requests.Response:
    if isinstance(body, bytes):
        headers = headers | {"Content-Type": "application/json"}
        return _request(method, path, data=body, headers=headers)
    if body is None:
        return _request(method, path, headers=headers)
    return _request(method, path, json=body, headers=headers)


def _request(method: str, path: str, **facts: Any) -> requests.Response:
    try:
        return requests.request(
            method, api_base() + path, timeout=TIMEOUT_SECONDS, allow_redirects=False, **facts
        )
    except requests.RequestException as error:
        raise ProviderUnavailable("unreachable") from error


def _facts(answer: requests.Response) -> Facts:
    """Return an answer's content. PayPal's own texts stay out of errors and logs."""
    status, body = answer.status_code, _parsed(answer)
    if status < 300 and body is not None:
        return body
    code = _code(status, body)
    debug_id = str((body or {}).get("debug_id", ""))[:40]
    logger.warning("PayPal: %s, debug id %s", code, re.sub(r"[^\w-]", "", debug_id) or "none")
    if status in (CONFLICT, TOO_MANY) or status >= BROKEN or status < 400 or body is None:
        raise ProviderUnavailable(code)
    raise PaymentUnknown(code) if status == NOT_FOUND else ProviderRefused(code)


def _parsed(answer: requests.Response) -> Facts | None:
    try:
        body = answer.json()
    except ValueError:
        return None
    return body if isinstance(body, dict) else None


def _code(status: int, body: Facts | None) -> str:
    """Return PayPal's short word for an error, such as INSTRUMENT_DECLINED, else the status."""
    details = (body or {}).get("details")
    first = details[0] if isinstance(details, list) and details else {}
    issue = first.get("issue") if isinstance(first, dict) else None
    words = [issue, (body or {}).get("name"), (body or {}).get("error")]
    known = (w for w in words if isinstance(w, str) and re.fullmatch(r"[A-Za-z_]{1,80}", w))
    return next(known, f"http_{status}")
