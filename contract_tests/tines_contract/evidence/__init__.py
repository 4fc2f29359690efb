"""What was seen, put in order: observations, pages, walks, and the history of writes."""
