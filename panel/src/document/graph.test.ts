import { expect, test } from "vitest";
import {
  connect,
  freeName,
  graphOf,
  moveNodes,
  removeNodes,
  renameNode,
  renameTree,
} from "./graph";
import { SAMPLE, TYPES } from "./sample";
import { edited } from "./edit";
import { at, read, type Mapping } from "./text";

const data = read(SAMPLE).data as Mapping;

test("a tree is drawn with its nodes, exits and wires", () => {
  const graph = graphOf(data, "main", TYPES);
  expect(graph?.nodes.map((node) => node.id)).toEqual(["greeting", "menu", "sales", "goodbye"]);
  expect(graph?.edges.map((edge) => edge.id)).toContain("menu→1");
  expect(graph?.nodes[0]).toMatchObject({ isStart: true, isFallback: false });
  expect(graph?.nodes[2]?.exits.map((exit) => exit.optional)).toEqual([true, true, true]);
});

test("an exit that the settings no longer have is shown as stale", () => {
  const text = edited(SAMPLE, [
    { kind: "set", path: ["trees", "main", "nodes", "menu", "choices"], value: ["2"] },
  ]);
  const menu = graphOf(read(text).data, "main", TYPES)?.nodes[1];
  expect(menu?.exits.find((exit) => exit.name === "1")?.stale).toBe(true);
  expect(menu?.exits.find((exit) => exit.name === "2")?.target).toBeNull();
});

test("nodes follow each other from left to right", () => {
  const graph = graphOf(data, "main", TYPES);
  const x = Object.fromEntries((graph?.nodes ?? []).map((node) => [node.id, node.place.x]));
  expect(x.greeting).toBeLessThan(x.menu as number);
  expect(x.menu).toBeLessThan(x.sales as number);
});

test("nodes stay where people put them", () => {
  const text = edited(SAMPLE, moveNodes("main", { menu: { x: 12.4, y: -30 } }));
  const graph = graphOf(read(text).data, "main", TYPES);
  expect(graph?.nodes[1]?.place).toEqual({ x: 12, y: -30 });
});

test("a removed node takes its wires and its roles with it", () => {
  const text = edited(SAMPLE, removeNodes(data, "main", ["goodbye", "greeting"]));
  const tree = at(read(text).data, ["trees", "main"]) as Mapping;
  expect(tree.fallback).toBeUndefined();
  expect(tree.start).toBe("menu");
  expect(at(tree, ["nodes", "menu", "exits"])).toEqual({ "1": "sales" });
});

test("a renamed node keeps everything that leads to it", () => {
  const text = edited(SAMPLE, renameNode(data, "main", "goodbye", "bye"));
  const tree = at(read(text).data, ["trees", "main"]) as Mapping;
  expect(tree.fallback).toBe("bye");
  expect(at(tree, ["nodes", "menu", "exits", "no_input"])).toBe("bye");
  expect(at(tree, ["nodes", "bye", "type"])).toBe("hang_up");
});

test("a renamed tree is still entered by its numbers", () => {
  const text = edited(SAMPLE, renameTree(data, "main", "front"));
  expect(at(read(text).data, ["numbers", 0, "tree"])).toBe("front");
  expect(at(read(text).data, ["trees", "front", "start"])).toBe("greeting");
});

test("a wire is drawn by one edit", () => {
  const text = edited(SAMPLE, connect("main", "sales", "overflow", "goodbye"));
  expect(at(read(text).data, ["trees", "main", "nodes", "sales", "exits"])).toEqual({
    overflow: "goodbye",
  });
});

test("names are free, and names", () => {
  expect(freeName("menu", ["menu", "menu2"])).toBe("menu3");
  expect(freeName("Отдел продаж", [])).toBe("Отдел_продаж");
  expect(freeName("7", [])).toBe("node");
});
