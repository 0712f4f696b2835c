"""Calls to the outside: placing them, forwarding, limits."""
