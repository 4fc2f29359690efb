"""Random requests and sequences of writes, which hypothesis and schemathesis make. No verdict is reached here."""
