"""What only the sandbox and this site know: the API key, and how a webhook is signed."""

import hmac
import re
import time

from django.conf import settings
from django.utils.crypto import salted_hmac

HEADER = "Sandbox-Signature"
TOLERANCE_SECONDS = 300


def is_allowed() -> bool:
    """Return whether make-believe money may be used: on one's own machine and in tests."""
    is_listed = "sandbox" in getattr(settings, "TIPS_PROVIDERS", [])
    return is_listed and bool(getattr(settings, "TIPS_ALLOW_SANDBOX", settings.DEBUG))


def secrets() -> list[str]:
    """Return the signing secrets, the present one first, older ones that still hold after it."""
    configured = getattr(settings, "TIPS_SANDBOX_SECRET", None)
    if configured is None:
        return [salted_hmac("tips.sandbox", "webhook", algorithm="sha256").hexdigest()]
    every = [configured] if isinstance(configured, str) else list(configured)
    return [secret for secret in every if secret]


def api_key() -> str:
    return salted_hmac("tips.sandbox", "api", algorithm="sha256").hexdigest()


def sign(body: bytes, secret: str, timestamp: int | None = None) -> str:
    """Return the header that vouches for a body: `t=<unix seconds>,v1=<hex>`."""
    at = int(time.time()) if timestamp is None else timestamp
    return f"t={at},v1={_digest(body, secret, at)}"


def is_genuine(body: bytes, header: str) -> bool:
    """Return whether a body was signed with one of our secrets, and lately."""
    parts = re.findall(r"(?:^|,)\s*(t|v1)=([0-9a-f]{1,64})(?=,|$)", header[:1000])
    times = [value for name, value in parts if name == "t" and re.fullmatch("[0-9]{1,11}", value)]
    if len(times) != 1 or abs(time.time() - int(times[0])) > TOLERANCE_SECONDS:
        return False
    given = [value for name, value in parts if name == "v1"]
    wanted = [_digest(body, secret, int(times[0])) for secret in secrets()]
    return any(hmac.compare_digest(one, other) for one in given for other in wanted)


def _digest(body: bytes, secret: str, timestamp: int) -> str:
    return hmac.new(secret.encode(), b"%d." % timestamp + body, "sha256").hexdigest()
