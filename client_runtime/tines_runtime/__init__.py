"""What the generated client calls: one call with its deadline and retries, paging, plans, decoding and the errors.

`client.py` is what users hold, `connection.py` drives a call, `call_steps.py` has its steps. Below them are the rooms:
`call` (what is sent, what comes), `network` (one attempt on its way), `paging` and `plan`. What all may know is beside
them: `errors.py`, `secret.py`, `clock.py`, `steps.py`. It must not know what resources the API has, and
imports nothing of this project's. Neither this file nor those of the rooms import anything.
"""
