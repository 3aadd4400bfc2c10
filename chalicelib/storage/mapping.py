"""Between the rows (`storage/tables`) and the dataclasses of `chalicelib.model`, field by field under equal names.

There are two exceptions. A column that may be missing (`null=True`) is left out while its field has the field's default
value. A field that is a dataclass itself, such as a site's limits, has its own fields as columns of the same row.
"""

from dataclasses import fields, is_dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from pynamodb.constants import NULL
from pynamodb.expressions.update import Action

from chalicelib.storage.database import Item, Row

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

R = TypeVar("R", bound=Row)
V = TypeVar("V", bound="DataclassInstance")


class Field(NamedTuple):
    name: str
    default: Any
    nested: "type[DataclassInstance] | None"


def value_of(kind: type[V], row: Row) -> V:
    """Reads a dataclass from a row. A field whose column is missing has its default value."""
    values: dict[str, Any] = {}
    for name, _, nested in fields_of(kind):
        if nested:
            values[name] = value_of(nested, row)
        elif (stored := getattr(row, name, None)) is not None:
            values[name] = tuple(stored) if isinstance(stored, list) else stored
    return kind(**values)


def value_of_item(kind: type[V], row: type[Row], item: Item) -> V:
    """As `value_of` of the row that PynamoDB makes of an item, which takes three times as long."""
    values: dict[str, Any] = {}
    for name, attribute, nested in plan_of(kind, row):
        if nested:
            values[name] = value_of_item(nested, row, item)
        elif (raw := item.get(attribute.attr_name)) and NULL not in raw:
            stored = attribute.deserialize(attribute.get_value(raw))
            if stored is not None:
                values[name] = tuple(stored) if isinstance(stored, list) else stored
    return kind(**values)


@cache
def plan_of(kind: "type[DataclassInstance]", row: type[Row]) -> tuple[tuple[str, Any, Any], ...]:
    """The fields that an item can have, each with its column or the dataclass that is nested there."""
    columns = row.get_attributes()
    return tuple((name, columns.get(name), nested) for name, _, nested in fields_of(kind) if nested or name in columns)


def row_of(kind: type[R], value: "DataclassInstance") -> R:
    """Makes a row that stores a dataclass. Set the columns that the dataclass has no fields for on the result."""
    return kind(**columns(kind, value))


def changes(kind: type[Row], before: V, after: V) -> list[Action]:
    """Returns the update that turns the row of `before` into the row of `after`: only the columns that differ."""
    old, new = columns(kind, before), columns(kind, after)
    return [set_to(kind, name, new[name]) for name in new if new[name] != old[name]]


def set_to(kind: type[Row], name: str, value: Any) -> Action:
    attribute = getattr(kind, name)
    action: Action = attribute.remove() if value is None else attribute.set(value)
    return action


def columns(kind: type[Row], value: "DataclassInstance") -> dict[str, Any]:
    attributes = kind.get_attributes()
    found: dict[str, Any] = {}
    for name, default, nested in fields_of(type(value)):
        content = getattr(value, name)
        if nested:
            found |= columns(kind, content)
        elif attribute := attributes.get(name):
            if attribute.null and content == default:
                content = None
            found[name] = list(content) if isinstance(content, tuple) else content  # PynamoDB updates with lists
    return found


@cache
def fields_of(kind: "type[DataclassInstance]") -> tuple[Field, ...]:
    return tuple(Field(each.name, each.default, kind_of(each.default)) for each in fields(kind))


def kind_of(default: Any) -> "type[DataclassInstance] | None":
    return type(default) if is_dataclass(default) and not isinstance(default, type) else None
