"""Hearing what callers would hear."""
