"""One run from its preflight to the verdict: `judge.py` is its theory. What is sent, and how, other rooms know."""
