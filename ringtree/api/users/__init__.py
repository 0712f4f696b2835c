"""The users of a company: who may sign in, and as what."""
