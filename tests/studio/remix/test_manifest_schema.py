"""The published schema of `manifest.json`: it is the program's own, and every package keeps it."""

from __future__ import annotations

import json
import re
import zipfile
from typing import Any

import pytest

from studio.remix import manifest_schema
from tests.helpers.source_tree import ROOT

PUBLISHED = ROOT / "assets" / "schemas" / "challenge-manifest.json"
PACKAGES = sorted((ROOT / "assets" / "challenges").glob("*.challenge"))
_TYPES = {
    "object": dict, "array": list, "string": str, "boolean": bool, "integer": int, "number": (int, float),
    "null": type(None),
}  # fmt: skip


def test_what_is_published_is_what_the_program_reads():
    assert json.loads(PUBLISHED.read_text(encoding="utf-8")) == json.loads(json.dumps(manifest_schema())), (
        "write it anew: python -m studio challenge schema > assets/schemas/challenge-manifest.json"
    )


def out_of_bounds(value: Any, schema: dict[str, Any], at: str) -> list[str]:
    """Where a number, or the length of a text or a list, is beyond what the schema allows."""
    if isinstance(value, dict | bool | None):
        return []
    found = []
    size = len(value) if isinstance(value, str | list) else value
    for key, wrong in (
        ("minimum", lambda limit: size < limit), ("maximum", lambda limit: size > limit),
        ("minLength", lambda limit: size < limit), ("maxLength", lambda limit: size > limit),
        ("minItems", lambda limit: size < limit), ("maxItems", lambda limit: size > limit),
    ):  # fmt: skip
        if key in schema and wrong(schema[key]):
            found.append(f"{at} breaks {key}")
    return found


def broken(value: Any, schema: dict[str, Any], whole: dict[str, Any], at: str = "$") -> list[str]:
    """Where the value breaks what the schema asks: as much of JSON Schema as the published one uses."""
    while "$ref" in schema:
        schema = whole["$defs"][schema["$ref"].rpartition("/")[2]]
    if "anyOf" in schema:
        tried = [broken(value, one, whole, at) for one in schema["anyOf"]]
        return [] if [] in tried else tried[0]
    found = []
    kind = schema.get("type")
    if kind is not None and (not isinstance(value, _TYPES[kind]) or (isinstance(value, bool) and kind != "boolean")):
        return [f"{at} is no {kind}"]
    if "enum" in schema and value not in schema["enum"]:
        found.append(f"{at} is none of {schema['enum']}")
    if "const" in schema and value != schema["const"]:
        found.append(f"{at} is not {schema['const']}")
    if "pattern" in schema and re.search(schema["pattern"], value) is None:
        found.append(f"{at} is not {schema['pattern']}")
    found += out_of_bounds(value, schema, at)
    if isinstance(value, dict):
        found += [f"{at}.{name} is missing" for name in schema.get("required", ()) if name not in value]
        for name, inner in value.items():
            asked = schema.get("properties", {}).get(name)
            found += broken(inner, asked, whole, f"{at}.{name}") if asked is not None else []
    if isinstance(value, list) and isinstance(schema.get("items"), dict):
        for number, inner in enumerate(value):
            found += broken(inner, schema["items"], whole, f"{at}[{number}]")
    return found


@pytest.mark.parametrize("path", PACKAGES, ids=lambda path: path.stem)
def test_every_package_keeps_the_schema(path):
    schema = json.loads(PUBLISHED.read_text(encoding="utf-8"))
    with zipfile.ZipFile(path) as archive:
        manifest = json.loads(archive.read("manifest.json"))
    assert not broken(manifest, schema, schema)
    for change in (
        lambda m: m.update(width="wide"), lambda m: m.pop("slots"), lambda m: m["files"][0].update(sha256="x"),
        lambda m: m["slots"][0].update(kind="code"), lambda m: m.update(seconds=-1), lambda m: m.update(slots=[]),
    ):  # fmt: skip
        spoiled = json.loads(json.dumps(manifest))
        change(spoiled)
        assert broken(spoiled, schema, schema)
