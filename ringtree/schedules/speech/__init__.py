"""The hours in words: what is said is read off the same rules that decide."""
