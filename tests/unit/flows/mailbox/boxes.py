"""A company with mailboxes for imagined visits."""

from __future__ import annotations

import ringtree.flows.nodes  # noqa: F401 - registers the node types
from ringtree.company.mailbox import Mailbox
from ringtree.company.model import Company
from ringtree.company.text import load

ACME: Company = load("""
code: acme
name: Acme
language: en
timezone: Europe/London
outgoing: "+442071234567"
trunks:
  carrier: {addresses: [203.0.113.5]}
numbers:
  - {number: "+442071234567", trunk: carrier, tree: main}
people:
  - {extension: 101, name: Ann Smith, voicemail: ann}
  - {extension: 102, name: Bob Cook, voicemail: bob}
  - {extension: 103, name: Carl}
mailboxes:
  ann: {title: Ann Smith, person: 101, mail: ann@acme.example, remote_access: true}
  bob: {title: Bob Cook, person: 102, mail: bob@acme.example}
  office: {title: Sales, dial: 190, mail: o@acme.example, remote_access: true, access: false}
trees:
  main: {start: end, nodes: {end: {type: hang_up}}}
""")


def box(name: str = "ann", **facts: object) -> Mailbox:
    return ACME.mailboxes[name].model_copy(update=facts)
