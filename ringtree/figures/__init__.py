"""What is counted of queues and agents. Pure, and derived from the call records alone."""
