"""Asking companies' servers over HTTP, and being fooled by none of them."""
