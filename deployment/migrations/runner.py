"""Runs what a stage has not had yet, in order, and writes down how far it came."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace

import deployment.migrations as package
from chalicelib import VERSION
from deployment.migrations import schema as schemas
from deployment.migrations.migration import AFTER, BEFORE, Migration, known
from deployment.migrations.rows import Rows
from deployment.migrations.schema import Clients, Schema
from deployment.stage import Stage
from devtools.problem import Problem

SAVE_SECONDS = 5.0  # Parameter Store takes few writes a second


def run(
    clients: Clients,
    stage: Stage,
    when: str,
    migrations: Sequence[Migration] | None = None,
    serves_from: int | None = None,
    clock: Callable[[], float] = time.monotonic,
) -> list[str]:
    """Returns the names of the migrations that it has run.

    Raises `Problem`, with nothing changed, where this code and the stage's data do not go together.
    """
    migrations = known() if migrations is None else migrations
    serves_from = package.SERVES_FROM if serves_from is None else serves_from
    schema = schemas.read(clients, stage)
    refuse_older_code(stage, schema, migrations)
    pending = [each for each in migrations if each.number > schema.version]
    due = pending[: leading(pending, when)]
    if when == BEFORE:
        refuse_a_leap(stage, schema, pending, due, serves_from)
    for migration in due:
        schema = do(clients, stage, schema, migration, clock)
    return [each.name for each in due]


def leading(pending: Sequence[Migration], when: str) -> int:
    """How many of them, from the first on, are for now."""
    return next((at for at, each in enumerate(pending) if each.when != when), len(pending))


def refuse_older_code(stage: Stage, schema: Schema, migrations: Sequence[Migration]) -> None:
    knows = migrations[-1].number if migrations else 0
    if knows < schema.needs:
        raise Problem(
            f"{stage.name} cannot go back to {VERSION}: its data has schema {schema.version}, which needs code "
            f"that knows schema {schema.needs}, and this code knows {knows}. Deploy v{schema.by} or a later version."
        )


def refuse_a_leap(
    stage: Stage, schema: Schema, pending: Sequence[Migration], due: Sequence[Migration], serves_from: int
) -> None:
    rest = pending[len(due) :]
    reached = due[-1].number if due else schema.version
    missing = [each for each in rest if each.number <= serves_from] or [
        each for each in rest if any(later.when == BEFORE for later in rest)
    ]
    if missing:
        raise Problem(
            f"{stage.name} is too far behind for {VERSION}: its data has schema {reached}, and {missing[0].name} has "
            f"to be done by the version that brought it. Deploy v{missing[0].since} first, then this one."
        )


def do(clients: Clients, stage: Stage, schema: Schema, migration: Migration, clock: Callable[[], float]) -> Schema:
    saved_at = clock()
    for bookmark in migration.work(Rows(clients.client("dynamodb"), stage.prefix), schema.bookmark):
        schema = replace(schema, bookmark=bookmark)
        if clock() - saved_at >= SAVE_SECONDS:
            schemas.write(clients, stage, schema)
            saved_at = clock()
    done = Schema(migration.number, max(schema.needs, migration.needs), VERSION)
    schemas.write(clients, stage, done)
    return done


__all__ = ["AFTER", "BEFORE", "run"]
