"""Who is ready for a queue's callers: said by people, kept, and changed by what happens."""
