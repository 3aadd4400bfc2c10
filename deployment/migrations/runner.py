"""Runs what a stage has not had yet, in order, and writes down how far it came."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace

import deployment.migrations as package
from chalicelib import VERSION
from deployment.migrations import schema as schemas
from deployment.migrations.migration import BEFORE, Migration, known
from deployment.migrations.rows import Rows
from deployment.migrations.schema import Clients, Schema
from deployment.stage import Stage
from devtools.console import Problem

SAVE_SECONDS = 5.0  # Parameter Store takes few writes a second


def check(
    clients: Clients,
    stage: Stage,
    migrations: Sequence[Migration] | None = None,
    serves_from: int | None = None,
) -> None:
    """Raises `Problem` where this code and the stage's data do not go together. Call it before anything is changed.

    A stage without tables has nothing to be changed: its data begins in the newest form.
    """
    migrations = known() if migrations is None else migrations
    schema = schemas.read(clients, stage)
    if migrations and schema == Schema() and not has_tables(clients, stage):
        schemas.write(clients, stage, Schema(migrations[-1].number, by=VERSION))
        return
    refuse_older_code(stage, schema, migrations)
    refuse_a_leap(stage, schema, migrations, package.SERVES_FROM if serves_from is None else serves_from)


def run(
    clients: Clients,
    stage: Stage,
    when: str,
    migrations: Sequence[Migration] | None = None,
    clock: Callable[[], float] = time.monotonic,
) -> list[str]:
    """Runs those that are due now. Returns their names."""
    schema = schemas.read(clients, stage)
    pending = pending_of(schema, known() if migrations is None else migrations)
    due = pending[: leading(pending, when)]
    for migration in due:
        schema = do(clients, stage, schema, migration, clock)
    return [each.name for each in due]


def has_tables(clients: Clients, stage: Stage) -> bool:
    client = clients.client("dynamodb")
    try:
        client.describe_table(TableName=f"{stage.prefix}conversations")
    except client.exceptions.ResourceNotFoundException:
        return False
    return True


def pending_of(schema: Schema, migrations: Sequence[Migration]) -> list[Migration]:
    return [each for each in migrations if each.number > schema.version]


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


def refuse_a_leap(stage: Stage, schema: Schema, migrations: Sequence[Migration], serves_from: int) -> None:
    """Some of it would be done too late: after code that counts on it, or after what a later version does first."""
    pending = pending_of(schema, migrations)
    rest = pending[leading(pending, BEFORE) :]
    later = [each for each in rest if each.when == BEFORE]
    missing = rest[0] if later else next((each for each in rest if each.number <= serves_from), None)
    if missing:
        raise Problem(
            f"{stage.name} is too far behind for {VERSION}: its data has schema {schema.version}, and {missing.name} "
            f"has to be done by the version that brought it. Deploy v{missing.since} first, then this one."
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
