"""Compare what was sent with the SDK's own types, which are made from Stripe's specification."""

from collections.abc import Mapping
from types import UnionType
from typing import Literal, NotRequired, Required, Union, get_args, get_origin, get_type_hints

from stripe import RequestOptions
from stripe.params import (
    AccountCreateParams,
    AccountLinkCreateParams,
    AccountListParams,
    AccountRetrieveParams,
    ApplicationFeeRetrieveParams,
    DisputeListParams,
    EventListParams,
    RefundCreateParams,
    RefundListParams,
)
from stripe.params.checkout import (
    SessionCreateParams,
    SessionListParams,
    SessionRetrieveParams,
)
from typing_extensions import is_typeddict

# The SDK imports these only while types are checked.
NOT_IMPORTED = {"StripeContext": str, "Mapping": Mapping}
PARAMETERS = {
    ("POST", "/v1/checkout/sessions"): SessionCreateParams,
    ("GET", "/v1/checkout/sessions"): SessionListParams,
    ("GET", "/v1/checkout/sessions/{id}"): SessionRetrieveParams,
    ("POST", "/v1/refunds"): RefundCreateParams,
    ("GET", "/v1/refunds"): RefundListParams,
    ("GET", "/v1/disputes"): DisputeListParams,
    ("GET", "/v1/events"): EventListParams,
    ("POST", "/v1/accounts"): AccountCreateParams,
    ("GET", "/v1/accounts"): AccountListParams,
    ("GET", "/v1/accounts/{id}"): AccountRetrieveParams,
    ("POST", "/v1/account_links"): AccountLinkCreateParams,
    ("GET", "/v1/application_fees/{id}"): ApplicationFeeRetrieveParams,
}


def faults(value, hint, where=""):
    """Return what in a value sent as a form is not of a type."""
    origin = get_origin(hint)
    if origin in (NotRequired, Required):
        return faults(value, get_args(hint)[0], where)
    if origin in (Union, UnionType):
        return _faults_of_choice(value, get_args(hint), where)
    if origin is Literal:
        return [] if value in get_args(hint) else [f"{where}: {value!r} is none of its words"]
    if origin is list:
        items = enumerate(value) if isinstance(value, list) else [("?", None)]
        return [fault for i, v in items for fault in faults(v, get_args(hint)[0], f"{where}[{i}]")]
    if origin is dict:
        is_flat = isinstance(value, dict) and all(isinstance(v, str) for v in value.values())
        return [] if is_flat else [f"{where}: no flat dictionary"]
    if is_typeddict(hint):
        return _faults_of_fields(value, hint, where)
    return [] if _is_scalar(value, hint) else [f"{where}: {value!r} is no {hint}"]


def _faults_of_choice(value, hints, where):
    # The SDK writes Literal | str so that new words need no new SDK; here only the known count.
    strict = [h for h in hints if h is not str or not any(get_origin(h) is Literal for h in hints)]
    found = [faults(value, hint, where) for hint in strict]
    return min(found, key=len)


def _faults_of_fields(value, hint, where):
    if not isinstance(value, dict):
        return [f"{where}: no dictionary"]
    known = get_type_hints(hint, localns=NOT_IMPORTED, include_extras=True)
    known = {name: known[name] for name in known if name not in RequestOptions.__annotations__}
    missing = [f"{where}.{name}: missing" for name in hint.__required_keys__ - set(value)]
    surplus = [f"{where}.{name}: unknown" for name in set(value) - set(known)]
    wrong = [
        fault
        for name in set(value) & set(known)
        for fault in faults(value[name], known[name], f"{where}.{name}")
    ]
    return missing + surplus + wrong


def _is_scalar(value, hint):
    if not isinstance(value, str):
        return False
    if hint is int:
        return value.lstrip("-").isdigit()
    return value in ("true", "false") if hint is bool else hint is str and value != ""
