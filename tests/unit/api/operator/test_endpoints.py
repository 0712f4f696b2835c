"""The operator: companies, numbers, and signing in to one of them under the company's eyes."""

from __future__ import annotations

from ringtree.accounts.role import Permission, Role
from tests.unit.api.panel import API, COMPANY, DAISY, Panel, names, pages_of
from tests.unit.api.templates.test_endpoints import STEPS


async def test_companies_and_numbers_are_listed(panel: Panel) -> None:
    client = await panel.with_key(Permission.OPERATE, company=None)
    companies = await pages_of(client, f"{API}/companies")
    assert [[(row["code"], row["people"], row["calls"]) for row in page] for page in companies] == [
        [("daisy", 3, 0)],
        [("rose", 3, 0)],
    ]
    numbers = await pages_of(client, f"{API}/operator/numbers")
    assert [[row["company"] for row in page] for page in numbers] == [["daisy"], ["rose"]]


async def test_a_number_is_found_as_it_is_written_and_by_whose_it_is(panel: Panel) -> None:
    client = await panel.with_key(Permission.OPERATE, company=None)

    async def found(search: str) -> list[tuple[str, str]]:
        answer = await client.get(f"{API}/operator/numbers", params={"search": search})
        return [(row["number"], row["company"]) for row in answer.json()["items"]]

    everything = await found("")
    assert len(everything) == 2
    for number, company in everything:
        assert await found(f"({number[2:5]}) {number[5:8]}-{number[8:]}") == [(number, company)]
        assert await found(company[1:].upper()) == [(number, company)]
    assert await found("  ") == everything
    for strange in ("+", "%", "_", "'", "\x00", "ромашка", "rose 1"):
        assert await found(strange) == [], strange


async def test_the_trunks_of_every_company_are_listed_for_the_operator_alone(panel: Panel) -> None:
    client = await panel.with_key(Permission.OPERATE, company=None)
    pages = await pages_of(client, f"{API}/operator/trunks")
    assert [len(page) for page in pages] == [1, 1]
    rows = [row for page in pages for row in page]
    assert [(row["company"], row["company_name"], row["trunk"]) for row in rows] == [
        ("daisy", "Daisy Ltd", "carrier"),
        ("rose", "Daisy Ltd", "carrier"),
    ]
    assert rows[0]["state"] == "trying" and rows[0]["last_error"] is None
    company = await panel.signed_in(Role.ADMINISTRATOR)
    assert names(await company.get(f"{API}/operator/trunks")) == "not-allowed"


async def test_numbers_are_given_and_taken(panel: Panel) -> None:
    client = await panel.with_key(Permission.OPERATE, company=None)
    url, new = f"{API}/operator/numbers", "+74950000099"
    given = await client.post(url, json={"company": "daisy", "numbers": [new]})
    assert given.status_code == 201
    assert given.json() == [{"number": new, "company": "daisy", "used": False}]
    other = await client.post(url, json={"company": "rose", "numbers": ["+74950000098", new]})
    assert (other.status_code, names(other)) == (409, "number-taken")
    assert len((await client.get(url)).json()["items"]) == 3
    nobody = await client.post(url, json={"company": "lily", "numbers": ["+74950000097"]})
    assert names(nobody) == "not-found"
    assert names(await client.post(url, json={"company": "rose", "numbers": ["84"]})) == "invalid"
    assert (await client.delete(f"{url}/{new}")).status_code == 204
    assert names(await client.delete(f"{url}/{new}")) == "not-found"
    used = await client.delete(f"{url}/+74950000001")
    assert (used.status_code, names(used)) == (409, "number-in-use")
    actions = [(one.action, one.noun) for one in await panel.services.audit.of("daisy")]
    assert actions == [("take", "numbers"), ("give", "numbers")]


async def test_a_company_is_made_of_first_steps(panel: Panel) -> None:
    client = await panel.with_key(Permission.OPERATE, company=None)
    made = await client.post(f"{API}/companies", json={"steps": STEPS})
    assert made.status_code == 201, made.text
    assert made.json() == {"code": "tulip", "revision": 1, "without_password": ["201", "202"]}
    again = await client.post(f"{API}/companies", json={"steps": STEPS})
    assert names(again) == "company-exists"
    (entry,) = await panel.services.audit.of("tulip")
    assert entry.action == "publish"


async def test_a_company_is_made_of_a_text_unless_it_is_none(panel: Panel) -> None:
    client = await panel.with_key(Permission.OPERATE, company=None)
    url = f"{API}/companies"
    assert names(await client.post(url, json={"text": "code: ["})) == "document-invalid"
    assert names(await client.post(url, json={"text": DAISY})) == "company-exists"
    lily = DAISY.replace("code: daisy", "code: lily")
    assert names(await client.post(url, json={"text": lily})) == "number-taken"
    assert names(await client.post(url, json={})) == "invalid"


async def test_an_operator_signs_in_to_a_company_and_out_again(panel: Panel) -> None:
    client = await panel.signed_in(Role.OPERATOR, company=None)
    url = f"{API}/operator/companies/daisy/sign-in"
    inside = await client.post(url)
    assert inside.json()["company"]["code"] == "daisy"
    client.headers["x-csrf-token"] = inside.json()["csrf"]
    assert (await client.get(f"{COMPANY}/document")).status_code == 200
    assert names(await client.get(f"{API}/companies")) == "not-allowed"
    (entry,) = await panel.services.audit.of("daisy")
    assert (entry.action, entry.actor_name) == ("sign in as administrator", "Operator")
    outside = await client.post(f"{API}/session/leave-company")
    assert (outside.json()["company"], outside.json()["user"]["role"]) == (None, "operator")
    assert names(await client.get(f"{COMPANY}/document")) == "not-found"


async def test_what_an_operator_does_inside_is_known_as_his(panel: Panel) -> None:
    client = await panel.signed_in(Role.OPERATOR, company=None)
    inside = await client.post(f"{API}/operator/companies/daisy/sign-in")
    client.headers["x-csrf-token"] = inside.json()["csrf"]
    await client.put(f"{COMPANY}/people/101/password")
    entry = (await panel.services.audit.of("daisy"))[0]
    assert (entry.action, entry.acting) == ("set password", "operator-none@none.example")


async def test_nobody_else_is_an_operator(panel: Panel) -> None:
    client = await panel.signed_in(Role.ADMINISTRATOR)
    for method, path in (
        ("GET", "/companies"),
        ("POST", "/companies"),
        ("GET", "/operator/health"),
        ("GET", "/operator/numbers"),
        ("POST", "/operator/numbers"),
        ("DELETE", "/operator/numbers/1"),
        ("POST", "/operator/companies/rose/sign-in"),
    ):
        answer = await client.request(method, API + path, json={"text": "x"})
        assert names(answer) == "not-allowed", path
    assert names(await client.post(f"{API}/session/leave-company")) == "not-found"


async def test_a_program_does_not_sign_in_as_somebody(panel: Panel) -> None:
    client = await panel.with_key(Permission.OPERATE, company=None)
    answer = await client.post(f"{API}/operator/companies/daisy/sign-in")
    assert names(answer) == "not-found"
