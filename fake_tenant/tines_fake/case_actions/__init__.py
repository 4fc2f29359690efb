"""What the fake knows of case actions beyond their list: a module for each operation that writes."""
