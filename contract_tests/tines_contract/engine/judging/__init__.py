"""One run from its preflight to the verdict. What is sent, and how, other rooms know."""
