"""Everything that can happen to a caller, looked at before it happens."""
