"""Trunks: how they are, live."""
