"""The operator of the server: companies, numbers, health, signing in as."""
