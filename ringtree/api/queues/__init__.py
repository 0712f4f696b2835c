"""The queues of a company as published."""
