"""Between the rows (`storage/tables`) and the dataclasses of `chalicelib.model`, field by field under equal names.

There are two exceptions. A column that may be missing (`null=True`) is left out while its field has the field's default
value. A field that is a dataclass itself, such as a site's limits, has its own fields as columns of the same row.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from pynamodb.attributes import Attribute, ListAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.constants import NULL
from pynamodb.expressions.update import Action

from chalicelib.storage.database import Item, Row

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

R = TypeVar("R", bound=Row)
V = TypeVar("V", bound="DataclassInstance")

Difference = dict[str, Any]  # new contents by the names of columns. None: the column is removed


class Field(NamedTuple):
    name: str
    default: Any
    nested: "type[DataclassInstance] | None"


class Column(NamedTuple):
    """A column that a dataclass has a field for."""

    name: str
    attribute: Attribute[Any]
    stored_as: str  # the name of the column in DynamoDB
    type: str  # its type there
    read: Callable[[Any], Any] | None  # None: the content is read and written as it is
    write: Callable[[Any], Any] | None
    missing: Any  # the content for which the column is left out


class Plan(NamedTuple):
    columns: tuple[Column, ...]
    contents: Callable[[Any], tuple[Any, ...]]  # of a dataclass, in this order


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
    """As `value_of` of the row that PynamoDB makes of an item, which takes several times as long."""
    columns, nested = readers_of(kind, row)
    values: dict[str, Any] = {name: value_of_item(each, row, item) for name, each in nested}
    for stored_as, raw in item.items():
        if (column := columns.get(stored_as)) and NULL not in raw:
            content = raw[column.type] if column.type in raw else column.attribute.get_value(raw)
            values[column.name] = column.read(content) if column.read else content
    return kind(**values)


@cache
def readers_of(
    kind: "type[DataclassInstance]", row: type[Row]
) -> "tuple[dict[str, Column], list[tuple[str, type[DataclassInstance]]]]":
    """The columns of a dataclass's own fields, by their names in DynamoDB, and the dataclasses that are nested."""
    own = {column.stored_as: column for path, column in columns_of(kind, row) if "." not in path}
    return own, [(name, nested) for name, _, nested in fields_of(kind) if nested]


def row_of(kind: type[R], value: "DataclassInstance") -> R:
    """Makes a row that stores a dataclass. Set the columns that the dataclass has no fields for on the result."""
    return kind(**columns(kind, value))


def columns(kind: type[Row], value: "DataclassInstance") -> Difference:
    """What a row has that stores a dataclass."""
    plan = plan_of(type(value), kind)
    contents = zip(plan.columns, plan.contents(value), strict=True)
    return {column.name: in_column(column, content) for column, content in contents}


def item_of(kind: type[Row], value: "DataclassInstance") -> Item:
    """As `row_of`, without making PynamoDB's row. Raises `ValueError` if a column has no
    content that may not be missing."""
    item: Item = {}
    plan = plan_of(type(value), kind)
    for column, content in zip(plan.columns, plan.contents(value), strict=True):
        if content is None or (column.attribute.null and content == column.missing):
            if not column.attribute.null:
                raise ValueError(f"{kind.__name__} needs a {column.name}")
        else:
            item[column.stored_as] = raw_of(column, content)
    return item


def changes(kind: type[Row], before: V, after: V) -> list[Action]:
    """Returns the update that turns the row of `before` into the row of `after`: only the columns that differ."""
    return actions(kind, difference(kind, before, after))


def difference(kind: type[Row], before: V, after: V) -> Difference:
    found: Difference = {}
    plan = plan_of(type(after), kind)
    for column, old, new in zip(plan.columns, plan.contents(before), plan.contents(after), strict=True):
        if old is not new and old != new:
            stored = in_column(column, new)
            if stored != in_column(column, old):
                found[column.name] = stored
    return found


def actions(kind: type[Row], difference: Difference) -> list[Action]:
    return [set_to(kind, name, content) for name, content in difference.items()]


def set_to(kind: type[Row], name: str, value: Any) -> Action:
    attribute = getattr(kind, name)
    action: Action = attribute.remove() if value is None else attribute.set(value)
    return action


def raw_changes(kind: type[Row], difference: Difference) -> dict[str, dict[str, Any] | None]:
    """As DynamoDB writes them, by the names that columns have there. None: the column is removed."""
    by_name = columns_by_name(kind)
    found: dict[str, dict[str, Any] | None] = {}
    for name, content in difference.items():
        column = by_name[name]
        found[column.stored_as] = None if content is None else raw_of(column, content)
    return found


def in_column(column: Column, content: Any) -> Any:
    if column.attribute.null and content == column.missing:
        return None
    return list(content) if isinstance(content, tuple) else content  # PynamoDB updates with lists


def raw_of(column: Column, content: Any) -> dict[str, Any]:
    return {column.type: column.write(content) if column.write else content}


@cache
def plan_of(kind: "type[DataclassInstance]", row: type[Row]) -> Plan:
    found = [*columns_of(kind, row)]
    if len(found) < 2:
        raise TypeError(f"{kind.__name__} has too few fields")  # of one, `attrgetter` returns no tuple
    return Plan(tuple(column for _, column in found), attrgetter(*(path for path, _ in found)))


def columns_of(kind: "type[DataclassInstance]", row: type[Row], place: str = "") -> Iterator[tuple[str, Column]]:
    """The columns that the fields of a dataclass have, each with the path to its field."""
    attributes = row.get_attributes()
    for name, default, nested in fields_of(kind):
        if nested:
            yield from columns_of(nested, row, f"{place}{name}.")
        elif name in attributes:
            yield f"{place}{name}", column_of(name, attributes[name], default)


@cache
def columns_by_name(row: type[Row]) -> Mapping[str, Column]:
    return {name: column_of(name, attribute, None) for name, attribute in row.get_attributes().items()}


def column_of(name: str, attribute: Attribute[Any], missing: Any) -> Column:
    as_it_is = type(attribute) is UnicodeAttribute
    return Column(
        name,
        attribute,
        str(attribute.attr_name),
        attribute.attr_type,
        None if as_it_is else reader_of(attribute),
        None if as_it_is else writer_of(attribute),
        missing,
    )


def reader_of(attribute: Attribute[Any]) -> Callable[[Any], Any]:
    if isinstance(attribute, ListAttribute):
        return lambda content: tuple(attribute.deserialize(content))  # type: ignore[no-untyped-call]
    return number if type(attribute) is NumberAttribute else attribute.deserialize


def writer_of(attribute: Attribute[Any]) -> Callable[[Any], Any]:
    """PynamoDB writes a number as JSON, which is the same text in twenty times the time."""
    return str if type(attribute) is NumberAttribute else attribute.serialize


def number(text: str) -> float:
    """As PynamoDB reads it, of JSON. Nearly all are whole ones, and those are read faster."""
    try:
        return int(text)
    except ValueError:
        return float(text)


@cache
def fields_of(kind: "type[DataclassInstance]") -> tuple[Field, ...]:
    return tuple(Field(each.name, each.default, kind_of(each.default)) for each in fields(kind))


def kind_of(default: Any) -> "type[DataclassInstance] | None":
    return type(default) if is_dataclass(default) and not isinstance(default, type) else None
