"""What a release consists of: sdist, wheel, a bill of materials for each extra, and checksums."""
