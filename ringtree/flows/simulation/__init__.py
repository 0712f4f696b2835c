"""A call that is only imagined: a scripted caller, on a virtual clock."""
