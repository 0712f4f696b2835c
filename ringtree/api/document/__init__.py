"""The company's document: draft, check, difference, trial, publication, history."""
