"""What a document may hold: for forms, palettes and editors."""
