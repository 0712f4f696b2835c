"""API keys of a company."""
