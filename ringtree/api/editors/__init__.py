"""Who else is drawing on the company's tree."""
