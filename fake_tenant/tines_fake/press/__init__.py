"""What a webhook is sent when somebody clicks its button: made from a state, then sent to a receiver.

Must live here: both, apart from each other. Must not know: the tenant, faults, adapters.
"""
