"""The company itself."""
