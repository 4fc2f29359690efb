"""How a probe is sent: by the senders of `chain.py`, to a target; and what stops that. No check is known here."""
