"""Callbacks: who is to be called back, asking for it, and taking it back."""
