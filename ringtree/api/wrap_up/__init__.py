"""Wrap-up: ending it early, or taking longer."""
