"""Trunks while the server runs: where each is reached, registered or not, alive or not."""
