"""Recordings that a company has brought along."""
