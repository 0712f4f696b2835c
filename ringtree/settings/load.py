"""Reads the settings: a TOML file, and the environment over it.

A wrong value stops the start with the setting's name and what is allowed.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from ringtree.settings.model import Settings

ENVIRONMENT = "RINGTREE_"
#: Names the file, unless the command line does.
FILE_VARIABLE = "RINGTREE_SETTINGS"


class SettingsError(Exception):
    """A setting is wrong. `name` is the setting's, `source` where it was set."""

    def __init__(self, name: str, value: object, allowed: str, source: str) -> None:
        secret = name.lower().endswith(
            ("database_url", "secrets", "password", "_key")
        )  # it may hold a password
        given = f" = {value!r}" if value is not None and not secret else ""
        super().__init__(f"{source}: {name}{given} is not allowed: {allowed}")
        self.name = name
        self.value = value
        self.allowed = allowed
        self.source = source


def load_settings(
    file: Path | None = None, environment: Mapping[str, str] | None = None
) -> Settings:
    """The settings of a TOML file and, above them, of the environment.

    `file` defaults to what RINGTREE_SETTINGS names; without either there is none.

    Raises:
        SettingsError: the first wrong one.
    """
    environment = os.environ if environment is None else environment
    if file is None and (named := environment.get(FILE_VARIABLE)):
        file = Path(named)
    values = _read(file) if file is not None else {}
    sources = dict.fromkeys(values, str(file))
    for name, value in _from_environment(environment):
        values[name] = value
        sources[name] = "environment"
    try:
        settings = Settings.model_validate(values)
    except ValidationError as error:
        raise _wrong(error.errors(include_url=False)[0], sources) from None
    if any(bind.transport == "tls" for bind in settings.binds) and not settings.tls_certificate:
        allowed = "the file of a certificate, since sip_bind has a tls address"
        raise SettingsError("tls_certificate", None, allowed, sources.get("sip_bind", "settings"))
    if settings.min_expires > settings.max_expires:
        allowed = f"at most max_expires, {settings.max_expires}"
        where = sources.get("min_expires", sources.get("max_expires", "settings"))
        raise SettingsError("min_expires", settings.min_expires, allowed, where)
    return settings


def _read(file: Path) -> dict[str, Any]:
    wrong = partial(SettingsError, "settings file", str(file))
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except OSError as error:
        raise wrong(f"a readable file ({error.strerror})", "settings") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise wrong(f"TOML ({error})", "settings") from None


def _from_environment(environment: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for name, value in environment.items():
        if name.startswith(ENVIRONMENT) and name != FILE_VARIABLE:
            yield name.removeprefix(ENVIRONMENT).lower(), value


def _wrong(details: ErrorDetails, sources: Mapping[str, str]) -> SettingsError:
    name = str(details["loc"][0])
    source = sources.get(name, "settings")
    shown = f"{ENVIRONMENT}{name.upper()}" if source == "environment" else name
    if name not in Settings.model_fields:
        close = get_close_matches(name, Settings.model_fields, n=1)
        hint = f"did you mean {close[0]}?" if close else f"see {', '.join(Settings.model_fields)}"
        return SettingsError(shown, details["input"], f"there is no such setting; {hint}", source)
    return SettingsError(shown, details["input"], _allowed(details), source)


def _allowed(details: ErrorDetails) -> str:
    if details["type"] == "value_error":
        return str(details["ctx"]["error"])
    if details["type"] == "string_pattern_mismatch":
        return f"text like {details['ctx']['pattern']}"
    words = details["msg"].partition(",")[0].replace("Input should be ", "")
    return words[:1].lower() + words[1:]
