"""Signing in: a password, a second factor, and no hint to whoever guesses."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from ringtree.accounts import totp
from ringtree.accounts.passwords import Passwords
from ringtree.accounts.recovery import RecoveryCodes
from ringtree.accounts.throttle import Throttle
from ringtree.accounts.users import User, Users
from ringtree.storage.vault import Vault


class TooManyFailures(Exception):
    """Wait. `seconds` is how long."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"too many failures: wait {seconds:.0f} s")
        self.seconds = seconds


class WrongCredentials(Exception):
    """The address or the password is wrong; which of them is nobody's business."""

    def __init__(self) -> None:
        super().__init__("the address or the password is wrong")


class SecondFactorRequired(Exception):
    """The password is right, and a code of the authenticator app is wanted besides."""

    def __init__(self) -> None:
        super().__init__("a code is wanted")


class WrongCode(Exception):
    """The code is wrong, over, or was used before."""

    def __init__(self) -> None:
        super().__init__("the code is wrong")


@dataclass(frozen=True, slots=True)
class Admitted:
    """Who has proved it. `codes_left` is None unless a recovery code was used for it."""

    user: User
    codes_left: int | None = None


class SignIn:
    """Checks who somebody says to be."""

    def __init__(
        self,
        users: Users,
        passwords: Passwords,
        vault: Vault,
        recovery: RecoveryCodes,
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._users = users
        self._passwords = passwords
        self._vault = vault
        self._recovery = recovery
        self._clock = clock
        self._throttles = {
            "pair": Throttle(free=5),
            "address": Throttle(free=30),
            "account": Throttle(free=100),
        }

    async def check(self, email: str, password: str, code: str | None, address: str) -> Admitted:
        """The user, if all is right. `code` is the app's, or a recovery code.

        Raises:
            TooManyFailures: asked too often; nothing was checked.
            WrongCredentials, SecondFactorRequired, WrongCode: as they say.
        """
        keys = self._keys(email, address)
        self._require_patience(keys)
        user = await self._users.by_email(email)
        stored = user.password if user is not None and not user.disabled else None
        if not await self._passwords.matches(password, stored) or user is None:
            self._failed(keys)
            raise WrongCredentials
        by_recovery = await self._check_code(user, code, keys)
        for name, key in keys.items():
            self._throttles[name].succeeded(key)
        await self._welcome(user, password)
        return Admitted(user, await self._recovery.left(user.id) if by_recovery else None)

    def check_rate(self, what: str, address: str) -> None:
        """Let an address ask for `what` now and then, such as mails to somebody.

        Raises:
            TooManyFailures: not so often.
        """
        keys = self._keys(what, address)
        self._require_patience(keys)
        self._failed(keys)

    async def _check_code(self, user: User, code: str | None, keys: dict[str, str]) -> bool:
        """Whether it was a recovery code that opened."""
        if user.totp is None:
            return False
        if not code:
            raise SecondFactorRequired
        step = totp.step_of(self._vault.unseal(user.totp), code, time.time())
        if step is not None and await self._users.use_code(user.id, step):
            return False
        if await self._recovery.use(user.id, code):
            return True
        self._failed(keys)
        raise WrongCode

    async def _welcome(self, user: User, password: str) -> None:
        changes: dict[str, object] = {"signed_in": datetime.now(UTC)}
        if self._passwords.needs_renewal(user.password or ""):
            changes["password"] = await self._passwords.rehash(password)
        await self._users.change(user.company, user.id, **changes)

    def _keys(self, email: str, address: str) -> dict[str, str]:
        account = email.strip().lower()[:254]
        return {"pair": f"{account}\n{address}", "address": address, "account": account}

    def _require_patience(self, keys: dict[str, str]) -> None:
        now = self._clock()
        wait = max(self._throttles[name].wait(key, now) for name, key in keys.items())
        if wait:
            raise TooManyFailures(wait)

    def _failed(self, keys: dict[str, str]) -> None:
        for name, key in keys.items():
            self._throttles[name].failed(key, self._clock())
