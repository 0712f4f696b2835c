"""Trunks: each is of use, leads out where calls are sent over it, and believes not just anybody."""

from __future__ import annotations

from collections.abc import Iterator

from ringtree.company.both import Both
from ringtree.company.lint_rule import Found, Subject, rule
from ringtree.company.model import Company
from ringtree.company.problem import Path, Severity
from ringtree.company.trunk import Transport


@rule(
    "unused-trunk",
    Both(
        "Name it at a number or in a route, or remove it.",
        "Укажите её у номера или в маршруте либо удалите.",
    ),
    Severity.WARNING,
)
def trunks_are_used(subject: Subject) -> Iterator[Found]:
    """No number comes over a trunk, and no call leaves by it."""
    company = subject.company
    used = {number.trunk for number in company.numbers}
    used.update(trunk for route in company.calling.routes for trunk in route.trunks)
    used.update(trunk for place in company.calling.locations.values() for trunk in place.trunks)
    for name in company.trunks:
        if name not in used:
            message = Both(
                f"nothing comes or goes over the trunk {name!r}",
                f"по линии оператора «{name}» нет ни входящих, ни исходящих звонков",
            )
            yield Found(message, ("trunks", name))


@rule(
    "trunk-without-way-out",
    Both(
        "Give the trunk a server or a single address to call at, or take it out of the route.",
        "Укажите линии сервер или один адрес, куда звонить, либо уберите её из маршрута.",
    ),
)
def trunks_of_routes_lead_out(subject: Subject) -> Iterator[Found]:
    """A route needs trunks that know where calls go: networks and passwords only let them in."""
    company = subject.company
    for name, path in _ways_out(company):
        trunk = company.trunks.get(name)
        if trunk is not None and not trunk.servers:
            message = Both(
                f"the trunk {name!r} only takes calls: nothing says where they go out",
                f"линия оператора «{name}» только принимает звонки: не сказано, куда звонить",
            )
            yield Found(message, path)


def _ways_out(company: Company) -> Iterator[tuple[str, Path]]:
    for index, route in enumerate(company.calling.routes):
        yield from ((one, ("calling", "routes", index, "trunks")) for one in route.trunks)
    for name, place in company.calling.locations.items():
        yield from ((one, ("calling", "locations", name, "trunks")) for one in place.trunks)


@rule(
    "believes-anybody",
    Both(
        "Remove verify: false once the carrier has a certificate that names it.",
        "Уберите verify: false, когда у оператора связи появится сертификат на его имя.",
    ),
    Severity.WARNING,
)
def carriers_prove_who_they_are(subject: Subject) -> Iterator[Found]:
    """Over TLS without a look at the certificate anybody on the way is taken for the carrier."""
    for name, trunk in subject.company.trunks.items():
        if trunk.transport is Transport.TLS and not trunk.verify:
            message = Both(
                f"whoever answers is taken for the carrier of {name!r}",
                f"кто бы ни ответил по линии «{name}», его примут за оператора связи",
            )
            yield Found(message, ("trunks", name, "verify"))


@rule(
    "useless-username",
    Both(
        "Set registers: true, from_user: account, or remove it.",
        "Задайте registers: true или from_user: account либо удалите имя.",
    ),
    Severity.WARNING,
)
def accounts_are_of_use(subject: Subject) -> Iterator[Found]:
    """An account at a carrier that nowhere is called, so that nobody is ever told it."""
    for name, trunk in subject.company.trunks.items():
        if trunk.username is not None and not trunk.servers:
            message = Both(
                f"the account of {name!r} is used nowhere: there is no server to call",
                f"учётная запись линии «{name}» нигде не нужна: нет сервера, куда звонить",
            )
            yield Found(message, ("trunks", name, "username"))


@rule(
    "trunk-without-password",
    Both(
        "Store it with `ringtree trunk secret`; the carrier has told it with the account.",
        "Сохраните его командой `ringtree trunk secret`; оператор связи выдал его вместе с учётной"
        " записью.",
    ),
    Severity.WARNING,
)
def trunks_can_register(subject: Subject) -> Iterator[Found]:
    """A trunk that registers without a password is refused by its carrier: no call comes in."""
    if (stored := subject.trunk_passwords) is None:
        return
    code = subject.company.code
    for name, trunk in subject.company.trunks.items():
        if trunk.registers and (code, name) not in stored:
            message = Both(
                f"no password is stored for the account {trunk.username} of the trunk {name!r}",
                f"не сохранён пароль учётной записи {trunk.username} линии оператора «{name}»",
            )
            yield Found(message, ("trunks", name, "username"))
