"""Calling people back: a place in the queue is kept, and they need not hold the line."""
