"""The operator's audit log."""
