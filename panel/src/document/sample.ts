/** A small company for tests, with a comment that must survive whatever is drawn. */
import type { NodeTypes } from "./nodes";

export const SAMPLE = `# Our company
code: daisy
name: Daisy Ltd
language: en
timezone: Europe/Moscow
numbers:
  - {number: "+74950000001", trunk: carrier, tree: main}
people:
  - extension: 101
    name: Anna Smith # the boss
  - {extension: 007, name: James}
queues:
  sales:
    title: Sales
    agents: [101]
schedules:
  office:
    weekly: {monday..friday: "09:00-18:00"}
trees:
  main:
    start: greeting
    fallback: goodbye
    nodes:
      greeting: # hello
        type: greeting
        prompt: Hello!
        exits: {next: menu}
      menu:
        type: menu
        prompt: For sales, press one.
        choices: [1]
        exits: {1: sales, no_input: goodbye, no_match: goodbye}
      sales:
        type: queue
        queue: sales
      goodbye:
        type: hang_up
`;

const type = (name: string, exits: string[], more: object = {}) => ({
  type: name,
  title: name,
  fixed_exits: exits,
  exits_from: null,
  exits_with: null,
  unwired_exits: [],
  finishing_exits: [],
  ...more,
});

export const TYPES: NodeTypes = {
  greeting: type("greeting", ["next"]),
  menu: type("menu", ["no_input", "no_match"], {
    exits_from: "choices",
    exits_with: ["direct_dial", ["answered", "busy"]],
    unwired_exits: ["answered", "busy"],
  }),
  queue: type("queue", ["answered", "overflow", "closed"], {
    unwired_exits: ["answered", "overflow", "closed"],
    finishing_exits: ["answered"],
  }),
  hang_up: type("hang_up", []),
  split: type("split", [], { exits_from: "ways" }),
};
