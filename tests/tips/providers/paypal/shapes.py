"""Compare what was sent with what PayPal takes, as far as JSON Schema is used for it."""

import json
import os
import re
from pathlib import Path

TEXT = {"type": "string", "minLength": 1}
SHORT = TEXT | {"maxLength": 127}
ADDRESS = TEXT | {"pattern": "^https?://"}
MONEY = {
    "type": "object",
    "required": ["currency_code", "value"],
    "properties": {
        "currency_code": TEXT | {"pattern": "^[A-Z]{3}$"},
        "value": TEXT | {"pattern": r"^[0-9]+(\.[0-9]{2})?$", "maxLength": 32},
    },
}
# Written from https://developer.paypal.com/docs/api/: of each request only what we use of it.
OPERATIONS = {
    "POST /v2/checkout/orders": {
        "type": "object",
        "required": ["intent", "purchase_units"],
        "properties": {
            "intent": {"enum": ["CAPTURE", "AUTHORIZE"]},
            "purchase_units": {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["amount"],
                    "properties": {
                        "reference_id": TEXT | {"maxLength": 256},
                        "custom_id": SHORT,
                        "description": SHORT,
                        "soft_descriptor": TEXT | {"maxLength": 22},
                        "amount": MONEY,
                        "payee": {
                            "type": "object",
                            "properties": {
                                "merchant_id": TEXT | {"pattern": "^[2-9A-HJ-NP-Z]{13}$"},
                                "email_address": TEXT | {"maxLength": 254, "pattern": "@"},
                            },
                        },
                    },
                },
            },
            "payment_source": {
                "type": "object",
                "properties": {
                    "paypal": {
                        "type": "object",
                        "properties": {
                            "experience_context": {
                                "type": "object",
                                "properties": {
                                    "return_url": ADDRESS,
                                    "cancel_url": ADDRESS,
                                    "user_action": {"enum": ["CONTINUE", "PAY_NOW"]},
                                    "shipping_preference": {
                                        "enum": ["GET_FROM_FILE", "NO_SHIPPING"]
                                    },
                                    "locale": TEXT
                                    | {
                                        "pattern": "^[a-z]{2}(?:-[A-Z][a-z]{3})?"
                                        "(?:-(?:[A-Z]{2}|[0-9]{3}))?$",
                                        "maxLength": 10,
                                    },
                                },
                            }
                        },
                    }
                },
            },
        },
    },
    "POST /v2/checkout/orders/{id}/capture": {"type": "object", "properties": {}},
    "POST /v2/payments/captures/{capture_id}/refund": {
        "type": "object",
        "properties": {"amount": MONEY, "custom_id": SHORT},
    },
    "POST /v1/notifications/verify-webhook-signature": {
        "type": "object",
        "required": ["auth_algo", "cert_url", "transmission_id", "transmission_sig"]
        + ["transmission_time", "webhook_id", "webhook_event"],
        "properties": {
            "auth_algo": TEXT | {"pattern": "^[a-zA-Z0-9]+$", "maxLength": 100},
            "cert_url": TEXT | {"maxLength": 500},
            "transmission_id": TEXT | {"maxLength": 50},
            "transmission_sig": TEXT | {"maxLength": 500},
            "transmission_time": TEXT | {"maxLength": 100},
            "webhook_id": TEXT | {"maxLength": 50},
            "webhook_event": {"type": "object", "additionalProperties": True},
        },
    },
}


def specifications():
    """Return our own and, where PROVIDER_SPECS names a folder, the one that PayPal publishes."""
    found = {"ours": {"operations": OPERATIONS, "schemas": {}}}
    folder = os.environ.get("PROVIDER_SPECS", "")
    published = Path(folder) / "paypal_spec.json"
    if folder and published.exists():
        found["published"] = json.loads(published.read_text())
    return found


def faults(value, schema, known, where=""):
    """Return what in a value isn't as a schema says. What a schema doesn't name is a fault."""
    schema = flat(schema, known)
    if "enum" in schema and value not in schema["enum"]:
        return [f"{where}: {value!r} is none of its words"]
    if schema.get("type") == "object":
        return _faults_of_fields(value, schema, known, where)
    if schema.get("type") == "array":
        items = enumerate(value) if isinstance(value, list) else [("?", None)]
        return [f for i, v in items for f in faults(v, schema["items"], known, f"{where}[{i}]")]
    return [] if _is_text(value, schema) else [f"{where}: {value!r}"]


def flat(schema, known):
    """Return a schema with everything that it refers to and is made of."""
    if "$ref" in schema:
        return flat(known[schema["$ref"]], known)
    whole = {name: value for name, value in schema.items() if name != "allOf"}
    for part in schema.get("allOf", []):
        part = flat(part, known)
        fields = whole.get("properties", {}) | part.get("properties", {})
        required = whole.get("required", []) + part.get("required", [])
        whole = part | whole | {"properties": fields, "required": required}
    return whole


def _faults_of_fields(value, schema, known, where):
    if not isinstance(value, dict):
        return [f"{where}: no object"]
    fields = schema.get("properties", {})
    missing = [f"{where}.{name}: missing" for name in set(schema.get("required", [])) - set(value)]
    is_open = schema.get("additionalProperties")
    surplus = [] if is_open else [f"{where}.{name}: unknown" for name in set(value) - set(fields)]
    wrong = [
        fault
        for name in set(value) & set(fields)
        for fault in faults(value[name], fields[name], known, f"{where}.{name}")
    ]
    return missing + surplus + wrong


def _is_text(value, schema):
    if not isinstance(value, str):
        return schema.get("type", "string") != "string"
    shortest, longest = schema.get("minLength", 0), schema.get("maxLength", 10_000)
    is_alike = re.search(schema.get("pattern", ""), value)
    return shortest <= len(value) <= longest and bool(is_alike)
