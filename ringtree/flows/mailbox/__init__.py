"""What callers and owners do at a mailbox, as conversations over a `CallControl`."""
