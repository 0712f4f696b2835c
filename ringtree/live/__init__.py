"""What goes on now: calls, queues, people and trunks as those who watch see them."""
