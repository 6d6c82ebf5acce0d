"""JSON Schemas of the models alone, with what their validators take.

In: pydantic's models. Out: schemas in which a text may be any scalar, as YAML types it, a list of ids one id, and a
date, an address and a truth what `load` takes for one. `patternErrorMessage` is what the YAML language server says of a
text that has not the form of a pattern; other readers pass over it.
"""

from __future__ import annotations

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from generator.records.load.validate import PATTERNS
from generator.records.schema.base import make_tuple
from generator.records.schema.listed_blocks import replace_none
from generator.records.schema.partial_dates import parse_date
from generator.records.schema.sources import check_address

_TEXT = {"type": ["string", "number", "boolean"]}
"""Any scalar is a text where a text is wanted: `part: 2`."""

_DAY = "|".join([
    r"(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])", r"(0[469]|11)-(0[1-9]|[12][0-9]|30)", r"02-(0[1-9]|1[0-9]|2[0-8])",
    r"0[1-9]|1[0-2]",
])  # fmt: skip
_LEAP_YEAR = "([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)"

_DATE = {
    "anyOf": [
        {"type": "string", "pattern": rf"^(?!0000)([0-9]{{4}}(-({_DAY}))?|{_LEAP_YEAR}-02-29)$",
            "examples": ["2020-03-05", "2020-03"],
            "patternErrorMessage": "write a date, such as 2024-05-01, 2024-05 or 2024"},
        {"type": "integer", "minimum": 1000, "maximum": 9999},
    ]
}  # fmt: skip
"""A day, a month or a year, which YAML takes for a number."""

_ADDRESS = {"type": "string", "format": "uri", "pattern": r"^[Hh][Tt][Tt][Pp][Ss]?://[^/?#\s]*[^/?#\s.]?\.[^\s]*$",
    "patternErrorMessage": "write an address, such as https://example.org/page"}  # fmt: skip

_YES_OR_NO = {
    "anyOf": [
        {"type": "boolean"},
        {"type": "string",
            "pattern": "^([Yy]([Ee][Ss])?|[Nn][Oo]?|[Oo][Nn]|[Oo][Ff][Ff]"
                       "|[Tt]([Rr][Uu][Ee])?|[Ff]([Aa][Ll][Ss][Ee])?|[01])$"},
        {"enum": [0, 1]},
    ]
}  # fmt: skip


class ModelSchemas(GenerateJsonSchema):
    """Pydantic's schemas, where they differ from what our validators take put right."""

    def str_schema(self, schema: core_schema.StringSchema) -> JsonSchemaValue:
        """Return the schema of a text: any scalar where it has no pattern, and a number, too, where it is an id."""
        made = super().str_schema(schema)
        pattern = made.get("pattern", "")
        if not pattern:
            return {**made, **_TEXT}
        made["patternErrorMessage"] = PATTERNS.get(pattern, "this has not the form that it needs")
        # an id may be a number
        return (
            {"anyOf": [made, {"type": "integer", "minimum": 0}]}
            if pattern.lstrip("^(").startswith("[a-z0-9]")
            else made
        )

    def float_schema(self, schema: core_schema.FloatSchema) -> JsonSchemaValue:
        """Return the schema of a number, which may stand in quotation marks."""
        # a number in quotation marks is one, too
        return {
            "anyOf": [
                super().float_schema(schema),
                {"type": "string", "pattern": r"^\s*[-+]?([0-9][0-9_]*\.?[0-9_]*|\.[0-9]+)([eE][-+]?[0-9]+)?\s*$"},
            ]
        }

    def int_schema(self, schema: core_schema.IntSchema) -> JsonSchemaValue:
        """Return the schema of a whole number, which may stand in quotation marks."""
        return {
            "anyOf": [super().int_schema(schema), {"type": "string", "pattern": r"^\s*[-+]?[0-9][0-9_]*(\.0+)?\s*$"}]
        }

    def bool_schema(self, schema: core_schema.BoolSchema) -> JsonSchemaValue:
        """Return the schema of yes or no, in all the words that are read so."""
        return dict(_YES_OR_NO)

    def function_before_schema(self, schema: core_schema.BeforeValidatorFunctionSchema) -> JsonSchemaValue:
        """Return the schema of what a validator sees first: one word for a list of one, or nothing at all."""
        inner = self.generate_inner(schema["schema"])
        function = schema["function"]["function"]
        if function is make_tuple:
            return {"anyOf": [inner["items"], inner]}  # one word instead of a list of one
        return {"anyOf": [inner, {"type": "null"}]} if function is replace_none else inner

    def function_after_schema(self, schema: core_schema.AfterValidatorFunctionSchema) -> JsonSchemaValue:
        """Return the schema of what a validator judges: of a date, of an address, or of the plain type."""
        function = schema["function"]["function"]
        return (
            dict(_DATE)
            if function is parse_date
            else dict(_ADDRESS)
            if function is check_address
            else self.generate_inner(schema["schema"])
        )

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        """Return the schema of names with values; where the names have a pattern, there are no others."""
        made = super().dict_schema(schema)
        if "patternProperties" in made:
            made["additionalProperties"] = False
        return made

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """Return the schema of a field with a default, which is told unless it says nothing."""
        made = super().default_schema(schema)
        if made.get("default") in (None, "", [], {}):
            made.pop("default", None)  # nothing said is said without a word
        return made
