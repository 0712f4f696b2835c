"""Who is locked out, for the operator."""
