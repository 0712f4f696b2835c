"""A fresh SQLite database for each test."""

from tests.unit.storage.conftest import database

__all__ = ["database"]
