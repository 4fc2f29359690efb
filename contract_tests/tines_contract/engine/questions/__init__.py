"""What the documentation leaves open, asked of a tenant: answers, and never a verdict. No report is known here."""
