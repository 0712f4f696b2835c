"""An employee's own desk: presence, calls, what happens to them."""
