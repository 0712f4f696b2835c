"""Every call of a company: found, looked at, listened to, taken away as a table."""
