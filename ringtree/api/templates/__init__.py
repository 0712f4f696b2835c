"""Companies to begin with."""
