"""The demonstration off hours, by real telephones: the announcement, the message, the record."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from ringtree.demonstration import demo
from ringtree.settings import Settings


async def test_on_sunday_night_a_caller_hears_when_we_open_and_leaves_a_message(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = Settings.model_validate({"data_dir": tmp_path, "demo_language": "ru"})
    options = argparse.Namespace(private=True, at="воскресенье 22:00")
    status = await demo(settings, options)
    told = capsys.readouterr().out
    assert status == 0, told
    assert "с понедельника по пятницу с девяти до восемнадцати" in told
    assert "мы откроемся завтра, в понедельник, в девять утра" in told
    assert "исход message" in told
