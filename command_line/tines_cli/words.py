"""What is said of a command or an option in other words than the document has; commands go by their names."""

HELP = {
    "cases": "List the cases that the key may see, or show one.",
    "cases list": "List cases. A table shows the first 50; JSON, CSV and pipes get all.",
    "actions list": """List the actions of the case CASE.

    A table shows the first 50; JSON, CSV and pipes get all. URLs show their host only, and query parameters their
    names, unless you pass --show-secrets.""",
}
EXAMPLES = {
    "cases list": ("--order RECENTLY_EDITED --limit 10", "--all --csv > cases.csv"),
    "cases get": ("42", "42 --json | jq .tags"),
    "actions list": (
        "42",
        "42 --all --csv > actions.csv",
        "42 --json --show-secrets > wanted.json",
        """42 | jq -r 'select(.action_type == "page") | .label'""",
    ),
    "actions get": ("42 29907", "42 29907 --json --show-secrets"),
    "actions create": (
        "42 --label Runbook --type page --url https://example.com",
        "42 --label Escalate --type webhook --url - < url.txt",
    ),
    "actions update": ("42 29907 --label Escalate", "42 29907 --no-text --query-param team=soc"),
    "actions delete": ("42 29907", "42 29907 --yes"),
}
OPTIONS = {
    "actions label": "What people call it.",
    "actions url": "The address of webhook or page; - reads it from standard input.",
    "actions action_type": "What a click does.",
    "actions action_text": "The text on the button.",
    "actions query_params": "Appended to the URL as a query parameter; may be given several times.",
}
