"""What came out, for people, for programs and for CI.

Must live here: every form of a report. Must not know: what sends or writes.
"""
