"""The client from the other side: what a plan asks of a tenant is asked through a client, and both are judged.

    from tines_contract import FakeTarget, Plan
    from tines_contract.client_side import judge_client
    report = judge_client(FakeTarget(FakeTenant.sample()), your_client, Plan(case_id=2), name="your client")
    print(report.tenant.verdict, report.client_wrong)

`client_protocol.py` says what a client is. The tenant is judged by what it responded beneath the client, and the client
by what it sent and what it made of the response: where the one is good and the other bad, the report says which.
Must not know: any client by name, this project's own included.
"""

from tines_contract.client_side.client_call import ClientCall
from tines_contract.client_side.client_protocol import ALL_PAGES, Call, Client, WithheldError, all_pages_of
from tines_contract.client_side.client_report import ClientReport, judge_client
from tines_contract.client_side.client_target import ClientTarget
from tines_contract.client_side.deviations import Deviation

__all__ = (
    "ALL_PAGES",
    "Call",
    "Client",
    "ClientCall",
    "ClientReport",
    "ClientTarget",
    "Deviation",
    "WithheldError",
    "all_pages_of",
    "judge_client",
)
