"""A run held against one of before: what differs, and whether it was agreed to."""
