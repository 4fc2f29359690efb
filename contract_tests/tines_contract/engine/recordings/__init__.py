"""What was recorded elsewhere, judged as if it had been sent now. Nothing here sends."""
