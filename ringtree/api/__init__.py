"""The HTTP API: everything the panel does, public and versioned. One folder for each noun."""
