"""Ringtree: a cloud PBX whose heart is the connection tree."""
