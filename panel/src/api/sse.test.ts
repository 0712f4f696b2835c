import { expect, test } from "vitest";
import { SseParser } from "./sse";

test("messages are found wherever the stream is cut", () => {
  const stream = 'retry: 2000\n\nid: a-1\nevent: call.started\ndata: {"x":\ndata: 1}\n\n: here\n\n';
  for (let cut = 0; cut < stream.length; cut++) {
    const parser = new SseParser();
    const found = [...parser.push(stream.slice(0, cut)), ...parser.push(stream.slice(cut))];
    expect(found).toEqual([{ id: "a-1", kind: "call.started", data: '{"x":\n1}' }]);
  }
});

test("an id lasts until the next one; a comment alone is no message", () => {
  const parser = new SseParser();
  expect(parser.push(": hello\n\nid: 5\ndata: a\n\ndata: b\n\n").map((one) => one.id)).toEqual([
    "5",
    "5",
  ]);
});
