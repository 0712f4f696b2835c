"""The demonstration call: foreign phones, ears that measure, and the play itself."""
