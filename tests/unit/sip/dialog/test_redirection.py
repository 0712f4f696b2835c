"""Where a 3xx leads, and where it does not."""

from __future__ import annotations

from ringtree.sip.dialog.redirection import MOST_REDIRECTS, Redirection
from ringtree.sip.hop import Hop
from ringtree.sip.message import Response
from ringtree.sip.uri import Uri

ASKED = "sip:200@192.0.2.1"


def reach(uri: Uri) -> Hop | None:
    """Where everything is ours but 203.0.113.66."""
    return None if uri.host == "203.0.113.66" else Hop("udp", uri.host, 5060)


def moved(*contacts: str) -> Response:
    response = Response(302)
    response.set("Contact", ", ".join(f"<{one}>" for one in contacts) or "*")
    return response


def test_the_first_target_that_is_ours_is_taken() -> None:
    found = Redirection(reach).follow(moved("sip:1@203.0.113.66", "sip:2@192.0.2.2"), ASKED)
    assert found is not None
    uri, hop = found
    assert (str(uri), hop) == ("sip:2@192.0.2.2", Hop("udp", "192.0.2.2", 5060))


def test_nothing_is_followed_to_elsewhere_back_or_nowhere() -> None:
    redirection = Redirection(reach)
    assert redirection.follow(moved("sip:1@203.0.113.66"), ASKED) is None
    assert redirection.follow(moved(ASKED), ASKED) is None
    assert redirection.follow(moved(), ASKED) is None


def test_no_target_is_taken_twice_and_not_too_many() -> None:
    redirection, asked = Redirection(reach), ASKED
    for index in range(MOST_REDIRECTS):
        target = f"sip:{index}@192.0.2.2"
        assert redirection.follow(moved(target), asked) is not None
        assert redirection.follow(moved(target), target) is None
        asked = target
    assert redirection.follow(moved("sip:last@192.0.2.2"), asked) is None
