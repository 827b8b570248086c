"""Compare what was sent with what Stripe publishes, where PROVIDER_SPECS names a folder of it."""

import json
import os
from pathlib import Path


def specification():
    """Return the published shapes by method and path, or nothing where there are none."""
    folder = os.environ.get("PROVIDER_SPECS", "")
    published = Path(folder) / "stripe_spec.json"
    if not folder or not published.exists():
        return {}
    operations = json.loads(published.read_text())["operations"]
    return {tuple(name.split(" ", 1)): shape for name, shape in operations.items()}


def faults(value, schema, where=""):
    """Return what in a value sent as a form isn't as a schema says: there all scalars are text."""
    if "anyOf" in schema:
        return min((faults(value, choice, where) for choice in schema["anyOf"]), key=len)
    if value == "" and schema.get("unset"):
        return []
    if "enum" in schema:
        return [] if value in schema["enum"] else [f"{where}: {value!r} is none of its words"]
    if schema["type"] == "object":
        return _faults_of_fields(value, schema, where)
    if schema["type"] == "array":
        items = enumerate(value) if isinstance(value, list) else [("?", None)]
        return [f for i, v in items for f in faults(v, schema["items"], f"{where}[{i}]")]
    return [] if _is_scalar(value, schema) else [f"{where}: {value!r} is no {schema['type']}"]


def _faults_of_fields(value, schema, where):
    if not isinstance(value, dict):
        return [f"{where}: no dictionary"]
    fields, others = schema.get("properties", {}), schema.get("additionalProperties")
    missing = [f"{where}.{name}: missing" for name in set(schema.get("required", [])) - set(value)]
    surplus = [] if others else [f"{where}.{name}: unknown" for name in set(value) - set(fields)]
    known = {name: fields.get(name, others) for name in value if name in fields or others}
    wrong = [f for name in known for f in faults(value[name], known[name], f"{where}.{name}")]
    return missing + surplus + wrong


def _is_scalar(value, schema):
    if not isinstance(value, str):
        return False
    kind = schema["type"]
    if kind in ("integer", "number"):
        return value.removeprefix("-").replace(".", "", int(kind == "number")).isdigit()
    if kind == "boolean":
        return value in ("true", "false")
    return 0 < len(value) <= schema.get("maxLength", len(value))
