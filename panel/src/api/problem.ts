/** What the server answers when something can't be done [RFC 9457], in the user's language. */
export interface FieldError {
  path: (string | number)[];
  message: string;
}

export class Problem extends Error {
  readonly kind: string;

  constructor(
    readonly status: number,
    type: string,
    readonly title: string,
    readonly detail: string,
    readonly body: Readonly<Record<string, unknown>> = {},
  ) {
    super(detail || title);
    this.kind = type.replace(/^.*problem:/, "");
  }

  get errors(): FieldError[] {
    const { errors } = this.body;
    return Array.isArray(errors) ? (errors as FieldError[]) : [];
  }
}

/** The request never got an answer. */
export class Unreachable extends Error {}

export async function problemOf(response: Response): Promise<Problem> {
  const body = (await response.json().catch(() => ({}))) as Record<string, unknown>;
  const text = (value: unknown) => (typeof value === "string" ? value : "");
  const title = text(body.title) || `HTTP ${response.status}`;
  return new Problem(response.status, text(body.type), title, text(body.detail), body);
}

export function isProblem(error: unknown, kind: string): error is Problem {
  return error instanceof Problem && error.kind === kind;
}
