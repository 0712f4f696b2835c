"""What an operator sets: docs/settings.md lists it, one file here for each part of it."""

from ringtree.settings.load import SettingsError, load_settings
from ringtree.settings.model import Settings
from ringtree.settings.speech import EngineName
from ringtree.settings.values import Bind

__all__ = ["Bind", "EngineName", "Settings", "SettingsError", "load_settings"]
