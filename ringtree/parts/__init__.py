"""The composition root: every part of a server, made and wired; none of them runs yet."""
