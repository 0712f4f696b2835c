"""Drawing: lint stops a dead end, the next call takes the new way, nobody overwrites anybody."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

from playwright.async_api import Locator, Page, expect
from ruamel.yaml import YAML

from ringtree.demo.phone_call import PATIENCE
from tests.e2e.site import PATIENT, Site, site
from tests.integration.companies import DAISY
from tests.integration.phones import phones
from tests.integration.server import until

#: The number that leads to the menu.
MAIN = "+74950000001"


async def open_tree(page: Page, tree: str, node: str | None = None) -> None:
    await page.goto(f"/trees?tree={tree}{f'&node={node}' if node else ''}")
    await expect(page.locator(".node-card").first).to_be_visible()


def setting(page: Page, name: str) -> Locator:
    return page.locator(f".side [data-field={name}]")


async def lead(page: Page, exit_: str, node: str) -> None:
    """Lead an exit of the chosen node to a node."""
    await page.get_by_label(f"Exits: {exit_}", exact=True).click()
    await page.locator(".ant-select-item-option", has_text=re.compile(f"^{node}")).click()


async def saved(page: Page) -> None:
    await expect(page.get_by_text("Draft saved")).to_be_visible()


async def publish(page: Page, note: str) -> None:
    await page.get_by_role("button", name="Review and publish").click()
    await page.get_by_label("What is this change for?").fill(note)
    await page.get_by_role("button", name="Publish now").click()
    await expect(page.get_by_text("is live.").first).to_be_visible()


def nodes_of(here: Site) -> list[tuple[int | None, str | None]]:
    """Where each call is now: its revision's number, and its node."""
    calls = here.server.app.services.live.all_calls("daisy")
    return [(call["revision"], call["node"]) for call in calls]


async def test_a_dead_end_is_mended_and_the_next_call_goes_the_new_way_while_who_waits_goes_the_old(
    tmp_path: Path,
) -> None:
    async with site(tmp_path, PATIENT) as here, phones(carrier := here.server.carrier()):
        page = await here.page(await here.user())
        await open_tree(page, "main", "menu")
        old = await carrier.dial(MAIN, caller="+79210000001")
        await until(lambda: nodes_of(here) == [(1, "menu")], "the first caller did not come")

        # A node put on the drawing leads nowhere: that is said at the node, and not published.
        await page.get_by_role("button", name="Greeting", exact=True).click()
        await expect(page.locator(".node-card.has-errors")).to_be_visible()
        await saved(page)
        await page.get_by_role("button", name="Review and publish").click()
        await expect(page.get_by_role("button", name="Publish now")).to_be_disabled()
        await page.get_by_role("dialog").get_by_role("button", name="Cancel").click()

        # One click mends it; then the key 2 leads there, and from there to the queue of before.
        await page.get_by_role("button", name="Lead open exits").click()
        await setting(page, "prompt").locator("textarea").fill("You will be helped.")
        await lead(page, "then", "support")
        await page.get_by_label("Find a node").fill("menu")
        await page.locator(".find-hit").first.click()
        await lead(page, "2", "greeting2")
        await expect(page.locator(".node-card.has-errors")).to_have_count(0)
        await saved(page)
        await publish(page, "words before the queue")

        # Who calls now goes the new way; who has waited at the menu goes the way it had.
        new = await carrier.dial(MAIN, caller="+79210000002")
        await until(lambda: (2, "menu") in nodes_of(here), "the next call went the old way")
        await new.press("2")
        await until(lambda: (2, "greeting2") in nodes_of(here), "the new words were not said")
        assert (1, "menu") in nodes_of(here), "the waiting caller was disturbed"
        await old.press("2")
        await until(lambda: (1, "support") in nodes_of(here), "the old menu led elsewhere")
        await until(lambda: (2, "support") in nodes_of(here), "the new tree has no queue")
        await new.hang_up()
        await old.hang_up()
        await until(lambda: not here.server.app.calls.calls, "the calls did not end")
        ways = {one.revision: [e.node for e in one.trace] for one in await here.server.records()}
        assert ways == {
            1: ["greeting", "menu", "support"],
            2: ["greeting", "menu", "greeting2", "support"],
        }

        # The history tells it, and the journal replays it over the tree as it was.
        await page.get_by_role("button", name="History").click()
        await expect(page.locator(".history li").first).to_contain_text("words before the queue")


async def test_everything_that_is_drawn_can_be_undone_and_is_the_same_as_text(
    tmp_path: Path,
) -> None:
    async with site(tmp_path, DAISY) as here:
        page = await here.page(await here.user())
        await open_tree(page, "main")
        before = await page.locator(".node-card").count()
        await page.get_by_role("button", name="Hang up", exact=True).click()
        await expect(page.locator(".node-card")).to_have_count(before + 1)
        await page.locator(".react-flow__pane").click(position={"x": 5, "y": 5})
        await page.keyboard.press("Control+KeyA")
        await page.keyboard.press("Control+KeyC")
        await page.keyboard.press("Control+KeyV")
        await expect(page.locator(".node-card")).to_have_count(2 * before + 2)
        for _ in range(2):
            await page.keyboard.press("Control+KeyZ")
        await expect(page.locator(".node-card")).to_have_count(before)

        await page.locator(".editor-toolbar button", has_text="Text").click()
        text = page.locator(".cm-content")
        await text.click()
        await page.keyboard.press("Control+Home")
        await page.keyboard.type("# drawn and written\n")
        await expect(page.get_by_text("Draft saved")).to_be_visible()
        await page.get_by_label("Find a node").fill("anna")
        await page.locator(".find-hit").first.click()
        await expect(page.locator(".side [data-field=node-name] input")).to_have_value("anna")
        draft = await here.server.app.services.drafts.get("daisy")
        assert draft is not None and draft.text.startswith("# drawn and written")


async def test_two_administrators_never_overwrite_each_other_silently(tmp_path: Path) -> None:
    async with site(tmp_path, DAISY) as here:
        anna = await here.page(await here.user(name="Anna"))
        boris = await here.page(await here.user(name="Boris"))
        await open_tree(anna, "main", "anna")
        await open_tree(boris, "main", "anna")
        await expect(anna.locator(".ant-avatar")).to_have_text("B")

        # Boris is cut off while Anna saves; what he then writes is not the draft he knew.
        await boris.route("**/events", lambda route: route.abort())
        await boris.reload()
        await expect(boris.locator(".node-card").first).to_be_visible()
        await setting(anna, "ring_time").locator("input").fill("11")
        await anna.keyboard.press("Tab")
        await saved(anna)
        await open_tree_settings(boris, "13")
        await expect(boris.get_by_text("Anna changed the draft meanwhile").first).to_be_visible()
        await boris.get_by_role("button", name="Take the other draft").click()
        await expect(setting(boris, "ring_time").locator("input")).to_have_value("11")
        draft = await here.server.app.services.drafts.get("daisy")
        assert draft is not None and "ring_time: 11" in draft.text


async def open_tree_settings(page: Page, ring_time: str) -> None:
    await page.locator(".react-flow__node[data-id=anna]").click()
    await setting(page, "ring_time").locator("input").fill(ring_time)
    await page.keyboard.press("Tab")


async def test_a_call_on_sunday_night_is_tried_and_kept_as_a_case(tmp_path: Path) -> None:
    # An imagined agent takes six seconds to pick up.
    patient = DAISY.replace("ring_time: 4", "ring_time: 20")
    async with site(tmp_path, patient) as here:
        page = await here.page(await here.user())
        await open_tree(page, "main")
        await page.get_by_role("button", name="Try it").click()
        await page.get_by_label("When", exact=True).fill("sunday 22:00")
        await page.keyboard.press("Escape")
        await page.locator(".dial-keys").get_by_text("2", exact=True).click()
        await expect(page.locator(".try-result")).to_contain_text("answered")
        await expect(page.locator(".trace > li")).to_have_count(3)
        await expect(page.locator(".wire.taken")).to_have_count(2)
        await expect(page.locator(".node-card.dimmed").first).to_be_visible()
        await page.get_by_role("button", name="Save as a case").click()
        await page.get_by_role("dialog").get_by_role("button", name="Save").click()
        await saved(page)
        await page.get_by_role("button", name="Prove the whole company").click()
        await expect(page.locator(".proof [role=status]")).to_contain_text("nodes")
        draft = await here.server.app.services.drafts.get("daisy")
        assert draft is not None and "at: sunday 22:00" in draft.text


async def test_a_tree_is_drawn_without_a_mouse(tmp_path: Path) -> None:
    async with site(tmp_path, DAISY) as here:
        page = await here.page(await here.user())
        await open_tree(page, "main")
        drafts = here.server.app.services.drafts

        # A node comes from the palette, and gets its words.
        await page.get_by_role("button", name="Hang up", exact=True).press("Enter")
        name = setting(page, "node-name").locator("input")
        await expect(name).to_have_value("hang_up")
        await name.press("Control+KeyA")
        await name.press_sequentially("farewell")
        await name.press("Enter")
        node = page.locator(".react-flow__node[data-id=farewell]")
        await expect(node).to_be_visible()

        # Another one is found, and an exit of it is led there.
        find = page.get_by_label("Find a node")
        await find.press_sequentially("greeting")
        await expect(page.locator(".find-hit").first).to_be_visible()
        await find.press("ArrowDown")
        await find.press("Enter")
        await expect(name).to_have_value("greeting")
        exit_ = page.get_by_label("Exits: then", exact=True)
        await exit_.press_sequentially("farewell")
        await exit_.press("Enter")
        await expect(page.locator("[data-testid='rf__edge-greeting→next']")).to_have_count(1)
        await saved(page)
        draft = await drafts.get("daisy")
        assert draft is not None
        exits = YAML(typ="safe").load(draft.text)["trees"]["main"]["nodes"]["greeting"]["exits"]
        assert exits["next"] == "farewell"

        # It is moved by the arrow keys, stays there, and goes again; so does what was undone.
        before = await places(here)
        await node.press("Enter")
        await expect(name).to_have_value("farewell")
        await node.press("ArrowDown")
        after = await moved(here, before)
        assert after["farewell"][1] > before["farewell"][1]
        assert after["greeting"] == before["greeting"]
        await node.press("Delete")
        await expect(node).to_have_count(0)
        await page.keyboard.press("Control+KeyZ")
        await expect(node).to_have_count(1)


async def places(here: Site) -> dict[str, list[int]]:
    """Where the draft says that nodes stand."""
    draft = await here.server.app.services.drafts.get("daisy")
    assert draft is not None
    found: dict[str, list[int]] = YAML(typ="safe").load(draft.text)["trees"]["main"]["layout"]
    return found


async def moved(here: Site, before: dict[str, list[int]]) -> dict[str, list[int]]:
    """The same, once something stands elsewhere."""
    end = asyncio.get_running_loop().time() + PATIENCE
    while (found := await places(here)) == before:
        assert asyncio.get_running_loop().time() < end, "nothing was moved"
        await asyncio.sleep(0.05)
    return found


async def test_a_text_that_cannot_be_read_takes_no_drawing_and_is_explained_in_the_chosen_language(
    tmp_path: Path,
) -> None:
    async with site(tmp_path, DAISY) as here:
        page = await here.page(await here.user())
        await open_tree(page, "main", "greeting")
        await page.get_by_role("button", name="Hang up", exact=True).click()
        problem = page.locator(".inspector-problems")
        await expect(problem).to_contain_text("no caller can reach")

        await page.get_by_role("banner").get_by_role("button", name="Language").click()
        await page.get_by_role("menuitem", name="Русский").click()
        await expect(problem).to_contain_text("не может попасть")
        await expect(problem).not_to_contain_text("no caller can reach")

        await page.locator(".editor-toolbar button", has_text="Текст").click()
        await page.locator(".cm-content").click()
        await page.keyboard.press("Control+Home")
        await page.keyboard.type("code: code: x\n")
        await expect(page.get_by_text("текст с двоеточием нужно взять в кавычки")).to_be_visible()
        name = setting(page, "node-name").locator("input")
        await expect(name).to_be_disabled()
        await expect(page.locator(".palette-item").first).to_be_disabled()
        await page.keyboard.press("Control+KeyZ")
        await expect(name).to_be_enabled()
        await expect(page.locator(".palette-item").first).to_be_enabled()

        # Nor does any other page take what could not be kept.
        await page.keyboard.press("Control+Home")
        await page.keyboard.type("code: code: x\n")
        await page.get_by_role("menuitem", name="Очереди").click()
        await expect(page.get_by_text("Пока текст черновика не исправлен")).to_be_visible()
        await expect(page.locator("main button.ant-btn-primary").first).to_be_disabled()
        await page.get_by_role("link", name="Исправить рядом со схемой").click()
        await expect(page.get_by_text("текст с двоеточием нужно взять в кавычки")).to_be_visible()
