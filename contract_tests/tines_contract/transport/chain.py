"""The senders of a run, put together in one order. Each has one method, `send(probe) -> Observation`:

| sender | what it does with a probe |
| --- | --- |
| `Session` | keeps what was seen; a part of a run has one of its own |
| `Settling` | reads again what is older than the last writes |
| `Outages` | sends it again, or waits, where the tenant is away |
| `Pacer` | waits until it is due, by the tenant's rate limit and what the run may take |
| `Guard` | withholds a write unless reading has shown that it harms nobody |
| `TargetSender` | asks the target |

So what is sent again is paced too, and what the guard knows is as fresh as can be: no sender after it waits.
"""

import time
from collections.abc import Callable
from datetime import datetime

from tines_contract.evidence.harm import HarmWatch
from tines_contract.evidence.observation import Observation
from tines_contract.evidence.survey import Survey
from tines_contract.probes.plan import RunPlan
from tines_contract.probes.probe import NOT_SENT, Probe, Steps
from tines_contract.promises.lists import T
from tines_contract.transport.guard import Guard
from tines_contract.transport.ledger import Ledger
from tines_contract.transport.obstacles import watch
from tines_contract.transport.outages import Outages
from tines_contract.transport.pacing import MAX_TIME, Budget, Pacer, Progress, quietly
from tines_contract.transport.settling import Settling
from tines_contract.transport.targets import Sender, Target, TargetSender, sent_by, utc_now


class Session:
    """The first sender of a chain. saw: is called with each observation, and how many seconds it took.

    observations: all of them, in order, but for writes that were withheld.
    """

    def __init__(self, sender: Sender, clock: Callable[[], float], saw: Callable[[Observation, float], None]) -> None:
        self._sender = sender
        self._clock = clock
        self._saw = saw
        self.observations: list[Observation] = []

    def send(self, probe: Probe) -> Observation:
        """Send one request. Raises CutShortError, ObstructedError."""
        begun = self._clock()
        seen = self._sender.send(probe)
        if seen.response is not NOT_SENT:
            self.observations.append(seen)
            self._saw(seen, self._clock() - begun)
            watch(seen)
        return seen

    def run(self, steps: Steps[T]) -> T:
        """Send all probes, each with the response to the one before; what they come to."""
        return sent_by(self.send, steps)


class Chain:
    """One run's way to a target. plan: names its mark, and what it may take.

    ledger: what the run has made. harm: what was lost or changed around its writes. survey: what was tried and met.
    target, pacer, outages, settling: those of its senders that know more than they send. budget: what it may take.
    hurried: whether the run is to end. clock, pause: what time it is, in seconds, and how to wait. now: the same time,
    for people.
    """

    def __init__(
        self,
        target: Target,
        plan: RunPlan,
        progress: Progress = quietly,
        *,
        max_time: float = MAX_TIME,
        clock: Callable[[], float] = time.monotonic,
        pause: Callable[[float], None] = time.sleep,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        def pause_and_forget(seconds: float) -> None:
            self.ledger.forget_last_reads()  # what was read before is not right before any more
            pause(seconds)

        self.name, self.origin = target.name, target.origin
        self.progress, self.clock, self.hurried = progress, clock, False
        self.ledger, self.survey = Ledger(plan.mark), Survey()
        self.harm = HarmWatch(self.ledger.own)
        self.budget = Budget(max_time, plan.max_requests, progress, clock, pause_and_forget)
        self.now, self.target = now, TargetSender(target, now)
        guard = Guard(self.target, self.ledger)
        self.pacer = Pacer(guard, self.budget, target.requests_a_minute, plan.settle)
        self.outages = Outages(self.pacer, self.budget.wait, self.ledger)
        self.settling = Settling(self.outages, self.pacer, self.budget, self.ledger.listing)

    def session(self) -> Session:
        """For what only reads."""
        return Session(self.settling, self.clock, self.survey.add)

    def watched_session(self) -> Session:
        """For writes and what is read around them: harm is looked for, and what is suspected of it not sent again."""
        return Session(self.settling, self.clock, self._watch)

    def _watch(self, seen: Observation, seconds: float) -> None:
        self.survey.add(seen, seconds)
        self.harm.see(seen)
        self.ledger.stopped |= self.harm.suspects

    def hurry(self) -> None:
        """The run is to end: what it has made is removed without a pace. A 429 is still waited for."""
        self.hurried = True
        self.pacer.hurry()
        self.outages.hurry()
