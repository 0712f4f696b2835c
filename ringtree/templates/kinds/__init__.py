"""The templates, a file each; importing this registers them all."""

from ringtree.templates.kinds import clinic, hotline, office, shop, textbook

__all__ = ["clinic", "hotline", "office", "shop", "textbook"]
