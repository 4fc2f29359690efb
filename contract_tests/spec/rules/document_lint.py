"""The project's own rules for openapi.yaml, beyond what OpenAPI itself asks.

`findings` puts a document before every rule. A rule is a function from the document to the lines that it has to say.
"""

from collections.abc import Callable, Iterable
from typing import Any

from contract_tests.spec.rules import evidence_rules, open_rules, shape_rules, writing_rules

RULES: tuple[Callable[[dict[str, Any]], Iterable[str]], ...] = (
    evidence_rules.every_promise_carries_evidence,
    evidence_rules.evidence_is_whole,
    evidence_rules.nothing_is_said_beside_a_reference,
    evidence_rules.promises_are_whole,
    evidence_rules.templates_are_whole_and_kept,
    evidence_rules.promise_ids_are_unique,
    open_rules.open_points_are_whole,
    open_rules.places_of_open_points_exist,
    open_rules.what_is_open_stands_in_x_open_alone,
    shape_rules.security_is_said_on_operations,
    shape_rules.responses_are_named_by_status,
    shape_rules.nothing_is_nullable,
    shape_rules.parameters_have_names_of_python,
    shape_rules.integers_are_bounded_to_64_bits,
    shape_rules.defaults_are_allowed,
    writing_rules.links_lead_somewhere,
    writing_rules.the_fake_can_do_what_is_written,
    writing_rules.what_the_server_owns_is_not_sent,
    writing_rules.a_secret_is_one_wherever_it_stands,
)


def findings(document: dict[str, Any]) -> list[str]:
    """One line for each breach, which starts with the JSON pointer of the place."""
    return [finding for rule in RULES for finding in rule(document)]
