"""What came out, for people, for programs and for CI."""
