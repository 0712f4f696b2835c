/** What the proof of a whole company finds, and the call that shows each finding. */
import type { Problem } from "./problems";
import { BLANK, type Manner, type Story } from "./tryCall";

export interface Finding {
  kind: string;
  severity: string;
  tree: string;
  node: string;
  message: string;
  example: {
    to: string;
    from: string;
    at: string;
    press: string;
    agents: string;
    webhook: string;
  } | null;
}

/** A finding as it stands on its node of the drawing. */
export function problemOf({ kind, severity, tree, node, message }: Finding): Problem {
  return {
    severity: severity === "error" ? "error" : "warning",
    rule: kind,
    path: ["trees", tree, "nodes", node],
    line: null,
    column: null,
    message,
    allowed: "",
    remedy: "",
  };
}

/** The imagined call in which a finding can be seen. */
export function storyOf(example: NonNullable<Finding["example"]>): Story {
  const others: Record<string, Manner> = {};
  let usual: Manner = "free";
  for (const part of example.agents.split(",")) {
    const [who, how] = part.split("=");
    if (how) others[who as string] = how as Manner;
    else usual = part as Manner;
  }
  return {
    ...BLANK,
    to: example.to,
    caller: example.from,
    at: example.at.slice(0, 16).replace("T", " "),
    press: example.press.split(",").filter(Boolean),
    usual,
    others,
    webhook: example.webhook,
  };
}
