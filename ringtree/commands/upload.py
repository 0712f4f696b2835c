"""`ringtree upload`: a recording that documents may name."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from ringtree.commands.command import CommandError, Subparsers
from ringtree.prompts.cache import CacheUnwritable
from ringtree.prompts.library import PromptLibrary, seconds
from ringtree.prompts.telephone import LARGEST_FILE
from ringtree.prompts.wav import BadSound
from ringtree.settings import Settings


def add_parser(parent: Subparsers) -> None:
    """What the command takes."""
    one = parent.add_parser("upload", help="store a recording that prompts and queues may name")
    one.add_argument("company")
    one.add_argument(
        "file", type=Path, help="WAV, MP3, Ogg, M4A, FLAC or WebM; at most ten minutes"
    )
    one.add_argument("--name", help="what documents call it; by default the file's name")
    one.add_argument("--json", action="store_true")
    one.set_defaults(command=upload)


async def upload(settings: Settings, options: argparse.Namespace) -> int:
    """`ringtree upload COMPANY FILE`."""
    name = options.name or options.file.name
    library = PromptLibrary(settings.data_dir)
    try:
        with options.file.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)  # and one octet that says it is too large
        path = await library.uploads.add(options.company, name, data)
    except (OSError, ValueError, CacheUnwritable, BadSound) as error:
        raise CommandError(f"{options.file} can't be stored: {error}") from error
    finally:
        await library.stop()
    lasts = seconds(path)
    if options.json:
        body = {"company": options.company, "file": name, "seconds": lasts}
        print(json.dumps(body, ensure_ascii=False))
    else:
        print(f"{name}: {lasts:.1f} s. In a document: prompt: {{file: {name}}}, or music: {name}")
    return 0
