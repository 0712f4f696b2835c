"""The people of a company and their telephones."""
