"""The commands, one file each: what `ringtree NAME` takes, and what it does."""
