/**
 * Server-sent events, read from a stream of text [HTML §9.2.6]. The browser's own EventSource
 * hides comments, and with them whether a quiet connection is alive.
 */
export interface Message {
  id: string;
  kind: string;
  data: string;
}

export class SseParser {
  private buffer = "";
  private id = "";
  private kind = "";
  private data: string[] = [];

  /** The messages that this piece of the stream completes. */
  push(chunk: string): Message[] {
    this.buffer += chunk;
    const lines = this.buffer.split(/\r\n|\n|\r/);
    this.buffer = lines.pop() ?? "";
    const found: Message[] = [];
    for (const line of lines) {
      if (line === "") {
        if (this.data.length > 0) {
          found.push({ id: this.id, kind: this.kind || "message", data: this.data.join("\n") });
        }
        this.kind = "";
        this.data = [];
      } else this.field(line);
    }
    return found;
  }

  private field(line: string): void {
    const colon = line.indexOf(":");
    if (colon === 0) return; // a comment: somebody is there
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (name === "data") this.data.push(value);
    else if (name === "event") this.kind = value;
    else if (name === "id" && !value.includes("\0")) this.id = value;
  }
}
