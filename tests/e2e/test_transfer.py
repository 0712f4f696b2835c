"""A supervisor hands a conversation on from the page Live, and the caller is heard there."""

from __future__ import annotations

from pathlib import Path

from playwright.async_api import Route, expect

from ringtree.accounts.role import Role
from tests.e2e.site import PATIENT, site
from tests.e2e.test_calls import CALLER, DIRECT, ended
from tests.integration.phones import PhoneCall, assert_hear_each_other, phones


async def test_a_supervisor_hands_a_conversation_on_and_the_colleague_hears_the_caller(
    tmp_path: Path,
) -> None:
    async with site(tmp_path, PATIENT) as here:
        anna, vera = here.server.phone("daisy-101"), here.server.phone("daisy-103")
        async with phones(carrier := here.server.carrier(), anna, vera):
            page = await here.page(await here.user(Role.SUPERVISOR))
            await expect(page.get_by_role("img", name="Connected", exact=True)).to_be_visible()
            await expect(page.get_by_text("No calls right now")).to_be_visible()

            # The page's first answer is late: who calls meanwhile is seen all the same.
            ringing: list[PhoneCall] = []

            async def late(route: Route) -> None:
                answer = await route.fetch()
                ringing.append(await carrier.dial(DIRECT, caller=CALLER))
                ringing.append(await anna.wait_call())
                await route.fulfill(response=answer)

            await page.route("**/companies/daisy/live", late, times=1)
            await page.goto("/live")
            # Nobody can be handed on before there is a conversation.
            row = page.get_by_role("table", name="Calls").locator("tbody tr")
            await expect(row).to_contain_text("waits in “Sales”")
            await expect(row.get_by_role("button", name="Transfer…")).to_have_count(0)
            call, first = ringing
            await first.answer()
            await expect(row).to_contain_text("Anna Smith")

            # A number that is none is not sent; one that leads nowhere is refused in words.
            await row.get_by_role("button", name="Transfer…").click()
            dialog = page.get_by_role("dialog", name="Transfer the call")
            send = dialog.get_by_role("button", name="Transfer", exact=True)
            await dialog.get_by_label("To whom").fill("somebody")
            await expect(send).to_be_disabled()
            await dialog.get_by_label("To whom").fill("199")
            await send.click()
            await expect(dialog.get_by_role("alert")).to_be_visible()

            # By the keyboard: a name is found in the list, Enter takes it.
            await dialog.get_by_label("To whom").fill("vera")
            await page.keyboard.press("ArrowDown")
            await page.keyboard.press("Enter")
            await expect(dialog.get_by_label("To whom")).to_have_value("103")
            await send.click()
            second = await vera.wait_call()
            await expect(dialog).to_have_count(0)
            await second.answer()
            await first.wait_ended()
            await expect(row).to_contain_text("Vera Priest")
            await assert_hear_each_other(call, second)

            await second.hang_up()
            await call.wait_ended()
            await expect(page.get_by_text("No calls right now")).to_be_visible()
            await ended(here)
