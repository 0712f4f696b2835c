"""Whole companies to begin with: from some facts to a tree that takes calls. Pure."""
