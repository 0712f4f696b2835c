"""The numbers that a company was given."""
