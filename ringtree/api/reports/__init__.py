"""Reports: always what the journal would add up to."""
