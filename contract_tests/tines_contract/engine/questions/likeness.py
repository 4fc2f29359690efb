"""Of the answers of a tenant, the quirks with which a fake behaves like it, and what no fake can be like."""

from collections.abc import Mapping, Sequence

from attrs import evolve, frozen

from tines_contract.engine.questions.probing import Answered, Probing, probe
from tines_contract.probes.plan import RunPlan
from tines_contract.transport.targets import FakeTarget
from tines_fake import FakeTenant
from tines_fake.contents.filling import sample_state
from tines_fake.quirks import quirks_from
from tines_spec import OpenPoint, open_points

_READ, _WRITTEN = 2, 3


@frozen
class Likeness:
    """quirks: those that are not the default. rehearsed: what a fake with them answers. unlike: where that differs."""

    quirks: Mapping[str, object]
    rehearsed: Probing
    unlike: Sequence[tuple[OpenPoint, object]]

    def __str__(self) -> str:
        return f"Quirks({', '.join(f'{name}={value!r}' for name, value in self.quirks.items())})"


def likeness(answered: Sequence[Answered], plan: RunPlan) -> Likeness:
    """The quirks that a tenant shows, and what a fake with them, asked the same, answers otherwise."""
    quirks = quirks_shown(answered)
    _, rehearsed = rehearse(plan, quirks)
    points, found, shown = open_points(), _conclusions(answered), _conclusions(rehearsed.answered)
    differs = {name: value for name, value in found.items() if shown.get(name) != value}
    # What a sample does not show says nothing of a quirk.
    unlike = [(points[name], one) for name, one in differs.items() if name in shown or not points[name].allows(one)]
    return Likeness(quirks, rehearsed, unlike)


def quirks_shown(answered: Sequence[Answered]) -> dict[str, object]:
    """Those that are not the default, in their order; what is unclear stays as it is."""
    points = open_points()
    said = {points[name].quirk: value for name, value in _conclusions(answered).items() if points[name].allows(value)}
    return {name: said[name] for name in points if name in said and said[name] != points[name].alternatives[0]}


def rehearse(plan: RunPlan, quirks: Mapping[str, object]) -> tuple[FakeTenant, Probing]:
    """Ask a fake what the plan asks."""
    fake = FakeTenant(state=sample_state(), quirks=quirks_from(quirks))
    read = _READ if plan.writing_case != plan.case_id else _WRITTEN
    planned = evolve(plan, case_id=read, writing_case=plan.writing_case and _WRITTEN)
    return fake, probe(FakeTarget(fake), planned, pause=lambda _: None)


def _conclusions(answered: Sequence[Answered]) -> dict[str, object]:
    """By point. What is said of another point holds where nothing later says otherwise."""
    answers: dict[str, object] = {}
    for one in answered:
        answers |= one.answer.also
        if one.answer.clear:
            answers[one.question.point.id] = one.answer.conclusion
    return answers
