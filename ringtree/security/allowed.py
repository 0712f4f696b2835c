"""Networks that are never banned. Pure."""

from __future__ import annotations

from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

Network = IPv4Network | IPv6Network


class Allowed:
    """Those of the settings, and those that an operator adds and removes; a host is `in` it."""

    __slots__ = ("_by_hand", "_settled")

    def __init__(self, settled: tuple[Network, ...]) -> None:
        self._settled = settled
        self._by_hand: dict[str, Network] = {}

    def __contains__(self, host: str) -> bool:
        try:
            address = ip_address(host)
        except ValueError:
            return False
        return any(address in one for one in (*self._settled, *self._by_hand.values()))

    def add(self, network: str) -> None:
        """Never ban a network from now on.

        Raises:
            ValueError: it is not one.
        """
        self._by_hand[network] = ip_network(network)

    def remove(self, network: str) -> None:
        """Let a network be judged again; one of the settings stays."""
        self._by_hand.pop(network, None)
