"""A pydantic model as the JSON schema that every provider's constrained decoding takes."""

from typing import Any

from pydantic import BaseModel

# What all of them understand. The rest (lengths, ranges, patterns, defaults, titles) some refuse with a 400; pydantic
# checks it afterwards in any case.
_KEPT = {"type", "enum", "const", "description", "items", "anyOf", "properties"}

# What cannot be left out without asking for something else: tuples, dictionaries, intersections.
_UNKNOWN = {"prefixItems", "patternProperties", "allOf"}


def portable_schema(model: type[BaseModel]) -> dict[str, Any]:
    """References resolved, every property required, nothing additional.

    Raises ValueError for a model that contains itself, a dictionary or a tuple: not every provider decodes those.
    """
    schema = model.model_json_schema()
    definitions: dict[str, Any] = schema.get("$defs", {})
    return _portable(schema, definitions, ())


def _portable(node: dict[str, Any], definitions: dict[str, Any], path: tuple[str, ...]) -> dict[str, Any]:
    if "$ref" in node:
        name = node["$ref"].rsplit("/", 1)[-1]
        if name in path:
            raise ValueError(f"{name} contains itself; give the model a schema without recursion.")
        node = {**definitions[name], **{key: value for key, value in node.items() if key != "$ref"}}
        path = (*path, name)
    if "oneOf" in node:
        node = {**node, "anyOf": node["oneOf"]}
    if _UNKNOWN & node.keys() or (node.get("type") == "object" and "properties" not in node):
        raise ValueError(f"Give the model plain fields and lists instead of tuples and dictionaries: {node}.")
    kept = {key: value for key, value in node.items() if key in _KEPT}
    if "const" in kept:
        kept["enum"] = [kept.pop("const")]
    if "items" in kept:
        kept["items"] = _portable(kept["items"], definitions, path)
    if "anyOf" in kept:
        kept["anyOf"] = [_portable(option, definitions, path) for option in kept["anyOf"]]
    if kept.get("type") == "object":
        kept.pop("description", None)  # the docstring of the class, which is written for us and not for the model
        properties = {key: _portable(value, definitions, path) for key, value in kept["properties"].items()}
        kept.update(properties=properties, required=list(properties), additionalProperties=False)
    return kept
