"""Companies for the integration tests: short prompts, short times."""

from __future__ import annotations

DAISY = """
code: daisy
name: Daisy
language: en
timezone: Europe/Moscow
trunks:
  carrier: {probe: null, addresses: ["{trunk}"], max_calls: 20}
numbers:
  - {number: "+74950000001", trunk: carrier, tree: main}
  - {number: "+74950000002", trunk: carrier, tree: direct}
  - {number: "+74950000003", trunk: carrier, tree: straight}
people:
  - {extension: 101, name: Anna Smith}
  - {extension: 102, name: Boris Cook}
  - {extension: 103, name: Vera Priest}
groups:
  everybody: {extensions: [101, 102, 103]}
queues:
  sales:
    title: Sales
    strategy: longest_idle
    agents: [101, 102]
    ring_time: 4
    retry: 0.5
    wrap_up: 1
    max_wait: 60
    refusal_pause: 10
  support:
    title: Support
    strategy: ring_all
    agents: [102, 103]
    ring_time: 4
    retry: 0.5
    wrap_up: 1
    max_wait: 60
trees:
  main:
    start: greeting
    fallback: goodbye
    nodes:
      greeting:
        type: greeting
        prompt: Good day.
        exits: {next: menu}
      menu:
        type: menu
        prompt: One is sales, two is support, zero is Anna.
        choices: ["1", "2", "0"]
        attempts: 2
        timeout: 2
        exits: {"1": sales, "2": support, "0": anna, no_input: sales, no_match: sales}
      anna:
        type: dial
        targets: ["101"]
        ring_time: 4
        exits: {busy: goodbye, no_answer: goodbye, unreachable: goodbye}
      sales: {type: queue, queue: sales, exits: {overflow: goodbye, closed: goodbye}}
      support: {type: queue, queue: support, exits: {overflow: goodbye, closed: goodbye}}
      goodbye: {type: hang_up, prompt: Goodbye.}
  direct:
    start: sales
    nodes:
      sales: {type: queue, queue: sales, exits: {overflow: goodbye, closed: goodbye}}
      goodbye: {type: hang_up, prompt: Goodbye.}
  straight:
    start: everybody
    nodes:
      everybody: {type: dial, targets: [everybody], ring_time: 6}
    fallback:
"""

#: Another company with the same internal numbers.
ASTER = """
code: aster
name: Астра
language: ru
timezone: Europe/Moscow
people:
  - {extension: 101, name: Пётр}
  - {extension: 102, name: Ольга}
"""
