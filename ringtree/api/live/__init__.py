"""What goes on now: a snapshot, the channel of changes, and what supervisors do about it."""
