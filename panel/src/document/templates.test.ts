import { expect, test } from "vitest";
import { graphOf } from "./graph";
import { SAMPLE, TYPES } from "./sample";
import { firstSteps, fromTemplate, TEMPLATES } from "./templates";
import { at, edited, mapping, read, words, type Mapping } from "./text";

test.each(TEMPLATES)("every exit of the template %s leads to a node", (name) => {
  for (const locale of ["ru", "en"] as const) {
    const made = fromTemplate(read(SAMPLE).data as Mapping, name, locale);
    const data = read(edited(SAMPLE, made.edits)).data;
    const graph = graphOf(data, made.tree, TYPES);
    const names = new Set(graph?.nodes.map((node) => node.id));
    expect(names.has(graph?.start ?? "")).toBe(true);
    for (const node of graph?.nodes ?? []) {
      for (const exit of node.exits) {
        if (exit.target !== null) expect(names.has(exit.target)).toBe(true);
        else expect(exit.optional).toBe(true);
      }
      const queue = words(node.settings.queue);
      if (queue) expect(mapping(data?.queues)).toHaveProperty(queue);
      const schedule = words(node.settings.schedule);
      if (schedule) expect(mapping(data?.schedules)).toHaveProperty(schedule);
    }
  }
});

test("four answers make a reception that the number enters", () => {
  const answers = {
    company: "Daisy",
    number: "+74950000001",
    people: [
      { name: "Anna Smith", extension: "101" },
      { name: "Vera", extension: "103" },
    ],
    days: ["monday"],
    from: "10:00",
    to: "19:00",
    mail: "office@example.com",
  };
  const made = firstSteps(read(SAMPLE).data as Mapping, answers, "en", null);
  const data = read(edited(SAMPLE, made.edits)).data;
  expect(at(data, ["numbers", 0, "tree"])).toBe(made.tree);
  expect(at(data, ["people"])).toHaveLength(3);
  expect(at(data, ["schedules", "office2", "weekly", "monday"])).toBe("10:00-19:00");
  expect(at(data, ["trees", made.tree, "nodes", "hours", "exits", "closed"])).toBe("message");
});
