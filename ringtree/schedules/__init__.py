"""Working hours: when a company is open, when that changes, and how to say it. Pure."""
