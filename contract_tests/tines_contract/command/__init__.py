"""The commands of `python -m tines_contract`, and what pytest has of them too."""
