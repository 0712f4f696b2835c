"""What the operator lets a company use."""
