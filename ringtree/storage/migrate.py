"""Brings a database's tables to the shape this version knows."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

#: The newest migration in migrations/versions. A test holds it to the files.
HEAD = "0024"

_HERE = Path(__file__).parent / "migrations"


class UnknownSchema(Exception):
    """The tables were made by a newer version."""

    def __init__(self, revision: str) -> None:
        super().__init__(
            f"the database has the schema {revision!r}, which this version does not know"
            f" (it knows {HEAD!r}): a newer Ringtree has used it"
        )
        self.revision = revision


def migrate(connection: Connection) -> None:
    """Apply what is missing, in the caller's writing transaction: others wait, and find it done.

    Raises:
        UnknownSchema: there is nothing here that leads from the database's schema to ours.
    """
    # Alembic takes a noticeable part of a second to import; a command line should not wait.
    if (found := _revision(connection)) != HEAD:
        _upgrade(connection, found)


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _upgrade(connection: Connection, found: str | None) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(_HERE).replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, HEAD)
    except CommandError as error:
        raise UnknownSchema(str(found)) from error
