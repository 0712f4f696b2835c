"""Days that are played again: real arrivals through the real engine, with other settings. Pure."""
