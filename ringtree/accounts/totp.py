"""The second factor: codes of an authenticator app [RFC 6238]."""

from __future__ import annotations

import hmac

import pyotp

STEP = 30  # seconds [RFC 6238 §4.1]
#: Clocks of phones go wrong by so many steps, either way [§6].
DRIFT = 1
ISSUER = "Ringtree"


def new_secret() -> str:
    """160 random bits, as apps read them [RFC 4226 §4]."""
    return pyotp.random_base32()


def address(secret: str, email: str) -> str:
    """What the QR code says: `otpauth://totp/…`."""
    return pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=ISSUER)


def step_of(secret: str, code: str, now: float) -> int | None:
    """The time step whose code this is, or None. `now` is seconds since 1970."""
    digits = "".join(code.split())
    if not (len(digits) == 6 and digits.isascii() and digits.isdigit()):
        return None
    totp, present = pyotp.TOTP(secret), int(now) // STEP
    matching = [
        step
        for step in range(present - DRIFT, present + DRIFT + 1)
        if hmac.compare_digest(totp.generate_otp(step), digits)
    ]
    return matching[0] if matching else None
