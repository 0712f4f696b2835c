"""Recordings: listed with what plays them, uploaded, listened to, removed."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from heapq import nsmallest
from typing import Annotated, Any, ClassVar

from fastapi import Path as InPath
from fastapi import Request, Response
from pydantic import BaseModel, Field

from ringtree.accounts.role import Permission
from ringtree.api import page
from ringtree.api.access import CompanyScope, needs
from ringtree.api.page import Cursor, Limit, Page
from ringtree.api.problem import ApiProblem, NotFound, Words
from ringtree.api.route import company_router
from ringtree.prompts.cache import CacheUnwritable
from ringtree.prompts.uploads import BadUploadName, TooManyRecordings
from ringtree.prompts.wav import BadSound

router = company_router("prompts")
Reader = Annotated[CompanyScope, needs(Permission.DOCUMENT_READ)]
Writer = Annotated[CompanyScope, needs(Permission.DOCUMENT_WRITE)]
Name = Annotated[str, InPath(max_length=100, examples=["welcome"])]
RATE = 8000  # octets of A-law in a second
_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}


class RecordingRow(BaseModel):
    """A recording, and the places of the live document that play it."""

    name: str = Field(examples=["welcome"])
    seconds: float = Field(examples=[12.4])
    changed: datetime
    used_in: list[str] = Field(examples=[["trees.main.nodes.greeting.prompt"]])


class SoundBad(ApiProblem):
    """The file is no sound, too long or too large."""

    status = 422
    name = "bad-sound"
    title: ClassVar[Words] = {"ru": "Файл не подходит", "en": "The file won't do"}
    detail: ClassVar[Words] = {
        "ru": "Это не звук в WAV, MP3, Ogg, M4A, FLAC или WebM до десяти минут: {why}",
        "en": "This is no sound in WAV, MP3, Ogg, M4A, FLAC or WebM of up to ten minutes: {why}",
    }


class NameBad(ApiProblem):
    """A name that no document could use."""

    status = 422
    name = "bad-name"
    title: ClassVar[Words] = {"ru": "Имя не подходит", "en": "The name won't do"}
    detail: ClassVar[Words] = {
        "ru": "В имени записи могут быть буквы, цифры, пробел, точка, _ и -; не больше 100 знаков.",
        "en": "A name has letters, digits, spaces, dots, _ and -, and 100 characters at most.",
    }


class RecordingInUse(ApiProblem):
    """The live document plays it; `used_in` says where."""

    status = 409
    name = "recording-in-use"
    title: ClassVar[Words] = {"ru": "Запись используется", "en": "The recording is in use"}
    detail: ClassVar[Words] = {
        "ru": "Запись звучит в: {places}. Сначала уберите её оттуда.",
        "en": "The recording is played in: {places}. Take it out there first.",
    }


class RecordingsFull(ApiProblem):
    """The company has as many recordings as it may."""

    status = 409
    name = "too-many-recordings"
    title: ClassVar[Words] = {"ru": "Слишком много записей", "en": "Too many recordings"}
    detail: ClassVar[Words] = {
        "ru": "У компании может быть не больше {most} записей. Удалите те, что нигде не звучат.",
        "en": "A company may have {most} recordings at most. Remove those that nothing plays.",
    }


class NoRoom(ApiProblem):
    """It can't be kept: the disk is full."""

    status = 507
    name = "no-room"
    title: ClassVar[Words] = {"ru": "Нет места", "en": "No room"}
    detail: ClassVar[Words] = {
        "ru": "Запись не удалось сохранить: на сервере нет места. Сообщите администратору сервера.",
        "en": "The recording could not be kept: the server has no room. Tell the operator.",
    }


@router.get("/prompts/uploads")
async def list_recordings(
    scope: Reader, limit: Limit = 200, cursor: Cursor = None
) -> Page[RecordingRow]:
    """The recordings of the company, by name."""
    after = page.place(cursor, str)[0] if cursor is not None else ""
    found = await asyncio.to_thread(_behind, scope, after, limit + 1)
    used = _used(scope)
    rows = [_row(name, known, used) for name, known in found[:limit]]
    return Page(items=rows, next=page.cursor(rows[-1].name) if len(found) > limit else None)


def _behind(scope: CompanyScope, after: str, limit: int) -> list[tuple[str, os.stat_result]]:
    """Recordings by name; one that is removed meanwhile is left out."""
    uploads = scope.services.prompts.uploads
    names = nsmallest(limit, (name for name in uploads.names(scope.code) if name > after))
    found = []
    for name in names:
        with suppress(FileNotFoundError, BadUploadName):
            found.append((name, uploads.path(scope.code, name).stat()))
    return found


@router.put("/prompts/uploads/{name}", openapi_extra=_BODY)
async def upload_recording(name: Name, request: Request, scope: Writer) -> RecordingRow:
    """Bring a recording along: the body is the file itself. One of the same name gives way."""
    uploads = scope.services.prompts.uploads
    existed = uploads.find(scope.code, name)
    before = {"seconds": _row(name, existed.stat(), {}).seconds} if existed else None
    try:
        path = await uploads.add(scope.code, name, await request.body())
    except BadUploadName:
        raise NameBad from None
    except BadSound as error:
        raise SoundBad(why=error) from None
    except CacheUnwritable:
        raise NoRoom from None
    except TooManyRecordings as error:
        raise RecordingsFull(most=error.most) from None
    row = _row(name, path.stat(), _used(scope))
    action = "change" if existed else "create"
    after = {"seconds": row.seconds}
    await scope.audit(action, "recording", name, before=before, after=after)
    return row


@router.get("/prompts/uploads/{name}", response_class=Response)
async def listen_to_recording(name: Name, scope: Reader) -> Response:
    """The recording as callers hear it."""
    path = scope.services.prompts.uploads.find(scope.code, name)
    if path is None:
        raise NotFound
    octets = await asyncio.to_thread(path.read_bytes)
    return Response(wav_of(octets), media_type="audio/wav")


@router.delete("/prompts/uploads/{name}", status_code=204)
async def remove_recording(name: Name, scope: Writer) -> None:
    """Remove a recording that the live document does not play."""
    uploads = scope.services.prompts.uploads
    path = uploads.find(scope.code, name)
    if path is None:
        raise NotFound
    if places := _used(scope).get(name):
        raise RecordingInUse(places=", ".join(places), extra={"used_in": places})
    before = {"seconds": _row(name, path.stat(), {}).seconds}
    uploads.remove(scope.code, name)
    await scope.audit("remove", "recording", name, before=before)


def _row(name: str, known: os.stat_result, used: dict[str, list[str]]) -> RecordingRow:
    return RecordingRow(
        name=name,
        seconds=round(known.st_size / RATE, 1),
        changed=datetime.fromtimestamp(known.st_mtime, UTC),
        used_in=used.get(name, []),
    )


def _used(scope: CompanyScope) -> dict[str, list[str]]:
    """Where the live document plays which recording."""
    live = scope.services.directory.company(scope.code)
    used: dict[str, list[str]] = {}
    if live is not None:
        plain = live.company.model_dump(mode="json", by_alias=True, exclude_unset=True)
        for place, name in _files(plain, ""):
            used.setdefault(name, []).append(place)
    return used


def _files(value: Any, place: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            here = f"{place}.{key}" if place else str(key)
            if key in ("file", "music") and isinstance(inner, str):
                yield here, inner
            yield from _files(inner, here)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _files(inner, f"{place}[{index}]")


def wav_of(alaw: bytes) -> bytes:
    """A-law octets as a WAV file of format 6 [RFC 2361], which browsers play."""
    size = len(alaw)
    form = b"fmt " + _le(18, 4) + _le(6, 2) + _le(1, 2) + _le(RATE, 4) + _le(RATE, 4)
    form += _le(1, 2) + _le(8, 2) + _le(0, 2)
    fact = b"fact" + _le(4, 4) + _le(size, 4)
    body = b"WAVE" + form + fact + b"data" + _le(size, 4) + alaw + b"\x00" * (size % 2)
    return b"RIFF" + _le(len(body), 4) + body


def _le(value: int, octets: int) -> bytes:
    return value.to_bytes(octets, "little")
