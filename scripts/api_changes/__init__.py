"""What changed for users since a release: the spec, its promises, the packages, and what pip reads."""
