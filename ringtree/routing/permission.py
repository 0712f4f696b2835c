"""Whether a number may be called: by default nothing abroad, nothing that earns others money."""

from __future__ import annotations

from ringtree.company.model import Company
from ringtree.company.route import Permission
from ringtree.routing.destination import Called


def is_permitted(company: Company, extension: str | None, number: Called) -> bool:
    """Whether the company may call `number`, and so may the person who does.

    A person's own permission goes before those of the person's groups, any of which suffices;
    neither opens what the company's is closed for. None is the company itself: a tree.
    """
    home = company.region
    if not allows(company.calling, number, home):
        return False
    person = company.person(extension) if extension is not None else None
    if person is None:
        return True
    if person.calling is not None:
        return allows(person.calling, number, home)
    groups = [group.calling for group in company.groups_of(person.extension) if group.calling]
    return not groups or any(allows(one, number, home) for one in groups)


def allows(permission: Permission, number: Called, home: str) -> bool:
    """Whether one permission lets a number pass; `home` is the company's country."""
    allowed = _longest(permission.allow, number.number)
    denied = _longest(permission.deny, number.number)
    if allowed or denied:
        return allowed > denied
    return number.kind in permission.kinds and _has_country(permission, number, home)


def _longest(prefixes: tuple[str, ...], number: str) -> int:
    return max((len(one) for one in prefixes if number.startswith(one)), default=0)


def _has_country(permission: Permission, number: Called, home: str) -> bool:
    if permission.countries == "all":
        return True
    if number.country is None:
        # Networks without a country are opened by their kind, which stands in `kinds`.
        return True
    countries = (home,) if permission.countries is None else permission.countries
    return number.country in countries
