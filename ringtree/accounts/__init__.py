"""Who may do what: users, their sessions, API keys, and the audit log of what they did."""
