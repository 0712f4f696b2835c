"""Kamailio as a carrier: a registrar and proxy nobody here wrote, with one subscriber behind it."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path
from typing import BinaryIO

from tests.integration.phones import ServerAddress, free_port

#: The account that a customer's system registers with.
ACCOUNT, PASSWORD, REALM = "acct", "s3cret-of-the-carrier", "carrier.test"

_CONFIG = """
debug=1
log_stderror=yes
children=1
tcp_children=1
auto_aliases=no
listen=udp:127.0.0.1:{port}
mpath="/usr/lib/x86_64-linux-gnu/kamailio/modules/"
loadmodule "kex.so"
loadmodule "sl.so"
loadmodule "tm.so"
loadmodule "tmx.so"
loadmodule "rr.so"
loadmodule "pv.so"
loadmodule "maxfwd.so"
loadmodule "textops.so"
loadmodule "siputils.so"
loadmodule "usrloc.so"
loadmodule "registrar.so"
loadmodule "auth.so"
modparam("usrloc", "db_mode", 0)
modparam("registrar", "max_expires", {expires})
modparam("auth", "nonce_expire", 300)

request_route {{
    if (!mf_process_maxfwd_header("10")) {{ sl_send_reply("483", "Too Many Hops"); exit; }}
    if (is_method("OPTIONS") && uri == myself) {{ sl_send_reply("200", "OK"); exit; }}
    if (is_method("CANCEL")) {{ if (t_check_trans()) t_relay(); exit; }}
    if (has_totag()) {{
        if (loose_route()) {{ t_relay(); exit; }}
        if (is_method("ACK")) {{ if (t_check_trans()) t_relay(); exit; }}
        sl_send_reply("404", "Not Here"); exit;
    }}
    t_check_trans();
    if (is_method("REGISTER")) {{
        if (!pv_auth_check("{realm}", "{password}", "0", "1")) {{
            auth_challenge("{realm}", "0"); exit;
        }}
        save("location"); exit;
    }}
    record_route();
    if ($sp == {subscriber}) {{
        # From the public network to the customer, at the contact it registered.
        $var(number) = $rU;
        $ru = "sip:{account}@{realm}";
        if (!lookup("location")) {{ sl_send_reply("480", "Not Registered"); exit; }}
        t_relay(); exit;
    }}
    if (!pv_auth_check("{realm}", "{password}", "0", "0")) {{
        proxy_challenge("{realm}", "0"); exit;
    }}
    $du = "sip:127.0.0.1:{subscriber}";
    t_relay(); exit;
}}
"""


class Kamailio:
    """One running Kamailio. `subscriber` is the port of the phone behind it."""

    def __init__(self, folder: Path, *, expires: int = 3600) -> None:
        self.address = ServerAddress("127.0.0.1", free_port())
        self.subscriber = free_port()
        self._folder = folder
        self._expires = expires
        self._process: asyncio.subprocess.Process | None = None

    async def __aenter__(self) -> Kamailio:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def start(self) -> None:
        """Start it and wait until it answers."""
        self._folder.mkdir(parents=True, exist_ok=True)
        config = self._folder / "kamailio.cfg"
        config.write_text(
            _CONFIG.format(
                port=self.address.port,
                subscriber=self.subscriber,
                realm=REALM,
                password=PASSWORD,
                account=ACCOUNT,
                expires=self._expires,
            )
        )
        program = shutil.which("kamailio") or "/usr/sbin/kamailio"
        with _appending(self._folder / "kamailio.log") as log:
            self._process = await asyncio.create_subprocess_exec(
                program,
                *("-f", str(config), "-DD", "-E", "-m", "32", "-M", "4"),
                *("-Y", str(self._folder), "-w", str(self._folder)),
                stdout=log,
                stderr=log,
            )
        await self._wait_answers()

    async def stop(self) -> None:
        """End it; what it knew of registrations is lost."""
        if self._process is not None and self._process.returncode is None:
            self._process.terminate()
            try:
                await asyncio.wait_for(self._process.wait(), 5)
            except TimeoutError:
                self._process.kill()
                await self._process.wait()

    async def _wait_answers(self) -> None:
        port = f":{self.address.port:04X} "
        end = asyncio.get_running_loop().time() + 10
        while port not in _bound():
            assert self._process is not None and self._process.returncode is None, self.log()
            assert asyncio.get_running_loop().time() < end, self.log()
            await asyncio.sleep(0.05)

    def log(self) -> str:
        """The end of what it had to say."""
        return (self._folder / "kamailio.log").read_text("utf-8", "replace")[-3000:]


def _appending(path: Path) -> BinaryIO:
    return path.open("ab")


def _bound() -> str:
    """The UDP ports in use on this machine."""
    return Path("/proc/net/udp").read_text()
